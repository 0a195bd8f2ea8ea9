import { unmapped, type WordMap } from "#core/compare/words/word-map.ts";
import { tokenKind, type Words } from "#core/text/tokens.ts";

/** A clause of fewer words may be duplicated in a text by chance. */
const fewestWords = 4;

/** A clause is split if at least one in this many of its tokens is aligned with its twin, and one elsewhere. */
const splitShare = 4;

/** Clauses that swapped positions are at most this many clauses apart. */
const reach = 4;

/**
 * Maps unchanged clauses back to themselves. Recitals that differ only in a name or a year and changed places are first
 * aligned in their order, each as an edit of another. A clause that occurs exactly once in each text, with the same
 * words, is a candidate.
 *
 * A candidate is restored if the clause it was aligned with, or the clause aligned with its copy, is also a candidate.
 * A candidate of which a part is aligned with its copy is restored, too.
 *
 * If neither is, one near-duplicate became the other. A single such clause is not restored, because its surroundings
 * are better evidence.
 *
 * This step must follow the alignment of gaps. Otherwise such clauses would determine the order of everything around
 * them.
 *
 * @returns whether any clause was restored; the words that were aligned with them are then free
 */
export function bindVerbatimClauses(map: WordMap, base: Words, revised: Words): boolean {
  const twins = twinClauses(map, base, revised);
  const twinsOfRevised = new Map([...twins].map(([clause, twin]) => [twin, clause]));
  const used = new Set<number>();
  for (const [clause, twin] of twins) {
    const target = mostlyIn(map.toRevised, base, clause, revised);
    const source = mostlyIn(map.toBase, revised, twin, base);
    if (target === undefined || source === undefined || target === twin) continue;
    if (twinsOfRevised.has(target) || twins.has(source)) used.add(clause);
  }
  const contested = [...twins].filter(
    ([clause, twin]) => (used.has(clause) && !isAlone(clause)) || isSplit(clause, twin),
  );
  for (const [clause, twin] of contested) {
    const [start, other] = [base.firsts[clause] ?? 0, revised.firsts[twin] ?? 0];
    for (let k = 0; k < (base.firsts[clause + 1] ?? 0) - start; k += 1) bind(start + k, other + k);
  }
  return contested.length > 0;

  /** Whether a clause is aligned with its twin in part. Two neighbours with the same beginning can be cut in the middle. */
  function isSplit(clause: number, twin: number): boolean {
    const [start, end] = [base.firsts[clause] ?? 0, base.firsts[clause + 1] ?? 0];
    const [first, last] = [revised.firsts[twin] ?? 0, revised.firsts[twin + 1] ?? 0];
    let count = 0;
    for (let at = start; at < end; at += 1) {
      const to = map.toRevised[at] ?? unmapped;
      if (to >= first && to < last) count += 1;
    }
    return splitShare * count >= end - start && splitShare * (end - start - count) >= end - start;
  }

  function isAlone(clause: number): boolean {
    for (let step = 1; step <= reach; step += 1) if (used.has(clause - step) || used.has(clause + step)) return false;
    return true;
  }

  function bind(a: number, b: number): void {
    const [to, from] = [map.toRevised[a] ?? unmapped, map.toBase[b] ?? unmapped];
    if (to !== unmapped) map.toBase[to] = unmapped;
    if (from !== unmapped) map.toRevised[from] = unmapped;
    map.toRevised[a] = b;
    map.toBase[b] = a;
  }
}

/** Returns the clause that contains at least half of a clause's tokens on the other side; undefined if none does. */
function mostlyIn(mapped: Int32Array, words: Words, clause: number, other: Words): number | undefined {
  const [start, end] = [words.firsts[clause] ?? 0, words.firsts[clause + 1] ?? 0];
  const counts = new Map<number, number>();
  for (let at = start; at < end; at += 1) {
    const to = mapped[at] ?? unmapped;
    if (to === unmapped) continue;
    const holder = clauseOf(other, to);
    counts.set(holder, (counts.get(holder) ?? 0) + 1);
  }
  return [...counts].find(([, count]) => 2 * count >= end - start)?.[0];
}

function clauseOf({ firsts }: Words, token: number): number {
  let low = 0;
  for (let high = firsts.length - 2; low < high;) {
    const middle = (low + high + 1) >> 1;
    if ((firsts[middle] ?? 0) <= token) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * Finds the candidates: clauses not yet mapped whole, with enough words, whose words form a clause exactly once on each
 * side.
 */
function twinClauses(map: WordMap, base: Words, revised: Words): Map<number, number> {
  const settled = new Set<number>();
  const open: number[] = [];
  for (let clause = 0; clause + 1 < base.firsts.length; clause += 1) {
    const position = wholePlace(map, base, clause, revised);
    if (position === undefined) open.push(clause);
    else settled.add(position);
  }
  const places = uniqueClauses(
    revised,
    Array.from({ length: revised.firsts.length - 1 }, (_, clause) => clause).filter((clause) => !settled.has(clause)),
  );
  const twins = new Map<number, number>();
  for (const [key, clause] of uniqueClauses(base, open)) {
    const twin = places.get(key);
    if (clause !== undefined && twin !== undefined && isSame(base, clause, revised, twin)) twins.set(clause, twin);
  }
  return twins;
}

/** Returns the clause that the map assigns to a whole clause, token by token; undefined if the map assigns no clause. */
function wholePlace({ toRevised }: WordMap, base: Words, clause: number, revised: Words): number | undefined {
  const [start, end] = [base.firsts[clause] ?? 0, base.firsts[clause + 1] ?? 0];
  const to = toRevised[start] ?? unmapped;
  if (start === end || to === unmapped) return undefined;
  const position = clauseOf(revised, to);
  if (revised.firsts[position] !== to || revised.firsts[position + 1] !== to + end - start) return undefined;
  for (let at = start; at < end; at += 1) if (toRevised[at] !== at - start + to) return undefined;
  return position;
}

function isSame(base: Words, clause: number, revised: Words, twin: number): boolean {
  const [start, other] = [base.firsts[clause] ?? 0, revised.firsts[twin] ?? 0];
  const length = (base.firsts[clause + 1] ?? 0) - start;
  if ((revised.firsts[twin + 1] ?? 0) - other !== length) return false;
  for (let k = 0; k < length; k += 1) if (base.ids[start + k] !== revised.ids[other + k]) return false;
  return true;
}

/**
 * Returns the given clauses that have enough words, by a hash of their tokens; undefined if several have the same hash.
 */
function uniqueClauses({ ids, kinds, firsts }: Words, among: readonly number[]): Map<number, number | undefined> {
  const clauses = new Map<number, number | undefined>();
  for (const clause of among) {
    let [hash, words] = [0, 0];
    for (let at = firsts[clause] ?? 0; at < (firsts[clause + 1] ?? 0); at += 1) {
      hash = (Math.imul(hash, 0x01000193) + (ids[at] ?? 0) + 1) | 0;
      if (kinds[at] !== tokenKind.mark) words += 1;
    }
    if (words >= fewestWords) clauses.set(hash, clauses.has(hash) ? undefined : clause);
  }
  return clauses;
}
