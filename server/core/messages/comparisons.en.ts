import type { Change, ClausePair } from "#core/compare/comparison.ts";
import type { PairingReason } from "#core/compare/explain.ts";
import type { ThreeWayRow } from "#core/compare/three-way.ts";
import type { Catalogue } from "#core/messages/catalogue.ts";

type SummaryCode =
  | "edited"
  | "moved"
  | "split"
  | "merged"
  | "added"
  | "removed"
  | "renumbered"
  | "same"
  | "words"
  | "words-moved"
  | "unknown"
  | "coarse"
  | "coarse-more"
  | "no-word"
  | "way"
  | "way-many"
  | "returned";

/** Names of change classes and clause outcomes, and comparison summaries. */
export const comparisons: Catalogue<
  | `class-${Change["class"]}`
  | `relation-${ClausePair["relation"]}`
  | `flag-${"edited" | "moved" | "renumbered"}`
  | `summary-${SummaryCode}`
  | `outcome-${ThreeWayRow["outcome"]}`
  | `origin-${"brought" | "returned" | "proposed-by" | "proposed" | "unknown"}`
> = {
  "class-wording": "wording",
  "class-verb": "verb",
  "class-number": "number",
  "class-bracket": "bracket",
  "class-punctuation": "punctuation",
  "class-variant": "spelling variant",
  "class-footnote": "footnote",
  "class-label": "numbering",
  "class-move": "move",

  "relation-1:1": "kept",
  "relation-1:n": "split",
  "relation-n:1": "merged",
  "relation-added": "added",
  "relation-removed": "removed",

  "flag-edited": "edited",
  "flag-moved": "moved",
  "flag-renumbered": "renumbered",

  "summary-edited": "{count, plural, one {# clause edited} other {# clauses edited}}",
  "summary-moved": "{count} moved",
  "summary-split": "{count} split",
  "summary-merged": "{count} merged",
  "summary-added": "{count} added",
  "summary-removed": "{count} removed",
  "summary-renumbered": "{count} renumbered",
  "summary-same": "The two texts are the same.",
  "summary-words": "{inserted, plural, one {# word in, {deleted} out} other {# words in, {deleted} out}}",
  "summary-unknown": "what changed",
  "summary-words-moved": "{moved} moved",
  "outcome-unchanged": "unchanged",
  "outcome-revised": "changed in the first",
  "outcome-other": "changed in the second",
  "outcome-agreed": "changed alike in both",
  "outcome-apart": "changed in both, at different places",
  "outcome-conflict": "changed differently in both",

  "origin-brought": "“{words}” came in with {draft}",
  "origin-returned": "and again with {draft}",
  "origin-proposed-by": "as {by} had proposed",
  "origin-proposed": "as had been proposed",
  "origin-unknown": "an earlier draft",

  "summary-coarse": "So much differs that the comparison is coarser than word by word in {clauses}",
  "summary-coarse-more":
    "{count, plural, one {So much differs that the comparison is coarser than word by word in {clauses} and # other place} other {So much differs that the comparison is coarser than word by word in {clauses} and # other places}}",
  "summary-no-word": "no word changed",
  "summary-way": "Words were followed through {drafts}",
  "summary-way-many": "Words were followed through the {count} drafts in between",
  "summary-returned":
    "{count, plural, one {# word or mark that was gone in between came back} other {# words and marks that were gone in between came back}}",
};

/** Reasons why clauses of two drafts were or were not paired. */
export const pairings: Catalogue<`pairing-${PairingReason["code"]}`> = {
  "pairing-linked": "Somebody said so, and it binds.",
  "pairing-same-text": "Their wording is the same to the letter.",
  "pairing-shares-words":
    "{shared, plural, one {They share # word, of {base} in the base and {revised} in the revised.} other {They share # words, of {base} in the base and {revised} in the revised.}}",
  "pairing-longest-shared": "The longest run they share is “{quote}”.",
  "pairing-shares-no-words": "They share no word.",
  "pairing-same-label": "Both have the label {label}.",
  "pairing-opens-the-same": "Both open the same section: most of what stands under one stands under the other.",
  "pairing-same-place": "Both stand at the same place, between the same neighbours.",
  "pairing-stands-elsewhere": "Its order among the other clauses changed.",
  "pairing-became-several": "The clause was split into {parts} that stand side by side.",
  "pairing-made-of-several": "It is made of {parts} clauses that stood side by side.",
  "pairing-too-little-shared":
    "{shared, plural, one {They share # word, of {base} in the base and {revised} in the revised: too little to be one clause, or another shares more.} other {They share # words, of {base} in the base and {revised} in the revised: too little to be one clause, or another shares more.}}",
  "pairing-base-went-elsewhere":
    "{shared, plural, one {The base’s clause became {clause}, with which it shares # word.} other {The base’s clause became {clause}, with which it shares # words.}}",
  "pairing-revised-came-from-elsewhere":
    "{shared, plural, one {The revised clause was {clause}, with which it shares # word.} other {The revised clause was {clause}, with which it shares # words.}}",
  "pairing-base-removed": "The base’s clause was taken out: no clause of the revised text has enough of its words.",
  "pairing-revised-added": "The revised clause is new: no clause of the base has enough of its words.",
  "pairing-nearest":
    "{shared, plural, one {The nearest on the other side is {clause}, with # word in common.} other {The nearest on the other side is {clause}, with # words in common.}}",
};
