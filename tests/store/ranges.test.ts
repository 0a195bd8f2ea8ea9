import fc from "fast-check";
import type { KeptOrganisation } from "../../server/core/access/kept-people.ts";
import { nameKey } from "../../server/store/indexes.ts";
import { compareKeys, positionOf, type Range } from "../../server/store/ranges.ts";
import type { Reader, Store, Writer } from "../../server/store/store.ts";
import { everyStore } from "../support/stores.ts";
import { documentCreated } from "./document-event.ts";

const organisationOf = (id: string, name: string): KeptOrganisation => ({
  ...{ id, name, shortName: name, group: "academia" },
});

/** Names, some of which JavaScript would put in another order than code points do. */
const names = ["Ana", "ana", "Änne", "Annex B", "An", "Zoë", "ﷺ", "\u{ff21}", "\u{10330}b", "\u{e000}", "王"];

/** A write: an organisation with a name, or with none to remove it. */
const writes = fc.array(
  fc.record({ id: fc.constantFrom("a", "b", "c", "d", "e"), name: fc.constantFrom(null, ...names) }),
  { minLength: 1, maxLength: 8 },
);
type Write = { id: string; name: string | null };

async function write(writer: Writer, all: readonly Write[]): Promise<void> {
  for (const { id, name } of all)
    await (name === null ? writer.remove("organisations", id) : writer.put("organisations", organisationOf(id, name)));
  await writer.append(documentCreated("x"));
}

/** Reads a range in pages of two entries, as keys and ids. */
async function pagesOf(reader: Reader, range: Omit<Range<"organisations">, "limit">): Promise<string[]> {
  const found: string[] = [];
  for (let after = range.after; ;) {
    const page = await reader.range("organisations", { ...range, ...(after && { after }), limit: 2 });
    expect(page.every(({ key, row }) => key.startsWith(range.prefix ?? "") && row.id !== "")).toBe(true);
    found.push(...page.map(({ key, row }) => `${key} ${row.id} ${row.name}`));
    const last = page.at(-1);
    if (!last || page.length < 2) return found;
    after = positionOf(last);
  }
}

const bytesInOrder = (left: string, right: string): number => Buffer.compare(Buffer.from(left), Buffer.from(right));

function expected(organisations: ReadonlyMap<string, string>, prefix: string): string[] {
  const rows = [...organisations].map(([id, name]) => [nameKey(name), id, name] as const);
  return rows
    .filter(([key]) => key.startsWith(prefix))
    .sort(([left, one], [right, other]) => bytesInOrder(left, right) || bytesInOrder(one, other))
    .map((parts) => parts.join(" "));
}

describe.each(everyStore())("a range of the %s store", (_name, open) => {
  let store: Store;
  beforeEach(async () => (store = await open()));
  afterEach(() => store.close());

  test("has the written rows in order, in a transaction, after it, and in a read that began before it", async () => {
    let before = new Map<string, string>();
    const read = (reader: Reader): Promise<string[][]> =>
      Promise.all(["", "an"].map((prefix) => pagesOf(reader, { index: "shortName", prefix })));
    const wanted = (organisations: ReadonlyMap<string, string>): string[][] =>
      ["", "an"].map((prefix) => expected(organisations, prefix));
    await fc.assert(
      fc.asyncProperty(writes, async (all) => {
        const after = new Map(before);
        for (const { id, name } of all) {
          if (name === null) after.delete(id);
          else after.set(id, name);
        }
        const inTransaction = await store.read(async (earlier) => {
          const seen = await store.transact(async (writer) => {
            await write(writer, all);
            return read(writer);
          });
          expect(await read(earlier)).toEqual(wanted(before));
          return seen;
        });
        before = after;
        expect(inTransaction).toEqual(wanted(after));
        expect(await store.read(read)).toEqual(wanted(after));
      }),
      { numRuns: 40 },
    );
  });

  test("has a row once for each of its keys, and continues after a position whose row is gone", async () => {
    await store.transact((writer) => write(writer, [{ id: "itu", name: "Union of Unions" }]));
    const words = await store.read((reader) => pagesOf(reader, { index: "word" }));
    expect(words).toEqual(["itu", "of", "union", "unions"].map((word) => `${word} itu Union of Unions`));
    const later = await store.read((reader) =>
      pagesOf(reader, { index: "word", prefix: "un", after: { key: "union", id: "z" } }),
    );
    expect(later).toEqual(["unions itu Union of Unions"]);
  });

  test("is empty for keys and positions with a character that no database keeps", async () => {
    await store.transact((writer) => write(writer, [{ id: "a", name: "Ana" }]));
    expect(await store.read((reader) => pagesOf(reader, { index: "word", prefix: "\0" }))).toEqual([]);
  });

  test("reads events before a number, latest first, also those of the transaction", async () => {
    const add = (kind: "document-created" | "document-changed") => (writer: Writer) =>
      writer.append(documentCreated("a", { kind }));
    await store.transact(add("document-created"));
    await store.transact(add("document-changed"));
    const read = async (reader: Reader, before: number, kind?: string): Promise<number[]> =>
      (await reader.eventsBefore({ before, limit: 2, ...(kind !== undefined && { kind }) })).map(({ seq }) => seq);
    const seen = await store.transact(async (writer) => {
      await add("document-created")(writer);
      return [await read(writer, 9), await read(writer, 3), await read(writer, 9, "document-created")];
    });
    expect(seen).toEqual([
      [3, 2],
      [2, 1],
      [3, 1],
    ]);
    const kept = await store.read((reader) =>
      Promise.all([read(reader, 4), read(reader, 3, "document-created"), read(reader, 1)]),
    );
    expect(kept).toEqual([[3, 2], [1], []]);
  });
});

test("keys are compared as the bytes of their UTF-8", () => {
  const key = fc.string({ unit: fc.constantFrom("a", "\ud7ff", "\u{e000}", "\u{ffff}", "\u{10000}", "\u{10330}") });
  fc.assert(
    fc.property(key, key, (left, right) => {
      expect(Math.sign(compareKeys(left, right))).toBe(Math.sign(bytesInOrder(left, right)));
    }),
  );
});
