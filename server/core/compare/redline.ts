import * as z from "zod";
import {
  changeClasses,
  relations,
  TextRange,
  type Change,
  type ClausePair,
  type Comparison,
} from "#core/compare/comparison.ts";
import { segmentKinds, weaveRows, type DrawnRow, type DrawnSegment } from "#core/compare/weave-rows.ts";
import type { Clause, VersionText } from "#core/text/clause.ts";

/** A piece of a redlined clause. The text itself is read from the version text by the range. */
export const RedlineSegment = z.object({
  /**
   * kept: in both; deleted and moved-away: in the base alone; inserted and moved-here: in the revised alone.
   * A moved run is two segments, moved-away at its old place and moved-here at its new one, with the same `move` number.
   */
  kind: z.enum(segmentKinds),
  /** Range in the base's text; null for inserted. For moved-here, where the words came from. */
  base: TextRange.nullable(),
  /** Range in the revised's text; null for deleted. For moved-away, where the words went. */
  revised: TextRange.nullable(),
  /** The class of change; null for kept. */
  class: z.enum(changeClasses).nullable(),
  /** Counts changes from 1 in reading order, the same for a deletion and the insertion that replaces it; null for kept. */
  change: z.int().positive().nullable(),
  /** Joins the two places of a move; null elsewhere, and where only one of them is drawn as moved. */
  move: z.int().positive().nullable(),
});
export type RedlineSegment = z.infer<typeof RedlineSegment>;

/** One line of a redline: a clause of the revised, of the base, or both. */
export const RedlineRow = z.object({
  /** The base clause drawn here; null where the row shows revised text alone. */
  base: z.string().nullable(),
  /** The revised clause drawn here; null where the row shows base text alone. */
  revised: z.string().nullable(),
  relation: z.enum(relations),
  edited: z.boolean(),
  moved: z.boolean(),
  renumbered: z.boolean(),
  /** For a moved, split or merged clause: the clause ids at its other place. */
  elsewhere: z.array(z.string()),
  segments: z.array(RedlineSegment),
});
export type RedlineRow = z.infer<typeof RedlineRow>;

/**
 * Two version texts woven into one column, in reading order.
 *
 * The law, tested: clause by clause, the segments kept, inserted and moved-here, row by row, spell the revised text; the segments kept,
 * deleted and moved-away spell the base text, in order, both of them. A moved clause has therefore two rows: one at its
 * old place (base text alone) and one at its new place (revised text alone), each naming the other in `elsewhere`.
 * A split clause stands on as many rows as it became clauses, its base id on each; a merged one likewise.
 */
export const Redline = z.array(RedlineRow);
export type Redline = z.infer<typeof Redline>;

/** Draws a comparison as one column of rows, all of them. */
export function redlineOf(base: VersionText, revised: VersionText, comparison: Comparison): Redline {
  return [...redlineRows(base, revised, comparison)];
}

/**
 * Draws a comparison as one column, each row when it is asked for. Rows follow the pairs that are in order on both sides;
 * before each come the base's clauses that are gone or went elsewhere, then the revised's that are new or came from
 * elsewhere.
 */
export function* redlineRows(
  base: VersionText,
  revised: VersionText,
  comparison: Comparison,
): Generator<RedlineRow, void, undefined> {
  const draw = new Drawing(base, revised, comparison);
  const { pairOfBase, pairOfRevised } = draw;
  let b = 0;
  for (let a = 0; a <= base.clauses.length;) {
    const clause = base.clauses[a];
    const pair = clause && pairOfBase.get(clause.id);
    if (clause && pair && !isInPlace(pair)) {
      yield draw.joined(draw.baseAlone(pair, clause));
      a += 1;
      continue;
    }
    for (let other = revised.clauses[b]; other; other = revised.clauses[b]) {
      const otherPair = pairOfRevised.get(other.id);
      if (!otherPair || isInPlace(otherPair)) break;
      yield draw.joined(draw.revisedAlone(otherPair, other));
      b += 1;
    }
    if (!pair) break;
    for (const row of draw.both(pair)) yield draw.joined(row);
    a += pair.base.length;
    b += pair.revised.length;
  }
}

/** Whether a pair's clauses are drawn together; else each stands on its own side alone. */
function isInPlace({ relation, moved }: ClausePair): boolean {
  return relation !== "removed" && relation !== "added" && !moved;
}

/**
 * Draws pairs of a comparison by themselves: their clauses side by side, wherever they stand, so that a moved clause shows
 * what changed in its wording and not that it moved.
 */
export function pairRedliner(
  base: VersionText,
  revised: VersionText,
  comparison: Comparison,
): (pair: ClausePair) => Redline {
  const draw = new Drawing(base, revised, comparison);
  return (pair) => {
    const rows = draw.both(pair);
    const drawn = (kind: DrawnSegment["kind"], move: number): boolean =>
      rows.some(({ segments }) => segments.some((segment) => segment.kind === kind && segment.move === move));
    return rows.map((row) => withMoves(row, (move) => drawn("moved-away", move) && drawn("moved-here", move)));
  };
}

