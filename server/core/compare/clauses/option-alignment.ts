import type { Side } from "#core/compare/clauses/clause-features.ts";
import type { BoundPair } from "#core/compare/clauses/clause-pairs.ts";
import type { ComparedTexts } from "#core/compare/compared-texts.ts";
import type { IndexChoice } from "#core/compare/clauses/option-choices.ts";
import { likeness, wordBag, wordsIn } from "#core/compare/clauses/shares.ts";
import { unmapped, type WordMap } from "#core/compare/words/word-map.ts";
import type { Clause } from "#core/text/clause.ts";
import { type OptionClauses, type OptionGroup, optionGroups } from "#core/text/labels/option.ts";
import { tokenKind, type Words } from "#core/text/tokens.ts";

/** The clauses of options that are the same in both texts. */
export interface OptionAlignment {
  /** Clauses whose words are mapped onto each other before all others. */
  bound: BoundPair[];
  /** Pairs of the result: those in `bound`, and clauses without a text that belong to them. */
  paired: BoundPair[];
  /** Whether two clauses are a text and an option that was not chosen for it. */
  isRefused: (base: number, revised: number) => boolean;
  /** Whether a clause belongs to an option that was not chosen. */
  isPassedOver: (side: Side, clause: number) => boolean;
  choices: IndexChoice[];
}

const noOptions: OptionAlignment = {
  bound: [],
  paired: [],
  isRefused: () => false,
  isPassedOver: () => false,
  choices: [],
};

/** Minimum words and share of a clause's words that come from the options it may have been. */
const fewestWords = 3;
const leastShare = 0.3;
/** Minimum likeness of an option to the text that it became. */
const leastLikeness = 0.3;
/** A longer list is no choice between alternatives, and comparing each with each would take too long. */
const mostOptions = 40;
/** Maximum number of clauses that the options of one clause are looked for in, those with most of their words first. */
const mostPlaces = 200;
/** A text is contested if another option has at least this share of the words mapped to it. */
const contested = 0.05;
/** Worth of an equal label, as likeness: it decides only between options that are about equally alike. */
const labelWorth = 0.05;

/**
 * Aligns the options of two texts. Options of one clause share much of their text, so that the word map may give words
 * of one to another. The option that is most alike as a whole has all of them:
 *
 * - options that are options in both texts are aligned one to one, by likeness and, if that is about equal, by label;
 * - where one text has options and the other a text in their place, the most similar option is that text.
 *
 * @param isFree whether people's links leave a clause open
 */
export function alignOptions(
  texts: ComparedTexts,
  map: WordMap,
  isFree: (side: Side, clause: number) => boolean,
): OptionAlignment {
  const groups = { base: groupsIn(texts.base.clauses), revised: groupsIn(texts.revised.clauses) };
  if (groups.base.length + groups.revised.length === 0) return noOptions;
  return new Alignment(texts, map, groups, isFree).align();
}

function groupsIn(clauses: readonly Clause[]): OptionGroup[] {
  return optionGroups(clauses).filter(({ options }) => options.length <= mostOptions);
}

class Alignment {
  readonly #texts: ComparedTexts;
  readonly #map: WordMap;
  readonly #groups: Record<Side, readonly OptionGroup[]>;
  readonly #isFree: (side: Side, clause: number) => boolean;
  readonly #clauses: Record<Side, Int32Array>;
  /** For each clause, the number of the innermost group that contains it; -1 if none does. */
  readonly #groupOf: Record<Side, Int32Array>;
  readonly #taken = { base: new Set<number>(), revised: new Set<number>() };
  readonly #refused = new Set<string>();
  readonly #passedOver = { base: new Set<number>(), revised: new Set<number>() };
  readonly #result: Pick<OptionAlignment, "bound" | "paired" | "choices"> = { bound: [], paired: [], choices: [] };

