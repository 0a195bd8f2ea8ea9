import type { Actor } from "#core/access/permissions.ts";
import type { MailedReply as ShownMailedReply, MailedReplyReason } from "#core/contract/mailed-reply-operations.ts";
import { stopPath } from "#core/contract/settings-pages.ts";
import type { ShownReply } from "#core/contract/reply-operations.ts";
import type { KeptReply } from "../../store/collections.ts";
import type { MailedReply } from "../../store/passing-rows.ts";
import type { Reader, Writer } from "../../store/store.ts";
import { findAnnotation } from "../annotations/find-annotation.ts";
import { createReply } from "../annotations/reply.ts";
import type { Context } from "../kernel/context.ts";
import { shortened } from "../inbox/present-item.ts";
import { sha256 } from "../kernel/hashes.ts";
import { readMailedReplies } from "../kernel/mailed-replies.ts";
import { getPassing, putPassing } from "../kernel/passing.ts";
import { ProblemError } from "../kernel/problem.ts";
import { visibleAnnotation } from "../kernel/visibility.ts";
import { findActive, needsStrongSignIn, readActor } from "../people/account.ts";
import { accountOf } from "../people/sessions.ts";
import { addressOf } from "../versions/version-order.ts";
import { findReplyTarget, replyTokenIn } from "./reply-address.ts";

/** A mail as the receiving server delivered it, without quotes and signature. */
export interface ReceivedMail {
  /** The addresses to which it was sent. */
  recipients: readonly string[];
  /** The address in its From header. Null if there is not exactly one. */
  from: string | null;
  /** Whether the receiving server vouches for that address. */
  isVouched: boolean;
  /** Identifies the mail, however often it is delivered. */
  messageId: string;
  text: string;
  /** Whether quotes were between the lines of the text, so that a part may be missing. */
  hadQuotes: boolean;
}

/** What became of a mail: a reply, a reply that its author must confirm, or nothing. */
export type MailOutcome = "posted" | "to-confirm" | "not-addressed" | "address-not-valid" | "too-many";

/** Time to confirm an answer, in ms. */
const patience = 14 * 24 * 3_600_000;

/** Maximum number of answers of one person that wait. More come only from somebody who misuses a reply address. */
const mostWaiting = 20;

/**
 * Makes a reply of an answer by mail, by the rules that hold on the page. It must come from the person's address, and the
 * receiving server must vouch for that. Otherwise, and if the thread refuses it, the text is kept for its author to
 * confirm. A mail that is delivered again changes nothing.
 * @throws ProblemError store-unreachable, not-kept or server-busy: the mail should be delivered again
 */
export async function receiveMail(context: Context, mail: ReceivedMail): Promise<MailOutcome> {
  const { replyAddress } = context;
  const tokens = mail.recipients.map((one) => (replyAddress === null ? null : replyTokenIn(replyAddress, one)));
  const token = tokens.find((one) => one !== null);
  if (token === undefined) return "not-addressed";
  const found = await context.store.read((reader) => findAnswer(context, reader, { token, mail }));
  if (!found) return "address-not-valid";
  if (found.isPosted) return "posted";
  const { actor, reply, reason } = found;
  if (reason !== null) return keep(context, { ...reply, reason });
  try {
    await post(context, actor, reply);
    return "posted";
  } catch (error) {
    if (!(error instanceof ProblemError) || passing.has(error.code)) throw error;
    return keep(context, { ...reply, reason: "refused" });
  }
}

/** Problems of this moment. Others are of the reply. */
const passing: ReadonlySet<ProblemError["code"]> = new Set(["server-busy", "store-unreachable", "not-kept"]);

type Answer = Pick<MailedReply, "participantId" | "annotationId" | "replyId" | "text" | "from">;

async function findAnswer(
  context: Context,
  reader: Reader,
  { token, mail }: { token: string; mail: ReceivedMail },
): Promise<{ actor: Actor; reply: Answer; isPosted: boolean; reason: MailedReplyReason | null } | null> {
  const target = await findReplyTarget(reader, token, context.now());
  const person = target ? await findActive(reader, target.participantId) : undefined;
  if (!target || !person) return null;
  const { messageId, text, from } = mail;
  const replyId = uuidOf(JSON.stringify([target.participantId, target.annotationId, messageId]));
  const isStrong = await needsStrongSignIn(reader, person.role);
  const thread = await reader.list("replies", { annotationId: target.annotationId });
  const own = thread.filter(({ speaker }) => speaker.participantId === person.id);
  return {
    actor: await readActor(context, reader, person),
    reply: { ...target, replyId, text, from },
    isPosted: (await reader.get("replies", replyId)) !== undefined,
    reason: reasonToAsk(mail, { email: person.email, isStrong }) ?? (isLoop(context, own, text) ? "repeated" : null),
  };
}

