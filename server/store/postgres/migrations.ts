import { sql } from "kysely";
import { type ChainHeads, emptyHeads, headsAfter } from "../audit-chain.ts";
import { bindingEvent, recordsOf, resalted } from "../bound-records.ts";
import { bodyCollections, type Identified, type RowCollection } from "../collections.ts";
import { isPassing } from "../passing-rows.ts";
import { sealOf } from "../seals.ts";
import type { BoundRecord, StoredEvent } from "../stored-event.ts";
import type { Connection, Connections } from "./connection.ts";
import { DatabaseError, isConflict, shownUrl } from "./database-error.ts";
import { keysOfRow, queries } from "./tables.ts";
import { insertEvents } from "./write-tables.ts";

/** A numbered step from one form of the tables to the next. It never changes once it was released. */
interface Migration {
  /** The earliest form whose servers can work with the tables afterwards. */
  oldestForm: number;
  up: (connection: Connection) => Promise<void>;
}

/** The row tables of form 1. */
const rowTables1: readonly string[] = [
  ...["forum", "documents", "versions", "organisations", "participants", "annotations", "replies", "dispositions"],
  ...["settlements", "uptakes", "consultations", "circles", "views", "contributions", "links", "invitations"],
  ...["sessions", "deputies", "accounts", "identities", "passkeys", "tokens", "preferences", "publishedHeads"],
  ...["signInRequests", "signInCounts", "providerSignIns", "passkeyChallenges", "emailChanges"],
];

/** Text that is compared byte by byte, so that an index does not depend on the system's locale. */
const key = sql`text collate "C"`;

async function createTables({ run, script }: Connection): Promise<void> {
  const { schema } = queries;
  for (const name of rowTables1) {
    await run(
      schema
        .createTable(name)
        .addColumn("id", key, (column) => column.primaryKey())
        .addColumn("value", "text", (column) => column.notNull()),
    );
  }
  // The primary keys end with the id or number, so that the rows of a key can be counted and paged in order.
  await run(
    schema
      .createTable("rowKeys")
      .addColumn("collection", key, (column) => column.notNull())
      .addColumn("index", key, (column) => column.notNull())
      .addColumn("key", key, (column) => column.notNull())
      .addColumn("id", key, (column) => column.notNull())
      .addPrimaryKeyConstraint("rowKeys_pkey", ["collection", "index", "key", "id"]),
  );
  await run(schema.createIndex("rowKeys_id").on("rowKeys").columns(["collection", "id"]));
  await run(
    schema
      .createTable("eventKeys")
      .addColumn("index", key, (column) => column.notNull())
      .addColumn("key", key, (column) => column.notNull())
      .addColumn("seq", "bigint", (column) => column.notNull())
      .addPrimaryKeyConstraint("eventKeys_pkey", ["index", "key", "seq"]),
  );
  await run(schema.createIndex("eventKeys_seq").on("eventKeys").column("seq"));
  await run(
    schema
      .createTable("contents")
      .addColumn("id", key, (column) => column.primaryKey())
      .addColumn("value", "text", (column) => column.notNull())
      .addColumn("digest", "text", (column) => column.notNull()),
  );
  await run(
    schema
      .createTable("originals")
      .addColumn("id", key, (column) => column.primaryKey())
      .addColumn("bytes", "bytea", (column) => column.notNull())
      .addColumn("digest", "text", (column) => column.notNull()),
  );
  await run(
    schema
      .createTable("events")
      .addColumn("seq", "bigint", (column) => column.primaryKey())
      .addColumn("id", key, (column) => column.notNull().unique())
      .addColumn("chain", key, (column) => column.notNull())
      .addColumn("position", "bigint", (column) => column.notNull())
      .addColumn("value", "text", (column) => column.notNull()),
  );
  await run(schema.createIndex("events_chain").on("events").columns(["chain", "position"]).unique());
  await run(
    schema
      .createTable("head")
      .addColumn("id", "integer", (column) => column.primaryKey())
      .addColumn("form", "integer", (column) => column.notNull())
      .addColumn("oldestForm", "integer", (column) => column.notNull())
      .addColumn("last", "bigint", (column) => column.notNull())
      .addColumn("recent", "jsonb", (column) => column.notNull())
      .addColumn("state", "jsonb", (column) => column.notNull()),
  );
  // Only locked, and never written, so that no vacuum has to wait for its lock.
  await script("create table turn (id integer primary key)");
  await script(`insert into head (id, form, "oldestForm", last, recent, state) values (1, 1, 1, 0, '[]', '{}')`);
}

/** Number of rows to read at a time. */
const batch = 500;

