import { strFromU8, unzipSync } from "fflate";
import type { InlineContent, ProposalOperation } from "#core/discuss/proposal-operation.ts";
import { amendmentTo } from "#core/propose/amend-wording.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import { exportOperations } from "../../../server/core/contract/export-operations.ts";
import { readDraft } from "../../../server/import/read-draft.ts";
import { createReply } from "../../../server/services/annotations/reply.ts";
import { receiveContribution } from "../../../server/services/contributions/receive-contribution.ts";
import { correctVersion } from "../../../server/services/publication/correction.ts";
import { publishVersion } from "../../../server/services/publication/publication.ts";
import { prepareVersion } from "../../../server/services/publication/upload.ts";
import { loadContent } from "../../../server/services/versions/content.ts";
import { commentsOf, paragraphsAfter } from "../../export/docx/word-file.ts";
import { p, paragraphStyle, r, wordFile } from "../../import/docx/word-file.ts";
import { exportVersionFile, textOf } from "../../support/export-file.ts";
import { illustratedFile, illustratedForum } from "../../support/illustrated-forum.ts";
import { asActor, firstDraft, openForum, type TestForum, uuid } from "../../support/forum.ts";

const secretariat = asActor("secretariat");
const words = ["We agree to meet.", "We report every year."] as const;
const by = 'w:id="1" w:author="Ann" w:date="2013-01-01T00:00:00Z"';
const styles = paragraphStyle("House", "House style", "");
const comments = `<w:comment w:id="0" w:author="Ann">${p("A secret")}</w:comment>`;
const body = p(words[0]) + `<w:p>${r("We report ")}<w:ins ${by}>${r("every year.")}</w:ins></w:p>`;
const bytes = wordFile({ body, footnotes: "", styles, comments });

interface WordForum extends TestForum {
  versionId: string;
  /** Ids of the two clauses. */
  clauses: readonly [string, string];
}

/** Opens a forum whose draft is a Word file with a comment and a tracked change. */
async function wordForum({ changes, ...overrides }: Parameters<typeof openForum>[0] & { changes?: "reject" } = {}) {
  const forum = await openForum(overrides);
  const { version } = await prepareVersion(forum.context, secretariat, {
    document: "opinion-5",
    bytes,
    fileName: "ann's draft.docx",
    round: "1",
    label: "Draft 1",
    date: "2013-02-01",
    language: "en",
    changes,
  });
  await publishVersion(forum.context, secretariat, { version: version.id });
  const stored = await forum.context.store.read((reader) => reader.get("versions", version.id));
  const { text } = await loadContent(forum.context, stored!);
  const [first = "", second = ""] = text.clauses.map(({ id }) => id);
  return Object.assign(forum, { versionId: version.id, clauses: [first, second] as const }) satisfies WordForum;
}

const exported = ({ context }: Pick<TestForum, "context">, who: string, more: object = {}) =>
  exportVersionFile(
    context,
    asActor(who),
    { version: "opinion-5@1", ...exportOperations.exportVersion.query.parse({ format: "docx", ...more }) },
    null,
  );

const onClause = (clause: string) => ({ version: "opinion-5@1", targets: [{ kind: "clause" as const, clause }] });

function replaced(clause: string, [from, to]: [number, number], words: string): ProposalOperation {
  const [start, end] = [from, to].map((offset) => ({ clause, offset }));
  return { kind: "replace", start: start!, end: end!, content: [{ type: "text", text: words }] };
}

test("is the uploaded file, part by part, if nobody has commented", async () => {
  const file = await exported(await wordForum(), "member");
  expect(file.redline).toEqual({ layout: "original", notes: [] });
  expect(unzipSync(file.bytes)).toEqual(unzipSync(bytes));
});

test("has the comments of a new document, with the same authors and dates, for every reader", async () => {
  const forum = await wordForum();
  const { annotation } = await forum.comment("member", { text: "Spoken openly.", ...onClause(forum.clauses[0]) });
  await createReply(forum.context, asActor("other"), {
    annotation: annotation.id,
    id: uuid(100),
    text: "Answered.",
    position: "support",
  });
  await forum.comment("member", {
    text: "Between colleagues.",
    visibility: "organisation",
    ...onClause(forum.clauses[1]),
  });
  for (const who of ["public", "observer", "member", "secretariat"]) {
    const [own, redrawn] = [await exported(forum, who), await exported(forum, who, { wordLayout: "redrawn" })];
    expect([own, redrawn].map(({ redline }) => redline?.layout)).toEqual(["original", "redrawn"]);
    const facts = (file: Uint8Array) =>
      commentsOf(file)
        .filter(({ author }) => author !== "Ann")
        .map(({ author, initials, date, paragraphs }) => ({ author, initials, date: Date.parse(date), paragraphs }));
    expect(facts(own.bytes)).toEqual(facts(redrawn.bytes));
    expect(facts(own.bytes)).toHaveLength(2);
    expect(textOf(own)).not.toContain("Between colleagues.");
  }
});

