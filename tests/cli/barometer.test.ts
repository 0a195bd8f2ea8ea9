import { printBarometer } from "../../server/cli/commands/outcomes.ts";
import { importFile } from "../../server/cli/commands/import.ts";
import { firstDraft } from "../support/forum.ts";
import { scratchFolder } from "../support/scratch-folder.ts";

const data = scratchFolder();
const environment = { LOG_LEVEL: "silent" };
const drafts = [
  firstDraft.replace("should be made", "[should] be made"),
  firstDraft.replace("records should", "[good] records should"),
];

beforeAll(async () => {
  for (const [index, text] of drafts.entries()) {
    const bytes = new TextEncoder().encode(text);
    const address = `opinion-5@${index + 1}`;
    await importFile(environment, { name: "draft.md", bytes }, address, { data, date: `2013-02-0${index + 1}` });
  }
});

test("prints the counts of each draft, and what opened and closed in the named one", async () => {
  expect(await printBarometer(environment, "opinion-5@2", { data, format: "text" })).toBe(
    [
      "opinion-5@1\t1 bracket (1 outermost), 0 options, 1 word in brackets",
      "opinion-5@2\t1 bracket (1 outermost), 0 options, 1 word in brackets",
      "+\tis of the view 2\t[good]\tnew words",
      "-\tis of the view 1\t[should]\twords stay, without the bracket",
      "",
    ].join("\n"),
  );
  const json = await printBarometer(environment, "opinion-5@1", { data, format: "json" });
  expect(JSON.parse(json)).toMatchObject({ documentId: "opinion-5", shown: { draft: 0, changes: null } });
});

test("rejects an unknown version", async () => {
  const version = printBarometer(environment, "opinion-5@9", { data, format: "text" });
  await expect(version).rejects.toThrow("The forum has opinion-5@1, opinion-5@2.");
});
