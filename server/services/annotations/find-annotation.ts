import type { Actor } from "#core/access/permissions.ts";
import type { Annotation } from "#core/discuss/annotation.ts";
import type { Disposition } from "#core/outcome/disposition.ts";
import type { KeptReply, KeptSettlement } from "../../store/collections.ts";
import type { Reader } from "../../store/store.ts";
import type { Context } from "../kernel/context.ts";
import { findVersion, type FoundVersion } from "../versions/find-version.ts";
import { ProblemError } from "../kernel/problem.ts";
import { mayKnow, readViewer, type Viewer } from "../kernel/visibility.ts";

/** An annotation with its thread and the version it was made on. */
export interface FoundAnnotation extends FoundVersion {
  /** The actor, with the facts that decide what they may see. */
  viewer: Viewer;
  annotation: Annotation;
  /** All replies, including those that the actor may not see. They are filtered when they are shown. */
  replies: KeptReply[];
  /** Null if there was never a decision. */
  disposition: Disposition | null;
  /** The settlements of its placements on later versions. */
  settlements: KeptSettlement[];
}

/**
 * Finds an annotation that the actor may see.
 * @throws ProblemError not-found if it does not exist or is not visible to the actor; not-signed-in
 */
export async function findAnnotation(
  context: Pick<Context, "now">,
  reader: Reader,
  actor: Actor,
  id: string,
): Promise<FoundAnnotation> {
  const annotation = await reader.get("annotations", id);
  const viewer = await readViewer(context, reader, actor);
  if (!annotation || !mayKnow(viewer, annotation)) throw new ProblemError("not-found");
  const found = await findVersion(reader, actor, annotation.versionId);
  return { ...found, ...(await readThread(reader, annotation)), viewer };
}

/** An annotation with its replies, decision and settlements, as stored. */
export type KeptThread = Pick<FoundAnnotation, "annotation" | "replies" | "disposition" | "settlements">;

/** Reads an annotation's replies, decision and settlements. */
export async function readThread(reader: Reader, annotation: Annotation): Promise<KeptThread> {
  const { id } = annotation;
  const [replies, disposition, settlements] = await Promise.all([
    reader.list("replies", { annotationId: id }),
    reader.get("dispositions", id),
    reader.list("settlements", { annotationId: id }),
  ]);
  return { annotation, replies, disposition: disposition ?? null, settlements };
}
