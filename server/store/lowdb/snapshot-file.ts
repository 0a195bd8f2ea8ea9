import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Adapter } from "lowdb";
import { bodyCollections, rowCollections, type Collection, type Identified } from "../collections.ts";
import { writeDurably } from "./durable-file.ts";
import { headLine, readHead } from "./file-form.ts";
import { frozen, type State, stateOf } from "../memory/state.ts";
import type { StoredEvent } from "../stored-event.ts";

/** What a data folder holds: a state, and the number of the first journal that is not yet in it. */
export interface Snapshot {
  state: State;
  journal: number;
}

/** A snapshot holds less than it says, or something this program did not write. */
export class SnapshotDamagedError extends Error {
  override name = "SnapshotDamagedError";
}

/** The first line says how many lines follow, so that a copy that was cut short is not taken for the whole. */
interface SnapshotHead {
  journal: number;
  values: number;
  events: number;
}

/** Each value and each event is a line: a forum of years is longer than the longest text a program may hold at once. */
type Line = readonly [Collection, Identified] | readonly ["events", StoredEvent];

/** Written at a time; in between, requests have their turn. */
const chunkLength = 256 * 1024;

/** Lowdb's adapter for the snapshot: one file, a line a value, replaced whole and durably. */
export function snapshotFile(file: string): Adapter<Snapshot> {
  return { read: () => readSnapshot(file), write: (snapshot) => writeSnapshot(file, snapshot) };
}

async function readSnapshot(file: string): Promise<Snapshot | null> {
  const exists = await stat(file).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  });
  if (!exists) return null;
  let head: SnapshotHead | null = null;
  const values: Partial<Record<Collection, Identified[]>> = {};
  const events: StoredEvent[] = [];
  let count = 0;
  for await (const line of linesIn(file)) {
    if (!head) {
      head = readHead(line, file) as SnapshotHead;
      continue;
    }
    const [collection, value] = frozen(parsed(line, file));
    if (collection === "events") events.push(value);
    else (values[collection] ??= []).push(value);
    count += 1;
  }
  if (!head) throw new SnapshotDamagedError(`${file} is empty`);
  if (events.length !== head.events || count !== head.events + head.values) {
    throw new SnapshotDamagedError(`${file} was cut short: it holds ${count} of ${head.events + head.values} entries`);
  }
  return { state: stateOf(values, events), journal: head.journal };
}

/** By "\n" alone: `readline` ends a line at other signs too, which stand in what people write. */
async function* linesIn(file: string): AsyncIterable<string> {
  let rest = "";
  for await (const chunk of createReadStream(file, "utf8") as AsyncIterable<string>) {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
  if (rest !== "") yield rest;
}

function parsed(line: string, file: string): Line {
  try {
    return JSON.parse(line) as Line;
  } catch (error) {
    throw new SnapshotDamagedError(`${file} does not read as JSON`, { cause: error });
  }
}

/** The state is held still while it is written, so that it is one state, whatever is written meanwhile. */
async function writeSnapshot(file: string, { state, journal }: Snapshot): Promise<void> {
  const view = state.view();
  try {
    const collections = [...rowCollections, ...bodyCollections];
    const values = collections.reduce((sum, collection) => sum + view.tables[collection].values.size, 0);
    const head = headLine({ journal, values, events: view.eventCount });
    await writeDurably(file, chunksOf(head, linesOf(collections, view)));
  } finally {
    state.release(view);
  }
}

function* linesOf(collections: readonly Collection[], view: ReturnType<State["view"]>): Iterable<Line> {
  for (const collection of collections) {
    for (const value of view.tables[collection].values.values()) yield [collection, value];
  }
  for (let index = 0; index < view.eventCount; index += 1) {
    const event = view.events[index];
    if (event) yield ["events", event];
  }
}

async function* chunksOf(head: string, lines: Iterable<Line>): AsyncIterable<string> {
  let chunk = `${head}\n`;
  for (const line of lines) {
    chunk += `${JSON.stringify(line)}\n`;
    if (chunk.length < chunkLength) continue;
    yield chunk;
    chunk = "";
    await nextTurn();
  }
  yield chunk;
}
