import { randomUUID } from "node:crypto";
import { type BackupFacts, readBackup } from "../backup-file.ts";
import { type ChainHeads, emptyHeads, headsAfter } from "../audit-chain.ts";
import { type Collection, type Identified, isBodyCollection } from "../collections.ts";
import { RestoredRecords } from "../restored-records.ts";
import type { StoredEvent } from "../stored-event.ts";
import { type Connection, Connections } from "./connection.ts";
import { DatabaseError, openingError, shownUrl } from "./database-error.ts";
import { migrate } from "./migrations.ts";
import { allFeatures, type Features } from "./postgres.ts";
import { checkNoServers } from "./running-servers.ts";
import { queries } from "./tables.ts";
import { insertEvents, tableStatements } from "./write-tables.ts";

/** Rows and events to write at a time. */
const batch = 500;

/**
 * Fills an empty database with the forum of a backup, in one transaction. Without `keepTokens`, sessions and one-time
 * links are left out, so everybody signs in again.
 *
 * @throws DatabaseError; BackupError
 */
export async function restoreTables(
  { url, features = allFeatures }: { url: string; features?: Features },
  lines: AsyncIterable<string>,
  options: { keepTokens?: boolean } = {},
): Promise<BackupFacts> {
  const connections = new Connections(url, 1);
  try {
    await migrate(connections, url, features);
    return await connections.use(async (connection) => {
      await connection.script("begin");
      await checkEmpty(connection, url);
      await checkNoServers(connection, url);
      const facts = await fill(connection, lines, options);
      await connection.script("commit");
      return facts;
    });
  } catch (error) {
    throw openingError(url, error);
  } finally {
    await connections.close();
  }
}

/** @throws DatabaseError database-not-empty if anything was ever committed */
async function checkEmpty({ run }: Connection, url: string): Promise<void> {
  const [head] = await run(queries.selectFrom("head").selectAll().forUpdate());
  if (!head || head.recent.length > 0) throw new DatabaseError("database-not-empty", { database: shownUrl(url) });
}

async function fill(
  connection: Connection,
  lines: AsyncIterable<string>,
  options: { keepTokens?: boolean },
): Promise<BackupFacts> {
  const restored = new RestoredRecords(options);
  let collection: Collection | null = null;
  let values = new Map<string, Identified>();
  let events: StoredEvent[] = [];
  let last = 0;
  let heads = emptyHeads;
  const flush = async (): Promise<void> => {
    const statements = collection === null ? [] : tableStatements(collection, values);
    if (events.length > 0) statements.push(...insertEvents(events));
    values = new Map();
    events = [];
    await Promise.all(statements.map((statement) => connection.run(statement)));
  };
  const add = (event: StoredEvent): void => {
    events.push(event);
    last = event.seq;
    heads = headsAfter(heads, event);
  };
  const facts = await readBackup(lines, async ([of, value], form) => {
    if (of === "events") add(restored.event(value));
    else {
      if (!restored.takes(of, value, form)) return;
      if (of !== collection) await flush();
      collection = of;
      values.set(value.id, value);
    }
    // Texts and files are large.
    if (values.size + events.length >= batch || isBodyCollection(of as Collection)) await flush();
  });
  for (const event of restored.lastEvent()) add(event);
  await flush();
  const recent = JSON.stringify([randomUUID()]) as unknown as string[];
  const state = JSON.stringify(heads) as unknown as ChainHeads;
  await connection.run(queries.updateTable("head").set({ last, recent, state }));
  return facts;
}
