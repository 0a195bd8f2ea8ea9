import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { bodyCollections } from "../collections.ts";
import type { State } from "../memory/state.ts";
import type { StoreFault } from "../store.ts";
import { bodyFile, checkedBytes, digestOf } from "./body-folder.ts";
import { DataFolderError } from "./data-folder-error.ts";
import { readFolder } from "./read-folder.ts";
import { checkHeads, headPath, readHeads } from "./head-file.ts";
import { earlierFormOf } from "./old-forms.ts";
import { readJournal } from "./read-journal.ts";

/**
 * Reads all files of a data folder, and returns every fault that it finds. It changes nothing.
 *
 * A folder whose snapshot or journals cannot be read as a whole is checked file by file: each journal, and each uploaded
 * file against its name. Texts cannot be checked then, because their digests are in the snapshot. A folder
 * of an earlier form cannot be checked before it is migrated.
 */
export async function verifyFolder(folder: string): Promise<StoreFault[]> {
  const form = await earlierFormOf(folder);
  if (form !== null) return [{ code: "earlier-form", params: { folder, form } }];
  const faults: StoreFault[] = [];
  const found = async <T>(work: () => T | Promise<T>): Promise<T | null> => {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof DataFolderError)) throw error;
      const isKnown = faults.some(({ code, params }) => code === error.code && params["file"] === error.params["file"]);
      if (!isKnown) faults.push({ code: error.code, params: error.params });
      return null;
    }
  };
  const read = await found(() => readFolder(folder, () => Promise.resolve()));
  if (read) {
    const { state } = read.low.data;
    const heads = await readHeads(folder);
    if (heads) await found(() => checkHeads(folder, state, heads));
    else faults.push({ code: "heads-damaged", params: { file: headPath(folder) } });
    return [...faults, ...(await verifyBodies(folder, state))];
  }
  for (const name of (await readdir(folder)).toSorted()) {
    const digits = /^journal-(?<number>\d+)\.jsonl$/u.exec(name)?.groups?.["number"];
    if (digits !== undefined) await found(() => readJournal(path.join(folder, name), Number(digits)));
  }
  const originals = path.join(folder, "originals");
  for (const name of (await readdir(originals).catch(() => [])).toSorted()) {
    const file = path.join(originals, name);
    if (digestOf(await readFile(file)) !== name) faults.push({ code: "body-damaged", params: { file } });
  }
  return faults;
}

/** Checks every text and uploaded file of a state against its digest. */
export async function verifyBodies(folder: string, state: Pick<State, "tables">): Promise<StoreFault[]> {
  const faults: StoreFault[] = [];
  for (const collection of bodyCollections) {
    for (const row of state.tables[collection].values.values()) {
      await checkedBytes(bodyFile(folder, collection, row.id), row).catch((error: unknown) => {
        if (!(error instanceof DataFolderError)) throw error;
        faults.push({ code: error.code, params: error.params });
      });
    }
  }
  return faults;
}
