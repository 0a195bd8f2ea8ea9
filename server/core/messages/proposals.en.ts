import type { ProposalProblemCode } from "#core/propose/proposal-problem.ts";
import type { ProposedChangeCode } from "#core/compile/word-proposal.ts";
import type { Catalogue } from "#core/messages/catalogue.ts";

/** Conflicts between two proposals that are applied to one text. */
type CollisionCode = `collides-${"overlaps" | "said-before" | "clause-deleted"}`;

/** Descriptions of the steps of a proposal, and reasons why a step cannot be applied. */
export const proposals: Catalogue<ProposedChangeCode | ProposalProblemCode | CollisionCode> = {
  "change-replace": "In {citation}, replace “{from}” by “{to}”.",
  "change-insert": "In {citation}, after “{after}”, insert “{to}”.",
  "change-insert-first": "At the beginning of {citation}, insert “{to}”.",
  "change-delete": "In {citation}, delete “{from}”.",
  "change-delete-clause": "Delete {citation}.",
  "change-insert-clause": "After {after}, insert a new clause: “{to}”.",
  "change-insert-clause-first": "At the very beginning, insert a new clause: “{to}”.",
  "change-insert-note": "There, a new footnote: “{to}”.",
  "change-move": "Move {citation} to stand after {after}.",
  "change-move-first": "Move {citation} to the very beginning.",
  "change-relabel": "Number {citation} as {to}.",
  "change-unlabel": "Take the number off {citation}.",

  "clause-unknown": "This version has no clause “{clause}”.",
  "place-outside-clause": "The place is not inside {citation}.",
  "crosses-clauses": "Words are replaced within one clause; these begin in one and end in another.",
  overlaps: "It replaces words of {citation} that step {other} replaces too.",
  "content-not-allowed": "A clause cannot hold what is proposed for {citation}.",
  "kind-not-allowed": "A clause of this kind ({kind}) is not put in, moved or taken out by itself.",
  "clause-deleted": "Another step takes {citation} out.",
  "said-before": "Step {other} has settled this for {citation} already.",
  "moves-in-circle": "{citation} would come to stand after itself.",
  "words-changed": "The words of {citation} are others on this version.",
  "collides-overlaps": "It replaces words of {citation} that another proposal replaces too.",
  "collides-said-before": "Another proposal has settled this for {citation} already.",
  "collides-clause-deleted": "Another proposal takes {citation} out.",
  "clause-gone": "No one clause of this version answers to {citation}.",
};
