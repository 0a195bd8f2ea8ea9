import { diffArrays } from "diff";
import type { Shares } from "#core/compare/clauses/shares.ts";
import type { IndexPair } from "#core/compare/comparison.ts";
import { wordWeight } from "#core/compare/words/weights.ts";
import type { Clause } from "#core/text/clause.ts";
import { divisionOf } from "#core/text/labels/division.ts";
import { readOrdinal } from "#core/text/labels/ordinal.ts";

/** Indexes of the clauses to leave out: already paired, or linked by a person. */
interface PairedClauses {
  base: ReadonlySet<number>;
  revised: ReadonlySet<number>;
}

/** Which clauses may be paired, by index. */
interface PlaceLimits {
  /** Whether a person refused to pair them. */
  isRefused: (base: number, revised: number) => boolean;
  /** Whether they may be paired by the words they share. */
  mayPair: (base: number, revised: number) => boolean;
  /** Whether they share a word of content: without one, an equal number proves nothing. */
  shareContent: (base: number, revised: number) => boolean;
}

/** Sharing less than this part of the smaller clause, or fewer words than this, is chance: a comma, a "that". */
const little = 0.1;
const fewest = 2;
/** Score of a pair that rests on label and position only. */
export const byPlaceScore = 0.25;
/** Kinds of clause defined by their position: a single one between two neighbours remains the same clause. */
const kindsByPlace = new Set(["title", "opening", "verb", "heading", "cell"]);
/** Kinds that open a section. Its members are the clauses up to the next opener. */
export const openers = new Set(["title", "verb", "heading"]);

/**
 * Pairs clauses that share too few words, between neighbours that are already paired, in two rounds:
 *
 * - First, clauses of the same kind that share a little, most shared first. If two neighbouring clauses were dropped or
 *   rewritten, the rewritten one still has some of its words, whatever its number is now.
 * - Then, clauses of the same kind and label: with a number, without any text, or alone and of a kind defined by
 *   position. Letters do not count as numbers, because every draft assigns them again and they prove nothing. A heading
 *   alone that shares a word of content may have another number, because articles are renumbered.
 */
export function pairByPlace(
  base: readonly Clause[],
  revised: readonly Clause[],
  shares: Shares,
  pairs: readonly IndexPair[],
  paired: PairedClauses,
  { isRefused, mayPair, shareContent }: PlaceLimits,
): IndexPair[] {
  const placed: IndexPair[] = [];
  const inOrder = pairs.filter((pair) => !pair.moved);
  const edges = weakEdges(shares, paired);
  let [a, b] = [0, 0];
  for (const next of [...inOrder, { base: [base.length], revised: [revised.length] }]) {
    const aEnd = next.base[0] ?? 0;
    const bEnd = next.revised[0] ?? 0;
    if (a < aEnd && b < bEnd) pairSlot([a, aEnd], [b, bEnd]);
    a = (next.base[next.base.length - 1] ?? 0) + 1;
    b = (next.revised[next.revised.length - 1] ?? 0) + 1;
  }
  return placed;

  function pairSlot([from, to]: readonly [number, number], [otherFrom, otherTo]: readonly [number, number]): void {
    const slotBase = range(from, to).filter((index) => !paired.base.has(index));
    const slotRevised = range(otherFrom, otherTo).filter((index) => !paired.revised.has(index));
    if (slotBase.length === 0 || slotRevised.length === 0) return;
    const found: [number, number][] = [];
    const shared = slotBase
      .flatMap((index) => edges.get(index) ?? [])
      .filter((edge) => edge.revised >= otherFrom && edge.revised < otherTo && edge.weight >= leastOf(edge))
      .sort((x, y) => y.weight - x.weight || x.base - y.base || x.revised - y.revised);
    for (const edge of shared) {
      if (base[edge.base]?.kind !== revised[edge.revised]?.kind) continue;
      if (isRefused(edge.base, edge.revised) || !mayPair(edge.base, edge.revised)) continue;
      if (fits(edge.base, edge.revised)) {
        found.push([edge.base, edge.revised]);
      }
    }
    const alone = slotBase.length === 1 && slotRevised.length === 1;
    for (const index of slotBase) {
      const key = placeKey(base[index], alone);
      if (key === undefined) continue;
      const same = slotRevised.find(
        (other) =>
          (placeKey(revised[other], alone) === key ||
            (alone && areHeadings(index, other) && shareContent(index, other))) &&
          fits(index, other) &&
          !isRefused(index, other) &&
          (isByPlace(base[index], alone) || shareContent(index, other)),
      );
      if (same !== undefined) found.push([index, same]);
    }
    for (const [index, other] of found.sort(([x], [y]) => x - y)) {
      const weight = smaller({ base: index, revised: other });
      const score = weight === 0 ? 0 : shares.between([index], [other]) / weight;
      placed.push({ base: [index], revised: [other], score: Math.max(byPlaceScore, score), moved: false });
    }

    function leastOf(pair: { base: number; revised: number }): number {
      return Math.max(fewest * wordWeight, little * smaller(pair));
    }

    function smaller(pair: { base: number; revised: number }): number {
      return Math.min(shares.base[pair.base] ?? 0, shares.revised[pair.revised] ?? 0);
    }

    function areHeadings(index: number, other: number): boolean {
      return base[index]?.kind === "heading" && revised[other]?.kind === "heading";
    }

    /** Whether both are free and no pair of the slot crosses this one. */
    function fits(index: number, other: number): boolean {
      return found.every(([x, y]) => (x < index && y < other) || (x > index && y > other));
    }
  }
}

