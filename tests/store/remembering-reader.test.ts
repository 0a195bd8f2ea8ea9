import type { RowName } from "../../server/store/store.ts";
import { openMemoryStore } from "../../server/store/memory/memory.ts";
import { rememberingReader } from "../../server/store/store-over.ts";
import type { Reader } from "../../server/store/store.ts";
import { documentCreated, documentOf } from "./document-event.ts";

/** Returns a reader of a store with two documents, a text and a file, and the questions that it was asked. */
async function asked(known: readonly (RowName & { value: undefined })[] = []): Promise<[Reader, string[]]> {
  const store = openMemoryStore();
  await store.transact(async (writer) => {
    for (const id of ["a", "b"]) {
      await writer.put("documents", documentOf(id));
      await writer.append(documentCreated(id));
    }
    await writer.put("contents", { id: "text", draft: {} });
    await writer.put("originals", { id: "file", bytes: new Uint8Array([1]) });
  });
  const questions: string[] = [];
  const reader = await store.read((reader) => Promise.resolve(reader));
  const counted = Object.fromEntries(
    Object.entries(reader).map(([name, ask]) => [
      name,
      (...question: unknown[]) => {
        questions.push(JSON.stringify([name, ...question]));
        return (ask as (...question: unknown[]) => unknown)(...question);
      },
    ]),
  ) as unknown as Reader;
  return [rememberingReader(counted, known), questions];
}

/** Two different questions of each kind, with different answers. */
const pairs: [string, (reader: Reader) => Promise<unknown>, (reader: Reader) => Promise<unknown>][] = [
  ["get", (reader) => reader.get("documents", "a"), (reader) => reader.get("documents", "b")],
  ["list", (reader) => reader.list("documents"), (reader) => reader.list("versions")],
  ["count", (reader) => reader.count("documents", {}), (reader) => reader.count("versions", {})],
  ["bodies", (reader) => reader.bodies("contents"), (reader) => reader.bodies("originals")],
  [
    "range",
    (reader) => reader.range("documents", { index: "listed", prefix: "", limit: 1 }),
    (reader) => reader.range("documents", { index: "listed", prefix: "", limit: 2 }),
  ],
  ["events", (reader) => reader.events({ after: 0, limit: 1 }), (reader) => reader.events({ after: 1, limit: 1 })],
  [
    "eventsBefore",
    (reader) => reader.eventsBefore({ before: 2, limit: 1 }),
    (reader) => reader.eventsBefore({ before: 3, limit: 1 }),
  ],
  ["chainHead", (reader) => reader.chainHead("public"), (reader) => reader.chainHead("private")],
  [
    "chainEvents",
    (reader) => reader.chainEvents({ chain: "public", after: 0, limit: 9 }),
    (reader) => reader.chainEvents({ chain: "private", after: 0, limit: 9 }),
  ],
];

test.each(pairs)("asks each question of %s once, and answers it each time", async (name, first, second) => {
  const [reader, questions] = await asked();
  const [one, other] = [await first(reader), await second(reader)];
  expect(one).not.toEqual(other);
  expect([await first(reader), await second(reader)]).toEqual([one, other]);
  expect(questions).toHaveLength(2);
  expect(questions.every((question) => question.startsWith(`["${name}"`))).toBe(true);
});

test("asks for the last event, and for the number of one, once", async () => {
  const [reader, questions] = await asked();
  const [event] = await reader.events({ after: 1, limit: 1 });
  for (let time = 0; time < 2; time += 1) {
    expect(await reader.lastEvent()).toBe(2);
    expect(await reader.eventNumber(event?.id ?? "")).toBe(2);
  }
  expect(questions).toHaveLength(3);
});

test("does not ask for rows that were read before, not even for a missing one", async () => {
  const [reader, questions] = await asked([{ collection: "documents", id: "a", value: undefined }]);
  expect(await reader.get("documents", "a")).toBeUndefined();
  expect(questions).toEqual([]);
  expect(await reader.get("documents", "b")).toMatchObject({ id: "b" });
});

test("a caller may change the list that it got", async () => {
  const [reader] = await asked();
  (await reader.list("documents")).length = 0;
  expect(await reader.list("documents")).toHaveLength(2);
});
