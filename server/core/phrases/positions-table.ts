import type { ForumGroups } from "#core/access/forum.ts";
import type { Positions } from "#core/contract/outcome-operations.ts";
import { readingPath } from "#core/contract/pages.ts";
import type { StakeholderGroup } from "#core/discuss/stakeholder-group.ts";
import { groupName } from "#core/phrases/source-text.ts";
import { messageText, wordIn } from "#core/phrases/message-text.ts";
import type { TextTableData } from "#core/phrases/text-table.ts";
import type { ClausePositions, Stance } from "#core/outcome/positions.ts";
import { groupStandings } from "#core/outcome/group-standing.ts";
import { commaText } from "#core/phrases/list-text.ts";

/** Returns the groups with positions in the forum's order, which are the columns of its table. */
export function groupsOf({
  general,
  clauses,
  groups: all,
}: Pick<Positions, "general" | "clauses" | "groups">): StakeholderGroup[] {
  const present = new Set([general, ...clauses].flatMap(({ groups }) => groups.map(({ group }) => group)));
  return all.filter((group) => present.has(group));
}

/** Returns the rows of the table: the whole document, if it has annotations, then the clauses. */
export function discussedClauses({ general, clauses }: Pick<Positions, "general" | "clauses">): ClausePositions[] {
  return [...(general.annotations.length > 0 ? [general] : []), ...clauses];
}

/** Builds the table of each group's positions on each clause, with names where sources are shown. */
export function positionsTable(positions: Positions, forum: ForumGroups, language: string): TextTableData {
  const word = wordIn(language);
  const groups = groupsOf(positions);
  const { address } = positions.version;
  return {
    caption: word("positions-caption"),
    columns: [word("positions-clause"), ...groups.map((group) => groupName(group, forum, language))],
    rows: discussedClauses(positions).map((clause) => ({
      head: clause.clause === "" ? word("positions-whole") : clause.citation,
      href: readingPath(address) + (clause.clause === "" ? "" : `#${clause.clause}`),
      cells: groups.map((group) => groupText(clause, group, language)),
    })),
  };
}

/**
 * Describes the positions of a group: "supports: North, West; opposes: East". Omits names if sources are hidden.
 * Otherwise says that the group is silent or not shown.
 */
export function groupText(clause: ClausePositions, group: StakeholderGroup, language: string): string {
  const positions = clause.groups.find((candidate) => candidate.group === group);
  if (positions?.voice !== "spoke")
    return messageText({ code: `voice-${positions?.voice ?? "silent"}`, params: {} }, language);
  return groupStandings(clause, group)
    .map(({ stance, holders }) => {
      const text = stanceText(stance, language);
      return holders.length > 0
        ? `${text}: ${commaText(
            holders.map(({ name }) => name),
            language,
          )}`
        : text;
    })
    .join("; ");
}

/** Words a stance. The author of an annotation has the stance "author". */
export function stanceText(stance: Stance, language: string): string {
  return messageText({ code: stance === "author" ? "stance-author" : `position-${stance}`, params: {} }, language);
}
