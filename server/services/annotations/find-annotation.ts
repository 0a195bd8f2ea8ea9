import { type Actor, representedBy } from "#core/access/permissions.ts";
import type { Annotation } from "#core/discuss/annotation.ts";
import type { KeptReply } from "../../store/collections.ts";
import type { Reader } from "../../store/store.ts";
import type { Context } from "../kernel/context.ts";
import { findVersion, type FoundVersion } from "../versions/find-version.ts";
import type { KeptThread } from "../kernel/kept-discussions.ts";
import { ProblemError } from "../kernel/problem.ts";
import { type DocumentViewer, mayKnow, readDocumentViewer, type Viewer } from "../kernel/visibility.ts";

/** An annotation with its thread and the version it was made on. */
export interface FoundAnnotation extends FoundVersion, KeptThread {
  /** The actor, with the facts that decide what they may see. */
  viewer: DocumentViewer;
}

/**
 * Finds an annotation that the actor may see.
 * @throws ProblemError not-found if it does not exist or is not visible to the actor; not-signed-in
 */
export async function findAnnotation(
  context: Pick<Context, "now" | "logos">,
  reader: Reader,
  actor: Actor,
  id: string,
): Promise<FoundAnnotation> {
  const annotation = await reader.get("annotations", id);
  if (!annotation) throw new ProblemError("not-found");
  const viewer = await readDocumentViewer(context, reader, actor, annotation.documentId);
  if (!mayKnow(viewer, annotation)) throw new ProblemError("not-found");
  const found = await findVersion(reader, actor, annotation.versionId);
  return { ...found, ...(await readThread(reader, annotation)), viewer };
}

/** An annotation or reply, with the annotation that it is or to which it belongs. */
export interface Statement {
  statement: Annotation | KeptReply;
  annotation: Annotation;
}

/**
 * Reads the annotations and replies in an index that concern the viewer or their organisations. Replies to annotations
 * of which the viewer may not know are left out.
 */
export async function readConcerning(
  reader: Reader,
  viewer: Viewer,
  index: "awaitingClearance" | "sentBackTo",
): Promise<Statement[]> {
  const { actor } = viewer;
  const found = new Map<string, Statement>();
  for (const key of [...(actor.participantId === null ? [] : [actor.participantId]), ...representedBy(actor)]) {
    const scope = { [index]: key };
    for (const statement of await reader.list("annotations", scope))
      found.set(statement.id, { statement, annotation: statement });
    for (const statement of await reader.list("replies", scope)) {
      const annotation = await reader.get("annotations", statement.annotationId);
      if (annotation && mayKnow(viewer, annotation)) found.set(statement.id, { statement, annotation });
    }
  }
  return [...found.values()];
}

/** Reads an annotation's replies, decision, notes and settlements. */
export async function readThread(reader: Reader, annotation: Annotation): Promise<KeptThread> {
  const { id } = annotation;
  const [replies, decision, desk, settlements] = await Promise.all([
    reader.list("replies", { annotationId: id }),
    reader.get("dispositions", id),
    reader.get("deskEntries", id),
    reader.list("settlements", { annotationId: id }),
  ]);
  return { annotation, replies, decision: decision ?? null, desk: desk ?? null, settlements };
}
