import type { BoundPair } from "#core/compare/clauses/clause-pairs.ts";
import type { ComparedWords } from "#core/compare/compared-texts.ts";
import { mapWords } from "#core/compare/words/map-words.ts";
import { unmapped, type WordMap } from "#core/compare/words/word-map.ts";
import type { VersionText } from "#core/text/clause.ts";
import { tokenKind, type Words } from "#core/text/tokens.ts";

/**
 * A person's decision on two clauses, by id: they are the same clause, or they are not. With null on one side, the other
 * side's clause has no counterpart. A comparison must follow it.
 */
export interface ClauseLink {
  base: string | null;
  revised: string | null;
  /** The two clauses are not the same. They may still be paired with others. */
  isRefusal?: true;
}

/** People's decisions on the clauses of two texts. */
export interface LinkedClauses {
  /** The pairs that people linked, and the clauses without a counterpart, in base order. */
  bound: BoundPair[];
  /** Whether a person refused to pair two clauses, by index. */
  isRefused: (base: number, revised: number) => boolean;
}

/** Converts links to decisions on clause indexes. */
export function linkedClauses(base: VersionText, revised: VersionText, links: readonly ClauseLink[]): LinkedClauses {
  const bound = boundPairs(base, revised, links);
  const refusals = links.filter(({ isRefusal }) => isRefusal);
  if (refusals.length === 0) return { bound, isRefused: () => false };
  const [baseIndex, revisedIndex] = [indexOf(base), indexOf(revised)];
  const refused = new Set(
    refusals.map((link) => refusalKey(baseIndex.get(link.base ?? ""), revisedIndex.get(link.revised ?? ""))),
  );
  return { bound, isRefused: (from, to) => refused.has(refusalKey(from, to)) };
}

function refusalKey(base: number | undefined, revised: number | undefined): string {
  return `${String(base)} ${String(revised)}`;
}

/**
 * Converts links, other than refusals, to clause indexes, in base order. A clause may have several links, which is a
 * split or a merger. The following are left out, so that the result is always a valid pairing:
 *
 * - a link to a clause that is not in the texts, a link with null on both sides, and a duplicate;
 * - a link that joins a clause which another link declares without a counterpart, and the reverse;
 * - parts that are not next to each other, and several clauses linked to several clauses.
 */
export function boundPairs(base: VersionText, revised: VersionText, links: readonly ClauseLink[]): BoundPair[] {
  if (links.length === 0) return [];
  const baseIndex = indexOf(base);
  const revisedIndex = indexOf(revised);
  const known = links.flatMap((link): BoundPair[] => {
    if (link.isRefusal) return [];
    const from = link.base === null ? none : baseIndex.get(link.base);
    const to = link.revised === null ? none : revisedIndex.get(link.revised);
    return from === undefined || to === undefined || (from === none && to === none)
      ? []
      : [{ base: from, revised: to }];
  });
  known.sort((one, other) => one.base - other.base || one.revised - other.revised);
  const bound: BoundPair[] = [];
  for (const link of known) if (fits(link, bound)) bound.push(link);
  return bound;
}

/** No clause. */
const none = -1;

function fits({ base, revised }: BoundPair, bound: readonly BoundPair[]): boolean {
  const parts = bound.filter((link) => link.base === base && base !== none).map((link) => link.revised);
  const wholes = bound.filter((link) => link.revised === revised && revised !== none).map((link) => link.base);
  if (base === none || revised === none) return parts.length + wholes.length === 0;
  if (parts.includes(none) || wholes.includes(none)) return false;
  if (parts.length > 0 && wholes.length > 0) return false;
  const joins = (side: "base" | "revised", index: number): number =>
    bound.filter((link) => link[side] === index).length;
  return (
    (parts.length === 0 || (parts.every((part) => joins("revised", part) === 1) && beside(parts, revised))) &&
    (wholes.length === 0 || (wholes.every((whole) => joins("base", whole) === 1) && beside(wholes, base)))
  );
}

function beside(indexes: readonly number[], next: number): boolean {
  return next === Math.min(...indexes) - 1 || next === Math.max(...indexes) + 1;
}

function indexOf({ clauses }: VersionText): ReadonlyMap<string, number> {
  return new Map(clauses.map((clause, index) => [clause.id, index]));
}

/** Minimum number of words of a linked clause that, found elsewhere, count as a moved passage; fewer are strays. */
const fewestElsewhere = 8;

/**
 * Returns the word map with people's links applied. The words of two linked clauses are mapped onto each other first. A
 * passage of the pair without a match there keeps its mapping elsewhere. Half a paragraph may have moved although the
 * clause is the same. A clause linked to no counterpart shares no words with any clause.
 */
