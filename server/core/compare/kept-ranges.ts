import { sameLetters } from "#core/compare/changes.ts";
import type { KeptRange } from "#core/compare/comparison.ts";
import { unmapped, type WordMap } from "#core/compare/word-map.ts";
import type { Words } from "#core/text/words.ts";

/** The word map as ranges of text: as long as words, and what lies between them, are the same to the letter, within a clause. */
export function keptRanges(map: WordMap, base: Words, revised: Words): KeptRange[] {
  const kept: KeptRange[] = [];
  for (let clause = 0; clause + 1 < base.firsts.length; clause += 1) {
    const end = base.firsts[clause + 1] ?? 0;
    let a = base.firsts[clause] ?? 0;
    while (a < end) {
      const b = map.toRevised[a] ?? unmapped;
      if (b === unmapped || !sameLetters(base, a, revised, b)) {
        a += 1;
        continue;
      }
      let last = a;
      while (last + 1 < end && continues(last, last + 1 + b - a)) last += 1;
      const to = last + b - a;
      kept.push([base.starts[a] ?? 0, base.ends[last] ?? 0, revised.starts[b] ?? 0, revised.ends[to] ?? 0]);
      a = last + 1;
    }
  }
  return kept;

  function continues(last: number, to: number): boolean {
    if (map.toRevised[last + 1] !== to || !sameLetters(base, last + 1, revised, to)) return false;
    const [from, until] = [base.ends[last] ?? 0, base.starts[last + 1] ?? 0];
    const [other, length] = [revised.ends[to - 1] ?? 0, until - from];
    if ((revised.starts[to] ?? 0) - other !== length) return false;
    for (let k = 0; k < length; k += 1) {
      const unit = base.text.charCodeAt(from + k);
      if (unit !== revised.text.charCodeAt(other + k)) return false;
    }
    return true;
  }
}
