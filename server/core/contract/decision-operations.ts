import * as z from "zod";
import { Decision } from "#core/outcome/decision.ts";
import { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import { operation } from "#core/contract/operation.ts";

const AnnotationParams = z.object({ annotation: z.string() });

/** Revision of the decision that the change is based on. 0 if nothing was decided yet. */
const revision = z.int().nonnegative();

/**
 * A new decision. Rejected without a reason if the outcome requires one. The outcome `merged` requires another
 * annotation of the document.
 */
export const NewDecision = z.object({
  revision,
  outcome: Decision.shape.outcome,
  reason: z.string().trim().max(5000).default(""),
  /** Id or address of a published version of the document, not earlier than the version the annotation was made on. */
  shownIn: z.string().nullable().default(null),
  mergedWith: Decision.shape.mergedWith.default(null),
  /** Id of a reply with an open amendment. The next draft then has the amended wording. Only if the outcome takes it up. */
  amendedBy: Decision.shape.amendedBy,
});
export type NewDecision = z.infer<typeof NewDecision>;

export const decisionOperations = {
  decideAnnotation: operation({
    method: "put",
    path: "/annotations/{annotation}/decision",
    formerPath: "/annotations/{annotation}/disposition",
    summary: "Decide on an annotation, or revise the decision; earlier decisions stay in its history",
    action: "decide",
    params: AnnotationParams,
    body: NewDecision,
    answer: { kind: "json", schema: PlacedAnnotation },
    problems: ["not-signed-in", "not-allowed", "not-found", "invalid-request", "revision-conflict", "wrong-state"],
  }),
  revokeDecision: operation({
    method: "post",
    path: "/annotations/{annotation}/decision/revoke",
    formerPath: "/annotations/{annotation}/disposition/revoke",
    summary: "Revoke the decision on an annotation; it stays in its history",
    action: "decide",
    params: AnnotationParams,
    body: z.object({ revision }),
    answer: { kind: "json", schema: PlacedAnnotation },
    problems: ["not-signed-in", "not-allowed", "not-found", "revision-conflict", "wrong-state"],
  }),
  undoDecision: operation({
    method: "post",
    path: "/annotations/{annotation}/decision/undo",
    formerPath: "/annotations/{annotation}/disposition/undo",
    summary: "Undo the last change of a decision; a second undo restores it",
    action: "decide",
    params: AnnotationParams,
    body: z.object({ revision }),
    answer: { kind: "json", schema: PlacedAnnotation },
    problems: ["not-signed-in", "not-allowed", "not-found", "revision-conflict", "wrong-state"],
  }),
};
