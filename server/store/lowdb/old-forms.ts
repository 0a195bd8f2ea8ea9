import { link, mkdir, open, readdir, readFile, unlink } from "node:fs/promises";
import path from "node:path";
import { bindingEvent, recordsOf, resalted } from "../bound-records.ts";
import { digestOf } from "../seals.ts";
import { bodyCollections, type Collection, type Identified, rowCollections } from "../collections.ts";
import { chainedEarlier, emptyHeads, headsAfter } from "../audit-chain.ts";
import { type Change, isWithoutEvent, State, stateOf } from "../memory/state.ts";
import { frozen } from "../memory/frozen.ts";
import type { StoredEvent } from "../stored-event.ts";
import { exists } from "./aside-folder.ts";
import { BodyDamagedError, bodyFile } from "./body-folder.ts";
import { syncFolder } from "./durable-file.ts";
import { formNumber, oldestReadForm, textOfLine } from "./file-form.ts";
import { checkHeads, HeadFile, readHeads } from "./head-file.ts";
import { createJournal } from "./journal.ts";
import { readFolder } from "./read-folder.ts";
import { JournalDamagedError } from "./read-journal.ts";
import { SnapshotDamagedError, snapshotFile } from "./snapshot-file.ts";

/** The snapshot and the journals of a folder in an earlier form. */
interface OldFiles {
  /** The form of the oldest file. */
  form: number;
  names: readonly string[];
  /** Null if the data is in files of form 3 or 4. */
  before3: {
    snapshot: string | null;
    /** Journals by number, in order. */
    journals: readonly OldJournal[];
  } | null;
  /** Number of the last journal. */
  last: number;
}

interface OldJournal {
  number: number;
  name: string;
}

const collections: readonly Collection[] = [...rowCollections, ...bodyCollections];

/** What a migration did. */
interface Migration {
  from: number;
  to: number;
  /** The folder with the earlier files. */
  kept: string;
}

/** A snapshot of any earlier form, as it was read. */
interface OldSnapshot {
  values: Partial<Record<Collection, Identified[]>>;
  events: StoredEvent[];
  /** Number of the first journal that it does not contain. */
  journal: number;
}

/**
 * Brings a data folder to the current form. Returns null if it already is. The earlier files stay in a folder named
 * after their form, such as `form-2`, until a person is erased: their text may be in them.
 *
 * A crash at any moment leaves a folder that can be migrated again: the new snapshot takes the place of the old one only
 * when everything else is ready, and the old files are deleted only after that.
 *
 * @throws DataFolderError if the folder is damaged. It is unchanged then.
 */
export async function migrateFolder(folder: string, check: () => Promise<void>): Promise<Migration | null> {
  const old = await oldFilesOf(folder);
  if (!old) return null;
  const { names } = old;
  const kept = path.join(folder, `form-${old.form}`);
  const isDone = (await formOfFile(path.join(folder, "snapshot.jsonl"))) === formNumber;
  if (!isDone) {
    const state = await readOld(folder, old, check);
    // Form 4 has the file. It is as true of the events that come after it now.
    if (old.form < 4) await (await HeadFile.open(folder, state.state.heads)).close();
    // The copy must not outlive text that was to be forgotten when the server stopped.
    if (!state.forgets) {
      await mkdir(kept, { recursive: true, mode: 0o700 });
      for (const name of names) await link(path.join(folder, name), path.join(kept, name)).catch(unlessThere);
      await syncFolder(kept);
    }
    const journal = old.last + 1;
    const file = path.join(folder, `journal-${journal}.jsonl`);
    await createJournal(file, { journal, after: state.state.lastEvent }).catch(unlessThere);
    await snapshotFile(path.join(folder, "snapshot.jsonl"), check).write({ state: state.state, journal });
  }
  for (const name of names) if (isDone || name !== "snapshot.jsonl") await unlink(path.join(folder, name));
  await syncFolder(folder);
  return { from: old.form, to: formNumber, kept };
}

/** Returns the earlier form of a data folder, or null if it has the current one. */
export async function earlierFormOf(folder: string): Promise<number | null> {
  return (await oldFilesOf(folder))?.form ?? null;
}

