import type { Actor } from "#core/access/permissions.ts";
import type { EventKind } from "#core/contract/event-operations.ts";
import type { Annotation } from "#core/discuss/annotation.ts";
import type { KeptReply, KeptSettlement } from "../../store/collections.ts";
import type { Writer } from "../../store/store.ts";
import type { NewEvent } from "../../store/stored-event.ts";
import type { Context } from "../kernel/context.ts";

/** A change that is stored together with its event. */
interface Stored<Kind extends EventKind, Value> {
  kind: Kind;
  /** Null if it is new. */
  before: Value | null;
  after: Value;
  /** Whether to erase the earlier states from the event record. The event then has no state before it. */
  forget?: true | undefined;
}

/** The kinds of events about annotations. */
export type AnnotationEventKind = Extract<EventKind, `annotation-${string}`>;
/** The kinds of events about replies. */
export type ReplyEventKind = Extract<EventKind, `reply-${string}`>;

/** Stores an annotation with its event. */
export async function storeAnnotation(
  context: Pick<Context, "now">,
  writer: Writer,
  actor: Actor,
  { kind, before, after, forget }: Stored<AnnotationEventKind, Annotation>,
): Promise<void> {
  const subject = { collection: "annotations", id: after.id } as const;
  await writer.put("annotations", after);
  if (forget) await writer.forget(subject);
  await writer.append({ ...actOf(context, actor, after), kind, subject, before: forget ? null : before, after });
}

/** Stores a reply with its event. */
export async function storeReply(
  context: Pick<Context, "now">,
  writer: Writer,
  actor: Actor,
  { kind, before, after, forget }: Stored<ReplyEventKind, KeptReply>,
): Promise<void> {
  const subject = { collection: "replies", id: after.id } as const;
  await writer.put("replies", after);
  if (forget) await writer.forget(subject);
  await writer.append({ ...actOf(context, actor, after), kind, subject, before: forget ? null : before, after });
}

/** Stores the settlement of an annotation's placement, or its revocation, with its event. */
export async function storeSettlement(
  context: Pick<Context, "now">,
  writer: Writer,
  actor: Actor,
  { annotation, before, after }: { annotation: Annotation; before: KeptSettlement | null; after: KeptSettlement },
): Promise<void> {
  const kind = after.current ? (`place-${after.current.kind}` as const) : "place-unsettled";
  const subject = { collection: "settlements", id: after.id } as const;
  await writer.put("settlements", after);
  await writer.append({ ...actOf(context, actor, annotation), kind, subject, before, after });
}

/**
 * Returns who acts, when and on which document. A speaker's own act is recorded on behalf of the organisation they spoke
 * for. If the speaker commented in person, their organisation is left out, because the event would attribute their
 * comment to it.
 */
function actOf(
  context: Pick<Context, "now">,
  actor: Actor,
  { speaker, documentId }: Pick<Annotation, "speaker" | "documentId">,
): Pick<NewEvent, "at" | "actor" | "onBehalfOf" | "documentId"> {
  const isAuthor = speaker.participantId === actor.participantId;
  return {
    at: context.now().toISOString(),
    actor: actor.participantId,
    onBehalfOf: isAuthor ? (speaker.organisation?.id ?? null) : actor.organisationId,
    documentId,
  };
}
