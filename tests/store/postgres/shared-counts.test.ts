import { openPostgresStore } from "../../../server/store/postgres/postgres.ts";
import type { SharedCounts, Store } from "../../../server/store/store.ts";
import { onDatabase, postgresForTests } from "../../support/postgres.ts";

const postgres = postgresForTests();

const opened: Store[] = [];
afterEach(async () => {
  for (const store of opened.splice(0)) await store.close();
});

async function open(url: string): Promise<Store & { counts: SharedCounts }> {
  const store = (await openPostgresStore({ url })) as Store & { counts: SharedCounts };
  opened.push(store);
  return store;
}

const hour = 3_600_000;
const countOf = async (counts: SharedCounts, key: string, window = hour): Promise<number> =>
  (await counts.add(key, window)).count;

(postgres ? describe : describe.skip)("counts over one database", () => {
  test("are shared by all servers, each by its key", async () => {
    const url = await postgres!.empty();
    const [one, other] = [await open(url), await open(url)];
    expect(await countOf(one.counts, "a")).toBe(1);
    expect(await countOf(other.counts, "a")).toBe(2);
    expect(await countOf(other.counts, "b")).toBe(1);
  });

  test("give every simultaneous addition its own number", async () => {
    const url = await postgres!.empty();
    const stores = [await open(url), await open(url), await open(url)];
    const keys = ["b", "a", "c"];
    const added = await Promise.all(
      Array.from({ length: 90 }, (_, index) => countOf(stores[index % 3]!.counts, keys[Math.floor(index / 3) % 3]!)),
    );
    const numbers = Array.from({ length: 30 }, (_, index) => index + 1);
    expect(added.sort((one, two) => one - two)).toEqual(numbers.flatMap((number) => [number, number, number]));
  });

  test("keep the end of their first addition, and then start again", async () => {
    const url = await postgres!.empty();
    const { counts } = await open(url);
    const { endsAt } = await counts.add("a", hour);
    expect(await counts.add("a", 2 * hour)).toEqual({ count: 2, endsAt });
    await onDatabase(url, `update counts set "endsAt" = now() - interval '1 second'`);
    const again = await counts.add("a", 2 * hour);
    expect(again.count).toBe(1);
    expect(again.endsAt.getTime()).toBeGreaterThan(endsAt.getTime());
  });

  test("are deleted after their end", async () => {
    const url = await postgres!.empty();
    const [one, other] = [await open(url), await open(url)];
    await one.counts.add("ended", 0);
    await other.counts.add("a", hour);
    expect(await onDatabase(url, "select key from counts")).toEqual([{ key: "a" }]);
  });

  test("can be taken back, but not below zero", async () => {
    const { counts } = await open(await postgres!.empty());
    await counts.add("a", hour);
    for (let times = 0; times < 3; times += 1) await counts.takeBack("a");
    expect(await countOf(counts, "a")).toBe(1);
  });

  test("refuse an addition that the database refuses, and count later ones", async () => {
    const { counts } = await open(await postgres!.empty());
    await expect(counts.add("not\0text", hour)).rejects.toThrow();
    expect(await countOf(counts, "a")).toBe(1);
  });
});
