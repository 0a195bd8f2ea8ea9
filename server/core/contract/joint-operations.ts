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
    summary: "Make one annotation of an organisation's drafts; they are edited no more while it stands",
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
    ],
  }),
  signOn: operation({
    method: "post",
    path: "/annotations/{annotation}/sign-on",
    summary: "Say what another submitted for one's own organisation as well; `leaveJoint` takes that back",
    action: "sign-on",
    params: z.object({ annotation: z.string() }),
    body: z.object({ revision: Annotation.shape.revision }),
    answer: { kind: "json", schema: PlacedAnnotation },
    problems: ["not-signed-in", "not-allowed", "not-found", "revision-conflict", "wrong-state"],
  }),
  removeJoint: operation({
    method: "delete",
    path: "/annotations/{annotation}/jointly/{organisation}",
    summary: "Take another organisation's name off what one said",
    action: "remove-joint",
    params: z.object({ annotation: z.string(), organisation: z.string() }),
    answer: { kind: "json", schema: PlacedAnnotation },
    problems: ["not-signed-in", "not-allowed", "not-found", "wrong-state"],
  }),
};