/**
 * Pairs titles, verbs and headings that were reworded, by the clauses under them. A clause counts for the opener before
 * it and, if that is a heading in a division, also for the division. A division pairs only with one of its level.
 */
export function pairByMembers(
  base: readonly Clause[],
  revised: readonly Clause[],
  pairs: readonly IndexPair[],
  paired: PairedClauses,
): IndexPair[] {
  const [ofBase, ofRevised] = [openersOf(base), openersOf(revised)];
  const votes = new Map<number, Map<number, number>>();
  const votesBack = new Map<number, Map<number, number>>();
  const [divisions, others] = [divisionsOf(base), divisionsOf(revised)];
  for (const pair of pairs) {
    const [index, other] = [pair.base[0] ?? 0, pair.revised[0] ?? 0];
    vote(ofBase[index], ofRevised[other]);
    if (ofBase[index] !== divisions[index] || ofRevised[other] !== others[other]) vote(divisions[index], others[other]);
  }
  const placed: IndexPair[] = [];
  for (const [from, counts] of [...votes].sort(([x], [y]) => x - y)) {
    const to = mostOf(counts);
    if (to === undefined || paired.base.has(from) || paired.revised.has(to)) continue;
    if (mostOf(votesBack.get(to)) !== from) continue;
    // The title of an article may be reworded freely. Another verb has another meaning, so a person looks at it.
    const isTitle = base[from]?.kind === "heading";
    const score = isTitle ? memberScore(counts.get(to) ?? 0, counts, votesBack.get(to)) : byPlaceScore;
    placed.push({ base: [from], revised: [to], score, moved: false });
  }
  return placed;

  function vote(from: number | undefined, to: number | undefined): void {
    if (from === undefined || to === undefined || !alike(base[from], revised[to])) return;
    count(votes, from, to);
    count(votesBack, to, from);
  }
}

/**
 * Returns the confidence that two openers are the same: the smaller share of the members of each, less for few members.
 */
function memberScore(common: number, ...counts: (ReadonlyMap<number, number> | undefined)[]): number {
  const most = Math.max(...counts.map((votes) => [...(votes?.values() ?? [])].reduce((sum, each) => sum + each, 0)));
  return Math.max(byPlaceScore, ((common / Math.max(1, most)) * common) / (common + 1));
}

/**
 * Whether two clauses have the same kind and level of division. Outside divisions both are empty or both are not; an
 * article may get a title or lose it.
 */
function alike(one: Clause | undefined, other: Clause | undefined): boolean {
  if (!one || !other || one.kind !== other.kind) return false;
  const level = levelOf(one);
  return level === levelOf(other) && (level !== undefined || (one.start === one.end) === (other.start === other.end));
}

function levelOf({ label }: Clause): string | undefined {
  return label === null ? undefined : divisionOf(label)?.level;
}

/** For each clause, finds the division that it is in; undefined for divisions and for clauses in none. */
function divisionsOf(clauses: readonly Clause[]): (number | undefined)[] {
  let division: number | undefined;
  return clauses.map((clause, index) => {
    if (levelOf(clause) === undefined) return division;
    division = index;
    return undefined;
  });
}

/** For each clause, finds the opener above it; undefined for openers and for clauses before the first one. */
export function openersOf(clauses: readonly Clause[]): (number | undefined)[] {
  let opener: number | undefined;
  return clauses.map((clause, index) => {
    if (!openers.has(clause.kind)) return opener;
    opener = index;
    return undefined;
  });
}

