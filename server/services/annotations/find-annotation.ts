import type { Actor } from "#core/access/permissions.ts";
import type { Annotation } from "#core/discuss/annotation.ts";
import type { Disposition } from "#core/outcome/disposition.ts";
import type { KeptReply, KeptSettlement } from "../../store/collections.ts";
import type { Reader } from "../../store/store.ts";
import type { Context } from "../kernel/context.ts";
import { findVersion, type FoundVersion } from "../versions/find-version.ts";
import { ProblemError } from "../kernel/problem.ts";
import { mayKnow, readSight, type Sight } from "../kernel/visibility.ts";

/** An annotation with its thread and the version it was made on. */
export interface FoundAnnotation extends FoundVersion {
  /** What the actor may see. */
  sight: Sight;
  annotation: Annotation;
  /** All of them: which of them the actor may know of is asked when they are shown. */
  replies: KeptReply[];
  /** Null where nothing was ever decided. */
  disposition: Disposition | null;
  /** Where people placed it on later versions. */
  settlements: KeptSettlement[];
}

/**
 * An annotation the actor may know of.
 * @throws ProblemError not-found, whether it does not exist or the actor may not know of it; not-signed-in
 */
export async function findAnnotation(
  context: Pick<Context, "now">,
  reader: Reader,
  actor: Actor,
  id: string,
): Promise<FoundAnnotation> {
  const annotation = await reader.get("annotations", id);
  const sight = await readSight(context, reader, actor);
  if (!annotation || !mayKnow(sight, annotation)) throw new ProblemError("not-found");
  const found = await findVersion(reader, actor, annotation.versionId);
  return { ...found, ...(await readThread(reader, annotation)), sight };
}

/** What a thread is kept as: an annotation with what answers it. */
export type KeptThread = Pick<FoundAnnotation, "annotation" | "replies" | "disposition" | "settlements">;

/** Reads what answers an annotation. */
export async function readThread(reader: Reader, annotation: Annotation): Promise<KeptThread> {
  const { id } = annotation;
  const [replies, disposition, settlements] = await Promise.all([
    reader.list("replies", { annotationId: id }),
    reader.get("dispositions", id),
    reader.list("settlements", { annotationId: id }),
  ]);
  return { annotation, replies, disposition: disposition ?? null, settlements };
}
