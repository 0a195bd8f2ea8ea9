import { type Actor, can } from "#core/access/permissions.ts";
import type { EventKind } from "#core/contract/event-operations.ts";
import type { ShownReply } from "#core/contract/reply-operations.ts";
import type { Annotation } from "#core/discuss/annotation.ts";
import type { KeptReply, KeptSettlement } from "../../store/collections.ts";
import type { Reader, Writer } from "../../store/store.ts";
import type { NewEvent } from "../../store/stored-event.ts";
import type { Context } from "../kernel/context.ts";
import { ProblemError } from "../kernel/problem.ts";
import { isInThread, mayKnowReply, visibleReply, type DocumentViewer } from "../kernel/visibility.ts";
import { findAnnotation } from "./find-annotation.ts";

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
type ReplyEventKind = Extract<EventKind, `reply-${string}`>;

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

/** A change to a reply, with the kind of its event. */
interface ReplyChange {
  kind: ReplyEventKind;
  fields: Partial<KeptReply>;
  /** Whether to erase the reply's earlier text from the event record too. */
  forget?: true;
}

/** A reply with its annotation, and the facts that decide what the actor may see. */
export interface FoundReply {
  reply: KeptReply;
  annotation: Annotation;
  viewer: DocumentViewer;
}

/**
 * Changes a reply in one transaction. `decide` returns the change, null for no change, or throws if the change is not
 * allowed. The result is stored under a new revision and returned as the actor may see it.
 */
export async function changeReply(
  context: Context,
  actor: Actor,
  id: string,
  decide: (found: FoundReply, writer: Writer) => ReplyChange | null | Promise<ReplyChange | null>,
): Promise<ShownReply> {
  return context.store.transact(async (writer) => {
    const found = await findReply(context, writer, actor, id);
    const { reply: before, annotation, viewer } = found;
    const change = await decide(found, writer);
    if (!change) return presentReply(viewer, before, annotation);
    const after: KeptReply = { ...before, ...change.fields, revision: context.newRevision() };
    const { kind, forget } = change;
    await storeReply(context, writer, actor, { kind, before, after, forget });
    return presentReply(viewer, after, annotation);
  });
}

/**
 * Finds a reply to an annotation that the actor may see.
 * @throws ProblemError not-found, not-signed-in
 */
async function findReply(
  context: Pick<Context, "now" | "logos">,
  reader: Reader,
  actor: Actor,
  id: string,
): Promise<FoundReply> {
  const reply = await reader.get("replies", id);
  if (!reply) throw new ProblemError("not-found");
  const { annotation, viewer } = await findAnnotation(context, reader, actor, reply.annotationId);
  if (!mayKnowReply(viewer, reply, annotation)) throw new ProblemError("not-found");
  return { reply, annotation, viewer };
}

/** Returns a reply as the actor may read it, with the actor's permissions. */
export function presentReply(viewer: DocumentViewer, reply: KeptReply, annotation: Annotation): ShownReply {
  const { actor } = viewer;
  const { standing, visibility } = reply;
  const open = standing === "open";
  const isOwn = can(actor, "withdraw-reply", reply);
  return {
    ...visibleReply(viewer, reply, annotation),
    may: {
      edit: open && can(actor, "edit-reply", reply),
      withdraw: open && isOwn,
      hide: open && visibility === "submitted" && can(actor, "hide-reply"),
      reinstate: (standing === "withdrawn" && isOwn) || (standing === "hidden" && can(actor, "hide-reply")),
      erase: standing !== "erased" && isInThread(reply) && can(actor, "erase-reply"),
      clear: open && can(actor, "clear-reply", reply),
    },
  };
}
