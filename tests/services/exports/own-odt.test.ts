import { strToU8, unzipSync, zipSync } from "fflate";
import { exportOperations } from "../../../server/core/contract/export-operations.ts";
import { readDraft } from "../../../server/import/read-draft.ts";
import { correctVersion } from "../../../server/services/publication/correction.ts";
import { publishVersion } from "../../../server/services/publication/publication.ts";
import { prepareVersion } from "../../../server/services/publication/upload.ts";
import { loadContent } from "../../../server/services/versions/content.ts";
import { partText, readOdtComments } from "../../export/odf/own-file/own-odt-draft.ts";
import { odtFile, p } from "../../import/odt/odt-file.ts";
import { exportVersionFile, textOf } from "../../support/export-file.ts";
import { asActor, firstDraft, openForum, type TestForum } from "../../support/forum.ts";

const secretariat = asActor("secretariat");
const who = "<office:change-info><dc:creator>Ann</dc:creator></office:change-info>";
const changes = `<text:tracked-changes><text:changed-region text:id="c"><text:deletion>${who}${p("secret ")}</text:deletion></text:changed-region></text:tracked-changes>`;
const own = "<office:annotation><dc:creator>Ann</dc:creator><text:p>A secret</text:p></office:annotation>";
const body = changes + p("We agree to meet.") + p(`We <text:change text:change-id="c"/>report${own} every year.`);
const bytes = zipSync({ ...unzipSync(odtFile({ body })), "Thumbnails/a.png": strToU8("secret") });
const odt = "application/vnd.oasis.opendocument.text";

/** Opens a forum whose draft is an OpenDocument text, with a comment on its first clause. */
async function odtForum(changes?: "reject", { isCorrected = false } = {}): Promise<TestForum> {
  const forum = await openForum();
  const upload = { bytes, fileName: "ann's draft.odt", label: "Draft 1", date: "2013-02-01", language: "en", changes };
  const { version } = await prepareVersion(forum.context, secretariat, {
    document: "opinion-5",
    round: "1",
    ...upload,
  });
  if (isCorrected) {
    const { contentHash } = version;
    const content = await forum.context.store.read((reader) => reader.get("contents", contentHash));
    const clause = (content?.draft as { content: { attrs: { id: string } }[] }).content.at(-1)?.attrs.id ?? "";
    const correction = { kind: "join", clause, labelAsWords: true } as const;
    await correctVersion(forum.context, secretariat, { version: version.id, contentHash, correction });
  }
  await publishVersion(forum.context, secretariat, { version: version.id });
  const stored = await forum.context.store.read((reader) => reader.get("versions", version.id));
  const { text } = await loadContent(forum.context, stored!);
  const clause = text.clauses[0]?.id ?? "";
  await forum.comment("member", { text: "Where?", targets: [{ kind: "clause", clause }] });
  return forum;
}

const exported = ({ context }: TestForum, who: string, more: object = {}, version = "opinion-5@1") =>
  exportVersionFile(
    context,
    asActor(who),
    { version, ...exportOperations.exportVersion.query.parse({ format: "odt", ...more }) },
    null,
  );

test("is the uploaded file, part by part, without comments", async () => {
  const file = await exported(await odtForum(), "member", { annotations: "without" });
  expect(file).toMatchObject({
    mediaType: odt,
    fileName: "opinion-5.1.en.clean.odt",
    redline: { layout: "original", notes: [] },
  });
  expect(unzipSync(file.bytes)).toEqual(unzipSync(bytes));
});

test("has the comments of the forum beside those of the file, for a person who may fetch the original", async () => {
  const { bytes: written } = await exported(await odtForum(), "member");
  const { comments } = await readOdtComments(written);
  expect(comments).toMatchObject([
    { author: "The member (North)", words: "We agree to meet." },
    { author: "Ann", said: "A secret" },
  ]);
});

test("has nothing but its printed pages and the forum's comments for a guest, and names what was removed", async () => {
  const file = await exported(await odtForum(), "public");
  const { text, comments } = await readOdtComments(file.bytes);
  expect(text).toBe("We agree to meet.\nWe report every year.");
  expect(comments).toHaveLength(1);
  const parts = new Map(Object.entries(unzipSync(file.bytes)));
  for (const name of parts.keys()) expect(partText(parts, name)).not.toMatch(/secret|>Ann/u);
  expect(file.redline?.notes).toEqual([
    { code: "removed-comments", count: 1 },
    { code: "removed-tracked-changes", count: 1 },
    { code: "removed-previews", count: 1 },
  ]);
});

