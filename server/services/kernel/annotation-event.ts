import type { Actor } from "#core/access/permissions.ts";
import type { Annotation } from "#core/discuss/annotation.ts";
import type { Reply } from "#core/discuss/reply.ts";
import type { ForumEvent } from "#core/contract/event-operations.ts";
import type { KeptSettlement } from "../../store/collections.ts";
import type { NewEvent } from "../../store/stored-event.ts";
import type { Context } from "./context.ts";

type AnnotationEventKind = Extract<ForumEvent["kind"], `annotation-${string}`>;
type PlaceEventKind = Extract<ForumEvent["kind"], `place-${string}`>;
type ReplyEventKind = Extract<ForumEvent["kind"], `reply-${string}`>;

/** The event that something became of an annotation. What its speaker does is done for whom they speak for. */
export function annotationEvent(
  context: Pick<Context, "now">,
  actor: Actor,
  kind: AnnotationEventKind,
  before: Annotation | null,
  after: Annotation,
): NewEvent {
  return {
    ...common(context, actor, after),
    kind,
    subject: { collection: "annotations", id: after.id },
    before,
    after,
  };
}

/** The event that something became of a reply. */
export function replyEvent(
  context: Pick<Context, "now">,
  actor: Actor,
  kind: ReplyEventKind,
  before: Reply | null,
  after: Reply,
): NewEvent {
  return { ...common(context, actor, after), kind, subject: { collection: "replies", id: after.id }, before, after };
}

/** The event that somebody spoke of an annotation's place, or took back what they said. */
export function placeEvent(
  context: Pick<Context, "now">,
  actor: Actor,
  annotation: Annotation,
  before: KeptSettlement | null,
  after: KeptSettlement,
): NewEvent {
  const kind: PlaceEventKind = after.current ? `place-${after.current.kind}` : "place-unsettled";
  return {
    ...common(context, actor, annotation),
    kind,
    subject: { collection: "settlements", id: after.id },
    before,
    after,
  };
}

function common(context: Pick<Context, "now">, actor: Actor, { speaker, documentId }: Annotation | Reply) {
  const isSpeaker = speaker.participantId === actor.participantId;
  return {
    at: context.now().toISOString(),
    actor: actor.participantId,
    /** Where a speaker speaks in person, their organisation does not: it would be told what they said without it. */
    onBehalfOf: isSpeaker ? (speaker.organisation?.id ?? null) : actor.organisationId,
    documentId,
  };
}
