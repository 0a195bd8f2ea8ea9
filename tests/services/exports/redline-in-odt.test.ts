import { strToU8, unzipSync, zipSync } from "fflate";
import type { ComparisonExport } from "../../../server/services/exports/export-comparison.ts";
import { publishVersion } from "../../../server/services/publication/publication.ts";
import { prepareVersion } from "../../../server/services/publication/upload.ts";
import { odtChangeFacts, odtParagraphsAfter } from "../../export/odf/redline/odt-after.ts";
import { p as wordParagraph, wordFile } from "../../import/docx/word-file.ts";
import { odtFile, p, style } from "../../import/odt/odt-file.ts";
import { exportRedlineFile } from "../../support/export-file.ts";
import { asActor, openForum, type TestForum } from "../../support/forum.ts";

const secretariat = asActor("secretariat");
const comment = "<office:annotation><dc:creator>Ann</dc:creator><text:p>A secret</text:p></office:annotation>";
const body = (verb: string, inside = "") => p(`We ${verb} to meet.${inside}`) + p("We report every year.");
const named = style("paragraph", "Standard", "");
const first = odtFile({ body: body("agree"), named });
const second = zipSync({
  ...unzipSync(odtFile({ body: body("hope", comment), named })),
  "Thumbnails/a.png": strToU8("x"),
});

/** Opens a forum with these files as drafts 1 and 2. */
async function forumOf(...files: readonly (readonly [bytes: Uint8Array, ending: string])[]): Promise<TestForum> {
  const forum = await openForum();
  for (const [index, [bytes, ending]] of files.entries()) {
    const round = String(index + 1);
    const { version } = await prepareVersion(forum.context, secretariat, {
      document: "opinion-5",
      bytes,
      fileName: `ann's draft ${round}.${ending}`,
      round,
      label: `Draft ${round}`,
      date: `2013-02-0${round}`,
      language: "en",
    });
    await publishVersion(forum.context, secretariat, { version: version.id });
  }
  return forum;
}

function redline({ context }: TestForum, who: string, more: Partial<ComparisonExport> = {}) {
  const versions = { base: "opinion-5@1", revised: "opinion-5@2", format: "odt" } as const;
  return exportRedlineFile(context, asActor(who), { ...versions, ...more }, null);
}

test("is in the revised OpenDocument text, with all else of it", async () => {
  const {
    bytes,
    mediaType,
    fileName,
    redline: form,
  } = await redline(await forumOf([first, "odt"], [second, "odt"]), "member");
  expect([mediaType, fileName, form]).toEqual([
    "application/vnd.oasis.opendocument.text",
    "opinion-5.1.en-opinion-5.2.en.odt",
    { layout: "original", notes: [] },
  ]);
  expect(odtParagraphsAfter(bytes, "accept")).toEqual(["We hope to meet.", "We report every year."]);
  expect(odtParagraphsAfter(bytes, "reject")).toEqual(["We agree to meet.", "We report every year."]);
  expect(Object.keys(unzipSync(bytes))).toEqual(Object.keys(unzipSync(second)));
});

test("names the forum and the revised draft's date in its changes, or the author and date that were asked for", async () => {
  const forum = await forumOf([first, "odt"], [second, "odt"]);
  const factsOf = async (more: Partial<ComparisonExport>) =>
    new Set(odtChangeFacts((await redline(forum, "member", more)).bytes));
  expect(await factsOf({})).toEqual(new Set(["Forum 2013-02-02T00:00:00"]));
  const asked = { author: "Chair", date: "2013-05-14T09:00:00Z" };
  expect(await factsOf(asked)).toEqual(new Set(["Chair 2013-05-14T09:00:00"]));
});

test("has nothing private for the public", async () => {
  const { bytes, redline: form } = await redline(await forumOf([first, "odt"], [second, "odt"]), "public");
  expect(odtParagraphsAfter(bytes, "reject")).toEqual(["We agree to meet.", "We report every year."]);
  expect(Object.keys(unzipSync(bytes))).not.toContain("Thumbnails/a.png");
  expect(form?.notes).toEqual([
    { code: "removed-comments", count: 1 },
    { code: "removed-previews", count: 1 },
  ]);
});

test("is refused if a draft came in another format, and names the formats that there are", async () => {
  const word = wordFile({ body: wordParagraph("We hope to meet.") });
  for (const files of [
    [
      [first, "odt"],
      [word, "docx"],
    ],
    [
      [word, "docx"],
      [second, "odt"],
    ],
  ] as const)
    await expect(redline(await forumOf(...files), "member")).rejects.toMatchObject({
      code: "invalid-request",
      errors: [{ pointer: "/query/format", code: "format-of-another-draft", params: { choices: "html, docx" } }],
    });
});
