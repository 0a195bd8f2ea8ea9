import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type Selectable,
} from "kysely";
import { type RowCollection, scopeFields } from "../collections.ts";

/**
 * A row: its id, the value as JSON text, and a column for each field of its scope. The database never looks into the
 * text. Its own JSON types would reorder fields, and refuse characters that occur in people's text.
 */
interface RowTable {
  id: string;
  value: string;
}

/** The only row that every commit changes. Its lock puts the commits of all servers in one order. */
interface HeadTable {
  id: number;
  /** The form of the tables, and the earliest form whose servers can work with it. */
  form: number;
  oldestForm: number;
  /** Number of the last event. */
  last: number;
  /** Ids of the latest commits, by which a server that lost its connection learns whether its commit was kept. */
  recent: readonly string[];
  /** Anything else that each event continues from the one before. */
  state: Readonly<Record<string, unknown>>;
}

/** The tables of the current form. */
export type Tables = Record<RowCollection, RowTable> & {
  contents: RowTable & { digest: string };
  originals: { id: string; bytes: Uint8Array; digest: string };
  events: { seq: number; id: string; documentId: string | null; subject: string; value: string };
  head: HeadTable;
};

export type HeadRow = Selectable<HeadTable>;

/** Builds queries. They run on a `Connection`, which sends several at once. */
export const queries = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});

/** Returns the columns of a collection's scope. */
export function scopeColumns(collection: RowCollection): string[] {
  return Object.keys(scopeFields[collection]);
}

/** Returns the column value by which the events of a subject are found. */
export function subjectKey({ collection, id }: { collection: string; id: string }): string {
  return `${collection}/${id}`;
}
