import { readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import type { ChainHeads } from "../audit-chain.ts";
import { bodyCollections } from "../collections.ts";
import type { State } from "../memory/state.ts";
import { stateReader } from "../memory/transaction.ts";
import { digestOf } from "../seals.ts";
import type { Reader, StoreFault } from "../store.ts";
import { BodyFolder, bodyFile, checkedBytes } from "./body-folder.ts";
import { DataFolderError } from "./data-folder-error.ts";
import { checkHeads, HeadFile, readHeads } from "./head-file.ts";
import { lockFolder } from "./lock-file.ts";
import { earlierFormOf } from "./old-forms.ts";
import { readFolder } from "./read-folder.ts";
import { readJournal } from "./read-journal.ts";

/** The result of reading all files of a data folder. */
export interface FolderCheck {
  faults: StoreFault[];
  /** The data in the files. Null if they cannot be read as a whole. */
  reader: Reader | null;
}

/** Number of times that a folder is read again if a server wrote to it meanwhile. */
const mostTries = 3;

/**
 * Reads all files of a data folder, and returns every fault that it finds. It changes nothing and needs no lock, so a
 * server may use the folder meanwhile.
 *
 * A folder whose snapshot or journals cannot be read as a whole is checked file by file: each journal, and each uploaded
 * file against its name. Texts cannot be checked then, because their digests are in the snapshot. A folder
 * of an earlier form cannot be checked before it is migrated.
 */
export async function verifyFolder(folder: string): Promise<FolderCheck> {
  const form = await earlierFormOf(folder);
  if (form !== null) return { faults: [{ code: "earlier-form", params: { folder, form } }], reader: null };
  for (let tries = 1; ; tries += 1) {
    const before = await stateOfFiles(folder);
    const found = await verifyFiles(folder);
    const isFinal = found.faults.length === 0 || tries === mostTries || before === (await stateOfFiles(folder));
    if (isFinal) return found;
  }
}

/** Returns the names, sizes and times of the files that a server writes to. */
async function stateOfFiles(folder: string): Promise<string> {
  const names = (await readdir(folder)).filter((name) => /^(?:snapshot|journal-\d+)\.jsonl$/u.test(name));
  const states = names.toSorted().map(async (name) => {
    const found = await stat(path.join(folder, name)).catch(() => null);
    return `${name} ${String(found?.size)} ${String(found?.mtimeMs)}`;
  });
  return (await Promise.all(states)).join("\n");
}

async function verifyFiles(folder: string): Promise<FolderCheck> {
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
  const heads = await found(() => readHeads(folder));
  const read = await found(() => readFolder(folder, () => Promise.resolve()));
  if (read) {
    const { state } = read.low.data;
    if (heads) await found(async () => checkHeads(folder, state, heads, await readHeads(folder)));
    faults.push(...(await verifyBodies(folder, state)));
    return { faults, reader: stateReader(state.view(), new BodyFolder(folder)) };
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
  return { faults, reader: null };
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

/**
 * Writes the heads of the events that a folder has, whatever its file of heads says. Events that are missing at their end
 * are no longer noticed then. Returns the heads.
 *
 * @throws DataFolderError if a process uses the folder, or another file is damaged
 */
export async function acceptHeads(folder: string): Promise<ChainHeads> {
  const lock = await lockFolder(folder, () => undefined);
  try {
    const { heads } = (await readFolder(folder, lock.check)).low.data.state;
    await (await HeadFile.open(folder, heads)).close();
    return heads;
  } finally {
    await lock.release();
  }
}
