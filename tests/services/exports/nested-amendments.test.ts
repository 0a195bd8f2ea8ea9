import { strFromU8, unzipSync } from "fflate";
import { exportOperations } from "#core/contract/export-operations.ts";
import type { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import { amendmentTo } from "#core/propose/amend-wording.ts";
import { createReply } from "../../../server/services/annotations/reply.ts";
import { receiveContribution } from "../../../server/services/contributions/receive-contribution.ts";
import { decideAnnotation } from "../../../server/services/outcome/decision.ts";
import { exportVersionFile } from "../../support/export-file.ts";
import { asActor, firstDraft, openForum, uuid, type TestForum } from "../../support/forum.ts";

const secretariat = asActor("secretariat");
const annotation = uuid(1);
const at = { clause: "considering-c", offset: 23 };
const step: ProposalOperation = {
  kind: "replace",
  start: at,
  end: at,
  content: [{ type: "text", text: "much too slow and dear and " }],
};

/** Three amendments: the last changes the same word as the first. */
const amendments = [
  ["other", "much more slow and dear and"],
  ["coordinator", "much too slow and expensive and"],
  ["colleague", "much less slow and dear and"],
] as const;

async function amendedForum(): Promise<TestForum> {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  await forum.comment("member", { kind: "proposal", text: "", operations: [step] });
  for (const [index, [who, wording]] of amendments.entries()) {
    const amendment = amendmentTo([step], [wording]);
    const said = { annotation, id: uuid(90 + index), text: "", position: "support-with-amendment" } as const;
    await createReply(forum.context, asActor(who), { ...said, amendment });
  }
  return forum;
}

async function exported(forum: TestForum): Promise<{ bytes: Uint8Array; text: string; comments: string }> {
  const query = exportOperations.exportVersion.query.parse({ format: "docx", layout: "tracked-changes" });
  const { bytes } = await exportVersionFile(forum.context, secretariat, { version: "opinion-5@1", ...query }, null);
  const parts = unzipSync(bytes);
  const part = (name: string): string => strFromU8(parts[name] ?? new Uint8Array());
  return { bytes, text: part("word/document.xml"), comments: part("word/comments.xml") };
}

/** Lists the insertions and deletions in the text by author, with their own words. */
const changesIn = (xml: string): string[] =>
  [
    ...xml.matchAll(
      /<w:(ins|del) [^>]*w:author="The (\w+)[^>]*>(?:<w:r>(?:<w:rPr>.*?<\/w:rPr>)?<w:(?:t|delText)[^>]*>([^<]+))?/gu,
    ),
  ]
    .filter(([, , , words]) => words !== undefined)
    .map(([, kind = "", author = "", words = ""]) => `${author} ${kind} ${words}`);

const remark = "This amendment is not shown in the text";

test("amendments that change different words are all inside the proposal, each by its own author", async () => {
  const { text } = await exported(await amendedForum());
  expect(changesIn(text)).toEqual([
    "member ins much ",
    "other del too",
    "other ins more",
    "member ins  slow and ",
    "coordinator del dear",
    "coordinator ins expensive",
    "member ins  and ",
  ]);
});

test("an amendment of words that another changes stays in its reply, which says so", async () => {
  const { comments } = await exported(await amendedForum());
  expect(comments.split(remark)).toHaveLength(2);
  expect(comments.slice(0, comments.indexOf(remark))).toContain("much less slow and dear and");
});

test("the accepted amendment is inside the proposal, before earlier ones", async () => {
  const forum = await amendedForum();
  const decision = { revision: 0, outcome: "accepted", reason: "", mergedWith: null, shownIn: null } as const;
  await decideAnnotation(forum.context, secretariat, { annotation, ...decision, amendedBy: uuid(92) });
  const { text, comments } = await exported(forum);
  expect(changesIn(text)).toContain("colleague ins less");
  expect(changesIn(text)).not.toContain("other ins more");
  expect(comments).toContain("accepted, as amended by North");
});

test("a file with several nested amendments comes back without anything new", async () => {
  const forum = await amendedForum();
  const { bytes } = await exported(forum);
  const received = await receiveContribution(forum.context, secretariat, { bytes, fileName: "back.docx" });
  expect(received.items).toEqual([]);
});
