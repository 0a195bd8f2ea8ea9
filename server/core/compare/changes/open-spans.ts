import type { OpenKind } from "#core/compare/comparison.ts";
import type { VersionText } from "#core/text/clause.ts";
import { alternativeName, matchBrackets } from "#core/text/negotiation/signs.ts";
import { negotiationOf } from "#core/text/negotiation/read-negotiation.ts";
import { sectionEnd } from "#core/text/section.ts";
import { tokenKind, type Words } from "#core/text/tokens.ts";

/** A bracket or an option of a text: where it is, and the tokens that it holds. */
export interface OpenSpan {
  kind: OpenKind;
  /** Indexes of the clauses in which it opens and ends. */
  clause: number;
  lastClause: number;
  /** UTF-16 offsets into the version's text, with the signs: [start, end). A sign of a label is left out. */
  start: number;
  end: number;
  /** Tokens of its two signs; `noToken` if the sign is part of a label. An option has none. */
  signs: readonly [number, number];
  /** Tokens inside it, without an option's name: [first, last). */
  first: number;
  last: number;
  /** Number of words inside it. */
  words: number;
  /** Whether both signs are in the label of its clause: "[Article 3bis]". */
  isLabel: boolean;
  /** Number or letter of an option; null if it has none. */
  number: string | null;
  /** Index of the span around it, among the spans of the same kind; `noSpan` for an outermost one. */
  parent: number;
  /** 1 for an outermost span. */
  depth: number;
}

export const noToken = -1;
export const noSpan = -1;

type FlatSpan = Omit<OpenSpan, "parent" | "depth" | "words">;

/** Finds the brackets of a text, in text order. They are the ones that `openCountsOf` counts. */
export function bracketSpans(version: VersionText, words: Words): OpenSpan[] {
  const { clauses } = version;
  const indexes = new Map(clauses.map(({ id }, index) => [id, index]));
  const counted = new Set(
    negotiationOf(version).clauses.flatMap(({ clause, marks }) =>
      marks
        .filter(({ kind, opens }) => kind === "bracket" && opens)
        .map(({ start, depth }) => keyOf(indexes.get(clause) ?? 0, start, depth)),
    ),
  );
  const spans: FlatSpan[] = [];
  let clause = 0;
  for (const { open, close, depth } of matchBrackets(version).pairs) {
    while (clause + 1 < clauses.length && open > (clauses[clause]?.end ?? 0)) clause += 1;
    const clauseStart = clauses[clause]?.start ?? 0;
    if (!counted.has(keyOf(clause, Math.max(0, open - clauseStart), depth))) continue;
    const signs = [tokenAt(words, open), tokenAt(words, close)] as const;
    const isLabel = close < clauseStart;
    const first = firstFrom(words.starts, Math.ceil(open)) + (signs[0] === noToken ? 0 : 1);
    spans.push({
      kind: "bracket",
      clause,
      lastClause: clauseWith(version, close, clause),
      start: Math.ceil(open),
      end: Math.floor(close + 1),
      signs,
      first,
      last: isLabel ? first : firstFrom(words.starts, Math.ceil(close)),
      isLabel,
      number: null,
    });
  }
  return nested(spans, words);
}

/**
 * Finds the options of a text, in text order. An option that takes up its whole clause also holds the deeper clauses
 * below it.
 */
export function optionSpans(version: VersionText, words: Words): OpenSpan[] {
  const { clauses } = version;
  const indexes = new Map(clauses.map(({ id }, index) => [id, index]));
  const spans = negotiationOf(version).clauses.flatMap(({ clause: id, marks }): FlatSpan[] => {
    const clause = indexes.get(id) ?? 0;
    const { start = 0, end = 0 } = clauses[clause] ?? {};
    return marks
      .filter(({ kind }) => kind === "alternative")
      .map((mark) => {
        // The name may be the clause's label, so that the mark is empty.
        const isWhole = mark.start === 0 && (mark.end === 0 || mark.end >= end - start);
        const lastClause = isWhole ? sectionEnd(clauses, clause) - 1 : clause;
        const spanEnd = isWhole ? (clauses[lastClause]?.end ?? end) : start + mark.end;
        return {
          kind: "option",
          clause,
          lastClause,
          start: start + mark.start,
          end: spanEnd,
          signs: [noToken, noToken],
          first: firstFrom(words.starts, start + mark.start + nameLength(version.text, start + mark.start)),
          last: firstFrom(words.starts, spanEnd),
          isLabel: false,
          number: mark.number,
        };
      });
  });
  return nested(spans, words);
}

/** Longer than any name of an option. */
const longestName = 40;

/** Returns the length of the option's name at an offset; 0 if the name is not in the text but in the label. */
function nameLength(text: string, at: number): number {
  const beginning = text.slice(at, at + longestName);
  return beginning.search(alternativeName) === 0 ? (beginning.match(alternativeName)?.[0].length ?? 0) : 0;
}

/** Adds what depends on other spans, and the number of words. The spans are in the order of their starts. */
function nested(spans: readonly FlatSpan[], { kinds }: Words): OpenSpan[] {
  const before = new Int32Array(kinds.length + 1);
  kinds.forEach((kind, token) => {
    before[token + 1] = (before[token] ?? 0) + (kind === tokenKind.mark ? 0 : 1);
  });
  const around: number[] = [];
  return spans.map((span, index) => {
    while ((spans[around.at(-1) ?? noSpan]?.last ?? Infinity) <= span.first) around.pop();
    const parent = around.at(-1) ?? noSpan;
    const depth = around.push(index);
    return { ...span, parent, depth, words: (before[span.last] ?? 0) - (before[span.first] ?? 0) };
  });
}

function keyOf(clause: number, start: number, depth: number): string {
  return `${String(clause)} ${String(start)} ${String(depth)}`;
}

/** Returns the index of the clause with an offset, from a clause that is not after it. A label is before its clause. */
function clauseWith({ clauses }: VersionText, offset: number, from: number): number {
  let [low, high] = [from, clauses.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((clauses[middle]?.end ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Returns the token that starts at an offset; `noToken` if none does. */
function tokenAt({ starts }: Words, offset: number): number {
  const token = firstFrom(starts, offset);
  return starts[token] === offset ? token : noToken;
}

/** Returns the index of the first of sorted values that is not below the wanted one; their number if all are below. */
export function firstFrom(values: Int32Array, wanted: number): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
