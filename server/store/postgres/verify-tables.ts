import { sql } from "kysely";
import { bodyCollections, rowCollections } from "../collections.ts";
import type { StoreFault } from "../store.ts";
import type { Connection } from "./connection.ts";
import { queries, scopeColumns } from "./tables.ts";
import { digestOf } from "./write-tables.ts";

/** Rows to read at a time. */
const batch = 500;

/**
 * Reads every table, and returns every fault: values that are not JSON, columns that differ from their values, events
 * whose numbers have gaps, and texts and files that are not as they were stored.
 */
export async function verifyTables(connection: Pick<Connection, "run">): Promise<StoreFault[]> {
  return [...(await verifyRows(connection)), ...(await verifyBodies(connection)), ...(await verifyEvents(connection))];
}

async function verifyRows({ run }: Pick<Connection, "run">): Promise<StoreFault[]> {
  const faults: StoreFault[] = [];
  for (const collection of rowCollections) {
    const columns = scopeColumns(collection);
    for (let after = ""; ;) {
      const rows = await run(
        queries.selectFrom(collection).selectAll().where("id", ">", after).orderBy("id").limit(batch),
      );
      for (const row of rows) {
        const value = parse(row.value);
        const stored = row as unknown as Record<string, unknown>;
        const isSame = value?.["id"] === row.id && columns.every((name) => (value[name] ?? null) === stored[name]);
        if (!isSame) faults.push({ code: "row-damaged", params: { table: collection, id: row.id } });
      }
      const last = rows.at(-1);
      if (!last || rows.length < batch) break;
      after = last.id;
    }
  }
  return faults;
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
