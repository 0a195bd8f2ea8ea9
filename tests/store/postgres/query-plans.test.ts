import { Client } from "pg";
import { rowCollections, scopeFields } from "../../../server/store/collections.ts";
import type { Compilable } from "../../../server/store/postgres/connection.ts";
import { openPostgresStore } from "../../../server/store/postgres/postgres.ts";
import { tableReader } from "../../../server/store/postgres/read-tables.ts";
import { queries } from "../../../server/store/postgres/tables.ts";
import { postgresForTests } from "../../support/postgres.ts";

const postgres = postgresForTests();

/** Returns the queries that a reader sends. */
async function sentBy(
  read: (reader: ReturnType<typeof tableReader>) => Promise<unknown>,
): Promise<Compilable<unknown>[]> {
  const sent: Compilable<unknown>[] = [];
  const run = (query: Compilable<unknown>): Promise<never[]> => {
    sent.push(query);
    return Promise.resolve([]);
  };
  await read(tableReader({ run: run }));
  return sent;
}

(postgres ? describe : describe.skip)("the queries of the PostgreSQL store", () => {
  let client: Client;
  beforeAll(async () => {
    const url = await postgres!.create();
    await (await openPostgresStore({ url })).close();
    client = new Client(url);
    await client.connect();
    // The tables are empty, so the planner would otherwise prefer to read them whole.
    await client.query("set enable_seqscan = off");
  });
  afterAll(() => client.end());

  async function planOf(query: Compilable<unknown>): Promise<string> {
    const { sql, parameters } = query.compile(queries);
    const { rows } = await client.query<{ "QUERY PLAN": string }>(`explain ${sql}`, [...parameters]);
    return rows.map((row) => row["QUERY PLAN"]).join("\n");
  }

  const scopes = rowCollections.flatMap((collection) =>
    Object.keys(scopeFields[collection]).map((field) => [collection, field] as const),
  );
  test.each(scopes)("find the values of %s by %s through an index", async (collection, field) => {
    const [query] = await sentBy((reader) => reader.list(collection, { [field]: "x" }));
    const plan = await planOf(query!);
    expect(plan).toMatch(new RegExp(`Index Scan.*${collection}_${field}[^]*Index Cond`, "u"));
    expect(plan).not.toContain("Seq Scan");
  });

  test.each(scopes)("count and page the values of %s by %s through an index, in order", async (collection, field) => {
    const plan = await client.query<{ "QUERY PLAN": string }>(
      `explain select value from "${collection}" where "${field}" = $1 and id > $2 order by id limit 50`,
      ["x", "y"],
    );
    const text = plan.rows.map((row) => row["QUERY PLAN"]).join("\n");
    expect(text).toContain("Index Scan");
    expect(text).not.toContain("Sort");
  });

  test.each([...rowCollections, "contents", "originals"] as const)(
    "find a value of %s by its key",
    async (collection) => {
      const [query] = await sentBy((reader) => reader.get(collection, "x"));
      expect(await planOf(query!)).toContain(`${collection}_pkey`);
    },
  );

  test("find events by number, document, id and subject through an index", async () => {
    const [all] = await sentBy((reader) => reader.events({ after: 5, limit: 10 }));
    const [some] = await sentBy((reader) => reader.events({ after: 5, limit: 10, documentId: "x" }));
    const [one] = await sentBy((reader) => reader.eventNumber("x"));
    expect(await planOf(all!)).toContain("events_pkey");
    expect(await planOf(some!)).toContain("events_documentId");
    expect(await planOf(one!)).toContain("events_id_key");
    expect(await planOf(queries.selectFrom("events").select("value").where("subject", "in", ["x"]))).toContain(
      "events_subject",
    );
  });
});
