import { strFromU8, unzipSync } from "fflate";
import type { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import { amendmentTo } from "#core/propose/amend-wording.ts";
import { parseDraft } from "#core/text/schema.ts";
import { editAnnotation } from "../../../server/services/annotations/annotation.ts";
import { createReply, withdrawReply } from "../../../server/services/annotations/reply.ts";
import { exportWorkingText } from "../../../server/services/exports/export-working-text.ts";
import { decideAnnotation } from "../../../server/services/outcome/decision.ts";
import { getWorkingText } from "../../../server/services/publication/next-draft.ts";
import { bytesOf } from "../../export/whole-files.ts";
import { asActor, firstDraft, openForum, uuid, type TestForum } from "../../support/forum.ts";

const secretariat = asActor("secretariat");
const first = "opinion-5@1";
const [annotation, reply] = [uuid(1), uuid(90)];

/** Replaces "easier" in 1. */
const replaced = (by: string): ProposalOperation => ({
  kind: "replace",
  start: { clause: "is-of-the-view-1", offset: 32 },
  end: { clause: "is-of-the-view-1", offset: 38 },
  content: [{ type: "text", text: by }],
});

/** Opens a forum in which a proposal to make it "cheaper" is accepted as Registry amends it: "cheap". */
async function accepted(): Promise<TestForum> {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  const step = replaced("cheaper");
  await forum.comment("member", { kind: "proposal", operations: [step] });
  const said = { annotation, id: reply, text: "", position: "support-with-amendment" } as const;
  await createReply(forum.context, asActor("other"), { ...said, amendment: amendmentTo([step], ["cheap"]) });
  const decision = { revision: 0, outcome: "accepted", reason: "", mergedWith: null, shownIn: null } as const;
  await decideAnnotation(forum.context, asActor("chair"), { annotation, ...decision, amendedBy: reply });
  return forum;
}

const nextOf = async ({ context }: TestForum, version = first) => {
  const { draft, proposals } = await getWorkingText(context, secretariat, { version }, null);
  return { text: parseDraft(draft).textContent, proposals };
};

test.each([first, "opinion-5@2"])("the draft after %s has the wording as accepted", async (version) => {
  const forum = await accepted();
  await forum.publish("2", firstDraft.replace("that records", "that all records"));
  const { text, proposals } = await nextOf(forum, version);
  expect(proposals).toMatchObject([{ taken: true, amendedBy: reply }]);
  expect(text).toContain("should be made cheap;");
});

test.each<[what: string, change: (forum: TestForum) => Promise<unknown>]>([
  ["the amendment is withdrawn", (forum) => withdrawReply(forum.context, asActor("other"), { reply })],
  [
    "the proposal has another wording",
    async (forum) => {
      const edit = { revision: await forum.revision(annotation), operations: [replaced("quicker")] };
      return editAnnotation(forum.context, asActor("member"), { annotation, ...edit });
    },
  ],
])("a proposal accepted as amended is left out, with the reason, once %s", async (_what, change) => {
  const forum = await accepted();
  await change(forum);
  const { text, proposals } = await nextOf(forum);
  expect(proposals).toMatchObject([{ taken: false, rebased: { problems: [{ code: "amendment-gone" }] } }]);
  expect(text).toContain("should be made easier;");
});

test("the Word file of the next draft has the wording as accepted", async () => {
  const forum = await accepted();
  const query = { version: first, changes: "tracked", wordLayout: "redrawn", proposals: undefined } as const;
  const { pieces } = await exportWorkingText(forum.context, secretariat, query, null);
  const xml = strFromU8(unzipSync(await bytesOf(pieces))["word/document.xml"] ?? new Uint8Array());
  expect(xml).toMatch(/<w:ins [^>]*>(?:(?!<\/w:ins>).)*>cheap</u);
  expect(xml).not.toContain("cheaper");
});
