import type { ChangedSection } from "#core/compare/comparison-facts.ts";
import type { Comparison } from "#core/compare/comparison.ts";
import { clauseAt, type Clause, type VersionText } from "#core/text/clause.ts";
import { divisionOf } from "#core/text/division.ts";

/** Maximum number of sections named, and the minimum number of changed ones: of two, naming both says nothing. */
const mostSections = 3;
const fewestChanged = 4;

/**
 * Returns the articles that changed most, or the outermost headings of a text without articles, most changed first. A
 * deleted article counts in the base. Empty if only a few changed.
 */
export function mostChanged(base: VersionText, revised: VersionText, { changes }: Comparison): ChangedSection[] {
  const sections = { base: sectionsOf(base), revised: sectionsOf(revised) };
  const inRevised = new Map([...sections.revised.values()].map(({ id, citation }) => [citation, id]));
  const found = new Map<string, ChangedSection>();
  for (const change of changes) {
    if (change.class === "move") continue;
    const side = change.revised[0] < change.revised[1] ? "revised" : "base";
    const version = side === "revised" ? revised : base;
    const clause = clauseAt(version.clauses, change[side][0]);
    const opener = clause && sections[side].get(clause.id);
    if (!opener) continue;
    const section = found.get(opener.citation) ?? sectionCited(opener);
    section.characters += change.base[1] - change.base[0] + change.revised[1] - change.revised[0];
    found.set(opener.citation, section);
  }
  if (found.size < fewestChanged) return [];
  return [...found.values()].sort((one, other) => other.characters - one.characters).slice(0, mostSections);

  /** A section that both texts have counts once, under its citation, and is that of the revised text. */
  function sectionCited({ id, citation }: Clause): ChangedSection {
    const revisedId = inRevised.get(citation);
    if (revisedId === undefined) return { side: "base", clause: id, citation, characters: 0 };
    return { side: "revised", clause: revisedId, citation, characters: 0 };
  }
}

/** Returns the article or outermost heading of each clause, by the clause's id. */
function sectionsOf({ clauses }: VersionText): Map<string, Clause> {
  const isArticle = (clause: Clause): boolean => clause.label !== null && divisionOf(clause.label)?.level === "article";
  const hasArticles = clauses.some(isArticle);
  const headings = clauses.filter(({ kind }) => kind === "heading" || kind === "verb").map(({ depth }) => depth);
  const outermost = Math.min(...headings);
  const sections = new Map<string, Clause>();
  let opener: Clause | undefined;
  for (const clause of clauses) {
    const isDivision = clause.label !== null && divisionOf(clause.label) !== undefined;
    if (hasArticles ? isDivision : opensSection(clause, outermost)) opener = clause;
    if (opener) sections.set(clause.id, opener);
  }
  return sections;
}

function opensSection({ kind, depth }: Clause, outermost: number): boolean {
  return (kind === "heading" || kind === "verb") && depth === outermost;
}
