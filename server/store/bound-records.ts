import { setImmediate as nextTurn } from "node:timers/promises";
import { type Bound, chained, type ChainHeads, replacementOf, rewritten } from "./audit-chain.ts";
import type { Collection, Identified } from "./collections.ts";
import { isUnrecorded } from "./unrecorded-rows.ts";
import { partsOf, recordDigest, sealed, sealOf } from "./seals.ts";
import { type BoundRecord, newEventId, type StoredEvent } from "./stored-event.ts";

/** Number of records whose digests are computed at once. Others get their turn in between. */
const atOnce = 200;

/** Returns whether events bind the records of a collection. Unrecorded rows are written without an event. */
export function isBound(collection: Collection): boolean {
  return !isUnrecorded(collection);
}

/** Returns the digest by which an event binds a record. */
export function boundRecord(collection: Collection, record: Identified): BoundRecord {
  const { key, salt } = partsOf(sealOf(record) ?? "");
  return [key, recordDigest(collection, record, salt)];
}

/**
 * Seals all values that a transaction wrote, and returns their digests.
 *
 * @param touched The last value of each id. Null if it was removed. A value may be replaced by an equal one.
 * @param sealBefore Returns the seal of a record before the transaction, or undefined if there was none.
 */
export async function bindRecords(
  touched: ReadonlyMap<Collection, Map<string, Identified | null>>,
  sealBefore: (collection: Collection, id: string) => string | undefined,
): Promise<BoundRecord[]> {
  const records: BoundRecord[] = [];
  for (const [collection, values] of touched) {
    if (!isBound(collection)) continue;
    for (const [id, value] of values) {
      const before = sealBefore(collection, id);
      if (value) {
        const record = sealed(value, before);
        values.set(id, record);
        records.push(boundRecord(collection, record));
      } else if (before !== undefined) records.push([partsOf(before).key, null]);
      if (records.length % atOnce === atOnce - 1) await nextTurn();
    }
  }
  return records;
}

/** The number of the last event, its time, and the heads of the chains after it. */
export interface LogEnd {
  seq: number;
  /** Null before the first event. */
  at: string | null;
  heads: ChainHeads;
}

/**
 * Returns the public event that binds records which no event has bound. Nobody acted: the store does it by itself.
 *
 * - `records-bound`: the first start of this form on a forum of an earlier one. It has the digest of every record, and
 *   the present facts of the events that were erased before.
 * - `forum-restored`: a restore that left sessions and one-time links out.
 */
export function bindingEvent(kind: "records-bound" | "forum-restored", bound: Bound, end: LogEnd): StoredEvent {
  // The clock of the system may be behind that of the server that wrote the last event.
  const at = [new Date().toISOString(), end.at ?? ""].toSorted().at(-1) ?? "";
  const after = { records: bound.records?.length ?? 0, replaced: bound.replaced?.length ?? 0 };
  const event = { at, actor: null, onBehalfOf: null, kind, documentId: null, before: null, after };
  const subject = { collection: "forum", id: "records" } as const;
  return chained({ ...event, subject, chain: "public", seq: end.seq + 1, id: newEventId() }, end.heads, bound).event;
}

/** Seals the values of a collection, which an earlier form wrote, and returns their digests. */
export function recordsOf(collection: Collection, values: Iterable<Identified>): BoundRecord[] {
  return isBound(collection) ? [...values].map((value) => boundRecord(collection, sealed(value, undefined))) : [];
}

/** Gives the events that an earlier form erased their salt again, and returns the entries that bind their facts. */
export function resalted(events: StoredEvent[]): NonNullable<Bound["replaced"]> {
  return events.flatMap((event, index) => {
    if (event.audit.salt !== null) return [];
    const again = rewritten(event, event);
    events[index] = again;
    return [replacementOf(again)];
  });
}