/**
 * A row with the numbers of the moves whose two places are both drawn as such. Where one of them is drawn as something else
 * (its words stand in a clause that moved as a whole), the other is a moved run that leads nowhere, and has no number: a
 * link to a place that is not there is none.
 */
function withMoves(row: RedlineRow, isJoined: (move: number) => boolean): RedlineRow {
  const segments = row.segments.map((segment) =>
    segment.move === null || isJoined(segment.move) ? segment : { ...segment, move: null },
  );
  return { ...row, segments };
}

class Drawing {
  readonly pairOfBase: ReadonlyMap<string, ClausePair>;
  readonly pairOfRevised: ReadonlyMap<string, ClausePair>;
  readonly #base: VersionText;
  readonly #revised: VersionText;
  readonly #baseClauses: ReadonlyMap<string, Clause>;
  readonly #revisedClauses: ReadonlyMap<string, Clause>;
  /** Changes that take text from the base, and that put text into the revised, in order of place. */
  readonly #fromBase: Change[];
  readonly #intoRevised: Change[];
  readonly #drawn = new Map<ClausePair, DrawnRow[]>();
  readonly #numbers = new Map<Change, number>();
  readonly #moveNumbers = new Map<Change, number>();
  readonly #numberedMoves: Change[] = [];
  /** Whether both places of a move are drawn as such, as far as it was asked, by the move's number. */
  readonly #joined = new Map<number, boolean>();
  /** The moves among `#fromBase`. */
  readonly #moves: Change[];

  constructor(base: VersionText, revised: VersionText, { pairs, changes }: Comparison) {
    this.#base = base;
    this.#revised = revised;
    this.pairOfBase = new Map(pairs.flatMap((pair) => pair.base.map((id) => [id, pair] as const)));
    this.pairOfRevised = new Map(pairs.flatMap((pair) => pair.revised.map((id) => [id, pair] as const)));
    this.#baseClauses = new Map(base.clauses.map((clause) => [clause.id, clause]));
    this.#revisedClauses = new Map(revised.clauses.map((clause) => [clause.id, clause]));
    this.#fromBase = changes.filter((change) => change.base[0] < change.base[1]).sort((x, y) => x.base[0] - y.base[0]);
    this.#moves = this.#fromBase.filter((change) => change.class === "move");
    this.#intoRevised = changes
      .filter((change) => change.revised[0] < change.revised[1])
      .sort((x, y) => x.revised[0] - y.revised[0]);
  }

  both(pair: ClausePair): RedlineRow[] {
    return this.#rows(pair).map((row) => this.#finish(pair, row, row.segments, []));
  }

  baseAlone(pair: ClausePair, base: Clause): RedlineRow {
    return this.#finish(pair, { base, revised: null }, this.#leaving(pair, base), pair.revised);
  }

  revisedAlone(pair: ClausePair, revised: Clause): RedlineRow {
    return this.#finish(pair, { base: null, revised }, this.#coming(pair, revised), pair.base);
  }

  /** A row of a whole redline, with the numbers of the moves whose other place is drawn as such, wherever that is. */
  joined(row: RedlineRow): RedlineRow {
    return withMoves(row, (move) => {
      const joined = this.#joined.get(move) ?? this.#isJoined(move);
      this.#joined.set(move, joined);
      return joined;
    });
  }

