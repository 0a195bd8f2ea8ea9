import { strToU8, unzipSync, zipSync } from "fflate";
import { exportVersion } from "../../../server/services/exports/export-version.ts";
import { undoChange } from "../../../server/services/forum/changes.ts";
import { getLibrary } from "../../../server/services/forum/library.ts";
import {
  getForumTemplate,
  removeForumTemplate,
  setForumTemplate,
} from "../../../server/services/forum/forum-settings.ts";
import { discardContribution } from "../../../server/services/contributions/contribution.ts";
import { bytesOf } from "../../export/whole-files.ts";
import { paragraphsAfter } from "../../export/docx/word-file.ts";
import { asActor, openForum, type TestForum } from "../../support/forum.ts";
import { receive } from "../contributions/sent-contribution.ts";
import { bodyControl, control, paragraph, wordTemplate } from "../../support/word-template.ts";

const secretariat = asActor("secretariat");
const house = { fileName: "house.docx", bytes: wordTemplate() };

async function exported(
  { context }: TestForum,
  query: { layout?: "on-the-words" | "comment-form"; wordLayout?: "original" | "redrawn" } = {},
  template: typeof house | null = null,
) {
  const input = {
    version: "opinion-5@1",
    format: "docx",
    layout: "on-the-words",
    wordLayout: "redrawn",
    sources: "shown",
    lines: "hidden",
    annotations: "with",
    ...query,
  } as const;
  const { pieces, redline } = await exportVersion(context, asActor("public"), input, null, template);
  return { bytes: await bytesOf(pieces), redline };
}

async function publishedForum(): Promise<TestForum> {
  const forum = await openForum();
  await forum.publish("1", "# Opinion 5: On lakes\n\nThe forum recalls that lakes are deep.");
  return forum;
}

function hasEmblem(file: Uint8Array): boolean {
  return "word/media/emblem.png" in unzipSync(file);
}

test("exports of every reader are in the forum's template", async () => {
  const forum = await publishedForum();
  expect(hasEmblem((await exported(forum)).bytes)).toBe(false);
  await setForumTemplate(forum.context, secretariat, house);
  expect(hasEmblem((await exported(forum)).bytes)).toBe(true);
  expect(hasEmblem((await exported(forum, { layout: "comment-form" })).bytes)).toBe(true);
});

test("notes on an export name the fields that the template lacks", async () => {
  const forum = await publishedForum();
  const bytes = wordTemplate({ body: paragraph(control("title")) + bodyControl });
  await setForumTemplate(forum.context, secretariat, { ...house, bytes });
  const notes = ["date", "original-language", "agenda-item"].map((field) => ({
    code: `template-without-${field}`,
    count: 0,
  }));
  expect((await exported(forum)).redline).toEqual({ layout: "redrawn", notes });
  expect((await exported(forum, { layout: "comment-form" })).redline).toEqual({ layout: "redrawn", notes });
});

test("a template given for one export replaces the forum's", async () => {
  const forum = await publishedForum();
  await setForumTemplate(forum.context, secretariat, house);
  const bytes = wordTemplate({ body: paragraph("<w:r><w:t>Another office</w:t></w:r>") + bodyControl });
  const { bytes: file } = await exported(forum, {}, { fileName: "other.docx", bytes });
  expect(paragraphsAfter(file, "accept")[0]).toBe("Another office");
});

test("answers with what was found in the template", async () => {
  const { context } = await openForum();
  const { forum } = await setForumTemplate(context, secretariat, house);
  expect(forum.template).toMatchObject({ fileName: "house.docx", cover: true, body: true, missingFields: [] });
});

test("readers who may not see the settings do not see the template", async () => {
  const { context } = await openForum();
  await setForumTemplate(context, secretariat, house);
  expect((await getLibrary(context, asActor("member"), { size: 100 })).forum).not.toHaveProperty("template");
  for (const person of ["public", "member", "chair"] as const) {
    const code = person === "public" ? "not-signed-in" : "not-allowed";
    await expect(getForumTemplate(context, asActor(person))).rejects.toMatchObject({ code });
    await expect(setForumTemplate(context, asActor(person), house)).rejects.toMatchObject({ code });
    await expect(removeForumTemplate(context, asActor(person))).rejects.toMatchObject({ code });
  }
});

test("undoes setting and removing the template", async () => {
  const { context } = await openForum();
  const set = await setForumTemplate(context, secretariat, house);
  const removed = await removeForumTemplate(context, secretariat);
  await expect(getForumTemplate(context, secretariat)).rejects.toMatchObject({ code: "not-found" });
  await undoChange(context, secretariat, { event: removed.change ?? "" });
  expect(await getForumTemplate(context, secretariat)).toMatchObject({ fileName: "house.docx" });
  expect(Buffer.from((await getForumTemplate(context, secretariat)).bytes)).toEqual(Buffer.from(house.bytes));
  await undoChange(context, secretariat, { event: set.change ?? "" });
  await expect(getForumTemplate(context, secretariat)).rejects.toMatchObject({ code: "not-found" });
});

test("refuses to restore a template whose file was deleted meanwhile", async () => {
  const forum = await publishedForum();
  await setForumTemplate(forum.context, secretariat, house);
  const removed = await removeForumTemplate(forum.context, secretariat);
  const { id: contribution } = await receive(forum, { bytes: house.bytes });
  await discardContribution(forum.context, secretariat, { contribution });
  const undo = undoChange(forum.context, secretariat, { event: removed.change ?? "" });
  await expect(undo).rejects.toMatchObject({ code: "changed-since" });
});

test("setting the same template again changes nothing", async () => {
  const { context } = await openForum();
  await setForumTemplate(context, secretariat, house);
  expect((await setForumTemplate(context, secretariat, house)).change).toBeNull();
});

const bomb = zipSync({ ...unzipSync(house.bytes), "word/media/zeros.png": new Uint8Array(8 * 1024 * 1024) });
const long = zipSync({ ...unzipSync(house.bytes), "word/media/a.png": new Uint8Array(3 * 1024 * 1024) }, { level: 0 });
const roomy = Object.fromEntries(
  Array.from({ length: 6 }, (_, index) => [`word/media/${String(index)}.png`, new Uint8Array(3 * 1024 * 1024)]),
);

test.each([
  ["a zip bomb", bomb, "file-too-large"],
  ["a file of more than 2 MB", long, "file-too-large"],
  ["parts of more than 16 MB", zipSync({ ...unzipSync(house.bytes), ...roomy }), "file-too-large"],
  ["half a file", house.bytes.slice(0, house.bytes.length / 2), "file-damaged"],
  ["a page", strToU8("<!doctype html><p>Hello</p>"), "not-this-format"],
  [
    "a picture from elsewhere",
    wordTemplate({
      relations:
        '<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="https://tracker.example/a.png" TargetMode="External"/>',
    }),
    "template-external",
  ],
  ["macros", wordTemplate({ parts: { "word/vbaProject.bin": "macro" } }), "template-macros"],
  [
    "a document type",
    wordTemplate({ parts: { "word/theme/theme1.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>' } }),
    "template-unsupported",
  ],
])("refuses %s with a stable code and keeps the template before", async (_what, bytes, code) => {
  const { context } = await openForum();
  await setForumTemplate(context, secretariat, house);
  await expect(setForumTemplate(context, secretariat, { fileName: "bad.docx", bytes })).rejects.toMatchObject({ code });
  expect((await getForumTemplate(context, secretariat)).fileName).toBe("house.docx");
});
