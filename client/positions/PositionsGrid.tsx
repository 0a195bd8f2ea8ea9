import { interfaceLanguage } from "#core/messages/catalogues.ts";
import type { ReactNode, RefObject } from "react";
import type { StakeholderGroup } from "#core/discuss/stakeholder-group.ts";
import { groupText } from "#core/phrases/positions-table.ts";
import type { ClausePositions } from "#core/outcome/positions.ts";
import { type Leaning, leaningOf } from "#core/outcome/group-standing.ts";
import { groupCss, groupHead, useForumGroups } from "../components/groups.ts";
import { writtenIn } from "../components/format.tsx";
import { word } from "../page-parts/messages.ts";
import { useGridFocus } from "../components/use-grid-focus.ts";

/** An open cell: a clause (empty for the whole document) and a group. Without a group, the clause for all groups. */
export interface OpenedCell {
  clause: string;
  group: StakeholderGroup | null;
}

/** The positions by clause and group: a heat map built as a table, with a sign and a word in every cell. */
export function PositionsGrid({
  clauses,
  groups,
  language,
  opened,
  openedRef,
  onOpen,
}: {
  clauses: readonly ClausePositions[];
  groups: readonly StakeholderGroup[];
  /** Language of the draft. */
  language: string;
  opened: OpenedCell | null;
  /** Refers to the element of the open cell, if it is rendered. */
  openedRef: RefObject<HTMLButtonElement | null>;
  /** Called when a cell is pressed. */
  onOpen: (cell: OpenedCell) => void;
}): ReactNode {
  const forum = useForumGroups();
  const { cell, onKeyDown, onFocus } = useGridFocus(clauses.length, groups.length + 1);
  return (
    <table
      className="positions-grid"
      role="grid"
      aria-label={word("positions-caption")}
      onKeyDown={onKeyDown}
      onFocus={onFocus}
    >
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">
            {word("positions-clause")}
          </th>
          {groups.map((group) => (
            <th key={group} role="columnheader" scope="col">
              <span className="group-name" style={{ color: groupCss(group, forum) }}>
                {groupHead(group, forum)}
              </span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {clauses.map((clause, row) => {
          const name = clauseName(clause);
          const isOpen = (group: StakeholderGroup | null): boolean =>
            opened?.clause === clause.clause && opened.group === group;
          return (
            <tr key={clause.clause} role="row">
              <th role="rowheader" scope="row">
                <button
                  {...cell(row, 0)}
                  type="button"
                  className="positions-clause"
                  ref={isOpen(null) ? openedRef : undefined}
                  aria-haspopup="dialog"
                  aria-expanded={isOpen(null)}
                  onClick={() => onOpen({ clause: clause.clause, group: null })}
                >
                  <bdi {...(clause.clause !== "" && writtenIn(language))}>{name}</bdi>
                </button>
              </th>
              {groups.map((group, index) => {
                const positions = clause.groups.find((entry) => entry.group === group);
                const leaning = positions ? leaningOf(positions) : "silent";
                return (
                  <td key={group} role="gridcell">
                    <button
                      {...cell(row, index + 1)}
                      type="button"
                      className={`positions-cell is-${leaning}`}
                      ref={isOpen(group) ? openedRef : undefined}
                      aria-haspopup="dialog"
                      aria-expanded={isOpen(group)}
                      title={groupText(clause, group, interfaceLanguage())}
                      onClick={() => onOpen({ clause: clause.clause, group })}
                    >
                      <span className="positions-group">{groupHead(group, forum)}</span>
                      <span className="positions-sign" aria-hidden>
                        {leaningSigns[leaning]}
                      </span>
                      <span>{word(`leaning-${leaning}`)}</span>
                    </button>
                  </td>
                );
              })}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** Returns the name of a clause: its citation, or the name of the whole document, which has no citation. */
export function clauseName({ clause, citation }: Pick<ClausePositions, "clause" | "citation">): string {
  return clause === "" ? word("positions-whole") : citation;
}

/** The sign of each leaning. It comes before the word, so that a column can be scanned without reading. */
const leaningSigns: Readonly<Record<Leaning, string>> = {
  divided: "±",
  opposed: "−",
  reserved: "?",
  amended: "+∆",
  supported: "+",
  commented: "…",
  abstained: "○",
  silent: "·",
  withheld: "▒",
};
