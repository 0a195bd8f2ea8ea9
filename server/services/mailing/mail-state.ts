import type { Actor } from "#core/access/permissions.ts";
import {
  type MailFault,
  type MailReturn,
  mailReturns,
  type MailState,
  mayDiscard,
  type ReturnedMail,
  type WaitingMail,
} from "#core/contract/mail-server-operations.ts";
import { mailParts, plainMail } from "#core/phrases/mail-text.ts";
import type { QueuedMail } from "../../store/passing-rows.ts";
import { rememberingReader } from "../../store/store-over.ts";
import type { Reader } from "../../store/store.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import { ProblemError } from "../kernel/problem.ts";
import { deliver, faultOf, resumeNews } from "../people/deliver-mail.ts";
import { mailFor, mailFrame } from "../people/mail-person.ts";
import { findRecipient } from "../people/mail-recipient.ts";
import { kindOf, queuedAt, retryNow } from "../people/mail-queue.ts";
import { accountOf } from "../people/sessions.ts";
import { writeNews } from "./write-news.ts";

/** Maximum number of messages in each list. */
const mostListed = 50;
const week = 7 * 24 * 60 * 60_000;

/**
 * Returns the state of outgoing mail: the server, waiting messages, and those that did not arrive.
 * @throws ProblemError not-signed-in, not-allowed
 */
export async function getMailState(context: Context, actor: Actor): Promise<MailState> {
  authorise(actor, "read-settings");
  return context.store.read(async (store) => {
    const reader = rememberingReader(store);
    const [forum] = await reader.list("forum");
    const next = await reader.range("mails", { index: "dueAt", limit: mostListed });
    return {
      server: context.mailServer.url,
      sender: senderOf(context, forum?.senderName),
      queue: {
        ...(await waitingMails(reader)),
        items: await Promise.all(next.map(({ row }) => shownWaiting(reader, row))),
      },
      refused: await returned(reader, "refused"),
      bounced: await returned(reader, "bounced"),
      delayed: await returned(reader, "delayed"),
      invitation: await sampleInvitation(context, reader, actor),
    };
  });
}

/** Returns the sender as in the header of messages: the configured one, with the name that the forum chose. */
function senderOf({ mailServer: { sender } }: Pick<Context, "mailServer">, name: string | undefined): string {
  return name ? `${name} <${/<([^<>]+)>$/u.exec(sender)?.[1] ?? sender}>` : sender;
}

/** Returns the number of waiting messages, and when the oldest of them was queued. */
async function waitingMails(reader: Reader): Promise<Pick<MailState["queue"], "count" | "oldestAt">> {
  const [oldest] = await reader.range("mails", { index: "expiresAt", limit: 1 });
  return { count: await reader.count("mails", {}), oldestAt: oldest ? queuedAt(oldest.row).toISOString() : null };
}

/** Returns the numbers of messages that wait, with the age of the oldest in seconds, and that did not arrive. */
export async function mailLoad({
  store,
  now,
}: Pick<Context, "store" | "now">): Promise<Record<"waiting" | "oldest" | MailReturn, number>> {
  return store.read(async (reader) => {
    const { count: waiting, oldestAt } = await waitingMails(reader);
    const [refused = 0, bounced = 0, delayed = 0] = await Promise.all(
      mailReturns.map((result) => reader.count("returnedMails", { result })),
    );
    const oldest = oldestAt === null ? 0 : (now().getTime() - Date.parse(oldestAt)) / 1000;
    return { waiting, oldest, refused, bounced, delayed };
  });
}

async function shownWaiting(reader: Reader, row: QueuedMail): Promise<WaitingMail> {
  const { id, participantId, to, tries, dueAt, isSending = false, fault = null } = row;
  const recipient = { kind: kindOf(row), to, person: await nameOf(reader, participantId) };
  return { id, ...recipient, queuedAt: queuedAt(row).toISOString(), tries, nextAt: dueAt, isSending, fault };
}

