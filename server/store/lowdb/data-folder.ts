import { open, readdir, stat, unlink } from "node:fs/promises";
import path from "node:path";
import { Low } from "lowdb";
import { bodyCollections, isBodyCollection, type BodyCollection } from "../collections.ts";
import { type Change, erases, isWithoutEvent, type State, stateOf } from "../memory/state.ts";
import { asideName, dropCopies, exists, freeName, moveAside } from "./aside-folder.ts";
import { BodyDamagedError, bodiesIn, bodyFile } from "./body-folder.ts";
import { syncFolder, writeDurably } from "./durable-file.ts";
import { createJournal, journalLine } from "./journal.ts";
import { migrateFolder } from "./old-forms.ts";
import { JournalDamagedError, type ReadJournal, readJournal } from "./read-journal.ts";
import { type Snapshot, SnapshotDamagedError, snapshotFile } from "./snapshot-file.ts";

/** An incident in the store that the operator should know about. */
export type StoreNotice =
  | { code: "journal-torn" | "journal-stray"; params: { file: string; bytes: number; kept: string } }
  | { code: "set-aside"; params: { folder: string; files: string } }
  | { code: "migrated"; params: { folder: string; from: number; to: number; kept: string } }
  | { code: "write-failed" | "snapshot-failed" | "lock-lost"; params: { folder: string; reason: string } };

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
interface Stray {
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
 * Prepares a data folder that this process has locked, and reads it: migrates earlier forms, reads the snapshot and the
 * journals after it, and checks that every text and uploaded file is there. A new folder gets its first journal.
 *
 * It deletes only what transactions removed, journals whose events are all in the snapshot, and unfinished copies of the
 * store's own files. Whatever else belongs to no data is moved to the folder `aside` and named in a notice.
 *
 * @throws DataFolderError if data is missing or damaged, or has an unknown form. Nothing is changed then.
 */
export async function openFolder(
  folder: string,
  check: () => Promise<void>,
  notice: (notice: StoreNotice) => void = () => undefined,
): Promise<ReadFolder> {
  // First of all, because a server that lost the folder while it wrote a snapshot can no longer put it in place then.
  for (const name of await readdir(folder)) {
    if (/^(?:snapshot|journal-\d+)\.jsonl\..*writing$/u.test(name)) await unlink(path.join(folder, name));
  }
  const migration = await migrateFolder(folder, check);
  if (migration) notice({ code: "migrated", params: { folder, ...migration } });
  const bodies = await bodiesIn(folder);
  const isNew = (await journalsIn(folder)).length === 0 && !(await exists(snapshotPath(folder)));
  if (isNew) {
    if (bodyCollections.some((collection) => bodies[collection].size > 0)) {
      throw new JournalDamagedError("journal-missing", { file: journalFile(folder, 1) });
    }
    await createJournal(journalFile(folder, 1), { journal: 1, after: 0 });
  }
  const read = await readFolder(folder, check);
  for (const collection of bodyCollections) {
    const missing = [...read.low.data.state.tables[collection].values.keys()].find((id) => !bodies[collection].has(id));
    if (missing !== undefined) {
      throw new BodyDamagedError("body-missing", { file: bodyFile(folder, collection, missing) });
    }
  }
  for (const stray of read.strays) notice(await cutOff(folder, stray));
  // A killed process may have left lines that only the system's memory has. They count as kept once they are read.
  await shorten(journalFile(folder, read.number), null);
  const files = [...(await tidyJournals(folder, read)), ...(await tidyBodies(folder, read, bodies))];
  if (files.length > 0) {
    notice({ code: "set-aside", params: { folder: path.join(folder, asideName), files: files.join(", ") } });
  }
  await syncFolder(folder);
  return { ...read, isNew };
}

/**
 * Reads the snapshot and the journals after it.
 *
 * @throws DataFolderError if a file is missing or damaged
 */
export async function readFolder(folder: string, check: () => Promise<void>): Promise<ReadFolder> {
  const low = dataOf(folder, check);
  await low.read();
  const { journal: first, state } = low.data;
  const found = await journalsIn(folder);
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
    snapshotEvents: state.events.length,
    strays: [],
    removed: [],
  };
  let journal: ReadJournal | null = await readJournal(journalFile(folder, first), first);
  for (let number = first; journal; number += 1) {
    const file = journalFile(folder, number);
    const next: ReadJournal | null =
      number < last ? await readJournal(journalFile(folder, number + 1), number + 1) : null;
    const lost = applyJournal(state, journal, { file, until: next?.head.after ?? null });
    read.strays.push(...straysOf(file, journal, lost));
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
    new JournalDamagedError("journal-gap", { file, line, event: state.events.length + 1 });
  if (head.after !== state.events.length) throw gap(1);
  for (const [index, change] of changes.entries()) {
    const isPassing = isWithoutEvent(change);
    // Passing rows are written without an event, so their lines have no number and belong to the event before.
    if (until !== null && state.events.length >= until && !isPassing) return changes.slice(index);
    if (!isPassing && change.events[0]?.seq !== state.events.length + 1) throw gap(index + 2);
    state.apply(change);
  }
  if (until !== null && state.events.length !== until) throw gap(changes.length + 2);
  return [];
}

/** Returns what is to be cut off the end of a journal: an unfinished write, and changes that were lost. */
function straysOf(file: string, { head, size, torn }: ReadJournal, lost: readonly Change[]): Stray[] {
  if (lost.length > 0) {
    const bytes = Buffer.from(lost.map((change) => `${journalLine(head.journal, change)}\n`).join(""));
    return [{ code: "journal-stray", file, size: size - bytes.length, bytes: Buffer.concat([bytes, torn]) }];
  }
  return torn.length > 0 ? [{ code: "journal-torn", file, size, bytes: torn }] : [];
}

/** Moves the end of a journal to the folder `aside`. */
async function cutOff(folder: string, { code, file, size, bytes }: Stray): Promise<StoreNotice> {
  const kept = await freeName(folder, `${path.basename(file)}.${code === "journal-torn" ? "torn" : "stray"}`);
  await writeDurably(kept, bytes);
  await shorten(file, size);
  return { code, params: { file, bytes: bytes.length, kept } };
}

/** Cuts a file to a size, unless it is null, and makes sure that the disk has all that is left. */
async function shorten(file: string, size: number | null): Promise<void> {
  const handle = await open(file, "r+");
  try {
    if (size !== null) await handle.truncate(size);
    await handle.datasync();
  } finally {
    await handle.close();
  }
}

/** Deletes journals that the snapshot contains. Moves others that come before it aside, and returns their names. */
async function tidyJournals(folder: string, { low, snapshotEvents }: ReadFolder): Promise<string[]> {
  const moved: string[] = [];
  for (const number of await journalsIn(folder)) {
    if (number >= low.data.journal) continue;
    const file = journalFile(folder, number);
    const journal = await readJournal(file, number).catch(() => null);
    const isContained = journal?.changes.every(({ events }) => events.every(({ seq }) => seq <= snapshotEvents));
    if (isContained) await unlink(file);
    else moved.push(await moveAside(folder, file));
  }
  return moved;
}

/** Finishes the removal of bodies, and moves those that no row refers to aside. Returns the names of those. */
async function tidyBodies(
  folder: string,
  { low, removed }: ReadFolder,
  bodies: Readonly<Record<BodyCollection, ReadonlySet<string>>>,
): Promise<string[]> {
  const moved: string[] = [];
  const isGone = ([collection, id]: readonly [BodyCollection, string]): boolean =>
    !low.data.state.tables[collection].values.has(id);
  const gone = new Set(removed.map(([collection, id]) => `${collection}/${id}`));
  for (const collection of bodyCollections) {
    for (const name of await readdir(path.join(folder, collection))) {
      const id = name.replace(/\.json$/u, "");
      if (!bodies[collection].has(id) || low.data.state.tables[collection].values.has(id)) continue;
      const file = path.join(folder, collection, name);
      if (gone.has(`${collection}/${id}`)) await unlink(file);
      else moved.push(await moveAside(folder, file));
    }
  }
  for (const [collection, id] of removed.filter(isGone)) await dropCopies(folder, collection, id);
  return moved;
}

/** Deletes the journals that a snapshot contains. */
export async function deleteJournals(folder: string, { before }: { before: number }): Promise<void> {
  for (const number of await journalsIn(folder)) if (number < before) await unlink(journalFile(folder, number));
}

/** Returns the numbers of the journals in a folder, in order. */
async function journalsIn(folder: string): Promise<number[]> {
  const numbers = (await readdir(folder)).flatMap((name) => {
    const digits = /^journal-(?<number>\d+)\.jsonl$/u.exec(name)?.groups?.["number"];
    return digits === undefined ? [] : [Number(digits)];
  });
  return numbers.toSorted((one, other) => one - other);
}

function snapshotPath(folder: string): string {
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
