import type { AnnotationEdit, NewAnnotation, PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import type { NewReply } from "#core/contract/reply-operations.ts";
import type { Annotation } from "#core/discuss/annotation.ts";
import type { Reply } from "#core/discuss/reply.ts";

/** The fields of an annotation that an edit changes. */
export type AnnotationChange = Omit<AnnotationEdit, "revision">;

/** Gets the private draft that an undone submission becomes. */
export type OnUndone = (draft: PlacedAnnotation) => void;

/** All writes on annotations. Each resolves to whether it succeeded; a message has reported any refusal. */
export interface AnnotationWrites {
  /** `onUndone` gets the private draft that an undone submission becomes. */
  create: (annotation: NewAnnotation, onUndone?: OnUndone) => Promise<boolean>;
  edit: (placed: PlacedAnnotation, change: AnnotationChange, onUndone?: OnUndone) => Promise<boolean>;
  withdraw: (placed: PlacedAnnotation, reason: string) => Promise<boolean>;
  reinstate: (placed: PlacedAnnotation) => Promise<boolean>;
  hide: (placed: PlacedAnnotation, reason: string) => Promise<boolean>;
  erase: (placed: PlacedAnnotation, reason: string) => Promise<boolean>;
  reply: (placed: PlacedAnnotation, reply: NewReply) => Promise<boolean>;
  editReply: (reply: Reply, change: Partial<Pick<NewReply, "text" | "position" | "amendment">>) => Promise<boolean>;
  withdrawReply: (reply: Reply) => Promise<boolean>;
}

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
