import { alignGap } from "#core/compare/align-gap.ts";
import { scatter, type Run } from "#core/compare/unique-runs.ts";
import { dropIslands } from "#core/compare/islands.ts";
import { clauseAround, fewestOfSentence, sentencesAround } from "#core/compare/sentences.ts";
import { openingCost, wordWeight } from "#core/compare/weights.ts";
import { unmapped, type WordMap } from "#core/compare/word-map.ts";
import type { Workspace } from "#core/compare/workspace.ts";
import type { Words } from "#core/text/tokens.ts";

/** What a move must be worth, in matched words: fewer in the same order elsewhere are chance more often than a move. */
const fewestWords = 8;
/** A clause or a sentence that stands elsewhere nearly whole, on both sides, has less to prove: its edges are evidence too. */
const fewestOfClause = 4;
const nearlyWhole = 0.5;
/**
 * Sequences of so many tokens are looked up, a round each. A verbatim move has long ones, an edited one has several, and
 * they are chained. A sentence with an edit every few words has short ones alone, and what the first round takes may free
 * the way for more.
 */
const gramSizes = [5, 3];
/** A sequence that stands in more places than this says nothing about where it came from. */
const mostPlaces = 4;
/** A run of fewer tokens than this says something only if it stands in one place on either side. */
const longRun = 5;
/** Runs of one move lie at most this many tokens apart, on either side. */
const widestHole = 40;
/** The mark between two runs is often the same on both sides of what was taken out, and then in both. */
const mostShared = 1;
/** How many runs before it a run is tried to be chained to. */
const lookBack = 50;
/** Between and around the runs of one move, edits of up to this many tokens are looked through for more. */
const reach = 120;

/**
 * Maps what is left on both sides and stands elsewhere. It comes after the gaps are filled: taken before, a phrase that
 * recurs in the text is pulled out of its place by a copy of it elsewhere.
 *
 * What moves is mostly edited too, so equal runs that lie near each other in the same order are chained, at the price of
 * the edit between them, and the heaviest chains are taken first. Then the edits between and around their runs are
 * aligned like any gap.
 */
export function findMoves(
  map: WordMap,
  base: Words,
  revised: Words,
  weights: Int32Array,
  rarity: Int32Array,
  workspace: Workspace,
): void {
  for (const gramSize of gramSizes) {
    const runs = candidates(map, base, revised, gramSize, workspace);
    const taken = takeChains(runs, map, base, revised, rarity);
    if (taken.length === 0) continue;
    fillAround(taken, map, base, revised, weights, workspace);
    const changed = taken.map((run): [number, number] => [run.base - reach, run.base + run.length + reach]);
    dropIslands(
      map,
      base,
      revised,
      weights,
      workspace,
      changed.sort(([x], [y]) => x - y),
    );
  }
}

/** Maximal runs of unmapped tokens that are equal on both sides, in base order. */
function candidates(map: WordMap, base: Words, revised: Words, gramSize: number, workspace: Workspace): Run[] {
  let grams = 0;
  eachFreeStretch(map.toRevised, gramSize, (start, end) => (grams += end - start - gramSize + 1));
  if (grams === 0) return [];
  // By hash: the last place of a sequence in the base, and how many there are; by place: the place before it.
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
      if (after < gramSize) continue; // Two sequences of one hash.
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

/** Chains runs, and maps the chains that are worth it, heaviest first. */
function takeChains(runs: readonly Run[], map: WordMap, base: Words, revised: Words, rarity: Int32Array): Run[] {
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
  const taken: Run[] = [];
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
      taken.push(run);
    }
  }
  return taken;

  /** By token of a side, the run most worth that has it. */
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
   * What the best other run is worth that would have some of a run's words. Where that is more than the run and all that
   * leads up to it, a chain that begins with them would take a few words from the place that has the whole sentence.
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

  /** What a chain must be worth, in matched words. */
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

/** A run without what the next one of its chain has of it. */
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
  taken: readonly Run[],
  map: WordMap,
  base: Words,
  revised: Words,
  weights: Int32Array,
  workspace: Workspace,
): void {
  const match = (a: number, b: number): void => {
    map.toRevised[a] = b;
    map.toBase[b] = a;
  };
  for (const run of taken) {
    for (const forward of [true, false]) {
      const a = forward ? run.base + run.length : run.base;
      const b = forward ? run.revised + run.length : run.revised;
      const left = freeStretch(map.toRevised, a, forward);
      const right = freeStretch(map.toBase, b, forward);
      if (left === 0 || right === 0) continue;
      const [baseStart, baseEnd] = forward ? [a, a + left] : [a - left, a];
      const [revisedStart, revisedEnd] = forward ? [b, b + right] : [b - right, b];
      // Where the next run on both sides is the same move, the gap is closed at both ends.
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

/** How many unmapped tokens stand next to a place, up to `reach`. */
function freeStretch(mapped: Int32Array, from: number, forward: boolean): number {
  let length = 0;
  while (length < reach && mapped[forward ? from + length : from - 1 - length] === unmapped) length += 1;
  return length;
}

/** Visits the sequences of tokens that are free. */
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

/** Visits the stretches of at least so many unmapped tokens. */
function eachFreeStretch(mapped: Int32Array, least: number, visit: (start: number, end: number) => void): void {
  for (let start = 0; start < mapped.length; start += 1) {
    if (mapped[start] !== unmapped) continue;
    let end = start + 1;
    while (end < mapped.length && mapped[end] === unmapped) end += 1;
    if (end - start >= least) visit(start, end);
    start = end;
  }
}
