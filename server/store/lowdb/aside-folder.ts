import { mkdir, readdir, rename, rm, stat, unlink } from "node:fs/promises";
import path from "node:path";
import type { BodyCollection } from "../collections.ts";

/** Name of the folder for files that belong to no data. */
export const asideName = "aside";

/** Moves a file to the folder `aside`, and returns its path within the data folder. */
export async function moveAside(folder: string, file: string): Promise<string> {
  const name = path.relative(folder, file);
  await rename(file, await freeName(folder, name.replaceAll(path.sep, "-")));
  return name;
}

/** Returns a path in the folder `aside` that no file has yet. */
export async function freeName(folder: string, name: string): Promise<string> {
  const aside = path.join(folder, asideName);
  await mkdir(aside, { recursive: true, mode: 0o700 });
  for (let number = 1; ; number += 1) {
    const file = path.join(aside, number === 1 ? name : `${name}.${number}`);
    if (!(await exists(file))) return file;
  }
}

/**
 * Deletes copies of a body that crashes left in the folder `aside`. A crash moves the file of an upload there; if the
 * upload is repeated and the body then removed, the copy must not outlive it.
 */
export async function dropCopies(folder: string, collection: BodyCollection, id: string): Promise<void> {
  await unlinkAside(folder, `${collection}-${id}`);
}

/** Deletes what was cut off journals, and the files of earlier forms, because text to be forgotten may be in them. */
export async function deleteEarlierText(folder: string): Promise<void> {
  await unlinkAside(folder, "journal-");
  for (const name of await readdir(folder)) {
    if (/^form-\d+$/u.test(name)) await rm(path.join(folder, name), { recursive: true });
  }
}

/** Returns whether a file or folder exists. */
export async function exists(file: string): Promise<boolean> {
  const found = await stat(file).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  });
  return found !== undefined;
}

async function unlinkAside(folder: string, start: string): Promise<void> {
  const aside = path.join(folder, asideName);
  for (const name of await readdir(aside).catch(() => [])) {
    if (name.startsWith(start)) await unlink(path.join(aside, name));
  }
}
