import type { Annotation } from "#core/discuss/annotation.ts";
import type { Reply } from "#core/discuss/reply.ts";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import type { ListedVersion } from "#core/contract/forum-operations.ts";
import type { RebasedProposal } from "#core/contract/working-text-operations.ts";
import type { NewReply } from "#core/contract/reply-operations.ts";
import type { Audience, NamedAudience } from "../../annotations/audience.ts";

/** Acts that change how an annotation stands. */
export type StandingAct = "withdraw" | "reinstate" | "hide" | "erase";

/** What can be done in a thread; who may is told by the annotation itself. */
export interface ThreadActs {
  /** Address of the version that is read. */
  here: string;
  /** What a version is called, by its address or its id. */
  nameOf: (address: string) => string;
  /** Versions of the document, in the language that is read. */
  drafts: readonly ListedVersion[];
  /** Who reads; null for the public. */
  participantId: string | null;
  /** Who sees an annotation, in words. */
  audienceOf: (annotation: Annotation) => string;
  /** Whom its author may share a draft with now: wider than it is shared. */
  widerOf: (annotation: Annotation) => readonly NamedAudience[];
  /** The annotation whose reply form is open. */
  replying: string | null;
  onReplying: (annotation: string | null) => void;
  onReply: (placed: PlacedAnnotation, reply: NewReply) => Promise<boolean>;
  onEditReply: (reply: Reply, change: Pick<Reply, "text" | "position">) => Promise<boolean>;
  onEdit: (placed: PlacedAnnotation) => void;
  /** Proposes on the version that is read what was proposed on an earlier one; null for who may not propose here. */
  onProposeAgain: ((placed: PlacedAnnotation, rebased: RebasedProposal) => void) | null;
  onShare: (placed: PlacedAnnotation, audience: Audience) => void;
  /** Begins to choose words of the version that is read for an annotation made on another. */
  onPlace: (annotation: string) => void;
  onStanding: (placed: PlacedAnnotation, act: StandingAct, reason: string) => Promise<boolean>;
  /** How it stands was changed from a dialog, which had the focus and is gone. */
  onStood: (annotation: string) => void;
}
