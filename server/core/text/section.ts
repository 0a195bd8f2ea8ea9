import type { Clause } from "#core/text/clause.ts";

/**
 * Returns the index just after the last clause of the section that the clause at `first` opens. Sections are not stored
 * but derived from the list:
 *
 * - A heading's section runs to the next heading of the same or a smaller depth.
 * - A verb's section runs to the next verb, heading or title.
 * - Any other clause's section contains the deeper clauses that follow it (a paragraph and its sub-items).
 *
 * Footnotes and cells never end a section, because they belong to the clause that they follow.
 */
export function sectionEnd(clauses: readonly Clause[], first: number): number {
  const opener = clauses[first];
  if (!opener) return first;
  let end = first + 1;
  for (let clause = clauses[end]; clause && !ends(opener, clause); clause = clauses[end]) end += 1;
  return end;
}

function ends(opener: Clause, clause: Clause): boolean {
  if (clause.kind === "footnote" || clause.kind === "cell") return false;
  if (opener.kind === "heading") return clause.kind === "heading" && clause.depth <= opener.depth;
  if (opener.kind === "verb") return clause.kind === "verb" || clause.kind === "heading" || clause.kind === "title";
  return clause.depth <= opener.depth;
}
