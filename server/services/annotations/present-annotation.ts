import { type Actor, can } from "#core/access/permissions.ts";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import { type Annotation, type EarlierWording, inOrder, wordingUntil } from "#core/discuss/annotation.ts";
import type { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import { isLate } from "#core/outcome/consultation.ts";
import type { Placement } from "#core/place/placement.ts";
import { proposedClauses } from "#core/propose/proposed-clauses.ts";
import type { Version } from "#core/text/version.ts";
import type { Context } from "../kernel/context.ts";
import { isDamage } from "../kernel/damage.ts";
import { eventsOf } from "../kernel/events.ts";
import { mapInTurns } from "../kernel/in-turns.ts";
import type { KeptThread } from "../kernel/kept-discussions.ts";
import {
  type DocumentViewer,
  isInThread,
  mayKnow,
  mayKnowReply,
  readableAnnotation,
  visibleAnnotation,
  visiblePlacement,
  visiblePositions,
  visibleSettlement,
} from "../kernel/visibility.ts";
import { loadContent } from "../versions/content.ts";
import { addressOf } from "../versions/version-order.ts";
import { findAnnotation, type FoundAnnotation } from "./find-annotation.ts";
import { placeOnOwn } from "./placement.ts";
import { presentReply } from "./store-thread.ts";

/**
 * Returns an annotation on the version it was made on.
 * @throws ProblemError not-signed-in, not-found
 */
export async function getAnnotation(
  context: Context,
  actor: Actor,
  input: { annotation: string },
): Promise<PlacedAnnotation> {
  const found = await context.store.read((reader) => findAnnotation(context, reader, actor, input.annotation));
  return presentAnnotation(context, found);
}

/** Returns an annotation on the version it was made on, as the actor may see it. */
export async function presentAnnotation(
  context: Context,
  { viewer, version, versions, ...thread }: Omit<FoundAnnotation, "forum" | "document">,
): Promise<PlacedAnnotation> {
  const placement = await placeOnOwn(context, thread.annotation, version);
  await readProposed(context, [version], [thread.annotation]);
  return presentThread(viewer, thread, addressOf(version, versions), placement);
}

/** The redlines of proposals, by their operations. They never change, because versions do not. */
const redlines = new WeakMap<readonly ProposalOperation[], NonNullable<PlacedAnnotation["proposed"]>>();

/** Reads the redlines of proposals made on some versions, so that `presentThread` can show them. */
export async function readProposed(
  context: Context,
  versions: readonly Version[],
  annotations: readonly Annotation[],
): Promise<void> {
  const missing = annotations.filter(({ operations }) => operations.length > 0 && !redlines.has(operations));
  for (const version of versions) {
    const proposals = missing.filter(({ versionId }) => versionId === version.id);
    if (proposals.length === 0) continue;
    const content = await loadContent(context, version).catch(nothingIfDamaged);
    if (!content) continue;
    const { draft, text } = content;
    await mapInTurns(proposals, ({ operations }) =>
      redlines.set(operations, { language: version.language, clauses: proposedClauses(draft, text, operations) }),
    );
  }
}

/** Returns the redline of a proposal, if `readProposed` has read it. */
export function redlineOf({ operations }: Pick<Annotation, "operations">): PlacedAnnotation["proposed"] {
  return redlines.get(operations);
}

function nothingIfDamaged(error: unknown): null {
  if (isDamage(error)) return null;
  throw error;
}

/**
 * Returns an annotation as the actor may see it, with its thread in chronological order and the actor's permissions. A
 * proposal has its redline if `readProposed` has read it.
 */
export function presentThread(
  viewer: DocumentViewer,
  { annotation, replies, decision, settlements }: KeptThread,
  madeOn: string,
  placement: Placement,
): PlacedAnnotation {
  const { actor } = viewer;
  const open = annotation.standing === "open";
  const settlement = settlements.find(({ versionId }) => versionId === placement.versionId);
  const readable = inOrder(replies).filter((reply) => mayKnowReply(viewer, reply, annotation));
  const visible = visibleAnnotation(viewer, annotation);
  const proposed = redlineOf(visible);
  return {
    annotation: visible,
    madeOn,
    late: isLate(annotation, viewer.closing.get(annotation.versionId)),
    placement: visiblePlacement(viewer, placement),
    ...(proposed && { proposed }),
    replies: readable.map((reply) => presentReply(viewer, reply, annotation)),
    positions: visiblePositions(viewer, readable.filter(isInThread)),
    decision,
    settlement: settlement ? visibleSettlement(viewer, settlement) : null,
    may: {
      edit: open && !annotation.consolidatedInto && can(actor, "edit-annotation", annotation),
      withdraw: open && can(actor, "withdraw-annotation", annotation),
      hide: open && annotation.visibility === "submitted" && can(actor, "hide-annotation"),
      reinstate:
        (annotation.standing === "withdrawn" && can(actor, "withdraw-annotation", annotation)) ||
        (annotation.standing === "hidden" && can(actor, "hide-annotation")),
      erase: annotation.standing !== "erased" && can(actor, "erase-annotation"),
      reply: open && can(actor, "reply"),
      decide: open && annotation.visibility === "submitted" && can(actor, "decide"),
      confirmJoint: open && can(actor, "confirm-joint", annotation),
      leaveJoint: open && can(actor, "leave-joint", annotation),
      signOn: open && can(actor, "sign-on", annotation),
      removeJoint: open && annotation.speaker.jointly.length > 0 && can(actor, "remove-joint", annotation),
      settle: open && annotation.versionId !== placement.versionId && can(actor, "settle-place", annotation),
      clear: open && can(actor, "clear-annotation", annotation),
    },
  };
}

/**
 * Returns the earlier texts of an annotation, oldest first, as far as the actor may read them. Text that it had as a
 * draft is shown only to those who could read the draft. Actors who may not read the current text of a withdrawn, hidden
 * or erased annotation cannot read its earlier texts either.
 * @throws ProblemError not-signed-in, not-found
 */
export async function getEarlierWordings(
  context: Context,
  actor: Actor,
  input: { annotation: string },
): Promise<EarlierWording[]> {
  return context.store.read(async (reader) => {
    const { annotation, viewer } = await findAnnotation(context, reader, actor, input.annotation);
    const wordings: EarlierWording[] = [];
    for await (const { at, before, after } of eventsOf(reader, { collection: "annotations", id: annotation.id })) {
      if (before === null || after === null) continue;
      const earlier = before as Annotation;
      const wording = wordingUntil(earlier, after as Annotation, at);
      if (!wording || !mayKnow(viewer, earlier)) continue;
      const { text, operations } = readableAnnotation(viewer, { ...earlier, standing: annotation.standing });
      if (text !== "" || operations.length > 0) wordings.push(wording);
    }
    return wordings;
  });
}
