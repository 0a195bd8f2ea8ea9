import { longestAt, startsOfSame } from "#core/lineage/origin-traces.ts";
import type { EarlierText, SharedPhrase } from "#core/lineage/same-sentence.ts";
import type { SentenceText } from "#core/compare/words/sentence-text.ts";
import { optionGroups } from "#core/text/labels/option.ts";
import { tokenKind } from "#core/text/tokens.ts";

/** Minimum tokens of a phrase that a clause took from another option. The first and the last are distinctive words. */
const fewestTokens = 2;
/** Minimum letters of a distinctive word. In a short text, short words may be rare too. */
const fewestLetters = 5;
/** Maximum occurrences of a distinctive word in each version: a share of its words, but at least a few. */
const mostOften = { share: 1 / 500, least: 2 };
/** Maximum locations of a phrase in the earlier version. One in more of them is a usual phrase. */
const mostPlaces = 2;

/**
 * Finds the phrases of new words that an earlier version has only in other options of the same clause. A phrase begins
 * and ends with a distinctive word. Only common words in it may be kept ones. Null is a word at which one might begin,
 * for callers that do other work in between.
 */
export function* phrasesInOptions(
  later: SentenceText,
  by: EarlierText,
  isNew: (token: number) => boolean,
): Generator<SharedPhrase | null> {
  const earlier = by.text;
  if (optionGroups(earlier.text.clauses).length === 0) return;
  const { ids, kinds, starts, ends } = later.words;
  const isDistinctive = (token: number): boolean =>
    kinds[token] === tokenKind.word &&
    (ends[token] ?? 0) - (starts[token] ?? 0) >= fewestLetters &&
    [later, earlier].every(
      ({ counts, words }) =>
        (counts.get(ids[token] ?? -1) ?? 0) <= Math.max(mostOften.least, words.count * mostOften.share),
    );
  for (let token = 0; token < later.words.count; token += 1) {
    if (!isNew(token) || !isDistinctive(token)) continue;
    yield null;
    const sentenceEnd = later.sentences[later.sentenceOf[token] ?? 0]?.[1] ?? token;
    let end = token;
    while (end < sentenceEnd && (isNew(end) || !isDistinctive(end))) end += 1;
    end = token + longestAt(later, [token, end], earlier).length;
    while (end > token && !isDistinctive(end - 1)) end -= 1;
    if (end - token < fewestTokens) continue;
    const places = startsOfSame(later, [token, end], earlier);
    const [first] = places;
    if (first === undefined || places.length > mostPlaces) continue;
    const isOther = inOtherOption(by, later.clauseOf[token] ?? -1);
    if (!places.every((place) => isOther(earlier.clauseOf[place] ?? -1))) continue;
    yield { later: token, earlier: first, length: end - token };
    token = end - 1;
  }
}

/** Returns whether an earlier clause is in an option that a clause's own earlier form is an alternative to. */
function inOtherOption({ text, clauses }: EarlierText, clause: number): (earlierClause: number) => boolean {
  const own = [...(clauses.get(clause) ?? [])];
  const others = optionGroups(text.text.clauses).flatMap(({ opener, options }) => {
    const isOwn = options.map(({ first, end }) => own.some((index) => index >= first && index < end));
    return own.includes(opener) || isOwn.includes(true) ? options.filter((_option, index) => !isOwn[index]) : [];
  });
  return (index) => others.some(({ first, end }) => index >= first && index < end);
}
