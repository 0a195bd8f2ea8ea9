import * as z from "zod";
import { Annotation } from "#core/discuss/annotation.ts";
import { NewAnnotation, PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import { operation } from "#core/contract/operation.ts";

/** One annotation made from several drafts, on behalf of the organisation. */
export const Consolidation = NewAnnotation.omit({ capacity: true }).extend({
  /** Ids of drafts by members of the organisation, all on the same version. */
  drafts: z.array(z.string()).min(1).max(200),
});
export type Consolidation = z.infer<typeof Consolidation>;

export const jointOperations = {
  consolidateDrafts: operation({
    method: "post",
    path: "/versions/{version}/consolidation",
    summary: "Combine an organisation's drafts into one annotation; they cannot be edited while it exists",
    action: "consolidate",
    params: z.object({ version: z.string() }),
    body: Consolidation,
    answer: { kind: "json", schema: PlacedAnnotation, status: 201 },
    problems: [
      "not-signed-in",
      "not-allowed",
      "not-found",
      "invalid-request",
      "target-not-in-version",
      "proposal-not-applicable",
      "wrong-state",
      "already-exists",
      "id-in-use",
    ],
  }),
  signOn: operation({
    method: "post",
    path: "/annotations/{annotation}/sign-on",
    summary: "Co-sign another's annotation for one's organisation; `leaveJoint` undoes this",
    action: "sign-on",
    params: z.object({ annotation: z.string() }),
    body: z.object({ revision: Annotation.shape.revision }),
    answer: { kind: "json", schema: PlacedAnnotation },
    problems: ["not-signed-in", "not-allowed", "not-found", "revision-conflict", "wrong-state"],
  }),
  removeJoint: operation({
    method: "delete",
    path: "/annotations/{annotation}/jointly/{organisation}",
    summary: "Remove another organisation as a co-signer of one's own annotation",
    action: "remove-joint",
    params: z.object({ annotation: z.string(), organisation: z.string() }),
    answer: { kind: "json", schema: PlacedAnnotation },
    problems: ["not-signed-in", "not-allowed", "not-found", "wrong-state"],
  }),
};
