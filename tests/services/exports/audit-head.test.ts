import { headText } from "../../../server/core/audit/chain-line.ts";
import { type ExportFormat, exportFormats } from "../../../server/core/compile/export-format.ts";
import { exportOperations } from "../../../server/core/contract/export-operations.ts";
import { getBarometerTable } from "../../../server/services/history/barometer.ts";
import { asActor, firstDraft, openForum, secondDraft, type TestForum } from "../../support/forum.ts";
import { exportRedlineFile, exportVersionFile, textOf } from "../../support/export-file.ts";

const everybody = asActor("public");
const version = "opinion-5@1";
const formats = Object.keys(exportFormats) as ExportFormat[];

let forum: TestForum;
let head: string;
beforeAll(async () => {
  forum = await openForum();
  await forum.publish("1", firstDraft);
  await forum.publish("2", secondDraft);
  await forum.comment("member");
  head = headText(await forum.context.store.read((reader) => reader.chainHead("public")));
});

/** The page that is to be printed as PDF, instead of a browser. */
class Printed extends Error {}
const print = (html: string): never => {
  throw new Printed(html);
};

test.each(formats.filter((format) => !exportFormats[format].printed))(
  "a file of the format %s shows the head",
  async (format) => {
    const query = exportOperations.exportVersion.query.parse({ format });
    const file = await exportVersionFile(forum.context, everybody, { version, ...query }, null);
    expect(file.auditHead).toBe(head);
    // A table of comments has no place for it.
    expect(textOf(file).includes(head)).toBe(format !== "csv");
  },
);

test("the page that is printed as PDF shows the head", async () => {
  const query = exportOperations.exportVersion.query.parse({ format: "pdf" });
  const printing = exportVersionFile({ ...forum.context, print }, everybody, { version, ...query }, null);
  await expect(printing).rejects.toThrow(head);
});

test.each(["html", "docx"] as const)("a redline of the format %s shows the head", async (format) => {
  const file = await exportRedlineFile(
    forum.context,
    everybody,
    { base: version, revised: "opinion-5@2", format },
    null,
  );
  expect([file.auditHead, textOf(file).includes(head)]).toEqual([head, true]);
});

test("the table of the barometer has the head beside it", async () => {
  expect((await getBarometerTable(forum.context, everybody, { document: "opinion-5" })).auditHead).toBe(head);
});
