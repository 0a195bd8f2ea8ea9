import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import { Low } from "lowdb";
import { isBodyCollection, type BodyCollection } from "../collections.ts";
import { type Change, erases, isWithoutEvent, type State, stateOf, UnreadableRecordError } from "../memory/state.ts";
import { stateReader } from "../memory/transaction.ts";
import type { Reader } from "../store.ts";
import { exists } from "./aside-folder.ts";
import { BodyFolder } from "./body-folder.ts";
import { DataFolderError } from "./data-folder-error.ts";
import { checkHeads, readHeads } from "./head-file.ts";
import { journalLine } from "./journal.ts";
import { checkUnlocked } from "./lock-file.ts";
import { JournalDamagedError, type ReadJournal, readJournal } from "./read-journal.ts";
import { type Snapshot, SnapshotDamagedError, snapshotFile } from "./snapshot-file.ts";

/** A data folder as it was read. */
export interface ReadFolder {
  low: Low<Snapshot>;
  /** Whether it was empty, and got its first journal now. */
  isNew: boolean;
  /** Number of the last journal. */
  number: number;
  /** Number of journals that the snapshot does not contain. */
  journals: number;
  /** Size, in bytes, of their lines. */
  size: number;
  /** Size, in bytes, of the lines of the last journal. */
  lastSize: number;
  /** Whether any journal contains a request to forget. */
  forgets: boolean;
  /** Number of events in the snapshot. */
  snapshotEvents: number;
  /** Ends of journals that were never acknowledged. */
  strays: Stray[];
  /** Bodies that transactions removed. */
  removed: (readonly [BodyCollection, string])[];
}

/** The end of a journal that was never acknowledged. */
export interface Stray {
  code: "journal-torn" | "journal-stray";
  file: string;
  /** Size, in bytes, of what comes before it. */
  size: number;
  bytes: Uint8Array;
}

/** Returns a folder's data, not yet read. `check` throws if the folder is no longer this server's. */
export function dataOf(folder: string, check: () => Promise<void>): Low<Snapshot> {
  return new Low<Snapshot>(snapshotFile(snapshotPath(folder), check), { state: stateOf({}, []), journal: 1 });
}

/**
 * Reads the snapshot and the journals after it.
 *
 * @param upTo Number of the last journal to read.
 * @throws DataFolderError if a file is missing or damaged
 */
export async function readFolder(folder: string, check: () => Promise<void>, upTo = Infinity): Promise<ReadFolder> {
  try {
    return await readFiles(folder, check, upTo);
  } catch (error) {
    if (!(error instanceof UnreadableRecordError)) throw error;
    throw new DataFolderError("record-unreadable", { folder, record: error.message }, { cause: error });
  }
}

async function readFiles(folder: string, check: () => Promise<void>, upTo: number): Promise<ReadFolder> {
  const low = dataOf(folder, check);
  await low.read();
  const { journal: first, state } = low.data;
  const found = (await journalsIn(folder)).filter((number) => number <= upTo);
  if ((found[0] ?? 1) > 1 && !(await exists(snapshotPath(folder)))) {
    throw new SnapshotDamagedError("snapshot-missing", { file: snapshotPath(folder) });
  }
  const last = Math.max(first, found.at(-1) ?? 1);
  const read: ReadFolder = {
    low,
    isNew: false,
    number: last,
    journals: last - first + 1,
    size: 0,
    lastSize: 0,
    forgets: false,
    snapshotEvents: state.lastEvent,
    strays: [],
    removed: [],
  };
  let journal: ReadJournal | null = await readJournal(journalFile(folder, first), first);
  for (let number = first; journal; number += 1) {
    const file = journalFile(folder, number);
    const next: ReadJournal | null =
      number < last ? await readJournal(journalFile(folder, number + 1), number + 1) : null;
    const lost = applyJournal(state, journal, { file, until: next?.head.after ?? null });
    read.strays.push(...(await straysOf(file, journal, lost)));
    read.lastSize = journal.size;
    read.size += journal.size;
    read.forgets ||= journal.changes.some(erases);
    for (const { removes } of journal.changes) {
      for (const [collection, id] of removes) if (isBodyCollection(collection)) read.removed.push([collection, id]);
    }
    journal = next;
  }
  return read;
}

/**
 * Applies the changes of a journal, up to an event if one is given. Returns those after it: a server wrote them after it
 * had lost the folder, so it acknowledged none.
 *
 * @throws JournalDamagedError if events are missing
 */
function applyJournal(
  state: State,
  { head, changes }: ReadJournal,
  { file, until }: { file: string; until: number | null },
): Change[] {
  const gap = (line: number): JournalDamagedError =>
    new JournalDamagedError("journal-gap", { file, line, event: state.lastEvent + 1 });
  if (head.after !== state.lastEvent) throw gap(1);
  for (const [index, change] of changes.entries()) {
    const isPassing = isWithoutEvent(change);
    // Passing rows are written without an event, so their lines have no number and belong to the event before.
    if (until !== null && state.lastEvent >= until && !isPassing) return changes.slice(index);
    if (!isPassing && change.events[0]?.seq !== state.lastEvent + 1) throw gap(index + 2);
    state.apply(change);
  }
  if (until !== null && state.lastEvent !== until) throw gap(changes.length + 2);
  return [];
}

/** Returns what is to be cut off the end of a journal: an unfinished write, and changes that were lost. */
async function straysOf(file: string, { head, size, torn }: ReadJournal, lost: readonly Change[]): Promise<Stray[]> {
  if (lost.length > 0) {
    const bytes = Buffer.concat(await Promise.all(lost.map((change) => journalLine(head.journal, change))));
    return [{ code: "journal-stray", file, size: size - bytes.length, bytes: Buffer.concat([bytes, torn]) }];
  }
  return torn.length > 0 ? [{ code: "journal-torn", file, size, bytes: torn }] : [];
}

/** Returns the numbers of the journals in a folder, in order. */
export async function journalsIn(folder: string): Promise<number[]> {
  const numbers = (await readdir(folder)).flatMap((name) => {
    const digits = /^journal-(?<number>\d+)\.jsonl$/u.exec(name)?.groups?.["number"];
    return digits === undefined ? [] : [Number(digits)];
  });
  return numbers.toSorted((one, other) => one - other);
}

/** Returns the path of the snapshot. */
export function snapshotPath(folder: string): string {
  return path.join(folder, "snapshot.jsonl");
}

/** Returns the size of the snapshot in bytes, or 0 before the first one. */
export async function snapshotSizeOf(folder: string): Promise<number> {
  return (await stat(snapshotPath(folder)).catch(() => ({ size: 0 }))).size;
}

/** Returns the path of the journal with this number. */
export function journalFile(folder: string, number: number): string {
  return path.join(folder, `journal-${number}.jsonl`);
}

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
