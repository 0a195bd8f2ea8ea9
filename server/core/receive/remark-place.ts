import { anchor, describe } from "#core/place/anchor.ts";
import type { ContributionItem } from "#core/receive/contribution.ts";
import { findCited } from "#core/text/citations/find-cited.ts";
import type { RemarkPlace } from "#core/receive/read-contribution.ts";
import { targetOf, type Selector } from "#core/place/selector.ts";
import type { Target } from "#core/discuss/target.ts";
import type { Clause, VersionText } from "#core/text/clause.ts";

/** The targets of a remark, or the reason why it has no targets. */
export type PlacedRemark = Pick<ContributionItem, "targets" | "doubt">;

/**
 * Finds the targets of a remark, from a form or a collection, on a version.
 *
 * 1. Selectors are trusted if their quotes are where they point.
 * 2. Quoted text must be in the cited clause. If no clause is cited, or the clause does not have the text, it must be
 *    in the version. In either case it must be unique; no choice is made among several occurrences.
 * 3. A cited clause is the target, identified by citation, or by label alone if only one clause has it.
 * 4. A remark that names nothing is about the whole document.
 */
export function placeRemark({ citation, quote, selectors }: RemarkPlace, version: VersionText): PlacedRemark {
  const selected = selectors?.map((targetSelectors) => selectedTarget(targetSelectors, version)) ?? [];
  if (selected.length > 0 && selected.every((target) => target !== null)) return { targets: selected, doubt: null };
  const cited = citation === null ? "unknown" : findCited(version, citation);
  const clause = typeof cited === "string" ? null : cited;
  if (quote && quote.exact !== "") {
    const inClause = clause ? occurrences(quote, version, clause.start, clause.end) : [];
    const ranges = inClause.length > 0 ? inClause : occurrences(quote, version, 0, version.text.length);
    const [only, ...others] = ranges;
    if (only && others.length === 0) return { targets: [only], doubt: null };
    if (only) return { targets: [], doubt: { code: "place-ambiguous", params: {} } };
    // The text differs but the clause exists, so a person checks it.
    if (clause) return { targets: [ofClause(clause)], doubt: { code: "place-likely", params: { score: 0.5 } } };
    return { targets: [], doubt: { code: "place-unknown", params: {} } };
  }
  if (citation === null) {
    return selected.length > 0
      ? { targets: [], doubt: { code: "place-unknown", params: {} } }
      : { targets: [{ kind: "document" }], doubt: null };
  }
  if (clause) return { targets: [ofClause(clause)], doubt: null };
  const code = cited === "several" ? "place-ambiguous" : "citation-unknown";
  return { targets: [], doubt: { code, params: cited === "several" ? {} : { citation } } };
}

/** Returns the target that selectors point at. A quote on its own must be unique in the version. */
function selectedTarget(selectors: readonly Selector[], version: VersionText): Target | null {
  const [first] = selectors;
  if (first?.type === "TextQuoteSelector") {
    const [only, ...others] = occurrences(first, version, 0, version.text.length);
    return only && others.length === 0 ? only : null;
  }
  const target = targetOf(version, selectors);
  return target && anchor(version, target) ? target : null;
}

function occurrences(
  { exact, prefix, suffix }: NonNullable<RemarkPlace["quote"]>,
  version: VersionText,
  from: number,
  to: number,
): Target[] {
  const positions: number[] = [];
  for (let at = version.text.indexOf(exact, from); at >= 0 && at + exact.length <= to;) {
    positions.push(at);
    at = version.text.indexOf(exact, at + 1);
  }
  const between = positions.filter(
    (at) => version.text.slice(0, at).endsWith(prefix) && version.text.slice(at + exact.length).startsWith(suffix),
  );
  return (between.length > 0 ? between : positions).map((at) => describe(version, at, at + exact.length));
}

function ofClause({ id }: Clause): Target {
  return { kind: "clause", clause: id };
}
