import type { Redline, RedlineRow, RedlineSegment } from "#core/compare/redline-row.ts";
import type { ProposalSegment, ProposedClause } from "#core/propose/proposal-segment.ts";
import { clauseById, type VersionText } from "#core/text/clause.ts";

/** Maximum number of clauses to show for one annotation. */
export const mostClauses = 6;

/**
 * Returns clauses of a redline in the form of a proposal that makes the revised text from the base. `before` has ids of
 * the base, and `after` of the revised text. A clause that moved is returned once, at its new position.
 */
export function revisedClauses(
  redline: Redline,
  { base, revised }: { base: VersionText; revised: VersionText },
  { before, after }: Record<"before" | "after", ReadonlySet<string>>,
  most: number,
): ProposedClause[] {
  const isAbout = (row: RedlineRow): boolean =>
    before.has(row.base ?? "") ||
    after.has(row.revised ?? "") ||
    (row.moved && row.elsewhere.some((id) => before.has(id)));
  return redline
    .filter((row) => isAbout(row) && !(row.moved && row.revised === null))
    .slice(0, most)
    .map((row) => {
      const clause = row.revised === null ? clauseById(base, row.base ?? "") : clauseById(revised, row.revised);
      const { id = null, citation = null, label = null } = clause ?? {};
      const segments = row.segments.map((segment) => segmentOf(segment, row, base.text, revised.text));
      return { change: "edited", clause: id, citation, label, proposedLabel: label, after: null, segments };
    });
}

function segmentOf({ kind, ...ranges }: RedlineSegment, row: RedlineRow, base: string, revised: string) {
  const isGone = kind === "deleted" || kind === "moved-away";
  const text = isGone ? base.slice(...(ranges.base ?? [0, 0])) : revised.slice(...(ranges.revised ?? [0, 0]));
  // All words of a moved clause are moved. What counts here is that they stay.
  const stays = kind === "kept" || (kind === "moved-here" && row.moved);
  const shown: ProposalSegment["kind"] = isGone ? "deleted" : stays ? "kept" : "inserted";
  return { kind: shown, content: text === "" ? [] : [{ type: "text", text }] };
}
