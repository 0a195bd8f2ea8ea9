import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { Collection, Identified, RowCollection, Rows } from "../collections.ts";
import type { StoredEvent } from "../stored-event.ts";
import type { Changes } from "./changes.ts";
import type { Compilable, Connection } from "./connection.ts";
import { isRow, parsed } from "./read-tables.ts";
import { queries, scopeColumns, subjectKey } from "./tables.ts";

/** Rows in one statement, at most. A statement has room for 65 535 parameters. */
const mostRows = 1000;

/** Number of the latest commits whose ids are kept. */
const keptCommits = 64;

/** Writes all changes and the head. `commit` identifies the commit, which comes after those in `recent`. */
export async function writeChanges(
  connection: Connection,
  changes: Changes,
  { commit, recent }: { commit: string; recent: readonly string[] },
): Promise<void> {
  const earlier = changes.erases ? await changedEvents(connection, changes) : [];
  const statements = [
    ...[...changes.touched].flatMap(([collection, values]) => tableStatements(collection, values)),
    ...earlier.map((event) =>
      queries
        .updateTable("events")
        .set({ subject: subjectKey(event.subject), documentId: event.documentId, value: JSON.stringify(event) })
        .where("seq", "=", event.seq),
    ),
    ...inParts(changes.events).map(insertEvents),
    queries.updateTable("head").set({
      last: changes.head.last,
      recent: JSON.stringify([...recent, commit].slice(-keptCommits)) as unknown as string[],
      state: JSON.stringify(changes.head.state) as unknown as Record<string, unknown>,
    }),
  ] as Compilable<unknown>[];
  await Promise.all(statements.map((statement) => connection.run(statement)));
}

/** Returns the statement that inserts events. */
export function insertEvents(events: readonly StoredEvent[]): Compilable<unknown> {
  return queries.insertInto("events").values(
    events.map((event) => ({
      seq: event.seq,
      id: event.id,
      documentId: event.documentId,
      subject: subjectKey(event.subject),
      value: JSON.stringify(event),
    })),
  );
}

/** Returns the statements that write and delete the values of a collection. */
export function tableStatements(
  collection: Collection,
  values: ReadonlyMap<string, Identified | null>,
): Compilable<unknown>[] {
  const removed = [...values].filter(([, value]) => value === null).map(([id]) => id);
  const put = [...values.values()].filter((value) => value !== null);
  const removals = inParts(removed).map((ids) =>
    queries.deleteFrom(collection as RowCollection).where("id", "in", ids),
  );
  const puts = isRow(collection)
    ? inParts(put).map((rows) => putRows(collection, rows as Rows[RowCollection][]))
    : put.map((body) => putBody(collection, body));
  return [...removals, ...puts];
}

function putRows<C extends RowCollection>(collection: C, rows: readonly Rows[C][]): Compilable<unknown> {
  const columns = scopeColumns(collection);
  const lines = rows.map((row) => {
    const fields = row as unknown as Record<string, string | null | undefined>;
    return sql`(${sql.join([row.id, JSON.stringify(row), ...columns.map((column) => fields[column] ?? null)])})`;
  });
  const changed = ["value", ...columns].map((column) => sql`${sql.ref(column)} = excluded.${sql.ref(column)}`);
  const names = ["id", "value", ...columns].map((name) => sql.ref(name));
  return sql`insert into ${sql.table(collection)} (${sql.join(names)})
    values ${sql.join(lines)} on conflict (id) do update set ${sql.join(changed)}`;
}

/** A body is identified by its hash, so one that exists already is the same. */
function putBody(collection: "contents" | "originals", body: Identified): Compilable<unknown> {
  if (collection === "originals") {
    const { id, bytes } = body as Identified & { bytes: Uint8Array };
    const row = { id, bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), digest: digestOf(bytes) };
    return queries
      .insertInto("originals")
      .values(row)
      .onConflict((conflict) => conflict.column("id").doNothing());
  }
  const value = JSON.stringify(body);
  return queries
    .insertInto("contents")
    .values({ id: body.id, value, digest: digestOf(value) })
    .onConflict((conflict) => conflict.column("id").doNothing());
}

/** Returns the stored events that change, in their new form. */
async function changedEvents({ run }: Connection, changes: Changes): Promise<StoredEvent[]> {
  const found = queries.selectFrom("events").select("value");
  const [subjects, numbers] = [[...changes.forgotten.keys()], [...changes.rewritten.keys()]];
  const rows = [
    ...(await Promise.all(inParts(subjects).map((part) => run(found.where("subject", "in", part))))),
    ...(await Promise.all(inParts(numbers).map((part) => run(found.where("seq", "in", part))))),
  ].flat();
  const events = new Map(rows.map(({ value }) => parsed(value) as StoredEvent).map((event) => [event.seq, event]));
  return [...events.values()].map((event) => changes.formOf(event)).filter((event) => event !== events.get(event.seq));
}

/** Returns the SHA-256 of a text or file in hex. */
export function digestOf(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

function inParts<T>(values: readonly T[]): T[][] {
  const parts: T[][] = [];
  for (let from = 0; from < values.length; from += mostRows) parts.push(values.slice(from, from + mostRows));
  return parts;
}
