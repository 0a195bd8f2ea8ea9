import type { Actor } from "#core/access/ability.ts";
import { annotationKinds } from "#core/annotate/annotation.ts";
import type { Contribution, ContributionItem } from "#core/annotate/contribution.ts";
import type { ReadContribution } from "#core/annotate/read-contribution.ts";
import { withoutSaid, type FileWords } from "#core/annotate/said-already.ts";
import { say } from "#core/messages/messages.ts";
import type { Version } from "#core/text/version.ts";
import type { Context } from "./context.ts";
import { loadContent } from "./load-content.ts";
import { placeMarkedText, type PlacedContribution } from "./place-marked-text.ts";
import { placeRemarks } from "./place-remarks.ts";
import { readSaidOn } from "./read-said-on.ts";

/** What a contribution would make on a version, with what a person did to its items before kept. */
export async function prepareItems(
  context: Context,
  actor: Actor,
  read: ReadContribution,
  version: Version | null,
  before: Pick<Contribution, "handMarks" | "unmarked" | "sentOn" | "items" | "versionId">,
): Promise<PlacedContribution> {
  if (!version) return { items: [], setAside: [], handMarks: "none", unmarked: "none" };
  const content = await loadContent(context, version);
  const terms = { handMarks: before.handMarks, unmarked: before.unmarked, believed: believedFrom(version, before) };
  const placed =
    read.form === "marked-text"
      ? await placeMarkedText(context, read, content, terms)
      : await placeRemarks(context, actor, read, version, content, terms.believed);
  const threads = await readSaidOn(context, actor, version);
  const { items, setAside } = withoutSaid(placed.items, threads, fileWords(version.language));
  const known = new Map(before.items.map((item) => [item.id, item]));
  const sameVersion = before.versionId === version.id;
  return {
    ...placed,
    items: items.map((item) => kept(item, known.get(item.id), sameVersion)),
    setAside: [...placed.setAside, ...setAside],
  };
}

function fileWords(language: string): FileWords {
  const signposts = annotationKinds.map((kind) => {
    const thread = say({ code: `export-thread-${kind}`, params: { number: 0 } }, language);
    return say({ code: "export-also", params: { thread } }, language);
  });
  return { unnamed: say({ code: "export-source-hidden", params: {} }, language), signposts: new Set(signposts) };
}

/**
 * The date of a mark, as far as it is believed: nobody marks a version before it is there, nor after it was sent. What is
 * not believed is null, and counts as said on the day it was sent.
 */
function believedFrom(
  version: Version,
  { sentOn }: Pick<Contribution, "sentOn">,
): (date: string | null) => string | null {
  return (date) => {
    const at = date === null ? NaN : Date.parse(date);
    if (Number.isNaN(at)) return null;
    const iso = new Date(at).toISOString();
    const day = iso.slice(0, 10);
    return day < version.date || day > sentOn ? null : iso;
  };
}

/** What a person did to an item stays, and what was made of it; a place they chose stays with its version. */
function kept(read: ContributionItem, before: ContributionItem | undefined, sameVersion: boolean): ContributionItem {
  if (!before) return read;
  const { included, annotationId, edited } = before;
  const made = new Map(before.replies.map(({ id, replyId }) => [id, replyId]));
  const replies = read.replies.map((reply) => ({ ...reply, replyId: made.get(reply.id) ?? null }));
  const item = { ...read, included, annotationId, replies };
  if (!edited) return item;
  const { text, type } = before;
  const said = { ...item, edited, text, type };
  if (!sameVersion) return said;
  return { ...said, targets: before.targets, operations: before.operations, doubt: before.doubt };
}
