import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { readdirSync, readFileSync, mkdirSync, rmdirSync, statSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import fc from "fast-check";
import { openLowdbStore } from "../../../server/store/lowdb/lowdb.ts";
import { openMemoryStore } from "../../../server/store/memory/memory.ts";
import { NotKeptError, type Store } from "../../../server/store/store.ts";
import { builtPrograms } from "../../support/built-programs.ts";
import { holdDataSync } from "../../support/hold-data-sync.ts";
import { documentCreated, documentOf } from "../document-event.ts";
import { newFolder, makeDocument, contentOf, reopened } from "./document-folder.ts";

const writers = builtPrograms({
  crash: "tests/store/lowdb/crash-writer.ts",
  full: "tests/store/lowdb/full-writer.ts",
});

test("keeps every acknowledged write after the process is killed", async () => {
  const folder = newFolder();
  const writer = spawn(process.execPath, [path.join(writers, "crash.mjs"), folder], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const acknowledged: string[] = [];
  for await (const line of createInterface(writer.stdout)) {
    acknowledged.push(line);
    if (acknowledged.length === 500) writer.kill("SIGKILL");
  }
  if (writer.signalCode === null) await once(writer, "exit");
  expect(writer.signalCode).toBe("SIGKILL");
  const kept = new Set((await reopened(folder, contentOf)).documents.map(({ id }) => id));
  expect(acknowledged.length).toBeGreaterThanOrEqual(500);
  expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);
});

test("creates a folder that only its owner can access", async () => {
  const folder = path.join(newFolder(), "made");
  await (await openLowdbStore({ folder })).close();
  expect(statSync(folder).mode & 0o077).toBe(0);
});

test("keeps characters that end a line elsewhere as text", async () => {
  const folder = newFolder();
  const title = "a\u2028b\u2029c\rd\ne\u0085f\u0000g";
  const store = await openLowdbStore({ folder, snapshotAfter: 1 });
  await makeDocument(store, "a", title);
  await makeDocument(store, "b", title);
  await store.close();
  const { documents } = await reopened(folder, contentOf);
  expect(documents.map((document) => document.title)).toEqual([title, title]);
});

test("on a full disk, rejects only writes that do not fit and keeps the others", async () => {
  const folder = newFolder();
  const command = `ulimit -S -f 64; exec "${process.execPath}" "${writers}/full.mjs" "${folder}"`;
  const { stdout, stderr } = spawnSync("bash", ["-c", command], { encoding: "utf8" });
  expect(stderr).toBe("");
  const { results, seen, notices } = JSON.parse(stdout) as {
    results: Record<string, string>;
    seen: string[];
    notices: string[];
  };
  const kept = Object.keys(results).filter((id) => results[id] === "kept");
  expect(new Set(Object.values(results))).toEqual(new Set(["kept", "not kept"]));
  expect(kept).toEqual(expect.arrayContaining(["large-0", "large-1", "large-2", "small"]));
  expect(notices).toContain("write-failed");
  expect(seen.toSorted()).toEqual(kept.toSorted());
  expect((await reopened(folder, contentOf)).documents.map(({ id }) => id)).toEqual(kept.toSorted());
});

test("rejects a transaction whose text cannot be written, and continues", async () => {
  const folder = newFolder();
  const id = createHash("sha256").update("text").digest("hex");
  await reopened(folder, async (store) => {
    mkdirSync(path.join(folder, "contents", `${id}.json.writing`));
    const refused = store.transact(async (writer) => {
      await writer.put("contents", { id, draft: {} });
      await writer.append(documentCreated("a"));
    });
    await expect(refused).rejects.toThrow(NotKeptError);
    rmdirSync(path.join(folder, "contents", `${id}.json.writing`));
    await makeDocument(store, "b");
  });
  const { documents, events } = await reopened(folder, contentOf);
  expect([documents.map((document) => document.id), events.length]).toEqual([["b"], 1]);
});

test("keeps a file whose removal the disk does not confirm", async () => {
  const bytes = new TextEncoder().encode("an uploaded draft");
  const id = createHash("sha256").update(bytes).digest("hex");
  await reopened(newFolder(), async (store) => {
    await store.transact(async (writer) => {
      await writer.put("originals", { id, bytes });
      await writer.append(documentCreated("a"));
    });
    const disk = await holdDataSync();
    try {
      const removed = store.transact(async (writer) => {
        await writer.remove("originals", id);
        await writer.append(documentCreated("b"));
      });
      await Promise.race([disk.requested, removed]);
      disk.refuse();
      disk.release();
      await expect(removed).rejects.toThrow(NotKeptError);
    } finally {
      disk.release();
    }
    expect(await store.read((reader) => reader.get("originals", id))).toEqual({ id, bytes });
  });
});

test("takes fewer snapshots as the forum grows", async () => {
  const folder = newFolder();
  const lastJournal = (): number =>
    Math.max(...readdirSync(folder).map((name) => Number(/^journal-(\d+)\.jsonl$/u.exec(name)?.[1] ?? 0)));
  const store = await openLowdbStore({ folder, snapshotAfter: 1000 });
  for (let number = 0; number < 200; number += 1) await makeDocument(store, `d${String(number)}`, "x".repeat(500));
  const before = lastJournal();
  for (let number = 0; number < 20; number += 1) await makeDocument(store, `e${String(number)}`, "x".repeat(500));
  expect(lastJournal() - before).toBeLessThanOrEqual(1);
  await store.close();
  expect((await reopened(folder, contentOf)).documents).toHaveLength(220);
});

test.each([
  [0.4, false],
  [0.6, true],
])("a journal of %s times the size of the last snapshot leads to another: %s", async (share, isWritten) => {
  const folder = newFolder();
  const options = { folder, snapshotAfter: 1 };
  const snapshot = path.join(folder, "snapshot.jsonl");
  // Closing waits for the snapshot.
  const add = async (id: string, length: number): Promise<void> => {
    const store = await openLowdbStore(options);
    await makeDocument(store, id, "x".repeat(length));
    await store.close();
  };
  await add("a", 100_000);
  const { ino, size } = statSync(snapshot);
  // The title is in the document and in the event of its creation.
  await add("b", (size * share) / 2);
  expect(statSync(snapshot).ino !== ino).toBe(isWritten);
});

test("replaces the journal with snapshots without losing anything", async () => {
  const folder = newFolder();
  const store = await openLowdbStore({ folder, snapshotAfter: 2000 });
  const ids = Array.from({ length: 60 }, (_, index) => `d${String(index).padStart(2, "0")}`);
  await Promise.all(ids.map((id) => makeDocument(store, id)));
  await store.close();
  const files = readdirSync(folder).filter((name) => name.startsWith("journal-"));
  expect(files).toHaveLength(1);
  expect(files).not.toEqual(["journal-1.jsonl"]);
  expect((await reopened(folder, contentOf)).documents.map(({ id }) => id)).toEqual(ids);
});

test("removes forgotten text from every file before it acknowledges the transaction", async () => {
  const folder = newFolder();
  await reopened(folder, async (store) => {
    await makeDocument(store, "a", "unlawful words");
    await makeDocument(store, "b", "lawful words");
    await store.transact(async (writer) => {
      await writer.put("documents", documentOf("a", "erased"));
      await writer.forget({ collection: "documents", id: "a" });
      await writer.append(documentCreated("a", { after: null }));
    });
    const onDisk = wordsOnDisk(folder);
    expect(onDisk).toContain("lawful words");
    expect(onDisk).not.toContain("unlawful words");
  });
});

test("removes the earlier form of rewritten events from every file, and keeps the new one", async () => {
  const folder = newFolder();
  await reopened(folder, async (store) => {
    await makeDocument(store, "a", "unlawful words");
    await store.transact(async (writer) => {
      const [event] = await writer.events({ after: 0, limit: 1 });
      await writer.put("documents", documentOf("a", "erased"));
      await writer.rewrite([{ ...event!, after: "lawful words" }]);
      await writer.append(documentCreated("a", { after: null }));
    });
    expect(wordsOnDisk(folder)).not.toContain("unlawful words");
  });
  await reopened(folder, async (store) => {
    const [event] = await store.read((reader) => reader.events({ after: 0, limit: 1 }));
    expect(event?.after).toBe("lawful words");
  });
});

/** Returns the content of all files in a folder. */
function wordsOnDisk(folder: string): string {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => readFileSync(path.join(folder, name), "utf8"))
    .join("\n");
}

