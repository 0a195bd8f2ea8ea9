import { sql } from "kysely";
import {
  type BodyCollection,
  type Collection,
  type Identified,
  isBodyCollection,
  type Records,
  type RowCollection,
  type Rows,
} from "../collections.ts";
import { emptyHeads } from "../audit-chain.ts";
import { type EventScope, eventIndexes, type Scope, wantedOf } from "../indexes.ts";
import type { Entry, Range } from "../ranges.ts";
import { frozen } from "../memory/frozen.ts";
import { digestOf, withSeal } from "../seals.ts";
import { DamagedBodyError, type Reader, type RowName } from "../store.ts";
import type { StoredEvent } from "../stored-event.ts";
import { bodyFault } from "./check-bodies.ts";
import type { Connection } from "./connection.ts";
import { queries } from "./tables.ts";

/** Number of rows to read at a time, if all are wanted. */
const rowsAtOnce = 500;

/** PostgreSQL's text has no zero character, so no id with one exists. */
const canExist = (id: string): boolean => !id.includes("\0");

/** The last code point. No key has it. */
const lastCharacter = "\u{10ffff}";

/** Returns a value as it was stored. */
export function parsed(value: string): unknown {
  return frozen(JSON.parse(value) as unknown);
}

/** Creates a reader of the tables, as the connection's transaction sees them. */
export function tableReader({ run }: Pick<Connection, "run">): Reader {
  return {
    async get<C extends Collection>(collection: C, id: string): Promise<Records[C] | undefined> {
      if (!canExist(id)) return undefined;
      if (collection === "originals") {
        const [row] = await run(queries.selectFrom("originals").select(["bytes", "digest"]).where("id", "=", id));
        if (row && digestOf(row.bytes) !== row.digest) throw new DamagedBodyError(bodyFault(collection, id));
        return row && ({ id, bytes: asBytes(row.bytes) } as Records["originals"] as Records[C]);
      }
      if (collection === "contents") {
        const [row] = await run(queries.selectFrom("contents").select(["value", "digest"]).where("id", "=", id));
        if (row && digestOf(row.value) !== row.digest) throw new DamagedBodyError(bodyFault(collection, id));
        return row && (parsed(row.value) as Records[C]);
      }
      const table: RowCollection = collection;
      const [row] = await run(queries.selectFrom(table).select("value").where("id", "=", id));
      return row && (parsed(row.value) as Records[C]);
    },
    async list<C extends RowCollection>(collection: C, scope?: Scope<C>): Promise<Rows[C][]> {
      const wanted = wantedOf(scope);
      if (!wanted.every(([, key]) => canExist(key))) return [];
      const table: RowCollection = collection;
      let query = queries.selectFrom(table).select("value");
      for (const one of wanted) query = query.where("id", "in", idsWith(collection, one));
      return (await run(query)).map(({ value }) => parsed(value) as Rows[C]);
    },
    async count(collection, scope) {
      const wanted = wantedOf(scope);
      if (!wanted.every(([, key]) => canExist(key))) return 0;
      const counted = sql<number>`count(*)::integer`.as("count");
      const table: RowCollection = collection;
      const [only, ...more] = wanted;
      if (!only) return (await run(queries.selectFrom(table).select(counted)))[0]?.count ?? 0;
      let query = queries.selectFrom("rowKeys").select(counted).where("collection", "=", collection).where(keyIs(only));
      for (const one of more) query = query.where("id", "in", idsWith(collection, one));
      return (await run(query))[0]?.count ?? 0;
    },
    async range<C extends RowCollection>(collection: C, range: Range<C>): Promise<Entry<C>[]> {
      const { index, prefix = "", after, limit } = range;
      if (![prefix, after?.key ?? "", after?.id ?? ""].every(canExist)) return [];
      let keys = queries
        .selectFrom("rowKeys")
        .select(["key", "id"])
        .where("collection", "=", collection)
        .where("index", "=", index);
      if (prefix !== "") keys = keys.where("key", ">=", prefix).where("key", "<", prefix + lastCharacter);
      if (after) keys = keys.where(sql<boolean>`("key", "id") > (${after.key}, ${after.id})`);
      const query = sql<{ key: string; value: string }>`
        select keys."key", rows."value" from (${keys.orderBy("key").orderBy("id").limit(limit)}) keys
        join ${sql.table(collection)} rows on rows."id" = keys."id" order by keys."key", keys."id"`;
      return (await run(query)).map(({ key, value }) => ({ key, row: parsed(value) as Rows[C] }));
    },
    async *everyRow<C extends RowCollection>(collection: C): AsyncGenerator<Rows[C], undefined> {
      const table: RowCollection = collection;
      for (let after = ""; ;) {
        const rows = await run(
          queries.selectFrom(table).selectAll().where("id", ">", after).orderBy("id").limit(rowsAtOnce),
        );
        for (const { value, seal } of rows) yield withSeal(parsed(value) as Rows[C], seal);
        const last = rows.at(-1);
        if (!last || rows.length < rowsAtOnce) return undefined;
        after = last.id;
      }
    },
    async bodies(collection: BodyCollection) {
      const rows = await run(queries.selectFrom(collection).select(["id", "digest", "seal"]));
      return rows.map(({ id, digest, seal }) => withSeal({ id, digest }, seal));
    },
    async events({ after, limit, ...scope }) {
      const wanted = eventKeysOf(scope);
      if (!wanted.every(([, key]) => canExist(key))) return [];
      let query = queries.selectFrom("events").select("value").where("seq", ">", after).orderBy("seq").limit(limit);
      const [first, ...more] = wanted;
      // The numbers come from the index in order, so that no more events are read than wanted.
      if (first && more.length === 0) {
        const numbers = queries.selectFrom("eventKeys").select("seq").where(keyIs(first)).where("seq", ">", after);
        query = query.where("seq", "in", numbers.orderBy("seq").limit(limit));
      } else
        for (const one of wanted)
          query = query.where("seq", "in", queries.selectFrom("eventKeys").select("seq").where(keyIs(one)));
      return (await run(query)).map(({ value }) => parsed(value) as StoredEvent);
    },
    async eventsBefore({ before, limit, ...scope }) {
      const wanted = eventKeysOf(scope);
      if (!wanted.every(([, key]) => canExist(key))) return [];
      let query = queries.selectFrom("events").select("value").where("seq", "<", before);
      query = query.orderBy("seq", "desc").limit(limit);
      const [first, ...more] = wanted;
      if (first && more.length === 0) {
        const numbers = queries.selectFrom("eventKeys").select("seq").where(keyIs(first)).where("seq", "<", before);
        query = query.where("seq", "in", numbers.orderBy("seq", "desc").limit(limit));
      } else
        for (const one of wanted)
          query = query.where("seq", "in", queries.selectFrom("eventKeys").select("seq").where(keyIs(one)));
      return (await run(query)).map(({ value }) => parsed(value) as StoredEvent);
    },
    async eventNumber(id) {
      if (!canExist(id)) return undefined;
      return (await run(queries.selectFrom("events").select("seq").where("id", "=", id)))[0]?.seq;
    },
    async lastEvent() {
      return (await run(queries.selectFrom("head").select("last")))[0]?.last ?? 0;
    },
    async chainHead(chain) {
      return (await run(queries.selectFrom("head").select("state")))[0]?.state[chain] ?? emptyHeads[chain];
    },
    async chainEvents({ chain, after, limit }) {
      const query = queries
        .selectFrom("events")
        .select("value")
        .where("chain", "=", chain)
        .where("position", ">", after);
      return (await run(query.orderBy("position").limit(limit))).map(({ value }) => parsed(value) as StoredEvent);
    },
  };
}

