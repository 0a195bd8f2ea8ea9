import { readdir } from "node:fs/promises";
import { stateReader } from "../memory/transaction.ts";
import type { Reader } from "../store.ts";
import { BodyFolder } from "./body-folder.ts";
import { checkHeads, readHeads } from "./head-file.ts";
import { checkUnlocked } from "./lock-file.ts";
import { readFolder } from "./read-folder.ts";

/** Returns whether no store was ever opened in a folder. */
export async function isUnused(folder: string): Promise<boolean> {
  return !(await readdir(folder)).some((name) => /^(?:snapshot\.json|journal-\d+\.json)/u.test(name));
}

/**
 * Reads a data folder that no process uses, in one state. It locks and changes nothing, so that a server can start
 * meanwhile. If that server deletes what was not read yet, the read fails.
 *
 * @throws DataFolderError if a process uses the folder, or a file is missing or damaged
 */
export async function readUnlocked<T>(folder: string, look: (reader: Reader) => Promise<T>): Promise<T> {
  await checkUnlocked(folder);
  const heads = await readHeads(folder);
  const { low } = await readFolder(folder, () => Promise.resolve());
  const { state } = low.data;
  await checkHeads(folder, state, heads, await readHeads(folder));
  return look(stateReader(state.view(), new BodyFolder(folder)));
}
