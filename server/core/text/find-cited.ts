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
  const { byCitation, byLabel } = foldedOf(clauses);
  const cited = byCitation.get(wanted) ?? [];
  if (new Set(cited.map((clause) => clause.citation)).size > 1) return "several";
  const found = cited.at(-1);
  if (found) return found;
  const labelled = byLabel.get(wanted) ?? [];
  return labelled.length > 1 ? "several" : (labelled[0] ?? "unknown");
}

/** The clauses of a version by their citation and by their label, folded. */
interface FoldedClauses {
  byCitation: Map<string, Clause[]>;
  byLabel: Map<string, Clause[]>;
}

/** Folded once for a version: a form asks for a clause with every row. */
const foldedClauses = new WeakMap<VersionText["clauses"], FoldedClauses>();

function foldedOf(clauses: VersionText["clauses"]): FoldedClauses {
  const known = foldedClauses.get(clauses);
  if (known) return known;
  const found: FoldedClauses = { byCitation: new Map(), byLabel: new Map() };
  for (const clause of clauses) {
    add(found.byCitation, folded(clause.citation), clause);
    if (clause.label !== null && clause.kind !== "footnote") add(found.byLabel, folded(clause.label), clause);
  }
  foldedClauses.set(clauses, found);
  return found;
}

function add(clauses: Map<string, Clause[]>, key: string, clause: Clause): void {
  const alike = clauses.get(key);
  if (alike) alike.push(clause);
  else clauses.set(key, [clause]);
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