describe("an erasure whose snapshot failed", () => {
  const erase = (store: Store): Promise<void> =>
    store.transact(async (writer) => {
      await writer.put("documents", documentOf("a", "erased"));
      await writer.forget({ collection: "documents", id: "a" });
      await writer.append(documentCreated("a", { after: null }));
    });

  test("is completed by the next transaction, even one without changes", async () => {
    const folder = newFolder();
    await reopened(folder, async (store) => {
      await makeDocument(store, "a", "unlawful words");
      mkdirSync(path.join(folder, "snapshot.jsonl"));
      await expect(erase(store)).rejects.toThrow();
      rmdirSync(path.join(folder, "snapshot.jsonl"));
      expect(wordsOnDisk(folder)).toContain("unlawful words");
      await store.transact(() => undefined);
      expect(wordsOnDisk(folder)).not.toContain("unlawful words");
    });
  });

  test("is completed at the next start", async () => {
    const folder = newFolder();
    await reopened(folder, async (store) => {
      await makeDocument(store, "a", "unlawful words");
      mkdirSync(path.join(folder, "snapshot.jsonl"));
      await expect(erase(store)).rejects.toThrow();
    });
    rmdirSync(path.join(folder, "snapshot.jsonl"));
    await reopened(folder, () => Promise.resolve());
    expect(wordsOnDisk(folder)).not.toContain("unlawful words");
  });
});

