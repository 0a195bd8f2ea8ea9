import { ClauseContent, type Likeness } from "#core/compare/clauses/clause-content.ts";
import type { Side } from "#core/compare/clauses/clause-features.ts";
import type { ComparedTexts } from "#core/compare/compared-texts.ts";
import type { IndexPair } from "#core/compare/comparison.ts";
import { type Evidence, partProbability, probability } from "#core/compare/clauses/pair-evidence.ts";
import { openers, openersOf } from "#core/compare/clauses/pair-by-place.ts";
import type { Shares } from "#core/compare/clauses/shares.ts";
import { wordWeight } from "#core/compare/words/weights.ts";
import type { Clause } from "#core/text/clause.ts";

/** A pair found by content, by index, with the probability that it is right. */
export interface ContentPair {
  base: number;
  revised: number;
  score: number;
}

/** A pair that content had evidence for or against. */
export interface JudgedPair extends ContentPair {
  evidence: Evidence;
}

/** The clauses that a clause without a partner most likely became or came from, best first. */
export interface IndexCandidates {
  clause: number;
  likely: { clause: number; score: number }[];
}

/** Indexes of clauses of each text. */
export type ClauseSets = Readonly<Record<Side, ReadonlySet<number>>>;

/** Clauses with a person's link, by index, and the pairs that a person refused. */
export interface PersonalDecisions extends ClauseSets {
  isRefused: (base: number, revised: number) => boolean;
}

/** Clauses of fewer words say too little to be found by content. */
const fewestWords = 4;
/** Minimum likeness: below it, neighbours alone would decide, and a clause may have been replaced by another. */
const leastLikeness = 0.05;
/** Minimum probability of a part of a split or merged clause. Its partner is beside the clause's other part. */
const leastPart = 0.85;
/** Maximum number of candidates of a clause, and their minimum probability. */
const mostCandidates = 3;
const leastCandidate = 0.02;
/** In short texts, the usual likeness of reworded clauses is drawn towards these. */
const oftenUsual = [0.3, 0.4, 0.5, 0.6];

/** Whether a clause has enough words to be found by content. */
export function isLong(shares: Shares, side: Side, clause: number): boolean {
  return (shares[side][clause] ?? 0) >= fewestWords * wordWeight;
}

/** A pair that may be right, by index, with the likeness of its clauses. */
interface PairOption {
  base: number;
  revised: number;
  likeness: number;
}

/** Between which paired clauses a clause is, and how many unpaired clauses of its section are there. */
interface Slot {
  before: number;
  after: number;
  size: number;
}

/** The clauses without a partner, and what speaks for pairs of them. */
export class Leftovers {
  /** The clauses that had no partner at the start. */
  readonly all: ClauseSets;
  readonly #open: Record<Side, Set<number>>;
  readonly #clauses: Record<Side, readonly Clause[]>;
  readonly #partners: Record<Side, Map<number, number>> = { base: new Map(), revised: new Map() };
  readonly #content: ClauseContent;
  /** The heading above each clause; undefined for headings. */
  readonly #headings: Record<Side, readonly (number | undefined)[]>;
  readonly #usual: number;
  readonly #order: number;
  readonly #isRefused: PersonalDecisions["isRefused"];
  /** Clauses that no further part may join: of a split, a merger or a person's link. */
  readonly #complete: Record<Side, Set<number>>;
  #slots: Record<Side, Slot[]>;

  constructor(
    { base, revised, words }: ComparedTexts,
    shares: Shares,
    firm: readonly IndexPair[],
    fixed: PersonalDecisions,
  ) {
    this.#clauses = { base: base.clauses, revised: revised.clauses };
    this.#headings = { base: openersOf(base.clauses), revised: openersOf(revised.clauses) };
    this.#isRefused = fixed.isRefused;
    this.#complete = { base: new Set(fixed.base), revised: new Set(fixed.revised) };
    for (const pair of firm) {
      for (const from of pair.base) this.#partners.base.set(from, pair.revised[0] ?? 0);
      for (const to of pair.revised) this.#partners.revised.set(to, pair.base[0] ?? 0);
      if (pair.base.length + pair.revised.length > 2) this.#complete.base.add(pair.base[0] ?? 0);
      if (pair.base.length + pair.revised.length > 2) this.#complete.revised.add(pair.revised[0] ?? 0);
    }
    const openOf = (side: Side): number[] =>
      Array.from(this.#clauses[side].keys()).filter(
        (clause) => !this.#partners[side].has(clause) && !fixed[side].has(clause) && isLong(shares, side, clause),
      );
    const open = { base: openOf("base"), revised: openOf("revised") };
    this.all = { base: new Set(open.base), revised: new Set(open.revised) };
    this.#open = { base: new Set(open.base), revised: new Set(open.revised) };
    this.#content = new ClauseContent(words, open);
    this.#usual = this.#usualLikeness();
    this.#order = (firm.filter(({ moved }) => !moved).length + 1) / (firm.length + 2);
    this.#slots = this.#readSlots();
  }

