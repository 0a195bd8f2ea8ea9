import type { AnnotationEdit } from "#core/contract/annotation-operations.ts";
import type { Annotation } from "#core/discuss/annotation.ts";

/** The fields of an annotation that an edit changes. */
export type AnnotationChange = Omit<AnnotationEdit, "revision">;

/** Returns the edit that undoes an edit: the fields it changed, with their earlier values, and nothing else. */
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
