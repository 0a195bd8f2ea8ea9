import { sameLetters } from "#core/compare/changes.ts";
import type { KeptRange } from "#core/compare/comparison.ts";
import { unmapped, type WordMap } from "#core/compare/word-map.ts";
import type { Words } from "#core/text/words.ts";

/** The word map as ranges of text: as long as words, and what lies between them, are the same to the letter, within a clause. */
export function keptRanges({ toRevised }: WordMap, base: Words, revised: Words): KeptRange[] {
  const kept: KeptRange[] = [];
  const clauses = base.firsts.length - 1;
  for (let clause = 0; clause < clauses; clause += 1) {
    const end = base.firsts[clause + 1] ?? 0;
    let a = base.firsts[clause] ?? 0;
    while (a < end) {
      const b = toRevised[a] ?? unmapped;
      if (b === unmapped || !sameLetters(base, a, revised, b)) {
        a += 1;
        continue;
      }
      let [last, to] = [a, b];
      while (last + 1 < end && toRevised[last + 1] === to + 1 && sameBetween(base, last, revised, to)) {
        if (!sameLetters(base, last + 1, revised, to + 1)) break;
        last += 1;
        to += 1;
      }
      kept.push([base.starts[a] ?? 0, base.ends[last] ?? 0, revised.starts[b] ?? 0, revised.ends[to] ?? 0]);
      a = last + 1;
    }
  }
  return kept;
}

/** Whether the same to the letter lies between a token and the next on both sides: mostly one blank, or nothing. */
function sameBetween(base: Words, a: number, revised: Words, b: number): boolean {
  const [from, other] = [base.ends[a] ?? 0, revised.ends[b] ?? 0];
  const length = (base.starts[a + 1] ?? 0) - from;
  if ((revised.starts[b + 1] ?? 0) - other !== length) return false;
  for (let k = 0; k < length; k += 1) {
    if (base.text.charCodeAt(from + k) !== revised.text.charCodeAt(other + k)) return false;
  }
  return true;
}
