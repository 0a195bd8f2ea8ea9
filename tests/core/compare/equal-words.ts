import type { ComparedWords } from "#core/compare/compared-texts.ts";
import { unmapped, type WordMap } from "#core/compare/words/word-map.ts";

/** Maps each word to the first word of the other text that is the same and has no counterpart yet. */
export function mapEqualWords({ base, revised }: ComparedWords): WordMap {
  const toRevised = new Int32Array(base.count).fill(unmapped);
  const toBase = new Int32Array(revised.count).fill(unmapped);
  base.ids.forEach((id, from) => {
    const to = revised.ids.findIndex((other, at) => other === id && toBase[at] === unmapped);
    if (to < 0) return;
    toRevised[from] = to;
    toBase[to] = from;
  });
  return { toRevised, toBase, coarse: [] };
}
