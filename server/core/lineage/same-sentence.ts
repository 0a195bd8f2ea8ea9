import { keptTokens, sameSentences, type SentenceText, wordsAmong } from "#core/compare/words/sentence-text.ts";
import type { ClausePair, KeptRange } from "#core/compare/comparison.ts";
import { tokenKind } from "#core/text/tokens.ts";

/** An earlier version as the source of words of a later one. */
export interface EarlierText {
  text: SentenceText;
  /** The earlier token that each token of the later version is, or -1. */
  kept: Int32Array;
  /** The earlier sentences that each sentence of the later version was; several if they were merged. */
  same: readonly (readonly number[])[];
  /** The earlier clauses that each clause of the later version was, by index. */
  clauses: ReadonlyMap<number, ReadonlySet<number>>;
}

/** Relates an earlier version to a later one, given their comparison. */
export function earlierText(
  text: SentenceText,
  later: SentenceText,
  shared: { kept: readonly KeptRange[]; pairs: readonly ClausePair[] },
): EarlierText {
  const kept = keptTokens(text, later, shared.kept);
  const [from, to] = [indexesOf(text), indexesOf(later)];
  const clauses = new Map<number, Set<number>>();
  for (const { base, revised } of shared.pairs) {
    for (const id of revised) {
      const index = to.get(id) ?? -1;
      const known = clauses.get(index) ?? new Set<number>();
      for (const other of base) known.add(from.get(other) ?? -1);
      clauses.set(index, known);
    }
  }
  return { text, kept, same: sameSentences(text, later, kept), clauses };
}

function indexesOf({ text: { clauses } }: SentenceText): Map<string, number> {
  return new Map(clauses.map(({ id }, index) => [id, index]));
}

/**
 * Whether two clauses of an earlier and a later version are the same clause: the comparison paired them, or it paired
 * neither of them and both have the same citation.
 */
export function isSameClause(earlier: EarlierText, later: SentenceText, clause: number, laterClause: number): boolean {
  const pairs = earlier.clauses.get(laterClause);
  if (pairs && pairs.size > 0) return pairs.has(clause);
  return (
    !pairedOf(earlier).has(clause) &&
    earlier.text.text.clauses[clause]?.citation === later.text.clauses[laterClause]?.citation
  );
}

/** The clauses of the earlier version that are paired with any. Each comparison is looked through once. */
const knownPaired = new WeakMap<EarlierText, ReadonlySet<number>>();

function pairedOf(earlier: EarlierText): ReadonlySet<number> {
  const known = knownPaired.get(earlier);
  if (known) return known;
  const paired = new Set<number>();
  for (const others of earlier.clauses.values()) for (const other of others) paired.add(other);
  knownPaired.set(earlier, paired);
  return paired;
}

/** A phrase shared by two versions: the numbers of its first tokens, and its length in tokens. */
export interface SharedPhrase {
  later: number;
  earlier: number;
  length: number;
}

/**
 * Minimum words of a phrase that two forms of a sentence share by more than chance. A phrase with a number, or with a
 * word that each version has only once, may be shorter.
 */
const fewestOfPhrase = 3;

/** Which tokens of a sentence still need an origin, and which of them came from another clause; see `arrivedTokens`. */
export interface OpenTokens {
  isOpen: (token: number) => boolean;
  hasArrived: (token: number) => boolean;
}

/**
 * Finds phrases of a sentence that its earlier form has too, although the comparison did not match them. A phrase must be
 * telling, unless all of it came from another clause: then its own sentence is the better source.
 */