test.each([
  ["public", false],
  ["observer", true],
  ["member", true],
])(
  "keeps the file's own comments and tracked changes only for those who may fetch it: %s, %s",
  async (who, mayFetch) => {
    const forum = await wordForum();
    await forum.comment("member", { text: "Spoken openly.", ...onClause(forum.clauses[0]) });
    const file = await exported(forum, who);
    const text = textOf(file);
    expect([/Ann|A secret/u.test(text), text.includes("House style"), text.includes("Spoken openly.")]).toEqual([
      mayFetch,
      true,
      true,
    ]);
    expect(file.redline?.notes.map(({ code }) => code)).toEqual(
      mayFetch ? [] : ["changes-accepted", "removed-comments"],
    );
  },
);

test("hides the sources where a new document does", async () => {
  const forum = await wordForum({ sources: "hidden" });
  await forum.comment("member", { text: "Spoken openly.", ...onClause(forum.clauses[0]) });
  const [own] = commentsOf((await exported(forum, "public")).bytes);
  const [redrawn] = commentsOf((await exported(forum, "public", { wordLayout: "redrawn" })).bytes);
  expect(own?.author).toBe(redrawn?.author);
  expect(own?.author).toBe("Source not shown");
});

test("tracks proposals: accepting gives their text, and rejecting the draft's", async () => {
  const forum = await wordForum();
  await forum.comment("member", {
    kind: "proposal",
    ...onClause(forum.clauses[0]),
    operations: [replaced(forum.clauses[0], [3, 8], "hope")],
  });
  const file = await exported(forum, "member", { layout: "tracked-changes" });
  expect(file.redline).toEqual({ layout: "original", notes: [{ code: "changes-accepted", count: 1 }] });
  expect(paragraphsAfter(file.bytes, "accept")).toEqual(["We hope to meet.", words[1]]);
  expect(paragraphsAfter(file.bytes, "reject")).toEqual([...words]);
  expect(textOf(file)).toContain("House style");
});

test("nests amendments in proposals: accepting gives the text as amended, and rejecting the draft's", async () => {
  const forum = await wordForum();
  const [clause] = forum.clauses;
  const operations = [replaced(clause, [3, 8], "hope and wish")];
  const { annotation } = await forum.comment("member", { kind: "proposal", ...onClause(clause), operations });
  const amendment = amendmentTo(operations, ["hope and want"]);
  const said = { annotation: annotation.id, id: uuid(100), text: "", position: "support-with-amendment" } as const;
  await createReply(forum.context, asActor("other"), { ...said, amendment });
  const file = await exported(forum, "member", { layout: "tracked-changes" });
  expect(file.redline?.layout).toBe("original");
  expect(paragraphsAfter(file.bytes, "accept")).toEqual(["We hope and want to meet.", words[1]]);
  expect(paragraphsAfter(file.bytes, "reject")).toEqual([...words]);
  const back = { bytes: file.bytes, fileName: "back.docx", version: "opinion-5@1" };
  const received = await receiveContribution(forum.context, secretariat, back);
  // Only the file's own comment is new.
  expect(received.items.map(({ text }) => text)).toEqual(["A secret"]);
});

test("writes into the file with its tracked changes rejected if the draft was read so", async () => {
  const forum = await wordForum({ changes: "reject" });
  await forum.comment("member", { text: "Why?", ...onClause(forum.clauses[1]) });
  const file = await exported(forum, "member");
  expect(file.redline).toEqual({ layout: "original", notes: [{ code: "changes-rejected", count: 1 }] });
  expect(commentsOf(file.bytes).at(-1)?.on).toBe("We report");
});