/** Replaces the keys of all rows of a collection by those in its present indexes. */
async function rebuildRowKeys({ run }: Connection, collection: RowCollection): Promise<void> {
  await run(queries.deleteFrom("rowKeys").where("collection", "=", collection));
  const ordered = queries.selectFrom(collection).select(["id", "value"]).orderBy("id").limit(batch);
  for (let after = ""; ;) {
    const rows = await run(ordered.where("id", ">", after));
    const keys = rows.flatMap(({ id, value }) =>
      keysOfRow(collection, JSON.parse(value) as Identified).map(([index, key]) => ({ collection, index, key, id })),
    );
    if (keys.length > 0) await run(queries.insertInto("rowKeys").values(keys));
    const last = rows.at(-1);
    if (!last || rows.length < batch) return;
    after = last.id;
  }
}

/** Replaces the keys of people and organisations, for indexes that are new. */
async function indexPeople(connection: Connection): Promise<void> {
  await rebuildRowKeys(connection, "participants");
  await rebuildRowKeys(connection, "organisations");
}

/** Replaces the keys of the collections that got indexes so that no list reads a whole collection. */
async function indexLists(connection: Connection): Promise<void> {
  for (const collection of ["documents", "annotations", "consultations", "circles", "contributions"] as const)
    await rebuildRowKeys(connection, collection);
}

/** Replaces the keys of organisations, which got beginnings of their names. */
async function indexOpenings(connection: Connection): Promise<void> {
  await rebuildRowKeys(connection, "organisations");
}

async function keepSeals({ run }: Connection, table: string, records: readonly Identified[]): Promise<void> {
  const columns = sql.join([
    sql`${records.map(({ id }) => id)}::text[]`,
    sql`${records.map((record) => sealOf(record) ?? null)}::text[]`,
  ]);
  await run(sql`update ${sql.table(table)} set "seal" = given."seal"
    from (select * from unnest(${columns}) as given("id", "seal")) given where ${sql.table(table)}."id" = given."id"`);
}

/**
 * Seals all records, gives the events that were erased a new salt, and appends an event that binds all. Servers of the
 * form before would write rows that no event binds.
 */
async function bindRecords(connection: Connection): Promise<void> {
  const { run, script } = connection;
  for (const name of [...rowTables1, ...bodyCollections]) await script(`alter table "${name}" add column seal text`);
  const [head] = await run(queries.selectFrom("head").select(["last", "state"]));
  if (!head || head.last === 0) return;
  const records: BoundRecord[] = [];
  for (const name of rowTables1.filter((table) => !isPassing(table)) as RowCollection[]) {
    for (let after = ""; ;) {
      const rows = await run(
        queries.selectFrom(name).select(["id", "value"]).where("id", ">", after).orderBy("id").limit(batch),
      );
      const values = rows.map(({ value }) => JSON.parse(value) as Identified);
      records.push(...recordsOf(name, values));
      await keepSeals(connection, name, values);
      const last = rows.at(-1);
      if (!last || rows.length < batch) break;
      after = last.id;
    }
  }
  for (const name of bodyCollections) {
    const bodies = await run(queries.selectFrom(name).select(["id", "digest"]));
    records.push(...recordsOf(name, bodies));
    await keepSeals(connection, name, bodies);
  }
  const erased = await run(queries.selectFrom("events").select("value").where("value", "like", '%"salt":null%'));
  const events = erased.map(({ value }) => JSON.parse(value) as StoredEvent);
  const replaced = resalted(events);
  for (const event of events)
    await run(
      queries
        .updateTable("events")
        .set({ value: JSON.stringify(event) })
        .where("seq", "=", event.seq),
    );
  const [last] = await run(queries.selectFrom("events").select("value").where("seq", "=", head.last));
  const end = { seq: head.last, at: (JSON.parse(last?.value ?? "{}") as { at?: string }).at ?? null };
  const heads = { ...emptyHeads, ...head.state };
  const event = bindingEvent("records-bound", { records, replaced }, { ...end, heads });
  for (const statement of insertEvents([event])) await run(statement);
  const state = JSON.stringify(headsAfter(heads, event)) as unknown as ChainHeads;
  await run(queries.updateTable("head").set({ last: event.seq, state }));
}

async function createCounts({ run, script }: Connection): Promise<void> {
  await run(
    queries.schema
      .createTable("counts")
      .addColumn("key", key, (column) => column.primaryKey())
      .addColumn("count", "integer", (column) => column.notNull())
      .addColumn("endsAt", "timestamptz", (column) => column.notNull()),
  );
  await script(`create index "counts_endsAt" on counts ("endsAt")`);
}

