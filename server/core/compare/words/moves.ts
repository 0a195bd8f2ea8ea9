import { alignGap } from "#core/compare/words/align-gap.ts";
import { scatter, type Run } from "#core/compare/words/unique-runs.ts";
import { dropIslands } from "#core/compare/words/islands.ts";
import { clauseAround, fewestOfSentence, sentencesAround } from "#core/compare/words/sentence-text.ts";
import { openingCost, wordWeight } from "#core/compare/words/weights.ts";
import { unmapped, type WordMap, type WordMapDraft } from "#core/compare/words/word-map.ts";
import type { Words } from "#core/text/tokens.ts";

/**
 * Minimum worth of a move, in matched words. Fewer words in the same order elsewhere are more often chance than a move.
 */
const fewestWords = 8;
/**
 * Lower minimum for a clause that is nearly whole elsewhere, on both sides, because its boundaries are evidence too. A
 * clause or sentence counts as nearly whole from this share of its tokens.
 */
const fewestOfClause = 4;
const nearlyWhole = 0.5;
/**
 * Lengths in tokens of the sequences looked up, one round for each. A verbatim move has long sequences. An edited move
 * has several, which are chained. A sentence with an edit every few words has only short ones, and the moves found in
 * the first round may make room for more.
 */
const gramSizes = [5, 3];
/** A sequence that occurs at more positions than this does not show its origin. */
const mostPlaces = 4;
/** A run of fewer tokens than this counts only if it occurs once on either side. */
const longRun = 5;
/** Maximum distance between the runs of one move, in tokens on either side. */
const widestHole = 40;
/**
 * Maximum overlap of two chained runs, in tokens. The mark before a deleted passage is often the same as the one after
 * it, and then belongs to both runs.
 */
const mostShared = 1;
/** Maximum number of preceding runs to consider when chaining. */
const lookBack = 50;
/** Edits of up to this many tokens, between and around the runs of a move, are searched for more matches. */
const reach = 120;

/**
 * Maps words that remain unmapped on both sides and occur elsewhere. This step must follow the alignment of gaps.
 * Otherwise a copy elsewhere would pull a recurring phrase out of its own position.
 *
 * Most moved text is also edited. Equal runs that are close together in the same order are therefore chained, at the
 * cost of the edit between them. The heaviest chains are mapped first. Then the edits between and around their runs are
 * aligned like any gap.
 */
export function findMoves(draft: WordMapDraft): void {
  for (const gramSize of gramSizes) {
    const runs = candidates(draft, gramSize);
    const chosen = chooseChains(runs, draft);
    if (chosen.length === 0) continue;
    fillAround(chosen, draft);
    const changed = chosen.map((run): [number, number] => [run.base - reach, run.base + run.length + reach]);
    changed.sort(([x], [y]) => x - y);
    dropIslands(draft, changed);
  }
}

/** Finds the maximal runs of unmapped tokens that are equal on both sides, in base order. */
function candidates({ map, base, revised, workspace }: WordMapDraft, gramSize: number): Run[] {
  let grams = 0;
  eachFreeStretch(map.toRevised, gramSize, (start, end) => (grams += end - start - gramSize + 1));
  if (grams === 0) return [];
  // By hash: the last base sequence with it (`heads`) and how many there are (`places`). By sequence: the previous one
  // with the same hash (`next`).
  const mask = (2 << (32 - Math.clz32(grams))) - 1;
  const [hashes, heads, places, next] = workspace.table(mask + 1);
  heads.fill(unmapped, 0, mask + 1);
  places.fill(0, 0, mask + 1);
  const at = new Int32Array(grams);
  let gram = 0;
  const slotOf = (hash: number): number => {
    let slot = scatter(hash) & mask;
    while (heads[slot] !== unmapped && hashes[slot] !== hash) slot = (slot + 1) & mask;
    return slot;
  };
  eachFreeGram(base.ids, map.toRevised, gramSize, (hash, a) => {
    const slot = slotOf(hash);
    at[gram] = a;
    next[gram] = heads[slot] ?? unmapped;
    hashes[slot] = hash;
    heads[slot] = gram;
    places[slot] = (places[slot] ?? 0) + 1;
    gram += 1;
  });
  const isShort = gramSize < longRun;
  const placesRevised = new Int32Array(isShort ? grams : 0);
  if (isShort) {
    eachFreeGram(revised.ids, map.toBase, gramSize, (hash) => {
      const first = heads[slotOf(hash)] ?? unmapped;
      if (first !== unmapped) placesRevised[first] = (placesRevised[first] ?? 0) + 1;
    });
  }
  const runs: Run[] = [];
  const reached = new Map<number, number>();
  eachFreeGram(revised.ids, map.toBase, gramSize, (hash, b) => {
    const slot = slotOf(hash);
    if ((places[slot] ?? 0) > mostPlaces) return;
    const onlyOne = places[slot] === 1 && placesRevised[heads[slot] ?? 0] === 1;
    for (let k = heads[slot] ?? unmapped; k !== unmapped; k = next[k] ?? unmapped) {
      const a = at[k] ?? 0;
      if ((reached.get(b - a) ?? 0) > b) continue;
      let before = 0;
      while (isSame(a - before - 1, b - before - 1)) before += 1;
      let after = 0;
      while (isSame(a + after, b + after)) after += 1;
      if (after < gramSize) continue; // Two different sequences with the same hash.
      if (before + after < longRun && !onlyOne) continue;
      reached.set(b - a, b + after);
      runs.push({ base: a - before, revised: b - before, length: before + after });
    }
  });
  return runs.sort((x, y) => x.base - y.base || x.revised - y.revised);

  function isSame(a: number, b: number): boolean {
    return (
      base.ids[a] === revised.ids[b] && a >= 0 && b >= 0 && map.toRevised[a] === unmapped && map.toBase[b] === unmapped
    );
  }
}

