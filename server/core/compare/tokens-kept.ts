import type { KeptRange } from "#core/compare/comparison.ts";
import { firstFrom } from "#core/compare/open-spans.ts";
import { unmapped } from "#core/compare/word-map.ts";
import type { VersionText } from "#core/text/clause.ts";
import { Lexicon } from "#core/text/lexicon.ts";
import { type Words, wordsOf } from "#core/text/tokens.ts";

/** The tokens of a text, and for each the same token of the other text; `unmapped` if it has none. */
export type KeptTokens = Words & { toOther: Int32Array };

/** Reads the tokens of two texts and maps them by the ranges of a comparison. */
export function tokensKept(
  base: VersionText,
  revised: VersionText,
  kept: readonly KeptRange[],
): { base: KeptTokens; revised: KeptTokens } {
  const lexicon = new Lexicon();
  const [from, to] = [wordsOf(base, lexicon), wordsOf(revised, lexicon)];
  const toRevised = new Int32Array(from.count).fill(unmapped);
  const toBase = new Int32Array(to.count).fill(unmapped);
  for (const [start, end, revisedStart, revisedEnd] of kept) {
    let [token, other] = [firstFrom(from.starts, start), firstFrom(to.starts, revisedStart)];
    // Both sides of a range have the same tokens.
    while ((from.starts[token] ?? Infinity) < end && (to.starts[other] ?? Infinity) < revisedEnd) {
      toRevised[token] = other;
      toBase[other] = token;
      token += 1;
      other += 1;
    }
  }
  return { base: { ...from, toOther: toRevised }, revised: { ...to, toOther: toBase } };
}
