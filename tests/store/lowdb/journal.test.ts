import { appendFileSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { createJournal, Journal, JournalFailedError, journalLine } from "../../../server/store/lowdb/journal.ts";
import { checkedLine } from "../../../server/store/lowdb/file-form.ts";
import type { Change } from "../../../server/store/memory/state.ts";
import { documentCreated, documentOf } from "../document-event.ts";
import { holdDataSync } from "../../support/hold-data-sync.ts";
import { scratchFolder } from "../../support/scratch-folder.ts";

const folder = scratchFolder();

const isHeld = (): Promise<void> => Promise.resolve();
const head = 'a863cc16 {"form":5,"journal":1,"after":0}';

const line = (text: string): Buffer => Buffer.from(`${text}\n`);

/** Creates a journal and opens it. */
async function newJournal(file: string, check = isHeld): Promise<Journal> {
  await createJournal(file, { journal: 1, after: 0 });
  return Journal.open(file, check);
}

test("writes lines in the order of the requests, and resolves each promise after its line", async () => {
  const file = path.join(folder, "order");
  const journal = await newJournal(file);
  const appended = Array.from({ length: 200 }, (_, number) =>
    journal.append(line(String(number))).then(() => readFileSync(file, "utf8").includes(`${String(number)}\n`)),
  );
  expect((await Promise.all(appended)).every(Boolean)).toBe(true);
  await journal.close();
  const [first, ...lines] = readFileSync(file, "utf8").split("\n");
  expect(first).toBe(head);
  expect(lines).toEqual([...Array.from({ length: 200 }, (_, number) => String(number)), ""]);
});

test("acknowledges a line only after the disk has confirmed it", async () => {
  const file = path.join(folder, "confirmed");
  const journal = await newJournal(file);
  const disk = await holdDataSync();
  try {
    const acknowledged: string[] = [];
    const appended = journal.append(line("a")).then(() => acknowledged.push("a"));
    await Promise.race([disk.requested, appended]);
    await wait(20);
    expect([readFileSync(file, "utf8"), acknowledged]).toEqual([`${head}\na\n`, []]);
    disk.confirm();
    await appended;
  } finally {
    disk.release();
  }
  await journal.close();
});

test("rejects a line that the disk does not confirm", async () => {
  const journal = await newJournal(path.join(folder, "unconfirmed"));
  const disk = await holdDataSync();
  try {
    const appended = journal.append(line("a"));
    await Promise.race([disk.requested, appended]);
    disk.refuse();
    await expect(appended).rejects.toThrow(JournalFailedError);
  } finally {
    disk.release();
  }
  expect(journal.flushed).toBeLessThan(journal.size);
  await journal.close();
});

test("resolves a wait after the writes requested before it", async () => {
  const journal = await newJournal(path.join(folder, "wait"));
  const order: string[] = [];
  await Promise.all([
    journal.append(line("a")).then(() => order.push("kept")),
    journal.settled().then(() => order.push("settled")),
  ]);
  await journal.settled();
  expect(order).toEqual(["kept", "settled"]);
  await journal.close();
});

test("continues after the last flushed line when reopened, and cuts off the rest", async () => {
  const file = path.join(folder, "again");
  const journal = await newJournal(file);
  await journal.append(line("kept"));
  const { flushed } = journal;
  await journal.close();
  appendFileSync(file, "half a li");
  const again = await Journal.open(file, isHeld, { size: flushed });
  await again.append(line("next"));
  await again.close();
  expect(readFileSync(file, "utf8")).toBe(`${head}\nkept\nnext\n`);
});

test("rejects every write after a failed one", async () => {
  const journal = await newJournal(path.join(folder, "failed"));
  await journal.close();
  await expect(journal.append(line("a"))).rejects.toThrow(JournalFailedError);
  await expect(journal.append(line("b"))).rejects.toThrow(JournalFailedError);
  await expect(journal.settled()).rejects.toThrow(JournalFailedError);
});

test("does not acknowledge a line if the folder was taken over while it was written", async () => {
  const file = path.join(folder, "taken");
  let isLost = false;
  const journal = await newJournal(file, () => (isLost ? Promise.reject(new Error("lost")) : Promise.resolve()));
  const disk = await holdDataSync();
  try {
    const appended = journal.append(line("a"));
    await Promise.race([disk.requested, appended]);
    isLost = true;
    disk.confirm();
    await expect(appended).rejects.toThrow(JournalFailedError);
  } finally {
    disk.release();
  }
  await expect(journal.append(line("b"))).rejects.toThrow(JournalFailedError);
  await journal.close();
  expect(readFileSync(file, "utf8")).toBe(`${head}\na\n`);
});

test("takes the number of a journal only once", async () => {
  const file = path.join(folder, "once");
  await createJournal(file, { journal: 1, after: 0 });
  await expect(createJournal(file, { journal: 1, after: 7 })).rejects.toMatchObject({ code: "EEXIST" });
  expect(readFileSync(file, "utf8")).toBe(`${head}\n`);
});

test("writes a change as one line of JSON, however many pieces it takes", async () => {
  const ids = Array.from({ length: 3_000 }, (_, at) => `opinion-${String(at)}`);
  const change = {
    puts: [
      ...ids.map((id) => ["documents", documentOf(id, "Über\n".repeat(40))]),
      ["contributions", { id: "long", items: ids.map((id) => ({ id, text: "Über".repeat(40) })) }],
    ],
    removes: [["documents", "opinion"]],
    events: ids.map((id) => documentCreated(id)),
    forget: [],
  } as unknown as Change;
  expect((await journalLine(7, change)).toString()).toBe(`${checkedLine(`7 ${JSON.stringify(change)}`)}\n`);
});
