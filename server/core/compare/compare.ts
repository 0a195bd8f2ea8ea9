import { changesOf, sameLetters } from "#core/compare/changes/changes.ts";
import type { KnownPair } from "#core/compare/clauses/clause-pairs.ts";
import { type ClauseLink, linkedClauses } from "#core/compare/clauses/clause-link.ts";
import { type ComparedTexts, type ComparedWords, readTexts } from "#core/compare/compared-texts.ts";
import type { Change, ClausePair, Comparison, KeptRange } from "#core/compare/comparison.ts";
import type { IndexCandidates } from "#core/compare/clauses/leftovers.ts";
import { pairedOptions } from "#core/compare/clauses/option-choices.ts";
import { type Pairing, pairTexts, withLoneWords } from "#core/compare/clauses/pairing.ts";
import { mapWords } from "#core/compare/words/map-words.ts";
import { movedRuns, movedSections } from "#core/compare/changes/moved-runs.ts";
import { PlainChanges } from "#core/compare/changes/change-class.ts";
import { makeReadable } from "#core/compare/changes/readable.ts";
import { statsOf } from "#core/compare/stats.ts";
import { weave } from "#core/compare/changes/weave.ts";
import { unmapped, type WordMap } from "#core/compare/words/word-map.ts";
import { type Clause, clauseAt, type VersionText } from "#core/text/clause.ts";
import type { Words } from "#core/text/tokens.ts";

export interface CompareOptions {
  /** People's decisions on clauses. They override the computed clause pairs and the word map. */
  links?: readonly ClauseLink[];
  /**
   * Whether the word map was followed through the versions in between. Then a word without a counterpart is known to
   * have left.
   */
  isFollowed?: boolean;
  /** Pairs that asserted pairs of every step lead to, by index. They come before those of the direct comparison. */
  chained?: readonly KnownPair[];
}

/** Version of the algorithm, part of the cache key of comparisons. */
export const comparisonNumber = 23;

/**
 * Compares two version texts: the outcome of every clause, the word map, and the changes to show a reader. The same
 * input gives the same output, and compare(revised, base) mirrors it.
 */
export function compare(base: VersionText, revised: VersionText, options: CompareOptions = {}): Comparison {
  const texts = readTexts(base, revised);
  return comparisonOf(texts, mapWords(texts.words), options).comparison;
}

/** Derives the comparison from a word map, whatever the source of the map, with the paired clauses that it rests on. */
export function comparisonOf(
  texts: ComparedTexts,
  computed: WordMap,
  options: CompareOptions = {},
): { comparison: Comparison; pairing: Pairing } {
  const { words } = texts;
  const linked = linkedClauses(texts.base, texts.revised, options.links ?? []);
  const pairing = pairTexts(texts, computed, linked, options.chained);
  const { pairs: indexPairs, map, candidates, origins, choices } = pairing;
  const woven = weave(indexPairs, map, words);
  const moved = movedRuns(map, woven, words);
  const plain = new PlainChanges(words);
  makeReadable(woven, moved, words, plain);
  const changes = movedSections(changesOf(texts, woven, moved, plain), woven, texts);
  const pairs = clausePairs(texts, pairing, changes);
  const kept = keptRanges(options.isFollowed ? map : withLoneWords(pairing, words), words);
  const { base, revised } = texts;
  const comparison: Comparison = {
    pairs,
    kept,
    changes,
    stats: statsOf(pairs, kept, changes, words),
    candidates: candidates.map(({ clause, likely }) => ({
      base: idAt(base, clause),
      revised: likely.map((other) => idAt(revised, other.clause)),
      scores: likely.map(({ score }) => score),
    })),
    origins: origins.map(({ clause, likely }) => ({
      revised: idAt(revised, clause),
      base: likely.map((other) => idAt(base, other.clause)),
      scores: likely.map(({ score }) => score),
    })),
    choices: choices.flatMap((choice) => {
      const { side, opener, options, chosen, text } = choice;
      const [own, other] = side === "base" ? [base, revised] : [revised, base];
      const paired = pairedOptions(choice, own.clauses, indexPairs);
      if (chosen < 0 && paired.length === options.length) return [];
      return {
        side,
        opener: opener < 0 ? null : idAt(own, opener),
        options: options.map((clause) => idAt(own, clause)),
        chosen: chosen < 0 ? null : idAt(own, chosen),
        text: text.map((clause) => idAt(other, clause)),
        paired: paired.map((clause) => idAt(own, clause)),
      };
    }),
    coarse: coarseRanges(map, words),
  };
  return { comparison, pairing };
}

function idAt({ clauses }: VersionText, index: number): string {
  return clauses[index]?.id ?? "";
}

/** Returns the stretches that were too large to align, as text ranges. */
function coarseRanges({ coarse }: WordMap, { base, revised }: ComparedWords): Comparison["coarse"] {
  return coarse.map(([a, aEnd, b, bEnd]) => ({
    base: [base.starts[a] ?? 0, base.ends[aEnd - 1] ?? 0],
    revised: [revised.starts[b] ?? 0, revised.ends[bEnd - 1] ?? 0],
  }));
}

