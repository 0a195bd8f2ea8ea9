import type { ComparedWords } from "#core/compare/compared-texts.ts";
import { unmapped, type WordMap } from "#core/compare/words/word-map.ts";
import { tokenKind, type Words } from "#core/text/tokens.ts";

/** The total weight of the words that two clauses share, by the word map. */
export interface Share {
  base: number;
  revised: number;
  weight: number;
}

/** The weight of every clause, and the shared weight of every two clauses. */
export interface Shares {
  base: Int32Array;
  revised: Int32Array;
  /** In the order of base clauses, then of revised clauses. */
  edges: Share[];
  /** Returns the total weight that the given base clauses share with the given revised clauses. */
  between: (base: readonly number[], revised: readonly number[]) => number;
}

/** Sums the weights of the words that each two clauses share. */
export function sharesOf(map: WordMap, { base, revised, vocabulary: { weights } }: ComparedWords): Shares {
  const revisedClauses = clausesOf(revised);
  const edges: Share[] = [];
  const firstEdge = new Int32Array(base.firsts.length);
  const clauses = base.firsts.length - 1;
  for (let clause = 0; clause < clauses; clause += 1) {
    firstEdge[clause] = edges.length;
    // The words of a clause nearly always go to one clause. A map is created only for the exceptions.
    let found: Map<number, number> | undefined;
    let [single, weight] = [unmapped, 0];
    for (let a = base.firsts[clause] ?? 0; a < (base.firsts[clause + 1] ?? 0); a += 1) {
      const b = map.toRevised[a] ?? unmapped;
      if (b === unmapped) continue;
      const to = revisedClauses[b] ?? 0;
      const worth = weights[base.ids[a] ?? 0] ?? 0;
      if (!found && (single === unmapped || single === to)) {
        single = to;
        weight += worth;
        continue;
      }
      found ??= new Map([[single, weight]]);
      found.set(to, (found.get(to) ?? 0) + worth);
    }
    if (found) {
      for (const [to, sum] of [...found].sort(([x], [y]) => x - y))
        edges.push({ base: clause, revised: to, weight: sum });
    } else if (single !== unmapped) edges.push({ base: clause, revised: single, weight });
  }
  firstEdge[clauses] = edges.length;
  const between = (from: readonly number[], to: readonly number[]): number => {
    let sum = 0;
    for (const clause of from) {
      for (let k = firstEdge[clause] ?? 0; k < (firstEdge[clause + 1] ?? 0); k += 1) {
        const edge = edges[k];
        if (edge && to.includes(edge.revised)) sum += edge.weight;
      }
    }
    return sum;
  };
  return { base: clauseWeights(base, weights), revised: clauseWeights(revised, weights), edges, between };
}

/** Returns the same shares with the sides swapped. */
export function mirrored({ base, revised, edges, between }: Shares): Shares {
  return {
    base: revised,
    revised: base,
    edges: edges
      .map((edge) => ({ base: edge.revised, revised: edge.base, weight: edge.weight }))
      .sort((x, y) => x.base - y.base || x.revised - y.revised),
    between: (from, to) => between(to, from),
  };
}

/** Sums the weights of some clauses. */
export function weightsByClause(weights: Int32Array, clauses: readonly number[]): number {
  return clauses.reduce((sum, clause) => sum + (weights[clause] ?? 0), 0);
}

/** Returns the clause index of every token. */
export function clausesOf(words: Words): Int32Array {
  const clauses = new Int32Array(words.count);
  for (let clause = 0; clause + 1 < words.firsts.length; clause += 1) {
    clauses.fill(clause, words.firsts[clause] ?? 0, words.firsts[clause + 1] ?? 0);
  }
  return clauses;
}

function clauseWeights(words: Words, weights: Int32Array): Int32Array {
  const sums = new Int32Array(words.firsts.length - 1);
  for (let clause = 0; clause < sums.length; clause += 1) {
    let sum = 0;
    for (let i = words.firsts[clause] ?? 0; i < (words.firsts[clause + 1] ?? 0); i += 1) {
      sum += weights[words.ids[i] ?? 0] ?? 0;
    }
    sums[clause] = sum;
  }
  return sums;
}

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
