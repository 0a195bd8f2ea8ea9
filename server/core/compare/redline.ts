import type { Change, ClausePair, Comparison, TextRange } from "#core/compare/comparison.ts";
import type { Redline, RedlineRow, RedlineSegment } from "#core/compare/redline-row.ts";
import { weaveRows, type WovenRow, type WovenSegment } from "#core/compare/weave-rows.ts";
import type { Clause, VersionText } from "#core/text/clause.ts";

/** Renders a comparison as one column, with all rows at once. */
export function redlineOf(base: VersionText, revised: VersionText, comparison: Comparison): Redline {
  return [...redlineRows(base, revised, comparison)];
}

/**
 * Renders a comparison as one column, row by row on demand. Rows follow the pairs that are in order on both sides.
 * Before each pair come the base clauses that were deleted or moved away, then the revised clauses that were inserted
 * or moved here.
 */
export function* redlineRows(
  base: VersionText,
  revised: VersionText,
  comparison: Comparison,
): Generator<RedlineRow, void, undefined> {
  const builder = new RedlineBuilder(base, revised, comparison);
  const { pairOfBase, pairOfRevised } = builder;
  let b = 0;
  for (let a = 0; a <= base.clauses.length;) {
    const clause = base.clauses[a];
    const pair = clause && pairOfBase.get(clause.id);
    if (clause && pair && !isInPlace(pair)) {
      yield builder.joined(builder.baseOnly(pair, clause));
      a += 1;
      continue;
    }
    for (let other = revised.clauses[b]; other; other = revised.clauses[b]) {
      const otherPair = pairOfRevised.get(other.id);
      if (!otherPair || isInPlace(otherPair)) break;
      yield builder.joined(builder.revisedOnly(otherPair, other));
      b += 1;
    }
    if (!pair) break;
    for (const row of builder.both(pair)) {
      // Other clauses may lie between the parts of a split or merged clause.
      if (row.base !== base.clauses[a - 1]?.id) {
        for (let other = base.clauses[a]; other && other.id !== row.base; other = base.clauses[(a += 1)]) {
          const otherPair = pairOfBase.get(other.id);
          if (otherPair) yield builder.joined(builder.baseOnly(otherPair, other));
        }
        a += 1;
      }
      if (row.revised !== revised.clauses[b - 1]?.id) {
        for (let other = revised.clauses[b]; other && other.id !== row.revised; other = revised.clauses[(b += 1)]) {
          const otherPair = pairOfRevised.get(other.id);
          if (otherPair) yield builder.joined(builder.revisedOnly(otherPair, other));
        }
        b += 1;
      }
      yield builder.joined(row);
    }
  }
}

/** Whether a pair's clauses are drawn together; if not, each side has its own rows. */
function isInPlace({ relation, moved }: ClausePair): boolean {
  return relation !== "removed" && relation !== "added" && !moved;
}

/**
 * Renders single pairs of a comparison: their clauses side by side, whatever their positions. A moved clause then shows
 * its changes of wording but not its move.
 */
export function pairRedliner(
  base: VersionText,
  revised: VersionText,
  comparison: Comparison,
): (pair: ClausePair) => Redline {
  const builder = new RedlineBuilder(base, revised, comparison);
  return (pair) => {
    const rows = builder.both(pair);
    const hasSegment = (kind: WovenSegment["kind"], move: number): boolean =>
      rows.some(({ segments }) => segments.some((segment) => segment.kind === kind && segment.move === move));
    return rows.map((row) =>
      withMoves(row, (move) => hasSegment("moved-away", move) && hasSegment("moved-here", move)),
    );
  };
}

/**
 * Keeps only the numbers of moves whose two positions are both drawn as moved. One of them may be drawn differently,
 * because its words are in a clause that moved as a whole. The other then has no number, because there is nothing to
 * link to.
 */
function withMoves(row: RedlineRow, isJoined: (move: number) => boolean): RedlineRow {
  const segments = row.segments.map((segment) =>
    segment.move === null || isJoined(segment.move) ? segment : { ...segment, move: null },
  );
  return { ...row, segments };
}

