import * as z from "zod";
import { type Annotation, AnnotationKind } from "#core/discuss/annotation.ts";
import { positions, type Reply } from "#core/discuss/reply.ts";
import { leastSpeakers, type SourcesKept } from "#core/discuss/speaker.ts";
import { StakeholderGroup } from "#core/discuss/stakeholder-group.ts";
import { holderPositions, holdersOf, PositionHolder } from "#core/outcome/holder-position.ts";

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

/** An annotation on a clause, with its replies. */
export interface ClauseComments {
  annotation: Pick<Annotation, "id" | "kind" | "speaker">;
  replies: readonly Reply[];
}

/** The groups of the forum, the organisations that commented on the draft, and whether the forum shows sources. */
export interface PositionsForum {
  /** In their order. */
  groups: readonly StakeholderGroup[];
  /** Number of organisations in each group. */
  sizes: ReadonlyMap<StakeholderGroup, number>;
  /** The organisations that hold a stance on any clause of the draft. */
  commenters: readonly PositionHolder[];
  sources: SourcesKept;
}

/** A position holder with their stance on one annotation. */
interface HolderStance {
  holder: PositionHolder;
  stance: Stance;
}

/**
 * Returns the stances of organisations and groups on a clause, from its annotations and the positions taken on them.
 *
 * When sources are hidden, nobody is named, and a group with fewer than three organisations is not reported separately.
 * On an annotation, these small groups are reported together if they have at least three organisations in all. On the
 * clause they are always withheld, because even their silence would reveal too much.
 */
export function clausePositions(
  clause: { id: string; citation: string },
  comments: readonly ClauseComments[],
  { groups, sizes, commenters: onDraft, sources }: PositionsForum,
): ClausePositions {
  const isSmall = (group: StakeholderGroup): boolean => sources === "hidden" && (sizes.get(group) ?? 0) < leastSpeakers;
  const together = [...sizes].reduce((sum, [group, size]) => sum + (isSmall(group) ? size : 0), 0) >= leastSpeakers;

  const stanceLists = comments.map(stancesOn);
  return {
    clause: clause.id,
    citation: clause.citation,
    annotations: comments.map(({ annotation }, index) => ({
      annotationId: annotation.id,
      kind: annotation.kind,
      stances: stancesOf(
        stanceLists[index] ?? [],
        groups,
        (group) => (isSmall(group) ? (together ? null : undefined) : group),
        sources,
      ),
    })),
    groups: groups
      .filter((group) => (sizes.get(group) ?? 0) > 0 || stanceLists.flat().some(({ holder }) => holder.group === group))
      .map((group): GroupPositions => {
        const groupStances = stanceLists.flat().filter(({ holder }) => holder.group === group);
        if (isSmall(group)) return { group, voice: "withheld", stances: [], spoke: [], silent: [] };
        const ownStances = new Set(groupStances.map(({ stance }) => stance));
        const commenters = distinct(groupStances.map(({ holder }) => holder));
        const silent = onDraft.filter(
          (holder) =>
            holder.group === group && !commenters.some(({ id, kind }) => kind === holder.kind && id === holder.id),
        );
        return {
          group,
          voice: groupStances.length > 0 ? "spoke" : "silent",
          stances: stances.filter((stance) => ownStances.has(stance)),
          spoke: sources === "hidden" ? [] : commenters,
          silent: sources === "hidden" ? [] : silent,
        };
      }),
  };
}

/** Returns the organisations that hold a stance on any of the comments, as they were last named. */
export function organisationsCommenting(comments: readonly ClauseComments[]): PositionHolder[] {
  const holders = distinct(comments.flatMap(stancesOn).map(({ holder }) => holder));
  return holders.filter(({ kind }) => kind === "organisation");
}

function stancesOn({ annotation, replies }: ClauseComments): HolderStance[] {
  return [
    ...holdersOf(annotation.speaker).map((holder): HolderStance => ({ holder, stance: "author" })),
    ...holderPositions(replies).map(({ holder, position }): HolderStance => ({ holder, stance: position })),
  ];
}

/**
 * Groups stances by kind, then by stakeholder group. `groupOf` returns the group under which a holder is reported: null
 * for the combined small groups, undefined to leave the holder out.
 */
function stancesOf(
  holderStances: readonly HolderStance[],
  all: readonly StakeholderGroup[],
  groupOf: (group: StakeholderGroup) => StakeholderGroup | null | undefined,
  sources: SourcesKept,
): AnnotationPositions["stances"] {
  return stances.flatMap((stance) => {
    const holders = holderStances.filter((holderStance) => holderStance.stance === stance).map(({ holder }) => holder);
    const groups = [...all, null].flatMap((group) => {
      const groupHolders = holders.filter((holder) => groupOf(holder.group) === group);
      return groupHolders.length > 0 ? [{ group, holders: sources === "hidden" ? [] : groupHolders }] : [];
    });
    return groups.length > 0 ? [{ stance, groups }] : [];
  });
}

function distinct(holders: readonly PositionHolder[]): PositionHolder[] {
  const byKey = new Map(holders.map((holder) => [`${holder.kind} ${holder.id}`, holder]));
  return [...byKey.values()];
}
