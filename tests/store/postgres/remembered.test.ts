import type { Collection } from "../../../server/store/collections.ts";
import { openMemoryStore } from "../../../server/store/memory/memory.ts";
import { withCommit } from "../../../server/store/postgres/commits.ts";
import { Remembered } from "../../../server/store/postgres/states.ts";
import type { Reader } from "../../../server/store/store.ts";
import { documentOf } from "../document-event.ts";

let ids = 0;
const after = (recent: readonly string[], ...changed: Collection[]): string[] =>
  withCommit(recent, `commit${String((ids += 1))}`, changed);

/** Reads a document's title as two readers of the tables would find it, one after another. */
async function titles(remembered: Remembered, ...states: (readonly [recent: readonly string[], title: string])[]) {
  const found: (string | undefined)[] = [];
  for (const [recent, title] of states) {
    const tables = await openMemoryStore().read((reader): Reader => {
      const get = (() => Promise.resolve(documentOf("a", title))) as unknown as Reader["get"];
      return { ...reader, get };
    });
    const value = await remembered.over(tables, remembered.see(recent)).get("documents", "a");
    found.push(value?.title);
  }
  return found;
}

const first = after([], "documents");

test("remembers an answer while other collections change", async () => {
  const later = after(first, "annotations", "replies");
  expect(await titles(new Remembered(), [first, "one"], [later, "not asked"])).toEqual(["one", "one"]);
});

test("asks again after the commit of another server changed the collection", async () => {
  const later = after(after(first, "documents"), "annotations");
  expect(await titles(new Remembered(), [first, "one"], [later, "two"])).toEqual(["one", "two"]);
});

test("answers from an earlier state do not replace those of a later one, nor the other way round", async () => {
  const later = after(first, "documents");
  expect(
    await titles(new Remembered(), [first, "one"], [later, "two"], [first, "one again"], [later, "not asked"]),
  ).toEqual(["one", "two", "one again", "two"]);
});

test("asks again if commits are missing between two states", async () => {
  let later = first;
  for (let count = 0; count < 70; count += 1) later = after(later, "annotations");
  expect(await titles(new Remembered(), [first, "one"], [later, "two"])).toEqual(["one", "two"]);
});

test("asks again if the database has lost commits and made others", async () => {
  const lost = after(after(first, "annotations"), "annotations");
  const other = after(after(after(first, "documents"), "annotations"), "annotations");
  const states = other.map((_, index) => other.slice(0, index + 1)).slice(1);
  const [second, third, fourth] = states as [string[], string[], string[]];
  expect(
    await titles(new Remembered(), [first, "one"], [lost, "not asked"], [second, "two"], [third, "not asked"]),
  ).toEqual(["one", "one", "two", "two"]);
  expect(await titles(new Remembered(), [lost, "one"], [fourth, "two"])).toEqual(["one", "two"]);
});

test("remembers nothing of a state after the commit of an earlier program, or before the first commit", async () => {
  const plain = [...first, "0b9bba7e-9a47-4a1c-9d0c-0f5f7b1c4c55"];
  expect(await titles(new Remembered(), [plain, "one"], [plain, "two"], [[], "three"])).toEqual([
    "one",
    "two",
    "three",
  ]);
  const later = after(plain, "annotations");
  expect(await titles(new Remembered(), [first, "one"], [later, "two"])).toEqual(["one", "two"]);
});

test("numbers commits after those of an earlier program", () => {
  const [entry = ""] = after(["0b9bba7e", "9a47"], "documents").slice(-1);
  expect(Number(entry.split(":")[1])).toBeGreaterThan(1e15);
  const numbered = [...first, "0b9bba7e"];
  const [number, next] = [first, after(numbered)].map((all) => Number(all.at(-1)!.split(":")[1]));
  expect(next! - number!).toBe(2);
});