class RedlineBuilder {
  readonly pairOfBase: ReadonlyMap<string, ClausePair>;
  readonly pairOfRevised: ReadonlyMap<string, ClausePair>;
  readonly #base: VersionText;
  readonly #revised: VersionText;
  readonly #baseClauses: ReadonlyMap<string, Clause>;
  readonly #revisedClauses: ReadonlyMap<string, Clause>;
  /** Changes with base text, and changes with revised text, each in the order of their positions. */
  readonly #fromBase: Change[];
  readonly #intoRevised: Change[];
  readonly #rowsByPair = new Map<ClausePair, WovenRow[]>();
  readonly #numbers = new Map<Change, number>();
  readonly #moveNumbers = new Map<Change, number>();
  readonly #numberedMoves: Change[] = [];
  /** Cache, by move number: whether both positions of a move are drawn as moved. */
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

  baseOnly(pair: ClausePair, base: Clause): RedlineRow {
    return this.#finish(pair, { base, revised: null }, this.#leaving(pair, base), pair.revised);
  }

  revisedOnly(pair: ClausePair, revised: Clause): RedlineRow {
    return this.#finish(pair, { base: null, revised }, this.#coming(pair, revised), pair.base);
  }

  /**
   * Returns a row of a complete redline. It keeps the numbers of moves whose other position, anywhere in the redline,
   * is also drawn as moved.
   */
  joined(row: RedlineRow): RedlineRow {
    return withMoves(row, (move) => {
      const joined = this.#joined.get(move) ?? this.#isJoined(move);
      this.#joined.set(move, joined);
      return joined;
    });
  }

  #leaving(pair: ClausePair, { id }: Clause): WovenSegment[] {
    return this.#rows(pair)
      .filter((row) => row.base?.id === id)
      .flatMap((row) => row.segments)
      .filter((segment) => segment.base !== null && segment.kind !== "moved-here")
      .map((segment) => (segment.kind === "kept" ? { ...segment, kind: "moved-away" as const } : segment));
  }

  #coming(pair: ClausePair, { id }: Clause): WovenSegment[] {
    return this.#rows(pair)
      .filter((row) => row.revised?.id === id)
      .flatMap((row) => row.segments)
      .filter((segment) => segment.revised !== null && segment.kind !== "moved-away")
      .map((segment) => (segment.kind === "kept" ? { ...segment, kind: "moved-here" as const } : segment));
  }

  #isJoined(number: number): boolean {
    const move = this.#numberedMoves[number - 1];
    if (!move) return false;
    const hasSegment = (kind: WovenSegment["kind"], segments: readonly WovenSegment[]): boolean =>
      segments.some((segment) => segment.kind === kind && segment.change === move);
    const together = (pair: ClausePair): WovenSegment[] => this.#rows(pair).flatMap(({ segments }) => segments);
    const leaves = clausesWithin(this.#base.clauses, move.base).some((clause) => {
      const pair = this.pairOfBase.get(clause.id);
      return pair && hasSegment("moved-away", isInPlace(pair) ? together(pair) : this.#leaving(pair, clause));
    });
    if (!leaves) return false;
    return clausesWithin(this.#revised.clauses, move.revised).some((clause) => {
      const pair = this.pairOfRevised.get(clause.id);
      return pair && hasSegment("moved-here", isInPlace(pair) ? together(pair) : this.#coming(pair, clause));
    });
  }

  #rows(pair: ClausePair): WovenRow[] {
    const known = this.#rowsByPair.get(pair);
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
    this.#rowsByPair.set(pair, rows);
    return rows;
  }

  /** Finds the move that contains a whole clause. */
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
    segments: readonly WovenSegment[],
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

  #number({ kind, base, revised, change }: WovenSegment): RedlineSegment {
    if (!change) return { kind, base, revised, class: null, change: null, move: null };
    const number = this.#numbers.get(change) ?? this.#numbers.size + 1;
    this.#numbers.set(change, number);
    const also = change.also && { also: change.also };
    if (change.class !== "move")
      return { kind, base, revised, class: change.class, ...also, change: number, move: null };
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

/** Returns the clauses that overlap a range. */
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

/** Returns the index of the first change that begins after an offset of the base. */
function firstAfter(changes: readonly Change[], position: number): number {
  let low = 0;
  for (let high = changes.length; low < high;) {
    const middle = (low + high) >> 1;
    if ((changes[middle]?.base[0] ?? 0) <= position) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Returns the changes within some clauses on one side, except the move of the clauses themselves. */
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