export function bindWords(
  map: WordMap,
  { base, revised, vocabulary }: ComparedWords,
  bound: readonly BoundPair[],
): WordMap {
  if (bound.length === 0) return map;
  const toRevised = map.toRevised.slice();
  const toBase = map.toBase.slice();
  const part = (a: number, b: number): void => {
    if (a !== unmapped) toRevised[a] = unmapped;
    if (b !== unmapped) toBase[b] = unmapped;
  };
  for (const { base: from, revised: to } of bound) {
    if (to < 0) for (const a of tokensOf(base, [from])) part(a, toRevised[a] ?? unmapped);
    if (from < 0) for (const b of tokensOf(revised, [to])) part(toBase[b] ?? unmapped, b);
  }
  for (const [from, to] of groupsOf(bound)) {
    const [baseTokens, revisedTokens] = [tokensOf(base, from), tokensOf(revised, to)];
    const own = mapWords({ base: wordsAt(base, baseTokens), revised: wordsAt(revised, revisedTokens), vocabulary });
    own.toRevised.forEach((k, index) => {
      const [a, b] = [baseTokens[index] ?? unmapped, revisedTokens[k] ?? unmapped];
      if (b === unmapped || toRevised[a] === b) return;
      part(a, toRevised[a] ?? unmapped);
      part(toBase[b] ?? unmapped, b);
      toRevised[a] = b;
      toBase[b] = a;
    });
    const [ownBase, ownRevised] = [new Set(baseTokens), new Set(revisedTokens)];
    for (const run of strays(baseTokens, toRevised, ownRevised, base))
      for (const a of run) part(a, toRevised[a] ?? unmapped);
    for (const run of strays(revisedTokens, toBase, ownBase, revised))
      for (const b of run) part(toBase[b] ?? unmapped, b);
  }
  return { toRevised, toBase, coarse: map.coarse };
}

/**
 * Returns the word map with the words of paired clauses mapped onto each other, where neither word has a counterpart
 * yet. Unlike a person's link, a computed pair never overrides the word map.
 */
export function fillWords(
  map: WordMap,
  { base, revised, vocabulary }: ComparedWords,
  pairs: readonly BoundPair[],
): WordMap {
  if (pairs.length === 0) return map;
  const [toRevised, toBase] = [map.toRevised.slice(), map.toBase.slice()];
  for (const pair of pairs) {
    const [baseTokens, revisedTokens] = [tokensOf(base, [pair.base]), tokensOf(revised, [pair.revised])];
    const own = mapWords({ base: wordsAt(base, baseTokens), revised: wordsAt(revised, revisedTokens), vocabulary });
    own.toRevised.forEach((k, index) => {
      const [a, b] = [baseTokens[index] ?? unmapped, revisedTokens[k] ?? unmapped];
      if (b === unmapped || toRevised[a] !== unmapped || toBase[b] !== unmapped) return;
      toRevised[a] = b;
      toBase[b] = a;
    });
  }
  return { toRevised, toBase, coarse: map.coarse };
}

/** Finds runs of a linked clause's tokens that are mapped outside the pair and are too short to be a moved passage. */
function strays(tokens: readonly number[], mapped: Int32Array, own: ReadonlySet<number>, { kinds }: Words): number[][] {
  const runs: number[][] = [];
  for (const token of tokens) {
    const to = mapped[token] ?? unmapped;
    if (to === unmapped || own.has(to)) continue;
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (run && last === token - 1 && to - 1 === mapped[last]) run.push(token);
    else runs.push([token]);
  }
  return runs.filter((run) => run.filter((token) => kinds[token] !== tokenKind.mark).length < fewestElsewhere);
}

/** Groups linked clauses, by index, that share a clause: the parts of a split, or the clauses of a merger. */
function groupsOf(bound: readonly BoundPair[]): [base: number[], revised: number[]][] {
  const groups: [number[], number[]][] = [];
  for (const { base, revised } of bound) {
    if (base < 0 || revised < 0) continue;
    const group = groups.find(([from, to]) => from.includes(base) || to.includes(revised));
    if (!group) groups.push([[base], [revised]]);
    else {
      if (!group[0].includes(base)) group[0].push(base);
      if (!group[1].includes(revised)) group[1].push(revised);
    }
  }
  return groups.map(([from, to]) => [from.toSorted(ascending), to.toSorted(ascending)]);
}

function tokensOf(words: Words, clauses: readonly number[]): number[] {
  return clauses.flatMap((clause) => {
    const first = words.firsts[clause] ?? 0;
    return Array.from({ length: (words.firsts[clause + 1] ?? first) - first }, (_, index) => first + index);
  });
}

/** Returns some tokens of a text as a text of one clause. Their offsets remain those of the whole text. */
function wordsAt(words: Words, tokens: readonly number[]): Words {
  const at = (column: Int32Array | Uint8Array): number[] => tokens.map((token) => column[token] ?? 0);
  return {
    text: words.text,
    count: tokens.length,
    starts: Int32Array.from(at(words.starts)),
    ends: Int32Array.from(at(words.ends)),
    ids: Int32Array.from(at(words.ids)),
    kinds: Uint8Array.from(at(words.kinds)),
    folded: Uint8Array.from(at(words.folded)),
    firsts: Int32Array.from([0, tokens.length]),
  };
}

function ascending(one: number, other: number): number {
  return one - other;
}
