import { copyFileSync, readdirSync, readFileSync, unlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { verifyStore } from "../../../server/services/forum/backup.ts";
import { emptyHeads } from "../../../server/store/audit-chain.ts";
import { acceptHeads, verifyFolder } from "../../../server/store/lowdb/verify-folder.ts";
import { checkedLine, textOfLine } from "../../../server/store/lowdb/file-form.ts";
import { headPath } from "../../../server/store/lowdb/head-file.ts";
import { openLowdbStore } from "../../../server/store/lowdb/lowdb.ts";
import { documentCreated } from "../document-event.ts";
import { makeDocument, newFolder, reopened } from "./document-folder.ts";

/** Makes a folder with 30 documents, and cuts the last 20 events off its journal. */
async function cutJournal(): Promise<string> {
  const folder = newFolder();
  await reopened(folder, async (store) => {
    for (let count = 0; count < 30; count += 1) await makeDocument(store, `document-${count}`);
  });
  const file = path.join(folder, "journal-1.jsonl");
  const lines = readFileSync(file, "utf8").split("\n");
  writeFileSync(file, `${lines.slice(0, -21).join("\n")}\n`);
  return folder;
}

/** Makes a folder with a snapshot of 30 documents, and cuts the last 20 events off it as if it never had them. */
async function cutSnapshot(): Promise<string> {
  const folder = newFolder();
  await reopened(folder, async (store) => {
    for (let count = 0; count < 30; count += 1) await makeDocument(store, `document-${count}`);
    await store.transact(async (writer) => {
      await writer.forget({ collection: "documents", id: "none" });
      await writer.append(documentCreated("last"));
    });
  });
  const file = path.join(folder, "snapshot.jsonl");
  const [head = "", ...lines] = readFileSync(file, "utf8").trimEnd().split("\n");
  const facts = JSON.parse(textOfLine(head) ?? "") as { events: number };
  const left = [checkedLine(JSON.stringify({ ...facts, events: facts.events - 20 })), ...lines.slice(0, -20)];
  writeFileSync(file, `${left.join("\n")}\n`);
  for (const name of readdirSync(folder).filter((one) => one.startsWith("journal"))) {
    const journal = path.join(folder, name);
    writeFileSync(
      journal,
      `${checkedLine((textOfLine(readFileSync(journal, "utf8").trimEnd()) ?? "").replace("31", "11"))}\n`,
    );
  }
  return folder;
}

test.each([
  ["a journal", cutJournal, { found: 10, expected: 30 }],
  ["a snapshot", cutSnapshot, { found: 11, expected: 31 }],
])("20 events cut from the end of %s are noticed", async (_where, cut, counts) => {
  const folder = await cut();
  const params = { folder, file: headPath(folder), ...counts };
  expect((await verifyFolder(folder)).faults).toEqual([{ code: "events-cut", params }]);
  await expect(openLowdbStore({ folder })).rejects.toMatchObject({ code: "events-cut", params });
});

const noHeads = JSON.stringify(emptyHeads);

test.each<[string, (file: string) => void, string]>([
  ["missing", (file) => unlinkSync(file), "heads-missing"],
  ["zero", (file) => writeFileSync(file, "\0".repeat(512)), "heads-damaged"],
  ["damaged", (file) => writeFileSync(file, readFileSync(file, "utf8").replace("private", "privata")), "heads-damaged"],
  ["that of an empty folder", (file) => writeFileSync(file, `${checkedLine(noHeads)}\n`), "events-added"],
])("a folder whose file of heads is %s is refused, until its operator accepts the events", async (_how, harm, code) => {
  const folder = await cutJournal();
  harm(headPath(folder));
  expect((await verifyFolder(folder)).faults.map((fault) => fault.code)).toEqual([code]);
  await expect(openLowdbStore({ folder })).rejects.toMatchObject({ code, params: { folder, file: headPath(folder) } });
  await acceptHeads(folder);
  expect((await verifyFolder(folder)).faults).toEqual([]);
  await reopened(folder, () => Promise.resolve());
});

test.each(["closed", "killed"])(
  "events that were added to the journal of a store that was %s are noticed",
  async (how) => {
    const folder = newFolder();
    const store = await openLowdbStore({ folder });
    await makeDocument(store, "a");
    const kept = readFileSync(headPath(folder), "utf8");
    await makeDocument(store, "b");
    await store.close();
    writeFileSync(headPath(folder), how === "killed" ? kept : closedAs(kept));
    expect((await verifyFolder(folder)).faults.map(({ code }) => code)).toEqual(["events-added"]);
  },
);

/** Returns the content of the file as a store leaves it that is closed. */
function closedAs(content: string): string {
  const heads = JSON.parse(textOfLine(content.trimEnd()) ?? "") as object;
  return `${checkedLine(JSON.stringify({ ...heads, run: "closed" }))}\n`;
}

test("events that were replaced by as many others are noticed", async () => {
  const [folder, other] = [newFolder(), newFolder()];
  for (const one of [folder, other]) await reopened(one, (store) => makeDocument(store, "a"));
  copyFileSync(path.join(other, "journal-1.jsonl"), path.join(folder, "journal-1.jsonl"));
  expect((await verifyFolder(folder)).faults.map(({ code }) => code)).toEqual(["events-replaced"]);
  await expect(openLowdbStore({ folder })).rejects.toMatchObject({ code: "events-replaced" });
});

test("the heads are those of the last acknowledged write, also while the store is open", async () => {
  const folder = newFolder();
  await reopened(folder, async (store) => {
    for (let count = 0; count < 3; count += 1) await makeDocument(store, `document-${count}`);
    const expected = await store.read((reader) => reader.chainHead("private"));
    expect(await store.verify()).toEqual([]);
    expect(readFileSync(headPath(folder), "utf8")).toContain(JSON.stringify(expected));
  });
});

test("a row that was emptied on disk with its checksum is named", async () => {
  const folder = newFolder();
  await reopened(folder, async (store) => {
    await store.transact(async (writer) => {
      await writer.put("organisations", { id: "north", name: "North", shortName: "North", group: "other" });
      await writer.append(documentCreated("a"));
    });
  });
  const file = path.join(folder, "journal-1.jsonl");
  const lines = readFileSync(file, "utf8").trimEnd().split("\n");
  const emptied = (textOfLine(lines[1] ?? "") ?? "").replace(/\{"id":"north"[^}]*\}/u, '{"id":"north"}');
  writeFileSync(file, `${lines.with(1, checkedLine(emptied)).join("\n")}\n`);
  const fault = { code: "record-unreadable", params: { folder, record: "organisations/north" } };
  expect((await verifyFolder(folder)).faults).toEqual([fault]);
  await expect(openLowdbStore({ folder })).rejects.toMatchObject(fault);
});

test("an event that was changed on disk with its checksum is found by the verification", async () => {
  const folder = newFolder();
  await reopened(folder, async (store) => {
    for (const id of ["a", "b"]) await makeDocument(store, id, "shall");
  });
  const file = path.join(folder, "journal-1.jsonl");
  const lines = readFileSync(file, "utf8").trimEnd().split("\n");
  const changed = checkedLine((textOfLine(lines[1] ?? "") ?? "").replaceAll("shall", "small"));
  writeFileSync(file, `${lines.with(1, changed).join("\n")}\n`);
  const { faults } = await reopened(folder, (store) => verifyStore({ store }));
  expect(faults).toEqual([
    { code: "chain-altered", params: { chain: "private", position: 1, seq: 1 } },
    { code: "record-altered", params: { record: "documents/a" } },
  ]);
});
