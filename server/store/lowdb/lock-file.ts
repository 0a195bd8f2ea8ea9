import { link, readFile, rename, stat, unlink, utimes, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import path from "node:path";
import process from "node:process";

/** Another process has the folder. */
export class FolderLockedError extends Error {
  override name = "FolderLockedError";
}

/** How often whoever holds a lock says that it still does, in ms. */
const beat = 10_000;
/** After three lost beats a holder on another machine is taken to be gone. */
const silence = 3 * beat;

/**
 * Takes a folder for this process alone: two stores on one folder would tear it. The answer lets it go.
 *
 * The lock names the process that holds it and its machine. A process that is gone has let go, so its lock is taken over:
 *
 * - on this machine that it is gone is told by its number and, where the system says (Linux), by when it started: numbers
 *   come back, and in a container the server has the same one after every crash;
 * - of another machine or container on the same disk nothing is known but the time of the file, which its holder renews.
 * @throws FolderLockedError naming the folder and the process.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const file = path.join(folder, "lock");
  const own = await holderOf(process.pid);
  const aside = `${file}.${hostname()}.${process.pid}`;
  await writeFile(aside, own);
  try {
    while (!(await linked(aside, file))) {
      const other = await readFile(file, "utf8").catch(() => null);
      if (other === null) continue;
      if (await isHeld(file, other)) {
        const [pid = "", , host = ""] = other.trim().split(" ");
        const where = host === hostname() ? "" : ` on ${host}`;
        throw new FolderLockedError(
          `The data folder ${folder} is in use by process ${pid}${where}; end it or use another folder`,
        );
      }
      await takeAway(file, other);
    }
  } finally {
    await unlink(aside);
  }
  const beating = setInterval(() => void renew(file), beat);
  beating.unref();
  return () => {
    clearInterval(beating);
    return unlink(file);
  };
}

async function isHeld(file: string, lock: string): Promise<boolean> {
  const [pid = "", , host = ""] = lock.trim().split(" ");
  if (host === hostname()) return isRunning(Number(pid)) && (await holderOf(Number(pid))) === lock;
  const { mtimeMs } = await stat(file).catch(() => ({ mtimeMs: 0 }));
  return Date.now() - mtimeMs < silence;
}

async function renew(file: string): Promise<void> {
  const now = new Date();
  await utimes(file, now, now).catch(() => undefined);
}

/** Link is the one call that makes a name only where there is none, with its content already in it. */
async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/** Takes a dead process's lock away; where another newcomer was quicker and the lock is theirs by now, puts it back. */
async function takeAway(file: string, dead: string): Promise<void> {
  const grave = `${file}.dead.${hostname()}.${process.pid}`;
  try {
    await rename(file, grave);
  } catch {
    return;
  }
  if ((await readFile(grave, "utf8")) !== dead) await linked(grave, file);
  await unlink(grave);
}

/** The process's number, where /proc tells it when it started (field 22, counted after the name in brackets), its machine. */
async function holderOf(pid: number): Promise<string> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  const start = stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
  return `${pid} ${start} ${hostname()}\n`;
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
