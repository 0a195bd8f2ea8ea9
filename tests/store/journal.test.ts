import { readFileSync } from "node:fs";
import path from "node:path";
import { Journal } from "../../server/store/journal.ts";
import { scratchFolder } from "../support/scratch-folder.ts";

const folder = scratchFolder();

test("lines stand in the order they were asked for, each promise after its line is there", async () => {
  const file = path.join(folder, "order");
  const journal = await Journal.open(file, 0);
  const asked = Array.from({ length: 200 }, (_, number) =>
    journal.append(String(number)).then(() => readFileSync(file, "utf8").includes(`${String(number)}\n`)),
  );
  expect((await Promise.all(asked)).every(Boolean)).toBe(true);
  await journal.close();
  expect(readFileSync(file, "utf8")).toBe(Array.from({ length: 200 }, (_, number) => `${String(number)}\n`).join(""));
});

test("who only waits is answered after what was asked before them", async () => {
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

test("after a write that failed nothing more is accepted", async () => {
  const journal = await Journal.open(path.join(folder, "failed"), 0);
  await journal.close();
  await expect(journal.append("a")).rejects.toThrow("reopen the store");
  await expect(journal.append("b")).rejects.toThrow("reopen the store");
  await expect(journal.settled()).rejects.toThrow("reopen the store");
});
