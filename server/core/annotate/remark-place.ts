import { anchor } from "#core/annotate/anchor.ts";
import type { ContributionItem } from "#core/annotate/contribution.ts";
import { describe } from "#core/annotate/describe.ts";
import type { RemarkPlace } from "#core/annotate/read-contribution.ts";
import { targetOf } from "#core/annotate/selector.ts";
import type { Target } from "#core/annotate/target.ts";
import type { Clause, VersionText } from "#core/text/clause.ts";

/** Where a remark goes, or why nowhere. */
export type PlacedRemark = Pick<ContributionItem, "targets" | "doubt">;

/**
 * Where a remark of a form or a collection goes on a version.
 *
 * 1. Selectors are believed where their quotes stand where they point.
 * 2. Words that are quoted have to stand in the clause that is cited, or, where none is or it has them not, once in the
 *    text; of several places one is not chosen.
 * 3. A clause that is cited, by citation or by label alone where only one has it, is the place.
 * 4. What names nothing is on the whole document.
 */
export function placeRemark({ citation, quote, selectors }: RemarkPlace, version: VersionText): PlacedRemark {
  const selected = selectors?.map((one) => selectedTarget(one, version)) ?? [];
  if (selected.length > 0 && selected.every((target) => target !== null)) return { targets: selected, doubt: null };
  const cited = citation === null ? [] : clausesCited(citation, version);
  if (quote && quote.exact !== "") {
    const inClause = cited.flatMap((clause) => occurrences(quote, version, clause.start, clause.end));
    const found = inClause.length > 0 ? inClause : occurrences(quote, version, 0, version.text.length);
    const [only, ...others] = found;
    if (only && others.length === 0) return { targets: [only], doubt: null };
    if (only) return { targets: [], doubt: { code: "place-ambiguous", params: {} } };
    // The words are others, but the clause is there: a person looks at it.
    const [clause] = cited;
    if (clause) return { targets: [ofClause(clause)], doubt: { code: "place-likely", params: { score: 0.5 } } };
    return { targets: [], doubt: { code: "place-unknown", params: {} } };
  }
  if (citation === null) {
    return selected.length > 0
      ? { targets: [], doubt: { code: "place-unknown", params: {} } }
      : { targets: [{ kind: "document" }], doubt: null };
  }
  const [clause, ...more] = cited;
  if (!clause) return { targets: [], doubt: { code: "citation-unknown", params: { citation } } };
  if (more.length > 0) return { targets: [], doubt: { code: "place-ambiguous", params: {} } };
  return { targets: [ofClause(clause)], doubt: null };
}

function selectedTarget(selectors: Parameters<typeof targetOf>[1], version: VersionText): Target | null {
  const target = targetOf(version, selectors);
  return target && anchor(version, target) ? target : null;
}

/** A verb and its lone recital share one citation: it is the recital's, unless there is only the verb. */
function clausesCited(citation: string, { clauses }: VersionText): Clause[] {
  const wanted = folded(citation);
  const exact = clauses.filter((clause) => folded(clause.citation) === wanted);
  const [first, second] = exact;
  if (exact.length === 2 && first?.kind === "verb" && second) return [second];
  if (exact.length > 0) return exact;
  return clauses.filter(({ label }) => label !== null && folded(label) === wanted);
}

/** "Recalling  (a)" and "recalling a)" cite one clause. */
function folded(citation: string): string {
  return citation
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s.]+$/u, "")
    .replace(/\(([^()\s]+)\)/gu, "$1)")
    .replace(/^(?:§|para(?:graph)?\.?|clause)\s*/u, "")
    .replace(/\s+/gu, " ")
    .trim();
}

function occurrences(
  { exact, prefix, suffix }: NonNullable<RemarkPlace["quote"]>,
  version: VersionText,
  from: number,
  to: number,
): Target[] {
  const places: number[] = [];
  for (let at = version.text.indexOf(exact, from); at >= 0 && at + exact.length <= to;) {
    places.push(at);
    at = version.text.indexOf(exact, at + 1);
  }
  const between = places.filter(
    (at) => version.text.slice(0, at).endsWith(prefix) && version.text.slice(at + exact.length).startsWith(suffix),
  );
  return (between.length > 0 ? between : places).map((at) => describe(version, at, at + exact.length));
}

function ofClause({ id }: Clause): Target {
  return { kind: "clause", clause: id };
}
