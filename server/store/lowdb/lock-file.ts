import { randomBytes } from "node:crypto";
import { link, readdir, readFile, rename, stat, unlink, utimes, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import path from "node:path";
import process from "node:process";
import { setTimeout as wait } from "node:timers/promises";
import { DataFolderError } from "./data-folder-error.ts";
import { ownerOnly } from "./durable-file.ts";

/** Another process uses the folder. */
export class FolderLockedError extends DataFolderError {
  override name = "FolderLockedError";
}

/** Another process has taken the folder over, because this one stopped renewing its lock. */
export class LockLostError extends DataFolderError {
  override name = "LockLostError";
}

/** The lock that a process holds on a folder. */
export interface FolderLock {
  /** The error with which the lock was found to be lost, or null. */
  readonly loss: LockLostError | null;
  /** @throws LockLostError if another process has taken the folder over */
  check: () => Promise<void>;
  release: () => Promise<void>;
}

/** Interval, in ms, at which the holder of a lock renews it. */
const beat = 10_000;
/** Time, in ms, in which a process that removed a live lock by mistake restores it. */
const moment = 100;
/** After 3 missed renewals, a holder on another machine counts as gone. In ms. */
const silence = 3 * beat;

/**
 * Locks a folder for this process, because 2 stores on one folder would corrupt it. Calls `lost` once if it finds that
 * another process has taken the folder over, as happens to a process that was paused.
 *
 * The lock names its process and machine, and has a random part of its own. The lock of a process that no longer runs is
 * taken over:
 *
 * - On this machine, a process is identified by its id and, on systems that provide it (Linux), its start time. Process
 *   ids are reused, and in a container the server has the same id after every crash.
 * - For another machine or container on the same disk, only the lock file's time is known, which its holder renews.
 *
 * @throws FolderLockedError naming the folder and the process.
 */
export async function lockFolder(folder: string, lost: (error: LockLostError) => void): Promise<FolderLock> {
  const file = lockPath(folder);
  const own = `${await holderOf(process.pid)} ${randomBytes(9).toString("base64url")}\n`;
  const aside = `${file}.${hostname()}.${process.pid}`;
  await writeFile(aside, own, { mode: ownerOnly });
  try {
    while (!(await linked(aside, file))) {
      const holder = await readFile(file, "utf8").catch(() => null);
      if (holder === null) continue;
      if (await isLocked(file, holder)) throw lockedBy(holder, folder);
      await removeDeadLock(file, holder);
    }
  } finally {
    await unlink(aside);
  }
  await removeRemains(folder);
  return heldLock(folder, file, { own, lost });
}

/** @throws FolderLockedError if a process has locked the folder */
export async function checkUnlocked(folder: string): Promise<void> {
  const holder = await contentOf(lockPath(folder));
  if (holder !== null && (await isLocked(lockPath(folder), holder))) throw lockedBy(holder, folder);
}

function lockPath(folder: string): string {
  return path.join(folder, "lock");
}

function lockedBy(holder: string, folder: string): FolderLockedError {
  const [pid = "", , host = ""] = holder.trim().split(" ");
  const params = { folder, process: pid };
  if (host === hostname()) return new FolderLockedError("in-use", params);
  return new FolderLockedError("in-use-elsewhere", { ...params, host });
}

/** Renews a lock until it is released or lost. */
function heldLock(
  folder: string,
  file: string,
  { own, lost }: { own: string; lost: (error: LockLostError) => void },
): FolderLock {
  let loss: LockLostError | null = null;
  const isHeld = async (): Promise<boolean> => {
    // While another process finds out whether a lock is dead, it is missing for a moment.
    const content = (await contentOf(file)) ?? (await wait(moment), await contentOf(file));
    return content === own;
  };
  const check = async (): Promise<void> => {
    if (!loss && !(await isHeld())) {
      loss = new LockLostError("lock-lost", { folder });
      clearInterval(beating);
      lost(loss);
    }
    if (loss) throw loss;
  };
  const renew = async (): Promise<void> => {
    await check();
    const now = new Date();
    await utimes(file, now, now);
  };
  const beating = setInterval(() => void renew().catch(() => undefined), beat);
  beating.unref();
  const release = async (): Promise<void> => {
    clearInterval(beating);
    if (await isHeld()) await unlink(file);
  };
  return {
    get loss() {
      return loss;
    },
    check,
    release,
  };
}

async function contentOf(file: string): Promise<string | null> {
  return readFile(file, "utf8").catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    return null;
  });
}

async function isLocked(file: string, lock: string): Promise<boolean> {
  const [pid = "", start = "", host = ""] = lock.trim().split(" ");
  if (host === hostname()) return isRunning(Number(pid)) && (await holderOf(Number(pid))) === `${pid} ${start} ${host}`;
  const { mtimeMs } = await stat(file).catch(() => ({ mtimeMs: 0 }));
  return Date.now() - mtimeMs < silence;
}

/** `link` is the only call that creates a name only if it does not exist yet, with the content already in place. */
async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/** Removes a dead process's lock. If another process has meanwhile taken the lock, restores it. */
async function removeDeadLock(file: string, dead: string): Promise<void> {
  const grave = `${file}.dead.${hostname()}.${process.pid}`;
  try {
    await rename(file, grave);
  } catch {
    return;
  }
  if ((await readFile(grave, "utf8")) !== dead) await linked(grave, file);
  await unlink(grave);
}

/** Removes files of processes on this machine that were killed while they locked the folder. */
async function removeRemains(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const start = ["lock.dead.", "lock."]
      .map((prefix) => prefix + hostname() + ".")
      .find((one) => name.startsWith(one));
    const pid = start === undefined ? "" : name.slice(start.length);
    // Another process may remove them, too.
    if (/^\d+$/u.test(pid) && !isRunning(Number(pid))) await unlink(path.join(folder, name)).catch(() => undefined);
  }
}

/**
 * Returns the process id, its start time if /proc provides it (field 22, counted after the name in parentheses), and
 * the host name.
 */
async function holderOf(pid: number): Promise<string> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  const start = stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
  return `${pid} ${start} ${hostname()}`;
}

function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
