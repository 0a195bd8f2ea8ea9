import type { Node } from "prosemirror-model";
import { isSameTargets } from "#core/discuss/target.ts";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import type { AnnotationChange } from "../../annotations/annotation-change.ts";
import { operationsOf } from "./proposed-steps.ts";
import type { Written } from "./written.ts";

/**
 * What saving a composer changes of an annotation. Places and steps belong to the draft it was made on, since their
 * offsets are of that draft's words: on any other draft they stay as they are.
 */
export function editSent(written: Written, { annotation }: PlacedAnnotation, home: Node | null): AnnotationChange {
  const { kind, text, type, visibility, circle, target, also } = written;
  const targets = [target, ...also];
  return {
    text: text.trim(),
    type,
    visibility,
    circle,
    ...(home && !isSameTargets(targets, annotation.targets) && { targets }),
    ...(home && kind === "proposal" && { operations: operationsOf(written, home) }),
  };
}
