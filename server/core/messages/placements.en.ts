import type { PlacementReasonCode, PlacementState } from "#core/place/placement.ts";
import type { Catalogue } from "#core/messages/catalogue.ts";

/** Placement states and their reasons. */
export const placements: Catalogue<PlacementReasonCode | `state-${PlacementState}`> = {
  "state-exact": "exact",
  "state-shifted": "shifted",
  "state-text-changed": "text changed",
  "state-clause-moved": "clause moved",
  "state-clause-split": "clause split",
  "state-approximate": "approximate",
  "state-orphan": "orphan",

  "same-words": "The same words, in {to}.",
  "words-shifted": "The same words, at another place in {to}.",
  "clause-renumbered": "The same words; the clause {from} became {to}.",
  "clause-merged": "The clause {from} was joined with others into {to}.",
  "marks-changed": "The same words in {to}; the punctuation changed.",
  "words-replaced":
    "{replaced, plural, one {# of {total} words in {to} was replaced.} other {# of {total} words in {to} were replaced.}}",
  "words-added":
    "{added, plural, one {All the words stand in {to}, with # more.} other {All the words stand in {to}, with # more.}}",
  "words-left":
    "{left, plural, one {# of {total} words left {to} for another clause; the others are the same.} other {# of {total} words left {to} for another clause; the others are the same.}}",
  "words-replaced-renumbered":
    "{replaced, plural, one {The clause {from} became {to}; # of {total} words was replaced.} other {The clause {from} became {to}; # of {total} words were replaced.}}",
  "section-changed": "What stands under {to} changed.",
  "clause-moved": "The clause {from} moved and is now {to}; its words are the same.",
  "clause-moved-words-replaced":
    "{replaced, plural, one {The clause {from} moved and is now {to}; # of {total} words was replaced.} other {The clause {from} moved and is now {to}; # of {total} words were replaced.}}",
  "words-moved":
    "{replaced, plural, one {The words left {from} for {to}; # of {total} was replaced.} other {The words left {from} for {to}; # of {total} were replaced.}}",
  "clause-split":
    "{clauses, plural, one {The clause {from} was split; the words stand from {to} on.} other {The clause {from} was split into #; the words stand from {to} on.}}",
  "quote-found": "The comparison lost the words of {from}, but exactly these stand once in {to}.",
  "few-words-left":
    "{replaced, plural, one {# of {total} words was replaced; {to} is the likeliest place.} other {# of {total} words were replaced; {to} is the likeliest place.}}",
  "clause-rewritten": "The clause {from} was rewritten; {to} stands in its place.",
  "some-targets-lost":
    "{lost, plural, one {# of the {total} places it speaks of is gone.} other {# of the {total} places it speaks of are gone.}}",
  "clause-removed": "The clause {from} was taken out.",
  "words-removed": "The words were taken out of {to}.",
  "words-removed-renumbered": "The words were taken out of {from}, which is now {to}.",
  "words-scattered":
    "{replaced, plural, one {# of {total} words of {from} is gone; what is left is too little or too scattered to place.} other {# of {total} words of {from} are gone; what is left is too little or too scattered to place.}}",
  "place-confirmed": "A person confirmed that it stands in {to}.",
  "place-re-anchored": "A person placed it in {to}.",
  "place-given-up": "A person said that it has no place here.",
  "target-unknown": "The words it speaks of are not in the version it was made on.",
  "whole-document": "It speaks of the whole document.",
};
