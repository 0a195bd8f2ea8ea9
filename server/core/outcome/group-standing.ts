import type { StakeholderGroup } from "#core/discuss/stakeholder-group.ts";
import type { ClausePositions, GroupPositions, Stance } from "#core/outcome/positions.ts";
import type { PositionHolder } from "#core/outcome/holder-position.ts";

/**
 * A group's overall attitude to the annotations on a clause, from most to least in need of discussion; "withheld" is
 * last.
 */
export const leanings = [
  "divided",
  "opposed",
  "reserved",
  "amended",
  "supported",
  "commented",
  "abstained",
  "silent",
  "withheld",
] as const;
export type Leaning = (typeof leanings)[number];

/**
 * Summarises a group's stances on a clause in one word, for a cell of the heat map. It does not form a majority: one
 * opposing stance makes the group "opposed", and support beside it makes the group "divided". A group that only made
 * annotations is "commented". Support with amendment is distinct from support.
 */
export function leaningOf({ voice, stances }: Pick<GroupPositions, "voice" | "stances">): Leaning {
  if (voice !== "spoke") return voice;
  const has = (stance: Stance): boolean => stances.includes(stance);
  if (has("oppose")) return has("support") || has("support-with-amendment") ? "divided" : "opposed";
  if (has("reserve")) return "reserved";
  if (has("support-with-amendment")) return "amended";
  if (has("support")) return "supported";
  return has("author") ? "commented" : "abstained";
}

/** Returns whether a group that is shown opposes or reserves its position on an annotation of the clause. */
export function isContested({ groups }: Pick<ClausePositions, "groups">): boolean {
  return groups.some((group) => ["divided", "opposed", "reserved"].includes(leaningOf(group)));
}

/**
 * A stance, with the holders in one group who take it on any annotation of the clause; no holders are named when
 * sources are hidden.
 */
export interface GroupStanding {
  stance: Stance;
  holders: PositionHolder[];
}

/** Returns one group's stances on a clause. Each stance names a holder only once. */
export function groupStandings({ annotations, groups }: ClausePositions, group: StakeholderGroup): GroupStanding[] {
  const stances = groups.find((candidate) => candidate.group === group)?.stances ?? [];
  return stances.map((stance) => {
    const holders = annotations
      .flatMap((annotation) => annotation.stances.filter((stanceGroups) => stanceGroups.stance === stance))
      .flatMap((stanceGroups) => stanceGroups.groups.filter((part) => part.group === group))
      .flatMap((part) => part.holders);
    return { stance, holders: [...new Map(holders.map((holder) => [`${holder.kind} ${holder.id}`, holder])).values()] };
  });
}