/** Returns the pairs by clause id: first those with a base clause in base order, then removed and added clauses. */
function clausePairs(
  { base, revised }: ComparedTexts,
  { pairs: indexPairs, shares, candidates, origins }: Pairing,
  changes: readonly Change[],
): ClausePair[] {
  const touched = touchedClauses(base, revised, changes);
  const isTouched = (version: VersionText, indexes: readonly number[]): boolean =>
    indexes.some((index) => touched.has(version.clauses[index]));
  const named = indexPairs.map((pair): ClausePair => ({
    relation: pair.base.length > 1 ? "n:1" : pair.revised.length > 1 ? "1:n" : "1:1",
    edited: isTouched(base, pair.base) || isTouched(revised, pair.revised),
    moved: pair.moved,
    renumbered: base.clauses[pair.base[0] ?? 0]?.label !== revised.clauses[pair.revised[0] ?? 0]?.label,
    base: pair.base.map((index) => base.clauses[index]?.id ?? ""),
    revised: pair.revised.map((index) => revised.clauses[index]?.id ?? ""),
    score: pair.score,
  }));
  const pairedBase = new Set(indexPairs.flatMap((pair) => pair.base));
  const pairedRevised = new Set(indexPairs.flatMap((pair) => pair.revised));
  const likeliest = (lists: readonly IndexCandidates[]): ReadonlyMap<number, number> =>
    new Map(lists.map(({ clause, likely: [best] }) => [clause, best?.score ?? 0]));
  const [becoming, coming] = [likeliest(candidates), likeliest(origins)];
  const alone = (relation: "added" | "removed", id: string, weight: number, found: number): ClausePair => ({
    relation,
    edited: false,
    moved: false,
    renumbered: false,
    base: relation === "removed" ? [id] : [],
    revised: relation === "added" ? [id] : [],
    score: weight === 0 ? 1 : Math.max(0, 1 - found),
  });
  const keptBase = new Map<number, number>();
  const keptRevised = new Map<number, number>();
  for (const edge of shares.edges) {
    keptBase.set(edge.base, Math.max(keptBase.get(edge.base) ?? 0, edge.weight));
    keptRevised.set(edge.revised, Math.max(keptRevised.get(edge.revised) ?? 0, edge.weight));
  }
  base.clauses.forEach((clause, index) => {
    if (!pairedBase.has(index)) {
      const weight = shares.base[index] ?? 0;
      const found = Math.max((keptBase.get(index) ?? 0) / weight, becoming.get(index) ?? 0);
      named.push(alone("removed", clause.id, weight, found));
    }
  });
  revised.clauses.forEach((clause, index) => {
    if (!pairedRevised.has(index)) {
      const weight = shares.revised[index] ?? 0;
      const found = Math.max((keptRevised.get(index) ?? 0) / weight, coming.get(index) ?? 0);
      named.push(alone("added", clause.id, weight, found));
    }
  });
  return named;
}

/**
 * Returns the clauses with a change other than their own move. A run that moved out of a clause or into it also changes
 * the clause.
 */
function touchedClauses(base: VersionText, revised: VersionText, changes: readonly Change[]): Set<Clause | undefined> {
  const touched = new Set<Clause | undefined>();
  for (const change of changes) {
    const source = clauseAt(base.clauses, change.base[0]);
    const target = clauseAt(revised.clauses, change.revised[0]);
    if (change.class === "move") {
      if (!source || !target || source.end < change.base[1] || target.end < change.revised[1]) continue;
      if (spans(source, change.base) && spans(target, change.revised)) continue;
    }
    if (source && change.base[0] < change.base[1]) touched.add(source);
    if (target && change.revised[0] < change.revised[1]) touched.add(target);
  }
  return touched;
}

function spans(clause: Clause, [start, end]: readonly [number, number]): boolean {
  return clause.start === start && clause.end === end;
}

/**
 * Converts the word map to text ranges. A range extends within a clause while the words and the text between them are
 * identical on both sides.
 */
function keptRanges({ toRevised }: WordMap, { base, revised }: ComparedWords): KeptRange[] {
  const kept: KeptRange[] = [];
  const clauses = base.firsts.length - 1;
  for (let clause = 0; clause < clauses; clause += 1) {
    const end = base.firsts[clause + 1] ?? 0;
    let a = base.firsts[clause] ?? 0;
    while (a < end) {
      const b = toRevised[a] ?? unmapped;
      if (b === unmapped || !sameLetters(base, a, revised, b)) {
        a += 1;
        continue;
      }
      let [last, to] = [a, b];
      while (last + 1 < end && toRevised[last + 1] === to + 1 && sameBetween(base, last, revised, to)) {
        if (!sameLetters(base, last + 1, revised, to + 1)) break;
        last += 1;
        to += 1;
      }
      kept.push([base.starts[a] ?? 0, base.ends[last] ?? 0, revised.starts[b] ?? 0, revised.ends[to] ?? 0]);
      a = last + 1;
    }
  }
  return kept;
}

/** Whether the text between a token and the next is identical on both sides: mostly one space, or nothing. */
function sameBetween(base: Words, a: number, revised: Words, b: number): boolean {
  const [from, other] = [base.ends[a] ?? 0, revised.ends[b] ?? 0];
  const length = (base.starts[a + 1] ?? 0) - from;
  if ((revised.starts[b + 1] ?? 0) - other !== length) return false;
  for (let k = 0; k < length; k += 1) {
    if (base.text.charCodeAt(from + k) !== revised.text.charCodeAt(other + k)) return false;
  }
  return true;
}
