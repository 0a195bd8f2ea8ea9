import * as z from "zod";
import { RangeTarget } from "#core/discuss/target.ts";
import { TargetHits } from "#core/place/target-hit.ts";
import { operation } from "#core/contract/operation.ts";

export const targetOperations = {
  getOccurrences: operation({
    method: "get",
    path: "/versions/{version}/occurrences",
    summary: "Where a phrase stands in a version: the targets of an annotation that speaks of it throughout",
    action: "read-version",
    params: z.object({ version: z.string() }),
    query: z.object({ phrase: z.string().trim().min(1).max(200) }),
    answer: { kind: "json", schema: z.array(RangeTarget) },
    problems: ["not-found", "invalid-request"],
  }),
  getTargetHits: operation({
    method: "get",
    path: "/annotations/{annotation}/targets/{version}",
    summary: "What a later version made of each place an annotation speaks of",
    action: "read-annotation",
    params: z.object({ annotation: z.string(), version: z.string() }),
    answer: { kind: "json", schema: TargetHits },
    problems: ["not-found"],
    costly: true,
  }),
};
