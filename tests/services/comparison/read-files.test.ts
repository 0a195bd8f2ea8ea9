import fs from "node:fs";
import { ProblemError } from "../../../server/services/kernel/problem.ts";
import { readOne } from "../../../server/services/comparison/read-files.ts";

test("rejects a Word file as plain text", async () => {
  const bytes = fs.readFileSync("fixtures/wtpf-13/files/opinion-5.1.docx");
  await expect(readOne({ name: "opinion-5.1.docx", bytes }, { plain: true })).rejects.toThrow(ProblemError);
});

test("keeps labels in plain text, and makes each paragraph a clause", async () => {
  const bytes = new TextEncoder().encode("a) one\r\n\r\nb) two");
  const { text } = await readOne({ name: "draft.txt", bytes }, { plain: true });
  expect(text.clauses.map(({ start, end }) => text.text.slice(start, end))).toEqual(["a) one", "b) two"]);
});
