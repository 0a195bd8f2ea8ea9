import { strFromU8, unzipSync } from "fflate";
import { UnreadableFile } from "../../../server/import/read-draft.ts";
import { exportOperations } from "#core/contract/export-operations.ts";
import type { ComparisonExport } from "../../../server/services/exports/export-comparison.ts";
import type { Context } from "../../../server/services/kernel/context.ts";
import { getOriginal } from "../../../server/services/versions/content.ts";
import { correctVersion } from "../../../server/services/publication/correction.ts";
import { publishVersion } from "../../../server/services/publication/publication.ts";
import { prepareVersion } from "../../../server/services/publication/upload.ts";
import { paragraphsAfter } from "../../export/docx/word-file.ts";
import { p, paragraphStyle, r, wordFile } from "../../import/docx/word-file.ts";
import { exportRedlineFile, exportVersionFile, textOf } from "../../support/export-file.ts";
import { del } from "../../support/marked-opinion.ts";
import { asActor, openForum, type TestForum } from "../../support/forum.ts";

const secretariat = asActor("secretariat");
const styles = paragraphStyle("House", "House style", "");
const comments = `<w:comment w:id="0" w:author="Ann">${p("A secret")}</w:comment>`;
const first = p("We agree to meet.") + p("We report every year.");
const second = p("We hope to meet.") + p("We report every year.");

/** Prepares a Word file as a draft, and publishes it unless told otherwise. Returns its id. */
async function upload(
  { context }: TestForum,
  round: string,
  bytes: Uint8Array,
  { changes, publish = true }: { changes?: "accept" | "reject"; publish?: boolean } = {},
): Promise<string> {
  const { version } = await prepareVersion(context, secretariat, {
    document: "opinion-5",
    bytes,
    fileName: `ann's draft ${round}.docx`,
    round,
    label: `Draft ${round}`,
    date: `2013-02-0${round}`,
    language: "en",
    changes,
  });
  if (publish) await publishVersion(context, secretariat, { version: version.id });
  return version.id;
}

/** Opens a forum with two drafts as Word files. The second has a comment. */
async function wordForum(overrides: Parameters<typeof openForum>[0] = {}): Promise<TestForum> {
  const forum = await openForum(overrides);
  await upload(forum, "1", wordFile({ body: first, footnotes: "" }));
  await upload(forum, "2", wordFile({ body: second, footnotes: "", styles, comments }));
  return forum;
}

function redline({ context }: Pick<TestForum, "context">, who: string, input: Partial<ComparisonExport> = {}) {
  const versions = { base: "opinion-5@1", revised: "opinion-5@2", format: "docx" } as const;
  return exportRedlineFile(context, asActor(who), { ...versions, ...input }, null);
}

test("rejects a reader who may not read one of the two versions, and one whom a closed forum does not admit", async () => {
  const forum = await openForum();
  await upload(forum, "1", wordFile({ body: first }));
  const revised = await upload(forum, "2", wordFile({ body: second }), { publish: false });
  await expect(redline(forum, "member", { revised })).rejects.toMatchObject({ code: "not-found" });
  await expect(redline(forum, "public", { revised })).rejects.toMatchObject({ code: "not-found" });
  await expect(redline(forum, "chair", { revised })).resolves.toMatchObject({ redline: { layout: "original" } });
  const closed = await wordForum({ audience: "participants" });
  await expect(redline(closed, "public")).rejects.toMatchObject({ code: "not-signed-in" });
});

test("is in the revised file by default, and in a new document on request", async () => {
  const forum = await wordForum();
  const [original, redrawn] = [await redline(forum, "member"), await redline(forum, "member", { layout: "redrawn" })];
  expect([original.redline, redrawn.redline]).toEqual([
    { layout: "original", notes: [] },
    { layout: "redrawn", notes: [] },
  ]);
  expect([textOf(original), textOf(redrawn)].map((text) => text.includes("House style"))).toEqual([true, false]);
  expect(paragraphsAfter(original.bytes, "accept")).toEqual(["We hope to meet.", "We report every year."]);
  expect(paragraphsAfter(original.bytes, "reject")).toEqual(["We agree to meet.", "We report every year."]);
});

