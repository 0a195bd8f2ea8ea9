import { noSpan, type OpenSpan } from "#core/compare/open-spans.ts";
import type { ClosedOutcome, OpenedWording } from "#core/compare/open-point.ts";
import type { SpanSide } from "#core/compare/pair-spans.ts";
import type { ClauseMap } from "#core/compare/span-hints.ts";
import { unmapped } from "#core/compare/word-map.ts";
import { tokenKind } from "#core/text/tokens.ts";

/** The spans of a text, with the first token of each clause. */
export interface ClauseSide extends SpanSide {
  firsts: Int32Array;
}

/** From this share of kept words on, a span that lost most of them still counts as changed, not deleted. */
const leastKept = 0.2;

/** Tells what became of the words of a span that has no counterpart in the other text. */
export class SpanFates {
  readonly #side: ClauseSide;
  readonly #other: ClauseSide;
  /** Number of words before each token that the other text has, and of those that it has outside all its spans. */
  readonly #kept: Int32Array;
  readonly #outside: Int32Array;
  /** Number of words of the other text before each of its tokens that this text lacks. */
  readonly #added: Int32Array;
  /** The nearest token at or before, and at or after, each token that the other text has. */
  readonly #before: Int32Array;
  readonly #after: Int32Array;

  constructor(side: ClauseSide, other: ClauseSide) {
    this.#side = side;
    this.#other = other;
    const inSpan = new Uint8Array(other.kinds.length);
    for (const { parent, first, last } of other.spans) if (parent === noSpan) inSpan.fill(1, first, last);
    const { toOther } = side;
    this.#kept = countBefore(side.kinds, (token) => toOther[token] !== unmapped);
    this.#outside = countBefore(side.kinds, (token) => {
      const place = toOther[token] ?? unmapped;
      return place !== unmapped && inSpan[place] === 0;
    });
    this.#added = countBefore(other.kinds, (token) => other.toOther[token] === unmapped);
    this.#before = Int32Array.from(toOther);
    this.#after = Int32Array.from(toOther);
    for (const [token, place] of toOther.entries()) {
      this.#before[token] = place === unmapped ? (this.#before[token - 1] ?? unmapped) : token;
    }
    for (let token = toOther.length - 1; token >= 0; token -= 1) {
      this.#after[token] = toOther[token] === unmapped ? (this.#after[token + 1] ?? unmapped) : token;
    }
  }

  /** Returns what became of the wording of a span of the earlier text. */
  outcome(span: OpenSpan, clauses: ClauseMap): ClosedOutcome {
    if (span.isLabel) return clauses.has(span.clause) ? "agreed" : "deleted";
    const kept = within(this.#kept, span);
    if (kept * 2 > span.words) return within(this.#outside, span) * 2 > kept ? "agreed" : "enclosed";
    return kept > span.words * leastKept || this.#isReplaced(span, clauses) ? "changed" : "deleted";
  }

  /** Returns whether the wording of a span of the later text is new. */
  wording(span: OpenSpan, clauses: ClauseMap): OpenedWording {
    const isKnown = span.isLabel ? clauses.has(span.clause) : within(this.#kept, span) * 2 > span.words;
    return isKnown ? "existing" : "new";
  }

  /** Whether the other text has new words between the neighbours of a span, in the clause that its clause became. */
  #isReplaced({ clause, lastClause, first, last, signs }: OpenSpan, clauses: ClauseMap): boolean {
    const [start, end] = [clauses.get(clause)?.[0], clauses.get(lastClause)?.[1]];
    if (start === undefined || end === undefined) return false;
    const { firsts, toOther } = this.#side;
    const before = this.#before[(signs[0] < 0 ? first : signs[0]) - 1] ?? unmapped;
    const after = this.#after[signs[1] < 0 ? last : signs[1] + 1] ?? unmapped;
    const isBeforeInClause = before !== unmapped && before >= (firsts[clause] ?? 0);
    const isAfterInClause = after !== unmapped && after < (firsts[lastClause + 1] ?? 0);
    const from = isBeforeInClause ? (toOther[before] ?? 0) + 1 : (this.#other.firsts[start] ?? 0);
    const to = isAfterInClause ? (toOther[after] ?? 0) : (this.#other.firsts[end + 1] ?? 0);
    return from < to && (this.#added[to] ?? 0) > (this.#added[from] ?? 0);
  }
}

/** Returns for each token the number of words before it that count, and their total at the end. */
function countBefore(kinds: Uint8Array, counts: (token: number) => boolean): Int32Array {
  const before = new Int32Array(kinds.length + 1);
  for (const [token, kind] of kinds.entries()) {
    before[token + 1] = (before[token] ?? 0) + (kind !== tokenKind.mark && counts(token) ? 1 : 0);
  }
  return before;
}

function within(before: Int32Array, { first, last }: OpenSpan): number {
  return (before[last] ?? 0) - (before[first] ?? 0);
}
