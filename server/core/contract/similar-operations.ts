import * as z from "zod";
import { operation } from "#core/contract/operation.ts";
import { SimilarGroup } from "#core/outcome/similar-group.ts";

/** The comments on a draft in groups. Each comment is in exactly one. */
export const Similar = z.object({
  /** Number of comments in all groups. */
  comments: z.int().nonnegative(),
  groups: z.array(SimilarGroup),
});
export type Similar = z.infer<typeof Similar>;

export const similarOperations = {
  getSimilar: operation({
    method: "get",
    path: "/versions/{version}/similar",
    summary: "The comments on a version and earlier ones, in groups of the same changes and of nearly the same texts",
    action: "decide",
    params: z.object({ version: z.string() }),
    answer: { kind: "json", schema: Similar },
    problems: ["not-signed-in", "not-allowed", "not-found"],
    costly: true,
  }),
};
