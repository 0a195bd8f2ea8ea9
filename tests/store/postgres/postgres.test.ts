import { setTimeout as wait } from "node:timers/promises";
import type { Rows } from "../../../server/store/collections.ts";
import type { NewEvent } from "../../../server/store/stored-event.ts";
import { UnreachableError, type Store } from "../../../server/store/store.ts";
import { allFeatures, openPostgresStore, type PostgresOptions } from "../../../server/store/postgres/postgres.ts";
import { documentCreated, documentOf } from "../document-event.ts";
import { onDatabase, postgresForTests } from "../../support/postgres.ts";

const postgres = postgresForTests();

const opened: Store[] = [];
afterEach(async () => {
  for (const store of opened.splice(0)) await store.close();
});

async function open(url: string, options: Partial<PostgresOptions> = {}): Promise<Store> {
  const store = await openPostgresStore({ url, ...options });
  opened.push(store);
  return store;
}

const add = (store: Store, id: string, event: Partial<NewEvent> = {}): Promise<void> =>
  store.transact(async (writer) => {
    await writer.put("documents", documentOf(id));
    await writer.append(documentCreated(id, event));
  });

const isTrue = async (check: () => boolean | Promise<boolean>, within: number): Promise<boolean> => {
  const end = Date.now() + within;
  while (Date.now() < end) {
    if (await check()) return true;
    await wait(5);
  }
  return check();
};

const plain = { notify: false, advisoryLocks: false, tableLocks: false };