test("is a new document with the reason if the draft has another text than its file, or is no Word file", async () => {
  const forum = await wordForum();
  const { version } = await prepareVersion(forum.context, secretariat, {
    document: "opinion-5",
    bytes: wordFile({ body: p(words[0]) + p("a) one; and") + p("b) two.") }),
    fileName: "draft.docx",
    round: "2",
    label: "Draft 2",
    date: "2013-02-02",
    language: "en",
  });
  const stored = await forum.context.store.read((reader) => reader.get("versions", version.id));
  const { text } = await loadContent(forum.context, stored!);
  const clause = text.clauses.at(-1)?.id ?? "";
  const correction = { kind: "join", clause, labelAsWords: true } as const;
  await correctVersion(forum.context, secretariat, {
    version: version.id,
    contentHash: version.contentHash,
    correction,
  });
  await publishVersion(forum.context, secretariat, { version: version.id });
  await forum.publish("3", firstDraft);
  const reasons = [];
  for (const round of ["2", "3"]) {
    const query = exportOperations.exportVersion.query.parse({ format: "docx" });
    const input = { version: `opinion-5@${round}`, ...query };
    reasons.push((await exportVersionFile(forum.context, secretariat, input, null)).redline);
  }
  expect(reasons).toEqual([
    { layout: "redrawn", notes: [{ code: "redrawn-text-differs", count: 0 }] },
    { layout: "redrawn", notes: [{ code: "redrawn-not-word", count: 0 }] },
  ]);
});

describe("a draft with a picture", () => {
  const illustrated = illustratedFile(words[0], "p1");

  test.each([true, false])("keeps its picture beside comments, with objects in its text: %s", async (objects) => {
    const forum = await illustratedForum(illustrated, { objects });
    expect(forum.clauses).toHaveLength(objects ? 2 : 1);
    await forum.comment("member", { text: "Agreed.", ...onClause(forum.clauses[0] ?? "") });
    for (const who of ["member", "public"]) {
      const { redline, bytes: written } = await exported(forum, who);
      expect(redline).toMatchObject({ layout: "original" });
      expect(unzipSync(written)).toHaveProperty(["word/media/image1.bmp"]);
    }
  });

  test.each(["with", "without"])("writes no text of a picture %s its mark in place of the picture", async (how) => {
    const forum = await illustratedForum(illustrated, { objects: true });
    const [first = "", second = ""] = forum.clauses;
    const stored = await forum.context.store.read((reader) => reader.get("versions", forum.versionId));
    const { draft } = await loadContent(forum.context, stored!);
    const clause = draft.children.find(({ attrs }) => attrs["id"] === second)!;
    const at = { clause: first, offset: 0 };
    await forum.comment("member", {
      kind: "proposal",
      operations: [
        {
          kind: "replace",
          start: at,
          end: at,
          content:
            how === "with"
              ? (clause.content.toJSON() as InlineContent)
              : [{ type: "text", text: `See ${clause.textContent}.` }],
        },
      ],
      ...onClause(first),
    });
    const { bytes: written, redline } = await exported(forum, "member", { layout: "tracked-changes" });
    expect(redline).toMatchObject({ layout: "original" });
    expect(strFromU8(unzipSync(written)["word/document.xml"] ?? new Uint8Array())).not.toContain("‹Picture");
  });

  test("has the comment on each of several pictures around that picture", async () => {
    const forum = await illustratedForum(illustratedFile(words[0], "p1", "p2", words[1]), { objects: true });
    for (const clause of forum.clauses.slice(1, 3))
      await forum.comment("member", { text: "Redraw.", ...onClause(clause) });
    const { bytes: written } = await exported(forum, "member");
    const xml = strFromU8(unzipSync(written)["word/document.xml"] ?? new Uint8Array());
    const order = [...xml.matchAll(/commentRange\w+|r:embed="p\d"|<w:t /gu)].map(([found]) => found);
    const around = (id: string): string[] => ["commentRangeStart", `r:embed="${id}"`, "commentRangeEnd"];
    expect(order).toEqual(["<w:t ", ...around("p1"), ...around("p2"), "<w:t "]);
  });

  const equation = "<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>";
  const sentence = `<w:p>${r("We agree that ")}${equation}${r(" is right.")}</w:p>`;

  test.each([
    ["text in the middle of an object is a comment", 15, 15, " and ", "We agree that x=1 is right."],
    ["text after an object follows it", 17, 17, ",", "We agree that x=1, is right."],
    [
      "text deleted beside an object leaves the spaces on its other side",
      17,
      21,
      " was ",
      "We agree that x=1 was right.",
    ],
  ])("%s", async (_what, from, to, text, accepted) => {
    const forum = await illustratedForum(wordFile({ body: sentence }), { objects: true });
    const [clause = ""] = forum.clauses;
    const [start, end] = [from, to].map((offset) => ({ clause, offset }));
    await forum.comment("member", {
      kind: "proposal",
      operations: [{ kind: "replace", start: start!, end: end!, content: [{ type: "text", text }] }],
      ...onClause(clause),
    });
    const { bytes: written, redline } = await exported(forum, "member", { layout: "tracked-changes" });
    expect(redline).toMatchObject({ layout: "original" });
    const { value } = await readDraft(written, { fileName: "a.docx", changes: "accept" });
    expect(versionTextOf(value.draft).text).toBe(accepted);
  });
});
