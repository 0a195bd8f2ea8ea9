import { createCipheriv, createDecipheriv, createHmac } from "node:crypto";
import { fieldProblem } from "#core/contract/field-problem.ts";
import type { Part } from "#core/contract/fields.ts";
import type { RowCollection, Rows } from "../../store/collections.ts";
import { type IndexName, indexesOf, inScope, keysIn, type Scope, wantedOf, wordIndex } from "../../store/indexes.ts";
import {
  compareKeys,
  comparePositions,
  type Entry,
  type Position,
  positionOf,
  type Range,
} from "../../store/ranges.ts";
import type { Reader } from "../../store/store.ts";
import { ProblemError } from "./problem.ts";

/** A list of the rows of a collection that pass a filter, in the order of an index. */
export interface WantedRows<C extends RowCollection> {
  collection: C;
  /** The index with one key for each row, in whose order the rows are listed. */
  order: IndexName<C>;
  scope: Scope<C>;
  /** Whether a row passes the rest of the filter. Null if the scope is all of it. */
  passes: ((row: Rows[C]) => boolean | Promise<boolean>) | null;
  /**
   * Beginnings of keys in the index `word`, of which every row that passes has one. The rows are then listed by word.
   * Null if there is no search, or if it has too many beginnings.
   */
  beginnings: readonly string[] | null;
}

/** Where a list goes on: after a position of an index. */
interface Cursor extends Position {
  index: string;
}

/** Maximum number of rows of a scope that are read and sorted for an answer. */
const fewRows = 200;

/** Maximum number of rows that an answer reads from an index. The rest is for the next answer. */
const mostRead = 500;

/**
 * Returns the next part of a list. Reads a limited number of rows, however many there are: all of the smallest scope if
 * it is small, otherwise rows in the order of an index until enough of them pass. The list begins with the rows of the
 * key `from` of its order, or goes on at `after`. A cursor is encrypted, because it may be the position of a row that
 * the reader may not know.
 * @throws ProblemError invalid-request
 */
export async function listRows<C extends RowCollection>(
  reader: Reader,
  wanted: WantedRows<C>,
  { from, after, size }: { from?: string | undefined; after?: string | undefined; size: number },
): Promise<Part<Rows[C]>> {
  const part = await nextPart(reader, wanted, { cursor: await startOf(reader, wanted, { from, after }), size });
  const { next } = part;
  return { ...part, next: next && (await sealed(reader, purposeOf(wanted), JSON.stringify(next))) };
}

/** A part of a list that ends at a position. */
type OpenPart<C extends RowCollection> = Omit<Part<Rows[C]>, "next"> & {
  next: [index: string, key: string, id: string] | null;
};

async function nextPart<C extends RowCollection>(
  reader: Reader,
  wanted: WantedRows<C>,
  { cursor, size }: { cursor: Cursor | null; size: number },
): Promise<OpenPart<C>> {
  const { collection, order, scope, beginnings } = wanted;
  const scopes = wantedOf(scope).map(([index, key]) => ({ [index]: key }) as Scope<C>);
  const counts = await Promise.all(scopes.map((one) => reader.count(collection, one)));
  const least = scopes[counts.indexOf(Math.min(...counts))];
  const isSmall = least !== undefined && Math.min(...counts) <= fewRows;
  // A list goes on as it began, although the scope may have grown or shrunk since.
  const index = cursor?.index ?? (isSmall || !beginnings ? order : wordIndex);
  if (isSmall && index === order) return partOfScope(wanted, await reader.list(collection, least), { cursor, size });
  const part = await walk(reader, wanted, { index: index as IndexName<C>, cursor, size });
  if (!cursor && part.next === null) return { ...part, total: part.items.length };
  const isCounted = wanted.passes === null && scopes.length < 2;
  return { ...part, total: isCounted ? (counts[0] ?? (await reader.count(collection, {}))) : null };
}

async function partOfScope<C extends RowCollection>(
  wanted: WantedRows<C>,
  rows: readonly Rows[C][],
  { cursor, size }: { cursor: Cursor | null; size: number },
): Promise<OpenPart<C>> {
  const passed = await passing(wanted, rows);
  const entries = passed
    .map((row) => ({ key: firstKey(wanted, wanted.order, row, [""]) ?? "", row }))
    .sort((left, right) => comparePositions(positionOf(left), positionOf(right)));
  const later = entries.filter((entry) => !cursor || comparePositions(positionOf(entry), cursor) > 0);
  const last = later.length > size ? later[size - 1] : undefined;
  return {
    items: later.slice(0, size).map(({ row }) => row),
    next: last ? nextOf(wanted.order, positionOf(last)) : null,
    total: entries.length,
  };
}

/** Yields the entries of a range of an index, in its order. Reads more of them the more are asked for. */
export async function* entriesIn<C extends RowCollection>(
  reader: Reader,
  collection: C,
  range: Omit<Range<C>, "limit">,
): AsyncGenerator<Entry<C>> {
  let { after } = range;
  for (let limit = 10; ; limit *= 2) {
    const entries = await reader.range(collection, { ...range, limit, ...(after && { after }) });
    yield* entries;
    const last = entries.at(-1);
    if (!last || entries.length < limit) return;
    after = positionOf(last);
  }
}

