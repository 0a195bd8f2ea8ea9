import { createHash } from "node:crypto";
import {
  appendFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import path from "node:path";
import fc from "fast-check";
import { checkedLine, OtherFormError } from "../../../server/store/lowdb/file-form.ts";
import { headPath } from "../../../server/store/lowdb/head-file.ts";
import { JournalDamagedError } from "../../../server/store/lowdb/read-journal.ts";
import type { StoreNotice } from "../../../server/store/lowdb/data-folder.ts";
import { openLowdbStore } from "../../../server/store/lowdb/lowdb.ts";
import type { Store } from "../../../server/store/store.ts";
import { documentCreated } from "../document-event.ts";
import { newFolder, makeDocument, contentOf, reopened } from "./document-folder.ts";

test("keeps an incomplete last line aside, and reports it once", async () => {
  const folder = newFolder();
  await reopened(folder, (store) => makeDocument(store, "a"));
  const file = path.join(folder, "journal-1.jsonl");
  appendFileSync(file, '{"puts":[["documents",{"id":"b"');

  const notices: StoreNotice[] = [];
  const store = await openLowdbStore({ folder, notice: (notice) => notices.push(notice) });
  const kept = path.join(folder, "aside", "journal-1.jsonl.torn");
  expect(notices).toEqual([{ code: "journal-torn", params: { file, bytes: 31, kept } }]);
  expect(readFileSync(kept, "utf8")).toBe('{"puts":[["documents",{"id":"b"');
  await makeDocument(store, "c");
  await store.close();
  const { documents, events } = await reopened(folder, contentOf);
  expect(documents.map(({ id }) => id)).toEqual(["a", "c"]);
  expect(events.map(({ seq }) => seq)).toEqual([1, 2]);
});

test.each([
  ["an unreadable line", (lines: string[]) => lines.with(1, "{")],
  ["a missing line", (lines: string[]) => lines.toSpliced(1, 1)],
])("treats %s before other lines as damage and does not open", async (_what, damage) => {
  const folder = newFolder();
  await reopened(folder, async (store) => {
    for (const id of ["a", "b", "c"]) await makeDocument(store, id);
  });
  const file = path.join(folder, "journal-1.jsonl");
  writeFileSync(file, damage(readFileSync(file, "utf8").split("\n")).join("\n"));
  const damaged = openLowdbStore({ folder });
  await expect(damaged).rejects.toThrow(JournalDamagedError);
  await expect(damaged).rejects.toMatchObject({ params: { file, line: 2 } });
});

test("treats a changed line as damage, even when it is valid JSON", async () => {
  const folder = newFolder();
  await reopened(folder, (store) => makeDocument(store, "a", "shall"));
  const file = path.join(folder, "journal-1.jsonl");
  writeFileSync(file, readFileSync(file, "utf8").replaceAll("shall", "small"));
  await expect(openLowdbStore({ folder })).rejects.toMatchObject({
    code: "journal-damaged",
    params: { file, line: 2 },
  });
});

test("keeps zeros that a power cut left in place of the last line aside", async () => {
  const folder = newFolder();
  let heads = "";
  await reopened(folder, async (store) => {
    await makeDocument(store, "a");
    heads = readFileSync(headPath(folder), "utf8");
    await makeDocument(store, "b");
  });
  // The heads are written after the line.
  writeFileSync(headPath(folder), heads);
  const file = path.join(folder, "journal-1.jsonl");
  const [head, first, second = ""] = readFileSync(file, "utf8").split("\n");
  writeFileSync(file, [head, first, `${second.slice(0, 20)}${"\0".repeat(second.length - 20)}`, ""].join("\n"));

  const notices: StoreNotice[] = [];
  const store = await openLowdbStore({ folder, notice: (notice) => notices.push(notice) });
  expect(notices.map(({ code }) => code)).toEqual(["journal-torn"]);
  await makeDocument(store, "d");
  await store.close();
  expect((await reopened(folder, contentOf)).documents.map(({ id }) => id)).toEqual(["a", "d"]);
});

test("treats a zero byte before a readable line as damage", async () => {
  const folder = newFolder();
  await reopened(folder, async (store) => {
    for (const id of ["a", "b", "c"]) await makeDocument(store, id);
  });
  const file = path.join(folder, "journal-1.jsonl");
  const lines = readFileSync(file, "utf8").split("\n");
  writeFileSync(file, lines.with(2, `${lines[2]!.slice(0, 20)}\0${lines[2]!.slice(21)}`).join("\n"));
  await expect(openLowdbStore({ folder })).rejects.toMatchObject({
    code: "journal-damaged",
    params: { file, line: 3 },
  });
});

test("rejects a file of a later format, and one that was cut short", async () => {
  const [later, cut] = [newFolder(), newFolder()];
  await reopened(later, (store) => makeDocument(store, "a"));
  writeFileSync(path.join(later, "journal-1.jsonl"), `${checkedLine('{"form":99,"journal":1}')}\n`);
  await expect(openLowdbStore({ folder: later })).rejects.toThrow(OtherFormError);

  await reopened(cut, (store) => makeDocument(store, "a"));
  const snapshot = await snapshotOf(cut);
  writeFileSync(snapshot, readFileSync(snapshot, "utf8").split("\n").slice(0, 2).join("\n"));
  await expect(openLowdbStore({ folder: cut })).rejects.toMatchObject({
    code: "snapshot-cut",
    params: { file: snapshot, found: 1, expected: 4 },
  });
});

/** Makes an open store write a snapshot, and returns its path. */
async function snapshotOf(folder: string): Promise<string> {
  const store = await openLowdbStore({ folder, snapshotAfter: 1 });
  await makeDocument(store, "z");
  await store.close();
  return path.join(folder, "snapshot.jsonl");
}

/** Returns the names of all files in a folder, at any depth. */
const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name, parentPath }) => path.relative(folder, path.join(parentPath, name)))
    .toSorted();

