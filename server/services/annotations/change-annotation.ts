import type { Actor } from "#core/access/permissions.ts";
import type { Annotation } from "#core/discuss/annotation.ts";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import type { Writer } from "../../store/store.ts";
import type { Context } from "../kernel/context.ts";
import { findAnnotation, type FoundAnnotation } from "./find-annotation.ts";
import { presentAnnotation } from "./present-annotation.ts";
import { type AnnotationEventKind, storeAnnotation } from "./store-thread.ts";

/** A change to an annotation, with the kind of its event. */
export interface AnnotationChange {
  kind: AnnotationEventKind;
  fields: Partial<Annotation>;
  /** Whether to erase the annotation's earlier text from the event record too. */
  forget?: true;
}

/**
 * Changes an annotation in one transaction. `decide` returns the change, null for no change, or throws if the change is
 * not allowed. The result is stored under a new revision and returned as the actor may see it.
 */
export async function changeAnnotation(
  context: Context,
  actor: Actor,
  id: string,
  decide: (found: FoundAnnotation, writer: Writer) => AnnotationChange | null | Promise<AnnotationChange | null>,
): Promise<PlacedAnnotation> {
  const found = await context.store.transact(async (writer) => {
    const found = await findAnnotation(context, writer, actor, id);
    const change = await decide(found, writer);
    if (!change) return found;
    const before = found.annotation;
    const after: Annotation = { ...before, ...change.fields, revision: context.newRevision() };
    const { kind, forget } = change;
    await storeAnnotation(context, writer, actor, { kind, before, after, forget });
    return { ...found, annotation: after };
  });
  return presentAnnotation(context, found);
}