/** Chains runs and maps the chains that are worth enough, heaviest first. */
function chooseChains(runs: readonly Run[], { map, base, revised, vocabulary: { rarity } }: WordMapDraft): Run[] {
  const worth = runs.map((run) => worthOf(run, base, rarity));
  const score = Float64Array.from(worth);
  const previous = new Int32Array(runs.length).fill(unmapped);
  runs.forEach((run, index) => {
    for (let k = index - 1; k >= 0 && k >= index - lookBack; k -= 1) {
      const before = runs[k];
      if (!before) continue;
      const holeBase = run.base - before.base - before.length;
      const holeRevised = run.revised - before.revised - before.length;
      if (holeBase > widestHole || holeRevised > widestHole) continue;
      const shared = Math.max(0, -holeBase, -holeRevised);
      if (shared > mostShared || shared >= run.length) continue;
      const own = (worth[index] ?? 0) - worthOf({ ...run, length: shared }, base, rarity);
      const hole = Math.max(0, holeBase) + Math.max(0, holeRevised);
      const chained = own + (score[k] ?? 0) - openingCost(hole);
      if (chained <= (score[index] ?? 0)) continue;
      score[index] = chained;
      previous[index] = k;
    }
  });
  const ends = runs
    .map((_, index) => index)
    .filter((index) => (score[index] ?? 0) >= fewestOfClause * wordWeight)
    .sort((x, y) => (score[y] ?? 0) - (score[x] ?? 0) || x - y);
  const used = new Uint8Array(runs.length);
  const chosen: Run[] = [];
  const heaviest = { base: heaviestBy("base", base.count), revised: heaviestBy("revised", revised.count) };
  for (const end of ends) {
    let left = score[end] ?? 0;
    const chain: Run[] = [];
    for (let k = end; k !== unmapped; k = previous[k] ?? unmapped) {
      const run = runs[k];
      if (used[k] || !run || (k !== end && rivalOf(run) > (score[k] ?? 0))) {
        left -= score[k] ?? 0;
        break;
      }
      const free = upTo(chain[chain.length - 1], longestFree(run, map));
      left -= (worth[k] ?? 0) - worthOf(free, base, rarity);
      used[k] = 1;
      if (free.length > 0) chain.push(free);
    }
    if (left < fewestOf(chain) * wordWeight) continue;
    for (const run of chain) {
      for (let k = 0; k < run.length; k += 1) {
        map.toRevised[run.base + k] = run.revised + k;
        map.toBase[run.revised + k] = run.base + k;
      }
      chosen.push(run);
    }
  }
  return chosen;

  /** For each token of a side, finds the most valuable run that contains it. */
  function heaviestBy(side: "base" | "revised", count: number): Int32Array {
    const found = new Int32Array(count).fill(unmapped);
    runs.forEach((run, index) => {
      for (let at = run[side]; at < run[side] + run.length; at += 1) {
        if ((worth[index] ?? 0) > (worth[found[at] ?? unmapped] ?? 0)) found[at] = index;
      }
    });
    return found;
  }

  /**
   * Returns the worth of the best unused run that shares words with a run. If that exceeds the worth of the run and its
   * chain so far, the chain stops. Otherwise it would take a few words away from the location with the whole sentence.
   */
  function rivalOf(run: Run): number {
    let most = 0;
    for (let k = 0; k < run.length; k += 1) {
      for (const rival of [heaviest.base[run.base + k], heaviest.revised[run.revised + k]]) {
        if (rival !== undefined && !used[rival]) most = Math.max(most, worth[rival] ?? 0);
      }
    }
    return most;
  }

  /** Minimum worth of a chain, in matched words. */
  function fewestOf(chain: readonly Run[]): number {
    if (isNearlyWhole(chain, clauseAround)) return fewestOfClause;
    return isNearlyWhole(chain, sentencesAround) ? fewestOfSentence : fewestWords;
  }

  function isNearlyWhole(chain: readonly Run[], around: typeof sentencesAround): boolean {
    const [last, first] = [chain[0], chain[chain.length - 1]];
    if (!first || !last) return false;
    const length = chain.reduce((sum, run) => sum + run.length, 0);
    const most = length / nearlyWhole;
    return [
      around(base, first.base, last.base + last.length, most),
      around(revised, first.revised, last.revised + last.length, most),
    ].every((whole) => whole && whole[1] - whole[0] <= most);
  }
}

