import type { Identified, RowCollection, Rows } from "./collections.ts";
import { type IndexName, indexesOf, keysIn } from "./indexes.ts";

/** A row under one of its keys in an index. */
export interface Entry<C extends RowCollection> {
  key: string;
  row: Rows[C];
}

/** A position in an index: that of a row under one of its keys. The row need not exist. */
export interface Position {
  key: string;
  id: string;
}

/** A part of an index, in its order. */
export interface Range<C extends RowCollection> {
  index: IndexName<C>;
  /** Beginning of the keys. Without one, all are in the range. */
  prefix?: string;
  /** Only entries after this position. */
  after?: Position;
  /** Maximum number of entries. */
  limit: number;
}

/**
 * Compares two keys by code points, as a database does with the collation "C". JavaScript compares parts of characters,
 * and puts those of two parts before some of one.
 */
export function compareKeys(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let at = 0; at < length; at += 1) {
    const [one, other] = [left.charCodeAt(at), right.charCodeAt(at)];
    if (one !== other) return inOrder(one) - inOrder(other);
  }
  return left.length - right.length;
}

function inOrder(unit: number): number {
  if (unit < 0xd8_00) return unit;
  return unit < 0xe0_00 ? unit + 0x20_00 : unit - 0x8_00;
}

export function comparePositions(left: Position, right: Position): number {
  return compareKeys(left.key, right.key) || compareKeys(left.id, right.id);
}

/** Returns the entries of rows that are in a range, in order. */
export function entriesOf<C extends RowCollection>(
  collection: C,
  rows: Iterable<Rows[C]>,
  { index, prefix = "", after, limit }: Range<C>,
): Entry<C>[] {
  const keys = indexesOf(collection).get(index) ?? (() => []);
  const entries: Entry<C>[] = [];
  for (const row of rows)
    for (const key of keysIn(keys, row))
      if (key.startsWith(prefix) && (!after || comparePositions({ key, id: row.id }, after) > 0))
        entries.push({ key, row });
  return firstOf(entries, limit);
}

/** Returns the first entries of several lists, in order. */
export function firstOf<C extends RowCollection>(entries: Entry<C>[], limit: number): Entry<C>[] {
  return entries.sort((left, right) => comparePositions(positionOf(left), positionOf(right))).slice(0, limit);
}

/** Returns the position of an entry. */
export function positionOf({ key, row }: { key: string; row: { id: string } }): Position {
  return { key, id: row.id };
}

/**
 * Returns the entries of a range after changes of rows. `read` returns those before; `changed` has the new value of each
 * changed row, or null if it was removed.
 */
export async function rangeOver<C extends RowCollection>(
  read: (range: Range<C>) => Promise<Entry<C>[]>,
  collection: C,
  range: Range<C>,
  changed: ReadonlyMap<string, Identified | null> | undefined,
): Promise<Entry<C>[]> {
  if (!changed) return read(range);
  // Others may write while this waits.
  const touched = new Map(changed);
  const kept: Entry<C>[] = [];
  let next = range;
  for (;;) {
    const batch = await read(next);
    kept.push(...batch.filter(({ row }) => !touched.has(row.id)));
    const last = batch.at(-1);
    if (!last || batch.length < range.limit || kept.length >= range.limit) break;
    next = { ...range, after: positionOf(last) };
  }
  const written = [...touched.values()].filter((row) => row !== null) as Rows[C][];
  return firstOf([...kept, ...entriesOf(collection, written, range)], range.limit);
}
