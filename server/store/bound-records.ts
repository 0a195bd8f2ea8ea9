import { setImmediate as nextTurn } from "node:timers/promises";
import type { Collection, Identified } from "./collections.ts";
import { isPassing } from "./passing-rows.ts";
import { partsOf, recordDigest, sealed, sealOf } from "./seals.ts";
import type { BoundRecord } from "./stored-event.ts";

/** Number of records whose digests are computed at once. Others get their turn in between. */
const atOnce = 200;

/** Returns whether events bind the records of a collection. Passing rows are written without an event. */
export function isBound(collection: Collection): boolean {
  return !isPassing(collection);
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
