import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { OtherFormError } from "../../../server/store/lowdb/file-form.ts";
import { JournalDamagedError } from "../../../server/store/lowdb/journal.ts";
import type { StoreNotice } from "../../../server/store/lowdb/data-folder.ts";
import { openLowdbStore } from "../../../server/store/lowdb/lowdb.ts";
import { newFolder, makeDocument, contentOf, reopened } from "./document-folder.ts";

test("drops, reports and overwrites an incomplete last line", async () => {
  const folder = newFolder();
  await reopened(folder, (store) => makeDocument(store, "a"));
  const file = path.join(folder, "journal-1.jsonl");
  appendFileSync(file, '{"puts":[["documents",{"id":"b"');

  const notices: StoreNotice[] = [];
  const store = await openLowdbStore({ folder, notice: (notice) => notices.push(notice) });
  expect(notices).toEqual([{ code: "journal-torn", params: { file, bytes: 31 } }]);
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

test("drops zeros that a power cut left in place of a line, and everything after them", async () => {
  const folder = newFolder();
  await reopened(folder, async (store) => {
    for (const id of ["a", "b", "c"]) await makeDocument(store, id);
  });
  const file = path.join(folder, "journal-1.jsonl");
  const [head, first, second = "", third] = readFileSync(file, "utf8").split("\n");
  writeFileSync(file, [head, first, `${second.slice(0, 20)}${"\0".repeat(second.length - 20)}`, third, ""].join("\n"));

  const notices: StoreNotice[] = [];
  const store = await openLowdbStore({ folder, notice: (notice) => notices.push(notice) });
  expect(notices.map(({ code }) => code)).toEqual(["journal-torn"]);
  await makeDocument(store, "d");
  await store.close();
  expect((await reopened(folder, contentOf)).documents.map(({ id }) => id)).toEqual(["a", "d"]);
});

test("rejects a file in another format, and one that was cut short", async () => {
  const [older, cut] = [newFolder(), newFolder()];
  await reopened(older, (store) => makeDocument(store, "a"));
  const journal = path.join(older, "journal-1.jsonl");
  writeFileSync(journal, readFileSync(journal, "utf8").replace('{"form":2}\n', ""));
  await expect(openLowdbStore({ folder: older })).rejects.toThrow(OtherFormError);

  const store = await openLowdbStore({ folder: cut, snapshotAfter: 1 });
  await makeDocument(store, "a");
  await store.close();
  const snapshot = path.join(cut, "snapshot.jsonl");
  writeFileSync(snapshot, readFileSync(snapshot, "utf8").split("\n").slice(0, 2).join("\n"));
  await expect(openLowdbStore({ folder: cut })).rejects.toMatchObject({
    code: "snapshot-cut",
    params: { file: snapshot, found: 1, expected: 2 },
  });
});
