import { createHmac } from "node:crypto";
import type { MailFault, SentKind } from "#core/contract/mail-server-operations.ts";
import { addressHash } from "../../store/indexes.ts";
import type { ReturnedMail } from "../../store/passing-rows.ts";
import type { Reader, Writer } from "../../store/store.ts";
import { type Context, type Mail, MailError } from "../kernel/context.ts";
import { isSameSecret } from "../kernel/hashes.ts";
import { forumKey } from "../kernel/listed-rows.ts";
import { putPassing } from "../kernel/passing.ts";

/** The dependencies of sending a message. */
export type Delivering = Pick<Context, "now" | "store" | "sendMail" | "newToken" | "sweeps">;

const day = 24 * 60 * 60_000;
/** Time in which the report of a returned message counts, in ms. Mail servers give up after about 5 days. */
const reportTime = 30 * day;
/** Time for which a message that did not arrive is listed, in ms. */
const listedTime = 90 * day;
/** Time for which an address that does not work is remembered, in ms: until somebody confirms it. */
const stoppedTime = 3650 * day;
/** Maximum length of a mail server's answer that is stored, in characters. */
const longestAnswer = 500;

/** A message by its id, and the time when it was first sent, in ms. */
interface SentMail {
  id: string;
  at: number;
}

/**
 * Sends a message from the forum's sender, with a Message-ID that nobody else can make. Lists it if the mail server
 * refuses it for good.
 * @param row its row in the queue. A message that is sent again has the same one
 * @returns the mail server's answer, if it gave one
 * @throws MailError
 */
export async function deliver(context: Delivering, mail: Mail, row?: SentMail): Promise<string | null> {
  const sent = row ?? { id: context.newToken(), at: context.now().getTime() };
  const { id, senderName, replyTo } = await context.store.read(async (reader) => {
    const [forum] = await reader.list("forum");
    return { ...forum, id: await messageId(reader, mail, sent) };
  });
  let answer: string | null = null;
  try {
    const from = { ...(senderName && { senderName }), ...(replyTo && { replyTo }) };
    await context.sendMail({ ...from, ...mail, id }, (text) => (answer = text));
    return answer;
  } catch (error) {
    if (error instanceof MailError && error.isFinal) await listRefused(context, mail, { id: sent.id, ...error.fault });
    throw error;
  }
}

/** Lists a message that is not tried again, with the mail server's answer. */
export async function listRefused(
  context: Delivering,
  mail: Mail,
  { id, answer }: { id: string; answer: string | null },
): Promise<void> {
  const { to, kind = "news", person = null } = mail;
  await context.store.transact(async (writer) => {
    // They may have been erased meanwhile.
    if (person !== null && !((await writer.get("participants", person)) ?? (await writer.get("mailings", person))))
      return;
    const returned = { id, participantId: person, to, kind, answer: answer ?? "" };
    await putReturned(context, writer, { ...returned, result: "refused" });
  });
}

/** Returns the failure of a message that was not sent. */
export function faultOf(error: unknown): MailFault {
  return error instanceof MailError ? error.fault : { cause: "other", answer: null };
}

/** Returns the first part of a Message-ID: the id of the message, its kind and time, and a signature of these. */
async function messageId(reader: Reader, { kind = "news", to, person = "" }: Mail, sent: SentMail): Promise<string> {
  const facts = `${sent.id}.${kind}.${Math.floor(sent.at / 1000).toString(36)}`;
  return `${facts}.${await signature(reader, facts, { to, person })}`;
}

/** The recipient is part of the signature, so that the message of one person stops nothing for another. */
async function signature(reader: Reader, facts: string, { to, person }: { to: string; person: string }) {
  return createHmac("sha256", await forumKey(reader, "message id"))
    .update(JSON.stringify([facts, person, addressHash(to)]))
    .digest("base64url")
    .slice(0, 22);
}

/** The report of a mail server about a message that did not arrive (RFC 3464). */
export interface BounceReport {
  /** Message-ID of the returned message, with or without angle brackets. */
  messageId: string;
  /** The addresses of the recipient that the report and the returned message name. */
  addresses: readonly string[];
  /** Status code (RFC 3463), such as "5.1.1". */
  status: string;
  /** What the mail server said. */
  answer: string;
}

