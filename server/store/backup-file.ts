import { createHash } from "node:crypto";
import { chainedEarlier, emptyHeads, headsAfter } from "./audit-chain.ts";
import {
  bodyCollections,
  type Bodies,
  type BodyCollection,
  type Identified,
  rowCollections,
  type Rows,
} from "./collections.ts";
import { sealOf, withSeal } from "./seals.ts";
import type { Reader } from "./store.ts";
import type { StoredEvent } from "./stored-event.ts";

/**
 * Version of the format of backups.
 *
 * - Form 1: events are in no chain. They are put in the private chain when the backup is read.
 * - Form 2: events have their places in the chains (audit-chain.ts).
 * - Form 3: rows and bodies have their seals, and events bind the digests of all records.
 */
const backupForm = 3;

/** Number of events to read at a time. */
const eventBatch = 1000;

/** One value of a forum, as it is in a backup. */
export type BackupEntry =
  | { [C in keyof Rows]: readonly [C, Rows[C], seal?: string] }[keyof Rows]
  | { [C in BodyCollection]: readonly [C, Bodies[C], seal?: string] }[BodyCollection]
  | readonly ["events", StoredEvent];

/** What a backup contains. */
export interface BackupFacts {
  /** ISO 8601 in UTC. */
  createdAt: string;
  /** Number of rows, and of texts and uploaded files. */
  values: number;
  bodies: number;
  events: number;
}

/** A file is not a backup, is damaged, or is incomplete. */
export class BackupError extends Error {
  override name = "BackupError";
  readonly code: "backup-damaged" | "backup-cut" | "backup-other-form";
  readonly line: number;

  constructor(code: BackupError["code"], line: number, options?: ErrorOptions) {
    super(`${code} ${line}`, options);
    this.code = code;
    this.line = line;
  }
}

/**
 * Yields the lines of a backup: everything that a reader sees, in one state. Every store can write and read them.
 *
 * The first line names the form; the last has the counts, and the SHA-256 of all lines before it, so that a backup that
 * was changed or cut off is noticed.
 */
export async function* backupLines(reader: Reader, createdAt: string): AsyncGenerator<string, undefined> {
  const hash = createHash("sha256");
  const facts: BackupFacts = { createdAt, values: 0, bodies: 0, events: 0 };
  const lineOf = (value: unknown): string => {
    const line = `${JSON.stringify(value)}\n`;
    hash.update(line);
    return line;
  };
  yield lineOf({ backup: backupForm, createdAt });
  for (const collection of rowCollections) {
    for await (const row of reader.everyRow(collection)) {
      facts.values += 1;
      yield lineOf(sealedEntry(collection, row, row));
    }
  }
  for (const collection of bodyCollections) {
    for (const row of await reader.bodies(collection)) {
      const body = await reader.get(collection, row.id);
      if (!body) continue;
      facts.bodies += 1;
      const isFile = "bytes" in body;
      const value = isFile ? { id: row.id, base64: Buffer.from(body.bytes).toString("base64") } : body;
      yield lineOf(sealedEntry(collection, value, row));
    }
  }
  for (let after = 0; ;) {
    const events = await reader.events({ after, limit: eventBatch });
    for (const event of events) yield lineOf(["events", event]);
    facts.events += events.length;
    after = events.at(-1)?.seq ?? after;
    if (events.length < eventBatch) break;
  }
  yield `${JSON.stringify({ end: facts, sha256: hash.digest("hex") })}\n`;
  return undefined;
}

/** Returns the entry of a value with the seal of its record. Passing rows have none. */
function sealedEntry(collection: string, value: unknown, record: Identified): unknown[] {
  const seal = sealOf(record);
  return seal === undefined ? [collection, value] : [collection, value, seal];
}

/** What the form of a backup says of its entries. */
export interface FormFacts {
  /** Whether events bind the records. */
  isBinding: boolean;
}

/**
 * Reads the lines of a backup, hands each entry over, and returns the facts once everything was checked.
 *
 * @throws BackupError. What was handed over before must then be given up.
 */
export async function readBackup(
  lines: AsyncIterable<string>,
  receive: (entry: BackupEntry, form: FormFacts) => void | Promise<void>,
): Promise<BackupFacts> {
  const hash = createHash("sha256");
  const counts = { values: 0, bodies: 0, events: 0 };
  let number = 0;
  let end: { end: BackupFacts; sha256: string } | null = null;
  let heads = emptyHeads;
  let form = 0;
  for await (const line of lines) {
    number += 1;
    if (end) throw new BackupError("backup-damaged", number);
    const value = parsed(line, number);
    if (number === 1) {
      form = Number((value as { backup?: unknown } | null)?.backup);
      if (!(form >= 1 && form <= backupForm)) throw new BackupError("backup-other-form", 1);
    } else if (!Array.isArray(value)) {
      end = endOf(value, number);
      continue;
    } else {
      let entry = entryOf(value as [string, unknown, string?], number);
      const [collection] = entry;
      counts[collection === "events" ? "events" : isBody(collection) ? "bodies" : "values"] += 1;
      if (entry[0] === "events") {
        const event = chainedEarlier(entry[1], heads);
        heads = headsAfter(heads, event);
        entry = ["events", event];
      }
      await receive(entry, { isBinding: form === backupForm });
    }
    hash.update(`${line}\n`);
  }
  if (!end) throw new BackupError("backup-cut", number);
  const isWhole = (["values", "bodies", "events"] as const).every((name) => end.end[name] === counts[name]);
  if (!isWhole || end.sha256 !== hash.digest("hex")) throw new BackupError("backup-damaged", number);
  return end.end;
}

/**
 * Returns the facts in the last line of a backup, without checking the lines before it. Null if it is no whole backup.
 */
export async function recordedFacts(lines: AsyncIterable<string>): Promise<BackupFacts | null> {
  let last: string | null = null;
  for await (const line of lines) {
    if (last === null && !line.startsWith('{"backup":')) return null;
    last = line;
  }
  return last?.startsWith('{"end":') === true ? endOf(parsed(last, 1), 1).end : null;
}

const isBody = (collection: string): collection is BodyCollection =>
  (bodyCollections as readonly string[]).includes(collection);

function parsed(line: string, number: number): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    throw new BackupError(number === 1 ? "backup-other-form" : "backup-damaged", number, { cause: error });
  }
}

function endOf(value: unknown, number: number): { end: BackupFacts; sha256: string } {
  const end = value as { end?: BackupFacts; sha256?: string } | null;
  if (!end?.end || end.sha256 === undefined) throw new BackupError("backup-damaged", number);
  return { end: end.end, sha256: end.sha256 };
}

function entryOf([collection, value, seal]: [string, unknown, string?], number: number): BackupEntry {
  const isKnown =
    collection === "events" || isBody(collection) || (rowCollections as readonly string[]).includes(collection);
  if (!isKnown || typeof value !== "object" || value === null) throw new BackupError("backup-damaged", number);
  if (collection !== "originals") return [collection, withSeal(value as Identified, seal)] as unknown as BackupEntry;
  const { id, base64 } = value as { id: string; base64: string };
  return ["originals", withSeal({ id, bytes: new Uint8Array(Buffer.from(base64, "base64")) }, seal)];
}
