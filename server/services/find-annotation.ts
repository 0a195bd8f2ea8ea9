import type { Actor } from "#core/access/ability.ts";
import type { Annotation } from "#core/annotate/annotation.ts";
import type { KeptReply } from "../store/collections.ts";
import type { Reader } from "../store/store.ts";
import { findVersion, type FoundVersion } from "./find-version.ts";
import { ProblemError } from "./problem-error.ts";
import { mayKnow } from "./shown-annotation.ts";

/** An annotation with its thread and the version it was made on. */
export interface FoundAnnotation extends FoundVersion {
  annotation: Annotation;
  /** All of them: which of them the actor may know of is asked when they are shown. */
  replies: KeptReply[];
}

/**
 * An annotation the actor may know of.
 * @throws ProblemError not-found, whether it does not exist or the actor may not know of it; not-signed-in
 */
export async function findAnnotation(reader: Reader, actor: Actor, id: string): Promise<FoundAnnotation> {
  const annotation = await reader.get("annotations", id);
  if (!annotation || !mayKnow(actor, annotation)) throw new ProblemError("not-found");
  const found = await findVersion(reader, actor, annotation.versionId);
  return { ...found, annotation, replies: await reader.list("replies", { annotationId: id }) };
}
