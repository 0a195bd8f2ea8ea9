import { BoundedCache } from "../../server/services/bounded-cache.ts";

/** A cache that records what it has to make. */
function cacheOf(limit: number): { get: (key: string, weight?: number) => Promise<string>; made: string[] } {
  const cache = new BoundedCache<string>(limit);
  const made: string[] = [];
  const get = (key: string, weight = 1): Promise<string> =>
    cache.get(key, weight, () => {
      made.push(key);
      return Promise.resolve(key.toUpperCase());
    });
  return { get, made };
}

test("a value is made once, also when it is asked for twice at the same time", async () => {
  const { get, made } = cacheOf(10);
  expect(await Promise.all([get("a"), get("a")])).toEqual(["A", "A"]);
  await get("a");
  expect(made).toEqual(["a"]);
});

test("over the limit the one unused longest goes", async () => {
  const { get, made } = cacheOf(2);
  for (const key of ["a", "b", "a", "c", "a", "b"]) await get(key);
  expect(made).toEqual(["a", "b", "c", "b"]);
});

test("one value heavier than the limit is kept alone", async () => {
  const { get, made } = cacheOf(2);
  for (const key of ["a", "b"]) await get(key);
  await get("big", 5);
  await get("big", 5);
  await get("a");
  expect(made).toEqual(["a", "b", "big", "a"]);
});

test("a value that could not be made is made again, and its weight is given back", async () => {
  const cache = new BoundedCache<string>(2);
  await cache.get("a", 1, () => Promise.resolve("A"));
  await expect(cache.get("b", 1, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(await cache.get("b", 1, () => Promise.resolve("B"))).toBe("B");
  expect(await cache.get("a", 1, () => Promise.resolve("made again"))).toBe("A");
});
