import type { Annotation } from "#core/discuss/annotation.ts";
import type { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import type { Reply } from "#core/discuss/reply.ts";
import { amendedOperations, isRejection } from "#core/propose/amendment.ts";
import type { KeptReply } from "../../store/collections.ts";
import type { KeptThread } from "../kernel/kept-discussions.ts";
import { mayKnowReply, type DocumentViewer, visibleReply } from "../kernel/visibility.ts";

/** An amendment to a proposal, with the proposal as it amends it. */
export interface OpenAmendment {
  reply: Reply;
  operations: ProposalOperation[];
}

/**
 * Returns the amendments to a proposal that the actor may see, in the order of the replies. An amendment must be open, and
 * submitted: one that awaits clearance, or answered a draft, is not for everybody who sees the proposal. One to a wording that the proposal no longer has is left out, and so
 * is the rejection of all the wording.
 */
export function openAmendments(
  viewer: DocumentViewer,
  annotation: Annotation,
  replies: readonly KeptReply[],
): OpenAmendment[] {
  return replies
    .filter(({ standing, visibility }) => standing === "open" && visibility === "submitted")
    .filter((reply) => mayKnowReply(viewer, reply, annotation))
    .flatMap((reply) => {
      const { amendment } = reply;
      if (!amendment || isRejection(amendment)) return [];
      const operations = amendedOperations(annotation.operations, amendment);
      return operations ? [{ reply: visibleReply(viewer, reply, annotation), operations }] : [];
    });
}

/**
 * Returns the operations of a proposal as decided: as amended if it was accepted with an amendment, otherwise its own.
 * Null if that amendment is no longer open or is to another wording, because nobody decided on the wording without it.
 */
export function decidedOperations(
  viewer: DocumentViewer,
  { annotation, replies, decision }: Pick<KeptThread, "annotation" | "replies" | "decision">,
): ProposalOperation[] | null {
  const amendedBy = decision?.current?.amendedBy ?? null;
  if (amendedBy === null) return annotation.operations;
  return openAmendments(viewer, annotation, replies).find(({ reply }) => reply.id === amendedBy)?.operations ?? null;
}