/** Reads an index from a position on, until enough rows passed or enough were read. */
async function walk<C extends RowCollection>(
  reader: Reader,
  wanted: WantedRows<C>,
  { index, cursor, size }: { index: IndexName<C>; cursor: Position | null; size: number },
): Promise<Omit<OpenPart<C>, "total">> {
  const prefixes = index === wanted.order ? [""] : (wanted.beginnings ?? []).toSorted(compareKeys);
  const found: Entry<C>[] = [];
  let after = cursor ?? undefined;
  let left = mostRead;
  const part = (position: Position | null) => ({
    items: found.map(({ row }) => row),
    next: position && nextOf(index, position),
  });
  for (const prefix of prefixes) {
    for (let limit = size + 1; ; limit *= 2) {
      const asked = Math.min(limit, left);
      const range = { index, prefix, limit: asked, ...(after && { after: { key: after.key, id: after.id } }) };
      const entries = await reader.range(wanted.collection, range);
      // A row with several of the keys is listed under the first.
      const first = entries.filter(({ key, row }) => firstKey(wanted, index, row, prefixes) === key);
      const passed = new Set(
        await passing(
          wanted,
          first.map(({ row }) => row),
        ),
      );
      for (const entry of first.filter(({ row }) => passed.has(row))) {
        const last = found.at(-1);
        if (last && found.length === size) return part(positionOf(last));
        found.push(entry);
      }
      const last = entries.at(-1);
      if (last) after = positionOf(last);
      left -= entries.length;
      if (entries.length < asked) break;
      if (left === 0) return part(after ?? null);
    }
  }
  return part(null);
}

async function passing<C extends RowCollection>(
  { collection, scope, passes }: WantedRows<C>,
  rows: readonly Rows[C][],
): Promise<Rows[C][]> {
  const passed = await Promise.all(
    rows.map(async (row) => inScope(collection, row, scope) && (!passes || (await passes(row)))),
  );
  return rows.filter((_, at) => passed[at]);
}

function firstKey<C extends RowCollection>(
  { collection }: WantedRows<C>,
  index: string,
  row: Rows[C],
  prefixes: readonly string[],
): string | undefined {
  const keys = keysIn(indexesOf(collection).get(index) ?? (() => []), row);
  return keys.filter((key) => prefixes.some((prefix) => key.startsWith(prefix))).toSorted(compareKeys)[0];
}

function nextOf(index: string, { key, id }: Position): OpenPart<never>["next"] {
  return [index, key, id];
}

/** The cursor of a list opens no list of another collection. */
function purposeOf({ collection }: { collection: RowCollection }): string {
  return `list ${collection}`;
}

/** @throws ProblemError invalid-request if `after` is no cursor of this list */
async function startOf<C extends RowCollection>(
  reader: Reader,
  wanted: WantedRows<C>,
  { from, after }: { from: string | undefined; after: string | undefined },
): Promise<Cursor | null> {
  const { order, beginnings } = wanted;
  if (from !== undefined) return { index: order, key: from, id: "" };
  if (after === undefined) return null;
  const text = await unsealed(reader, purposeOf(wanted), after);
  if (text !== null) {
    const [index, key, id] = JSON.parse(text) as NonNullable<OpenPart<C>["next"]>;
    if (index === order || (beginnings && index === wordIndex)) return { index, key, id };
  }
  throw new ProblemError("invalid-request", {}, [fieldProblem(["query", "after"], "field-not-of-this-form")]);
}

const cipher = "aes-256-gcm";
const nonceLength = 12;
const tagLength = 16;

/** Texts are sealed in blocks of this many bytes, so that the length tells little. */
const block = 256;

/**
 * Encrypts a text that a reader keeps for the server, so that it reveals nothing and cannot be changed. `purpose` is
 * what it is for: it opens for nothing else. The same text always gives the same result, on every server of a forum.
 */
export async function sealed(reader: Reader, purpose: string, text: string): Promise<string> {
  const key = await forumKey(reader, purpose);
  const bytes = Buffer.from(text);
  const padded = Buffer.concat([bytes], Math.ceil((bytes.length + 1) / block) * block);
  // Of the text itself: two texts never share a nonce, and nothing random is needed.
  const nonce = createHmac("sha256", key).update(padded).digest().subarray(0, nonceLength);
  const encrypting = createCipheriv(cipher, key, nonce);
  const encrypted = Buffer.concat([encrypting.update(padded), encrypting.final()]);
  return Buffer.concat([nonce, encrypting.getAuthTag(), encrypted]).toString("base64url");
}

/** Decrypts a sealed text. Null if this forum did not seal it for this purpose. */
export async function unsealed(reader: Reader, purpose: string, text: string): Promise<string | null> {
  const bytes = Buffer.from(text, "base64url");
  const start = nonceLength + tagLength;
  if (bytes.length <= start) return null;
  try {
    const key = await forumKey(reader, purpose);
    const decrypting = createDecipheriv(cipher, key, bytes.subarray(0, nonceLength));
    decrypting.setAuthTag(bytes.subarray(nonceLength, start));
    const padded = Buffer.concat([decrypting.update(bytes.subarray(start)), decrypting.final()]);
    return padded.subarray(0, padded.findLastIndex((byte) => byte !== 0) + 1).toString();
  } catch {
    return null;
  }
}

/**
 * Returns the key of a forum for a purpose: made from the commitment of its first private event, which is random, never
 * changes, and leaves the store only in backups. A forum without private events has nothing to hide yet.
 */
export async function forumKey(reader: Reader, purpose: string): Promise<Buffer> {
  const [first] = await reader.chainEvents({ chain: "private", after: 0, limit: 1 });
  return createHmac("sha256", first?.audit.commitment ?? "")
    .update(purpose)
    .digest();
}