  /** Lists the pairs of leftover clauses that share rare words, and the given weak pairs. */
  options(weak: readonly IndexPair[]): PairOption[] {
    const { base, revised } = this.all;
    const known = new Set<number>();
    const options: PairOption[] = [];
    const add = (from: number, to: number, likeness: number): void => {
      const key = from * this.#clauses.revised.length + to;
      if (known.has(key) || !base.has(from) || !revised.has(to) || !this.#canPair(from, to)) return;
      known.add(key);
      if (likeness > leastLikeness) options.push({ base: from, revised: to, likeness });
    };
    for (const from of base)
      for (const { clause, value } of this.#content.alike("base", from)) add(from, clause, value);
    for (const to of revised)
      for (const { clause, value } of this.#content.alike("revised", to)) add(clause, to, value);
    for (const {
      base: [from = 0],
      revised: [to = 0],
    } of weak)
      add(from, to, this.#content.likeness(from, to));
    return options;
  }

  /** Scores a pair; returns nothing if one of the two has a partner by now. */
  judge({ base, revised, likeness }: PairOption): JudgedPair[] {
    if (!this.#open.base.has(base) || !this.#open.revised.has(revised)) return [];
    const evidence = this.#evidenceFor(base, revised, likeness);
    return [{ base, revised, score: probability(evidence), evidence }];
  }

  /** Returns the upper quartile of the likeness of clauses that are most alike to each other. */
  #usualLikeness(): number {
    const values = [...oftenUsual];
    for (const base of this.all.base) {
      const [best] = this.#content.alike("base", base);
      if (!best || best.value <= leastLikeness) continue;
      const back = this.all.revised.has(best.clause) ? this.#content.alike("revised", best.clause)[0] : undefined;
      if (back?.clause === base) values.push(best.value);
    }
    values.sort((x, y) => x - y);
    return values[Math.floor(0.75 * (values.length - 1))] ?? 1;
  }

  #haveSameHeading(base: number, revised: number): boolean {
    const [from, to] = [this.#headings.base[base], this.#headings.revised[revised]];
    return from !== undefined && to !== undefined && this.#partners.base.get(from) === to;
  }

  pair(pairs: readonly ContentPair[]): void {
    for (const { base, revised } of pairs) {
      this.#open.base.delete(base);
      this.#open.revised.delete(revised);
      this.#partners.base.set(base, revised);
      this.#partners.revised.set(revised, base);
    }
    this.#slots = this.#readSlots();
  }

  /** Lists the clauses without a partner whose counterparts were not all looked up. */
  cut(side: Side): number[] {
    return [...this.#open[side]].filter((clause) => this.#content.isCut(side, clause));
  }

  isOpen(side: Side, clause: number): boolean {
    return this.#open[side].has(clause);
  }

  /** Lists the candidates of the clauses that still have no partner. A candidate may have one. */
  candidates(side: Side): IndexCandidates[] {
    return [...this.#open[side]].flatMap((clause) => {
      const likely = this.#content
        .alike(side, clause)
        .filter((other) =>
          side === "base" ? this.#canPair(clause, other.clause) : this.#canPair(other.clause, clause),
        )
        .slice(0, mostCandidates)
        .map((other) => ({ clause: other.clause, score: this.#score(side, clause, other) }))
        .filter(({ score }) => score >= leastCandidate)
        .sort((x, y) => y.score - x.score || x.clause - y.clause);
      return likely.length > 0 ? [{ clause, likely }] : [];
    });
  }

  /**
   * Pairs clauses without a partner with clauses that have one, if they are almost certainly parts of one clause that
   * was split or merged. Each is beside the other part.
   */
  parts(side: Side, candidates: readonly IndexCandidates[]): ContentPair[] {
    const other = side === "base" ? "revised" : "base";
    const found: ContentPair[] = [];
    for (const { clause, likely } of candidates) {
      const [whole] = likely;
      const part = whole && this.#partners[other].get(whole.clause);
      if (!whole || part === undefined || whole.score < leastPart || Math.abs(part - clause) !== 1) continue;
      if (this.#complete[side].has(part) || this.#complete[other].has(whole.clause)) continue;
      this.#complete[side].add(part);
      this.#complete[other].add(whole.clause);
      this.#open[side].delete(clause);
      const [base, revised] = side === "base" ? [clause, whole.clause] : [whole.clause, clause];
      found.push({ base, revised, score: whole.score });
    }
    return found;
  }

  /** Returns the probability that a clause without a partner and a candidate are the same. */
  #score(side: Side, clause: number, { clause: candidate, value }: Likeness): number {
    const [base, revised] = side === "base" ? [clause, candidate] : [candidate, clause];
    const partner = this.#partners[side === "base" ? "revised" : "base"].get(candidate);
    const evidence = this.#evidenceFor(base, revised, value);
    if (partner === undefined) return probability(evidence);
    const [from, to] = side === "base" ? [partner, candidate] : [candidate, partner];
    return partProbability(evidence, {
      exclusive: this.#content.exclusiveShare(side, clause, candidate, partner),
      partner: this.#content.likeness(from, to),
      beside: this.#besides(side, clause, partner),
    });
  }

  /** Returns 0 if two clauses of a text are not beside each other, and nearly 1 if they are and chance is no reason. */
  #besides(side: Side, clause: number, other: number): number {
    if (Math.abs(other - clause) !== 1) return 0;
    return Math.max(0, 1 - 2 / (this.#clauses[side].length - 1));
  }

  /** A title, a verb or a heading is never a paragraph. */
  #canPair(base: number, revised: number): boolean {
    if (this.#isRefused(base, revised)) return false;
    const [kind, other] = [this.#clauses.base[base]?.kind ?? "", this.#clauses.revised[revised]?.kind ?? ""];
    return kind === other || (!openers.has(kind) && !openers.has(other));
  }

  #readSlots(): Record<Side, Slot[]> {
    const slotsOf = (side: Side): Slot[] => {
      const slots: Slot[] = [];
      const { length } = this.#clauses[side];
      const openers = this.#headings[side];
      let before = -1;
      for (let clause = 0; clause <= length; clause += 1) {
        if (clause < length && !this.#partners[side].has(clause)) continue;
        for (let inside = before + 1; inside < clause; inside += 1) {
          const last = slots[inside - 1];
          const isNext = inside > before + 1 && last !== undefined && openers[inside] === openers[inside - 1];
          if (isNext) last.size += 1;
          slots[inside] = isNext ? last : { before, after: clause, size: 1 };
        }
        before = clause;
      }
      return slots;
    };
    return { base: slotsOf("base"), revised: slotsOf("revised") };
  }

  #evidenceFor(base: number, revised: number, likeness: number): Evidence {
    let [best, bestOpen] = [0, 0];
    for (const [side, clause, partner] of [
      ["base", base, revised],
      ["revised", revised, base],
    ] as const) {
      // Rivals are looked up for leftovers only: their number is small, and the others have found their partner.
      if (!this.all[side].has(clause)) continue;
      const otherOpen = this.#open[side === "base" ? "revised" : "base"];
      for (const rival of this.#content.alike(side, clause)) {
        if (rival.clause === partner) continue;
        best = Math.max(best, rival.value);
        if (otherOpen.has(rival.clause)) bestOpen = Math.max(bestOpen, rival.value);
      }
    }
    return {
      likeness,
      openRival: bestOpen,
      rival: best,
      neighbours: this.#neighbours(base, revised),
      order: this.#order,
      lengths: Math.abs(Math.log(lengthOf(this.#clauses.base[base]) / lengthOf(this.#clauses.revised[revised]))),
      usual: this.#usual,
    };
  }

  #neighbours(base: number, revised: number): number {
    const [slot, other] = [this.#slots.base[base], this.#slots.revised[revised]];
    if (!slot || !other) return 0;
    const partner = (clause: number): number =>
      clause < 0 ? -1 : (this.#partners.base.get(clause) ?? this.#clauses.revised.length);
    const agreeing = Number(partner(slot.before) === other.before) + Number(partner(slot.after) === other.after);
    const areInSections = this.#headings.base[base] !== undefined && this.#headings.revised[revised] !== undefined;
    return !areInSections || this.#haveSameHeading(base, revised)
      ? (2 * agreeing) / Math.sqrt(slot.size * other.size)
      : 0;
  }
}

function lengthOf(clause: Clause | undefined): number {
  return Math.max(1, (clause?.end ?? 0) - (clause?.start ?? 0));
}
