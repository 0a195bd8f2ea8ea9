import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import type { ShownContribution } from "#core/contract/contribution-operations.ts";
import { exportOperations } from "#core/contract/export-operations.ts";
import type { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import { amendmentTo } from "#core/propose/amend-wording.ts";
import { getAnnotations } from "../../../server/services/annotations/annotation-pages.ts";
import { createReply } from "../../../server/services/annotations/reply.ts";
import { importContribution } from "../../../server/services/contributions/import-contribution.ts";
import { receiveContribution } from "../../../server/services/contributions/receive-contribution.ts";
import { r } from "../../import/docx/word-file.ts";
import { odtFile, p as odtParagraph } from "../../import/odt/odt-file.ts";
import { exportVersionFile } from "../../support/export-file.ts";
import { asActor, firstDraft, openForum, uuid, type TestForum } from "../../support/forum.ts";
import { ins, markedLines, markedOpinion } from "../../support/marked-opinion.ts";

const secretariat = asActor("secretariat");
const colleague = 'w:id="90" w:author="The colleague" w:date="2013-02-06T10:00:00Z"';

/** Opens a forum in which the member proposes to insert "much too " in c) and a new clause after it. */
async function forumWithProposals(): Promise<TestForum> {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  const at = { clause: "considering-c", offset: 23 };
  await forum.comment("member", {
    kind: "proposal",
    text: "",
    targets: [{ kind: "clause", clause: "considering-c" }],
    operations: [{ kind: "replace", start: at, end: at, content: [{ type: "text", text: "much too " }] }],
  });
  const clause = {
    kind: "item",
    label: "d)",
    depth: 0,
    content: [{ type: "text", text: "that travel is slow and dear," }],
  };
  await forum.comment("member", {
    kind: "proposal",
    text: "",
    targets: [{ kind: "clause", clause: "considering-c" }],
    operations: [{ kind: "insert", after: "considering-c", clause }],
  } as never);
  return forum;
}

/** Exports the draft with tracked changes and edits its text. */
async function amendedFile(forum: TestForum, edit: (xml: string) => string): Promise<Uint8Array> {
  const query = exportOperations.exportVersion.query.parse({ format: "docx", layout: "tracked-changes" });
  const { bytes } = await exportVersionFile(forum.context, secretariat, { version: "opinion-5@1", ...query }, null);
  const parts = unzipSync(bytes);
  const xml = strFromU8(parts["word/document.xml"] ?? new Uint8Array());
  const edited = edit(xml);
  expect(edited).not.toBe(xml);
  return zipSync({ ...parts, "word/document.xml": strToU8(edited) });
}

const deleted = (text: string): string =>
  `<w:del ${colleague}><w:r><w:delText xml:space="preserve">${text}</w:delText></w:r></w:del>`;

const run = (text: string): string => r(text);
const much = run("much too ");
const asMember = /<w:ins [^>]*>(?=<w:r><w:t xml:space="preserve">much too )/u;

/** The member's insertion, split where the colleague inserted text, as word processors split it. */
const splitInsertion = (xml: string): string => {
  const open = asMember.exec(xml)?.[0] ?? "";
  return xml.replace(
    `${open}${much}</w:ins>`,
    `${open}${run("much ")}</w:ins><w:ins ${colleague}>${run("and far ")}</w:ins>${open}${run("too ")}</w:ins>`,
  );
};

/** Deletes the whole new clause with its paragraph mark. */
const rejectedClause = (xml: string): string => {
  const start = xml.lastIndexOf("<w:p>", xml.indexOf("that travel"));
  const end = xml.indexOf("</w:p>", start);
  const paragraph = xml
    .slice(start, end)
    .replace(/(<w:rPr><w:ins [^>]*\/>)/u, `$1<w:del ${colleague}/>`)
    .replace(/(<w:ins [^>]*[^/]>)(.*?)<\/w:ins>/gu, (_all, open: string, runs: string) => {
      const gone = runs.replace(/w:t\b/gu, "w:delText");
      return `${open}<w:del ${colleague}>${gone}</w:del></w:ins>`;
    });
  return xml.slice(0, start) + paragraph + xml.slice(end);
};

const amendments: [what: string, edit: (xml: string) => string, item: object][] = [
  [
    "a deletion inside it",
    (xml) => xml.replace(much, `${run("much ")}${deleted("too ")}`),
    {
      text: "Amend “much too” to “much”",
      position: "support-with-amendment",
      answersId: uuid(1),
      parts: ["kept much ", "deleted too "],
    },
  ],
  [
    "an insertion that splits it",
    splitInsertion,
    {
      text: "Amend “much too” to “much and far too”",
      position: "support-with-amendment",
      answersId: uuid(1),
      parts: ["kept much ", "inserted and far ", "kept too "],
    },
  ],
  [
    "an insertion nested in it",
    (xml) => xml.replace(much, `${run("much ")}<w:ins ${colleague}>${run("and far ")}</w:ins>${run("too ")}`),
    {
      text: "Amend “much too” to “much and far too”",
      position: "support-with-amendment",
      answersId: uuid(1),
      parts: ["kept much ", "inserted and far ", "kept too "],
    },
  ],
  [
    "other words for its last ones",
    (xml) =>
      xml.replace(
        `${much}</w:ins>`,
        `${run("much ")}${deleted("too ")}</w:ins><w:ins ${colleague}>${run("more ")}</w:ins>`,
      ),
    {
      text: "Amend “much too” to “much more”",
      position: "support-with-amendment",
      answersId: uuid(1),
      parts: ["kept much ", "deleted too ", "inserted more "],
    },
  ],
  [
    "a deletion inside it, as LibreOffice saves it,",
    (xml) => {
      const open = asMember.exec(xml)?.[0] ?? "";
      return xml.replace(much, `${run("much ")}</w:ins>${open}${deleted("too ")}`);
    },
    {
      text: "Amend “much too” to “much”",
      position: "support-with-amendment",
      answersId: uuid(1),
      parts: ["kept much ", "deleted too "],
    },
  ],
  [
    "the deletion of all its text",
    (xml) => xml.replace(much, deleted("much too ")),
    { text: "Delete “much too”", position: "oppose", answersId: uuid(1), parts: ["deleted much too "] },
  ],
  [
    "a deletion inside its new clause",
    (xml) =>
      xml.replace(
        run("that travel is slow and dear,"),
        `${run("that travel is slow")}${deleted(" and dear")}${run(",")}`,
      ),
    {
      text: "Amend “d) that travel is slow and dear,” to “d) that travel is slow,”",
      position: "support-with-amendment",
      answersId: uuid(2),
      parts: ["kept d)\tthat travel is slow", "deleted  and dear", "kept ,\n"],
    },
  ],
  [
    "the deletion of its new clause",
    rejectedClause,
    {
      text: "Delete “d) that travel is slow and dear,”",
      position: "oppose",
      answersId: uuid(2),
      parts: ["deleted d)\tthat travel is slow and dear,\n"],
    },
  ],
];

const shown = ({ items }: ShownContribution): object[] =>
  items.map(({ author, text, position, answersId, amendments = [] }) => ({
    ...{ author, text, position, answersId },
    parts: amendments.flatMap(({ parts }) => parts.map((part) => `${part.kind} ${part.text}`)),
  }));

const receive = (forum: TestForum, bytes: Uint8Array, fileName = "amended.docx") =>
  receiveContribution(forum.context, secretariat, { bytes, fileName });

test.each(amendments)("reads %s as an amendment by its own author to the proposal", async (_what, edit, item) => {
  const forum = await forumWithProposals();
  const received = await receive(forum, await amendedFile(forum, edit));
  expect(shown(received)).toEqual([{ author: "The colleague", ...item }]);
});

describe("in an OpenDocument text, as LibreOffice saves it,", () => {
  const info = (author: string): string =>
    `<office:change-info><dc:creator>${author}</dc:creator><dc:date>2013-02-06T10:00:00</dc:date></office:change-info>`;
  const member = `<text:insertion>${info("The member (North)")}</text:insertion>`;
  const region = (id: string, changes: string): string =>
    `<text:changed-region xml:id="${id}" text:id="${id}">${changes}</text:changed-region>`;
  const deletionOf = (text: string): string =>
    `<text:deletion>${info("The colleague")}${odtParagraph(text)}</text:deletion>${member}`;
  const put = (id: string, text: string): string =>
    `<text:change-start text:change-id="${id}"/>${text}<text:change-end text:change-id="${id}"/>`;

  test.each<[what: string, regions: string, inside: string, item: object]>([
    [
      "a deletion inside a proposal is an amendment to it",
      region("a", member) + region("b", deletionOf("too ")),
      `${put("a", "much ")}<text:change text:change-id="b"/>`,
      {
        text: "Amend “much too” to “much”",
        position: "support-with-amendment",
        parts: ["kept much ", "deleted too "],
      },
    ],
    [
      "an insertion inside a proposal is an amendment to it",
      region("a", member) +
        region("b", `<text:insertion>${info("The colleague")}</text:insertion>`) +
        region("c", member),
      put("a", "much ") + put("b", "and far ") + put("c", "too "),
      {
        text: "Amend “much too” to “much and far too”",
        position: "support-with-amendment",
        parts: ["kept much ", "inserted and far ", "kept too "],
      },
    ],
    [
      "the deletion of a proposal's text opposes it",
      region("b", deletionOf("much too ")),
      '<text:change text:change-id="b"/>',
      { text: "Delete “much too”", position: "oppose", parts: ["deleted much too "] },
    ],
  ])("%s", async (_what, regions, inside, item) => {
    const forum = await forumWithProposals();
    const [before = "", after = ""] = markedLines.join("\n").split("far away");
    const body = `${before}${inside}far away${after}`
      .split("\n")
      .map((line) => odtParagraph(line))
      .join("");
    const bytes = odtFile({ body: `<text:tracked-changes>${regions}</text:tracked-changes>${body}` });
    const received = await receive(forum, bytes, "amended.odt");
    expect(shown(received)).toEqual([{ author: "The colleague", answersId: uuid(1), ...item }]);
  });
});

test("imports an amendment as a reply with its position and its redline of the proposal's wording", async () => {
  const forum = await forumWithProposals();
  const received = await receive(forum, await amendedFile(forum, splitInsertion));
  await importContribution(forum.context, secretariat, { contribution: received.id, revision: received.revision });
  const placed = await getAnnotations(forum.context, asActor("public"), { version: "opinion-5@1" }, null);
  expect(placed.map(({ replies }) => replies.map(({ speaker, position }) => [speaker.name, position]))).toEqual([
    [["The colleague", "support-with-amendment"]],
    [],
  ]);
  expect(placed[0]?.replies[0]?.amendment?.map(({ kind, text }) => `${kind} ${text}`)).toEqual([
    "kept much ",
    "inserted and far ",
    "kept too ",
  ]);
});

test.each(amendments)("exports %s inside the proposal's own change, and reads it as known", async (what, edit) => {
  const forum = await forumWithProposals();
  const named = (xml: string): string => edit(xml).replaceAll('"The colleague"', '"The colleague (North)"');
  const received = await receive(forum, await amendedFile(forum, named));
  await importContribution(forum.context, secretariat, { contribution: received.id, revision: received.revision });
  let exported = "";
  const again = await amendedFile(forum, (xml) => (exported = xml).replace("</w:body>", "<w:p/></w:body>"));
  // Only the rejection of a whole new clause is not nested.
  const isNested = /<w:(?:ins|del) [^>]*w:author="The colleague \(North\)"/u.test(exported);
  expect(isNested).toBe(what !== "the deletion of its new clause");
  expect((await receive(forum, again, "again.docx")).items).toEqual([]);
});

test.each([
  ["in a clause", 1, "much too ", "much and far too "],
  ["in a new clause", 2, "that travel is slow and dear,", "that travel is slow,"],
])(
  "an amendment %s, made in the forum, is exported inside the proposal and read as known",
  async (_what, n, was, now) => {
    const forum = await forumWithProposals();
    const words = { text: "", position: "support-with-amendment", id: uuid(90) } as const;
    const at = { clause: "c", offset: 0 };
    const inserted: ProposalOperation = { kind: "replace", start: at, end: at, content: [{ type: "text", text: was }] };
    const amendment = amendmentTo([inserted], [now]);
    await createReply(forum.context, asActor("other"), { ...words, annotation: uuid(n), amendment });
    let exported = "";
    const again = await amendedFile(forum, (xml) => (exported = xml).replace("</w:body>", "<w:p/></w:body>"));
    expect(exported).toMatch(/<w:(?:ins|del) [^>]*w:author="The other \(Registry\)"/u);
    expect((await receive(forum, again, "again.docx")).items).toEqual([]);
  },
);

describe("text inserted by somebody else", () => {
  const opinion = (inside: string): Uint8Array =>
    markedOpinion({ c: `<w:p>${r("c) that meetings are held ")}${inside}${r("far away,")}</w:p>` }, {});
  const inserted = (inside: string): string => ins("TEXT", { author: "Ana" }).replace(run("TEXT"), inside);

  test.each<[what: string, inside: string, wording: string]>([
    ["with a deletion", inserted(`${run("much ")}${deleted("too ")}`), "much "],
    [
      "with an insertion",
      `${inserted(run("much "))}<w:ins ${colleague}>${run("and far ")}</w:ins>${inserted(run("too "))}`,
      "much and far too ",
    ],
  ])("%s by another person is one proposal of both, for a person to decide", async (_what, inside, wording) => {
    const forum = await openForum();
    await forum.publish("1", firstDraft);
    const { items } = await receive(forum, opinion(inside));
    expect(items.map(({ author, operations, doubt, included }) => ({ author, operations, doubt, included }))).toEqual([
      {
        author: "Ana, The colleague",
        operations: [expect.objectContaining({ content: [{ type: "text", text: wording }] })],
        doubt: { code: "several-authors", params: { authors: "Ana, The colleague" } },
        included: false,
      },
    ]);
  });

  test("and deleted by another person is set aside", async () => {
    const forum = await openForum();
    await forum.publish("1", firstDraft);
    const { items, setAside } = await receive(forum, opinion(inserted(deleted("much too "))));
    expect([items, setAside.map(({ code, words }) => [code, words])]).toEqual([[], [["changes-nothing", "much too"]]]);
  });
});
