import * as z from "zod";
import { AnnotationKind } from "#core/discuss/annotation.ts";
import { positions } from "#core/discuss/reply.ts";
import { StakeholderGroup } from "#core/discuss/stakeholder-group.ts";
import { PositionHolder } from "#core/outcome/holder-position.ts";

/** A holder's stance on an annotation: its author, or one of the positions. */
export const stances = ["author", ...positions] as const;
export const Stance = z.enum(stances);
export type Stance = z.infer<typeof Stance>;

/** The members of one group who hold a stance. */
const StanceGroup = z.object({
  /** Null for the small groups that are reported together when sources are hidden. */
  group: StakeholderGroup.nullable(),
  /** The holders; empty when sources are hidden. */
  holders: z.array(PositionHolder),
});

/** All stances on one annotation. */
export const AnnotationPositions = z.object({
  annotationId: z.string(),
  kind: AnnotationKind,
  /** From its authors to those who abstain; stances that nobody holds are left out. */
  stances: z.array(z.object({ stance: Stance, groups: z.array(StanceGroup) })),
});
export type AnnotationPositions = z.infer<typeof AnnotationPositions>;

/**
 * Whether a group made an annotation or took a position on a clause. "withheld" when sources are hidden and the group
 * is so small that the answer would identify someone.
 */
export const participationStates = ["spoke", "silent", "withheld"] as const;

/** One group's stances on one clause: a cell of the heat map. */
export const GroupPositions = z.object({
  group: StakeholderGroup,
  voice: z.enum(participationStates),
  /** All stances that members of the group hold on the clause's annotations, in order; empty if withheld. */
  stances: z.array(Stance),
  /**
   * The group's holders who commented or took a position, and its organisations that did so only elsewhere on the
   * draft. Both are empty when sources are hidden.
   */
  spoke: z.array(PositionHolder),
  silent: z.array(PositionHolder),
});
export type GroupPositions = z.infer<typeof GroupPositions>;

/**
 * The stances of organisations and groups on one clause. It never gives numbers, because a consensus is not counted.
 */
export const ClausePositions = z.object({
  clause: z.string(),
  citation: z.string(),
  /** The clause's annotations in chronological order. */
  annotations: z.array(AnnotationPositions),
  /** Every group that has an organisation in the forum or a stance on the clause. */
  groups: z.array(GroupPositions),
});
export type ClausePositions = z.infer<typeof ClausePositions>;
