import { chmod, lstat, open, readdir, rename, unlink } from "node:fs/promises";
import path from "node:path";
import process from "node:process";

/** Mode of the store's files, because they contain private comments. */
export const ownerOnly = 0o600;

/**
 * Writes a file so that a crash at any moment leaves either the old or the new one, complete. Writes to a temporary
 * file, syncs, renames, and syncs the folder, without which the rename itself may be lost.
 *
 * The temporary name is fixed unless one is given, so that the next write replaces the remains of a crash. Two writers
 * of one path must take turns. A file that could not be written is deleted, because on a full disk it would block
 * everything else.
 */
export async function writeDurably(
  file: string,
  data: string | Uint8Array | AsyncIterable<string>,
  {
    aside = `${file}.writing`,
    check,
  }: {
    /** The temporary file. */
    aside?: string;
    /** Called before the file takes its place. It throws to leave the old one. */
    check?: () => Promise<void>;
  } = {},
): Promise<void> {
  const handle = await open(aside, "w", ownerOnly);
  try {
    if (typeof data === "string" || data instanceof Uint8Array) await handle.writeFile(data);
    else for await (const chunk of data) await handle.appendFile(chunk);
    await handle.sync();
    await check?.();
  } catch (error) {
    await handle.close();
    await unlink(aside).catch(() => undefined);
    throw error;
  }
  await handle.close();
  await rename(aside, file);
  await syncFolder(path.dirname(file));
}

/** Makes changes to a folder's entries (files created, renamed, deleted) survive a crash. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

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
