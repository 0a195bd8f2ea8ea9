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

/**
 * Draws a comparison as one column of rows. Rows follow the pairs that are in order on both sides; before each come the
 * base's clauses that are gone or went elsewhere, then the revised's that are new or came from elsewhere.
 */
export function redlineOf(base: VersionText, revised: VersionText, comparison: Comparison): Redline {
  const draw = new Drawing(base, revised, comparison.changes);
  const pairOfBase = new Map(comparison.pairs.flatMap((pair) => pair.base.map((id) => [id, pair] as const)));
  const pairOfRevised = new Map(comparison.pairs.flatMap((pair) => pair.revised.map((id) => [id, pair] as const)));
  const rows: RedlineRow[] = [];
  let b = 0;
  for (let a = 0; a <= base.clauses.length;) {
    const clause = base.clauses[a];
    const pair = clause && pairOfBase.get(clause.id);
    const inPlace = pair && pair.relation !== "removed" && !pair.moved;
    if (clause && pair && !inPlace) {
      rows.push(...draw.baseAlone(pair, clause.id));
      a += 1;
      continue;
    }
    for (let other = revised.clauses[b]; other; other = revised.clauses[b]) {
      const otherPair = pairOfRevised.get(other.id);
      if (!otherPair || (otherPair.relation !== "added" && !otherPair.moved)) break;
      rows.push(...draw.revisedAlone(otherPair, other.id));
      b += 1;
    }
    if (!pair) break;
    rows.push(...draw.both(pair));
    a += pair.base.length;
    b += pair.revised.length;
  }
  return withBothPlaces(rows);
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
  const draw = new Drawing(base, revised, comparison.changes);
  return (pair) => withBothPlaces(draw.both(pair));
}

/**
 * A move joins two places. Where one of them is drawn as something else (its words stand in a clause that moved as a
 * whole), the other is a moved run that leads nowhere, and has no number: a link to a place that is not there is none.
 */
function withBothPlaces(rows: readonly RedlineRow[]): RedlineRow[] {
  const places = { "moved-away": new Set<number>(), "moved-here": new Set<number>() };
  for (const { segments } of rows) {
    for (const { kind, move } of segments) {
      if (move !== null && (kind === "moved-away" || kind === "moved-here")) places[kind].add(move);
    }
  }
  const isJoined = (move: number | null): boolean =>
    move !== null && places["moved-away"].has(move) && places["moved-here"].has(move);
  return rows.map((row) => ({
    ...row,
    segments: row.segments.map((segment) => (isJoined(segment.move) ? segment : { ...segment, move: null })),
  }));
}

class Drawing {
  readonly #baseClauses: ReadonlyMap<string, Clause>;
  readonly #revisedClauses: ReadonlyMap<string, Clause>;
  /** Changes that take text from the base, and that put text into the revised, in order of place. */
  readonly #fromBase: Change[];
  readonly #intoRevised: Change[];
  readonly #drawn = new Map<ClausePair, DrawnRow[]>();
  readonly #numbers = new Map<Change, number>();
  readonly #moveNumbers = new Map<Change, number>();
  /** The moves among `#fromBase`. */
  readonly #moves: Change[];

  constructor(base: VersionText, revised: VersionText, changes: readonly Change[]) {
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

  baseAlone(pair: ClausePair, id: string): RedlineRow[] {
    const segments = this.#rows(pair)
      .filter((row) => row.base?.id === id)
      .flatMap((row) => row.segments)
      .filter((segment) => segment.base !== null && segment.kind !== "moved-here")
      .map((segment) => (segment.kind === "kept" ? { ...segment, kind: "moved-away" as const } : segment));
    return [this.#finish(pair, { base: this.#clause(this.#baseClauses, id), revised: null }, segments, pair.revised)];
  }

  revisedAlone(pair: ClausePair, id: string): RedlineRow[] {
    const segments = this.#rows(pair)
      .filter((row) => row.revised?.id === id)
      .flatMap((row) => row.segments)
      .filter((segment) => segment.revised !== null && segment.kind !== "moved-away")
      .map((segment) => (segment.kind === "kept" ? { ...segment, kind: "moved-here" as const } : segment));
    return [this.#finish(pair, { base: null, revised: this.#clause(this.#revisedClauses, id) }, segments, pair.base)];
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
    const move = this.#moveNumbers.get(change) ?? this.#moveNumbers.size + 1;
    this.#moveNumbers.set(change, move);
    return { kind, base, revised, class: "move", change: number, move };
  }

  #clause(clauses: ReadonlyMap<string, Clause>, id: string): Clause {
    const clause = clauses.get(id);
    if (!clause) throw new RangeError(`The comparison names a clause that is not in the text: ${id}`);
    return clause;
  }
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
