import type { AnnotationKind, CommentType, Standing, Visibility } from "#core/discuss/annotation.ts";
import type { participationStates } from "#core/outcome/positions.ts";
import type { DecisionOutcome } from "#core/outcome/decision.ts";
import type { Leaning } from "#core/outcome/group-standing.ts";
import type { Position } from "#core/discuss/reply.ts";

type CommentCode =
  | `kind-${AnnotationKind}`
  | `type-${CommentType}`
  | `type-code-${CommentType}`
  | `standing-${Standing}`
  | `visibility-${Visibility}`
  | `audience-${"organisation" | "circle" | "circle-dissolved" | "circle-left"}`
  | `position-${Position}`
  | `decision-${DecisionOutcome | "undecided"}`
  | "stance-author"
  | `voice-${(typeof participationStates)[number]}`
  | `leaning-${Leaning}`
  | `positions-${"caption" | "clause" | "whole" | "note" | "hidden" | "none"}`;

/** Names of the kinds, types, states, visibilities, positions and decisions of annotations and replies. */
export const comments = {
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
  "standing-erased": "erased after a legal demand",

  "visibility-private": "only you",
  "visibility-organisation": "your organisation",
  "visibility-circle": "a circle",
  "visibility-clearance": "awaiting clearance",
  "visibility-submitted": "everyone",
  "audience-organisation": "only {name}",
  "audience-circle": "the circle {name}",
  "audience-circle-dissolved": "only you, because the circle was dissolved",
  "audience-circle-left": "you and a circle that your organisation has left",

  "position-support": "supports",
  "position-support-with-amendment": "supports with amendment",
  "position-oppose": "opposes",
  "position-reserve": "reserves its position",
  "position-abstain": "abstains",

  "decision-accepted": "accepted",
  "decision-accepted-in-part": "accepted in part",
  "decision-not-accepted": "not accepted",
  "decision-noted": "noted",
  "decision-merged": "merged with another",
  "decision-out-of-scope": "out of scope",
  "decision-deferred": "deferred",
  "decision-undecided": "undecided",

  "stance-author": "commented",
  "voice-spoke": "commented",
  "voice-silent": "silent",
  "voice-withheld": "not shown",

  "leaning-divided": "divided",
  "leaning-opposed": "opposes",
  "leaning-reserved": "reserves",
  "leaning-amended": "amends",
  "leaning-supported": "supports",
  "leaning-commented": "commented",
  "leaning-abstained": "abstains",
  "leaning-silent": "silent",
  "leaning-withheld": "not shown",

  "positions-caption": "Positions of each group on the comments on each clause",
  "positions-clause": "Clause",
  "positions-whole": "The whole document",
  "positions-note":
    "Each cell summarises the positions of a group’s organisations on the comments on a clause. Positions are not counted: one objection is shown, however many others support.",
  "positions-hidden":
    "This forum does not show who commented. A group is not shown if it is so small that its silence would reveal who did.",
  "positions-none": "There are no submitted comments on this draft yet.",
} as const satisfies Readonly<Record<CommentCode, string>>;
