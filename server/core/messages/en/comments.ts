import type { AnnotationKind, CommentType, Standing, Visibility } from "#core/annotate/annotation.ts";
import type { groupVoices } from "#core/annotate/consensus.ts";
import type { DispositionOutcome } from "#core/annotate/disposition.ts";
import type { Position } from "#core/annotate/reply.ts";
import type { Catalogue } from "#core/messages/catalogue.ts";

type CommentCode =
  | `kind-${AnnotationKind}`
  | `type-${CommentType}`
  | `type-code-${CommentType}`
  | `standing-${Standing}`
  | `visibility-${Visibility}`
  | `position-${Position}`
  | `disposition-${DispositionOutcome | "undecided"}`
  | "stance-author"
  | `voice-${(typeof groupVoices)[number]}`;

/** What annotations and replies are, who sees them and how they stand. */
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
  "standing-withdrawn": "withdrawn by its author",
  "standing-hidden": "hidden by the secretariat",
  "standing-erased": "erased on legal demand",

  "visibility-private": "only you",
  "visibility-organisation": "your organisation",
  "visibility-circle": "a circle",
  "visibility-submitted": "everyone",

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
};
