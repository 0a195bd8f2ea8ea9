import { mkdtempSync } from "node:fs";
import path from "node:path";
import { openLowdbStore } from "../../server/store/lowdb/lowdb.ts";
import { openMemoryStore } from "../../server/store/memory/memory.ts";
import { type Features, openPostgresStore } from "../../server/store/postgres/postgres.ts";
import type { Store } from "../../server/store/store.ts";
import { postgresForTests } from "./postgres.ts";
import { scratchFolder } from "./scratch-folder.ts";

/** Returns every implementation of the store, each with a function that opens a new empty one. */
export function everyStore(): [name: string, open: () => Promise<Store>][] {
  const folder = scratchFolder();
  const postgres = postgresForTests();
  const without = { notify: false, advisoryLocks: false, tableLocks: false } satisfies Features;
  const databases: [string, () => Promise<Store>][] = postgres
    ? [
        ["PostgreSQL", async () => openPostgresStore({ url: await postgres.create() })],
        ["plain SQL", async () => openPostgresStore({ url: await postgres.create(), features: without })],
      ]
    : [];
  return [
    ["memory", () => Promise.resolve(openMemoryStore())],
    ["lowdb", () => openLowdbStore({ folder: mkdtempSync(path.join(folder, "data-")) })],
    ...databases,
  ];
}
