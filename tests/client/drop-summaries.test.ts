import fs from "node:fs";
import path from "node:path";
import { withoutSummaries } from "../../client/drop-summaries.ts";

const folder = path.join(__dirname, "../../server/core/contract");
const operationFiles = fs.readdirSync(folder).filter((name) => name.endsWith("-operations.ts"));

test.each(operationFiles)("the client's %s has no summary of an operation", (name) => {
  const source = fs.readFileSync(path.join(folder, name), "utf8");
  expect(source).toMatch(/\bsummary:\s*"/u);
  expect(withoutSummaries(source)).not.toMatch(/\bsummary:\s*["'`]/u);
});

test("keeps fields of the same name", () => {
  const source = 'summary: "Lists all",\n  path: "/all",\n  answer: z.object({ summary: ChangeSummary.nullable() })';
  expect(withoutSummaries(source)).toBe('\n  path: "/all",\n  answer: z.object({ summary: ChangeSummary.nullable() })');
});
