import type { Comparison } from "#core/compare/comparison.ts";
import type { BracketChanges, OpenPoint } from "#core/compare/open-point.ts";
import { bracketSpans, noSpan, noToken, type OpenSpan, optionSpans } from "#core/compare/open-spans.ts";
import { pairSpans } from "#core/compare/pair-spans.ts";
import { SpanFates } from "#core/compare/span-fates.ts";
import { clauseMaps, spanHints } from "#core/compare/span-hints.ts";
import { tokensKept } from "#core/compare/tokens-kept.ts";
import type { VersionText } from "#core/text/clause.ts";
import { optionOf } from "#core/text/option.ts";

/**
 * Compares the brackets and options of two texts.
 *
 * - A bracket remained if the other draft has a bracket with both of its signs, or one that holds most of its words, or
 *   whose words it mostly holds. Each has at most one counterpart: the one with the largest share of common words and
 *   signs. The word map (`kept`) decides which words and signs are the same.
 * - An option remained if most of its words are in one option of the other draft, or the other way round, or if the
 *   option of the same name belongs to the same clause.
 * - A bracket or option of the base without a counterpart closed. Its outcome depends on where its words are now: if
 *   most are kept, whether they are outside all brackets; if not, whether a fifth is kept or new words are at the same
 *   place.
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
    const remained = new Set(paired);
    const [baseFates, revisedFates] = [new SpanFates(from, to), new SpanFates(to, from)];
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
