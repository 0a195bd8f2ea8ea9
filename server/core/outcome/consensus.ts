import * as z from "zod";
import { AnnotationKind } from "#core/discuss/annotation.ts";
import { positions } from "#core/discuss/reply.ts";
import { StakeholderGroup } from "#core/discuss/speaker.ts";
import { PositionHolder } from "#core/outcome/standpoint.ts";

/** How a voice stands to an annotation: it made it, or it took a position on it. */
export const stances = ["author", ...positions] as const;
export const Stance = z.enum(stances);
export type Stance = z.infer<typeof Stance>;

/** Those of one group who hold a stance. */
const StanceGroup = z.object({
  /** Null for small groups taken together, where sources are hidden. */
  group: StakeholderGroup.nullable(),
  /** Who; empty where sources are hidden. */
  holders: z.array(PositionHolder),
});

/** Where everybody stands on one annotation. */
export const AnnotationConsensus = z.object({
  annotationId: z.string(),
  kind: AnnotationKind,
  /** From its authors to those who abstain; stances nobody holds are left out. */
  stances: z.array(z.object({ stance: Stance, groups: z.array(StanceGroup) })),
});
export type AnnotationConsensus = z.infer<typeof AnnotationConsensus>;

/**
 * Whether a group has spoken on a clause, made a comment or took a position; withheld where sources are hidden and the
 * group is so small that the answer would tell who.
 */
export const groupVoices = ["spoke", "silent", "withheld"] as const;

/** One group on one clause: what a heat map is drawn from. */
export const GroupConsensus = z.object({
  group: StakeholderGroup,
  voice: z.enum(groupVoices),
  /** The stances somebody of the group holds on what was said of the clause, in order; empty where withheld. */
  stances: z.array(Stance),
  /** Who spoke and which organisations of the group did not; both empty where sources are hidden. */
  spoke: z.array(PositionHolder),
  silent: z.array(PositionHolder),
});
export type GroupConsensus = z.infer<typeof GroupConsensus>;

/** Where organisations and groups stand on one clause. Never how many: a consensus is not counted. */
export const ClauseConsensus = z.object({
  clause: z.string(),
  citation: z.string(),
  /** What was said of it, in order of time. */
  annotations: z.array(AnnotationConsensus),
  /** Every group that has an organisation in the forum or a voice on the clause. */
  groups: z.array(GroupConsensus),
});
export type ClauseConsensus = z.infer<typeof ClauseConsensus>;