  constructor(
    texts: ComparedTexts,
    map: WordMap,
    groups: Record<Side, readonly OptionGroup[]>,
    isFree: (side: Side, clause: number) => boolean,
  ) {
    this.#texts = texts;
    this.#map = map;
    this.#groups = groups;
    this.#isFree = (side, clause) => isFree(side, clause) && !this.#taken[side].has(clause);
    this.#clauses = { base: clauseNumbers(texts.words.base), revised: clauseNumbers(texts.words.revised) };
    this.#groupOf = {
      base: groupNumbers(groups.base, texts.base.clauses.length),
      revised: groupNumbers(groups.revised, texts.revised.clauses.length),
    };
  }

  align(): OptionAlignment {
    const counterparts = new Set<number>();
    for (const group of this.#groups.base) {
      const votes = this.#votes("base", group);
      const counterpart = this.#counterpart(votes);
      if (counterpart >= 0) {
        counterparts.add(counterpart);
        const other = this.#groups.revised[counterpart];
        if (other) this.#matchGroups(group, other, votes);
      } else this.#choose("base", group, votes);
    }
    for (const [index, group] of this.#groups.revised.entries()) {
      if (!counterparts.has(index)) this.#choose("revised", group, this.#votes("revised", group));
    }
    return {
      ...this.#result,
      isRefused: (base, revised) => this.#refused.has(keyOf(base, revised)),
      isPassedOver: (side, clause) => this.#passedOver[side].has(clause),
    };
  }

  /** Counts the words of each option in each clause of the other text that has any. */
  #votes(side: Side, { options }: OptionGroup): Map<number, number[]> {
    const words = this.#texts.words[side];
    const [toOther, clauses] =
      side === "base" ? [this.#map.toRevised, this.#clauses.revised] : [this.#map.toBase, this.#clauses.base];
    const votes = new Map<number, number[]>();
    for (const [at, option] of options.entries()) {
      for (let token = words.firsts[option.first] ?? 0; token < (words.firsts[option.end] ?? 0); token += 1) {
        const to = toOther[token] ?? unmapped;
        if (to === unmapped || words.kinds[token] === tokenKind.mark) continue;
        const clause = clauses[to] ?? -1;
        const counts = votes.get(clause) ?? options.map(() => 0);
        votes.set(clause, counts);
        counts[at] = (counts[at] ?? 0) + 1;
      }
    }
    return votes;
  }

  /** Returns the number of the revised group that has most of a base group's words; -1 if a plain text has them. */
  #counterpart(votes: ReadonlyMap<number, readonly number[]>): number {
    const sums = new Map<number, number>();
    for (const [clause, counts] of votes) {
      const group = this.#groupOf.revised[clause] ?? -1;
      sums.set(group, (sums.get(group) ?? 0) + sum(counts));
    }
    const [best] = [...sums].sort(([, left], [, right]) => right - left);
    return best?.[0] ?? -1;
  }

  #matchGroups(group: OptionGroup, other: OptionGroup, votes: ReadonlyMap<number, readonly number[]>): void {
    const likely = group.options
      .flatMap((base) => other.options.map((revised) => ({ base, revised, likeness: this.#likenessOf(base, revised) })))
      .filter(({ likeness }) => likeness >= leastLikeness)
      .sort((left, right) => right.likeness - left.likeness);
    const used = new Set<OptionClauses>();
    const matched = likely.filter(({ base, revised }) => {
      if (used.has(base) || used.has(revised)) return false;
      used.add(base).add(revised);
      return true;
    });
    if (matched.length > 0 && group.opener >= 0 && other.opener >= 0 && this.#isFree("base", group.opener))
      this.#result.paired.push({ base: group.opener, revised: other.opener });
    for (const { base, revised } of matched) {
      const at = group.options.indexOf(base);
      const twins = group.options.filter((option) => option !== base);
      for (let clause = revised.first; clause < revised.end; clause += 1) {
        const counts = votes.get(clause) ?? [];
        if (sum(counts) - (counts[at] ?? 0) > contested * sum(counts)) this.#bind("base", base, clause, twins);
      }
    }
  }

  #likenessOf(base: OptionClauses, revised: OptionClauses): number {
    const { words } = this.#texts;
    const isSameLabel =
      this.#texts.base.clauses[base.first]?.label === this.#texts.revised.clauses[revised.first]?.label;
    return (
      likeness(words.vocabulary.rarity, wordBag(words.base, base), wordBag(words.revised, revised)) +
      (isSameLabel ? labelWorth : 0)
    );
  }

  /** Finds the option of a group that is the text in its place in the other text. */
  #choose(side: Side, group: OptionGroup, votes: ReadonlyMap<number, readonly number[]>): void {
    const other = side === "base" ? "revised" : "base";
    const words = this.#texts.words[other];
    const likely = [...votes].sort(([, one], [, other]) => sum(other) - sum(one)).slice(0, mostPlaces);
    const all = likely.filter(([clause, counts]) => {
      const size = wordsIn(words, clause);
      return (
        (this.#groupOf[other][clause] ?? -1) < 0 &&
        this.#isFree(other, clause) &&
        sum(counts) >= Math.min(fewestWords, size) &&
        sum(counts) >= leastShare * size
      );
    });
    // An option that moved elsewhere is not the text in their place.
    const [after, before] = this.#slot(side, group);
    const inPlace = all.filter(([clause]) => clause > after && clause < before);
    const places = inPlace.length > 0 ? inPlace : all;
    const likenesses = group.options.map((option) =>
      places.map(([clause]) => this.#best(side, option, clause).likeness * wordsIn(words, clause)),
    );
    const sums = likenesses.map(sum);
    const chosen = sums.indexOf(Math.max(...sums));
    const option = group.options[chosen];
    const size = sum(places.map(([clause]) => wordsIn(words, clause)));
    if (!option || size === 0 || (sums[chosen] ?? 0) < leastLikeness * size) {
      if (this.#isGone(side, group, votes)) this.#addChoice(side, group, -1, []);
      return;
    }
    const text = places
      .map(([clause]) => clause)
      .filter((clause, at) => {
        // Another option may have given a clause of its own.
        const most = Math.max(...likenesses.map((row) => row[at] ?? 0));
        return (likenesses[chosen]?.[at] ?? 0) >= most - leastLikeness * wordsIn(words, clause);
      })
      .sort((left, right) => left - right);
    const [first] = text;
    if (first === undefined) return;
    const twins = group.options.filter((twin) => twin !== option && !this.#isMerged(side, twin, option, text));
    for (const clause of text) this.#bind(side, option, clause, twins);
    for (const own of [option.first, group.opener]) this.#join(side, own, first);
    this.#addChoice(side, group, option.first, text);
    for (const twin of twins) {
      for (let clause = twin.first; clause < twin.end; clause += 1) this.#passedOver[side].add(clause);
    }
  }

  /** Whether a text has most words of an option besides those of the option that it became. */
  #isMerged(side: Side, twin: OptionClauses, chosen: OptionClauses, text: readonly number[]): boolean {
    const { words } = this.#texts;
    const left = new Map<number, number>();
    for (const clause of text)
      for (const [word, count] of wordBag(words[side === "base" ? "revised" : "base"], {
        first: clause,
        end: clause + 1,
      }))
        left.set(word, (left.get(word) ?? 0) + count);
    const own = wordBag(words[side], chosen);
    let [shared, all] = [0, 0];
    for (const [word, count] of wordBag(words[side], twin)) {
      all += count;
      shared += Math.max(0, Math.min(count, (left.get(word) ?? 0) - (own.get(word) ?? 0)));
    }
    return 2 * shared > all;
  }

  /**
   * Returns the place of a group in the other text: the clauses that have most words of the nearest clause before it and
   * after it.
   */
  #slot(side: Side, { opener, options }: OptionGroup): [after: number, before: number] {
    const [first = 0, end = 0] = [opener >= 0 ? opener : options[0]?.first, options.at(-1)?.end];
    const count = this.#texts[side].clauses.length;
    let [after, before] = [-1, this.#texts[side === "base" ? "revised" : "base"].clauses.length];
    for (let clause = first - 1; clause >= 0 && after < 0; clause -= 1) after = this.#counterpartOf(side, clause) ?? -1;
    for (let clause = end; clause < count; clause += 1) {
      const found = this.#counterpartOf(side, clause);
      if (found === undefined) continue;
      before = found;
      break;
    }
    return [after, before];
  }

  /** Returns the clause of the other text that has most words of a clause; undefined if none has. */
  #counterpartOf(side: Side, clause: number): number | undefined {
    const votes = this.#votes(side, { opener: -1, options: [{ first: clause, end: clause + 1 }] });
    const [best] = [...votes].sort(([, [one = 0]], [, [other = 0]]) => other - one);
    return best && 2 * (best[1][0] ?? 0) > wordsIn(this.#texts.words[side], clause) ? best[0] : undefined;
  }

  #addChoice(side: Side, { opener, options }: OptionGroup, chosen: number, text: number[]): void {
    this.#result.choices.push({ side, opener, options: options.map(({ first }) => first), chosen, text });
  }

  /** Whether so few words of some options are left that none of them is in the other text. */
  #isGone(side: Side, { options }: OptionGroup, votes: ReadonlyMap<number, readonly number[]>): boolean {
    const words = this.#texts.words[side];
    const sizes = options.map(({ first, end }) =>
      sum(Array.from({ length: end - first }, (_, index) => wordsIn(words, first + index))),
    );
    return sum([...votes.values()].map(sum)) < leastShare * sum(sizes);
  }

  /** Binds a clause of the other text to the clause of an option that is most like it. */
  #bind(side: Side, option: OptionClauses, clause: number, twins: readonly OptionClauses[]): void {
    const { clause: own, likeness: alike } = this.#best(side, option, clause);
    for (const twin of twins) {
      for (let at = twin.first; at < twin.end; at += 1) this.#refused.add(keyIn(side, at, clause));
    }
    if (alike < leastLikeness || !this.#isFree(side, own)) return;
    const pair = pairIn(side, own, clause);
    this.#taken.base.add(pair.base);
    this.#taken.revised.add(pair.revised);
    this.#result.bound.push(pair);
    this.#result.paired.push(pair);
  }

  /** Pairs a clause without a text with the text of the clause after it, because it has become one with that. */
  #join(side: Side, own: number, clause: number): void {
    const isEmpty = own >= 0 && wordsIn(this.#texts.words[side], own) === 0;
    const next = pairIn(side, own + 1, clause);
    const isBeside = this.#result.paired.some(({ base, revised }) => base === next.base && revised === next.revised);
    if (isEmpty && isBeside && this.#isFree(side, own)) this.#result.paired.push(pairIn(side, own, clause));
  }

  #best(side: Side, { first, end }: OptionClauses, clause: number): { clause: number; likeness: number } {
    const { words } = this.#texts;
    const other = wordBag(words[side === "base" ? "revised" : "base"], { first: clause, end: clause + 1 });
    let best = { clause: first, likeness: -1 };
    for (let own = first; own < end; own += 1) {
      if (wordsIn(words[side], own) === 0) continue;
      const alike = likeness(words.vocabulary.rarity, wordBag(words[side], { first: own, end: own + 1 }), other);
      if (alike > best.likeness) best = { clause: own, likeness: alike };
    }
    return best;
  }
}

function clauseNumbers({ count, firsts }: Words): Int32Array {
  const numbers = new Int32Array(count);
  for (let clause = 0; clause + 1 < firsts.length; clause += 1)
    numbers.fill(clause, firsts[clause] ?? 0, firsts[clause + 1] ?? 0);
  return numbers;
}

function groupNumbers(groups: readonly OptionGroup[], count: number): Int32Array {
  const numbers = new Int32Array(count).fill(-1);
  for (const [group, { options }] of groups.entries())
    for (const { first, end } of options) numbers.fill(group, first, end);
  return numbers;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function pairIn(side: Side, own: number, other: number): BoundPair {
  return side === "base" ? { base: own, revised: other } : { base: other, revised: own };
}

function keyIn(side: Side, own: number, other: number): string {
  const { base, revised } = pairIn(side, own, other);
  return keyOf(base, revised);
}

function keyOf(base: number, revised: number): string {
  return `${String(base)} ${String(revised)}`;
}
