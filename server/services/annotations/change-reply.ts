import { type Actor, can } from "#core/access/permissions.ts";
import type { ShownReply } from "#core/contract/reply-operations.ts";
import type { Annotation } from "#core/discuss/annotation.ts";
import type { KeptReply } from "../../store/collections.ts";
import type { Reader, Writer } from "../../store/store.ts";
import type { Context } from "../kernel/context.ts";
import { ProblemError } from "../kernel/problem.ts";
import { isInThread, mayKnowReply, visibleReply, type DocumentViewer } from "../kernel/visibility.ts";
import { findAnnotation } from "./find-annotation.ts";
import { type ReplyEventKind, storeReply } from "./store-thread.ts";

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
