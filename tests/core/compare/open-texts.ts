import type { ClausePair, KeptRange } from "#core/compare/comparison.ts";
import { bracketSpans, type OpenSpan, optionSpans } from "#core/compare/changes/open-spans.ts";
import { type ClauseSide, tokensKept } from "#core/compare/changes/bracket-changes.ts";
import { type ClauseMap, clauseMaps } from "#core/compare/changes/pair-spans.ts";
import type { VersionText } from "#core/text/clause.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import { type ClauseInShort, draftOf } from "../../support/draft.ts";

/** A text with its brackets or its options. */
export type OpenText = ClauseSide & { version: VersionText };

/**
 * Reads paragraphs with ids c1, c2 and so on, one per line: "  a)| text" has a depth of 1 and the label "a)". A line
 * without "|" has no label.
 */
export function textOf(lines: string): VersionText {
  const clauses = lines.split("\n").map((line): ClauseInShort => {
    const [, indent = "", label, text = ""] = /^( *)(?:([^|]*)\|\s?)?(.*)$/u.exec(line) ?? [];
    return ["paragraph", label ?? null, text, indent.length / 2];
  });
  return versionTextOf(draftOf(clauses));
}

/** Two texts with their brackets or options, and their paired clauses. */
export interface OpenTexts {
  base: OpenText;
  revised: OpenText;
  toRevised: ClauseMap;
  toBase: ClauseMap;
}

/** Returns a pair of clauses by id: "c1 c1+c2". */
function pairOf(text: string): Pick<ClausePair, "base" | "revised"> {
  const [base = [], revised = []] = text.split(" ").map((ids) => ids.split("+"));
  return { base, revised };
}

/**
 * Reads two texts with the passages that the word map has, each at its first location in both.
 *
 * @param pairs the paired clauses, by id
 */
export function openTexts(
  from: string,
  to: string,
  passages: readonly string[],
  { pairs = ["c1 c1"], kind = "bracket" }: { pairs?: readonly string[]; kind?: "bracket" | "option" } = {},
): OpenTexts {
  const [base, revised] = [textOf(from), textOf(to)];
  const kept = passages.map((passage): KeptRange => {
    const [one, other] = [base.text.indexOf(passage), revised.text.indexOf(passage)];
    if (one < 0 || other < 0) throw new Error(`"${passage}" is not in both texts`);
    return [one, one + passage.length, other, other + passage.length];
  });
  const tokens = tokensKept(base, revised, kept);
  const spansOf = kind === "bracket" ? bracketSpans : optionSpans;
  return {
    base: { ...tokens.base, version: base, spans: spansOf(base, tokens.base) },
    revised: { ...tokens.revised, version: revised, spans: spansOf(revised, tokens.revised) },
    ...clauseMaps(base, revised, pairs.map(pairOf)),
  };
}

/** Returns a bracket or an option of a text, by index. */
export function spanAt({ spans }: OpenText, index: number): OpenSpan {
  const span = spans[index];
  if (!span) throw new Error(`No bracket or option ${String(index)}`);
  return span;
}
