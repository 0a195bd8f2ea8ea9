import type { Role } from "#core/access/people.ts";
import type { ProposedChangeCode } from "#core/compile/word-proposal.ts";
import type { AnnotationKind, CommentType, Standing, Visibility } from "#core/discuss/annotation.ts";
import type { Position } from "#core/discuss/reply.ts";
import type { Speaker } from "#core/discuss/speaker.ts";
import type { DefaultGroup } from "#core/discuss/stakeholder-group.ts";
import type { DecisionOutcome } from "#core/outcome/decision.ts";
import type { Leaning } from "#core/outcome/group-standing.ts";
import type { participationStates } from "#core/outcome/positions.ts";
import type { PlacementState } from "#core/place/placement.ts";
import type { ProposalProblemCode } from "#core/propose/proposal-problem.ts";

type CommentCode =
  | `kind-${AnnotationKind}`
  | `type-${CommentType}`
  | `type-code-${CommentType}`
  | `standing-${Standing}`
  | `visibility-${Visibility}`
  | `audience-${"organisation" | "circle" | "circle-dissolved" | "circle-left"}`
  | `position-${Position}`
  | `decision-${DecisionOutcome | "undecided"}`
  | `explained-${PlacementState | "gone"}`
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

  "explained-exact": "The text is the same, at the same position.",
  "explained-shifted": "The text is the same. Its clause or its position has changed.",
  "explained-text-changed": "The clause is still there, but some of its text has changed.",
  "explained-taken": "The draft now has the proposed text.",
  "explained-clause-moved": "The clause moved in the document, and the comment moved with it.",
  "explained-clause-split": "The clause was split. The comment is where its text now begins.",
  "explained-clause-only": "The text was deleted, but its clause is still there. The comment is beside the clause.",
  "explained-alternative": "Another option was chosen. The comment is beside the chosen text.",
  "explained-approximate":
    "The text changed much. This is the most likely location. The author or the secretariat can confirm it.",
  "explained-orphan": "No location was found in this draft. The author or the secretariat can choose one.",
  "explained-gone": "The clause was deleted, so the comment has no location in this draft.",

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

/** Names of default groups, roles and capacities. `groupName` reads the names of groups. */
export const people = {
  "group-member-state": "Member State",
  "group-sector-member": "Sector Member",
  "group-technical-community": "technical community",
  "group-academia": "academia",
  "group-civil-society": "civil society",
  "group-international-organisation": "international organisation",
  "group-other": "other",

  "role-secretariat": "secretariat",
  "role-chair": "chair",
  "role-coordinator": "coordinator",
  "role-member": "member",
  "role-observer": "observer",
  "role-public": "public",

  "capacity-organisation": "for the organisation",
  "capacity-personal": "in a personal capacity",
  "capacity-chair": "as chair",
  "capacity-secretariat": "for the secretariat",

  "source-chair": "Chair",
  "source-secretariat": "Secretariat",
  "source-personal": "{name}, in a personal capacity",
  "source-hidden": "Source not shown",
  "source-jointly": "co-signed with {names}",
} as const satisfies Readonly<
  Record<
    | `group-${DefaultGroup}`
    | `role-${Role}`
    | `capacity-${Speaker["capacity"]}`
    | `source-${"chair" | "secretariat" | "personal" | "hidden" | "jointly"}`,
    string
  >
>;

/** Page text about circles and requests to co-sign. */
export const sharing = {
  "circles-about":
    "A circle is a group of organisations that share drafts before submission. Nobody else can see these drafts, or that they exist.",
  "circle-made-by": "Created by {name}",
  "circle-made-by-secretariat": "Created by the secretariat",
  "asked-title": "Requests to co-sign",
  "asked-about":
    "Other organisations ask yours to co-sign these texts. Your organisation is named after one of its representatives agrees. If the text changes, it is asked again.",
} as const satisfies Readonly<Record<string, string>>;