  #leaving(pair: ClausePair, { id }: Clause): DrawnSegment[] {
    return this.#rows(pair)
      .filter((row) => row.base?.id === id)
      .flatMap((row) => row.segments)
      .filter((segment) => segment.base !== null && segment.kind !== "moved-here")
      .map((segment) => (segment.kind === "kept" ? { ...segment, kind: "moved-away" as const } : segment));
  }

  #coming(pair: ClausePair, { id }: Clause): DrawnSegment[] {
    return this.#rows(pair)
      .filter((row) => row.revised?.id === id)
      .flatMap((row) => row.segments)
      .filter((segment) => segment.revised !== null && segment.kind !== "moved-away")
      .map((segment) => (segment.kind === "kept" ? { ...segment, kind: "moved-here" as const } : segment));
  }

  #isJoined(number: number): boolean {
    const move = this.#numberedMoves[number - 1];
    if (!move) return false;
    const isDrawn = (kind: DrawnSegment["kind"], segments: readonly DrawnSegment[]): boolean =>
      segments.some((segment) => segment.kind === kind && segment.change === move);
    const together = (pair: ClausePair): DrawnSegment[] => this.#rows(pair).flatMap(({ segments }) => segments);
    const leaves = clausesWithin(this.#base.clauses, move.base).some((clause) => {
      const pair = this.pairOfBase.get(clause.id);
      return pair && isDrawn("moved-away", isInPlace(pair) ? together(pair) : this.#leaving(pair, clause));
    });
    if (!leaves) return false;
    return clausesWithin(this.#revised.clauses, move.revised).some((clause) => {
      const pair = this.pairOfRevised.get(clause.id);
      return pair && isDrawn("moved-here", isInPlace(pair) ? together(pair) : this.#coming(pair, clause));
    });
  }

  #rows(pair: ClausePair): DrawnRow[] {
    const known = this.#drawn.get(pair);
    if (known) return known;
    const baseClauses = pair.base.map((id) => this.#clause(this.#baseClauses, id));
    const revisedClauses = pair.revised.map((id) => this.#clause(this.#revisedClauses, id));
    const carriedBy = pair.moved ? this.#moveOf(baseClauses[0], revisedClauses[0]) : null;
    const rows = weaveRows(
      baseClauses,
      revisedClauses,
      within(this.#fromBase, "base", baseClauses, carriedBy),
      within(this.#intoRevised, "revised", revisedClauses, carriedBy),
      carriedBy,
    );
    this.#drawn.set(pair, rows);
    return rows;
  }

  /** The move that carried a whole clause. */
  #moveOf(base: Clause | undefined, revised: Clause | undefined): Change | null {
    if (!base || !revised) return null;
    let found: Change | undefined;
    for (let k = firstAfter(this.#moves, base.start) - 1; k >= 0 && !found; k -= 1) {
      const move = this.#moves[k];
      const whole =
        move && base.end <= move.base[1] && move.revised[0] <= revised.start && revised.end <= move.revised[1];
      if (whole) found = move;
    }
    return found ?? null;
  }

  #finish(
    pair: ClausePair,
    { base, revised }: { base: Clause | null; revised: Clause | null },
    segments: readonly DrawnSegment[],
    elsewhere: readonly string[],
  ): RedlineRow {
    const other = pair.relation === "1:n" ? pair.revised : pair.relation === "n:1" ? pair.base : [];
    const named = elsewhere.length > 0 ? elsewhere : other.filter((id) => id !== base?.id && id !== revised?.id);
    return {
      base: base?.id ?? null,
      revised: revised?.id ?? null,
      relation: pair.relation,
      edited: pair.edited,
      moved: pair.moved,
      renumbered: pair.renumbered,
      elsewhere: [...named],
      segments: segments.map((segment) => this.#number(segment)),
    };
  }

  #number({ kind, base, revised, change }: DrawnSegment): RedlineSegment {
    if (!change) return { kind, base, revised, class: null, change: null, move: null };
    const number = this.#numbers.get(change) ?? this.#numbers.size + 1;
    this.#numbers.set(change, number);
    if (change.class !== "move") return { kind, base, revised, class: change.class, change: number, move: null };
    const known = this.#moveNumbers.get(change);
    const move = known ?? this.#numberedMoves.push(change);
    if (known === undefined) this.#moveNumbers.set(change, move);
    return { kind, base, revised, class: "move", change: number, move };
  }

  #clause(clauses: ReadonlyMap<string, Clause>, id: string): Clause {
    const clause = clauses.get(id);
    if (!clause) throw new RangeError(`The comparison names a clause that is not in the text: ${id}`);
    return clause;
  }
}

/** The clauses that hold some of a range. */
function clausesWithin(clauses: readonly Clause[], [start, end]: TextRange): Clause[] {
  let low = 0;
  for (let high = clauses.length; low < high;) {
    const middle = (low + high) >> 1;
    if ((clauses[middle]?.end ?? 0) <= start) low = middle + 1;
    else high = middle;
  }
  const within: Clause[] = [];
  for (let clause = clauses[low]; clause && clause.start < end; clause = clauses[++low]) within.push(clause);
  return within;
}

/** The first change that begins in the base after a place. */
function firstAfter(changes: readonly Change[], place: number): number {
  let low = 0;
  for (let high = changes.length; low < high;) {
    const middle = (low + high) >> 1;
    if ((changes[middle]?.base[0] ?? 0) <= place) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The changes that lie within some clauses on one side, without the move that carries the clauses themselves. */
function within(
  changes: readonly Change[],
  side: "base" | "revised",
  clauses: readonly Clause[],
  carriedBy: Change | null,
): Change[] {
  const found: Change[] = [];
  for (const clause of clauses) {
    let low = 0;
    for (let high = changes.length; low < high;) {
      const middle = (low + high) >> 1;
      if ((changes[middle]?.[side][0] ?? 0) < clause.start) low = middle + 1;
      else high = middle;
    }
    for (let change = changes[low]; change && change[side][0] < clause.end; change = changes[++low]) {
      if (change === carriedBy || change[side][1] > clause.end) continue;
      found.push(change);
    }
  }
  return found;
}
