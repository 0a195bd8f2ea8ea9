import * as z from "zod";
import { ClausePositions } from "#core/outcome/positions.ts";
import { StakeholderGroup } from "#core/discuss/stakeholder-group.ts";
import { Forum } from "#core/access/forum.ts";
import { NamedVersion } from "#core/contract/fields.ts";
import { operation } from "#core/contract/operation.ts";

/** The positions of organisations and groups on a version, clause by clause. */
export const Positions = z.object({
  version: NamedVersion,
  sources: Forum.shape.sources,
  /** The forum's stakeholder groups, in their order. */
  groups: z.array(StakeholderGroup),
  /** Positions on the whole document. */
  general: ClausePositions,
  /** Every clause with a comment or proposal, in document order. */
  clauses: z.array(ClausePositions),
});
export type Positions = z.infer<typeof Positions>;

export const positionOperations = {
  getPositions: operation({
    method: "get",
    path: "/versions/{version}/positions",
    formerPath: "/versions/{version}/consensus",
    summary:
      "Positions by group: the positions of organisations and groups on each clause, from submitted comments and replies",
    action: "read-version",
    params: z.object({ version: z.string() }),
    answer: { kind: "json", schema: Positions },
    problems: ["not-found"],
    costly: true,
  }),
};
