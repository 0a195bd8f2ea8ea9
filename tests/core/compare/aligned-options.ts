import type { BoundPair } from "#core/compare/clauses/clause-pairs.ts";
import { type ComparedTexts, readTexts } from "#core/compare/compared-texts.ts";
import { alignOptions } from "#core/compare/clauses/option-alignment.ts";
import { unmapped, type WordMap } from "#core/compare/words/word-map.ts";
import type { VersionText } from "#core/text/clause.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import { type ClauseInShort, draftOf } from "../../support/draft.ts";

/**
 * Reads paragraphs, one per line: "  Option 1| Parties pay." has a depth of 1 and the label "Option 1". A line without
 * a label begins with "|"; a heading's text begins with "# ".
 */
export function textOf(lines: readonly string[]): VersionText {
  const clauses = lines.map((line): ClauseInShort => {
    const [, indent = "", label = "", sign, text = ""] = /^( *)([^|]*)\|\s?(# )?(.*)$/u.exec(line) ?? [];
    return [sign ? "heading" : "paragraph", label || null, text, indent.length / 2];
  });
  return versionTextOf(draftOf(clauses));
}

/** A passage that the word map has in both texts: base label, revised label and words. */
export type Passage = readonly [base: string, revised: string, words: string];

/** Returns a word map of two texts that has only some passages. */
export function mapOf({ base, revised, words }: ComparedTexts, passages: readonly Passage[]): WordMap {
  const toRevised = new Int32Array(words.base.count).fill(unmapped);
  const toBase = new Int32Array(words.revised.count).fill(unmapped);
  const firstToken = ({ text, clauses }: VersionText, label: string, passage: string): number => {
    const { start = 0, end = 0 } = clauses.find((clause) => clause.label === label) ?? {};
    const at = text.slice(start, end).indexOf(passage);
    if (at < 0) throw new Error(`"${passage}" is not in ${label}`);
    return words[text === base.text ? "base" : "revised"].starts.indexOf(start + at);
  };
  for (const [from, to, passage] of passages) {
    const [one, other] = [firstToken(base, from, passage), firstToken(revised, to, passage)];
    const count = passage.match(/[\p{L}\p{N}]+|[^\s\p{L}\p{N}]/gu)?.length ?? 0;
    for (let at = 0; at < count; at += 1) {
      toRevised[one + at] = other + at;
      toBase[other + at] = one + at;
    }
  }
  return { toRevised, toBase, coarse: [] };
}

/**
 * Aligns the options of two texts, given the passages that the word map has. Clauses are named by their labels.
 *
 * @param linked labels of base clauses that a person linked
 */
export function align(
  from: readonly string[],
  to: readonly string[],
  passages: readonly Passage[],
  linked: readonly string[] = [],
): Record<"bound" | "paired" | "refused" | "passedOver" | "choices", string[]> {
  const [base, revised] = [textOf(from), textOf(to)];
  const texts = readTexts(base, revised);
  const labels = {
    base: base.clauses.map(({ label }) => label ?? ""),
    revised: revised.clauses.map(({ label }) => label ?? ""),
  };
  const nameOf = (side: "base" | "revised", clause: number): string => labels[side][clause] ?? "none";
  const isFree = (side: "base" | "revised", clause: number): boolean =>
    side === "revised" || !linked.includes(nameOf(side, clause));
  const found = alignOptions(texts, mapOf(texts, passages), isFree);
  const pairText = (pair: BoundPair): string => `${nameOf("base", pair.base)} → ${nameOf("revised", pair.revised)}`;
  const all = labels.base.flatMap((_, one) => labels.revised.map((_, other) => ({ base: one, revised: other })));
  return {
    bound: found.bound.map(pairText),
    paired: found.paired.map(pairText),
    refused: all.filter((pair) => found.isRefused(pair.base, pair.revised)).map(pairText),
    passedOver: (["base", "revised"] as const).flatMap((side) =>
      labels[side].filter((_, clause) => found.isPassedOver(side, clause)),
    ),
    choices: found.choices.map(({ side, opener, options, chosen, text }) => {
      const list = options.map((option) => nameOf(side, option)).join(", ");
      const became = text.map((clause) => nameOf(side === "base" ? "revised" : "base", clause)).join(", ");
      return `${side} ${nameOf(side, opener)} (${list}): ${nameOf(side, chosen)} → ${became}`;
    }),
  };
}

/** The alignment of texts without options. */
export const nothing = { bound: [], paired: [], refused: [], passedOver: [], choices: [] };

export const aims = "1| The aim of this Agreement is access to shared networks.";
export const pay = "Developed Parties shall pay into the fund for exchange points every year.";
export const lend = "All Parties able to do so shall lend equipment to operators of networks.";
export const none = "No text on the matter is needed here.";

/** Returns a plain paragraph and one with options: "Option 1", "Option 2" and so on. */
export const options = (...texts: readonly string[]): string[] => [
  aims,
  "2|",
  ...texts.map((text, at) => `  Option ${String(at + 1)}| ${text}`),
];
