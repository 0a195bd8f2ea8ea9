import { open, rename, unlink } from "node:fs/promises";
import path from "node:path";

/**
 * Writes a file so that after a crash at any moment the old one or the new one stands there, whole: aside, fsync, rename,
 * and fsync of the folder, without which the rename itself may be lost. The name aside is fixed, so that what a crash
 * leaves behind is written over the next time. Two writers of one path must take turns. What could not be written is
 * taken away again: on a full disk it would be in the way of everything else.
 */
export async function writeDurably(file: string, data: string | Uint8Array | AsyncIterable<string>): Promise<void> {
  const aside = `${file}.writing`;
  const handle = await open(aside, "w");
  try {
    if (typeof data === "string" || data instanceof Uint8Array) await handle.writeFile(data);
    else for await (const chunk of data) await handle.appendFile(chunk);
    await handle.sync();
  } catch (error) {
    await handle.close();
    await unlink(aside).catch(() => undefined);
    throw error;
  }
  await handle.close();
  await rename(aside, file);
  await syncFolder(path.dirname(file));
}

/** Makes the names in a folder (files made, renamed, deleted) outlive a crash. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
