import type { PairingReason } from "#core/compare/clauses/explain.ts";

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
