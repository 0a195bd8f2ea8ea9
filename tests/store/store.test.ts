import { createHash } from "node:crypto";
import { setImmediate as nextTurn } from "node:timers/promises";
import { emptyHead } from "../../server/core/audit/chain-line.ts";
import { auditFaults } from "../../server/store/audit-check.ts";
import { WriteWithoutEventError, type Reader, type Store, type StoreFault } from "../../server/store/store.ts";
import { everyStore } from "../support/stores.ts";
import { documentCreated, documentOf, everything, makeDocument } from "./document-event.ts";

const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex");

describe.each(everyStore())("the %s store", (_name, open) => {
  let store: Store;
  beforeEach(async () => (store = await open()));
  afterEach(() => store.close());

  test("gives a reader no method that writes", async () => {
    const methods = await store.read((reader: Reader) => Object.keys(reader));
    expect(methods.toSorted()).toEqual([
      ...["bodies", "chainEvents", "chainHead", "count", "eventNumber", "events", "eventsBefore", "everyRow"],
      ...["get", "lastEvent", "list", "range"],
    ]);
  });

  test("lists the ids of bodies, in a transaction also those it adds and removes", async () => {
    const [first, second] = [hashOf("a"), hashOf("b")];
    await store.transact(async (writer) => {
      await writer.put("contents", { id: first, draft: {} });
      await writer.append(documentCreated("opinion-5"));
    });
    const seen = await store.transact(async (writer) => {
      await writer.remove("contents", first);
      await writer.put("contents", { id: second, draft: {} });
      await writer.append(documentCreated("opinion-5"));
      return (await writer.bodies("contents")).map(({ id }) => id);
    });
    expect(seen).toEqual([second]);
    expect(await store.read((reader) => reader.bodies("contents"))).toMatchObject([{ id: second }]);
    expect(await store.read((reader) => reader.bodies("originals"))).toEqual([]);
  });

  test("returns stored documents, but not removed ones", async () => {
    await store.transact(async (writer) => {
      await makeDocument(writer, "opinion-5");
      await makeDocument(writer, "opinion-6");
    });
    await store.transact(async (writer) => {
      await writer.remove("documents", "opinion-6");
      await writer.append(documentCreated("opinion-6", { after: null }));
    });
    expect(await store.read((reader) => reader.list("documents"))).toEqual([documentOf("opinion-5")]);
    expect(await store.read((reader) => reader.get("documents", "opinion-6"))).toBeUndefined();
  });

  test("rejects a transaction that writes without an event, and keeps nothing of it", async () => {
    const silent = store.transact((writer) => writer.put("documents", documentOf("opinion-5")));
    await expect(silent).rejects.toThrow(WriteWithoutEventError);
    expect(await store.read((reader) => reader.list("documents"))).toEqual([]);
  });

  test("keeps passing rows without an event, but nothing else beside them", async () => {
    const row = { id: "browser", expiresAt: "2013-02-06T12:15:00.000Z", participantId: null };
    await store.transact((writer) => writer.put("passkeyChallenges", row));
    const mixed = store.transact(async (writer) => {
      await writer.remove("passkeyChallenges", row.id);
      await writer.put("documents", documentOf("opinion-5"));
    });
    await expect(mixed).rejects.toThrow(WriteWithoutEventError);
    expect(await store.read((reader) => reader.list("passkeyChallenges"))).toEqual([row]);
    await store.transact((writer) => writer.remove("passkeyChallenges", row.id));
    expect(await store.read((reader) => reader.list("passkeyChallenges"))).toEqual([]);
    expect(await everything(store)).toEqual([]);
  });

  test("keeps an inbox without an event", async () => {
    const place = { seq: 3, at: "2013-02-06T12:15:00.000Z" };
    const inbox = { id: "ana", readUpTo: place, doneUpTo: place, marks: [], following: [], muted: ["thread/a"] };
    await store.transact((writer) => writer.put("inboxes", inbox));
    expect(await store.read((reader) => reader.get("inboxes", "ana"))).toEqual(inbox);
    expect(await everything(store)).toEqual([]);
  });

  test("accepts a transaction that only reads without an event", async () => {
    expect(await store.transact((writer) => writer.list("documents"))).toEqual([]);
    expect(await everything(store)).toEqual([]);
  });

  test("keeps nothing of a failed transaction, and runs the next one", async () => {
    const failing = store.transact(async (writer) => {
      await makeDocument(writer, "opinion-5");
      await writer.put("contents", { id: hashOf("a"), draft: {} });
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    expect(await store.read((reader) => reader.get("documents", "opinion-5"))).toBeUndefined();
    expect(await store.read((reader) => reader.get("contents", hashOf("a")))).toBeUndefined();
    expect(await everything(store)).toEqual([]);
    await store.transact((writer) => makeDocument(writer, "opinion-6"));
    expect((await everything(store)).map(({ seq }) => seq)).toEqual([1]);
  });

  test("shows a transaction its own writes", async () => {
    await store.transact((writer) => makeDocument(writer, "opinion-5", "First"));
    const seen = await store.transact(async (writer) => {
      await makeDocument(writer, "opinion-5", "Second");
      await makeDocument(writer, "opinion-6");
      await writer.remove("documents", "opinion-6");
      return {
        one: await writer.get("documents", "opinion-5"),
        gone: await writer.get("documents", "opinion-6"),
        all: await writer.list("documents"),
        events: (await writer.events({ after: 1, limit: 10 })).map(({ seq }) => seq),
        last: await writer.lastEvent(),
      };
    });
    const second = documentOf("opinion-5", "Second");
    expect(seen).toEqual({ one: second, gone: undefined, all: [second], events: [2, 3], last: 3 });
  });

  test("shows a transaction the rows that it expects as those before it left them", async () => {
    const expects = [{ collection: "documents", id: "opinion-5" }] as const;
    const rename = (title: string): Promise<string | undefined> =>
      store.transact(
        async (writer) => {
          const before = await writer.get("documents", "opinion-5");
          await makeDocument(writer, "opinion-5", title);
          return before?.title;
        },
        { expects },
      );
    expect(await Promise.all(["one", "two", "three"].map(rename))).toEqual([undefined, "one", "two"]);
    expect(await rename("four")).toBe("three");
  });

  test("filters a list by a field", async () => {
    await store.transact(async (writer) => {
      for (const [id, participantId] of [
        ["s1", "ada"],
        ["s2", "ben"],
        ["s3", "ada"],
      ] as const) {
        await writer.put("sessions", { id, participantId, createdAt: "", expiresAt: "" });
      }
      await writer.append(documentCreated("x"));
    });
    const sessions = await store.read((reader) => reader.list("sessions", { participantId: "ada" }));
    expect(sessions.map(({ id }) => id).toSorted()).toEqual(["s1", "s3"]);
  });

  test("numbers events from 1 without gaps, and filters them by document, number and limit", async () => {
    for (const id of ["a", "b", "a", "a"]) await store.transact((writer) => makeDocument(writer, id));
    const seqs = async (query: { after: number; limit: number; documentId?: string }): Promise<number[]> =>
      (await store.read((reader) => reader.events(query))).map(({ seq }) => seq);
    expect(await seqs({ after: 0, limit: 10 })).toEqual([1, 2, 3, 4]);
    expect(await seqs({ after: 0, limit: 10, documentId: "a" })).toEqual([1, 3, 4]);
    expect(await seqs({ after: 1, limit: 1, documentId: "a" })).toEqual([3]);
    expect(await seqs({ after: 4, limit: 10 })).toEqual([]);
    expect(await store.read((reader) => reader.lastEvent())).toBe(4);
  });

  test("finds an event by its unordered id, also within the transaction that appends it", async () => {
    for (let count = 0; count < 30; count += 1) await store.transact((writer) => makeDocument(writer, "a"));
    const ids = (await everything(store)).map(({ id }) => id);
    expect(new Set(ids).size).toBe(30);
    expect(ids).not.toEqual(ids.toSorted());
    const own = await store.transact(async (writer) => {
      await makeDocument(writer, "a");
      const [last] = await writer.events({ after: 30, limit: 1 });
      return writer.eventNumber(last?.id ?? "");
    });
    expect(own).toBe(31);
    const numbers = await store.read((reader) => Promise.all(ids.map((id) => reader.eventNumber(id))));
    expect(numbers).toEqual(ids.map((_, index) => index + 1));
    expect(await store.read((reader) => reader.eventNumber("none"))).toBeUndefined();
  });

  test("keeps the before and after of an event", async () => {
    await store.transact((writer) => makeDocument(writer, "opinion-5"));
    expect(await everything(store)).toEqual([
      expect.objectContaining({ seq: 1, id: expect.any(String) as string, ...documentCreated("opinion-5") }),
    ]);
  });

  test("empties the earlier events of a forgotten subject and no others", async () => {
    await store.transact((writer) => makeDocument(writer, "a"));
    await store.transact((writer) => makeDocument(writer, "b"));
    await store.transact(async (writer) => {
      await writer.forget({ collection: "documents", id: "a" });
      await writer.append(documentCreated("a", { after: "tombstone" }));
    });
    expect((await everything(store)).map(({ after }) => after)).toEqual([null, documentOf("b"), "tombstone"]);
  });

  test("rewrites earlier events under their number and id", async () => {
    await store.transact((writer) => makeDocument(writer, "a"));
    await store.transact((writer) => makeDocument(writer, "b"));
    const [first] = await everything(store);
    await store.transact(async (writer) => {
      await writer.rewrite([{ ...first!, actor: "erased" }]);
      await writer.append(documentCreated("c"));
    });
    expect((await everything(store)).map(({ id, actor }) => [id, actor])).toEqual([
      [first!.id, "erased"],
      expect.any(Array),
      expect.any(Array),
    ]);
    const rewriting = store.transact((writer) => writer.rewrite([first!]));
    await expect(rewriting).rejects.toThrow(WriteWithoutEventError);
  });

  test("stores texts and files by hash, and removes files", async () => {
    const text = { id: hashOf("text"), draft: { type: "doc", content: [] } };
    const file = { id: hashOf("file"), bytes: new Uint8Array([0, 10, 13, 255]) };
    await store.transact(async (writer) => {
      await writer.put("contents", text);
      await writer.put("originals", file);
      expect(await writer.get("contents", text.id)).toEqual(text);
      await makeDocument(writer, "opinion-5");
    });
    expect(await store.read((reader) => reader.get("contents", text.id))).toEqual(text);
    expect(await store.read((reader) => reader.get("originals", file.id))).toEqual(file);
    await store.transact(async (writer) => {
      await writer.remove("originals", file.id);
      await writer.append(documentCreated("opinion-5"));
    });
    expect(await store.read((reader) => reader.get("originals", file.id))).toBeUndefined();
  });

  test("returns documents that cannot be modified", async () => {
    await store.transact((writer) => makeDocument(writer, "opinion-5"));
    const found = await store.read((reader) => reader.get("documents", "opinion-5"));
    expect(() => Object.assign(found!, { title: "Other" })).toThrow(TypeError);
    expect(() => found!.relations.push({ kind: "forks", documentId: "x" })).toThrow(TypeError);
  });

  test("shows a reader one state, whatever is committed meanwhile", async () => {
    await store.transact((writer) => makeDocument(writer, "a", "First"));
    const look = async (reader: Reader) => {
      await store.transact((writer) => makeDocument(writer, "a", "Second"));
      await store.transact((writer) => makeDocument(writer, "b"));
      return {
        a: (await reader.get("documents", "a"))?.title,
        count: (await reader.list("documents")).length,
        events: (await reader.events({ after: 0, limit: 9 })).length,
      };
    };
    expect(await store.read(look, { once: true })).toEqual({ a: "First", count: 1, events: 1 });
    expect((await store.read((reader) => reader.get("documents", "a")))?.title).toBe("Second");
  });

  test("shows a reader a large change as a whole or not at all", async () => {
    const many = Array.from({ length: 2_000 }, (_, at) => `opinion-${String(at)}`);
    await store.transact((writer) => makeDocument(writer, "opinion-0", "Before"));
    let isWriting = true as boolean;
    const writing = store
      .transact(async (writer) => {
        for (const id of many) await makeDocument(writer, id, "After");
      })
      .finally(() => (isWriting = false));
    const seen = new Set<string>();
    while (isWriting) {
      const { documents, last } = await store.read(async (reader) => ({
        documents: await reader.list("documents"),
        last: await reader.lastEvent(),
      }));
      seen.add(JSON.stringify([last, documents.length, documents.some(({ title }) => title === "Before")]));
      await nextTurn();
    }
    await writing;
    expect([...seen].filter((state) => state !== "[1,1,true]" && state !== "[2001,2000,false]")).toEqual([]);
    expect(await store.read((reader) => reader.list("documents"))).toHaveLength(2_000);
  });

  test("loses no write when transactions update the same value", async () => {
    await store.transact((writer) => makeDocument(writer, "a", ""));
    const add = (letter: string): Promise<void> =>
      store.transact(async (writer) => {
        const title = (await writer.get("documents", "a"))?.title ?? "";
        await makeDocument(writer, "a", title + letter);
      });
    await Promise.all(["x", "y", "z"].map(add));
    expect((await store.read((reader) => reader.get("documents", "a")))?.title).toBe("xyz");
  });

  test("sends a listener committed events in order until it unsubscribes", async () => {
    const heard: [number, string][] = [];
    const leave = store.subscribe(({ seq, subject }) => heard.push([seq, subject.id]));
    const failing = store.transact(async (writer) => {
      await makeDocument(writer, "never");
      throw new Error("no");
    });
    await Promise.allSettled([
      failing,
      ...["a", "b", "c"].map((id) => store.transact((writer) => makeDocument(writer, id))),
    ]);
    leave();
    await store.transact((writer) => makeDocument(writer, "d"));
    expect(heard).toEqual([
      [1, "a"],
      [2, "b"],
      [3, "c"],
    ]);
  });

  test("puts events in their chains, in order, and returns the head and a part of each", async () => {
    for (const [id, chain] of [
      ["a", "public"],
      ["b", undefined],
      ["c", "public"],
      ["d", "public"],
    ] as const) {
      await store.transact((writer) => writer.append(documentCreated(id, chain && { chain })));
    }
    const seen = await store.transact(async (writer) => {
      await writer.append(documentCreated("e", { chain: "public" }));
      return {
        head: (await writer.chainHead("public")).position,
        events: (await writer.chainEvents({ chain: "public", after: 1, limit: 10 })).map(({ seq }) => seq),
      };
    });
    expect(seen).toEqual({ head: 4, events: [3, 4, 5] });
    await store.read(async (reader) => {
      const last = await reader.chainEvents({ chain: "public", after: 3, limit: 1 });
      expect(last.map(({ audit }) => ({ position: audit.position, link: audit.link }))).toEqual([
        await reader.chainHead("public"),
      ]);
      expect((await reader.chainHead("private")).position).toBe(1);
      expect((await reader.chainEvents({ chain: "public", after: 1, limit: 2 })).map(({ seq }) => seq)).toEqual([3, 4]);
    });
    expect(await chainFaults(store)).toEqual([]);
  });

  test("has no event in a chain at first", async () => {
    await store.read(async (reader) => {
      expect(await reader.chainHead("public")).toEqual(emptyHead);
      expect(await reader.chainEvents({ chain: "public", after: 0, limit: 1 })).toEqual([]);
    });
  });

  test("keeps the chains whole when facts are forgotten and events are rewritten", async () => {
    for (const id of ["a", "b", "c"]) {
      await store.transact((writer) => writer.append(documentCreated(id, { chain: "public" })));
    }
    const head = await store.read((reader) => reader.chainHead("public"));
    await store.transact(async (writer) => {
      await writer.forget({ collection: "documents", id: "a" });
      const [, second] = await writer.events({ after: 0, limit: 2 });
      if (second) await writer.rewrite([{ ...second, actor: "erased" }]);
      await writer.append(documentCreated("d"));
    });
    const [, second] = await everything(store);
    expect(second?.actor).toBe("erased");
    expect(await store.read((reader) => reader.chainHead("public"))).toEqual(head);
    expect(await chainFaults(store)).toEqual([]);
  });
});

const chainFaults = (store: Store): Promise<StoreFault[]> => store.read((reader) => auditFaults(reader));
