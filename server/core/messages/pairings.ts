import type { PairingReason } from "#core/compare/explain.ts";
import type { Catalogue } from "#core/messages/catalogue.ts";

/** Why clauses of two drafts were taken for one another, or why not. */
export const pairings: Catalogue<`pairing-${PairingReason["code"]}`> = {
  "pairing-linked": "Somebody said so, and it binds.",
  "pairing-same-text": "Their wording is the same to the letter.",
  "pairing-shares-words": {
    by: "shared",
    one: "They share {shared} word, of {base} in the base and {revised} in the revised.",
    other: "They share {shared} words, of {base} in the base and {revised} in the revised.",
  },
  "pairing-longest-shared": "The longest run they share is “{quote}”.",
  "pairing-shares-no-words": "They share no word.",
  "pairing-same-label": "Both have the label {label}.",
  "pairing-opens-the-same": "Both open the same section: most of what stands under one stands under the other.",
  "pairing-same-place": "Both stand at the same place, between the same neighbours.",
  "pairing-stands-elsewhere": "Its order among the other clauses changed.",
  "pairing-became-several": "The clause was split into {parts} that stand side by side.",
  "pairing-made-of-several": "It is made of {parts} clauses that stood side by side.",
  "pairing-too-little-shared": {
    by: "shared",
    one: "They share {shared} word, of {base} in the base and {revised} in the revised: too little to be one clause, or another shares more.",
    other:
      "They share {shared} words, of {base} in the base and {revised} in the revised: too little to be one clause, or another shares more.",
  },
  "pairing-base-went-elsewhere": {
    by: "shared",
    one: "The base’s clause became {clause}, with which it shares {shared} word.",
    other: "The base’s clause became {clause}, with which it shares {shared} words.",
  },
  "pairing-revised-came-from-elsewhere": {
    by: "shared",
    one: "The revised clause was {clause}, with which it shares {shared} word.",
    other: "The revised clause was {clause}, with which it shares {shared} words.",
  },
  "pairing-base-removed": "The base’s clause was taken out: no clause of the revised text has enough of its words.",
  "pairing-revised-added": "The revised clause is new: no clause of the base has enough of its words.",
  "pairing-nearest": {
    by: "shared",
    one: "The nearest on the other side is {clause}, with {shared} word in common.",
    other: "The nearest on the other side is {clause}, with {shared} words in common.",
  },
};
