import { writeFileSync } from "node:fs";
import path from "node:path";
import { journalsIn } from "../../../server/store/lowdb/read-folder.ts";
import { scratchFolder } from "../../support/scratch-folder.ts";

const folder = scratchFolder();

test("lists journals in the order of their numbers, and no other files", async () => {
  for (const name of ["journal-9.jsonl", "journal-10.jsonl", "journal-11.jsonl.torn", "old-journal-8.jsonl", "lock"])
    writeFileSync(path.join(folder, name), "");
  expect(await journalsIn(folder)).toEqual([9, 10]);
});
