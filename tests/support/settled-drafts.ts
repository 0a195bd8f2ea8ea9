import type { NewAnnotation } from "../../server/core/contract/annotation-operations.ts";
import type { NewPlaceAct } from "../../server/core/contract/outcome-operations.ts";
import { describe as describeRange } from "#core/place/anchor.ts";
import type { Target } from "#core/discuss/target.ts";
import { getVersion } from "../../server/services/forum/library.ts";
import { asActor, openForum, type TestForum } from "./forum.ts";

/** Three drafts on which comments are carried, placed approximately, or lost. */
export const drafts = [
  [
    "a) that small networks pay too much for transit to exchange points far away;",
    "b) that meetings of experts are open to every stakeholder who registers in time;",
    "c) that translation is costly,",
  ],
  [
    "a) that small networks pay too much for transit to exchange points far away;",
    "b) that some stakeholders find meetings of experts open and others register too late;",
    "c) that costs vary,",
  ],
  [
    "a) that small networks pay too much for transit;",
    "b) that some stakeholders find meetings of experts open and others register too late;",
    "c) that costs vary,",
  ],
].map((recitals, index) => {
  const recalled = index === 0 ? "*recalling*\n\nthat stakeholders who register too late find the halls full,\n\n" : "";
  return `# Opinion\n\nThe Forum,\n\n${recalled}*considering*\n\n${recitals.join("\n\n")}\n`;
});

/** Opens a forum with three drafts. */
export async function openDrafts(): Promise<TestForum> {
  const forum = await openForum();
  for (const [index, draft] of drafts.entries()) await forum.publish(String(index + 1), draft);
  return forum;
}

/** Returns a target for a text of a draft. */
export async function words(forum: TestForum, version: string, quote: string): Promise<Target> {
  const { text } = await getVersion(forum.context, asActor("public"), { version });
  const start = text.text.indexOf(quote);
  return describeRange(text, start, start + quote.length);
}

/** Creates a comment by the member on text of the first draft, and returns its id. */
export async function commentOn(
  forum: TestForum,
  quote: string | Target,
  more: Partial<NewAnnotation> = {},
): Promise<string> {
  const targets = [typeof quote === "string" ? await words(forum, "opinion-5@1", quote) : quote];
  return (await forum.comment("member", { targets, ...more })).annotation.id;
}

/**
 * On the second draft, recital c) keeps only its label and position, so a comment on the whole recital is placed
 * approximately.
 */
export const rewritten: Target = { kind: "clause", clause: "considering-c" };

/** Text of a clause that only the first draft has. */
export const deletedText = "stakeholders who register too late find the halls full";
export const second = "opinion-5@2";
export const third = "opinion-5@3";
export const giveUp: NewPlaceAct = { kind: "given-up", revision: 0, reason: "It was met." };
export const confirm: NewPlaceAct = { kind: "confirmed", revision: 0, reason: "" };