async function returned(reader: Reader, result: MailReturn): Promise<{ count: number; items: ReturnedMail[] }> {
  const latest = await reader.range("returnedMails", { index: "latest", prefix: `${result} `, limit: mostListed });
  const items = latest.map(async ({ row: { id, kind, to, participantId, at, answer, stopsNews } }) => {
    return { id, kind, to, person: await nameOf(reader, participantId), at, result, answer, stopsNews };
  });
  return { count: await reader.count("returnedMails", { result }), items: await Promise.all(items) };
}

async function nameOf(reader: Reader, id: string | null): Promise<WaitingMail["person"]> {
  const person = id === null ? null : ((await reader.get("participants", id)) ?? (await findRecipient(reader, id)));
  return person ? { id: person.id, name: person.name } : null;
}

async function sampleInvitation(context: Context, reader: Reader, actor: Actor): Promise<MailState["invitation"]> {
  const person = actor.participantId === null ? undefined : await reader.get("participants", actor.participantId);
  const expiresAt = new Date(context.now().getTime() + week).toISOString();
  const link = `${context.linkBase}/sign-in#invitation=…`;
  const frame = await mailFrame(reader, person ?? { id: "", name: "…" });
  const parts = mailParts({ kind: "invitation", link, expiresAt }, frame);
  return { language: parts.language, subject: parts.subject, text: plainMail(parts) };
}

/**
 * Sends a test message to the actor, and waits for the answer of the mail server.
 * @throws ProblemError not-signed-in, not-allowed
 */
export async function sendTestMail(
  context: Context,
  actor: Actor,
): Promise<{ to: string | null; answer: string | null; fault: MailFault | null }> {
  authorise(actor, "manage-forum");
  const mail = await context.store.read(async (reader) => {
    const person = await reader.get("participants", actor.deputyId ?? actor.participantId ?? "");
    return person ? mailFor(reader, person, { kind: "test", at: context.now().toISOString() }) : null;
  });
  if (!mail) return { to: null, answer: null, fault: null };
  try {
    return { to: mail.to, answer: await deliver(context, mail), fault: null };
  } catch (error) {
    return { to: mail.to, answer: null, fault: faultOf(error) };
  }
}

/**
 * Tries to send a waiting message now. Returns the failure, or null if it was sent.
 * @throws ProblemError not-signed-in, not-allowed, not-found
 */
export async function retryMail(
  context: Context,
  actor: Actor,
  { mail: id }: { mail: string },
): Promise<{ fault: MailFault | null }> {
  authorise(actor, "manage-forum");
  return { fault: await retryNow(context, id, (news) => writeNews(context, news)) };
}

/**
 * Discards a waiting message about news. Nobody discards messages about an account, because they may report what the
 * secretariat did.
 * @throws ProblemError not-signed-in, not-allowed, not-found
 */
export async function discardMail(context: Context, actor: Actor, { mail: id }: { mail: string }): Promise<void> {
  authorise(actor, "manage-forum");
  await context.store.transact(async (writer) => {
    const row = await writer.get("mails", id);
    if (!row) throw new ProblemError("not-found");
    if (!mayDiscard(kindOf(row))) throw new ProblemError("not-allowed");
    await writer.remove("mails", id);
  });
}

/**
 * Mails news to a person again, after messages to their address were returned.
 * @throws ProblemError not-signed-in, not-allowed
 */
export async function resumeMails(context: Context, actor: Actor, { person }: { person: string }): Promise<void> {
  authorise(actor, "manage-people");
  await context.store.transact((writer) => resumeNews(context, writer, person));
}

/**
 * Confirms that the actor's address works.
 * @throws ProblemError not-signed-in
 */
export async function resumeOwnMails(context: Context, actor: Actor): Promise<void> {
  const id = accountOf(actor);
  await context.store.transact((writer) => resumeNews(context, writer, id));
}
