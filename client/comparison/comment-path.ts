import { clauseById } from "#core/text/clause-index.ts";
import type { RedlineRow } from "#core/compare/redline.ts";
import type { ComparisonPage } from "#core/contract/comparison-operations.ts";
import { readingPath } from "#core/contract/pages.ts";

/**
 * Where one comments on what changed in a row: the words that came, on the revised version; where words only went, the
 * clause; of a clause that went, its words on the base. `from` or `to` names the other version, so that the comment speaks
 * of the change. Null where nothing changed.
 */
export function commentPath(
  { base, revised }: Pick<ComparisonPage, "base" | "revised">,
  row: Omit<RedlineRow, "edited" | "elsewhere">,
): string | null {
  const isSame = row.relation === "1:1" && !row.moved && !row.renumbered;
  if (isSame && row.segments.every(({ change }) => change === null)) return null;
  const [side, here, other, toOther] =
    row.revised === null ? (["base", base, revised, "to"] as const) : (["revised", revised, base, "from"] as const);
  const clause = clauseById(here.text, row[side] ?? "");
  if (!clause) return null;
  // Words that moved name their other place too, which is none of this clause's.
  const changed = row.segments.flatMap((segment) => {
    const [start = -1, end = -1] = (segment.change !== null && segment[side]) || [];
    return clause.start <= start && end <= clause.end ? [start, end] : [];
  });
  const query = new URLSearchParams({ clause: clause.id, [toOther]: other.version.address });
  if (changed.length > 0) {
    query.set("words", `${Math.min(...changed) - clause.start}-${Math.max(...changed) - clause.start}`);
  }
  return `${readingPath(here.version.address)}?${query.toString()}`;
}
