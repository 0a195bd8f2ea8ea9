import {
  bracketSpans,
  firstFrom,
  noSpan,
  noToken,
  type OpenSpan,
  optionSpans,
} from "#core/compare/changes/open-spans.ts";
import { type ClauseMap, clauseMaps, pairSpans, spanHints, type SpanSide } from "#core/compare/changes/pair-spans.ts";
import type {
  BracketChanges,
  ClosedOutcome,
  Comparison,
  KeptRange,
  OpenedWording,
  OpenPoint,
} from "#core/compare/comparison.ts";
import { unmapped } from "#core/compare/words/word-map.ts";
import type { VersionText } from "#core/text/clause.ts";
import { Lexicon } from "#core/text/lexicon.ts";
import { optionOf } from "#core/text/labels/option.ts";
import { tokenKind, type Words, wordsOf } from "#core/text/tokens.ts";

/**
 * Compares the brackets and options of two texts.
 *
 * - A bracket remained if the other draft has a bracket with both of its signs, or one that holds most of its words, or
 *   whose words it mostly holds. Each has at most one counterpart: the one with the largest share of common words and
 *   signs. The word map (`kept`) decides which words and signs are the same.
 * - A bracket also remained if it is the only one on either side between the same kept words.
 * - An option remained if most of its words are in one option of the other draft, or the other way round, or if the
 *   option of the same name belongs to the same clause.
 * - A bracket or option of the base without a counterpart closed. Its outcome depends on where its words are now: if
 *   most are kept, whether they are outside all brackets and between the same words; if not, whether new words are at
 *   the same place.
 * - One of the revised text without a counterpart opened. Its wording is new unless the base has most of its words.
 *
 * The time grows with the length of the texts and the number of brackets, not with their product.
 */
export function bracketChanges(
  base: VersionText,
  revised: VersionText,
  comparison: Pick<Comparison, "kept" | "pairs">,
): BracketChanges {
  const tokens = tokensKept(base, revised, comparison.kept);
  const clauses = clauseMaps(base, revised, comparison.pairs);
  const changes: BracketChanges = { opened: [], closed: [], remained: [] };
  for (const spansOf of [bracketSpans, optionSpans]) {
    const from = { ...tokens.base, version: base, spans: spansOf(base, tokens.base) };
    const to = { ...tokens.revised, version: revised, spans: spansOf(revised, tokens.revised) };
    const paired = pairSpans(from, to, spanHints(from, to, clauses.toRevised));
    const [baseFates, revisedFates] = [new SpanFates(from, to), new SpanFates(to, from)];
    const taken = new Set(paired);
    const alone = aloneIn(
      to.spans,
      (index) => !taken.has(index),
      (span) => revisedFates.around(span),
    );
    const gaps = aloneIn(
      from.spans,
      (index) => paired[index] === noSpan,
      (span) => baseFates.gap(span, clauses.toRevised),
    );
    for (const [gap, index] of gaps) if (index !== noSpan) paired[index] = alone.get(gap) ?? noSpan;
    const remained = new Set(paired);
    for (const [index, span] of from.spans.entries()) {
      if (paired[index] !== noSpan) continue;
      changes.closed.push({ ...pointOf(base, span), outcome: baseFates.outcome(span, clauses.toRevised) });
    }
    for (const [index, span] of to.spans.entries()) {
      const point = pointOf(revised, span);
      if (remained.has(index)) changes.remained.push(point);
      else changes.opened.push({ ...point, wording: revisedFates.wording(span, clauses.toBase) });
    }
  }
  for (const list of [changes.opened, changes.closed, changes.remained] satisfies OpenPoint[][]) {
    list.sort((one, other) => one.range[0] - other.range[0]);
  }
  return changes;
}

/**
 * Returns the spans with both signs that are alone in their range of tokens, by that range. `noSpan` marks a range of
 * several.
 */
function aloneIn(
  spans: readonly OpenSpan[],
  isLeft: (index: number) => boolean,
  rangeOf: (span: OpenSpan) => readonly number[],
): Map<string, number> {
  const found = new Map<string, number>();
  for (const [index, span] of spans.entries()) {
    if (!isLeft(index) || span.signs.includes(noToken)) continue;
    const range = rangeOf(span).join(" ");
    found.set(range, found.has(range) ? noSpan : index);
  }
  return found;
}

/** Number of UTF-16 code units of a point's text that are shown. */
const longestText = 160;

function pointOf({ text, clauses }: VersionText, span: OpenSpan): OpenPoint {
  const { kind, start, end, isLabel } = span;
  const { id = "", citation = "", label = null, start: clauseStart = 0 } = clauses[span.clause] ?? {};
  const isSignInLabel = kind === "bracket" ? span.signs[0] === noToken : start === clauseStart;
  const isNamed = isSignInLabel && label !== null && (kind === "bracket" || optionOf(label) !== undefined);
  // Twice as long, because whitespace is collapsed.
  const cut = Math.min(end, start + 2 * longestText);
  const inside = isLabel ? "" : text.slice(start, cut);
  return {
    kind,
    clause: id,
    citation,
    range: [start, isLabel ? start : end],
    text: beginningOf(isNamed ? `${label} ${inside}` : inside, !isLabel && cut < end),
  };
}

