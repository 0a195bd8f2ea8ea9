import type { Actor } from "#core/access/permissions.ts";
import type { Annotation } from "#core/discuss/annotation.ts";
import type { Reply } from "#core/discuss/reply.ts";
import type { KeptReply } from "../../store/collections.ts";
import type { Reader } from "../../store/store.ts";
import type { Context } from "../kernel/context.ts";
import { findAnnotation } from "./find-annotation.ts";
import { invalidField } from "../kernel/invalid-field.ts";
import { ProblemError } from "../kernel/problem-error.ts";
import { mayKnowReply } from "../kernel/shown-annotation.ts";
import type { Sight } from "../kernel/sight.ts";

/**
 * A reply to an annotation the actor may know of.
 * @throws ProblemError not-found, not-signed-in
 */
export async function findReply(
  context: Pick<Context, "now">,
  reader: Reader,
  actor: Actor,
  id: string,
): Promise<{ reply: KeptReply; annotation: Annotation; sight: Sight }> {
  const reply = await reader.get("replies", id);
  if (!reply) throw new ProblemError("not-found");
  const { annotation, sight } = await findAnnotation(context, reader, actor, reply.annotationId);
  if (!mayKnowReply(sight, reply, annotation)) throw new ProblemError("not-found");
  return { reply, annotation, sight };
}

/**
 * Refuses an answer without words that takes no position either.
 * @throws ProblemError invalid-request
 */
export function checkReply({ text, position }: Pick<Reply, "text" | "position">): void {
  if (text !== "" || position !== null) return;
  throw invalidField("text", "reply-without-words");
}
