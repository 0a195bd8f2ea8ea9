import type { WordMap } from "#core/compare/word-map.ts";
import { unmapped } from "#core/compare/word-map.ts";
import { tokenKind, type Words } from "#core/text/words.ts";

/**
 * Where an inserted or deleted stretch could as well begin a few words earlier or later ("A. B." became "A. C. B.": was
 * "C." put in, or ". C"?), lets it begin and end where sentences or clauses do. The words kept are the same in number;
 * which of two equal ones was kept is decided by where people cut.
 */
export function slideToBoundaries(map: WordMap, base: Words, revised: Words): void {
  slide(map.toRevised, map.toBase, base, revised);
  slide(map.toBase, map.toRevised, revised, base);
}

/** Slides the stretches that stand in `whole` alone, between two words that are neighbours in the other text. */
function slide(toOther: Int32Array, fromOther: Int32Array, whole: Words, other: Words): void {
  const opens = clauseStarts(whole);
  for (let start = 0; start < whole.count; start += 1) {
    if (toOther[start] !== unmapped) continue;
    let end = start + 1;
    while (end < whole.count && toOther[end] === unmapped) end += 1;
    const [before, after] = [start > 0 ? (toOther[start - 1] ?? unmapped) : unmapped, toOther[end] ?? unmapped];
    const pure =
      before !== unmapped ? after === before + 1 || (end === whole.count && before === other.count - 1) : after === 0;
    if (!pure) {
      start = end;
      continue;
    }
    let [best, bestScore] = [0, score(start, end)];
    for (let back = 1; back <= reach && start - back >= 0; back += 1) {
      if (toOther[start - back] !== before - back + 1 || whole.ids[start - back] !== whole.ids[end - back]) break;
      const found = score(start - back, end - back);
      if (found > bestScore) [best, bestScore] = [-back, found];
    }
    for (let on = 1; on <= reach && end + on <= whole.count; on += 1) {
      if (toOther[end + on - 1] !== after + on - 1 || whole.ids[start + on - 1] !== whole.ids[end + on - 1]) break;
      const found = score(start + on, end + on);
      if (found > bestScore) [best, bestScore] = [on, found];
    }
    for (let k = 0; k < -best; k += 1) rejoin(start - 1 - k, end - 1 - k);
    for (let k = 0; k < best; k += 1) rejoin(end + k, start + k);
    start = end + Math.max(0, best);
  }

  /** Lets the word that was kept as token `from` be kept as token `to`. */
  function rejoin(from: number, to: number): void {
    const partner = toOther[from] ?? unmapped;
    toOther[from] = unmapped;
    toOther[to] = partner;
    fromOther[partner] = to;
  }

  function score(from: number, to: number): number {
    return edge(from) + edge(to);
  }

  /** How good a place between token k - 1 and token k is to cut. */
  function edge(k: number): number {
    if (k === 0 || k === whole.count || opens[k] === 1) return 4;
    if (whole.kinds[k - 1] !== tokenKind.mark) return whole.ends[k - 1] === whole.starts[k] ? 0 : 1;
    const mark = whole.text[whole.starts[k - 1] ?? 0] ?? "";
    if (whole.ends[k - 1] === whole.starts[k] && !/[。；，、！？]/u.test(mark)) return 0;
    return /[.!?;:。；！？؟؛]/u.test(mark) ? 3 : 2;
  }
}

/** A stretch is slid at most this many tokens. */
const reach = 60;

function clauseStarts(words: Words): Uint8Array {
  const starts = new Uint8Array(words.count + 1);
  for (const first of words.firsts) starts[first] = 1;
  return starts;
}
