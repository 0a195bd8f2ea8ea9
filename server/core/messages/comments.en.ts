import type { AnnotationKind, CommentType, Standing, Visibility } from "#core/discuss/annotation.ts";
import type { participationStates } from "#core/outcome/consensus.ts";
import type { DispositionOutcome } from "#core/outcome/disposition.ts";
import type { Leaning } from "#core/outcome/group-standing.ts";
import type { Position } from "#core/discuss/reply.ts";
import type { Catalogue } from "#core/messages/catalogue.ts";

type CommentCode =
  | `kind-${AnnotationKind}`
  | `type-${CommentType}`
  | `type-code-${CommentType}`
  | `standing-${Standing}`
  | `visibility-${Visibility}`
  | `audience-${"organisation" | "circle" | "circle-dissolved" | "circle-left"}`
  | `position-${Position}`
  | `disposition-${DispositionOutcome | "undecided"}`
  | "stance-author"
  | `voice-${(typeof participationStates)[number]}`
  | `leaning-${Leaning}`
  | `consensus-${"caption" | "clause" | "whole" | "note" | "hidden" | "none"}`;

/** Names of the kinds, types, states, visibilities, positions and dispositions of annotations and replies. */
export const comments: Catalogue<CommentCode> = {
  "kind-comment": "comment",
  "kind-proposal": "proposal",

  "type-general": "general",
  "type-technical": "technical",
  "type-editorial": "editorial",
  "type-code-general": "ge",
  "type-code-technical": "te",
  "type-code-editorial": "ed",

  "standing-open": "open",
  "standing-withdrawn": "withdrawn",
  "standing-hidden": "hidden by the secretariat",
  "standing-erased": "erased on legal demand",

  "visibility-private": "only you",
  "visibility-organisation": "your organisation",
  "visibility-circle": "a circle",
  "visibility-submitted": "everyone",
  "audience-organisation": "only {name}",
  "audience-circle": "the circle {name}",
  "audience-circle-dissolved": "its circle was dissolved: only you see it",
  "audience-circle-left": "you and a circle that your organisation is in no more",

  "position-support": "supports",
  "position-support-with-amendment": "supports with amendment",
  "position-oppose": "opposes",
  "position-reserve": "reserves its position",
  "position-abstain": "abstains",

  "disposition-accepted": "accepted",
  "disposition-accepted-in-part": "accepted in part",
  "disposition-not-accepted": "not accepted",
  "disposition-noted": "noted",
  "disposition-merged": "merged with another",
  "disposition-out-of-scope": "out of scope",
  "disposition-deferred": "deferred",
  "disposition-undecided": "undecided",

  "stance-author": "said so",
  "voice-spoke": "has spoken",
  "voice-silent": "silent",
  "voice-withheld": "not shown",

  "leaning-divided": "divided",
  "leaning-opposed": "opposes",
  "leaning-reserved": "reserves",
  "leaning-amended": "amends",
  "leaning-supported": "supports",
  "leaning-said": "spoke",
  "leaning-abstained": "abstains",
  "leaning-silent": "silent",
  "leaning-withheld": "not shown",

  "consensus-caption": "Where each group stands on what was said of each clause",
  "consensus-clause": "Clause",
  "consensus-whole": "The whole document",
  "consensus-note":
    "A cell tells how a group stands to what was said of the clause, by the positions its organisations took. Nothing is counted: one voice against is shown as one against, whoever else is for.",
  "consensus-hidden":
    "This forum does not show who said what. A group so small that its silence would tell who spoke is not shown.",
  "consensus-none": "Nothing was submitted on this draft yet.",
};