function count(votes: Map<number, Map<number, number>>, from: number, to: number): void {
  const counts = votes.get(from) ?? new Map<number, number>();
  votes.set(from, counts);
  counts.set(to, (counts.get(to) ?? 0) + 1);
}

/** Returns the candidate with more than half of the votes. */
function mostOf(counts: ReadonlyMap<number, number> | undefined): number | undefined {
  if (!counts) return undefined;
  const all = [...counts.values()].reduce((sum, each) => sum + each, 0);
  return [...counts].find(([, each]) => 2 * each > all)?.[0];
}

/** Whether two clauses have the same label, and one that contains a number. */
export function haveSameNumber(one: Clause | undefined, other: Clause | undefined): boolean {
  return one?.label != null && one.label === other?.label && isNumber(one.label);
}

/** Whether a label contains a number, also a Roman one: "2", "Chapter IV". */
function isNumber(label: string): boolean {
  return /\p{N}/u.test(label) || divisionOf(label) !== undefined;
}

/** Lists the shares between clauses that are still free, by base clause. */
function weakEdges({ edges }: Shares, paired: PairedClauses): Map<number, Shares["edges"]> {
  const lists = new Map<number, Shares["edges"]>();
  for (const edge of edges) {
    if (paired.base.has(edge.base) || paired.revised.has(edge.revised)) continue;
    const list = lists.get(edge.base);
    if (list) list.push(edge);
    else lists.set(edge.base, [edge]);
  }
  return lists;
}

/**
 * Returns the key that two clauses of one slot must share to be paired by position; undefined if position is no
 * evidence.
 */
function placeKey(clause: Clause | undefined, alone: boolean): string | undefined {
  if (!clause) return undefined;
  const { kind, label } = clause;
  if (clause.start === clause.end) return JSON.stringify([kind, label, true]);
  if (isByPlace(clause, alone) || (label !== null && isNumber(label))) return JSON.stringify([kind, label, false]);
  return undefined;
}

/** Whether a clause is defined by its position: it has no text, or is alone and of such a kind. */
function isByPlace(clause: Clause | undefined, alone: boolean): boolean {
  return clause !== undefined && (clause.start === clause.end || (alone && kindsByPlace.has(clause.kind)));
}

function range(start: number, end: number): number[] {
  return Array.from({ length: Math.max(0, end - start) }, (_, index) => start + index);
}

/** Clauses at the same position in two texts in different languages. */
export interface TranslatedClauses {
  /** Clause ids, in document order. */
  pairs: { base: string; revised: string }[];
  /** 0 to 1: share of the longer text's clauses that have a counterpart. */
  score: number;
}

/** If two texts differ by more clauses than this, they are not translations of each other. */
const mostDifferences = 500;

/**
 * Pairs the clauses of one text in two languages. They share no words, so the order, kinds, depths and labels decide.
 * Labels are compared as numbers, because "c)" is "ج)" in Arabic.
 */
export function translatedClauses(base: readonly Clause[], revised: readonly Clause[]): TranslatedClauses {
  const parts = diffArrays(base.map(shapeOf), revised.map(shapeOf), {
    comparator: isSameShape,
    maxEditLength: mostDifferences,
  });
  const pairs: TranslatedClauses["pairs"] = [];
  let [a, b] = [0, 0];
  for (const { added, removed, count } of parts ?? []) {
    for (let k = 0; k < count && !added && !removed; k += 1) {
      const [from, to] = [base[a + k], revised[b + k]];
      if (from && to) pairs.push({ base: from.id, revised: to.id });
    }
    if (!added) a += count;
    if (!removed) b += count;
  }
  return { pairs, score: pairs.length / Math.max(1, base.length, revised.length) };
}

interface Shape {
  kind: string;
  depth: number;
  /** The possible ordinals of each part of the label ("2.1" has two parts); empty without a label. */
  ordinals: number[][];
}

function shapeOf({ kind, depth, label }: Clause): Shape {
  const parts = label?.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return { kind, depth, ordinals: parts.map((part) => readOrdinal(part).map(({ ordinal }) => ordinal)) };
}

function isSameShape(base: Shape, revised: Shape): boolean {
  return (
    base.kind === revised.kind &&
    base.depth === revised.depth &&
    base.ordinals.length === revised.ordinals.length &&
    base.ordinals.every((readings, index) => {
      const others = revised.ordinals[index] ?? [];
      return (readings.length === 0 && others.length === 0) || readings.some((reading) => others.includes(reading));
    })
  );
}