/** Finds the files of earlier forms. Returns null if there are none. */
async function oldFilesOf(folder: string): Promise<OldFiles | null> {
  const forms = new Map<string, number>();
  for (const name of await readdir(folder)) {
    if (!/^(?:snapshot\.jsonl?|journal-\d+\.jsonl)$/u.test(name)) continue;
    const form = await formOfFile(path.join(folder, name));
    if (form !== null && form < formNumber) forms.set(name, form);
  }
  if (forms.size === 0) return null;
  const names = [...forms.keys()];
  const journals = names.flatMap((name): OldJournal[] => {
    const digits = /^journal-(?<number>\d+)/u.exec(name)?.groups?.["number"];
    return digits === undefined ? [] : [{ number: Number(digits), name }];
  });
  // An interrupted migration to form 3 leaves an empty journal of that form, or earlier files beside its snapshot.
  const snapshot = forms.has("snapshot.jsonl") ? "snapshot.jsonl" : names.find((name) => name.startsWith("snapshot"));
  const isRead = ((snapshot === undefined ? Math.min(...forms.values()) : forms.get(snapshot)) ?? 0) >= oldestReadForm;
  const before3 = journals
    .filter(({ name }) => (forms.get(name) ?? 0) < oldestReadForm)
    .toSorted((one, other) => one.number - other.number);
  return {
    form: Math.min(...forms.values()),
    names,
    before3: isRead ? null : { snapshot: snapshot ?? null, journals: before3 },
    last: Math.max(0, ...journals.map(({ number }) => number)),
  };
}

/**
 * Returns the form that a file's beginning declares, or null if it is missing or declares none. In form 1 journals
 * declare none, but begin with a change.
 */
async function formOfFile(file: string): Promise<number | null> {
  const handle = await open(file).catch(() => null);
  if (!handle) return null;
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(64), 0, 64, 0);
    const start = buffer.toString("latin1", 0, bytesRead);
    if (start.startsWith('{"puts":')) return 1;
    const form = /^(?:[0-9a-f]{8} )?\{"form":(?<form>\d+)[,}]/u.exec(start)?.groups?.["form"];
    return form === undefined ? null : Number(form);
  } finally {
    await handle.close();
  }
}

/** A folder of an earlier form, brought to the current one. */
interface OldData {
  state: State;
  /** Whether a journal contains a request to forget. */
  forgets: boolean;
}

/**
 * Reads a folder of an earlier form: its snapshot, and the changes of its journals. Events are put in a chain, and an
 * event at the end binds all records.
 */
async function readOld(
  folder: string,
  { form, before3, last }: OldFiles,
  check: () => Promise<void>,
): Promise<OldData> {
  if (!before3) {
    const { low, forgets } = await readFolder(folder, check, last);
    const { state } = low.data;
    if (form === 4) await checkHeads(folder, state, await readHeads(folder));
    await checkBodies(folder, state);
    return { state: bound(state), forgets };
  }
  const state = await readBefore3(folder, before3);
  await addDigests(folder, state);
  return { state: bound(state), forgets: false };
}

function bound(state: State): State {
  let heads = emptyHeads;
  const view = state.view();
  const inChains = view.events.list({ after: 0, limit: state.lastEvent }).map((earlier) => {
    const event = chainedEarlier(earlier, heads);
    heads = headsAfter(heads, event);
    return event;
  });
  state.release(view);
  const last = inChains.at(-1);
  if (last) {
    const replaced = resalted(inChains);
    const records = collections.flatMap((of) => recordsOf(of, state.tables[of].values.values()));
    inChains.push(bindingEvent("records-bound", { records, replaced }, { seq: last.seq, at: last.at, heads }));
  }
  return new State(state.tables, inChains.map(frozen));
}

/** @throws BodyDamagedError if a text or uploaded file is missing */
async function checkBodies(folder: string, state: State): Promise<void> {
  for (const collection of bodyCollections) {
    for (const id of state.tables[collection].values.keys()) {
      const file = bodyFile(folder, collection, id);
      if (!(await exists(file))) throw new BodyDamagedError("body-missing", { file });
    }
  }
}

