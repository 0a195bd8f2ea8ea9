import { unmapped, type WordMap } from "#core/compare/words/word-map.ts";
import type { Words } from "#core/text/tokens.ts";

/** Maximum number of tokens of a swap, with those between its two parts. */
export const longestSwap = 24;

/**
 * Maps the words of two parts of a clause that changed places: "security and privacy", "privacy and security". The text
 * before, between and after them is the same, so a single word is evidence enough.
 *
 * @param opens 1 for the first token of each clause of the base, and `opensRevised` of the revised text
 */
export function mapSwaps(
  { toRevised, toBase }: WordMap,
  base: Words,
  revised: Words,
  [opens, opensRevised]: readonly [Uint8Array, Uint8Array],
): void {
  for (let a = 0; a < base.count; a += 1) {
    const before = opens[a] === 1 ? unmapped : (toRevised[a - 1] ?? unmapped);
    if (opens[a] !== 1 && (before === unmapped || toRevised[a] === before + 1)) continue;
    for (let n = 2; n <= longestSwap && a + n <= base.count && opens[a + n - 1] !== 1; n += 1) {
      const closes = opens[a + n] === 1;
      const after = closes ? unmapped : (toRevised[a + n] ?? unmapped);
      const b = before === unmapped ? after - n : before + 1;
      const begins = before !== unmapped || opensRevised[b] === 1;
      const ends = closes ? opensRevised[b + n] === 1 : after === b + n;
      if (begins && ends && mapSwap(a, b, n)) {
        a += n - 1;
        break;
      }
    }
  }

  /** Maps a swap of `n` tokens. Returns whether there is one. */
  function mapSwap(a: number, b: number, n: number): boolean {
    if (b < 0 || b + n > revised.count || !isFree(toRevised, a, b, n) || !isFree(toBase, b, a, n)) return false;
    if (opensRevised.subarray(b + 1, b + n).includes(1)) return false;
    if (isSame(a, b, 1) || isSame(a + n - 1, b + n - 1, 1)) return false;
    for (let last = 1; last < n; last += 1) {
      if (!isSame(a + n - last, b, last)) continue;
      for (let first = 1; first + last <= n; first += 1) {
        const between = n - first - last;
        if (!isSame(a, b + n - first, first) || !isSame(a + first, b + last, between)) continue;
        map(a, b + n - first, first);
        map(a + n - last, b, last);
        map(a + first, b + last, between);
        return true;
      }
    }
    return false;
  }

  function isSame(a: number, b: number, length: number): boolean {
    for (let k = 0; k < length; k += 1) if (base.ids[a + k] !== revised.ids[b + k]) return false;
    return true;
  }

  function map(a: number, b: number, length: number): void {
    for (let k = 0; k < length; k += 1) {
      toRevised[a + k] = b + k;
      toBase[b + k] = a + k;
    }
  }
}

/** Whether no token of a stretch has its counterpart outside another stretch. */
function isFree(toOther: Int32Array, start: number, other: number, length: number): boolean {
  for (let k = start; k < start + length; k += 1) {
    const to = toOther[k] ?? unmapped;
    if (to !== unmapped && (to < other || to >= other + length)) return false;
  }
  return true;
}