function reasonToAsk(
  { from, isVouched, hadQuotes, text }: ReceivedMail,
  { email, isStrong }: { email: string | null; isStrong: boolean },
): MailedReplyReason | null {
  if (from === null || from.toLowerCase() !== email?.toLowerCase()) return "other-address";
  if (!isVouched) return "not-vouched";
  if (isStrong) return "strong-sign-in";
  return hadQuotes || ofMessage.test(text) ? "quotes" : null;
}

/** Maximum number of a person's replies in a thread within an hour. More are likely those of a program. */
const mostInHour = 10;

/** Whether programs may answer each other: the reply repeats an earlier one of the person, or is one of many. */
function isLoop({ now }: Pick<Context, "now">, own: readonly KeptReply[], text: string): boolean {
  const hourAgo = new Date(now().getTime() - 3_600_000).toISOString();
  return own.some((one) => one.text === text) || own.filter((one) => one.createdAt > hourAgo).length >= mostInHour;
}

/** Links and addresses of our messages that only their recipients may know. A text with one has a quote of a message. */
const ofMessage = new RegExp(`${stopPath}\\?|\\+[\\da-f]{44}@`, "u");

async function keep(context: Context, reply: Answer & Pick<MailedReply, "reason">): Promise<MailOutcome> {
  const now = context.now();
  const { participantId, replyId, text, from } = reply;
  const id = sha256(JSON.stringify([replyId, from, text]));
  const expiresAt = new Date(now.getTime() + patience).toISOString();
  return context.store.transact(async (writer) => {
    const waiting = await readMailedReplies(context, writer, participantId);
    if (waiting.some((one) => one.id === id)) return "to-confirm";
    if (waiting.length >= mostWaiting) return "too-many";
    await putPassing(context, writer, "mailedReplies", { ...reply, id, receivedAt: now.toISOString(), expiresAt });
    return "to-confirm";
  });
}

async function post(
  context: Context,
  actor: Actor,
  { annotationId: annotation, replyId: id, text }: Pick<MailedReply, "annotationId" | "replyId" | "text">,
): Promise<ShownReply> {
  return createReply(context, actor, { annotation, id, text, position: null });
}

/**
 * Lists the actor's answers by mail that wait for confirmation, the latest first.
 * @throws ProblemError not-signed-in
 */
export async function getMailedReplies(context: Context, actor: Actor): Promise<ShownMailedReply[]> {
  const own = accountOf(actor);
  return context.store.read(async (reader) => {
    const waiting = await readMailedReplies(context, reader, own);
    return Promise.all(
      waiting.map(async ({ id, text, from, reason, receivedAt, expiresAt, annotationId }) => {
        const thread = await threadOf(context, reader, actor, annotationId);
        return { id, text, from, reason, receivedAt, expiresAt, thread };
      }),
    );
  });
}

async function threadOf(
  context: Context,
  reader: Reader,
  actor: Actor,
  annotationId: string,
): Promise<ShownMailedReply["thread"]> {
  try {
    const { annotation, viewer, document, version, versions } = await findAnnotation(
      context,
      reader,
      actor,
      annotationId,
    );
    const text = shortened(visibleAnnotation(viewer, annotation).text);
    return { annotation: annotationId, text, document: document.shortTitle, version: addressOf(version, versions) };
  } catch (error) {
    if (error instanceof ProblemError) return null;
    throw error;
  }
}

/**
 * Makes a reply of the actor's own answer by mail.
 * @throws ProblemError not-signed-in, not-allowed, not-found, invalid-request, wrong-state, already-exists
 */
export async function postMailedReply(
  context: Context,
  actor: Actor,
  { mailedReply: id }: { mailedReply: string },
): Promise<ShownReply> {
  const row = await context.store.read((reader) => findOwn(context, reader, actor, id));
  const posted = await post(context, actor, row);
  await context.store.transact((writer) => writer.remove("mailedReplies", id));
  return posted;
}

/**
 * Discards the actor's own answer by mail.
 * @throws ProblemError not-signed-in, not-found
 */
export async function discardMailedReply(
  context: Context,
  actor: Actor,
  { mailedReply: id }: { mailedReply: string },
): Promise<void> {
  await context.store.transact(async (writer: Writer) => {
    await findOwn(context, writer, actor, id);
    await writer.remove("mailedReplies", id);
  });
}

async function findOwn(context: Context, reader: Reader, actor: Actor, id: string): Promise<MailedReply> {
  const own = accountOf(actor);
  const row = await getPassing(context, reader, "mailedReplies", id);
  if (row?.participantId !== own) throw new ProblemError("not-found");
  return row;
}

/** Returns a UUID (version 8) made from a text: the same each time. */
function uuidOf(text: string): string {
  const hash = sha256(text);
  const variant = ((Number.parseInt(hash.slice(16, 17), 16) & 0x3) | 0x8).toString(16);
  return [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `8${hash.slice(13, 16)}`,
    variant + hash.slice(17, 20),
    hash.slice(20, 32),
  ].join("-");
}
