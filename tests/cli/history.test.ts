import { printClauseHistory, printOrigins } from "../../server/cli/commands/history.ts";
import { importFile } from "../../server/cli/commands/import.ts";
import { firstDraft, secondDraft } from "../support/forum.ts";
import { scratchFolder } from "../support/scratch-folder.ts";

const data = scratchFolder();
const other = scratchFolder();
const environment = { LOG_LEVEL: "silent" };

beforeAll(async () => {
  for (const [index, text] of [firstDraft, secondDraft].entries()) {
    const bytes = new TextEncoder().encode(text);
    const round = index + 1;
    const address = `opinion-5@${round}`;
    await importFile(environment, { name: "draft.md", bytes }, address, { data, date: `2013-02-0${round}` });
  }
});

test("prints a clause's wording in every draft, by citation or id", async () => {
  expect(await printClauseHistory(environment, "opinion-5@2", "considering b)", { data, format: "text" })).toBe(
    [
      "opinion-5@1\t2013-02-01\tconsidering b)",
      "\tthat few are able to take part in meetings;",
      "opinion-5@2\t2013-02-02\tconsidering b)",
      "\tthat few are {+fully +}able to take part in [-meetings;-]{+meetings,+}",
      "",
    ].join("\n"),
  );
  const json = await printClauseHistory(environment, "opinion-5@2", "considering-b", { data, format: "json" });
  expect(JSON.parse(json)).toMatchObject({ clause: "considering-b", entries: [{}, { steps: [{ way: "next" }] }] });
});

test("prints the version that added the words before each run of words", async () => {
  const output = await printOrigins(environment, "opinion-5@2", { data, format: "text" });
  expect(output).toContain(
    "considering b)\t[opinion-5@1] that few are [opinion-5@2] fully [opinion-5@1] able to take part",
  );
  const json = await printOrigins(environment, "opinion-5@2", { data, format: "json" });
  const { versions, clauses } = JSON.parse(json) as { versions: object; clauses: { clause: string }[] };
  expect(Object.values(versions)).toEqual(["opinion-5@1", "opinion-5@2"]);
  expect(clauses.slice(0, 2).map(({ clause }) => clause)).toEqual(["title", "opening"]);
});

test("prints the clause of an earlier version that has the words too", async () => {
  const place = { data: other, date: "2013-02-01" };
  const text = (more: string): Uint8Array =>
    new TextEncoder().encode(`${firstDraft}\n3 that 1.5 °C is the limit.\n${more}`);
  await importFile(environment, { name: "draft.md", bytes: text("") }, "opinion-5@1", place);
  const bytes = text("\n4 that islands depend on 1.5 °C.\n");
  await importFile(environment, { name: "draft.md", bytes }, "opinion-5@2", { ...place, date: "2013-02-02" });
  expect(await printOrigins(environment, "opinion-5@2", { data: other, format: "text" })).toContain(
    "[opinion-5@2] that islands depend on [opinion-5@2; opinion-5@1 is of the view 3] 1.5 °C",
  );
});

test("rejects an unknown clause or version", async () => {
  const clause = printClauseHistory(environment, "opinion-5@2", "noting z)", { data, format: "text" });
  await expect(clause).rejects.toThrow("There is no clause “noting z)”.");
  const version = printOrigins(environment, "opinion-5@9", { data, format: "text" });
  await expect(version).rejects.toThrow("The forum has opinion-5@1, opinion-5@2.");
});
