import type { PairingReason } from "#core/compare/clauses/pairing-explanation.ts";
import type { Change, ClausePair } from "#core/compare/comparison.ts";
import type { ThreeWayRow } from "#core/compare/three-way-rows.ts";

type SummaryCode =
  | "edited"
  | "moved"
  | "split"
  | "merged"
  | "added"
  | "removed"
  | "renumbered"
  | "same"
  | "formatting"
  | "only-formatting"
  | "words"
  | "unknown"
  | "below"
  | "coarse"
  | "no-word"
  | "way"
  | "way-many"
  | "returned";

/** Names of change classes and clause outcomes, and comparison summaries. */
export const comparisons = {
  "class-wording": "wording",
  "class-verb": "binding verbs (shall, should, may)",
  "class-number": "numbers and dates",
  "class-bracket": "square brackets",
  "class-punctuation": "punctuation",
  "class-variant": "quotation marks, spaces and letter forms",
  "class-footnote": "footnote references",
  "class-label": "labels",
  "class-move": "moves",

  "relation-1:1": "kept",
  "relation-1:n": "split",
  "relation-n:1": "merged",
  "relation-added": "added",
  "relation-removed": "deleted",

  "flag-edited": "edited",
  "flag-moved": "moved",
  "flag-renumbered": "renumbered",
  "flag-formatting": "formatting",

  "summary-edited": "{count, plural, one {# clause edited} other {# clauses edited}}",
  "summary-moved": "{count} moved",
  "summary-split": "{count} split",
  "summary-merged": "{count} merged",
  "summary-added": "{count} added",
  "summary-removed": "{count} deleted",
  "summary-renumbered": "{count} renumbered",
  "summary-same": "The two texts are the same.",
  "summary-formatting":
    "{count, plural, one {Formatting changed in # clause.} other {Formatting changed in # clauses.}}",
  "summary-only-formatting":
    "{count, plural, one {No text changed. Formatting changed in # clause.} other {No text changed. Formatting changed in # clauses.}}",
  "summary-words":
    "{inserted, plural, one {# word} other {# words}} added, {deleted} deleted{moved, plural, =0 {} other {, # moved}}",
  "summary-unknown": "Compare with previous draft",
  "outcome-unchanged": "unchanged",
  "outcome-revised": "changed in the first",
  "outcome-other": "changed in the second",
  "outcome-agreed": "same change in both",
  "outcome-apart": "changed in both, in different parts",
  "outcome-conflict": "changed differently in both",

  "origin-brought":
    "“{words}”: added in {draft}{again, select, yes {, restored in {restored}} other {}}{source, select, named {, as proposed by {by}} hidden {, as proposed} other {}}",
  "origin-unknown": "an earlier draft",

  "summary-coarse":
    "The comparison is less precise in {clauses}{count, plural, =0 {} one { and # other clause} other { and # other clauses}} because too much text differs.",
  "summary-no-word": "no words changed",
  "summary-way": "Compared through {drafts}.",
  "summary-way-many": "Compared through {count} intermediate drafts.",
  "summary-below": "{count, plural, one {# more line is} other {# more lines are}} below the changes.",
  "summary-returned":
    "{count, plural, one {# deleted word or punctuation mark was restored.} other {# deleted words and punctuation marks were restored.}}",
} as const satisfies Readonly<
  Record<
    | `class-${Change["class"]}`
    | `relation-${ClausePair["relation"]}`
    | `flag-${"edited" | "moved" | "renumbered" | "formatting"}`
    | `summary-${SummaryCode}`
    | `outcome-${ThreeWayRow["outcome"]}`
    | `origin-${"brought" | "unknown"}`,
    string
  >
>;

/** Reasons why clauses of two drafts were or were not paired. */
export const pairings: Readonly<Record<PairingReason["code"], string>> = {
  linked: "A person linked them.",
  refused: "A person decided that they are not the same clause.",
  "same-text": "Their text is identical.",
  "shares-words":
    "They share {shared, plural, one {# word} other {# words}}, of {base} in the base and {revised} in the revised draft.",
  "longest-shared": "The longest shared passage is “{quote}”.",
  "shares-no-words": "They share no words.",
  "same-label": "Both have the label {label}.",
  "opens-the-same": "Both open the same section: most clauses of the two sections match.",
  "same-place": "Both have the same neighbouring clauses.",
  "stands-elsewhere": "The clause moved to another position.",
  "became-several": "The clause was split into {parts} neighbouring clauses.",
  "made-of-several": "It was merged from {parts} neighbouring clauses.",
  "too-little-shared":
    "They share {shared, plural, one {# word} other {# words}}, of {base} in the base and {revised} in the revised draft. That is too few, or another clause shares more.",
  "base-went-elsewhere":
    "The base clause is paired with {clause}. They share {shared, plural, one {# word} other {# words}}.",
  "revised-came-from-elsewhere":
    "The revised clause is paired with {clause}. They share {shared, plural, one {# word} other {# words}}.",
  "base-removed": "The base clause was deleted. No revised clause has enough of its words.",
  "revised-added": "The revised clause is new. No base clause has enough of its words.",
  nearest:
    "The closest clause in the other draft is {clause}, with {shared, plural, one {# shared word} other {# shared words}}.",
  "shares-rare-words": "Few other clauses have these words, which both share: {words}.",
  "may-have-become": "It may have become {clause} ({percent} % confidence).",
  "may-come-from": "It may come from {clause} ({percent} % confidence).",
};
