import type { ForumGroups } from "#core/access/forum.ts";
import type { Consensus } from "#core/contract/consensus-operations.ts";
import { readingPath } from "#core/contract/pages.ts";
import type { StakeholderGroup } from "#core/discuss/stakeholder-group.ts";
import { groupName } from "#core/messages/group-name.ts";
import { messageText, wordIn } from "#core/messages/messages.ts";
import type { TextTableData } from "#core/messages/text-table.ts";
import type { ClauseConsensus, Stance } from "#core/outcome/consensus.ts";
import { groupStandings } from "#core/outcome/group-standing.ts";

/** Returns the groups of a consensus in the forum's order, which are the columns of its table. */
export function groupsOf({
  general,
  clauses,
  groups: all,
}: Pick<Consensus, "general" | "clauses" | "groups">): StakeholderGroup[] {
  const found = new Set([general, ...clauses].flatMap(({ groups }) => groups.map(({ group }) => group)));
  return all.filter((group) => found.has(group));
}

/** Returns the rows of a consensus: the whole document, if it has annotations, then the clauses. */
export function discussedClauses({ general, clauses }: Pick<Consensus, "general" | "clauses">): ClauseConsensus[] {
  return [...(general.annotations.length > 0 ? [general] : []), ...clauses];
}

/** Builds the table of each group's positions on each clause, with names where sources are shown. */
export function consensusTable(consensus: Consensus, forum: ForumGroups, language: string): TextTableData {
  const word = wordIn(language);
  const groups = groupsOf(consensus);
  const { address } = consensus.version;
  return {
    caption: word("consensus-caption"),
    columns: [word("consensus-clause"), ...groups.map((group) => groupName(group, forum, language))],
    rows: discussedClauses(consensus).map((clause) => ({
      head: clause.clause === "" ? word("consensus-whole") : clause.citation,
      href: readingPath(address) + (clause.clause === "" ? "" : `#${clause.clause}`),
      cells: groups.map((group) => groupText(clause, group, language)),
    })),
  };
}

/**
 * Describes the positions of a group: "supports: North, West; opposes: East". Omits names if sources are hidden.
 * Otherwise says that the group is silent or not shown.
 */
export function groupText(clause: ClauseConsensus, group: StakeholderGroup, language: string): string {
  const found = clause.groups.find((candidate) => candidate.group === group);
  if (found?.voice !== "spoke") return messageText({ code: `voice-${found?.voice ?? "silent"}`, params: {} }, language);
  return groupStandings(clause, group)
    .map(({ stance, holders }) => {
      const text = stanceText(stance, language);
      return holders.length > 0 ? `${text}: ${holders.map(({ name }) => name).join(", ")}` : text;
    })
    .join("; ");
}

/** Words a stance. The author of an annotation has the stance "author". */
export function stanceText(stance: Stance, language: string): string {
  return messageText({ code: stance === "author" ? "stance-author" : `position-${stance}`, params: {} }, language);
}