export function phrasesInSameSentence(
  later: SentenceText,
  sentence: number,
  earlier: EarlierText,
  { isOpen, hasArrived }: OpenTokens,
): SharedPhrase[] {
  const [start, end] = later.sentences[sentence] ?? [0, 0];
  const ranges = (earlier.same[sentence] ?? []).map((same) => earlier.text.sentences[same] ?? [0, 0]);
  if (ranges.length === 0) return [];
  const taken = new Set(
    earlier.kept.subarray(start, end).filter((token, index) => token >= 0 && !isOpen(start + index)),
  );
  const found: SharedPhrase[] = [];
  const [ids, earlierIds] = [later.words.ids, earlier.text.words.ids];
  for (let token = start; token < end; token += 1) {
    let best: SharedPhrase = { later: token, earlier: -1, length: 0 };
    for (const [first, last] of isOpen(token) ? ranges : []) {
      for (let from = first; from < last; from += 1) {
        const most = Math.min(end - token, last - from);
        let length = 0;
        while (
          length < most &&
          ids[token + length] === earlierIds[from + length] &&
          isOpen(token + length) &&
          !taken.has(from + length)
        ) {
          length += 1;
        }
        if (length > best.length) best = { later: token, earlier: from, length };
      }
    }
    const tokens = Array.from({ length: best.length }, (_, index) => token + index);
    if (best.length === 0 || !(tokens.every(hasArrived) || isTelling(tokens, later, earlier.text))) continue;
    for (let k = 0; k < best.length; k += 1) taken.add(best.earlier + k);
    found.push(best);
    token += best.length - 1;
  }
  return found;
}

function isTelling(tokens: readonly number[], later: SentenceText, earlier: SentenceText): boolean {
  const { kinds, ids } = later.words;
  if (tokens.some((token) => kinds[token] === tokenKind.number)) return true;
  const words = tokens.filter((token) => kinds[token] !== tokenKind.mark).map((token) => ids[token] ?? 0);
  return (
    words.length >= fewestOfPhrase || words.some((id) => later.counts.get(id) === 1 && earlier.counts.get(id) === 1)
  );
}

/**
 * Minimum words of a passage that moved to another sentence. Fewer words are a number or a short phrase, which belongs to
 * its sentence: the same words in two sentences do not make one the source of the other.
 */
const fewestOfPassage = 5;
/** A shorter passage also moved if it is at least this part of the sentence that it came from. */
const leastOfSource = 0.5;

/**
 * How tokens came from another sentence: from one of the same clause, or one that was merged; in a passage that moved from another clause; as a
 * number or a short phrase, which that clause only has too; or as a word or two, which are there by chance.
 */
type Arrival = "same-clause" | "passage" | "phrase" | "word";

/** Returns the tokens of a sentence that came from another sentence, and how. */
export function arrivedTokens(
  later: SentenceText,
  sentence: number,
  earlier: EarlierText,
): ReadonlyMap<number, Arrival> {
  const [start, end] = later.sentences[sentence] ?? [0, 0];
  const clause = later.clauseOf[start] ?? -1;
  const same = earlier.same[sentence] ?? [];
  const { kinds } = later.words;
  const isWord = (token: number): boolean => kinds[token] !== tokenKind.mark;
  const isNumber = (token: number): boolean => kinds[token] === tokenKind.number;
  const arrived = new Map<number, Arrival>();
  const bySource = new Map<number, number[]>();
  for (let token = start; token < end; token += 1) {
    const from = earlier.kept[token] ?? -1;
    const source = earlier.text.sentenceOf[from] ?? -1;
    if (from < 0 || (same.length === 1 && source === same[0])) continue;
    if (same.includes(source) || isSameClause(earlier, later, earlier.text.clauseOf[from] ?? -1, clause)) {
      // If the sentence itself was not recognised, its clause is the best evidence.
      if (same.length > 0) arrived.set(token, "same-clause");
      continue;
    }
    bySource.set(source, [...(bySource.get(source) ?? []), token]);
  }
  for (const [source, tokens] of bySource) {
    const count = tokens.filter(isWord).length;
    const whole = wordsAmong(earlier.text.words, earlier.text.sentences[source] ?? [0, 0]);
    // Marks alone are in every clause.
    if (count === 0) continue;
    const isPassage = count >= fewestOfPassage || count >= leastOfSource * whole;
    for (const run of inRow(tokens)) {
      const isPhrase = run.filter(isWord).length >= fewestOfPhrase || run.some(isNumber);
      for (const token of run) arrived.set(token, isPassage ? "passage" : isPhrase ? "phrase" : "word");
    }
  }
  return arrived;
}

/** Divides ascending numbers into those that follow one another. */
function inRow(numbers: readonly number[]): number[][] {
  const runs: number[][] = [];
  for (const number of numbers) {
    const run = runs.at(-1);
    if (run?.at(-1) === number - 1) run.push(number);
    else runs.push([number]);
  }
  return runs;
}
