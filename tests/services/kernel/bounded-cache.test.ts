import { BoundedCache } from "../../../server/services/kernel/bounded-cache.ts";

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

describe("while a value is made", () => {
  /** A cache with one value under way, what it is made by, and somebody who waits for it until they leave. */
  function underWay(): {
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

  test("who leaves is let go, and who stays gets it", async () => {
    const { join, finish, stopped } = underWay();
    const [first, second] = [join(), join()];
    first.leave();
    await expect(first.answer).rejects.toThrow("gone");
    expect(stopped()).toBe(false);
    finish("A");
    expect(await second.answer).toBe("A");
  });

  test("it is given up once all have left, and made anew for whoever comes then", async () => {
    const { cache, join, stopped } = underWay();
    const both = [join(), join()];
    for (const { leave } of both) leave();
    expect((await Promise.allSettled(both.map(({ answer }) => answer))).map(({ status }) => status)).toEqual([
      "rejected",
      "rejected",
    ]);
    expect(stopped()).toBe(true);
    expect(await cache.get("a", 1, () => Promise.resolve("made anew"))).toBe("made anew");
  });

  test("it is not given up where somebody needs it in any case", async () => {
    const { cache, join, finish, stopped } = underWay();
    const asked = join();
    const needed = cache.get("a", 1, () => Promise.resolve("another"));
    asked.leave();
    await expect(asked.answer).rejects.toThrow("gone");
    expect(stopped()).toBe(false);
    finish("A");
    expect(await needed).toBe("A");
  });

  test("who has left before asking starts nothing", async () => {
    const { cache, stopped } = underWay();
    await expect(cache.get("a", 1, () => Promise.resolve("A"), AbortSignal.abort(new Error("gone")))).rejects.toThrow();
    expect(stopped()).toBeUndefined();
  });
});