/** Returns the seals of the records of a collection that are stored under these ids, by id. All questions are one packet. */
export async function sealsOf(
  { run }: Pick<Connection, "run">,
  collection: Collection,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const query = sql<{ id: string; seal: string | null }>`
    select "id", "seal" from ${sql.table(collection)} where "id" = any(${ids.filter(canExist)}::text[])`;
  return new Map((await run(query)).flatMap(({ id, seal }) => (seal === null ? [] : [[id, seal]])));
}

/** Reads rows by their ids, all in one packet. */
export async function rowsOf(
  { run }: Pick<Connection, "run">,
  names: readonly RowName[],
): Promise<(RowName & { value: Identified | undefined })[]> {
  const ids = new Map<RowCollection, Set<string>>();
  for (const { collection, id } of names)
    if (canExist(id)) ids.set(collection, (ids.get(collection) ?? new Set()).add(id));
  const found = await Promise.all(
    [...ids].map(async ([collection, wanted]) => {
      const query = queries.selectFrom(collection).select(["id", "value"]);
      const rows = await run(query.where(sql<boolean>`"id" = any(${[...wanted]}::text[])`));
      const values = new Map(rows.map(({ id, value }) => [id, parsed(value) as Identified]));
      return [...wanted].map((id) => ({ collection, id, value: values.get(id) }));
    }),
  );
  return found.flat();
}

const keyIs = ([index, key]: readonly [string, string]) => sql<boolean>`"index" = ${index} and "key" = ${key}`;

/** Returns a query for the ids of the rows with a key. */
function idsWith(collection: RowCollection, one: readonly [string, string]) {
  return queries.selectFrom("rowKeys").select("id").where("collection", "=", collection).where(keyIs(one));
}

function eventKeysOf(scope: EventScope): [index: string, key: string][] {
  return wantedOf(scope).filter(([index]) => Object.hasOwn(eventIndexes, index));
}

/** The driver returns a Buffer, whose methods differ from those of other arrays of bytes. */
function asBytes(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

export const isRow = (collection: Collection): collection is RowCollection => !isBodyCollection(collection);
