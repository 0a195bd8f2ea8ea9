import type { Side } from "#core/compare/clause-features.ts";
import type { ComparedWords } from "#core/compare/compared-texts.ts";
import type { TextRange } from "#core/compare/comparison.ts";
import { unmapped, type WordMap } from "#core/compare/word-map.ts";
import { tokenKind, type Words } from "#core/text/tokens.ts";

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
