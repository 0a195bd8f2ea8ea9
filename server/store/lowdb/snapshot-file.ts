import { randomBytes } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Adapter } from "lowdb";
import { bodyCollections, rowCollections, type Collection, type Identified } from "../collections.ts";
import type { LoggedEvent, UnreadEvent } from "../memory/event-log.ts";
import { type State, stateOf, type View } from "../memory/state.ts";
import { sealOf, withSeal } from "../seals.ts";
import type { EventFacts, StoredEvent } from "../stored-event.ts";
import { DataFolderError } from "./data-folder-error.ts";
import { writeDurably } from "./durable-file.ts";
import { checkedLine, headLine, isIntact, readHead, textStart } from "./file-form.ts";

/** The content of a data folder: a state, and the number of the first journal not yet included. */
export interface Snapshot {
  state: State;
  journal: number;
}

/** A snapshot contains less than it declares, or data that this program did not write. */
export class SnapshotDamagedError extends DataFolderError {
  override name = "SnapshotDamagedError";
}

/** The first line declares the number of lines that follow, so that a truncated copy is detected. */
interface SnapshotHead {
  journal: number;
  values: number;
  events: number;
}

/** One line per value and per event, because a forum of many years exceeds the maximum string length. */
type Line = readonly [Collection, Identified, seal?: string] | readonly ["events", StoredEvent];

/** Number of characters to write at a time. Requests are served in between. */
const chunkLength = 256 * 1024;

/**
 * The lowdb adapter for the snapshot: a single file with one line per value, replaced as a whole and durably. `check`
 * throws if the folder is no longer this server's.
 */
export function snapshotFile(file: string, check: () => Promise<void>): Adapter<Snapshot> {
  return { read: () => readSnapshot(file), write: (snapshot) => writeSnapshot(file, snapshot, check) };
}

async function readSnapshot(file: string): Promise<Snapshot | null> {
  const exists = await stat(file).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  });
  if (!exists) return null;
  let head: SnapshotHead | null = null;
  const values: Partial<Record<Collection, Identified[]>> = {};
  const events: LoggedEvent[] = [];
  let count = 0;
  for await (const lines of linesIn(file)) {
    for (const line of lines) {
      if (!head) {
        head = readHead(line.toString(), file) as SnapshotHead | null;
        if (!head) throw new SnapshotDamagedError("snapshot-damaged", { file, line: 1 });
        continue;
      }
      count += 1;
      if (!isIntact(line)) throw new SnapshotDamagedError("snapshot-damaged", { file, line: count + 1 });
      const unread = EventLine.of(line);
      if (unread) {
        events.push(unread);
        continue;
      }
      const [collection, value, seal] = JSON.parse(line.toString("utf8", textStart)) as Line;
      if (collection === "events") events.push(value);
      else (values[collection] ??= []).push(withSeal(value, seal));
    }
  }
  if (!head) throw new SnapshotDamagedError("snapshot-empty", { file });
  if (events.length !== head.events || count !== head.events + head.values) {
    throw new SnapshotDamagedError("snapshot-cut", { file, found: count, expected: head.events + head.values });
  }
  return { state: stateOf(values, events), journal: head.journal };
}

/** Number of bytes to read at a time. */
const readLength = 1024 * 1024;

const lineEnd = 0x0a;

/** Yields the lines of a file, without their ends, those of a part of the file together. */
async function* linesIn(file: string): AsyncIterable<Buffer[]> {
  let rest: Buffer[] = [];
  for await (const chunk of createReadStream(file, { highWaterMark: readLength }) as AsyncIterable<Buffer>) {
    const lines: Buffer[] = [];
    let start = 0;
    for (let end = chunk.indexOf(lineEnd); end !== -1; end = chunk.indexOf(lineEnd, start)) {
      const line = chunk.subarray(start, end);
      lines.push(rest.length > 0 ? Buffer.concat([...rest, line]) : line);
      rest = [];
      start = end + 1;
    }
    if (start < chunk.length) rest.push(chunk.subarray(start));
    yield lines;
  }
  if (rest.length > 0) yield [Buffer.concat(rest)];
}

