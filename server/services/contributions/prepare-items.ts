import type { Actor } from "#core/access/permissions.ts";
import { annotationKinds } from "#core/discuss/annotation.ts";
import type { Contribution, ContributionItem } from "#core/receive/contribution.ts";
import type { ReadContribution } from "#core/receive/read-contribution.ts";
import { withoutSaid, type FileWords } from "#core/receive/find-duplicates.ts";
import { say } from "#core/messages/messages.ts";
import type { Version } from "#core/text/version.ts";
import type { Context } from "../kernel/context.ts";
import { loadContent } from "../versions/load-content.ts";
import type { PlacedContribution } from "../../core/receive/place-marked-text.ts";
import { placeRemarks } from "./place-remarks.ts";
import { readSaidOn } from "./read-said-on.ts";
import { readOrRefuse } from "../versions/read-upload.ts";

/**
 * What a contribution would make on a version, with what a person did to its items before kept.
 * @throws ProblemError server-busy, file-too-large
 */
export async function prepareItems(
  context: Context,
  actor: Actor,
  read: ReadContribution,
  version: Version | null,
  before: Pick<Contribution, "handMarks" | "unmarked" | "sentOn" | "items" | "versionId"> & { fileName: string },
): Promise<PlacedContribution> {
  if (!version) return { items: [], setAside: [], handMarks: "none", unmarked: "none" };
  const content = await loadContent(context, version);
  const dates = { from: version.date, to: before.sentOn };
  const terms = { handMarks: before.handMarks, unmarked: before.unmarked, dates };
  const placed =
    read.form === "marked-text"
      ? await readOrRefuse(before.fileName, () => context.placeMarkedText(read, content, terms))
      : await placeRemarks(context, actor, read, version, content, dates);
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
