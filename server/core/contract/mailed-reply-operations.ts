import * as z from "zod";
import { ShownReply } from "#core/contract/reply-operations.ts";
import { operation } from "#core/contract/operation.ts";

/**
 * Why an answer by mail waits for its author: the receiving server does not vouch for the sender, the mail came from
 * another address, the text has quotes, the forum requires a stronger sign-in of the person, the person said the same or much
 * in the thread just now, as programs do that answer each other, or the thread refused the reply.
 */
export const mailedReplyReasons = [
  "not-vouched",
  "other-address",
  "quotes",
  "strong-sign-in",
  "repeated",
  "refused",
] as const;
export type MailedReplyReason = (typeof mailedReplyReasons)[number];

/** An answer by mail that waits for its author. */
export const MailedReply = z.object({
  id: z.string(),
  text: z.string(),
  /** The address in the mail's From header. Null if there is not exactly one. */
  from: z.string().nullable(),
  reason: z.enum(mailedReplyReasons),
  receivedAt: z.iso.datetime(),
  /** From then on it is gone. */
  expiresAt: z.iso.datetime(),
  /** The thread, and the draft on which it was begun. Null if the reader cannot open it now. */
  thread: z.object({ annotation: z.string(), text: z.string(), document: z.string(), version: z.string() }).nullable(),
});
export type MailedReply = z.infer<typeof MailedReply>;

const params = z.object({ mailedReply: z.string() });

export const mailedReplyOperations = {
  getMailedReplies: operation({
    method: "get",
    path: "/mailed-replies",
    summary: "One's answers by mail that wait for confirmation",
    action: "keep-account",
    answer: { kind: "json", schema: z.array(MailedReply) },
    problems: ["not-signed-in"],
  }),
  postMailedReply: operation({
    method: "post",
    path: "/mailed-replies/{mailedReply}/post",
    summary: "Confirm an answer by mail, which becomes a reply in its thread",
    action: "keep-account",
    params,
    answer: { kind: "json", schema: ShownReply },
    problems: ["not-signed-in", "not-allowed", "not-found", "invalid-request", "wrong-state", "already-exists"],
  }),
  discardMailedReply: operation({
    method: "delete",
    path: "/mailed-replies/{mailedReply}",
    summary: "Discard an answer by mail",
    action: "keep-account",
    params,
    answer: { kind: "nothing" },
    problems: ["not-signed-in", "not-found"],
  }),
};
