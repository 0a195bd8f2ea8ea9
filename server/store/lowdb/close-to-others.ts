import { chmod, lstat, readdir } from "node:fs/promises";
import path from "node:path";
import process from "node:process";

/**
 * Removes the permissions of all others from a file, or from a folder and everything in it, because earlier versions
 * wrote files that everybody on the machine could read. Leaves links, and what belongs to another user.
 */
export async function closeToOthers(file: string): Promise<void> {
  const found = await lstat(file);
  if (found.uid !== process.getuid?.() || !(found.isFile() || found.isDirectory())) return;
  if ((found.mode & 0o077) !== 0) await chmod(file, found.mode & 0o700);
  if (found.isDirectory()) await Promise.all((await readdir(file)).map((name) => closeToOthers(path.join(file, name))));
}
