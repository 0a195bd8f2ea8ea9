import type { BoundPair } from "#core/compare/clause-pairs.ts";
import type { ComparedWords } from "#core/compare/compared-texts.ts";
import { mapWords } from "#core/compare/map-words.ts";
import { unmapped, type WordMap } from "#core/compare/word-map.ts";
import { tokenKind, type Words } from "#core/text/tokens.ts";

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
