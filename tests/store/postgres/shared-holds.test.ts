import { CountedStorage } from "../../../server/services/kernel/storage-use.ts";
import { openPostgresStore } from "../../../server/store/postgres/postgres.ts";
import type { SharedCounts, Store } from "../../../server/store/store.ts";
import { onDatabase, postgresForTests } from "../../support/postgres.ts";

const postgres = postgresForTests();

type Counting = Store & { counts: SharedCounts };

const opened: Store[] = [];
afterEach(async () => {
  for (const store of opened.splice(0)) await store.close();
});

async function open(url: string): Promise<Counting> {
  const store = (await openPostgresStore({ url })) as Counting;
  opened.push(store);
  return store;
}

async function openTwo(): Promise<[url: string, one: Counting, other: Counting]> {
  const url = await postgres!.empty();
  return [url, await open(url), await open(url)];
}

/** Returns what all servers hold under a key. */
async function heldUnder(key: string, { counts }: Counting): Promise<number> {
  const sum = await counts.hold(key, 1);
  counts.release(key, 1);
  return sum - 1;
}

(postgres ? describe : describe.skip)("holds over one database", () => {
  test("are added up over all servers, each under its key, until they are released", async () => {
    const [, one, other] = await openTwo();
    expect(await one.counts.hold("a", 2)).toBe(2);
    expect(await one.counts.hold("b", 10)).toBe(10);
    expect(await other.counts.hold("a", 3)).toBe(5);
    one.counts.release("a", 2);
    // Its next statement comes after the release.
    expect(await heldUnder("b", one)).toBe(10);
    expect(await heldUnder("a", other)).toBe(3);
  });

  test("are never all seen too small by servers that hold at the same time", async () => {
    const [, one, other] = await openTwo();
    for (let round = 0; round < 20; round += 1) {
      const sums = await Promise.all([one, other].map(({ counts }) => counts.hold(`round ${String(round)}`, 1)));
      expect(Math.max(...sums)).toBe(2);
    }
  });

  test("answer those who ask while others are being written", async () => {
    const [, one, other] = await openTwo();
    const first = one.counts.hold("a", 1);
    await new Promise(setImmediate);
    one.counts.release("b", 1);
    const second = one.counts.hold("a", 1);
    expect([await first, await second]).toEqual([1, 2]);
    // A release alone is written, too.
    one.counts.release("a", 2);
    for (let held = 2; held > 0;) held = await heldUnder("a", other);
  });

  test("end when a server closes, and some time after it was killed", async () => {
    const [url, one, other] = await openTwo();
    await one.counts.hold("a", 1);
    await opened.shift()?.close();
    expect(await heldUnder("a", other)).toBe(0);

    await onDatabase(url, `insert into holders values ('killed', now() + interval '1 second')`);
    await onDatabase(url, `insert into holds values ('a', 'killed', 5)`);
    expect(await heldUnder("a", other)).toBe(5);
    await onDatabase(url, `update holders set "endsAt" = now() - interval '1 second' where id = 'killed'`);
    expect(await heldUnder("a", other)).toBe(0);
    expect(await onDatabase(url, "select * from holds where holder = 'killed'")).toEqual([]);
  });

  test("are written again after the server was paused for so long that others deleted them", async () => {
    const [url, one, other] = await openTwo();
    await one.counts.hold("a", 1);
    await onDatabase(url, `update holders set "endsAt" = now() - interval '1 second'`);
    expect(await heldUnder("a", other)).toBe(0);
    const clock = jest.spyOn(performance, "now").mockReturnValue(performance.now() + 60_000);
    expect(await heldUnder("b", one)).toBe(0);
    clock.mockRestore();
    expect(await heldUnder("a", other)).toBe(1);
  });

  test("refuse what the database refuses, and go on", async () => {
    const [, one] = await openTwo();
    await expect(one.counts.hold("not\0text", 1)).rejects.toThrow();
    expect(await one.counts.hold("a", 1)).toBe(1);
  });

  test("let only one of two files into the last space of a forum, on whichever server they arrive", async () => {
    const [, one, other] = await openTwo();
    const storages = [one, other].map((store) => new CountedStorage(store, { person: 0, organisation: 0, forum: 10 }));
    const file = { size: 6, person: null, organisations: [] };
    let bothArrived = (): void => undefined;
    const arrived = new Promise<void>((resolve) => (bothArrived = resolve));
    const results = storages.map((storage) => storage.admit(file, () => arrived));
    await Promise.race(results.map((result) => result.catch(() => undefined)));
    bothArrived();
    const codes = (await Promise.allSettled(results)).map((result) =>
      result.status === "rejected" ? (result.reason as { code: string }).code : "stored",
    );
    expect(codes).toContain("storage-full");
    // Those that were refused hold nothing any more, once their releases are written.
    for (let held = 6; held > 0;) held = await heldUnder("storage of forum", one);
    await storages[0]!.admit({ ...file, size: 10 }, () => Promise.resolve());
  });
});
