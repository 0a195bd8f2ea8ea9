import { tokenKind, type Words } from "#core/text/tokens.ts";

/** Clauses by index: [first, end). */
interface ClauseRange {
  readonly first: number;
  readonly end: number;
}

/** Counts of the words and pairs of words in some clauses, by number. */
export type WordBag = ReadonlyMap<number, number>;

/** Word pairs are numbered above all words. */
const pairBase = 2 ** 24;

/** Counts the words and pairs of words of some clauses, by index: [first, end). */
export function wordBag({ ids, kinds, firsts }: Words, { first, end }: ClauseRange): WordBag {
  const bag = new Map<number, number>();
  let before = -1;
  for (let token = firsts[first] ?? 0; token < (firsts[end] ?? 0); token += 1) {
    if (kinds[token] === tokenKind.mark) continue;
    const id = ids[token] ?? 0;
    bag.set(id, (bag.get(id) ?? 0) + 1);
    if (before >= 0) {
      const pair = pairBase + before * pairBase + id;
      bag.set(pair, (bag.get(pair) ?? 0) + 1);
    }
    before = id;
  }
  return bag;
}

/** Returns the likeness of two texts from 0 to 1: twice the worth of what both have, divided by the worth of both. */
export function likeness(rarity: Int32Array, one: WordBag, other: WordBag): number {
  const worth = (key: number): number =>
    key < pairBase
      ? (rarity[key] ?? 0)
      : ((rarity[Math.floor(key / pairBase) - 1] ?? 0) + (rarity[key % pairBase] ?? 0)) / 2;
  let [shared, all] = [0, 0];
  for (const [key, count] of one) {
    all += count * worth(key);
    shared += Math.min(count, other.get(key) ?? 0) * worth(key);
  }
  for (const [key, count] of other) all += count * worth(key);
  return all === 0 ? 0 : (2 * shared) / all;
}

/** Counts the words of a clause, by index. Marks are not words. */
export function wordsIn({ kinds, firsts }: Words, clause: number): number {
  let words = 0;
  for (let token = firsts[clause] ?? 0; token < (firsts[clause + 1] ?? 0); token += 1)
    if (kinds[token] !== tokenKind.mark) words += 1;
  return words;
}
