import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type Selectable,
} from "kysely";
import type { ChainHeads } from "../audit-chain.ts";
import type { Identified, RowCollection } from "../collections.ts";
import { eventIndexes, indexesOf, keysIn } from "../indexes.ts";
import type { StoredEvent } from "../stored-event.ts";

/**
 * A row: its id and the value as JSON text. The database never looks into the text. Its own JSON types would reorder
 * fields, and refuse characters that occur in people's text.
 */
interface RowTable {
  id: string;
  value: string;
  /** Its seal (seals.ts). Null for passing rows. */
  seal: string | null;
}

/** The only row that every commit changes. Its lock puts the commits of all servers in one order. */
interface HeadTable {
  id: number;
  /** The form of the tables, and the earliest form whose servers can work with it. */
  form: number;
  oldestForm: number;
  /** Number of the last event. */
  last: number;
  /**
   * The latest commits (commits.ts). A server that lost its connection learns from them whether its commit was kept, and
   * all learn what others have changed.
   */
  recent: readonly string[];
  /** The heads of the chains, which each event continues. */
  state: Partial<ChainHeads>;
}

/** The tables of the current form. */
export type Tables = Record<RowCollection, RowTable> & {
  contents: RowTable & { digest: string };
  originals: { id: string; bytes: Uint8Array; digest: string; seal: string | null };
  /** The keys of each row in the indexes of its collection (indexes.ts). */
  rowKeys: { collection: string; index: string; key: string; id: string };
  events: { seq: number; id: string; chain: string; position: number; value: string };
  /** The keys of each event in the indexes of events. */
  eventKeys: { index: string; key: string; seq: number };
  head: HeadTable;
  /** Counts for limits (shared-counts.ts). */
  counts: { key: string; count: number; endsAt: Date };
  /** The servers that hold something, and the amounts that each holds (shared-counts.ts). */
  holders: { id: string; endsAt: Date };
  holds: { key: string; holder: string; amount: number };
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

/** Returns the keys of a row, each with its index. */
export function keysOfRow(collection: RowCollection, row: Identified): [index: string, key: string][] {
  return [...indexesOf(collection)].flatMap(([index, keys]) =>
    keysIn(keys as (row: Identified) => readonly string[], row).map((key): [string, string] => [index, key]),
  );
}

/** Returns the keys of an event, each with its index. A chain has columns of its own, for its order. */
export function keysOfEvent(event: StoredEvent): [index: string, key: string][] {
  return Object.entries(eventIndexes).flatMap(([index, keys]) =>
    index === "chain" ? [] : keysIn(keys, event).map((key): [string, string] => [index, key]),
  );
}