const text = "an uploaded draft";
const bodyId = createHash("sha256").update(text).digest("hex");

/** Stores a draft's text and its uploaded file. */
const keepBodies = (store: Store): Promise<void> =>
  store.transact(async (writer) => {
    await writer.put("contents", { id: bodyId, draft: { text } });
    await writer.put("originals", { id: bodyId, bytes: new TextEncoder().encode(text) });
    await writer.append(documentCreated("with-bodies"));
  });

describe("a folder that was copied or restored only in part", () => {
  let folder: string;
  beforeEach(async () => {
    folder = newFolder();
    await reopened(folder, keepBodies);
    await snapshotOf(folder);
    await reopened(folder, (store) => makeDocument(store, "after"));
  });

  /** Expects the folder to be refused, and every file still to be there. */
  async function expectRefusal(code: string, file: string): Promise<void> {
    const before = filesIn(folder);
    await expect(openLowdbStore({ folder })).rejects.toMatchObject({ code, params: { file: path.join(folder, file) } });
    expect(filesIn(folder)).toEqual(before);
  }
  const journals = (): string[] => readdirSync(folder).filter((name) => name.startsWith("journal-"));

  test("without its snapshot is refused", async () => {
    unlinkSync(path.join(folder, "snapshot.jsonl"));
    await expectRefusal("snapshot-missing", "snapshot.jsonl");
  });

  test("with only texts and uploaded files is refused", async () => {
    for (const name of [...journals(), "snapshot.jsonl"]) unlinkSync(path.join(folder, name));
    await expectRefusal("journal-missing", "journal-1.jsonl");
  });

  test("without the journal that the snapshot names is refused", async () => {
    const [first = ""] = journals().toSorted();
    unlinkSync(path.join(folder, first));
    await expectRefusal("journal-missing", first);
  });

  test("without a journal in between is refused", async () => {
    await reopened(folder, (store) => makeDocument(store, "later"));
    const [, second = ""] = journals().toSorted();
    unlinkSync(path.join(folder, second));
    await expectRefusal("journal-missing", second);
  });

  test("with an emptied journal is refused", async () => {
    const last = journals().toSorted().at(-1) ?? "";
    truncateSync(path.join(folder, last));
    await expectRefusal("journal-empty", last);
  });

  test("with a journal cut at the end of a line is refused, if another follows", async () => {
    await reopened(folder, (store) => makeDocument(store, "later"));
    const at = journals()
      .toSorted()
      .findIndex((name) => readFileSync(path.join(folder, name), "utf8").includes('"id":"after"'));
    const name = journals().toSorted()[at] ?? "";
    const lines = readFileSync(path.join(folder, name), "utf8").split("\n");
    writeFileSync(path.join(folder, name), `${lines.slice(0, -2).join("\n")}\n`);
    await expectRefusal("journal-gap", name);
  });

  test.each(["contents", "originals"])("without a file in %s is refused", async (collection) => {
    const name = path.join(collection, collection === "contents" ? `${bodyId}.json` : bodyId);
    unlinkSync(path.join(folder, name));
    await expectRefusal("body-missing", name);
  });
});

