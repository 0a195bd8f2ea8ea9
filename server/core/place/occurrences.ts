import { describe } from "#core/place/anchor.ts";
import type { RangeTarget } from "#core/discuss/target.ts";
import type { VersionText } from "#core/text/clause.ts";

/** A thousand hits are more than anybody ticks off one by one; a phrase found oftener is too common to be meant. */
export const mostOccurrences = 1000;

/**
 * Where a phrase stands in a version, in its order: whole words, letters large or small, any blank for a blank, never from
 * one clause into the next. Scripts without blanks have no whole words to ask for.
 *
 * An empty phrase stands nowhere; of one that stands oftener than `mostOccurrences` the first are given.
 */
export function occurrencesOf(version: VersionText, phrase: string): RangeTarget[] {
  const words = phrase.normalize("NFC").trim();
  if (words === "") return [];
  const pattern = words
    .split(/\s+/u)
    .map((word) => word.replace(/[\\^$.*+?()[\]{}|/-]/gu, "\\$&"))
    .join("[^\\S\\n]+");
  const before = wordEdge.test(Array.from(words)[0] ?? "") ? `(?<!${spacedLetter})` : "";
  const after = wordEdge.test(Array.from(words).at(-1) ?? "") ? `(?!${spacedLetter})` : "";
  const found: RangeTarget[] = [];
  for (const { index, 0: hit } of version.text.matchAll(new RegExp(`${before}${pattern}${after}`, "giu"))) {
    found.push(describe(version, index, index + hit.length));
    if (found.length === mostOccurrences) break;
  }
  return found;
}

const unspaced =
  "\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}";
/** A letter, mark or figure of a script that puts blanks between words. */
const spacedLetter = `(?![${unspaced}])[\\p{L}\\p{M}\\p{N}_]`;
const wordEdge = new RegExp(`^${spacedLetter}`, "u");