function beginningOf(text: string, goesOn: boolean): string {
  const line = text.replace(/\s+/gu, " ").trim();
  if (line.length <= longestText && !goesOn) return line;
  return `${line.slice(0, longestText).replace(/(?<!\s)\s+\S{0,20}$|[\uD800-\uDBFF]$/u, "")}…`;
}

/** The spans of a text, with the first token of each clause. */
export interface ClauseSide extends SpanSide {
  firsts: Int32Array;
}

/** New words at the place of a span replace it if they are at least this share of its words. Fewer are another edit. */
const leastReplaced = 0.25;

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
    if (kept * 2 > span.words) {
      if (within(this.#outside, span) * 2 <= kept) return "enclosed";
      return this.#isElsewhere(span, clauses) ? "moved" : "agreed";
    }
    return this.#isReplaced(span, clauses) ? "changed" : "deleted";
  }

  /** Returns whether the wording of a span of the later text is new. */
  wording(span: OpenSpan, clauses: ClauseMap): OpenedWording {
    const isKnown = span.isLabel ? clauses.has(span.clause) : within(this.#kept, span) * 2 > span.words;
    return isKnown ? "existing" : "new";
  }

  /** Whether most words of a span that the other text has are not between the neighbours of the span. */
  #isElsewhere(span: OpenSpan, clauses: ClauseMap): boolean {
    if (!clauses.has(span.clause) || !clauses.has(span.lastClause)) return false;
    const [from, to] = this.gap(span, clauses);
    const { kinds, toOther } = this.#side;
    let [here, away] = [0, 0];
    for (let token = span.first; token < span.last; token += 1) {
      const place = toOther[token] ?? unmapped;
      if (place === unmapped || kinds[token] === tokenKind.mark) continue;
      if (place >= from && place < to) here += 1;
      else away += 1;
    }
    return away > here;
  }

  /** Whether the other text has new words in the gap of a span, and enough of them to stand for its words. */
  #isReplaced(span: OpenSpan, clauses: ClauseMap): boolean {
    const [from, to] = this.gap(span, clauses);
    const added = (this.#added[to] ?? 0) - (this.#added[from] ?? 0);
    return from < to && added > 0 && added >= leastReplaced * span.words;
  }

  /** Returns the tokens between the nearest ones around a span that the other text has, in its clauses: [start, end). */
  around({ clause, lastClause, first, last, signs }: OpenSpan): [start: number, end: number] {
    const { firsts } = this.#side;
    const before = this.#before[(signs[0] < 0 ? first : signs[0]) - 1] ?? unmapped;
    const after = this.#after[signs[1] < 0 ? last : signs[1] + 1] ?? unmapped;
    const end = firsts[lastClause + 1] ?? 0;
    return [Math.max(before + 1, firsts[clause] ?? 0), after === unmapped ? end : Math.min(after, end)];
  }

  /**
   * Returns the tokens of the other text between the same neighbours, in the clauses that the span's clauses became. Empty
   * if these are unknown, or if the neighbours changed places.
   */
  gap(span: OpenSpan, clauses: ClauseMap): [start: number, end: number] {
    const [first, last] = [clauses.get(span.clause)?.[0], clauses.get(span.lastClause)?.[1]];
    if (first === undefined || last === undefined) return [0, 0];
    const { firsts, toOther } = this.#side;
    const [start, end] = this.around(span);
    return [
      start === firsts[span.clause] ? (this.#other.firsts[first] ?? 0) : (toOther[start - 1] ?? 0) + 1,
      end === firsts[span.lastClause + 1] ? (this.#other.firsts[last + 1] ?? 0) : (toOther[end] ?? 0),
    ];
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

/** The tokens of a text, and for each the same token of the other text; `unmapped` if it has none. */
export type KeptTokens = Words & { toOther: Int32Array };

/** Reads the tokens of two texts and maps them by the ranges of a comparison. */
export function tokensKept(
  base: VersionText,
  revised: VersionText,
  kept: readonly KeptRange[],
): { base: KeptTokens; revised: KeptTokens } {
  const lexicon = new Lexicon();
  const [from, to] = [wordsOf(base, lexicon), wordsOf(revised, lexicon)];
  const toRevised = new Int32Array(from.count).fill(unmapped);
  const toBase = new Int32Array(to.count).fill(unmapped);
  for (const [start, end, revisedStart, revisedEnd] of kept) {
    let [token, other] = [firstFrom(from.starts, start), firstFrom(to.starts, revisedStart)];
    // Both sides of a range have the same tokens.
    while ((from.starts[token] ?? Infinity) < end && (to.starts[other] ?? Infinity) < revisedEnd) {
      toRevised[token] = other;
      toBase[other] = token;
      token += 1;
      other += 1;
    }
  }
  return { base: { ...from, toOther: toRevised }, revised: { ...to, toOther: toBase } };
}
