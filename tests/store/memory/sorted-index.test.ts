import { SortedIndex } from "../../../server/store/memory/sorted-index.ts";

test("writes while an index is sorted for the first time are in it", async () => {
  const keyed = (id: string, key = `k${id}`) => ({ id, key });
  const rows = new Map(Array.from({ length: 2000 }, (_, at) => String(10_000 + at)).map((id) => [id, keyed(id)]));
  const index = new SortedIndex(rows, (row) => [(row as ReturnType<typeof keyed>).key]);
  const change = (id: string, after: ReturnType<typeof keyed> | null): void => {
    const before = rows.get(id);
    if (before) index.remove(before);
    if (after) rows.set(id, after);
    else rows.delete(id);
    if (after) index.add(after);
  };
  const sorting = index.whole();
  // At each end, so that one of them is sorted already and the other is not.
  for (const id of ["10000", "11999"]) change(id, null);
  for (const id of ["10001", "11998"]) change(id, keyed(id, `a${id}`));
  change("9", keyed("9", "z"));
  await sorting;
  const found = [...index.within("", undefined)].map(({ key }) => key);
  expect(found.slice(0, 3)).toEqual(["a10001", "a11998", "k10002"]);
  expect(found.slice(-2)).toEqual(["k11997", "z"]);
  expect(found).toHaveLength(1999);
});
