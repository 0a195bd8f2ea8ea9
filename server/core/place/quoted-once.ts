import type { TextRange } from "#core/compare/comparison.ts";
import type { VersionText } from "#core/text/clause.ts";

/** A quote shorter than this turns up by chance: "the Member States" is no proof of anything. */
const leastWords = 5;

/** The score of what only its quote places: new words that read alike are as likely, so a person decides. */
export const quoteScore = 0.5;

/** Where words of the base that the word map lost stand in the revised: to the letter, and once on either side. */
export function quotedOnce(
  range: TextRange,
  words: number,
  base: VersionText,
  revised: VersionText,
): TextRange | undefined {
  if (words < leastWords) return undefined;
  const exact = base.text.slice(...range);
  const at = revised.text.indexOf(exact);
  if (at < 0 || revised.text.includes(exact, at + 1)) return undefined;
  return base.text.indexOf(exact) === base.text.lastIndexOf(exact) ? [at, at + exact.length] : undefined;
}
