import { readdirSync, unlinkSync } from "node:fs";
import path from "node:path";
import { sql } from "kysely";
import { headsAfter, emptyHeads } from "../../server/store/audit-chain.ts";
import {
  type Collection,
  type Identified,
  type RowCollection,
  rowCollections,
} from "../../server/store/collections.ts";
import { HeadFile } from "../../server/store/lowdb/head-file.ts";
import { createJournal } from "../../server/store/lowdb/journal.ts";
import { journalFile, readFolder, snapshotPath } from "../../server/store/lowdb/read-folder.ts";
import { snapshotFile } from "../../server/store/lowdb/snapshot-file.ts";
import { State } from "../../server/store/memory/state.ts";
import { acceptHead } from "../../server/store/postgres/check-head.ts";
import { Connections } from "../../server/store/postgres/connection.ts";
import { tableReader } from "../../server/store/postgres/read-tables.ts";
import { insertEvents, tableStatements } from "../../server/store/postgres/write-tables.ts";
import type { StoredEvent } from "../../server/store/stored-event.ts";
import { isDatabase } from "../crash/open-place.ts";

export type Row = Identified & Record<string, unknown>;

/** The rows, with their seals, and the events of a folder or database. */
export interface Stored {
  rows: Map<RowCollection, Row[]>;
  events: StoredEvent[];
}

const noCheck = (): Promise<void> => Promise.resolve();

/** Reads what a place stores, without its checks. */
export async function readPlace(place: string): Promise<Stored> {
  const rows = new Map<RowCollection, Row[]>();
  if (!isDatabase(place)) {
    const { state } = (await readFolder(place, noCheck)).low.data;
    const view = state.view();
    for (const collection of rowCollections) rows.set(collection, [...view.every(collection)] as unknown as Row[]);
    return { rows, events: view.events.list({ after: 0, limit: Infinity }) };
  }
  return onConnection(place, async (connection) => {
    const reader = tableReader(connection);
    for (const collection of rowCollections) {
      const found: Row[] = [];
      for await (const row of reader.everyRow(collection)) found.push(row as unknown as Row);
      rows.set(collection, found);
    }
    return { rows, events: await reader.events({ after: 0, limit: 100_000 }) };
  });
}

/** Replaces the rows and events of a place, with checksums and indexes that fit. The heads stay as they are. */
export async function writePlace(place: string, { rows, events }: Stored): Promise<void> {
  if (!isDatabase(place)) {
    const { low, number } = await readFolder(place, noCheck);
    const { tables } = low.data.state;
    for (const [collection, all] of rows) {
      const table = tables[collection] as unknown as { values: Map<string, Identified> };
      table.values.clear();
      for (const row of all) table.values.set(row.id, row);
    }
    const journal = number + 1;
    await snapshotFile(snapshotPath(place), noCheck).write({ state: new State(tables, [...events]), journal });
    for (const name of readdirSync(place)) if (name.startsWith("journal-")) unlinkSync(path.join(place, name));
    await createJournal(journalFile(place, journal), { journal, after: events.length });
    return;
  }
  await onConnection(place, async (connection) => {
    const present = await Promise.all(
      rowCollections.map(async (collection) => [collection, await idsIn(connection, collection)] as const),
    );
    for (const [collection, ids] of present) {
      const values = new Map<string, Identified | null>(ids.map((id) => [id, null]));
      for (const row of rows.get(collection) ?? []) values.set(row.id, row);
      for (const statement of tableStatements(collection, values)) await connection.run(statement);
    }
    await connection.script(`delete from events; delete from "eventKeys"`);
    for (const statement of insertEvents(events)) await connection.run(statement);
  });
}

/** Writes the heads of the events that a place has. */
export async function fitHeads(place: string): Promise<void> {
  if (isDatabase(place)) await acceptHead(place);
  else {
    const heads = (await readPlace(place)).events.reduce(headsAfter, emptyHeads);
    await (await HeadFile.open(place, heads)).close();
  }
}

type Connection = Parameters<Parameters<Connections["use"]>[0]>[0];

async function onConnection<T>(url: string, work: (connection: Connection) => Promise<T>): Promise<T> {
  const connections = new Connections(url, 1);
  try {
    return await connections.use(work);
  } finally {
    await connections.close();
  }
}

async function idsIn({ run }: Connection, collection: Collection): Promise<string[]> {
  return (await run(sql<{ id: string }>`select id from ${sql.table(collection)}`)).map(({ id }) => id);
}