/**
 * Writes the state through a view, so that the snapshot is consistent whatever changes meanwhile. The temporary file has
 * a name of its own: a server that takes the folder over removes it, so that this one can no longer replace the snapshot.
 */
async function writeSnapshot(file: string, { state, journal }: Snapshot, check: () => Promise<void>): Promise<void> {
  const view = state.view();
  try {
    const collections = [...rowCollections, ...bodyCollections];
    const ids = collections.map((collection) => [collection, view.ids(collection)] as const);
    const values = ids.reduce((sum, [, all]) => sum + all.length, 0);
    const head = headLine({ journal, values, events: view.events.count });
    const aside = `${file}.${randomBytes(6).toString("hex")}.writing`;
    await writeDurably(file, chunksOf(head, linesOf(ids, view)), { aside, check });
  } finally {
    state.release(view);
  }
}

function* linesOf(ids: readonly (readonly [Collection, readonly string[]])[], view: View): Iterable<string> {
  for (const [collection, all] of ids) {
    for (const id of all) {
      const value = view.get(collection, id);
      if (!value) continue;
      const seal = sealOf(value);
      const line: Line = seal === undefined ? [collection, value] : [collection, value, seal];
      yield checkedLine(JSON.stringify(line));
    }
  }
  for (const event of view.events.all())
    yield event instanceof EventLine ? event.line : eventLine(event as StoredEvent);
}

async function* chunksOf(head: string, lines: Iterable<string>): AsyncIterable<string> {
  let chunk = `${head}\n`;
  for (const line of lines) {
    chunk += `${line}\n`;
    if (chunk.length < chunkLength) continue;
    yield chunk;
    chunk = "";
    await nextTurn();
  }
  yield chunk;
}

/** The beginning of the text of a line whose event can stay unread, and of its states. */
const unreadStart = Buffer.from('["events",{"seq":');
const unreadEnd = textStart + unreadStart.length;
const factsStart = textStart + '["events",'.length;
const statesStart = Buffer.from(',"before":');

/**
 * Returns the line of an event in a snapshot. Its states and its place in the chain come last, so that the line can be
 * indexed without parsing them. They are most of it.
 */
export function eventLine({ seq, before, after, audit, ...facts }: StoredEvent): string {
  const isComplete = before !== undefined && after !== undefined;
  const rest = { ...facts, before, after, audit };
  // Without one of the states the line must not begin as if it had both.
  const event = isComplete ? { seq, ...rest } : { ...rest, seq };
  return checkedLine(JSON.stringify(["events", event]));
}

/** An event as its line in a snapshot, which takes less memory than its values and costs a start less time. */
export class EventLine implements UnreadEvent {
  readonly #bytes: Buffer;
  /** The position of its states. */
  readonly #states: number;

  private constructor(bytes: Buffer, states: number) {
    this.#bytes = bytes;
    this.#states = states;
  }

  /** Returns the event of an intact line, or null if its states do not come last. Earlier servers wrote such lines. */
  static of(bytes: Buffer): EventLine | null {
    if (bytes.length < unreadEnd || bytes.compare(unreadStart, 0, undefined, textStart, unreadEnd) !== 0) return null;
    // Quotes within JSON strings are escaped, so this is the first field of that name.
    const states = bytes.indexOf(statesStart);
    return states === -1 ? null : new EventLine(bytes, states);
  }

  get line(): string {
    return this.#bytes.toString();
  }

  readFacts(): Pick<StoredEvent, "seq" | "id"> & EventFacts {
    const facts = this.#bytes.toString("utf8", factsStart, this.#states);
    return JSON.parse(`${facts}}`) as Pick<StoredEvent, "seq" | "id"> & EventFacts;
  }

  read(): StoredEvent {
    return (JSON.parse(this.#bytes.toString("utf8", textStart)) as ["events", StoredEvent])[1];
  }
}
