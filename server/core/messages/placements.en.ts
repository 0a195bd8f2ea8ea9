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
  "words-replaced": {
    by: "replaced",
    one: "{replaced} of {total} words in {to} was replaced.",
    other: "{replaced} of {total} words in {to} were replaced.",
  },
  "words-added": {
    by: "added",
    one: "All the words stand in {to}, with {added} more.",
    other: "All the words stand in {to}, with {added} more.",
  },
  "words-left": {
    by: "left",
    one: "{left} of {total} words left {to} for another clause; the others are the same.",
    other: "{left} of {total} words left {to} for another clause; the others are the same.",
  },
  "words-replaced-renumbered": {
    by: "replaced",
    one: "The clause {from} became {to}; {replaced} of {total} words was replaced.",
    other: "The clause {from} became {to}; {replaced} of {total} words were replaced.",
  },
  "section-changed": "What stands under {to} changed.",
  "clause-moved": "The clause {from} moved and is now {to}; its words are the same.",
  "clause-moved-words-replaced": {
    by: "replaced",
    one: "The clause {from} moved and is now {to}; {replaced} of {total} words was replaced.",
    other: "The clause {from} moved and is now {to}; {replaced} of {total} words were replaced.",
  },
  "words-moved": {
    by: "replaced",
    one: "The words left {from} for {to}; {replaced} of {total} was replaced.",
    other: "The words left {from} for {to}; {replaced} of {total} were replaced.",
  },
  "clause-split": {
    by: "clauses",
    one: "The clause {from} was split; the words stand from {to} on.",
    other: "The clause {from} was split into {clauses}; the words stand from {to} on.",
  },
  "quote-found": "The comparison lost the words of {from}, but exactly these stand once in {to}.",
  "few-words-left": {
    by: "replaced",
    one: "{replaced} of {total} words was replaced; {to} is the likeliest place.",
    other: "{replaced} of {total} words were replaced; {to} is the likeliest place.",
  },
  "clause-rewritten": "The clause {from} was rewritten; {to} stands in its place.",
  "some-targets-lost": {
    by: "lost",
    one: "{lost} of the {total} places it speaks of is gone.",
    other: "{lost} of the {total} places it speaks of are gone.",
  },
  "clause-removed": "The clause {from} was taken out.",
  "words-removed": "The words were taken out of {to}.",
  "words-removed-renumbered": "The words were taken out of {from}, which is now {to}.",
  "words-scattered": {
    by: "replaced",
    one: "{replaced} of {total} words of {from} is gone; what is left is too little or too scattered to place.",
    other: "{replaced} of {total} words of {from} are gone; what is left is too little or too scattered to place.",
  },
  "place-confirmed": "A person confirmed that it stands in {to}.",
  "place-re-anchored": "A person placed it in {to}.",
  "place-given-up": "A person said that it has no place here.",
  "target-unknown": "The words it speaks of are not in the version it was made on.",
  "whole-document": "It speaks of the whole document.",
};
