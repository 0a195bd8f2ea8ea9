import type { Forum } from "#core/access/forum.ts";
import { type Actor, can, type ReceivedContribution, type Spoken } from "#core/access/permissions.ts";
import type { Annotation } from "#core/discuss/annotation.ts";
import type { Reply } from "#core/discuss/reply.ts";
import { nobody, type Speaker } from "#core/discuss/speaker.ts";
import { consultationState } from "#core/outcome/consultation.ts";
import { type Standpoint, standpointsOf } from "#core/outcome/standpoint.ts";
import type { Placement } from "#core/place/placement.ts";
import type { PlaceAct, Settlement } from "#core/place/settlement.ts";
import type { KeptReply, KeptSettlement } from "../../store/collections.ts";
import type { Reader } from "../../store/store.ts";
import type { Context } from "./context.ts";
import type { ToldContribution } from "./events.ts";

/** What decides, beside who somebody is, what they may see of what was said: read once, at one moment. */
export interface Sight {
  actor: Actor;
  /** The organisations of every circle, by the circle's id. */
  circles: ReadonlyMap<string, readonly string[]>;
  /** Ids of versions on which nobody sees yet what other organisations submit. */
  blind: ReadonlySet<string>;
  /** When the consultation on a version closes, by its id; those without one have none. */
  closing: ReadonlyMap<string, string>;
  /** Whether the forum shows who says what. */
  sources: Forum["sources"];
}

/** What an actor may see of what was said, now. */
export async function readSight(context: Pick<Context, "now">, reader: Reader, actor: Actor): Promise<Sight> {
  const [[forum], circles, consultations] = await Promise.all([
    reader.list("forum"),
    reader.list("circles"),
    reader.list("consultations"),
  ]);
  const now = context.now();
  return {
    actor,
    circles: new Map(circles.map(({ id, organisationIds }) => [id, organisationIds])),
    blind: new Set(
      consultations
        .filter(({ current }) => current?.blind && consultationState(current, now) !== "closed")
        .map(({ id }) => id),
    ),
    closing: new Map(consultations.flatMap(({ id, current }) => (current ? [[id, current.closesAt] as const] : []))),
    sources: forum?.sources ?? "shown",
  };
}

/**
 * Whether the actor may know that an annotation exists. A draft that was withdrawn before it was ever submitted is gone
 * for all but its author: nobody else needs to hear that there was one.
 */
export function mayKnow(sight: Sight, annotation: Annotation): boolean {
  const { speaker, visibility } = annotation;
  if (!mayRead(sight, annotation, { speaker, visibility })) return false;
  return visibility === "submitted" || standsFor(sight.actor, annotation, annotation);
}

/** The annotation as the actor is shown it: its words as far as they may read them, its source as far as that is told. */
export function shownTo(sight: Sight, annotation: Annotation): Annotation {
  const read = readBy(sight, annotation);
  const speaker = speakerShown(sight, read.speaker);
  // What came in one file came from one source.
  const contributionId = speaker === nobody ? null : read.contributionId;
  // A circle that was dissolved is none; made again under its id, it has its drafts again.
  const circleId = sight.circles.has(read.circleId ?? "") ? read.circleId : null;
  return { ...read, speaker, contributionId, circleId };
}

/**
 * The annotation as the actor may read it: without words and steps where it was taken back, and without the organisations
 * that were asked to say it too where that does not concern them. Its place stays.
 */
export function readBy({ actor }: Sight, annotation: Annotation): Annotation {
  const { speaker } = annotation;
  const read = can(actor, "read-awaiting", annotation)
    ? annotation
    : { ...annotation, speaker: { ...speaker, awaiting: [] } };
  return standsFor(actor, annotation, annotation) ? read : { ...read, text: "", operations: [] };
}

/** Who spoke, as the actor is told: nobody, where the forum keeps sources hidden from them. */
function speakerShown({ actor, sources }: Sight, speaker: Speaker): Speaker {
  return sources === "shown" || can(actor, "read-hidden-source", { speaker }) ? speaker : nobody;
}

/**
 * Whether the actor may know that a reply exists, given that they may know of the annotation. What colleagues said to a
 * draft stays between them once the draft is submitted.
 */
export function mayKnowReply(sight: Sight, { speaker, visibility }: KeptReply, annotation: Annotation): boolean {
  return (
    mayRead(sight, annotation, { speaker, visibility }) ||
    mayRead(sight, annotation, { speaker: annotation.speaker, visibility })
  );
}

/** Whether what somebody said at an annotation, or it itself, is for the actor's eyes. */
function mayRead({ actor, circles, blind }: Sight, { circleId, versionId }: Annotation, spoken: Spoken): boolean {
  return can(actor, "read-annotation", {
    ...spoken,
    circle: circles.get(circleId ?? "") ?? [],
    blind: blind.has(versionId),
  });
}

/** The reply as the actor is shown it. */
export function replyShownTo(sight: Sight, reply: KeptReply): Reply {
  const read = replyReadBy(sight, reply);
  return { ...read, speaker: speakerShown(sight, read.speaker) };
}

/** The reply as the actor may read it: without words and position where it was taken back. */
export function replyReadBy({ actor }: Sight, { visibility, ...reply }: KeptReply): Reply {
  return standsFor(actor, reply, { visibility }) ? reply : { ...reply, text: "", position: null };
}

/** Where organisations stand, by the replies the actor may read; without who, where sources are hidden. */
export function positionsShown(sight: Sight, replies: readonly KeptReply[]): Standpoint[] {
  const standpoints = standpointsOf(replies.map((reply) => replyReadBy(sight, reply)));
  if (sight.sources === "shown" || sight.actor.role === "secretariat") return standpoints;
  return standpoints.map((standpoint) => ({
    ...standpoint,
    holder: { kind: standpoint.holder.kind, id: "", name: "", group: nobody.group },
  }));
}

/** The settlement as it is shown to whoever may know of its annotation. */
export function settlementShown(sight: Sight, { visibility: _visibility, ...settlement }: KeptSettlement): Settlement {
  const shown = (act: PlaceAct | null): PlaceAct | null => act && { ...act, by: speakerShown(sight, act.by) };
  return {
    ...settlement,
    current: shown(settlement.current),
    history: settlement.history.map(({ said, until }) => ({ said: shown(said), until })),
  };
}

/** The placement as it is shown to whoever may know of its annotation. */
export function placementShown(sight: Sight, placement: Placement): Placement {
  const { settled } = placement;
  return settled ? { ...placement, settled: { ...settled, by: speakerShown(sight, settled.by) } } : placement;
}

function standsFor(
  actor: Actor,
  { standing, speaker }: Pick<Annotation | Reply, "standing" | "speaker">,
  { visibility }: Pick<Annotation, "visibility">,
): boolean {
  return standing === "open" || standing === "erased" || can(actor, "read-taken-back", { speaker, visibility });
}

/** What a contribution shows of itself to the question who may do what with it. */
export function seenBy(
  { blind, sources }: Pick<Sight, "blind" | "sources">,
  { organisationIds, state, versionId }: Pick<ToldContribution, "organisationIds" | "state" | "versionId">,
): ReceivedContribution {
  return { organisationIds, taken: state === "taken", blind: versionId !== null && blind.has(versionId), sources };
}
