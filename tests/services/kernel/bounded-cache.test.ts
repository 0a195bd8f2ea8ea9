import { BoundedCache } from "../../../server/services/kernel/bounded-cache.ts";

/** Returns a cache that records the values it has to compute. */
function cacheOf(limit: number): { get: (key: string, weight?: number) => Promise<string>; computed: string[] } {
  const cache = new BoundedCache<string>(limit);
  const computed: string[] = [];
  const get = (key: string, weight = 1): Promise<string> =>
    cache.get(
      key,
      weight,
      () => {
        computed.push(key);
        return Promise.resolve(key.toUpperCase());
      },
      null,
    );
  return { get, computed };
}

test("makes a value once, even for two requests at the same time", async () => {
  const { get, computed } = cacheOf(10);
  expect(await Promise.all([get("a"), get("a")])).toEqual(["A", "A"]);
  await get("a");
  expect(computed).toEqual(["a"]);
});

test("evicts the least recently used value above the limit", async () => {
  const { get, computed } = cacheOf(2);
  for (const key of ["a", "b", "a", "c", "a", "b"]) await get(key);
  expect(computed).toEqual(["a", "b", "c", "b"]);
});

test("keeps a value heavier than the limit alone", async () => {
  const { get, computed } = cacheOf(2);
  for (const key of ["a", "b"]) await get(key);
  await get("big", 5);
  await get("big", 5);
  await get("a");
  expect(computed).toEqual(["a", "b", "big", "a"]);
});

test("makes a failed value again and frees its weight", async () => {
  const cache = new BoundedCache<string>(2);
  await cache.get("a", 1, () => Promise.resolve("A"), null);
  await expect(cache.get("b", 1, () => Promise.reject(new Error("no")), null)).rejects.toThrow("no");
  expect(await cache.get("b", 1, () => Promise.resolve("B"), null)).toBe("B");
  expect(await cache.get("a", 1, () => Promise.resolve("made again"), null)).toBe("A");
});

describe("while a value is being made", () => {
  /** Returns a cache with one value under way, controls for its computation, and callers that wait until they leave. */
  function startComputation(): {
    cache: BoundedCache<string>;
    finish: (value: string) => void;
    stopped: () => boolean | undefined;
    join: () => { leave: () => void; answer: Promise<string> };
  } {
    const cache = new BoundedCache<string>(10);
    let finish = (_value: string): void => undefined;
    let abandoned: AbortSignal | undefined;
    const make = (signal: AbortSignal): Promise<string> => {
      abandoned = signal;
      return new Promise((resolve) => (finish = resolve));
    };
    return {
      cache,
      finish: (value) => finish(value),
      stopped: () => abandoned?.aborted,
      join() {
        const waiting = new AbortController();
        return { leave: () => waiting.abort(new Error("gone")), answer: cache.get("a", 1, make, waiting.signal) };
      },
    };
  }

  test("releases a caller who leaves, and gives the value to one who stays", async () => {
    const { join, finish, stopped } = startComputation();
    const [first, second] = [join(), join()];
    first.leave();
    await expect(first.answer).rejects.toThrow("gone");
    expect(stopped()).toBe(false);
    finish("A");
    expect(await second.answer).toBe("A");
  });

  test("abandons the value once every caller leaves, and makes it again for the next", async () => {
    const { cache, join, stopped } = startComputation();
    const both = [join(), join()];
    for (const { leave } of both) leave();
    expect((await Promise.allSettled(both.map(({ answer }) => answer))).map(({ status }) => status)).toEqual([
      "rejected",
      "rejected",
    ]);
    expect(stopped()).toBe(true);
    expect(await cache.get("a", 1, () => Promise.resolve("made anew"), null)).toBe("made anew");
  });

  test("continues for a caller who cannot leave", async () => {
    const { cache, join, finish, stopped } = startComputation();
    const joined = join();
    const needed = cache.get("a", 1, () => Promise.resolve("another"), null);
    joined.leave();
    await expect(joined.answer).rejects.toThrow("gone");
    expect(stopped()).toBe(false);
    finish("A");
    expect(await needed).toBe("A");
  });

  test("starts nothing for a caller who has already left", async () => {
    const { cache, stopped } = startComputation();
    await expect(cache.get("a", 1, () => Promise.resolve("A"), AbortSignal.abort(new Error("gone")))).rejects.toThrow();
    expect(stopped()).toBeUndefined();
  });
});
