import * as z from "zod";
import { AmendedPart, Reply } from "#core/discuss/reply.ts";
import { Speaker } from "#core/discuss/speaker.ts";
import { LongText, Reason } from "#core/contract/fields.ts";
import { operation } from "#core/contract/operation.ts";

/** A reply as shown to the reader, with the reader's permissions. */
export const ShownReply = Reply.extend({
  may: z.object({
    edit: z.boolean(),
    withdraw: z.boolean(),
    hide: z.boolean(),
    /** Undo a withdrawal or a hiding. */
    reinstate: z.boolean(),
    erase: z.boolean(),
    /** Clear it, or send it back. */
    clear: z.boolean(),
  }),
});
export type ShownReply = z.infer<typeof ShownReply>;

/**
 * An amendment to a proposal, as a redline of its inserted wording. The kept and deleted parts of each insertion must be
 * exactly its text. `insertion` counts the operations that insert text, from 0. All inserted parts together have at most
 * 20 000 characters. Labels, footnotes, deletions and moves cannot be amended.
 */
const NewAmendment = z
  .array(AmendedPart.extend({ text: AmendedPart.shape.text.min(1), insertion: z.int().nonnegative() }))
  .max(2000);

/** A new reply to a submitted annotation. The client chooses its id. It must have text, a position or an amendment. */
export const NewReply = z.object({
  id: z.uuid(),
  text: LongText,
  position: Reply.shape.position,
  /** Only with the position "support-with-amendment" or none. */
  amendment: NewAmendment.nullable().optional(),
  /**
   * Defaults to chair or secretariat for persons with that role, otherwise to the organisation, otherwise to a personal
   * capacity.
   */
  capacity: Speaker.shape.capacity.optional(),
});
export type NewReply = z.infer<typeof NewReply>;

const ReplyParams = z.object({ reply: z.string() });

export const replyOperations = {
  createReply: operation({
    method: "post",
    path: "/annotations/{annotation}/replies",
    summary: "Reply to an annotation, with or without a position, or amend a proposal’s wording",
    action: "reply",
    params: z.object({ annotation: z.string() }),
    body: NewReply,
    answer: { kind: "json", schema: ShownReply, status: 201 },
    problems: [
      "not-signed-in",
      "not-allowed",
      "not-found",
      "invalid-request",
      "wrong-state",
      "already-exists",
      "id-in-use",
    ],
  }),
  editReply: operation({
    method: "patch",
    path: "/replies/{reply}",
    summary: "Edit one's own reply, or as coordinator one that awaits clearance; one that was sent back waits again",
    action: "edit-reply",
    params: ReplyParams,
    body: z.object({
      revision: Reply.shape.revision,
      text: LongText.optional(),
      position: Reply.shape.position.optional(),
      /** Null removes it. If it is omitted, it stays as long as the position allows one. */
      amendment: NewReply.shape.amendment,
    }),
    answer: { kind: "json", schema: ShownReply },
    problems: ["not-allowed", "not-found", "revision-conflict", "wrong-state"],
  }),
  withdrawReply: operation({
    method: "post",
    path: "/replies/{reply}/withdraw",
    summary: "Withdraw one's own reply and its position; `reinstateReply` undoes this",
    action: "withdraw-reply",
    params: ReplyParams,
    answer: { kind: "json", schema: ShownReply },
    problems: ["not-allowed", "not-found", "wrong-state"],
  }),
  reinstateReply: operation({
    method: "post",
    path: "/replies/{reply}/reinstate",
    summary: "Undo a withdrawal (author) or a hiding (secretariat)",
    action: "reinstate",
    params: ReplyParams,
    answer: { kind: "json", schema: ShownReply },
    problems: ["not-allowed", "not-found", "wrong-state"],
  }),
  hideReply: operation({
    method: "post",
    path: "/replies/{reply}/hide",
    summary: "Hide a reply, with a reason that stays visible",
    action: "hide-reply",
    params: ReplyParams,
    body: z.object({ reason: Reason }),
    answer: { kind: "json", schema: ShownReply },
    problems: ["not-allowed", "not-found", "wrong-state"],
  }),
  eraseReply: operation({
    method: "post",
    path: "/replies/{reply}/erase",
    summary: "Erase a reply after a legal demand, leaving a tombstone; cannot be undone",
    action: "erase-reply",
    params: ReplyParams,
    body: z.object({ reason: Reason }),
    answer: { kind: "json", schema: ShownReply },
    problems: ["not-allowed", "not-found"],
  }),
};
