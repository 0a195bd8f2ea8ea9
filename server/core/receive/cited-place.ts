import type { RemarkPlace } from "#core/receive/read-contribution.ts";
import { type Cited, findCited } from "#core/text/citations/find-cited.ts";
import type { Clause, VersionText } from "#core/text/clause.ts";
import { westernDigits } from "#core/text/lines/find-lines.ts";
import { plainWords } from "#core/text/tokens.ts";

/** Where a row is: the clause that it cites, and the clauses at which its line, page or words place it. */
export interface RowPlace {
  cited: Clause | null;
  clauses: readonly Clause[];
}

/** A section's number in a citation: "3.2.2", "B.1", "3", "s.3.2", with the digits of any script. */
const sectionNumber =
  /(?<![\p{L}\p{N}]|(?<!\p{Ll}{1,8})\.)(?:\p{Lu}(?:\.\p{Nd}+)+|\p{Nd}+(?:\.\p{Nd}+)*)(?![\p{L}\p{N}])/gu;

/**
 * Finds the clause that a remark cites. If a cell may mean several citations, only one of them may be in the version.
 * A citation that is not in the version may still have its number or title in other words: "Sec. 3.2", "3.2 Fees", "Fees".
 */
export function citedClause(
  version: VersionText,
  { citation, otherCitations = [] }: Pick<RemarkPlace, "citation" | "otherCitations">,
): Cited {
  if (citation === null) return "unknown";
  const found = [citation, ...otherCitations].map((one) => findCited(version, one));
  const known = new Set(found.filter((one) => typeof one !== "string"));
  const [only] = known;
  if (only) return known.size === 1 ? only : "several";
  if (found.includes("several")) return "several";
  const titled = headingsNamed(version, wordsOf(citation));
  if (titled.length > 0) return titled.length === 1 ? (titled[0] ?? "unknown") : "several";
  const numbers = new Set(citation.normalize("NFKC").match(sectionNumber)?.map(westernDigits));
  const [number = "", ...others] = numbers;
  // More than one number may be a range, or a number in the title.
  if (others.length > 0) return leadingNumber(version, citation, number);
  const cited = findCited(version, number);
  return cited === "unknown" ? headingNumbered(version, number) : cited;
}

/** Finds the heading that begins with a number of an annex: "B.2" for "B.2 Fees for objections". */
function headingNumbered({ clauses, text }: VersionText, number: string): Cited {
  if (!/^\p{Lu}/u.test(number)) return "unknown";
  const found = clauses.filter(({ kind, start }) => kind === "heading" && text.startsWith(`${number} `, start));
  return found.length > 1 ? "several" : (found[0] ?? "unknown");
}

/** Finds the section of a number if the rest of the citation is its title: "3.2 Phase 2". */
function leadingNumber(version: VersionText, citation: string, number: string): Cited {
  const cited = findCited(version, number);
  if (typeof cited === "string") return cited;
  const title = wordsOf(version.text.slice(cited.start, cited.end));
  return title !== "" && wordsOf(citation).endsWith(title) ? cited : "unknown";
}

function headingsNamed({ clauses, text }: VersionText, words: string): Clause[] {
  if (words === "") return [];
  return clauses.filter(({ kind, start, end }) => kind === "heading" && wordsOf(text.slice(start, end)) === words);
}

/** Returns the words of a text, with one space between them and without letter case. */
export function wordsOf(text: string): string {
  return plainWords(text)
    .map(({ word }) => word)
    .join(" ");
}
