import type { Annotation } from "#core/discuss/annotation.ts";
import type { Reply } from "#core/discuss/reply.ts";
import { leastSpeakers, type SourcesKept } from "#core/discuss/speaker.ts";
import type { StakeholderGroup } from "#core/discuss/stakeholder-group.ts";
import {
  type AnnotationPositions,
  type ClausePositions,
  type GroupPositions,
  type Stance,
  stances,
} from "#core/outcome/positions.ts";
import { holdersOf, type PositionHolder, holderPositions } from "#core/outcome/holder-position.ts";

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
