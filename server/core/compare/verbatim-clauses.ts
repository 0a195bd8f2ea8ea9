import { unmapped, type WordMap } from "#core/compare/word-map.ts";
import { tokenKind, type Words } from "#core/text/tokens.ts";

/** A clause of fewer words stands in a text twice by chance. */
const fewestWords = 4;

/** Clauses that changed places among themselves stand at most this far apart. */
const reach = 4;

/**
 * Gives clauses back to themselves. Recitals that differ in a name or a year, and changed places, are aligned in the order
 * in which they stand, each as an edit of another; but a clause that stands to the letter once in each text is that clause,
 * if the one it was taken for, or the one that was taken for it, is such a clause too. Where neither is, one of two
 * near-duplicates became what the other was; and of one that is in question alone, what stands around it is the better
 * evidence.
 *
 * It comes after the gaps are filled: bound before, such clauses draw the order of everything around them after themselves.
 * @returns whether it found any; the words that were taken for theirs are then free
 */
export function bindVerbatimClauses(map: WordMap, base: Words, revised: Words): boolean {
  const twins = twinClauses(map, base, revised);
  const twinsOfRevised = new Map([...twins].map(([clause, twin]) => [twin, clause]));
  const taken = new Set<number>();
  for (const [clause, twin] of twins) {
    const takenFor = mostlyIn(map.toRevised, base, clause, revised);
    const takenBy = mostlyIn(map.toBase, revised, twin, base);
    if (takenFor === undefined || takenBy === undefined || takenFor === twin) continue;
    if (twinsOfRevised.has(takenFor) || twins.has(takenBy)) taken.add(clause);
  }
  const contested = [...twins].filter(([clause]) => taken.has(clause) && !isAlone(clause));
  for (const [clause, twin] of contested) {
    const [start, other] = [base.firsts[clause] ?? 0, revised.firsts[twin] ?? 0];
    for (let k = 0; k < (base.firsts[clause + 1] ?? 0) - start; k += 1) bind(start + k, other + k);
  }
  return contested.length > 0;

  function isAlone(clause: number): boolean {
    for (let step = 1; step <= reach; step += 1) if (taken.has(clause - step) || taken.has(clause + step)) return false;
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

/** The clause that holds most of a clause's tokens on the other side; undefined where none holds half of them. */
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

/** Of the clauses that are not whole where they belong, those of enough words that stand to the letter once on each side. */
function twinClauses(map: WordMap, base: Words, revised: Words): Map<number, number> {
  const settled = new Set<number>();
  const open: number[] = [];
  for (let clause = 0; clause + 1 < base.firsts.length; clause += 1) {
    const place = wholePlace(map, base, clause, revised);
    if (place === undefined) open.push(clause);
    else settled.add(place);
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

/** The clause that a clause is to the letter, by the map. */
function wholePlace({ toRevised }: WordMap, base: Words, clause: number, revised: Words): number | undefined {
  const [start, end] = [base.firsts[clause] ?? 0, base.firsts[clause + 1] ?? 0];
  const to = toRevised[start] ?? unmapped;
  if (start === end || to === unmapped) return undefined;
  const place = clauseOf(revised, to);
  if (revised.firsts[place] !== to || revised.firsts[place + 1] !== to + end - start) return undefined;
  for (let at = start; at < end; at += 1) if (toRevised[at] !== at - start + to) return undefined;
  return place;
}

function isSame(base: Words, clause: number, revised: Words, twin: number): boolean {
  const [start, other] = [base.firsts[clause] ?? 0, revised.firsts[twin] ?? 0];
  const length = (base.firsts[clause + 1] ?? 0) - start;
  if ((revised.firsts[twin + 1] ?? 0) - other !== length) return false;
  for (let k = 0; k < length; k += 1) if (base.ids[start + k] !== revised.ids[other + k]) return false;
  return true;
}

/** Those of some clauses that have enough words, by a hash of them; undefined where several have it. */
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
