import { Client } from "pg";
import { rowCollections } from "../../../server/store/collections.ts";
import { eventIndexes, indexesOf } from "../../../server/store/indexes.ts";
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
    [...indexesOf(collection).keys()].map((index) => [collection, index] as const),
  );
  test.each(scopes)("find the values of %s by %s through an index", async (collection, index) => {
    const [query] = await sentBy((reader) => reader.list(collection, { [index]: "x" }));
    const plan = await planOf(query!);
    expect(plan).toMatch(/"?rowKeys_pkey"?[^]*Index Cond/u);
    expect(plan).toContain(`${collection}_pkey`);
    expect(plan).not.toContain("Seq Scan");
  });

  test("count the values with a key in the index alone", async () => {
    const [query] = await sentBy((reader) => reader.count("annotations", { openOn: "x" }));
    expect(await planOf(query!)).toMatch(/Index Only Scan using "?rowKeys_pkey/u);
  });

  test.each([
    ["after a position", { after: { key: "b", id: "x" } }, "ROW(key"],
    ["with a prefix", { prefix: "b" }, "key >="],
    ["with both", { prefix: "b", after: { key: "b", id: "x" } }, "ROW(key"],
  ])("read a range %s in the order of an index, without sorting", async (_which, part, bound) => {
    const [query] = await sentBy((reader) => reader.range("participants", { index: "word", limit: 10, ...part }));
    const plan = await planOf(query!);
    const [, condition = ""] = /Index Only Scan using "?rowKeys_pkey[^]*?Index Cond: (.*)/u.exec(plan) ?? [];
    expect(condition).toContain("index = 'word'");
    expect(condition).toContain(bound);
    expect(plan).toContain("participants_pkey");
    expect(plan).not.toMatch(/Seq Scan|Sort Key: "?rowKeys/u);
  });

  test.each([...rowCollections, "contents", "originals"] as const)(
    "find a value of %s by its key",
    async (collection) => {
      const [query] = await sentBy((reader) => reader.get(collection, "x"));
      expect(await planOf(query!)).toContain(`${collection}_pkey`);
    },
  );

  const eventScopes = Object.keys(eventIndexes).filter((index) => index !== "chain");
  test.each(eventScopes)("find events by %s through an index, in order", async (index) => {
    const [query] = await sentBy((reader) => reader.events({ after: 5, limit: 10, [index]: "x" }));
    const plan = await planOf(query!);
    expect(plan).toMatch(/Index Only Scan using "?eventKeys_pkey/u);
    expect(plan).not.toContain("Seq Scan");
  });

  test.each(eventScopes)("find events by %s before a number through an index, latest first", async (index) => {
    const [query] = await sentBy((reader) => reader.eventsBefore({ before: 5, limit: 10, [index]: "x" }));
    const plan = await planOf(query!);
    expect(plan).toMatch(/Index Only Scan Backward using "?eventKeys_pkey/u);
    expect(plan).not.toContain("Seq Scan");
  });

  test("find events by number, id and place in their chain through an index", async () => {
    const [all] = await sentBy((reader) => reader.events({ after: 5, limit: 10 }));
    const [one] = await sentBy((reader) => reader.eventNumber("x"));
    const [chained] = await sentBy((reader) => reader.chainEvents({ chain: "public", after: 5, limit: 10 }));
    expect(await planOf(all!)).toContain("events_pkey");
    expect(await planOf(one!)).toContain("events_id_key");
    expect(await planOf(chained!)).toContain("events_chain");
  });
});
