import type { Clause } from "#core/text/clause.ts";

/** The number of the first article, which French and Spanish may write as a word, unlike those of the others. */
const first = /^(premier|primero)/u;

/**
 * Shortens "1.1.3" under "1.1" to "3", because the heading above shows the rest. Under an article, a clause is cited as
 * in the text, without the word and in digits: "2.1(a)" under "Art. 2", "1(a)" under "art. premier".
 */
export function shortLabel(label: string, citation: string, { kind, citation: own }: Clause): string {
  if (kind === "heading" && /^\p{L}/u.test(own) && citation.startsWith(own)) {
    // From the word with the first number, or from the last word if there is no number.
    return citation.slice(own.replace(/\p{N}.*/u, "").lastIndexOf(" ") + 1).replace(first, "1");
  }
  return label.replace(/^.*\.(?=\d+$)/u, "");
}
