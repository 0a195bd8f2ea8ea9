import type { AnnotationEdit } from "#core/contract/annotation-operations.ts";

/** What an edit changes of an annotation. */
export type AnnotationChange = Omit<AnnotationEdit, "revision">;
