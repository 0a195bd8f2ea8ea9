import { sql } from "kysely";
import { bodyCollections, type BodyCollection } from "../collections.ts";
import type { BodyName, StoreFault } from "../store.ts";
import type { Connection } from "./connection.ts";
import { isCorrupted } from "./database-error.ts";
import { queries } from "./tables.ts";

/** Ids to read at a time. */
const batch = 500;

/** The part of a row that its digest is of. */
const hashed = { contents: sql`convert_to("value", 'UTF8')`, originals: sql`"bytes"` } as const;

/**
 * Checks every text and uploaded file against its digest. The database computes the hashes, one in each query, so
 * neither the files nor the work come to the server.
 */
export async function checkBodies(run: Connection["run"]): Promise<StoreFault[]> {
  const faults: StoreFault[] = [];
  for (const collection of bodyCollections) {
    for (let after = ""; ;) {
      const ids = await run(
        queries.selectFrom(collection).select("id").where("id", ">", after).orderBy("id").limit(batch),
      );
      for (const { id } of ids) if (!(await isIntact(run, collection, id))) faults.push(bodyFault(collection, id));
      const last = ids.at(-1);
      if (!last || ids.length < batch) break;
      after = last.id;
    }
  }
  return faults;
}

async function isIntact(run: Connection["run"], collection: BodyCollection, id: string): Promise<boolean> {
  try {
    const [row] = await run(
      sql<{ intact: boolean }>`select "digest" = encode(sha256(${hashed[collection]}), 'hex') as intact
        from ${sql.table(collection)} where "id" = ${id}`,
    );
    return row?.intact !== false;
  } catch (error) {
    // A damaged page of the table, which the database itself notices.
    if (isCorrupted(error)) return false;
    throw error;
  }
}

/** Returns the fault of a damaged row. */
export function bodyFault(collection: BodyCollection, id: string): StoreFault & { body: BodyName } {
  return { code: "row-damaged", params: { table: collection, id }, body: { collection, id } };
}
