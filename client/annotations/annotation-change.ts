import type { AnnotationEdit } from "#core/contract/annotation-operations.ts";
import type { Annotation } from "#core/discuss/annotation.ts";

/** The fields of an annotation that an edit changes. */
export type AnnotationChange = Omit<AnnotationEdit, "revision">;

/**
 * Checks whether an annotation still has the values that an edit gave it. If so, the edit can be undone although
 * something else has changed since.
 */
export function stillHas(current: Annotation, edited: Annotation, change: AnnotationChange): boolean {
  const values = [current, edited].map((annotation) => JSON.stringify(changeBack(annotation, change)));
  return values[0] === values[1];
}

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
