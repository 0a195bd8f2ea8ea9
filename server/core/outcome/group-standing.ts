import type { ClauseConsensus, GroupConsensus, Stance } from "#core/outcome/consensus.ts";
import type { StakeholderGroup } from "#core/discuss/speaker.ts";
import type { PositionHolder } from "#core/outcome/standpoint.ts";

/** How a group as a whole stands to what was said of a clause, from what needs talking about most to what is not told. */
export const leanings = [
  "divided",
  "opposed",
  "reserved",
  "amended",
  "supported",
  "said",
  "abstained",
  "silent",
  "withheld",
] as const;
export type Leaning = (typeof leanings)[number];

/**
 * One word for a group on a clause: what a cell of a heat map shows. No majority is formed: one voice against is against,
 * and with one for beside it the group is divided. Nothing but what it said itself is "said"; supporting with amendment
 * is told apart from supporting.
 */
export function leaningOf({ voice, stances }: Pick<GroupConsensus, "voice" | "stances">): Leaning {
  if (voice !== "spoke") return voice;
  const has = (stance: Stance): boolean => stances.includes(stance);
  if (has("oppose")) return has("support") || has("support-with-amendment") ? "divided" : "opposed";
  if (has("reserve")) return "reserved";
  if (has("support-with-amendment")) return "amended";
  if (has("support")) return "supported";
  return has("author") ? "said" : "abstained";
}

/** Whether somebody who is shown opposes or reserves its position on what was said of a clause. */
export function isContested({ groups }: Pick<ClauseConsensus, "groups">): boolean {
  return groups.some((group) => ["divided", "opposed", "reserved"].includes(leaningOf(group)));
}

/** A stance and those of one group who hold it on anything said of a clause; nobody is named where sources are hidden. */
export interface GroupStanding {
  stance: Stance;
  holders: PositionHolder[];
}

/** Where one group stands on a clause, stance by stance, each holder named once under each. */
export function groupStandings({ annotations, groups }: ClauseConsensus, group: StakeholderGroup): GroupStanding[] {
  const stances = groups.find((one) => one.group === group)?.stances ?? [];
  return stances.map((stance) => {
    const holders = annotations
      .flatMap((annotation) => annotation.stances.filter((one) => one.stance === stance))
      .flatMap((one) => one.groups.filter((part) => part.group === group))
      .flatMap((part) => part.holders);
    return { stance, holders: [...new Map(holders.map((holder) => [`${holder.kind} ${holder.id}`, holder])).values()] };
  });
}