test("reports a bit that flipped anywhere in a snapshot", async () => {
  const folder = newFolder();
  await reopened(folder, keepBodies);
  const snapshot = await snapshotOf(folder);
  const bytes = readFileSync(snapshot);
  await fc.assert(
    fc.asyncProperty(fc.nat(bytes.length - 1), fc.nat(7), async (at, bit) => {
      const flipped = Buffer.from(bytes);
      flipped[at]! ^= 1 << bit;
      writeFileSync(snapshot, flipped);
      const opened = openLowdbStore({ folder }).then((store) => store.close());
      await expect(opened).rejects.toMatchObject({ params: { file: snapshot } });
    }),
    { numRuns: 60, examples: [[8, 0]] },
  );
  writeFileSync(snapshot, bytes);
  await reopened(folder, contentOf);
});

test.each([
  ["contents", `${bodyId}.json`],
  ["originals", bodyId],
] as const)("does not serve a changed file in %s", async (collection, name) => {
  const folder = newFolder();
  await reopened(folder, keepBodies);
  const file = path.join(folder, collection, name);
  writeFileSync(file, readFileSync(file, "utf8").replace("draft", "craft"));
  await reopened(folder, async (store) => {
    const read = store.read((reader) => reader.get(collection, bodyId));
    const fault = { code: "body-damaged", params: { file }, body: { collection, id: bodyId } };
    await expect(read).rejects.toMatchObject({ fault });
    expect(await store.checkBodies(new AbortController().signal)).toEqual([fault]);
  });
});

test("moves files that belong to no version aside, and names them", async () => {
  const folder = newFolder();
  await reopened(folder, keepBodies);
  const stray = createHash("sha256").update("stray").digest("hex");
  writeFileSync(path.join(folder, "originals", stray), "stray");
  const notices: StoreNotice[] = [];
  const store = await openLowdbStore({ folder, notice: (notice) => notices.push(notice) });
  await store.close();
  expect(notices).toEqual([
    { code: "set-aside", params: { folder: path.join(folder, "aside"), files: path.join("originals", stray) } },
  ]);
  expect(readFileSync(path.join(folder, "aside", `originals-${stray}`), "utf8")).toBe("stray");
});

test("finishes the removal of a file that a crash interrupted", async () => {
  const folder = newFolder();
  await reopened(folder, async (store) => {
    await keepBodies(store);
    await store.transact(async (writer) => {
      await writer.remove("originals", bodyId);
      await writer.append(documentCreated("removed"));
    });
  });
  const file = path.join(folder, "originals", bodyId);
  writeFileSync(file, text);
  await reopened(folder, contentOf);
  expect([existsSync(file), existsSync(path.join(folder, "aside"))]).toEqual([false, false]);
});

describe("a removed file of which a crash left a copy aside", () => {
  const remove = (store: Store): Promise<void> =>
    store.transact(async (writer) => {
      await writer.remove("originals", bodyId);
      await writer.append(documentCreated("removed"));
    });

  /** Returns a folder in which an upload was interrupted and then repeated. */
  async function folderWithCopy(): Promise<string> {
    const folder = newFolder();
    await reopened(folder, (store) => makeDocument(store, "a"));
    writeFileSync(path.join(folder, "originals", bodyId), text);
    await reopened(folder, keepBodies);
    expect(readdirSync(path.join(folder, "aside"))).toEqual([`originals-${bodyId}`]);
    return folder;
  }

  test("leaves no copy", async () => {
    const folder = await folderWithCopy();
    await reopened(folder, remove);
    expect(readdirSync(path.join(folder, "aside"))).toEqual([]);
  });

  test("leaves no copy if its removal was interrupted too", async () => {
    const folder = await folderWithCopy();
    const copy = path.join(folder, "aside", `originals-${bodyId}`);
    await reopened(folder, remove);
    writeFileSync(copy, text);
    await reopened(folder, contentOf);
    expect(existsSync(copy)).toBe(false);
  });
});

test("confirms the last lines of a killed process on the disk before it serves them", async () => {
  const folder = newFolder();
  await reopened(folder, (store) => makeDocument(store, "a"));
  const handle = await open(__filename);
  const prototype = Object.getPrototypeOf(handle) as FileHandle;
  await handle.close();
  const confirmed: string[] = [];
  const spy = jest.spyOn(prototype, "datasync").mockImplementation(function (this: FileHandle) {
    confirmed.push(path.basename(readlinkSync(`/proc/self/fd/${this.fd}`)));
    return Promise.resolve();
  });
  await reopened(folder, contentOf).finally(() => spy.mockRestore());
  expect(confirmed).toContain("journal-1.jsonl");
});
