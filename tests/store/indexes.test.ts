import fc from "fast-check";
import type { Circle } from "../../server/core/access/people.ts";
import { type EventScope, mentionKey, mentionKeys, nameKey } from "../../server/store/indexes.ts";
import type { Reader, Store, Writer } from "../../server/store/store.ts";
import { everyStore } from "../support/stores.ts";
import { documentCreated } from "./document-event.ts";

const organisations = ["isoc", "etno", "brazil"];

/** The circles of each organisation: their ids, and their number. */
type Found = Record<string, [ids: string[], count: number]>;

/** Returns what a reader finds in the index of circles by organisation. */
async function found(reader: Reader): Promise<Found> {
  const entries = organisations.map(async (organisationId) => {
    const circles = await reader.list("circles", { organisationId });
    return [
      organisationId,
      [circles.map(({ id }) => id).toSorted(), await reader.count("circles", { organisationId })],
    ];
  });
  return Object.fromEntries(await Promise.all(entries)) as Found;
}

/** Returns what it should find. */
function expected(circles: ReadonlyMap<string, Circle>): Found {
  return Object.fromEntries(
    organisations.map((organisation) => {
      const ids = [...circles.values()].flatMap(({ id, organisationIds }) =>
        organisationIds.includes(organisation) ? [id] : [],
      );
      return [organisation, [ids.toSorted(), ids.length]];
    }),
  );
}

const circleOf = (id: string, organisationIds: string[]): Circle => ({ id, name: id, organisationIds, madeBy: null });

/** A write: a circle with organisations, or without any to remove it. */
const writes = fc.array(
  fc.record({
    id: fc.constantFrom("a", "b", "c", "d"),
    organisationIds: fc.option(fc.uniqueArray(fc.constantFrom(...organisations)), { nil: null }),
  }),
  { minLength: 1, maxLength: 6 },
);

async function write(writer: Writer, all: readonly Write[]): Promise<void> {
  for (const { id, organisationIds } of all) {
    await (organisationIds ? writer.put("circles", circleOf(id, organisationIds)) : writer.remove("circles", id));
  }
  await writer.append(documentCreated("x"));
}

interface Write {
  id: string;
  organisationIds: string[] | null;
}

function applied(circles: ReadonlyMap<string, Circle>, all: readonly Write[]): Map<string, Circle> {
  const next = new Map(circles);
  for (const { id, organisationIds } of all) {
    if (organisationIds) next.set(id, circleOf(id, organisationIds));
    else next.delete(id);
  }
  return next;
}

