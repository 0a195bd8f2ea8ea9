import type { Preview } from "#core/contract/version-operations.ts";
import type { DraftCorrection } from "#core/text/draft-correction.ts";
import { addLink } from "../../../server/services/comparison/link.ts";
import { correctVersion, readVersionAgain } from "../../../server/services/publication/correction.ts";
import { getOriginal } from "../../../server/services/versions/content.ts";
import { getPreview } from "../../../server/services/publication/preview.ts";
import { prepareVersion } from "../../../server/services/publication/upload.ts";
import { publishVersion } from "../../../server/services/publication/publication.ts";
import { wordFile } from "../../import/docx/word-file.ts";
import { asActor, firstDraft, openForum, secondDraft, uuid, type TestForum } from "../../support/forum.ts";

const secretariat = asActor("secretariat");

/** Opens a forum with a first draft and a prepared second. */
async function prepared(): Promise<{ forum: TestForum; preview: Preview }> {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  const version = await forum.prepare("2", secondDraft);
  return { forum, preview: await getPreview(forum.context, secretariat, { version }, null) };
}

function correct(
  forum: TestForum,
  { version }: Preview,
  correction: DraftCorrection,
  who = "secretariat",
): Promise<Preview> {
  return correctVersion(forum.context, asActor(who), {
    version: version.id,
    contentHash: version.contentHash,
    correction,
  });
}

function textsOf({ text }: Preview): string[] {
  return text.clauses.map(({ label, start, end }) => `${label ?? "–"} ${text.text.slice(start, end)}`);
}

test.each(["public", "member", "chair"])("the %s may neither correct a draft nor parse it again", async (who) => {
  const { forum, preview } = await prepared();
  const code = who === "public" ? "not-signed-in" : "not-allowed";
  await expect(
    correct(forum, preview, { kind: "join", clause: "title", labelAsWords: true }, who),
  ).rejects.toMatchObject({ code });
  const { id: version, contentHash } = preview.version;
  const again = readVersionAgain(forum.context, asActor(who), { version, contentHash, changes: "reject" });
  await expect(again).rejects.toMatchObject({ code });
});

test("joining a clause and splitting it again restores the draft", async () => {
  const { forum, preview } = await prepared();
  const { id, label, start, end } = preview.text.clauses.find(({ citation }) => citation === "considering b)")!;
  const before = preview.text.clauses.find(({ citation }) => citation === "considering a)")!;
  const joined = await correct(forum, preview, { kind: "join", clause: id, labelAsWords: true });
  const text = preview.text.text.slice(start, end);
  expect(joined.version).toMatchObject({ id: preview.version.id, clauseCount: preview.version.clauseCount - 1 });
  expect(textsOf(joined)).toContain(`a) ${preview.text.text.slice(before.start, before.end)} b) ${text}`);
  const parted = await correct(forum, joined, {
    kind: "split",
    clause: joined.text.clauses.find(({ citation }) => citation === "considering a)")!.id,
    offset: before.end - before.start,
    label,
  });
  expect(parted.version.contentHash).toBe(preview.version.contentHash);
});

test("compares and publishes the corrected draft, and keeps the original file", async () => {
  const { forum, preview } = await prepared();
  const renamed = await correct(forum, preview, { kind: "name", clause: "title", clauseKind: "heading" });
  expect(renamed.stats).not.toBeNull();
  const version = renamed.version.id;
  const published = await publishVersion(forum.context, secretariat, { version });
  expect(published).toMatchObject({ contentHash: renamed.version.contentHash, address: "opinion-5@2" });
  const file = await getOriginal(forum.context, secretariat, { version: published.id });
  expect(new TextDecoder().decode(file.bytes)).toBe(secondDraft);
});

test("an impossible correction gives the reason and changes nothing", async () => {
  const { forum, preview } = await prepared();
  await expect(correct(forum, preview, { kind: "join", clause: "title", labelAsWords: true })).rejects.toMatchObject({
    code: "invalid-request",
    errors: [{ pointer: "/body/correction", code: "nothing-before" }],
  });
  const { version } = await getPreview(forum.context, secretariat, { version: preview.version.id }, null);
  expect(version.contentHash).toBe(preview.version.contentHash);
});

test("rejects the second of two corrections to the same state", async () => {
  const { forum, preview } = await prepared();
  await correct(forum, preview, { kind: "name", clause: "title", clauseKind: "heading" });
  const second = correct(forum, preview, { kind: "name", clause: "title", clauseKind: "paragraph" });
  await expect(second).rejects.toMatchObject({ code: "revision-conflict" });
});

test("rejects a correction to a published draft", async () => {
  const { forum, preview } = await prepared();
  await publishVersion(forum.context, secretariat, { version: preview.version.id });
  const late = correct(forum, preview, { kind: "name", clause: "title", clauseKind: "heading" });
  await expect(late).rejects.toMatchObject({ code: "wrong-state" });
});

test("removes a link to a clause that is corrected", async () => {
  const { forum, preview } = await prepared();
  const base = await forum.context.store.read((reader) => reader.list("versions", { documentId: "opinion-5" }));
  await addLink(forum.context, secretariat, {
    id: uuid(1),
    base: base.find(({ round }) => round === "1")!.id,
    revised: preview.version.id,
    baseClause: "title",
    revisedClause: "title",
    reason: "",
  });
  await correct(forum, preview, { kind: "name", clause: "title", clauseKind: "heading" });
  expect(
    await forum.context.store.read((reader) => reader.list("links", { revisedVersionId: preview.version.id })),
  ).toEqual([]);
});

describe("a Word file with tracked changes", () => {
  const body = `<w:p><w:r><w:t>That is </w:t></w:r><w:del w:author="Ana"><w:r><w:delText>all</w:delText></w:r></w:del><w:ins w:author="Ana"><w:r><w:t>enough</w:t></w:r></w:ins><w:r><w:t>.</w:t></w:r></w:p>`;
  const upload = {
    document: "opinion-5",
    fileName: "d.docx",
    round: "1",
    label: "First draft",
    date: "2013-02-01",
    language: "en",
  };

  test.each([
    [undefined, "That is enough."],
    ["accept", "That is enough."],
    ["reject", "That is all."],
  ] as const)("parsed with %s, contains “%s”", async (changes, text) => {
    const { context } = await openForum();
    const preview = await prepareVersion(context, secretariat, { ...upload, changes, bytes: wordFile({ body }) });
    expect(preview.text.text).toBe(text);
  });

  test("is parsed again with its changes rejected, and loses its corrections", async () => {
    const forum = await openForum();
    const preview = await prepareVersion(forum.context, secretariat, { ...upload, bytes: wordFile({ body }) });
    const clause = preview.text.clauses[0]!.id;
    const named = await correct(forum, preview, { kind: "name", clause, label: "1" });
    const { id: version, contentHash } = named.version;
    const again = await readVersionAgain(forum.context, secretariat, { version, contentHash, changes: "reject" });
    expect(again.version.id).toBe(version);
    expect(textsOf(again)).toEqual(["– That is all."]);
    expect(again.version.notices.map(({ code }) => code)).toEqual(["tracked-changes-rejected"]);
  });
});
