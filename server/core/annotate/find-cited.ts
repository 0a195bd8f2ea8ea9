import type { Clause, VersionText } from "#core/text/clause.ts";

/** A clause that is cited; "several" where more than one is cited alike, "unknown" where none is. */
export type Cited = Clause | "several" | "unknown";

/**
 * The clause somebody means by a citation they typed: "recalling a)", "Recalling (a)", "clause 1.1.2.", "§ 1. 1. 2", "b".
 *
 * - The whole citation, however its signs and blanks are set, or the label alone where only one clause has it.
 * - A verb and its lone recital are cited alike, and so is a clause with what continues it: the last is meant, which has
 *   the words one comments on.
 */
export function findCited({ clauses }: Pick<VersionText, "clauses">, citation: string): Cited {
  const wanted = folded(citation);
  if (wanted === "") return "unknown";
  const cited = clauses.filter((clause) => folded(clause.citation) === wanted);
  if (new Set(cited.map((clause) => clause.citation)).size > 1) return "several";
  const found = cited.at(-1);
  if (found) return found;
  const labelled = clauses.filter(
    ({ label, kind }) => label !== null && kind !== "footnote" && folded(label) === wanted,
  );
  return labelled.length > 1 ? "several" : (labelled[0] ?? "unknown");
}

/** Whether a citation means the whole document: the form's word for it, or none. */
export function citesWhole(citation: string): boolean {
  return ["", "general", "all", "whole document", "throughout", "throughout the document"].includes(folded(citation));
}

/** Letters and figures, and the dots between figures: what is left of a citation however it is set. */
function folded(citation: string): string {
  return citation
    .normalize("NFKC")
    .toLowerCase()
    .replace(/^\s*(?:(?:sub)?clauses?|paragraphs?|paras?\.?|sections?|articles?|items?|no\.|§+|¶)(?=[\s\d(])/u, "")
    .replace(/(?<=\d)\s*\.\s*(?=\d)/gu, ".")
    .replace(/(?<!\d)\.|\.(?!\d)/gu, " ")
    .replace(/[^\p{L}\p{M}\p{N}.+]+/gu, " ")
    .trim();
}