test("moves the texts of a failed transaction aside at the next start", async () => {
  const folder = newFolder();
  const kept = createHash("sha256").update("kept").digest("hex");
  const lost = createHash("sha256").update("lost").digest("hex");
  await reopened(folder, async (store) => {
    await store.transact(async (writer) => {
      await writer.put("contents", { id: kept, draft: {} });
      await writer.append(documentCreated("a"));
    });
    const failing = store.transact(async (writer) => {
      await writer.put("contents", { id: lost, draft: {} });
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
  });
  await reopened(folder, async (store) => {
    expect(readdirSync(path.join(folder, "contents"))).toEqual([`${kept}.json`]);
    expect(await store.read((reader) => reader.get("contents", kept))).toEqual({ id: kept, draft: {} });
  });
});

/**
 * One step of a history: a transaction that writes, removes or forgets, one that fails, or (lowdb) closing and
 * reopening.
 */
const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ put: fc.constantFrom("a", "b", "c", "d"), title: fc.string({ unit: "binary" }) }),
  },
  { weight: 2, arbitrary: fc.record({ remove: fc.constantFrom("a", "b", "c", "d") }) },
  { weight: 2, arbitrary: fc.record({ pass: fc.constantFrom("a", "b"), end: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ fail: fc.constantFrom("a", "b") }) },
  { weight: 1, arbitrary: fc.record({ forget: fc.constantFrom("a", "b") }) },
  { weight: 1, arbitrary: fc.constant({ reopen: true }) },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

async function apply(store: Store, step: Step): Promise<void> {
  const running = store.transact(async (writer) => {
    if ("put" in step) {
      await writer.put("documents", documentOf(step.put, step.title));
      await writer.append(documentCreated(step.put, { after: step.title }));
    } else if ("remove" in step) {
      await writer.remove("documents", step.remove);
      await writer.append(documentCreated(step.remove));
    } else if ("pass" in step) {
      const row = { id: step.pass, expiresAt: "2013-02-06T12:05:00.000Z", participantId: null };
      if (step.end) await writer.remove("passkeyChallenges", row.id);
      else await writer.put("passkeyChallenges", row);
    } else if ("forget" in step) {
      await writer.forget({ collection: "documents", id: step.forget });
      await writer.append(documentCreated(step.forget));
    } else if ("fail" in step) {
      await writer.remove("documents", step.fail);
    }
  });
  await running.catch(() => undefined);
}

test("holds the same data in both stores after any history, including reopening", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      const memory = openMemoryStore();
      const folder = newFolder();
      const open = (): Promise<Store> => openLowdbStore({ folder, snapshotAfter: 1500 });
      let lowdb = await open();
      for (const step of steps) {
        if ("reopen" in step) {
          await lowdb.close();
          lowdb = await open();
        }
        await apply(memory, step);
        await apply(lowdb, step);
      }
      const expected = await contentOf(memory);
      const live = await contentOf(lowdb);
      await lowdb.close();
      expect(live).toEqual(expected);
      expect(await reopened(folder, contentOf)).toEqual(expected);
    }),
    { numRuns: 40 },
  );
});

test("a snapshot is the same after the events of an earlier one were read back", async () => {
  const folder = newFolder();
  const store = await openLowdbStore({ folder, snapshotAfter: 1 });
  await makeDocument(store, "a");
  await store.close();
  const linesOfA = (): string[] =>
    readFileSync(path.join(folder, "snapshot.jsonl"), "utf8")
      .split("\n")
      .filter((line) => line.includes('["events",') && line.includes('"documentId":"a"'));
  const written = linesOfA();
  const again = await openLowdbStore({ folder, snapshotAfter: 1 });
  await makeDocument(again, "b");
  await again.close();
  expect(written).toHaveLength(1);
  expect(linesOfA()).toEqual(written);
});
