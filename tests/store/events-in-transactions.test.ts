import type { Reader, Store, Writer } from "../../server/store/store.ts";
import type { StoredEvent } from "../../server/store/stored-event.ts";
import { everyStore } from "../support/stores.ts";
import { documentCreated, everything, makeDocument } from "./document-event.ts";

describe.each(everyStore())("the %s store", (_name, open) => {
  let store: Store;
  beforeEach(async () => (store = await open()));
  afterEach(() => store.close());

  test("shows a transaction its own events after the earlier ones, within the limits of each question", async () => {
    for (const id of ["a", "b"]) await store.transact((writer) => makeDocument(writer, id));
    await store.transact(async (writer) => {
      for (const id of ["a", "b", "a"]) await makeDocument(writer, id);
      const after = { after: 0, limit: 10 };
      const numbers = (events: readonly StoredEvent[]): number[] => events.map(({ seq }) => seq);
      expect(numbers(await writer.events(after))).toEqual([1, 2, 3, 4, 5]);
      expect(numbers(await writer.events({ ...after, documentId: "a" }))).toEqual([1, 3, 5]);
      expect(numbers(await writer.events({ after: 3, limit: 1 }))).toEqual([4]);
      expect(numbers(await writer.events({ after: 1, limit: 2 }))).toEqual([2, 3]);
      expect(numbers(await writer.eventsBefore({ before: 6, limit: 10, documentId: "a" }))).toEqual([5, 3, 1]);
      expect(numbers(await writer.eventsBefore({ before: 5, limit: 2 }))).toEqual([4, 3]);
      expect(numbers(await writer.eventsBefore({ before: 3, limit: 10 }))).toEqual([2, 1]);
      const all = await writer.events(after);
      expect(await Promise.all(all.map(({ id }) => writer.eventNumber(id)))).toEqual([1, 2, 3, 4, 5]);
      expect(await writer.eventNumber("none")).toBeUndefined();
      expect(await writer.lastEvent()).toBe(5);
    });
  });

  test("shows a transaction its own events of a chain", async () => {
    const inChain = (writer: Writer, id: string, isPublic: boolean): Promise<void> =>
      writer.append(documentCreated(id, { chain: isPublic ? "public" : "private" }));
    await store.transact(async (writer) => {
      for (const isPublic of [true, false, true]) await inChain(writer, "a", isPublic);
    });
    await store.transact(async (writer) => {
      for (const isPublic of [false, true, true]) await inChain(writer, "b", isPublic);
      const positions = async (query: Parameters<Reader["chainEvents"]>[0]): Promise<number[]> =>
        (await writer.chainEvents(query)).map(({ audit }) => audit.position);
      expect(await positions({ chain: "public", after: 0, limit: 10 })).toEqual([1, 2, 3, 4]);
      expect(await positions({ chain: "public", after: 3, limit: 10 })).toEqual([4]);
      expect(await positions({ chain: "public", after: 1, limit: 2 })).toEqual([2, 3]);
      expect(await positions({ chain: "private", after: 0, limit: 10 })).toEqual([1, 2]);
    });
  });

  test("shows a reader no event that was appended after it began", async () => {
    await store.transact((writer) => makeDocument(writer, "a"));
    await store.read(async (reader) => {
      expect(await reader.lastEvent()).toBe(1);
      await store.transact(async (writer) => {
        for (const id of ["a", "b"]) await makeDocument(writer, id);
      });
      const [, later] = await everything(store);
      const query = { limit: 10, documentId: "a" };
      expect(await reader.events({ after: 0, ...query })).toHaveLength(1);
      expect(await reader.events({ after: 0, limit: 10 })).toHaveLength(1);
      expect(await reader.eventsBefore({ before: 10, ...query })).toHaveLength(1);
      expect(await reader.eventsBefore({ before: 10, limit: 10 })).toHaveLength(1);
      expect(await reader.eventNumber(later!.id)).toBeUndefined();
      expect(await reader.lastEvent()).toBe(1);
    });
  });
});
