import { sql } from "kysely";
import {
  type BodyCollection,
  type Collection,
  isBodyCollection,
  type Records,
  type RowCollection,
  type Rows,
  type Scope,
} from "../collections.ts";
import { frozen } from "../memory/state.ts";
import { inScope } from "../memory/transaction.ts";
import type { Reader } from "../store.ts";
import type { StoredEvent } from "../stored-event.ts";
import type { Connection } from "./connection.ts";
import { queries, scopeColumns } from "./tables.ts";

/** PostgreSQL's text has no zero character, so no id with one exists. */
const canExist = (id: string): boolean => !id.includes("\0");

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
        const [row] = await run(queries.selectFrom("originals").select("bytes").where("id", "=", id));
        return row && ({ id, bytes: asBytes(row.bytes) } as Records["originals"] as Records[C]);
      }
      const table: RowCollection | "contents" = collection;
      const [row] = await run(queries.selectFrom(table).select("value").where("id", "=", id));
      return row && (parsed(row.value) as Records[C]);
    },
    async list<C extends RowCollection>(collection: C, scope?: Scope<C>): Promise<Rows[C][]> {
      const wanted = Object.entries(scope ?? {}).filter((entry): entry is [string, string | null] => {
        return entry[1] !== undefined && scopeColumns(collection).includes(entry[0]);
      });
      if (wanted.some(([, value]) => value !== null && !canExist(value))) return [];
      const table: RowCollection = collection;
      let query = queries.selectFrom(table).select("value");
      for (const [column, value] of wanted) query = query.where(sql.ref(column), value === null ? "is" : "=", value);
      const values = (await run(query)).map(({ value }) => parsed(value) as Rows[C]);
      // A column is also null if the value has no such field.
      return scope ? values.filter((value) => inScope<C>(value, scope)) : values;
    },
    async bodies(collection: BodyCollection) {
      return (await run(queries.selectFrom(collection).select("id"))).map(({ id }) => id);
    },
    async events({ after, limit, documentId }) {
      if (documentId !== undefined && !canExist(documentId)) return [];
      let query = queries.selectFrom("events").select("value").where("seq", ">", after).orderBy("seq").limit(limit);
      if (documentId !== undefined) query = query.where("documentId", "=", documentId);
      return (await run(query)).map(({ value }) => parsed(value) as StoredEvent);
    },
    async eventNumber(id) {
      if (!canExist(id)) return undefined;
      return (await run(queries.selectFrom("events").select("seq").where("id", "=", id)))[0]?.seq;
    },
    async lastEvent() {
      return (await run(queries.selectFrom("head").select("last")))[0]?.last ?? 0;
    },
  };
}

/** The driver returns a Buffer, whose methods differ from those of other arrays of bytes. */
function asBytes(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

export const isRow = (collection: Collection): collection is RowCollection => !isBodyCollection(collection);
