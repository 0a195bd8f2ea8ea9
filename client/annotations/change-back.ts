import type { Annotation } from "#core/discuss/annotation.ts";
import type { AnnotationChange } from "./annotation-change.ts";

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