async function readBefore3(folder: string, { snapshot, journals }: NonNullable<OldFiles["before3"]>): Promise<State> {
  const name = snapshot === null ? null : path.join(folder, snapshot);
  const { values, events, journal } =
    name === null ? { values: {}, events: [], journal: 1 } : readOldSnapshot(await readFile(name, "utf8"), name);
  const state = stateOf(frozen(values), events.map(frozen));
  let expected = journal;
  for (const { number, name: journalName } of journals) {
    if (number < journal) continue;
    const missing = path.join(folder, `journal-${expected}.jsonl`);
    if (number !== expected) throw new JournalDamagedError("journal-missing", { file: missing });
    await applyOldJournal(path.join(folder, journalName), state);
    expected += 1;
  }
  return state;
}

/** Form 1 is one JSON value; form 2 has a head, and a line for each value. */
function readOldSnapshot(content: string, file: string): OldSnapshot {
  const damaged = (line: number, cause?: unknown): SnapshotDamagedError =>
    new SnapshotDamagedError("snapshot-damaged", { file, line }, { cause });
  const parsed = (line: string, number: number): unknown => {
    try {
      return JSON.parse(line);
    } catch (error) {
      throw damaged(number, error);
    }
  };
  const [first = "", ...rest] = content.split("\n");
  const head = parsed(first, 1) as { form: number; journal: number; values: never; events: never };
  if (head.form === 1) return head;
  const values: Partial<Record<Collection, Identified[]>> = {};
  const events: StoredEvent[] = [];
  const lines = rest.filter((line) => line !== "");
  for (const [index, line] of lines.entries()) {
    const [collection, value] = parsed(line, index + 2) as [Collection, Identified] | ["events", StoredEvent];
    if (collection === "events") events.push(value);
    else (values[collection] ??= []).push(value);
  }
  const expected = Number(head.values) + Number(head.events);
  if (lines.length !== expected || events.length !== head.events) {
    throw new SnapshotDamagedError("snapshot-cut", { file, found: lines.length, expected });
  }
  return { values, events, journal: head.journal };
}

/** Form 1 has lines of JSON; form 2 has a head, and a checksum before the JSON of each other line. */
async function applyOldJournal(file: string, state: State): Promise<void> {
  const lines = (await readFile(file, "utf8")).split("\n");
  // What follows the last line end was never acknowledged.
  lines.pop();
  const isForm2 = lines[0]?.startsWith('{"form":2') === true;
  const changes = lines.map((line) => (isForm2 ? textOfLine(line) : line));
  let unreadable: number | null = null;
  for (const [index, json] of changes.entries()) {
    if (index === 0 && isForm2) continue;
    const change = changeOf(json);
    if (!change) {
      unreadable ??= index + 1;
      if (!lines[index]?.includes("\0")) throw new JournalDamagedError("journal-damaged", { file, line: unreadable });
      continue;
    }
    if (unreadable !== null) throw new JournalDamagedError("journal-damaged", { file, line: unreadable });
    const event = state.lastEvent + 1;
    if (!isWithoutEvent(change) && change.events[0]?.seq !== event)
      throw new JournalDamagedError("journal-gap", { file, line: index + 1, event });
    state.apply(change);
  }
}

function changeOf(json: string | null): Change | null {
  try {
    return json === null ? null : frozen(JSON.parse(json) as Change);
  } catch {
    return null;
  }
}

/**
 * Adds the digest of its file to the row of each body, as of form 3. An uploaded file is also checked against its id,
 * which is its SHA-256.
 */
async function addDigests(folder: string, state: State): Promise<void> {
  for (const collection of bodyCollections) {
    const rows = state.tables[collection].values;
    for (const id of rows.keys()) {
      const file = bodyFile(folder, collection, id);
      const bytes = await readFile(file).catch((error: unknown) => {
        if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
      });
      if (!bytes) throw new BodyDamagedError("body-missing", { file });
      const digest = digestOf(bytes);
      if (collection === "originals" && digest !== id) throw new BodyDamagedError("body-damaged", { file });
      rows.set(id, Object.freeze({ id, digest }));
    }
  }
}

function unlessThere(error: unknown): void {
  if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
}
