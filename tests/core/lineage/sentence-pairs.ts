import type { ClausePair, KeptRange } from "#core/compare/comparison.ts";
import { type EarlierText, earlierText } from "#core/lineage/same-sentence.ts";
import { type SentenceText, sentenceTextOf } from "#core/compare/words/sentence-text.ts";
import { Lexicon } from "#core/text/lexicon.ts";
import { version } from "../compare/versions.ts";

/** Reads an earlier and a later version, one clause per line, and divides them into sentences. */
export async function sentencesOf(earlier: string, later: string): Promise<[SentenceText, SentenceText]> {
  const lexicon = new Lexicon();
  const read = (text: string): Promise<SentenceText> => sentenceTextOf(version(text), lexicon, () => Promise.resolve());
  return [await read(earlier), await read(later)];
}

/** Returns the kept ranges of passages that both versions have, at their first location in each. */
export function keptOf(earlier: SentenceText, later: SentenceText, passages: readonly string[]): KeptRange[] {
  return passages.map((passage) => {
    const [from, to] = [earlier.text.text.indexOf(passage), later.text.text.indexOf(passage)];
    if (from < 0 || to < 0) throw new Error(`"${passage}" is not in both versions`);
    return [from, from + passage.length, to, to + passage.length];
  });
}

/** Returns a pair of clauses of two versions, by id: "v1+v2 v1". */
export function pairOf(text: string): ClausePair {
  const [base = [], revised = []] = text.split(" ").map((ids) => ids.split("+").filter((id) => id !== "-"));
  return { relation: "1:1", edited: false, moved: false, renumbered: false, base, revised, score: 1 };
}

/** Relates two versions by the passages that their comparison kept and by the clauses that it paired. */
export async function relate(
  earlier: string,
  later: string,
  passages: readonly string[],
  pairs: readonly string[] = [],
): Promise<{ earlier: EarlierText; later: SentenceText }> {
  const [from, to] = await sentencesOf(earlier, later);
  const shared = { kept: keptOf(from, to, passages), pairs: pairs.map(pairOf) };
  return { earlier: earlierText(from, to, shared), later: to };
}

/** Returns the text of some tokens. */
export function textAt({ text, words }: SentenceText, start: number, end: number): string {
  return text.text.slice(words.starts[start], words.ends[end - 1]);
}