test.each(["public", "observer", "member", "secretariat"])(
  "contains private data only for those who may fetch the file: %s",
  async (who) => {
    const forum = await wordForum();
    const mayFetch = await getOriginal(forum.context, asActor(who), { version: "opinion-5@2" }).then(
      () => true,
      () => false,
    );
    const file = await redline(forum, who);
    expect(textOf(file).includes("A secret")).toBe(mayFetch);
    expect(textOf(file)).toContain("House style");
    expect(file.redline?.notes).toEqual(mayFetch ? [] : [{ code: "removed-comments", count: 1 }]);
  },
);

test("does not give the public the file of somebody who asked before, nor the other way", async () => {
  const forum = await wordForum();
  const order = ["member", "public", "member", "public"];
  const found: boolean[] = [];
  for (const who of order) found.push(textOf(await redline(forum, who)).includes("A secret"));
  expect(found).toEqual([true, false, true, false]);
});

test("names the forum and the revised draft's date in its changes, and never the file", async () => {
  const text = textOf(await redline(await wordForum(), "public"));
  expect(new Set(text.match(/w:author="[^"]*" w:date="[^"]*"/gu))).toEqual(
    new Set(['w:author="Forum" w:date="2013-02-02T00:00:00Z"']),
  );
  expect(text).not.toMatch(/Ann|ann's/u);
});

test("names the author and date that were asked for", async () => {
  const asked = { author: "The Chair", date: "2013-02-06T10:00:00+01:00" };
  expect(textOf(await redline(await wordForum(), "member", asked))).toContain(
    'w:author="The Chair" w:date="2013-02-06T09:00:00Z"',
  );
});

const tracked = `<w:p>${r("We ")}<w:del w:id="1" w:author="Ann"><w:r><w:delText>agree</w:delText></w:r></w:del><w:ins w:id="2" w:author="Ann">${r("hope")}</w:ins>${r(" to meet.")}</w:p>`;

test.each([
  ["accept", "We hope to meet."],
  ["reject", "We agree to meet."],
] as const)("starts from the tracked changes as the uploader chose: %s", async (changes, text) => {
  const forum = await openForum();
  await upload(forum, "1", wordFile({ body: p("We plan to meet."), footnotes: "" }));
  await upload(forum, "2", wordFile({ body: tracked, footnotes: "" }), { changes });
  for (const who of ["member", "public"]) {
    const file = await redline(forum, who);
    expect(file.redline).toEqual({ layout: "original", notes: [{ code: `changes-${changes}ed`, count: 2 }] });
    expect(paragraphsAfter(file.bytes, "accept")).toEqual([text]);
    expect(paragraphsAfter(file.bytes, "reject")).toEqual(["We plan to meet."]);
    expect(textOf(file)).not.toContain("Ann");
  }
});

test("starts from the text of a draft that its tracked changes delete as a whole", async () => {
  const forum = await openForum();
  await upload(forum, "1", wordFile({ body: p("We plan to meet."), footnotes: "" }));
  const body = `<w:p>${del("We agree to meet.")}</w:p>`;
  await upload(forum, "2", wordFile({ body, footnotes: "" }), { changes: "reject" });
  const file = await redline(forum, "public");
  expect(paragraphsAfter(file.bytes, "accept")).toEqual(["We agree to meet."]);
});

/** Returns why the redline is a new document, as its one note. */
async function reason(forum: Pick<TestForum, "context">, input: Partial<ComparisonExport> = {}): Promise<unknown> {
  const file = await redline(forum, "public", input);
  expect(strFromU8(unzipSync(file.bytes)["word/document.xml"] ?? new Uint8Array())).toContain("<w:ins ");
  expect(file.redline?.layout).toBe("redrawn");
  return file.redline?.notes;
}

test("is a new document if a draft is no Word file", async () => {
  const forum = await openForum();
  await forum.publish("1", "# Opinion\n\nWe agree to meet.");
  await upload(forum, "2", wordFile({ body: second }));
  expect(await reason(forum)).toEqual([{ code: "redrawn-not-word", count: 0 }]);
});

test("is a new document if the text of a draft was corrected", async () => {
  const forum = await openForum();
  await upload(forum, "1", wordFile({ body: first }));
  const version = await upload(forum, "2", wordFile({ body: p("1. We hope.") + p("2. We meet.") }), { publish: false });
  const stored = await forum.context.store.read((reader) => reader.get("versions", version));
  const { text } = await correctVersionOf(forum, version, stored?.contentHash ?? "");
  expect(text).not.toBe(stored?.textHash);
  await publishVersion(forum.context, secretariat, { version });
  expect(await reason(forum)).toEqual([{ code: "redrawn-text-differs", count: 0 }]);
});

async function correctVersionOf({ context }: TestForum, version: string, contentHash: string) {
  const { page } = { page: await context.store.read((reader) => reader.get("contents", contentHash)) };
  const draft = page?.draft as { content: { attrs: { id: string } }[] };
  const clause = draft.content.at(-1)?.attrs.id ?? "";
  const correction = { kind: "join", clause, labelAsWords: true } as const;
  const { version: corrected } = await correctVersion(context, secretariat, { version, contentHash, correction });
  return { text: corrected.textHash };
}

test("is a new document if comments are printed in the file of a draft", async () => {
  const forum = await openForum();
  await upload(forum, "1", wordFile({ body: first }));
  await forum.comment("member", { text: "A remark that was exported." });
  const query = exportOperations.exportVersion.query.parse({ format: "docx", layout: "forum" });
  const exported = await exportVersionFile(forum.context, secretariat, { version: "opinion-5@1", ...query }, null);
  expect(textOf(exported)).toContain("A remark that was exported.");
  await upload(forum, "2", exported.bytes);
  await upload(forum, "3", wordFile({ body: second }));
  expect(await reason(forum, { base: "opinion-5@2", revised: "opinion-5@3" })).toEqual([
    { code: "redrawn-text-differs", count: 0 },
  ]);
});

test("is a new document if the file has content that cannot be marked", async () => {
  const forum = await openForum();
  await upload(forum, "1", wordFile({ body: first }));
  await upload(forum, "2", wordFile({ body: `${second}<w:altChunk r:id="x"/>` }));
  expect(await reason(forum)).toEqual([{ code: "redrawn-unsupported", count: 0 }]);
});

test.each([
  ["too-large", "too-large"],
  ["too-long", "too-large"],
  ["damaged", "unsupported"],
] as const)("is a new document if a thread finds a file %s", async (code, redrawn) => {
  const { context } = await wordForum();
  const files = { ...context.files, redlineInFile: () => Promise.reject(new UnreadableFile(code, "")) };
  expect(await reason({ context: { ...context, files } })).toEqual([{ code: `redrawn-${redrawn}`, count: 0 }]);
});

test("is written by the tasks that a server runs in threads, and stops with its reader", async () => {
  const { context } = await wordForum();
  const stopped = new AbortController();
  const signals: AbortSignal[] = [];
  const until: NonNullable<Context["files"]["until"]> = (signal) => {
    signals.push(signal);
    return context.files;
  };
  const served = { ...context, files: { ...context.files, until } };
  const input = { base: "opinion-5@1", revised: "opinion-5@2", format: "docx" } as const;
  await exportRedlineFile(served, asActor("public"), input, stopped.signal);
  expect(signals).toEqual([stopped.signal]);
});