function worthOf(run: Run, words: Words, weights: Int32Array): number {
  let worth = 0;
  for (let k = 0; k < run.length; k += 1) worth += weights[words.ids[run.base + k] ?? 0] ?? 0;
  return worth;
}

/** Cuts from a run the tokens that it shares with the next run of its chain. */
function upTo(next: Run | undefined, run: Run): Run {
  if (!next) return run;
  return { ...run, length: Math.max(0, Math.min(run.length, next.base - run.base, next.revised - run.revised)) };
}

function longestFree(run: Run, map: WordMap): Run {
  let best = { base: run.base, revised: run.revised, length: 0 };
  for (let k = 0; k < run.length;) {
    let length = 0;
    while (
      k + length < run.length &&
      map.toRevised[run.base + k + length] === unmapped &&
      map.toBase[run.revised + k + length] === unmapped
    ) {
      length += 1;
    }
    if (length > best.length) best = { base: run.base + k, revised: run.revised + k, length };
    k += length + 1;
  }
  return best;
}

function fillAround(
  chosen: readonly Run[],
  { map, base, revised, vocabulary: { weights }, workspace }: WordMapDraft,
): void {
  const match = (a: number, b: number): void => {
    map.toRevised[a] = b;
    map.toBase[b] = a;
  };
  for (const run of chosen) {
    for (const forward of [true, false]) {
      const a = forward ? run.base + run.length : run.base;
      const b = forward ? run.revised + run.length : run.revised;
      const left = freeStretch(map.toRevised, a, forward);
      const right = freeStretch(map.toBase, b, forward);
      if (left === 0 || right === 0) continue;
      const [baseStart, baseEnd] = forward ? [a, a + left] : [a - left, a];
      const [revisedStart, revisedEnd] = forward ? [b, b + right] : [b - right, b];
      // If the next run on both sides belongs to the same move, the gap is joined at both ends.
      const beyond = forward
        ? baseEnd < base.count && map.toRevised[baseEnd] === revisedEnd
        : baseStart > 0 && revisedStart > 0 && map.toRevised[baseStart - 1] === revisedStart - 1;
      alignGap(
        {
          base: base.ids,
          baseStart,
          baseEnd,
          revised: revised.ids,
          revisedStart,
          revisedEnd,
          weights,
          joinedBefore: forward || beyond,
          joinedAfter: !forward || beyond,
        },
        openingCost(left + right),
        workspace,
        match,
      );
    }
  }
}

/** Counts the unmapped tokens next to a position, up to `reach`. */
function freeStretch(mapped: Int32Array, from: number, forward: boolean): number {
  let length = 0;
  while (length < reach && mapped[forward ? from + length : from - 1 - length] === unmapped) length += 1;
  return length;
}

/** Visits every sequence of `gramSize` unmapped tokens. */
function eachFreeGram(
  ids: Int32Array,
  mapped: Int32Array,
  gramSize: number,
  visit: (hash: number, at: number) => void,
): void {
  eachFreeStretch(mapped, gramSize, (start, end) => {
    for (let at = start; at + gramSize <= end; at += 1) {
      let hash = 0;
      for (let k = 0; k < gramSize; k += 1) hash = (Math.imul(hash, 0x01000193) + (ids[at + k] ?? 0) + 1) | 0;
      visit(hash, at);
    }
  });
}

/** Visits the stretches of at least `least` unmapped tokens. */
function eachFreeStretch(mapped: Int32Array, least: number, visit: (start: number, end: number) => void): void {
  for (let start = 0; start < mapped.length; start += 1) {
    if (mapped[start] !== unmapped) continue;
    let end = start + 1;
    while (end < mapped.length && mapped[end] === unmapped) end += 1;
    if (end - start >= least) visit(start, end);
    start = end;
  }
}
