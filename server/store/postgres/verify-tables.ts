import { sql } from "kysely";
import { digestOf } from "../seals.ts";
import { bodyCollections, type Identified, type RowCollection, rowCollections } from "../collections.ts";
import type { StoreFault } from "../store.ts";
import type { Connection } from "./connection.ts";
import { keysOfRow, queries } from "./tables.ts";

/** Rows to read at a time. */
const batch = 500;

/**
 * Reads every table, and returns every fault: values that are not JSON, keys that differ from their values, events whose
 * numbers have gaps, and texts and files that are not as they were stored.
 */
export async function verifyTables(connection: Pick<Connection, "run">): Promise<StoreFault[]> {
  return [...(await verifyRows(connection)), ...(await verifyBodies(connection)), ...(await verifyEvents(connection))];
}

async function verifyRows({ run }: Pick<Connection, "run">): Promise<StoreFault[]> {
  const faults: StoreFault[] = [];
  for (const collection of rowCollections) {
    for (let after = ""; ;) {
      const rows = await run(
        queries.selectFrom(collection).selectAll().where("id", ">", after).orderBy("id").limit(batch),
      );
      for (const row of rows) {
        const value = parse(row.value);
        if (
          value?.["id"] !== row.id ||
          !(await hasItsKeys(run, collection, value as Record<string, unknown> & Identified))
        )
          faults.push({ code: "row-damaged", params: { table: collection, id: row.id } });
      }
      const last = rows.at(-1);
      if (!last || rows.length < batch) break;
      after = last.id;
    }
  }
  return faults;
}

/** Returns whether the keys of a row are those that its value has now. */
async function hasItsKeys(run: Connection["run"], collection: RowCollection, value: Identified): Promise<boolean> {
  const stored = await run(
    queries
      .selectFrom("rowKeys")
      .select(["index", "key"])
      .where("collection", "=", collection)
      .where("id", "=", value.id),
  );
  const expected = new Set(expectedKeys(collection, value).map(([index, key]) => `${index} ${key}`));
  return stored.length === expected.size && stored.every(({ index, key }) => expected.has(`${index} ${key}`));
}

/** A row that was changed by hand may lack what its indexes need. It then has no keys that fit. */
function expectedKeys(collection: RowCollection, value: Identified): [index: string, key: string][] {
  try {
    return keysOfRow(collection, value);
  } catch {
    return [["", ""]];
  }
}

async function verifyBodies({ run }: Pick<Connection, "run">): Promise<StoreFault[]> {
  const faults: StoreFault[] = [];
  for (const collection of bodyCollections) {
    for (const { id } of await run(queries.selectFrom(collection).select("id").orderBy("id"))) {
      const content = collection === "contents" ? "value" : "bytes";
      const [row] = await run(
        sql<{ content: string | Uint8Array; digest: string }>`select ${sql.ref(content)} as content, digest
          from ${sql.table(collection)} where id = ${id}`,
      );
      if (row && digestOf(row.content) !== row.digest)
        faults.push({ code: "row-damaged", params: { table: collection, id } });
    }
  }
  return faults;
}

async function verifyEvents({ run }: Pick<Connection, "run">): Promise<StoreFault[]> {
  const faults: StoreFault[] = [];
  let expected = 1;
  for (;;) {
    const rows = await run(
      queries
        .selectFrom("events")
        .select(["seq", "id", "value"])
        .where("seq", ">=", expected)
        .orderBy("seq")
        .limit(batch),
    );
    for (const { seq, id, value } of rows) {
      if (seq !== expected) faults.push({ code: "events-missing", params: { from: expected, to: seq - 1 } });
      const event = parse(value);
      if (event?.["seq"] !== seq || event["id"] !== id)
        faults.push({ code: "row-damaged", params: { table: "events", id: seq } });
      expected = seq + 1;
    }
    if (rows.length < batch) break;
  }
  const last = (await run(queries.selectFrom("head").select("last")))[0]?.last ?? 0;
  if (last >= expected) faults.push({ code: "events-missing", params: { from: expected, to: last } });
  return faults;
}

function parse(value: string): Record<string, unknown> | null {
  try {
    return JSON.parse(value) as Record<string, unknown> | null;
  } catch {
    return null;
  }
}
