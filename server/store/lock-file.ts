import { link, readFile, rename, unlink, writeFile } from "node:fs/promises";
import path from "node:path";
import process from "node:process";

/** Another process has the folder. */
export class FolderLockedError extends Error {
  override name = "FolderLockedError";
}

/**
 * Takes a folder for this process alone: two stores on one folder would tear it. The answer lets it go.
 *
 * The lock names the process that holds it. A process that is gone has let go, so its lock is taken over; that it is
 * gone is told by its number and, where the system says (Linux), by when it started: numbers come back, and in a container
 * the server has the same one after every crash.
 * @throws FolderLockedError naming the folder and the process.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const file = path.join(folder, "lock");
  const own = await holderOf(process.pid);
  const aside = `${file}.${process.pid}`;
  await writeFile(aside, own);
  try {
    while (!(await linked(aside, file))) {
      const other = await readFile(file, "utf8").catch(() => null);
      if (other === null) continue;
      const pid = Number.parseInt(other, 10);
      if (pid > 0 && isRunning(pid) && (await holderOf(pid)) === other) {
        throw new FolderLockedError(
          `The data folder ${folder} is in use by process ${pid}; end it or use another folder`,
        );
      }
      await takeAway(file, other);
    }
  } finally {
    await unlink(aside);
  }
  return () => unlink(file);
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
  const grave = `${file}.dead.${process.pid}`;
  try {
    await rename(file, grave);
  } catch {
    return;
  }
  if ((await readFile(grave, "utf8")) !== dead) await linked(grave, file);
  await unlink(grave);
}

/** The process's number and, where /proc tells it, when it started (field 22, counted after the name in brackets). */
async function holderOf(pid: number): Promise<string> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  const start = stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
  return `${pid} ${start}\n`;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
