import { diffArrays } from "diff";
import { alignGap } from "#core/compare/words/align-gap.ts";
import type { ComparedWords } from "#core/compare/compared-texts.ts";
import { dropIslands } from "#core/compare/words/islands.ts";
import { findMoves } from "#core/compare/words/moves.ts";
import { heaviestChain, uniqueRuns } from "#core/compare/words/unique-runs.ts";
import { bindVerbatimClauses } from "#core/compare/words/verbatim-clauses.ts";
import { mapSwaps } from "#core/compare/words/swaps.ts";
import { openingCost } from "#core/compare/words/weights.ts";
import { unmapped, type WordMap, type WordMapDraft } from "#core/compare/words/word-map.ts";
import { Workspace } from "#core/compare/words/scratch-arrays.ts";
import { tokenKind, type Words } from "#core/text/tokens.ts";

/**
 * Sequences of this length that are unique on both sides anchor the alignment; shorter ones are used only if there are
 * none.
 */
const anchorSizes = [5, 3];
/** A gap with at most this many pairs of positions is aligned directly, without a search for anchors in it. */
const smallGap = 1 << 12;
/**
 * The largest gap, in pairs of positions, that is aligned directly. Larger ones without any anchor go to `diffArrays`.
 */
const largeGap = 1 << 24;
/**
 * An edit of at most this many tokens on both sides is aligned again by itself. Its own size, not that of the gap that it
 * is in, decides how much a match must contribute.
 */
const shortEdit = 10;
/** Total pairs of positions allowed for all gaps of a comparison: a base amount, plus an amount per token. */
const budgetFloor = 1 << 28;
const budgetPerToken = 256;
/**
 * The time of `diffArrays` grows with the square of the number of edits. Beyond this many it stops, and the stretch is
 * reported as coarse.
 */
const longestEdit = 1500;

/**
 * Maps the words of two texts onto each other. It aligns unique sequences first, then the gaps between them at a cost
 * for opening edits, then the remaining words of both sides as moves. Each step drops stray words. Parts of a clause that
 * changed places come last.
 *
 * The order of the two sides must not matter: compare(b, a) mirrors compare(a, b). Ties fall differently from either
 * side, so the work always starts from the same side.
 */
export function mapWords({ base, revised, vocabulary }: ComparedWords): WordMap {
  if (inOrder(base, revised)) return new Mapping({ base, revised, vocabulary }).map();
  const { toRevised, toBase, coarse } = new Mapping({ base: revised, revised: base, vocabulary }).map();
  return { toRevised: toBase, toBase: toRevised, coarse: coarse.map(([a, b, c, d]) => [c, d, a, b]) };
}

/**
 * Whether `base` is the first of the two texts in a fixed order that does not depend on their roles. Code with ties
 * works from the first text.
 */
export function inOrder(base: Words, revised: Words): boolean {
  return base.count === revised.count ? base.text <= revised.text : base.count < revised.count;
}

class Mapping {
  readonly #words: ComparedWords;
  readonly #base: Int32Array;
  readonly #revised: Int32Array;
  readonly #toRevised: Int32Array;
  readonly #toBase: Int32Array;
  readonly #workspace = new Workspace();
  readonly #coarse: [number, number, number, number][] = [];
  #budget: number;

  constructor(words: ComparedWords) {
    const { base, revised } = words;
    this.#words = words;
    this.#base = base.ids;
    this.#revised = revised.ids;
    this.#toRevised = new Int32Array(base.count).fill(unmapped);
    this.#toBase = new Int32Array(revised.count).fill(unmapped);
    this.#budget = budgetFloor + budgetPerToken * (base.count + revised.count);
  }