describe.each(everyStore())("the indexes of the %s store", (_name, open) => {
  let store: Store;
  beforeEach(async () => (store = await open()));
  afterEach(() => store.close());

  test("list and count what was written, in a transaction, after it, and in a read that began before it", async () => {
    let before = new Map<string, Circle>();
    await fc.assert(
      fc.asyncProperty(writes, async (all) => {
        const after = applied(before, all);
        const inTransaction = await store.read(async (earlier) => {
          const seen = await store.transact(async (writer) => {
            await write(writer, all);
            return found(writer);
          });
          expect(await found(earlier)).toEqual(expected(before));
          return seen;
        });
        before = after;
        expect(inTransaction).toEqual(expected(after));
        expect(await store.read(found)).toEqual(expected(after));
      }),
      { numRuns: 40 },
    );
  });

  test("list the rows that have all the keys of a scope", async () => {
    await store.transact(async (writer) => {
      await writer.put("deputies", deputyOf("d1", "ada", "ben"));
      await writer.put("deputies", deputyOf("d2", "ada", "cem"));
      await writer.put("deputies", deputyOf("d3", "cem", "ben"));
      await writer.append(documentCreated("x"));
    });
    const scope = { principalId: "ada", deputyId: "ben" };
    const [rows, count] = await store.read((reader) =>
      Promise.all([reader.list("deputies", scope), reader.count("deputies", scope)]),
    );
    expect([rows.map(({ id }) => id), count]).toEqual([["d1"], 1]);
  });

  test("list events by whom they concern, until their subject is forgotten", async () => {
    const concerning = (id: string, ...concerns: string[]) => ({ ...documentCreated(id), concerns });
    await store.transact(async (writer) => {
      await writer.append(concerning("a", "author/ana", "thread/a"));
      await writer.append(documentCreated("b"));
      await writer.append(concerning("c", "author/ben", "author/ana"));
    });
    const numbers = async (concerns: string): Promise<number[]> =>
      (await store.read((reader) => reader.eventsBefore({ before: 10, limit: 10, concerns }))).map(({ seq }) => seq);
    expect([await numbers("author/ana"), await numbers("author/ben")]).toEqual([[3, 1], [3]]);
    await store.transact(async (writer) => {
      await writer.forget({ collection: "documents", id: "c" });
      await writer.append(documentCreated("d"));
    });
    expect([await numbers("author/ana"), await numbers("author/ben")]).toEqual([[1], []]);
  });

  test("list events by document, subject, person and kind, after a number", async () => {
    const of = (actor: string, id: string, kind: "document-created" | "document-changed") =>
      documentCreated(id, { actor, kind });
    await store.transact(async (writer) => {
      await writer.append(of("ada", "a", "document-created"));
      await writer.append(of("ben", "a", "document-changed"));
      await writer.append(of("ada", "b", "document-created"));
      await writer.append({ ...of("cem", "b", "document-changed"), deputy: "ada" });
      await writer.append({
        ...of("cem", "c", "document-changed"),
        subject: { collection: "participants", id: "dan" },
      });
    });
    const numbers = async (scope: EventScope, after = 0, limit = 10): Promise<number[]> =>
      (await store.read((reader) => reader.events({ after, limit, ...scope }))).map(({ seq }) => seq);
    expect(await numbers({ documentId: "a" })).toEqual([1, 2]);
    expect(await numbers({ subject: "documents/b" })).toEqual([3, 4]);
    expect(await numbers({ personId: "ada" })).toEqual([1, 3, 4]);
    expect(await numbers({ personId: "ada" }, 1, 1)).toEqual([3]);
    expect(await numbers({ personId: "dan" })).toEqual([5]);
    expect(await numbers({ personId: "b" })).toEqual([]);
    expect(await numbers({ kind: "document-created", documentId: "b" })).toEqual([3]);
    expect(await numbers({ kind: "annotation-created" })).toEqual([]);
  });

  test("list rewritten events by their new keys", async () => {
    await store.transact((writer) => writer.append(documentCreated("a", { actor: "ada" })));
    await store.transact(async (writer) => {
      const [first] = await writer.events({ after: 0, limit: 1 });
      if (first) await writer.rewrite([{ ...first, actor: "erased" }]);
      await writer.append(documentCreated("b"));
    });
    const by = async (personId: string): Promise<number> =>
      (await store.read((reader) => reader.events({ after: 0, limit: 10, personId }))).length;
    expect([await by("ada"), await by("erased")]).toEqual([0, 1]);
  });

  test("count every row of a collection with an empty scope", async () => {
    await store.transact((writer) => write(writer, [{ id: "a", organisationIds: [] }]));
    expect(await store.read((reader) => reader.count("circles", {}))).toBe(1);
  });
});

function deputyOf(id: string, principalId: string, deputyId: string) {
  const at = "2013-01-01T00:00:00.000Z";
  return { id, principalId, deputyId, until: null, madeAt: at, acceptedAt: at, revokedAt: null };
}

describe("the keys of mentions", () => {
  test.each([
    ["Ana Vaipulu", "@Ana Vaipulu, please"],
    ["Ana", "thanks @Ana."],
    ["José Jr.", "see @José Jr. on this"],
    ["王小明", "@王小明 同意"],
  ])("include the key of %s in %j", (name, text) => expect(mentionKeys(text)).toContain(mentionKey(name)));

  test("do not include the key of a name that only begins alike", () => {
    expect(mentionKeys("@Anabel agrees")).not.toContain(mentionKey("Ana"));
  });

  test("are limited for each sign, however long the text", () => {
    expect(mentionKeys(`@${"a ".repeat(10_000)}`).length).toBeLessThanOrEqual(12);
  });
});

test.each(["Lucía d’Abò", "LUCIA  D'ABO", " lucia d`abo "])(
  "%j has the key of the same name in another spelling",
  (name) => expect(nameKey(name)).toBe("lucia d'abo"),
);

test("names that differ in a letter have other keys", () => {
  expect(nameKey("Lucia")).not.toBe(nameKey("Luca"));
});

test("the key of a long name is short enough for a database's index", () => {
  expect(Buffer.byteLength(nameKey("\ufdfa".repeat(1000)))).toBeLessThan(1000);
});
