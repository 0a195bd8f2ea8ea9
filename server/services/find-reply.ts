import type { Actor } from "#core/access/ability.ts";
import type { Annotation } from "#core/annotate/annotation.ts";
import type { Reply } from "#core/annotate/reply.ts";
import type { KeptReply } from "../store/collections.ts";
import type { Reader } from "../store/store.ts";
import { findAnnotation } from "./find-annotation.ts";
import { invalidField } from "./invalid-field.ts";
import { ProblemError } from "./problem-error.ts";
import { mayKnowReply } from "./shown-annotation.ts";

/**
 * A reply to an annotation the actor may know of.
 * @throws ProblemError not-found, not-signed-in
 */
export async function findReply(
  reader: Reader,
  actor: Actor,
  id: string,
): Promise<{ reply: KeptReply; annotation: Annotation }> {
  const reply = await reader.get("replies", id);
  if (!reply) throw new ProblemError("not-found");
  const { annotation } = await findAnnotation(reader, actor, reply.annotationId);
  if (!mayKnowReply(actor, reply, annotation)) throw new ProblemError("not-found");
  return { reply, annotation };
}

/**
 * Refuses an answer without words that takes no position either.
 * @throws ProblemError invalid-request
 */
export function checkReply({ text, position }: Pick<Reply, "text" | "position">): void {
  if (text !== "" || position !== null) return;
  throw invalidField("text", "reply-without-words");
}
