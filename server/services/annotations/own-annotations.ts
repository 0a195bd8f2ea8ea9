import type { Actor } from "#core/access/permissions.ts";
import type { OwnAnnotation } from "#core/contract/start-operations.ts";
import { proposedText } from "#core/discuss/content-text.ts";
import { authoredBy } from "../../store/indexes.ts";
import { type Comparer, comparerOnce } from "../comparison/load-comparison.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import { entriesIn } from "../kernel/listed-rows.ts";
import { mayKnow, readViewer } from "../kernel/visibility.ts";
import { findForum } from "../versions/find-version.ts";
import { addressOf, laterOf } from "../versions/version-order.ts";
import { findAnnotation, type FoundAnnotation } from "./find-annotation.ts";
import { outcomeCell, placeThread } from "./placement.ts";

/** Maximum length of a text, in UTF-16 code units. */
const longestText = 300;

/**
 * Lists the actor's latest open annotations of all documents, latest first: each with its decision, and its placement in
 * the latest draft.
 * @throws ProblemError not-signed-in
 */
export async function getOwnAnnotations(
  context: Context,
  actor: Actor,
  { size }: { size: number },
  signal: AbortSignal | null,
): Promise<OwnAnnotation[]> {
  authorise(actor, "read-participants");
  const { participantId } = actor;
  const found = await context.store.read(async (reader) => {
    await findForum(reader, actor);
    if (participantId === null) return [];
    const viewer = await readViewer(context, reader, actor);
    const own: string[] = [];
    for await (const { row } of entriesIn(reader, "annotations", {
      index: "authored",
      prefix: authoredBy(participantId),
    })) {
      if (own.length === size) break;
      // Drafts from before a replaced address are closed to their author.
      if (mayKnow(viewer, row)) own.push(row.id);
    }
    return Promise.all(own.map((id) => findAnnotation(context, reader, actor, id)));
  });
  const compared = comparerOnce(context, signal);
  return Promise.all(found.map((one) => presentAway(context, one, compared)));
}

/** Returns an annotation as it is listed away from its draft. */
export async function presentAway(
  context: Context,
  { annotation, version, versions, document, decision, settlements }: FoundAnnotation,
  compared: Comparer,
): Promise<OwnAnnotation> {
  const { id, kind, visibility, createdAt, text, operations } = annotation;
  const later = laterOf(version, versions);
  const latest = later.at(-1);
  const draftOf = (one: typeof version) => ({ address: addressOf(one, versions), label: one.label });
  const placement = latest && (await placeThread(context, { annotation, settlements }, [version, ...later], compared));
  return {
    ...{ id, kind, visibility, createdAt },
    document: { id: document.id, title: document.shortTitle },
    madeOn: draftOf(version),
    text: Array.from(text || operations.map(proposedText).join(" "))
      .slice(0, longestText)
      .join(""),
    outcome: decision?.current?.outcome ?? null,
    later: latest && placement ? { ...draftOf(latest), placement: outcomeCell(placement) } : null,
  };
}
