import type { Clause } from "#core/text/clause.ts";

/** The number of the first article, which French and Spanish may write as a word, unlike those of the others. */
const first = /^(premier|primero)/u;

/**
 * Shortens "1.1.3" under "1.1" to "3", because the heading above shows the rest. Under an article, a clause is cited as
 * in the text, without the word and in digits: "2.1(a)" under "Art. 2", "1(a)" under "art. premier".
 */
export function shortLabel(label: string, citation: string, heading: Clause): string {
  if (heading.kind === "heading" && /^\p{L}/u.test(heading.citation) && citation.startsWith(heading.citation)) {
    const { citation: own } = heading;
    const [number, lastWord] = [own.search(/\p{N}/u), own.lastIndexOf(" ") + 1];
    return citation.slice(number < 0 ? lastWord : Math.min(number, lastWord)).replace(first, "1");
  }
  return label.replace(/^.*\.(?=\d+$)/u, "");
}
