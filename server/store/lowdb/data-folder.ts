import { mkdir, readdir, rename, rm, stat, truncate, unlink } from "node:fs/promises";
import path from "node:path";
import { Low } from "lowdb";
import { bodyCollections, isBodyCollection, type BodyCollection } from "../collections.ts";
import { type Change, erases, type State, stateOf } from "../memory/state.ts";
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

/** Name of the folder for files that belong to no data. */
const asideName = "aside";

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
    if (until !== null && state.events.length >= until) return changes.slice(index);
    if (change.events[0]?.seq !== state.events.length + 1) throw gap(index + 2);
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
  await truncate(file, size);
  return { code, params: { file, bytes: bytes.length, kept } };
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
  return moved;
}

/** Moves a file to the folder `aside`, and returns its path within the data folder. */
async function moveAside(folder: string, file: string): Promise<string> {
  const name = path.relative(folder, file);
  await rename(file, await freeName(folder, name.replaceAll(path.sep, "-")));
  return name;
}

/** Returns a path in the folder `aside` that no file has yet. */
async function freeName(folder: string, name: string): Promise<string> {
  const aside = path.join(folder, asideName);
  await mkdir(aside, { recursive: true, mode: 0o700 });
  for (let number = 1; ; number += 1) {
    const file = path.join(aside, number === 1 ? name : `${name}.${number}`);
    if (!(await exists(file))) return file;
  }
}

/**
 * Deletes the journals that a snapshot contains. With `erased`, also what was cut off journals, and the files of earlier
 * forms, because they may contain text that is to be forgotten.
 */
export async function deleteJournals(
  folder: string,
  { before, erased }: { before: number; erased: boolean },
): Promise<void> {
  for (const number of await journalsIn(folder)) if (number < before) await unlink(journalFile(folder, number));
  if (!erased) return;
  const aside = path.join(folder, asideName);
  for (const name of await readdir(aside).catch(() => [])) {
    if (name.startsWith("journal-")) await unlink(path.join(aside, name));
  }
  for (const name of await readdir(folder)) {
    if (/^form-\d+$/u.test(name)) await rm(path.join(folder, name), { recursive: true });
  }
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

async function exists(file: string): Promise<boolean> {
  const found = await stat(file).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  });
  return found !== undefined;
}
