import { SortedIndex } from "../../../server/store/memory/sorted-index.ts";

test("writes while an index is sorted for the first time are in it", async () => {
  const rows = new Map<string, Map<string, { id: string }>>();
  const add = (key: string, id: string): void => {
    rows.set(key, (rows.get(key) ?? new Map<string, { id: string }>()).set(id, { id }));
  };
  for (let number = 0; number < 2000; number += 1) add(`k${String(10_000 + number)}`, "a");
  const index = new SortedIndex(rows);
  const sorting = index.whole();
  // One at each end, so that one of them is sorted already and the other is not.
  for (const key of ["k10000", "k11999"]) {
    rows.delete(key);
    index.remove(key, "a");
  }
  add("k10001", "b");
  index.add("k10001", "b");
  await sorting;
  const found = [...index.within("", undefined)].map(({ key, id }) => key + id);
  expect(found.slice(0, 2)).toEqual(["k10001a", "k10001b"]);
  expect(found).toHaveLength(1999);
});
