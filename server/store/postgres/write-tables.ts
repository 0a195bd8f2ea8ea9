import { sql } from "kysely";
import type { Collection, Identified, RowCollection } from "../collections.ts";
import { digestOf, sealOf } from "../seals.ts";
import type { StoredEvent } from "../stored-event.ts";
import type { Changes } from "./changes.ts";
import { withCommit } from "./commits.ts";
import type { Compilable, Connection } from "./connection.ts";
import { isRow } from "./read-tables.ts";
import { keysOfEvent, keysOfRow, queries } from "./tables.ts";

/** Rows in one statement, at most. */
const mostRows = 1000;

/*
 * Rows are sent as one array for each column, so that a statement has the same text for any number of rows. The database
 * then reads and plans it once for a connection.
 */

/** Writes all changes and the head. `commit` identifies the commit, which comes after those in `recent`. */
export async function writeChanges(
  connection: Connection,
  changes: Changes,
  { commit, recent }: { commit: string; recent: readonly string[] },
): Promise<void> {
  const own = new Set(changes.events.map(({ seq }) => seq));
  const earlier = [...changes.rewritten.values()].filter(({ seq }) => !own.has(seq));
  const statements = [
    ...[...changes.touched].flatMap(([collection, values]) => tableStatements(collection, values)),
    ...earlier.map((event) =>
      queries
        .updateTable("events")
        .set({ value: JSON.stringify(event) })
        .where("seq", "=", event.seq),
    ),
    ...inParts(earlier.map(({ seq }) => seq)).map(
      (numbers) => sql`delete from "eventKeys" where "seq" = any(${numbers}::bigint[])`,
    ),
    ...insertEventKeys(earlier),
    ...inParts(changes.events).flatMap(insertEvents),
    queries.updateTable("head").set({
      last: changes.head.last,
      recent: JSON.stringify(withCommit(recent, commit, changes.touched.keys())) as unknown as string[],
      state: JSON.stringify(changes.head.state) as unknown as Record<string, unknown>,
    }),
  ] as Compilable<unknown>[];
  await Promise.all(statements.map((statement) => connection.run(statement)));
}

/** Returns the statements that insert events. */
export function insertEvents(events: readonly StoredEvent[]): Compilable<unknown>[] {
  const columns = sql.join([
    sql`${events.map(({ seq }) => seq)}::bigint[]`,
    sql`${events.map(({ id }) => id)}::text[]`,
    sql`${events.map(({ chain }) => chain)}::text[]`,
    sql`${events.map(({ audit }) => audit.position)}::bigint[]`,
    sql`${events.map((event) => JSON.stringify(event))}::text[]`,
  ]);
  const inserted = sql`insert into "events" ("seq", "id", "chain", "position", "value") select * from unnest(${columns})`;
  return [inserted, ...insertEventKeys(events)];
}

function insertEventKeys(events: readonly StoredEvent[]): Compilable<unknown>[] {
  const keys = events.flatMap((event) => keysOfEvent(event).map(([index, key]) => ({ index, key, seq: event.seq })));
  return inParts(keys).map((part) => {
    const columns = sql.join([
      sql`${part.map(({ index }) => index)}::text[]`,
      sql`${part.map(({ key }) => key)}::text[]`,
      sql`${part.map(({ seq }) => seq)}::bigint[]`,
    ]);
    return sql`insert into "eventKeys" ("index", "key", "seq") select * from unnest(${columns})`;
  });
}

/** Returns the statements that write and delete the values of a collection. */
export function tableStatements(
  collection: Collection,
  values: ReadonlyMap<string, Identified | null>,
): Compilable<unknown>[] {
  const removed = [...values].filter(([, value]) => value === null).map(([id]) => id);
  const put = [...values.values()].filter((value) => value !== null);
  const removals = inParts(removed).map(
    (ids) => sql`delete from ${sql.table(collection)} where "id" = any(${ids}::text[])`,
  );
  if (!isRow(collection)) return [...removals, ...put.map((body) => putBody(collection, body))];
  const keys = put.flatMap((row) => keysOfRow(collection, row).map(([index, key]) => ({ index, key, id: row.id })));
  return [
    ...removals,
    ...inParts([...values.keys()]).map(
      (ids) => sql`delete from "rowKeys" where "collection" = ${collection} and "id" = any(${ids}::text[])`,
    ),
    ...inParts(put).map((rows) => putRows(collection, rows)),
    ...inParts(keys).map((part) => insertRowKeys(collection, part)),
  ];
}

function putRows(collection: RowCollection, rows: readonly Identified[]): Compilable<unknown> {
  const columns = sql.join([
    sql`${rows.map(({ id }) => id)}::text[]`,
    sql`${rows.map((row) => JSON.stringify(row))}::text[]`,
    sql`${rows.map((row) => sealOf(row) ?? null)}::text[]`,
  ]);
  return sql`insert into ${sql.table(collection)} ("id", "value", "seal") select * from unnest(${columns})
    on conflict ("id") do update set "value" = excluded."value", "seal" = excluded."seal"`;
}

function insertRowKeys(
  collection: RowCollection,
  keys: readonly { index: string; key: string; id: string }[],
): Compilable<unknown> {
  const columns = sql.join([
    sql`${keys.map(({ index }) => index)}::text[]`,
    sql`${keys.map(({ key }) => key)}::text[]`,
    sql`${keys.map(({ id }) => id)}::text[]`,
  ]);
  return sql`insert into "rowKeys" ("collection", "index", "key", "id")
    select ${collection}::text, * from unnest(${columns})`;
}

/** A body is identified by its hash, so one that exists already is the same. */
function putBody(collection: "contents" | "originals", body: Identified): Compilable<unknown> {
  const seal = sealOf(body) ?? null;
  if (collection === "originals") {
    const { id, bytes } = body as Identified & { bytes: Uint8Array };
    const raw = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const row = { id, bytes: raw, digest: digestOf(bytes), seal };
    return queries
      .insertInto("originals")
      .values(row)
      .onConflict((conflict) => conflict.column("id").doUpdateSet({ seal }));
  }
  const value = JSON.stringify(body);
  return queries
    .insertInto("contents")
    .values({ id: body.id, value, digest: digestOf(value), seal })
    .onConflict((conflict) => conflict.column("id").doUpdateSet({ seal }));
}

function inParts<T>(values: readonly T[]): T[][] {
  const parts: T[][] = [];
  for (let from = 0; from < values.length; from += mostRows) parts.push(values.slice(from, from + mostRows));
  return parts;
}
