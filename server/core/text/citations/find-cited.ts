import { citationKey, namesArticle } from "#core/text/citations/citation-key.ts";
import { secondMarks } from "#core/text/citations/citation-words.ts";
import type { Clause, VersionText } from "#core/text/clause.ts";
import { divisionOf } from "#core/text/labels/division.ts";
import { streamSafe } from "#core/text/stream-safe.ts";

/** The cited clause; "several" if more than one clause has the citation, "unknown" if none has. */
export type Cited = Clause | "several" | "unknown";

/**
 * Finds the clause that a typed citation means: "recalling a)", "Recalling (a)", "clause 1.1.2.", "§ 1. 1. 2", "b",
 * "Article 4, paragraph 13".
 *
 * - Matches the whole citation, whatever its punctuation and spaces; then the same numbers and levels in other words
 *   (`citationKey`); then the label alone if only one clause has it.
 * - "Art. 9, Option 2" is also the option of a paragraph of Article 9, if no other paragraph has it.
 * - "Art. 3, para 1" is also the only paragraph of Article 3, and "recital 7" the seventh of the preamble.
 * - A citation that two clauses have ("Art. 3.3bis" and "Art. 3.3bis, second") means several, unless it is marked.
 * - A verb and its only recital have the same citation, and so have a clause and its continuation. The last one is
 *   returned because it has the text that people comment on.
 */
export function findCited({ clauses }: Pick<VersionText, "clauses">, citation: string): Cited {
  const wanted = folded(withoutName(citation));
  if (wanted === "") return "unknown";
  const { byCitation, byLabel } = foldedOf(clauses);
  const labelled = byLabel.get(wanted) ?? [];
  const cited = byCitation.get(folded(citation)) ?? byCitation.get(wanted) ?? citedInOtherWords(clauses, citation);
  if (new Set(cited?.map((clause) => clause.citation)).size > 1) return "several";
  const known = cited?.[0]?.citation ?? "";
  if (secondMarks.some((mark) => byCitation.has(folded(known + mark)))) return "several";
  const clause = cited?.at(-1);
  if (clause) return clause;
  // In a treaty, "2" may be Article 2 or paragraph 2 of any article.
  const isSure = !/^\p{Nd}+$/u.test(wanted) || !clauses.some(({ label }) => label !== null && divisionOf(label));
  return labelled.length > 1 || (labelled[0] && !isSure) ? "several" : (labelled[0] ?? "unknown");
}

/** A citation of several clauses: "Articles 1, 2", "Art. 1–2". */
const plural = /(?<!\p{L})(?:articles|arts)(?!\p{L})|\p{N}\s*[–—-]\s*\p{N}/iu;

function citedInOtherWords(clauses: VersionText["clauses"], citation: string): Clause[] | undefined {
  const key = citationKey(citation);
  // A number alone is an article only if the citation says so.
  if (key === "" || plural.test(citation) || (/^\d+$/u.test(key) && !namesArticle(citation))) return undefined;
  const byKey = keyedOf(clauses);
  const cited =
    byKey.get(key) ??
    byKey.get(`preamble ${key}`) ??
    byKey.get(key.replace(/^preamble (?=\d)/u, "preamble recital ")) ??
    byKey.get(key.replace(/^preamble /u, ""));
  if (cited) return cited;
  const option = optionInArticle(byKey, key);
  if (option || !key.endsWith(" 1")) return option;
  // The only paragraph of an article has no number. In a report, "2.1" is not "2".
  return byKey.get(key.slice(0, -2))?.filter((clause) => clause.kind === "paragraph" && clause.label === null);
}

/** Finds an option cited with its article alone: "Art. 9, Option 2" for the second option of its paragraph 4. */
function optionInArticle(byKey: ReadonlyMap<string, Clause[]>, key: string): Clause[] | undefined {
  const [, article, option] = /^(\S+)( option .+)$/u.exec(key) ?? [];
  if (article === undefined || option === undefined) return undefined;
  const found = [...byKey].filter(([known]) => known.startsWith(`${article} `) && known.endsWith(option));
  return found.length === 0 ? undefined : found.flatMap(([, clauses]) => clauses);
}

/** The clauses of a version by normalised citation, and by normalised label. */
interface FoldedClauses {
  byCitation: Map<string, Clause[]>;
  byLabel: Map<string, Clause[]>;
}

/** Built once per version, because a form looks up a clause for every row. */
const foldedClauses = new WeakMap<VersionText["clauses"], FoldedClauses>();

function foldedOf(clauses: VersionText["clauses"]): FoldedClauses {
  const cached = foldedClauses.get(clauses);
  if (cached) return cached;
  const lookup: FoldedClauses = { byCitation: new Map(), byLabel: new Map() };
  for (const clause of clauses) {
    add(lookup.byCitation, folded(clause.citation), clause);
    if (clause.label !== null && clause.kind !== "footnote") add(lookup.byLabel, folded(clause.label), clause);
  }
  foldedClauses.set(clauses, lookup);
  return lookup;
}

/** Built when the first citation in other words is looked up. */
const keyedClauses = new WeakMap<VersionText["clauses"], Map<string, Clause[]>>();

function keyedOf(clauses: VersionText["clauses"]): Map<string, Clause[]> {
  const cached = keyedClauses.get(clauses);
  if (cached) return cached;
  const byKey = new Map<string, Clause[]>();
  for (const clause of clauses) add(byKey, citationKey(clause.citation), clause);
  keyedClauses.set(clauses, byKey);
  return byKey;
}

function add(clauses: Map<string, Clause[]>, key: string, clause: Clause): void {
  const alike = clauses.get(key);
  if (alike) alike.push(clause);
  else clauses.set(key, [clause]);
}

/** Terms that forms use for the whole document, in six languages, folded. */
const wholeDocument = new Set([
  ...["", "n a", "all", "general", "general comment", "general comments", "whole document", "entire document"],
  ...["throughout", "throughout the document", "général", "commentaire général", "ensemble du document"],
  ...["comentario general", "todo el documento", "общее замечание", "весь документ", "全文", "عام", "الوثيقة كلها"],
]);

/** The whole of a document by its kind: "the entire handbook", but not "the whole chapter". */
const wholeNamed = /^(?:the )?(?:whole|entire|complete|full) (?:of the )?\p{L}+$/u;
const wholePart = /(?:section|chapter|part|annex|appendix|article|clause|paragraph|sentence|page|table|title|list)$/u;

/** Returns whether a citation means the whole document: it is empty, or one of the terms that forms use for this. */
export function citesWhole(citation: string): boolean {
  const words = folded(citation);
  return wholeDocument.has(words) || (wholeNamed.test(words) && !wholePart.test(words));
}

/** Removes "clause", "paragraph" and the like before a typed number. */
function withoutName(citation: string): string {
  return citation.replace(
    /^\s*(?:(?:sub)?clauses?|paragraphs?|paras?\.?|sections?|articles?|items?|no\.|§+|¶)(?=[\s\d(])/iu,
    "",
  );
}

/** Normalises a citation to its letters, figures and the dots between figures, so that formatting does not matter. */
function folded(citation: string): string {
  return streamSafe(citation)
    .normalize("NFKC")
    .toLowerCase()
    .replace(/(?<=\d)\s*\.\s*(?=\d)/gu, ".")
    .replace(/(?<!\d)\.|\.(?!\d)/gu, " ")
    .replace(/[^\p{L}\p{M}\p{N}.+]+/gu, " ")
    .trim();
}