(postgres ? describe : describe.skip)("the PostgreSQL store", () => {
  test("commits the transactions that wait together, and keeps the others if one fails", async () => {
    const url = await postgres!.empty();
    const store = await open(url);
    const names = Array.from({ length: 50 }, (_, index) => `d${String(index)}`);
    const results = await Promise.allSettled(
      names.map((id, index) =>
        store.transact(async (writer) => {
          await writer.put("documents", documentOf(id));
          if (index === 20) throw new Error("no");
          await writer.append(documentCreated(id));
          return (await writer.list("documents")).length;
        }),
      ),
    );
    expect(results.map((result) => (result.status === "fulfilled" ? result.value : "failed"))).toEqual(
      names.map((_, index) => (index === 20 ? "failed" : index < 20 ? index + 1 : index)),
    );
    const [head] = await onDatabase(url, "select last::int, jsonb_array_length(recent) as commits from head");
    expect(head?.["last"]).toBe(49);
    expect(head?.["commits"]).toBeLessThan(10);
  });

  test("commits all that came during a long commit of another server together", async () => {
    const url = await postgres!.empty();
    const store = await open(url);
    // Lasts until the store waits for its turn.
    const longCommit = onDatabase(
      url,
      `begin; lock table turn in exclusive mode;
      do $$ begin
        while not exists (select from pg_locks where relation = 'turn'::regclass and not granted) loop
          perform pg_sleep(0.01);
        end loop;
      end $$;
      commit`,
    );
    const held = "select 1 from pg_locks where relation = 'turn'::regclass and granted";
    await isTrue(async () => (await onDatabase(url, held)).length > 0, 5000);
    await Promise.all(Array.from({ length: 20 }, (_, index) => add(store, `d${String(index)}`)));
    await longCommit;
    const [head] = await onDatabase(url, "select last::int, jsonb_array_length(recent) as commits from head");
    expect(head).toEqual({ last: 20, commits: 1 });
  });

  test("keeps the others if the database refuses the values of one", async () => {
    const store = await open(await postgres!.empty());
    const results = await Promise.allSettled([add(store, "a"), add(store, "b\0"), add(store, "c")]);
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(await store.read((reader) => reader.lastEvent())).toBe(2);
  });

  test("finds nothing under an id that no text of the database can hold", async () => {
    const store = await open(await postgres!.empty());
    expect(
      await store.read(async (reader) => [
        await reader.get("documents", "a\0"),
        await reader.list("versions", { documentId: "a\0" }),
        await reader.eventNumber("a\0"),
        await reader.events({ after: 0, limit: 1, documentId: "a\0" }),
      ]),
    ).toEqual([undefined, [], undefined, []]);
  });

  test("returns every value as it was stored, with all characters and the order of fields", async () => {
    const store = await open(await postgres!.empty());
    const title = 'zero \0, half \ud800, quote " and backslash \\';
    await store.transact(async (writer) => {
      await writer.put("documents", documentOf("a", title));
      await writer.append(documentCreated("a"));
    });
    const read = await store.read((reader) => reader.get("documents", "a"));
    expect(JSON.stringify(read)).toBe(JSON.stringify(documentOf("a", title)));
  });

  test.each([
    ["all features", allFeatures],
    ["no special features", plain],
  ])("lets three servers write at once, who all hear every event in order, with %s", async (_name, features) => {
    const url = await postgres!.empty();
    const stores = [];
    for (let index = 0; index < 3; index += 1) stores.push(await open(url, { features, pollInterval: 50 }));
    const heard = stores.map((store) => {
      const seqs: number[] = [];
      store.subscribe(({ seq }) => seqs.push(seq));
      return seqs;
    });
    const count = 40;
    await Promise.all(
      stores.flatMap((store) =>
        Array.from({ length: count }, () =>
          store.transact(async (writer) => {
            const title = (await writer.get("documents", "a"))?.title ?? "";
            await writer.put("documents", documentOf("a", `${title}x`));
            await writer.append(documentCreated("a"));
          }),
        ),
      ),
    );
    expect((await stores[0]!.read((reader) => reader.get("documents", "a")))?.title).toHaveLength(3 * count);
    const all = Array.from({ length: 3 * count }, (_, index) => index + 1);
    await isTrue(() => heard.every((seqs) => seqs.length === all.length), 3000);
    expect(heard).toEqual([all, all, all]);
  });

  test("hears of another server's event by notification, long before it asks", async () => {
    const url = await postgres!.empty();
    const [writing, listening] = [await open(url), await open(url, { pollInterval: 60_000 })];
    await isTrue(
      async () => (await onDatabase(url, "select 1 from pg_stat_activity where query like 'listen%'")).length > 1,
      3000,
    );
    const heard: string[] = [];
    listening.subscribe(({ subject }) => heard.push(subject.id));
    await add(writing, "a");
    expect(await isTrue(() => heard.length > 0, 3000)).toBe(true);
  });

  test("hears of it by asking after the listening connection was lost", async () => {
    const url = await postgres!.empty();
    const [writing, listening] = [await open(url), await open(url, { pollInterval: 30 })];
    const heard: string[] = [];
    listening.subscribe(({ subject }) => heard.push(subject.id));
    await onDatabase(url, "select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen%'");
    await add(writing, "a");
    expect(await isTrue(() => heard.length > 0, 3000)).toBe(true);
  });

  test("is not held up by a server that is paused in the middle of a transaction, which then runs again", async () => {
    const url = await postgres!.empty();
    const [paused, other] = [await open(url, { longestPause: 200 }), await open(url)];
    let runs = 0;
    let begun = (): void => undefined;
    const running = new Promise<void>((resolve) => (begun = resolve));
    const held = paused.transact(async (writer) => {
      runs += 1;
      begun();
      if (runs === 1) await wait(800);
      await writer.put("documents", documentOf("a"));
      await writer.append(documentCreated("a"));
    });
    await running;
    await add(other, "b");
    expect(runs).toBe(1);
    await held;
    expect(runs).toBe(2);
    const events = await other.read((reader) => reader.events({ after: 0, limit: 9 }));
    expect(events.map(({ subject }) => subject.id)).toEqual(["b", "a"]);
  });

  test("survives the end of its connections while it writes, and keeps each write once", async () => {
    const url = await postgres!.empty();
    const store = await open(url);
    let [done, stop] = [0, false];
    const writing = Promise.all(
      Array.from({ length: 8 }, async (_, client) => {
        for (let index = 0; !stop; index += 1) {
          await add(store, `${String(client)}-${String(index)}`);
          done += 1;
        }
      }),
    );
    for (let count = 0; count < 10; count += 1) {
      await wait(60);
      await onDatabase(
        url,
        "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'rapporteur'",
      );
    }
    stop = true;
    await writing;
    const subjects = (await store.read((reader) => reader.events({ after: 0, limit: 100_000 }))).map(
      ({ subject }) => subject.id,
    );
    expect(subjects).toHaveLength(done);
    expect(new Set(subjects).size).toBe(done);
    expect(await store.verify()).toEqual([]);
  });

  test.each(["crash", undefined] as const)("reads and writes on after the database restarts (%s)", async (how) => {
    const url = await postgres!.empty();
    const store = await open(url);
    await add(store, "a");
    const restarted = postgres!.restart(how);
    const [written, read] = await Promise.all([add(store, "b"), store.read((reader) => reader.get("documents", "a"))]);
    expect([written, read?.id]).toEqual([undefined, "a"]);
    await restarted;
    expect(await store.read((reader) => reader.lastEvent())).toBe(2);
  });

  test("says that it cannot be reached once its patience ends", async () => {
    const url = new URL(await postgres!.empty());
    const store = await open(url.href, { patience: 300, features: plain });
    await postgres!.pause(async () => {
      await expect(store.read((reader) => reader.lastEvent())).rejects.toThrow(UnreachableError);
      await expect(add(store, "a")).rejects.toThrow(UnreachableError);
      await expect(openPostgresStore({ url: url.href, patience: 300 })).rejects.toThrow("database-unreachable");
    });
    await add(store, "b");
  });

  test("reports rows, texts and events that are not as they were stored", async () => {
    const url = await postgres!.empty();
    const store = await open(url);
    for (const id of ["a", "b", "c"]) await add(store, id);
    await store.transact(async (writer) => {
      await writer.put("contents", { id: "f".repeat(64), draft: {} });
      await writer.append(documentCreated("d"));
    });
    expect(await store.verify()).toEqual([]);
    await onDatabase(url, `update documents set value = '{' where id = 'a'`);
    await onDatabase(url, `update contents set value = '{"id":"x"}'`);
    await onDatabase(url, "delete from events where seq in (2, 4)");
    expect((await store.verify()).map(({ code, params }) => [code, ...Object.values(params)])).toEqual([
      ["row-damaged", "documents", "a"],
      ["row-damaged", "contents", "f".repeat(64)],
      ["events-missing", 2, 2],
      ["events-missing", 4, 4],
    ]);
  });

  test.each([
    ["another key", `update "rowKeys" set key = 'bo'`],
    ["no key", `delete from "rowKeys"`],
    ["a key too many", `insert into "rowKeys" values ('deputies', 'deputyId', 'bo', 'a')`],
  ])("reports a row that is listed under %s", async (_what, damage) => {
    const url = await postgres!.empty();
    const store = await open(url);
    await store.transact(async (writer) => {
      await writer.put("deputies", { id: "a", principalId: "ana", deputyId: "cy" } as Rows["deputies"]);
      await writer.append(documentCreated("a"));
    });
    expect(await store.verify()).toEqual([]);
    await onDatabase(url, damage);
    expect(await store.verify()).toEqual([{ code: "row-damaged", params: { table: "deputies", id: "a" } }]);
  });

  test("reports an uploaded file whose bytes changed", async () => {
    const url = await postgres!.empty();
    const store = await open(url);
    await store.transact(async (writer) => {
      await writer.put("originals", { id: "e".repeat(64), bytes: new Uint8Array([1]) });
      await writer.append(documentCreated("a"));
    });
    expect(await store.verify()).toEqual([]);
    await onDatabase(url, "update originals set bytes = '\\x02'");
    expect(await store.verify()).toMatchObject([{ params: { table: "originals" } }]);
  });

  test("does not serve a text or file that is not as it was stored, and finds it in a check", async () => {
    const url = await postgres!.empty();
    const store = await open(url);
    const { signal } = new AbortController();
    const [text, file] = ["f".repeat(64), "e".repeat(64)];
    await store.transact(async (writer) => {
      await writer.put("contents", { id: text, draft: { words: "Ünïcode \u{1f600}" } });
      await writer.put("originals", { id: file, bytes: new Uint8Array([1, 2, 255]) });
      await writer.append(documentCreated("a"));
    });
    expect(await store.checkBodies(signal)).toEqual([]);
    await onDatabase(url, "update contents set value = replace(value, 'code', 'corn')");
    await onDatabase(url, "update originals set bytes = '\\x02'");
    const damaged = [
      { collection: "contents", id: text },
      { collection: "originals", id: file },
    ] as const;
    expect((await store.checkBodies(signal)).map(({ body }) => body)).toEqual(damaged);
    for (const { collection, id } of damaged) {
      const read = store.read((reader) => reader.get(collection, id));
      await expect(read).rejects.toMatchObject({ fault: { code: "row-damaged", params: { table: collection, id } } });
    }
  });

  test("an error of the reader is rejected at once, and not tried again", async () => {
    const store = await open(await postgres!.empty());
    const look = jest.fn(() => {
      throw new RangeError("of the reader");
    });
    await expect(store.read(look)).rejects.toThrow("of the reader");
    expect(look).toHaveBeenCalledTimes(1);
  });
});
