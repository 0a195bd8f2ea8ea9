import type { Annotation } from "#core/discuss/annotation.ts";
import type { Reply } from "#core/discuss/reply.ts";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import type { ListedVersion } from "#core/contract/forum-operations.ts";
import type { RebasedProposal } from "#core/contract/working-text-operations.ts";
import type { NewReply } from "#core/contract/reply-operations.ts";
import type { Audience, NamedAudience } from "../../annotations/audience.ts";

/** Actions that change the standing of an annotation. */
export type StandingAct = "withdraw" | "reinstate" | "hide" | "erase";

/** The actions in a thread. Each annotation carries its reader's permissions. */
export interface ThreadHandlers {
  /** Address of the version being read. */
  currentAddress: string;
  /** Returns a version's name, by its address or id. */
  nameOf: (address: string) => string;
  /** Published and superseded versions of the document in the language being read. */
  drafts: readonly ListedVersion[];
  /** Id of the reader; null for the public. */
  participantId: string | null;
  /** Describes in words who can see an annotation. */
  audienceOf: (annotation: Annotation) => string;
  /** Returns the wider audiences with which the author may share a draft annotation now. */
  widerOf: (annotation: Annotation) => readonly NamedAudience[];
  /** Id of the annotation whose reply form is open. */
  replying: string | null;
  onReplying: (annotation: string | null) => void;
  onReply: (placed: PlacedAnnotation, reply: NewReply) => Promise<boolean>;
  onEditReply: (reply: Reply, change: Pick<NewReply, "text" | "position" | "amendment">) => Promise<boolean>;
  onEdit: (placed: PlacedAnnotation) => void;
  /** Repeats a proposal from another version on the one being read; null if the reader may not propose here. */
  onProposeAgain: ((placed: PlacedAnnotation, rebased: RebasedProposal) => void) | null;
  onShare: (placed: PlacedAnnotation, audience: Audience) => void;
  /** Starts placing an annotation from another version on the one being read. */
  onPlace: (annotation: string) => void;
  onStanding: (placed: PlacedAnnotation, act: StandingAct, reason: string) => Promise<boolean>;
  /** Called when the standing was changed in a dialog, which had the focus and has closed. */
  onStood: (annotation: string) => void;
}
