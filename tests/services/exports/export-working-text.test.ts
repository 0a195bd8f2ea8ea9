import { strFromU8, unzipSync } from "fflate";
import type { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import { exportWorkingText } from "../../../server/services/exports/export-working-text.ts";
import { decideAnnotation } from "../../../server/services/outcome/decision.ts";
import { publishVersion } from "../../../server/services/publication/publication.ts";
import { prepareVersion } from "../../../server/services/publication/upload.ts";
import { loadContent } from "../../../server/services/versions/content.ts";
import { bytesOf } from "../../export/whole-files.ts";
import { paragraphsAfter } from "../../export/docx/word-file.ts";
import { p, paragraphStyle, wordFile } from "../../import/docx/word-file.ts";
import { asActor, firstDraft, openForum, type TestForum } from "../../support/forum.ts";

const secretariat = asActor("secretariat");
const words = ["We agree to meet.", "We report every year.", "We end here."] as const;

/** Opens a forum whose draft is a Word file, with one accepted and one open proposal. */
async function openWithProposals(): Promise<TestForum> {
  const forum = await openForum();
  const { context } = forum;
  const format = '<w:pStyle w:val="House"/>';
  const { version } = await prepareVersion(context, secretariat, {
    document: "opinion-5",
    bytes: wordFile({
      body: words.map((text) => p(text, format)).join(""),
      styles: paragraphStyle("House", "House style", ""),
      footnotes: "",
    }),
    fileName: "draft.docx",
    round: "1",
    label: "Draft 1",
    date: "2013-02-01",
    language: "en",
  });
  await publishVersion(context, secretariat, { version: version.id });
  const stored = await context.store.read((reader) => reader.get("versions", version.id));
  const [first = "", second = ""] = (await loadContent(context, stored!)).text.clauses.map(({ id }) => id);
  const propose = (operations: ProposalOperation[], clause: string) =>
    forum.comment("member", { kind: "proposal", operations, targets: [{ kind: "clause", clause }] });
  const replace: ProposalOperation = {
    kind: "replace",
    start: { clause: first, offset: 3 },
    end: { clause: first, offset: 8 },
    content: [{ type: "text", text: "hope" }],
  };
  const { annotation } = await propose([replace, { kind: "move", clause: first, after: second }], first);
  await propose([{ kind: "delete", clause: second }], second);
  const decision = { revision: 0, outcome: "accepted", reason: "", mergedWith: null, shownIn: null } as const;
  await decideAnnotation(context, asActor("chair"), { annotation: annotation.id, ...decision });
  return forum;
}

async function nextDraft({ context }: TestForum, who: string, more: object = {}) {
  const input = { version: "opinion-5@1", changes: "made", wordLayout: "original", ...more } as const;
  const { pieces, redline, fileName } = await exportWorkingText(context, asActor(who), input, null);
  return { redline, fileName, bytes: await bytesOf(pieces) };
}

const partOf = (bytes: Uint8Array, name: string) => strFromU8(unzipSync(bytes)[name] ?? new Uint8Array());

test("names the next draft and its tracked changes differently", async () => {
  const forum = await openWithProposals();
  const names = [await nextDraft(forum, "secretariat"), await nextDraft(forum, "secretariat", { changes: "tracked" })];
  expect(names.map(({ fileName }) => fileName)).toEqual([
    "opinion-5.1.en.next.docx",
    "opinion-5.1.en.next.tracked-changes.docx",
  ]);
});

test.each(["public", "member", "chair"])("refuses the file to %s, who may not prepare a draft", async (who) => {
  await expect(nextDraft(await openWithProposals(), who)).rejects.toMatchObject({
    code: who === "public" ? "not-signed-in" : "not-allowed",
  });
});

test("makes the accepted proposals in the draft's own file, and no others", async () => {
  const { bytes, redline } = await nextDraft(await openWithProposals(), "secretariat");
  expect(redline).toEqual({ layout: "original", notes: [] });
  const document = partOf(bytes, "word/document.xml");
  expect(document).not.toMatch(/<w:(?:ins|del|move\w*)[ />]/u);
  expect(paragraphsAfter(bytes, "accept")).toEqual([words[1], "We hope to meet.", words[2]]);
  expect(document.match(/<w:pStyle w:val="House"\/>/gu)).toHaveLength(3);
});

test("tracks the changes under their authors' names on request", async () => {
  const { bytes } = await nextDraft(await openWithProposals(), "secretariat", { changes: "tracked" });
  expect(paragraphsAfter(bytes, "accept")).toEqual([words[1], "We hope to meet.", words[2]]);
  expect(paragraphsAfter(bytes, "reject")).toEqual([...words]);
  const authors = partOf(bytes, "word/document.xml").match(/w:author="[^"]*"/gu);
  expect(new Set(authors).size).toBe(1);
  expect(unzipSync(bytes)["word/comments.xml"]).toBeUndefined();
});

test.each(["made", "tracked"])(
  "is a new document with the reason for a draft that is no Word file: %s",
  async (changes) => {
    const forum = await openForum();
    await forum.publish("1", firstDraft);
    const { redline, bytes } = await nextDraft(forum, "secretariat", { changes });
    expect(redline).toEqual({ layout: "redrawn", notes: [{ code: "redrawn-not-word", count: 0 }] });
    expect(
      Object.keys(unzipSync(bytes))
        .map((name) => partOf(bytes, name))
        .join(""),
    ).toContain("Next draft, from Draft 1");
  },
);