async function createHolds({ run, script }: Connection): Promise<void> {
  await run(
    queries.schema
      .createTable("holders")
      .addColumn("id", key, (column) => column.primaryKey())
      .addColumn("endsAt", "timestamptz", (column) => column.notNull()),
  );
  await run(
    queries.schema
      .createTable("holds")
      .addColumn("key", key, (column) => column.notNull())
      .addColumn("holder", key, (column) => column.notNull())
      .addColumn("amount", "bigint", (column) => column.notNull())
      .addPrimaryKeyConstraint("holds_pkey", ["key", "holder"]),
  );
  await script(`create index "holds_holder" on holds (holder)`);
}

/** Adds the tables of inboxes and of waiting messages. Earlier events concern nobody, so there are no keys to add. */
async function createInboxes(connection: Connection): Promise<void> {
  for (const table of ["inboxes", "mails"]) await createRows(connection, table);
}

/** Adds the tables of what is mailed to people, and of places in the event log. */
async function createMailings(connection: Connection): Promise<void> {
  for (const table of ["mailings", "cursors"]) await createRows(connection, table);
}

/** Adds the tables of webhooks and of what is sent to them. */
async function createWebhooks(connection: Connection): Promise<void> {
  for (const table of ["webhooks", "deliveries"]) await createRows(connection, table);
}

async function createRows({ run }: Connection, table: string): Promise<void> {
  await run(
    queries.schema
      .createTable(table)
      .addColumn("id", key, (column) => column.primaryKey())
      .addColumn("value", "text", (column) => column.notNull())
      .addColumn("seal", "text"),
  );
}

/** Replaces the keys of annotations and contributions, which got indexes for the start page. */
async function indexOwnWork(connection: Connection): Promise<void> {
  for (const collection of ["annotations", "contributions"] as const) await rebuildRowKeys(connection, collection);
}

/** Adds the table of followed clauses. Nobody follows one yet, so there are no keys to add. */
async function createFollowedClauses(connection: Connection): Promise<void> {
  await createRows(connection, "followedClauses");
}

/** Adds the table of remembered columns. */
async function createColumnMappings(connection: Connection): Promise<void> {
  await createRows(connection, "columnMappings");
}

/** Adds the table of answers by mail that wait, and the keys of reply addresses. */
async function createMailedReplies(connection: Connection): Promise<void> {
  await createRows(connection, "mailedReplies");
  await rebuildRowKeys(connection, "mailings");
}

/** Adds the table of announcements, and the keys of the documents that people follow. */
async function createAnnouncements(connection: Connection): Promise<void> {
  await createRows(connection, "announcements");
  await rebuildRowKeys(connection, "inboxes");
}

/** Adds the table of messages that did not arrive, and the order in which messages were queued. */
async function createReturnedMails(connection: Connection): Promise<void> {
  await createRows(connection, "returnedMails");
  await rebuildRowKeys(connection, "mails");
}

/** Replaces the keys of annotations, which got an index by their sources. */
async function indexSources(connection: Connection): Promise<void> {
  await rebuildRowKeys(connection, "annotations");
}

/** Adds the tables of notes about comments on the desk and of those that people have open, and the keys of all that is followed. */
async function createDesk(connection: Connection): Promise<void> {
  await createRows(connection, "deskEntries");
  await createRows(connection, "deskVisits");
  await rebuildRowKeys(connection, "inboxes");
}

/** Replaces the keys of contributions, which got an index by the rows that were imported from them. */
async function indexImportedRows(connection: Connection): Promise<void> {
  await rebuildRowKeys(connection, "contributions");
}

/** Replaces the keys of versions, which got the files of their numbered lines. */
async function indexLines(connection: Connection): Promise<void> {
  await rebuildRowKeys(connection, "versions");
}

