import { describe } from "#core/place/anchor.ts";
import type { RangeTarget } from "#core/discuss/target.ts";
import type { VersionText } from "#core/text/clause.ts";

/** Nobody checks more than a thousand occurrences one by one. A more frequent phrase is too common to be intended. */
export const mostOccurrences = 1000;

/**
 * Finds a phrase in a version, in text order. It matches whole words, ignores case, treats all whitespace alike and
 * never crosses clauses. Scripts without spaces do not need whole words.
 *
 * Returns nothing for an empty phrase, and only the first `mostOccurrences` matches of a frequent one.
 */
export function occurrencesOf(version: VersionText, phrase: string): RangeTarget[] {
  const text = phrase.normalize("NFC").trim();
  if (text === "") return [];
  const pattern = text
    .split(/\s+/u)
    .map((word) => word.replace(/[\\^$.*+?()[\]{}|/-]/gu, "\\$&"))
    .join("[^\\S\\n]+");
  const before = wordEdge.test(Array.from(text)[0] ?? "") ? `(?<!${spacedLetter})` : "";
  const after = wordEdge.test(Array.from(text).at(-1) ?? "") ? `(?!${spacedLetter})` : "";
  const found: RangeTarget[] = [];
  for (const { index, 0: hit } of version.text.matchAll(new RegExp(`${before}${pattern}${after}`, "giu"))) {
    found.push(describe(version, index, index + hit.length));
    if (found.length === mostOccurrences) break;
  }
  return found;
}

const unspaced =
  "\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}";
/** A letter, mark or figure of a script that separates words by spaces. */
const spacedLetter = `(?![${unspaced}])[\\p{L}\\p{M}\\p{N}_]`;
const wordEdge = new RegExp(`^${spacedLetter}`, "u");
