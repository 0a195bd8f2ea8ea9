import type { ProposalProblemCode } from "#core/propose/proposal-problem.ts";
import type { ProposedChangeCode } from "#core/compile/word-proposal.ts";

/** Conflicts between two proposals that are applied to one text. */
type CollisionCode = `collides-${"overlaps" | "said-before" | "clause-deleted"}`;

/** Descriptions of the steps of a proposal, and reasons why a step cannot be applied. */
export const proposals = {
  "change-replace": "In {citation}, replace “{from}” by “{to}”.",
  "change-insert": "In {citation}, after “{after}”, insert “{to}”.",
  "change-insert-first": "At the beginning of {citation}, insert “{to}”.",
  "change-delete": "In {citation}, delete “{from}”.",
  "change-delete-clause": "Delete {citation}.",
  "change-insert-clause": "After {after}, insert a new clause: “{to}”.",
  "change-insert-clause-first": "At the beginning of the document, insert a new clause: “{to}”.",
  "change-insert-note": "Add a footnote there: “{to}”.",
  "change-move": "Move {citation} after {after}.",
  "change-move-first": "Move {citation} to the beginning of the document.",
  "change-relabel": "Renumber {citation} as {to}.",
  "change-unlabel": "Remove the number of {citation}.",

  "clause-unknown": "This version has no clause “{clause}”.",
  "place-outside-clause": "The range is not inside {citation}.",
  "crosses-clauses": "The replaced text crosses clauses. Replace the text of each clause separately.",
  overlaps: "Step {other} also replaces this text of {citation}.",
  "content-not-allowed": "The content proposed for {citation} is not allowed in a clause.",
  "kind-not-allowed":
    "{kind, select, cell {A table cell} footnote {A footnote} other {A clause of this kind}} cannot be inserted, moved or deleted on its own.",
  "clause-deleted": "Another step deletes {citation}.",
  "said-before": "Step {other} already decides this for {citation}.",
  "moves-in-circle": "{citation} cannot be moved after itself.",
  "words-changed": "The text of {citation} has changed in this version, so this edit no longer applies.",
  "collides-overlaps": "Another proposal also replaces this text of {citation}.",
  "collides-said-before": "Another proposal already decides this for {citation}.",
  "collides-clause-deleted": "Another proposal deletes {citation}.",
  "clause-gone": "No single clause of this version corresponds to {citation}.",
  "amendment-gone": "The accepted amendment is withdrawn or no longer fits. Decide again.",
} as const satisfies Readonly<Record<ProposedChangeCode | ProposalProblemCode | CollisionCode, string>>;
