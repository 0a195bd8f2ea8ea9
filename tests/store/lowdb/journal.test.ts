import { appendFileSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { Journal, JournalFailedError } from "../../../server/store/lowdb/journal.ts";
import { holdDataSync } from "../../support/hold-data-sync.ts";
import { scratchFolder } from "../../support/scratch-folder.ts";

const folder = scratchFolder();

test("writes lines in the order of the requests, and resolves each promise after its line", async () => {
  const file = path.join(folder, "order");
  const journal = await Journal.open(file, 0);
  const appended = Array.from({ length: 200 }, (_, number) =>
    journal.append(String(number)).then(() => readFileSync(file, "utf8").includes(`${String(number)}\n`)),
  );
  expect((await Promise.all(appended)).every(Boolean)).toBe(true);
  await journal.close();
  const [head, ...lines] = readFileSync(file, "utf8").split("\n");
  expect(head).toBe('{"form":2}');
  expect(lines).toEqual([...Array.from({ length: 200 }, (_, number) => String(number)), ""]);
});

test("acknowledges a line only after the disk has confirmed it", async () => {
  const file = path.join(folder, "confirmed");
  const journal = await Journal.open(file, 0);
  const disk = await holdDataSync();
  try {
    const acknowledged: string[] = [];
    const appended = journal.append("a").then(() => acknowledged.push("a"));
    await Promise.race([disk.requested, appended]);
    await wait(20);
    expect([readFileSync(file, "utf8"), acknowledged]).toEqual(['{"form":2}\na\n', []]);
    disk.confirm();
    await appended;
  } finally {
    disk.release();
  }
  await journal.close();
});

test("rejects a line that the disk does not confirm", async () => {
  const journal = await Journal.open(path.join(folder, "unconfirmed"), 0);
  const disk = await holdDataSync();
  try {
    const appended = journal.append("a");
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
  const journal = await Journal.open(path.join(folder, "wait"), 0);
  const order: string[] = [];
  await Promise.all([
    journal.append("a").then(() => order.push("kept")),
    journal.settled().then(() => order.push("settled")),
  ]);
  await journal.settled();
  expect(order).toEqual(["kept", "settled"]);
  await journal.close();
});

test("continues after the last flushed line when reopened, and cuts off the rest", async () => {
  const file = path.join(folder, "again");
  const journal = await Journal.open(file, 0);
  await journal.append("kept");
  const { flushed } = journal;
  await journal.close();
  appendFileSync(file, "half a li");
  const again = await Journal.open(file, flushed);
  await again.append("next");
  await again.close();
  expect(readFileSync(file, "utf8")).toBe('{"form":2}\nkept\nnext\n');
});

test("rejects every write after a failed one", async () => {
  const journal = await Journal.open(path.join(folder, "failed"), 0);
  await journal.close();
  await expect(journal.append("a")).rejects.toThrow(JournalFailedError);
  await expect(journal.append("b")).rejects.toThrow(JournalFailedError);
  await expect(journal.settled()).rejects.toThrow(JournalFailedError);
});
