import { mkdtempSync } from "node:fs";
import path from "node:path";
import { openLowdbStore } from "../../server/store/lowdb/lowdb.ts";
import { openMemoryStore } from "../../server/store/memory/memory.ts";
import { openPostgresStore, type PostgresOptions } from "../../server/store/postgres/postgres.ts";
import type { Store } from "../../server/store/store.ts";
import { emptied, type Postgres, postgresForTests } from "./postgres.ts";
import { scratchFolder } from "./scratch-folder.ts";

/** Returns every implementation of the store, each with a function that opens a new empty one. */
export function everyStore(): [name: string, open: () => Promise<Store>][] {
  const folder = scratchFolder();
  const postgres = postgresForTests();
  const features = { notify: false, advisoryLocks: false, tableLocks: false };
  const openDatabase = postgres && emptyDatabases(postgres);
  const databases: [string, () => Promise<Store>][] = openDatabase
    ? [
        ["PostgreSQL", () => openDatabase()],
        ["plain SQL", () => openDatabase({ features })],
      ]
    : [];
  return [
    ["memory", () => Promise.resolve(openMemoryStore())],
    ["lowdb", () => openLowdbStore({ folder: mkdtempSync(path.join(folder, "data-")) })],
    ...databases,
  ];
}

/** Returns a function that opens a store over an empty database, which may be that of a closed store. */
function emptyDatabases(postgres: Postgres): (options?: Omit<PostgresOptions, "url">) => Promise<Store> {
  const free: string[] = [];
  return async (options) => {
    const url = await (free.length > 0 ? emptied(free.pop()!) : postgres.create());
    const store = await openPostgresStore({ ...options, url });
    const close = store.close.bind(store);
    return Object.assign(store, { close: () => close().then(() => void free.push(url)) });
  };
}