test("has its own tracked changes rejected if they were when the draft was read, and says so", async () => {
  const forum = await odtForum("reject");
  for (const layout of ["on-the-words", "tracked-changes"]) {
    const { bytes: written, redline } = await exported(forum, "member", { layout });
    expect(redline).toEqual({ layout: "original", notes: [{ code: "changes-rejected", count: 1 }] });
    expect(await readOdtComments(written)).toMatchObject({ text: "We agree to meet.\nWe secret report every year." });
  }
});

test("is a new Word document, with the reason, if the draft has another text", async () => {
  const file = await exported(await odtForum(undefined, { isCorrected: true }), "member");
  expect(file.fileName).toBe("opinion-5.1.en.commented.docx");
  expect(file.redline).toEqual({ layout: "redrawn", notes: [{ code: "redrawn-text-differs", count: 0 }] });
  expect(textOf(file)).toContain("Where?");
});

test("is refused for a draft that came in another format, and names the formats that there are", async () => {
  const forum = await odtForum();
  await forum.publish("2", firstDraft);
  const choices = "html, docx, markdown, xlsx, csv, jsonld, akn";
  await expect(exported(forum, "member", {}, "opinion-5@2")).rejects.toMatchObject({
    code: "invalid-request",
    errors: [{ pointer: "/query/format", code: "format-of-another-draft", params: { choices } }],
  });
});

test("shows proposals as tracked changes under their authors' names", async () => {
  const forum = await openForum();
  const plain = odtFile({ body: p("We agree to meet.") + p("We report every year.") });
  const upload = { bytes: plain, fileName: "draft.odt", label: "Draft 1", date: "2013-02-01", language: "en" };
  const { version } = await prepareVersion(forum.context, secretariat, {
    document: "opinion-5",
    round: "1",
    ...upload,
  });
  await publishVersion(forum.context, secretariat, { version: version.id });
  const stored = await forum.context.store.read((reader) => reader.get("versions", version.id));
  const [clause = "", last = ""] = (await loadContent(forum.context, stored!)).text.clauses.map(({ id }) => id);
  const [start, end] = [3, 8].map((offset) => ({ clause, offset }));
  await forum.comment("member", {
    ...{ kind: "proposal", text: "", targets: [{ kind: "clause", clause }] },
    operations: [
      { kind: "replace", start: start!, end: end!, content: [{ type: "text", text: "decide" }] },
      {
        ...{ kind: "insert", after: clause },
        clause: { kind: "paragraph", label: null, depth: 0, content: [{ type: "text", text: "We publish it." }] },
      },
      { kind: "delete", clause: last },
    ],
  });
  const file = await exported(forum, "public", { layout: "tracked-changes" });
  expect(file).toMatchObject({ fileName: "opinion-5.1.en.tracked-changes.odt", redline: { layout: "original" } });
  const { value } = await readDraft(file.bytes, { fileName: "a.odt", language: "en", changes: "keep" });
  expect(value.markup.changes.map(({ kind, author, text }) => [kind, author, text])).toEqual([
    ["delete", "The member (North)", "agree"],
    ["insert", "The member (North)", "decide"],
    ["insert", "The member (North)", "We publish it.\n"],
    ["delete", "The member (North)", "We report every year."],
  ]);
});

test("accepts the file's own tracked changes before it shows proposals as such, and says so", async () => {
  const forum = await odtForum();
  const [member, guest] = [
    await exported(forum, "member", { layout: "tracked-changes" }),
    await exported(forum, "public", { layout: "tracked-changes" }),
  ];
  const accepted = { code: "changes-accepted", count: 1 };
  expect(member.redline).toEqual({ layout: "original", notes: [accepted] });
  expect(guest.redline?.notes).toEqual([
    accepted,
    { code: "removed-comments", count: 1 },
    { code: "removed-previews", count: 1 },
  ]);
  expect(partText(new Map(Object.entries(unzipSync(member.bytes))))).not.toContain("text:change ");
  expect(await readOdtComments(member.bytes)).toMatchObject({ text: "We agree to meet.\nWe report every year." });
});

test("refuses layouts that have no comments on the text", async () => {
  await expect(exported(await odtForum(), "member", { layout: "three-columns" })).rejects.toMatchObject({
    code: "invalid-request",
    errors: [{ code: "layout-not-in-format", params: { format: "odt" } }],
  });
});