/**
 * Records that a message came back. A report counts only if it has a Message-ID that this forum made for the address of
 * one of its people within 30 days, and each message counts once. So nobody can stop the news of a person whose mail they
 * cannot read.
 * @returns the result for the person, or why the report does not count
 */
export async function recordBounce(
  context: Pick<Context, "now" | "store" | "sweeps">,
  { messageId: given, addresses, status, answer }: BounceReport,
): Promise<{ result: "bounced" | "delayed" | "known" | "unknown"; person: string | null }> {
  const facts = /^<?([\w-]+)\.([a-z-]+)\.([0-9a-z]+)\.([\w-]+)@[^@\s]+$/u.exec(given.trim());
  if (!facts) return { result: "unknown", person: null };
  const [, id = "", kind = "", time = "", signed = ""] = facts;
  const isLate = context.now().getTime() - Number.parseInt(time, 36) * 1000 > reportTime;
  const result = status.startsWith("5.") ? "bounced" : "delayed";
  return context.store.transact(async (writer) => {
    const [to, person] = isLate ? [] : await recipientOf(writer, `${id}.${kind}.${time}`, { addresses, signed });
    if (to === undefined || person === undefined) return { result: "unknown", person: null };
    const known = await writer.get("returnedMails", id);
    if (known && (known.result !== "delayed" || result === "delayed")) return { result: "known", person };
    const returned = { id, participantId: person, to, kind: kind as SentKind, answer: `${status} ${answer}`.trim() };
    await putReturned(context, writer, { ...returned, result });
    return { result, person };
  });
}

/**
 * Returns the address and the id of the person or mailbox for whom a Message-ID was signed. Several people may have one
 * address.
 */
async function recipientOf(
  reader: Reader,
  facts: string,
  { addresses, signed }: { addresses: readonly string[]; signed: string },
): Promise<[to: string, person: string] | []> {
  for (const address of addresses) {
    const people = await reader.list("participants", { address: addressHash(address) });
    const mailboxes = await reader.list("mailings", { mailbox: addressHash(address) });
    const known = [...people, ...mailboxes.map(({ id, mailbox }) => ({ id, email: mailbox?.email }))];
    for (const { id: person, email } of known)
      if (isSameSecret(await signature(reader, facts, { to: address, person }), signed))
        return [email ?? address, person];
  }
  return [];
}

/** Statuses that say that the address does not exist, whoever sends. Other refusals may be about the sender or the text. */
const noSuchAddress = /\b5\.1\.(?:1|2|3|6|10)\b/u;

async function putReturned(
  context: Pick<Context, "now" | "sweeps">,
  writer: Writer,
  row: Omit<ReturnedMail, "at" | "expiresAt" | "stopsNews">,
): Promise<void> {
  const now = context.now().getTime();
  const stopsNews = row.result === "bounced" || (row.result === "refused" && noSuchAddress.test(row.answer));
  await putPassing(context, writer, "returnedMails", {
    ...{ ...row, answer: row.answer.replaceAll(/\s+/gu, " ").slice(0, longestAnswer), stopsNews },
    at: new Date(now).toISOString(),
    expiresAt: new Date(now + (stopsNews ? stoppedTime : listedTime)).toISOString(),
  });
}

/** Returns the time since when no news is mailed to a person's address, because messages to it were returned, or null. */
export async function stoppedSince(
  reader: Reader,
  { id, email }: { id: string; email: string | null },
): Promise<string | null> {
  const rows = await reader.list("returnedMails", { stopped: id });
  const times = rows.filter(({ to }) => email !== null && addressHash(to) === addressHash(email)).map(({ at }) => at);
  return times.toSorted()[0] ?? null;
}

/** Mails news to a person again. What came back stays listed, so that its report cannot be sent in twice. */
export async function resumeNews(context: Pick<Context, "now" | "sweeps">, writer: Writer, id: string): Promise<void> {
  const expiresAt = new Date(context.now().getTime() + listedTime).toISOString();
  for (const row of await writer.list("returnedMails", { stopped: id }))
    await putPassing(context, writer, "returnedMails", { ...row, stopsNews: false, expiresAt });
}
