import type { Side } from "#core/compare/clauses/clause-features.ts";
import type { ComparedWords } from "#core/compare/compared-texts.ts";
import type { KeptRange, TextRange } from "#core/compare/comparison.ts";
import { unmapped, type WordMap } from "#core/compare/words/word-map.ts";
import type { VersionText } from "#core/text/clause.ts";
import { Lexicon } from "#core/text/lexicon.ts";
import { tokenKind, type Words, wordsOf } from "#core/text/tokens.ts";

/** A word says something about its clause if it occurs at most this often, or once in so many clauses. */
const fewOccurrences = 8;
const clausesPerOccurrence = 20;

/** Whether a word, by number, is one that few clauses of the two texts have. */
export function isTelling({ base, revised, vocabulary }: ComparedWords, id: number): boolean {
  const most = Math.max(fewOccurrences, (base.firsts.length + revised.firsts.length - 2) / clausesPerOccurrence);
  return vocabulary.common[id] === 0 && (vocabulary.counts[id] ?? 0) <= most;
}

/** The words of content that two clauses both have. */
export interface SharedContent {
  /** The telling ones, rarest first, each once, as the base writes it. */
  telling: string[];
  /** Every occurrence in each text, in order. */
  ranges: Record<Side, TextRange[]>;
}

/** Finds the words of content, not common ones, that two clauses, by index, both have. */
export function sharedContent(words: ComparedWords, from: number, to: number): SharedContent {
  const { base, revised, vocabulary } = words;
  const idsIn = ({ ids, firsts }: Words, clause: number): Set<number> =>
    new Set(ids.subarray(firsts[clause] ?? 0, firsts[clause + 1] ?? 0));
  const others = idsIn(revised, to);
  const shared = new Set([...idsIn(base, from)].filter((id) => others.has(id) && vocabulary.common[id] === 0));
  const written = new Map<number, string>();
  const rangesIn = (side: Words, clause: number): TextRange[] => {
    const ranges: TextRange[] = [];
    for (let at = side.firsts[clause] ?? 0; at < (side.firsts[clause + 1] ?? 0); at += 1) {
      const [id, start, end] = [side.ids[at] ?? 0, side.starts[at] ?? 0, side.ends[at] ?? 0];
      if (!shared.has(id) || side.kinds[at] === tokenKind.mark) continue;
      if (!written.has(id)) written.set(id, side.text.slice(start, end));
      ranges.push([start, end]);
    }
    return ranges;
  };
  const ranges = { base: rangesIn(base, from), revised: rangesIn(revised, to) };
  const count = (id: number): number => vocabulary.counts[id] ?? 0;
  const telling = [...written]
    .filter(([id]) => isTelling(words, id))
    .sort(([left], [right]) => count(left) - count(right))
    .map(([, word]) => word);
  return { telling, ranges };
}

/** Whether the word map keeps a telling word in two clauses, by index. */
export function shareTellingWord(map: WordMap, words: ComparedWords, from: number, to: number): boolean {
  const { base, revised } = words;
  const [first, end] = [revised.firsts[to] ?? 0, revised.firsts[to + 1] ?? 0];
  for (let a = base.firsts[from] ?? 0; a < (base.firsts[from + 1] ?? 0); a += 1) {
    const b = map.toRevised[a] ?? unmapped;
    if (b >= first && b < end && isTelling(words, base.ids[a] ?? 0)) return true;
  }
  return false;
}

/** Whether two clauses, by index, have the same text but for letter case, and at least one word. */
export function haveSameWords({ base, revised }: ComparedWords, from: number, to: number): boolean {
  const count = (base.firsts[from + 1] ?? 0) - (base.firsts[from] ?? 0);
  if (count === 0 || (revised.firsts[to + 1] ?? 0) - (revised.firsts[to] ?? 0) !== count) return false;
  return clauseText(base, from).toLowerCase() === clauseText(revised, to).toLowerCase();
}

function clauseText({ text, firsts, starts, ends }: Words, clause: number): string {
  return text.slice(starts[firsts[clause] ?? 0], ends[(firsts[clause + 1] ?? 0) - 1]);
}

/** The text shared by two clauses, by the word map. */
export interface SharedPassage {
  words: number;
  /** The longest shared run, as a range of the base text. */
  longest: TextRange;
}

/** The text shared by each pair of clauses of two versions. */
export interface SharedPassages {
  /** Returns undefined if two clauses share nothing. */
  between(base: string, revised: string): SharedPassage | undefined;
  /** Returns the clause of the other side that shares the most words with this one; the first one in a tie. */
  nearest(side: "base" | "revised", clause: string): { clause: string; words: number } | undefined;
  /** Counts the words of a clause, without marks. */
  wordsIn(side: "base" | "revised", clause: string): number;
}

/** Computes the shared text of all pairs of clauses in one pass over the kept ranges. */
export function sharedPassages(base: VersionText, revised: VersionText, kept: readonly KeptRange[]): SharedPassages {
  const lexicon = new Lexicon();
  const [from, to] = [wordsOf(base, lexicon), wordsOf(revised, lexicon)];
  const sides = { base: wordCounts(base, from), revised: wordCounts(revised, to) };
  const shared = {
    base: new Map<string, Map<string, SharedPassage>>(),
    revised: new Map<string, Map<string, SharedPassage>>(),
  };

  const inBaseOrder = kept.toSorted((one, other) => one[0] - other[0]);
  let [token, baseClause] = [0, 0];
  for (const [start, end, revisedStart] of inBaseOrder) {
    while ((from.ends[token] ?? Infinity) <= start) token += 1;
    let words = 0;
    for (; (from.ends[token] ?? Infinity) <= end; token += 1) if (from.kinds[token] !== tokenKind.mark) words += 1;
    while ((base.clauses[baseClause]?.end ?? Infinity) < end) baseClause += 1;
    const one = base.clauses[baseClause]?.id;
    const other = clauseHolding(revised, revisedStart);
    if (one === undefined || other === undefined || words === 0) continue;
    add(shared.base, one, other, words, [start, end]);
    add(shared.revised, other, one, words, [start, end]);
  }

  return {
    between: (one, other) => shared.base.get(one)?.get(other),
    nearest(side, clause) {
      const [best] = [...(shared[side].get(clause) ?? [])].sort(([, one], [, other]) => other.words - one.words);
      return best && { clause: best[0], words: best[1].words };
    },
    wordsIn: (side, clause) => sides[side].get(clause) ?? 0,
  };
}

function add(
  table: Map<string, Map<string, SharedPassage>>,
  one: string,
  other: string,
  words: number,
  range: TextRange,
): void {
  const row = table.get(one) ?? new Map<string, SharedPassage>();
  table.set(one, row);
  const known = row.get(other);
  const longest = known && known.longest[1] - known.longest[0] >= range[1] - range[0] ? known.longest : range;
  row.set(other, { words: words + (known?.words ?? 0), longest });
}

function wordCounts({ clauses }: VersionText, { firsts, kinds }: Words): ReadonlyMap<string, number> {
  return new Map(
    clauses.map(({ id }, index) => {
      let count = 0;
      for (let token = firsts[index] ?? 0; token < (firsts[index + 1] ?? 0); token += 1) {
        if (kinds[token] !== tokenKind.mark) count += 1;
      }
      return [id, count];
    }),
  );
}

function clauseHolding({ clauses }: VersionText, offset: number): string | undefined {
  let low = 0;
  for (let high = clauses.length; low < high;) {
    const middle = (low + high) >> 1;
    if ((clauses[middle]?.end ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return clauses[low]?.id;
}
