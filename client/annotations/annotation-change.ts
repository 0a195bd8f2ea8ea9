import type { AnnotationEdit } from "#core/contract/annotation-operations.ts";
import type { Annotation } from "#core/discuss/annotation.ts";

/** What an edit changes of an annotation. */
export type AnnotationChange = Omit<AnnotationEdit, "revision">;

/** The edit that takes an edit back: what it changed as it was before, and nothing else. */
export function changeBack(before: Annotation, change: AnnotationChange): AnnotationChange {
  const { text, type, targets, operations, visibility, circleId } = before;
  return {
    ...(change.text !== undefined && { text }),
    ...(change.type !== undefined && { type }),
    ...(change.targets && { targets }),
    ...(change.operations && { operations }),
    ...(change.visibility && { visibility }),
    ...(change.circle !== undefined && { circle: circleId }),
  };
}