  map(): WordMap {
    const { base, revised } = this.#words;
    this.#fill(0, base.count, 0, revised.count, 0);
    const map = { toRevised: this.#toRevised, toBase: this.#toBase, coarse: this.#coarse };
    const draft: WordMapDraft = { ...this.#words, map, workspace: this.#workspace };
    dropIslands(draft);
    // A clause that moved then begins and ends with its own words, not with equal ones of the clause beside it.
    slideToBoundaries(map, base, revised);
    findMoves(draft);
    if (bindVerbatimClauses(map, base, revised)) findMoves(draft);
    slideToBoundaries(map, base, revised);
    mapSwaps(map, base, revised, [clauseStarts(base), clauseStarts(revised)]);
    return map;
  }

  readonly #match = (a: number, b: number): void => {
    this.#toRevised[a] = b;
    this.#toBase[b] = a;
  };

  #fill(baseStart: number, baseEnd: number, revisedStart: number, revisedEnd: number, level: number): void {
    const [base, revised] = [this.#base, this.#revised];
    let [a, aEnd, b, bEnd] = [baseStart, baseEnd, revisedStart, revisedEnd];
    while (a < aEnd && b < bEnd && base[a] === revised[b]) this.#match(a++, b++);
    while (a < aEnd && b < bEnd && base[aEnd - 1] === revised[bEnd - 1]) this.#match(--aEnd, --bEnd);
    if (a === aEnd || b === bEnd) return;
    const area = (aEnd - a) * (bEnd - b);
    if (area <= 2) return; // The loops above already compared every pair in it.
    if (area <= smallGap) {
      this.#align(a, aEnd, b, bEnd);
      return;
    }
    for (let next = level; next < anchorSizes.length; next += 1) {
      const stretches = { base, baseStart: a, baseEnd: aEnd, revised, revisedStart: b, revisedEnd: bEnd };
      const runs = uniqueRuns(stretches, anchorSizes[next] ?? 1, this.#workspace);
      if (runs.length === 0) continue;
      for (const run of heaviestChain(runs)) {
        this.#fill(a, run.base, b, run.revised, next);
        for (let k = 0; k < run.length; k += 1) this.#match(run.base + k, run.revised + k);
        a = run.base + run.length;
        b = run.revised + run.length;
      }
      this.#fill(a, aEnd, b, bEnd, next);
      return;
    }
    if (area <= Math.min(largeGap, this.#budget)) this.#align(a, aEnd, b, bEnd);
    else this.#search(a, aEnd, b, bEnd);
  }

  #align(baseStart: number, baseEnd: number, revisedStart: number, revisedEnd: number): void {
    this.#budget -= (baseEnd - baseStart) * (revisedEnd - revisedStart);
    const gap = {
      base: this.#base,
      baseStart,
      baseEnd,
      revised: this.#revised,
      revisedStart,
      revisedEnd,
      weights: this.#words.vocabulary.weights,
      joinedBefore: true,
      joinedAfter: true,
    };
    const size = baseEnd - baseStart + revisedEnd - revisedStart;
    alignGap(gap, openingCost(size), this.#workspace, this.#match);
    if (size <= shortEdit) return;
    let [a, b] = [baseStart, revisedStart];
    for (let next = baseStart; next <= baseEnd; next += 1) {
      const to = next === baseEnd ? revisedEnd : (this.#toRevised[next] ?? unmapped);
      if (to === unmapped) continue;
      if (next > a && to > b && next - a + to - b <= shortEdit) this.#align(a, next, b, to);
      [a, b] = [next + 1, to + 1];
    }
  }

  /**
   * Aligns a large stretch in which nothing is unique: long lists of the same few words. If two such lists have few
   * differences, `diffArrays` finds them in time that grows with the differences, not with the lists. If there are
   * many, the stretch remains unmapped and is reported in `coarse`.
   */
  #search(baseStart: number, baseEnd: number, revisedStart: number, revisedEnd: number): void {
    const allowed = Math.min(longestEdit, Math.floor(Math.sqrt(Math.max(0, this.#budget))));
    this.#budget -= allowed * allowed;
    const parts = diffArrays(
      Array.from(this.#base.subarray(baseStart, baseEnd)),
      Array.from(this.#revised.subarray(revisedStart, revisedEnd)),
      { maxEditLength: allowed },
    );
    if (!parts) {
      this.#coarse.push([baseStart, baseEnd, revisedStart, revisedEnd]);
      return;
    }
    let a = baseStart;
    let b = revisedStart;
    for (const part of parts) {
      for (let k = 0; k < part.count && !part.added && !part.removed; k += 1) this.#match(a + k, b + k);
      if (!part.added) a += part.count;
      if (!part.removed) b += part.count;
    }
  }
}

/**
 * Shifts inserted and deleted stretches to sentence or clause boundaries. A stretch may often begin a few words earlier
 * or later: when "A. B." becomes "A. C. B.", the insertion is "C." or ". C". The number of kept words does not change.
 * The boundary decides which of two equal words counts as kept.
 */
function slideToBoundaries(map: WordMap, base: Words, revised: Words): void {
  slide(map.toRevised, map.toBase, base, revised);
  slide(map.toBase, map.toRevised, revised, base);
}

/** Shifts the stretches that exist only in `whole`, between two words that are neighbours in the other text. */
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

  /** Moves the mapping of token `from` to the equal token `to`. */
  function rejoin(from: number, to: number): void {
    const partner = toOther[from] ?? unmapped;
    toOther[from] = unmapped;
    toOther[to] = partner;
    fromOther[partner] = to;
  }

  function score(from: number, to: number): number {
    return edge(from) + edge(to);
  }

  /** Rates a cut between tokens k - 1 and k, from 0 (inside a written word) to 4 (at a clause boundary). */
  function edge(k: number): number {
    if (k === 0 || k === whole.count || opens[k] === 1) return 4;
    if (whole.kinds[k - 1] !== tokenKind.mark) return whole.ends[k - 1] === whole.starts[k] ? 0 : 1;
    const mark = whole.text[whole.starts[k - 1] ?? 0] ?? "";
    if (whole.ends[k - 1] === whole.starts[k] && !/[。；，、！？]/u.test(mark)) return 0;
    return /[.!?;:。；！？؟؛]/u.test(mark) ? 3 : 2;
  }
}

/** Maximum shift of a stretch, in tokens. */
const reach = 60;

function clauseStarts(words: Words): Uint8Array {
  const starts = new Uint8Array(words.count + 1);
  for (const first of words.firsts) starts[first] = 1;
  return starts;
}