/** Every migration, from form 1 on. A new one comes last; the test of forms then asks for its data. */
export const migrations: readonly Migration[] = [
  { oldestForm: 1, up: createTables },
  // Servers of form 1 would write people without the new keys.
  { oldestForm: 2, up: indexPeople },
  { oldestForm: 2, up: createCounts },
  // Servers of an earlier form do not add what they hold, so their limits are their own until they are replaced.
  { oldestForm: 2, up: createHolds },
  // Servers of form 4 would write people and organisations without their words.
  { oldestForm: 5, up: indexPeople },
  // Servers of form 5 would write consultations and circles without the keys by which readers' rights are found.
  { oldestForm: 6, up: indexLists },
  // Servers of form 6 would write organisations that are not found on the cover of a file.
  { oldestForm: 7, up: indexOpenings },
  { oldestForm: 8, up: bindRecords },
  // Servers of form 8 would write events that notify nobody, and leave the inbox of an erased person.
  { oldestForm: 9, up: createInboxes },
  // Servers of form 9 would leave the mail settings of an erased person, and send messages about news without their text.
  { oldestForm: 10, up: createMailings },
  // Servers of form 10 would write comments that are missing from their authors' lists.
  { oldestForm: 11, up: indexOwnWork },
  // Servers of form 11 would publish drafts without a notification for those who follow a clause.
  { oldestForm: 12, up: createFollowedClauses },
  // Servers of form 12 would write people whose reply addresses are unknown.
  { oldestForm: 13, up: createMailedReplies },
  // Servers of form 13 would never send announcements, and leave the name of an erased person in them.
  { oldestForm: 14, up: createAnnouncements },
  { oldestForm: 14, up: createWebhooks },
  // Servers of form 15 would mail news to addresses that do not work, and leave reports about an erased person.
  { oldestForm: 16, up: createReturnedMails },
  // Servers of form 16 would write comments that are missing from the pages of their sources.
  { oldestForm: 17, up: indexSources },
  // Servers of form 17 would leave notes about an erased comment, and pass over what is to be mailed to an organisation.
  { oldestForm: 18, up: createDesk },
  // Servers of form 18 would import rows that a later edition of their file brings again.
  { oldestForm: 19, up: indexImportedRows },
  // Servers of form 19 would delete numbered lines that another version has too.
  { oldestForm: 20, up: indexLines },
  { oldestForm: 20, up: createColumnMappings },
];

/** The form of the tables that this program writes. */
export const currentForm = migrations.length;

/** Any number, as long as no other program uses it on the same database: "rapporte" in ASCII. */
const migrationLock = 0x72_61_70_70_6f_72_74n;

/** Number of tries where several servers migrate at once without a lock. */
const mostTries = 20;

/**
 * Brings a database to the current form, in one transaction. Of several servers that start at once, one does the work
 * and the others wait, or try again where the engine has no lock.
 *
 * @throws DatabaseError database-newer, database-foreign
 */
export async function migrate(
  connections: Connections,
  url: string,
  { advisoryLocks, steps = migrations }: { advisoryLocks: boolean; steps?: readonly Migration[] },
): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await connections.use(async (connection) => {
        await connection.script("begin");
        if (advisoryLocks) await connection.script(`select pg_advisory_xact_lock(${String(migrationLock)})`);
        await migrateLocked(connection, url, steps);
        await connection.script("commit");
      });
      return;
    } catch (error) {
      if (tries === mostTries || !isRace(error)) throw error;
    }
  }
}

async function migrateLocked(connection: Connection, url: string, steps: readonly Migration[]): Promise<void> {
  const { form, oldestForm } = (await formOf(connection, url)) ?? { form: 0, oldestForm: 0 };
  checkForm({ form, oldestForm }, url, steps.length);
  for (const { up } of steps.slice(form)) await up(connection);
  const last = steps.at(-1);
  if (form >= steps.length || !last) return;
  await connection.run(queries.updateTable("head").set({ form: steps.length, oldestForm: last.oldestForm }));
}

/**
 * @throws DatabaseError database-newer if the tables have a form with which this program cannot work. A server of an
 *   earlier form goes on if the migration allows it.
 */
export function checkForm(
  { form, oldestForm }: { form: number; oldestForm: number },
  url: string,
  expected = currentForm,
): void {
  if (expected < oldestForm) throw new DatabaseError("database-newer", { database: shownUrl(url), form, expected });
}

/** Returns the form of a database, or null if it is empty. */
async function formOf({ run }: Connection, url: string): Promise<{ form: number; oldestForm: number } | null> {
  const tables = await run(
    sql<{
      name: string;
    }>`select table_name as name from information_schema.tables where table_schema = current_schema()`,
  );
  const names = new Set(tables.map(({ name }) => name));
  if (names.has("head") && names.has("turn")) {
    const [head] = await run(queries.selectFrom("head").select(["form", "oldestForm"]));
    if (head) return head;
  }
  const taken = [...rowTables1, "rowKeys", "eventKeys", "contents", "originals", "events", "head", "turn"];
  const foreign = taken.find((name) => names.has(name));
  if (foreign === undefined) return null;
  throw new DatabaseError("database-foreign", { database: shownUrl(url), table: foreign });
}

/** Returns whether a migration failed because another server did the same: a table or row exists already. */
function isRace(error: unknown): boolean {
  const { code } = error as { code?: string };
  return isConflict(error) || ["42P07", "42710", "23505", "XX000"].includes(code ?? "");
}
