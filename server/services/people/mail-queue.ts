import { type MailFault, mayDiscard, type SentKind } from "#core/contract/mail-server-operations.ts";
import type { MailedNews, QueuedMail } from "../../store/passing-rows.ts";
import type { Reader, Writer } from "../../store/store.ts";
import { type Context, type Mail, MailError } from "../kernel/context.ts";
import { type FollowedWork, followDue } from "../kernel/follow-due.ts";
import { putPassing } from "../kernel/passing.ts";
import { ProblemError } from "../kernel/problem.ts";
import { deliver, type Delivering, faultOf, listRefused, stoppedSince } from "./deliver-mail.ts";
import { findRecipient } from "./mail-recipient.ts";

const minute = 60_000;
const day = 24 * 60 * minute;
/** How long our mail server may refuse a message for now until it is given up, in ms (RFC 5321, 4.5.4.1). */
const patience = 5 * day;
/** How long a message waits for a mail server that cannot be reached, in ms. Later it is no news to anybody. */
const longestOutage = 30 * day;
/**
 * Time in which a server that took messages must have sent them, in ms. Afterwards another one sends them, with the same
 * Message-ID.
 */
const claim = 10 * minute;
/** Messages that a server takes at once. They are sent side by side. */
const atOnce = 20;
/** Longest time for one message, in ms. A mail server that trickles its answer must not hold up the others. */
const longestSending = 5 * minute;
/** Pauses after each failed try, in minutes. The last is repeated. */
const pauses = [1, 5, 15, 60, 180];

type Queueing = Pick<Context, "now" | "store" | "newToken" | "sweeps">;

/** A message about news, and its key (`MailedNews`) if it is one of several. */
export interface WrittenNews {
  item: string | null;
  mail: Mail;
}

/** Writes the messages about news for a person, as of now. There are none if the person may know of nothing, or read it. */
export type WriteNews = (news: MailedNews & { person: string }) => Promise<readonly WrittenNews[]>;

/**
 * Stores a message with the change that it reports, so that it is sent even if the mail server is unreachable or this
 * server ends. Returns a function that sends it, to be called after the answer; servers send what is left.
 * @param onlyIn id of the organisation to whose people it is addressed, if it is: whoever left does not get it
 */
export async function queueMail(
  context: Delivering,
  writer: Writer,
  mail: Mail | null,
  onlyIn: string | null = null,
): Promise<() => Promise<void>> {
  if (!mail) return () => Promise.resolve();
  const { person = null, to, kind, language, subject, text, html } = mail;
  const content = { to, language, subject, text, html, ...(kind && { kind }) };
  const { id } = await putMail(context, writer, { participantId: person, onlyIn, ...content });
  return async () => {
    const own = async (reader: Reader): Promise<QueuedMail[]> => [(await reader.get("mails", id)) ?? []].flat();
    await sendTaken(context, await take(context, own), noNews);
  };
}

/** Stores a message about news, which is written when it is sent. */
export async function queueNews(
  context: Queueing,
  writer: Writer,
  { id: participantId }: { id: string },
  news: MailedNews,
): Promise<void> {
  const kind = news.time === "digest" ? "digest" : "news";
  await putMail(context, writer, { participantId, onlyIn: null, ...unwritten, kind, news });
}

const unwritten = { to: "", language: "en", subject: "", text: "", html: "" };

/** The row of a message that is written at once has its text. */
const noNews: WriteNews = () => Promise.reject(new Error("This message is about no news."));

async function putMail(
  context: Queueing,
  writer: Writer,
  mail: Omit<QueuedMail, "id" | "dueAt" | "queuedAt" | "expiresAt" | "tries">,
): Promise<QueuedMail> {
  const [now, id] = [context.now(), context.newToken()];
  const [dueAt, expiresAt] = [now.toISOString(), new Date(now.getTime() + longestOutage).toISOString()];
  const row = { ...mail, id, dueAt, queuedAt: dueAt, expiresAt, tries: 0 };
  await putPassing(context, writer, "mails", row);
  return row;
}

/**
 * Sends up to 20 messages that are due, each by the server that took it. One that the mail server refuses for good is
 * dropped; the log reports it. Others wait longer after each try.
 * @returns the number of messages that were due
 */
export async function sendDue(context: Delivering, write: WriteNews = noNews): Promise<number> {
  const first = async (reader: Reader): Promise<QueuedMail[]> =>
    (await reader.range("mails", { index: "dueAt", limit: atOnce })).map(({ row }) => row);
  const taken = await take(context, first);
  await sendTaken(context, taken, write);
  return taken.length;
}

/** Takes those of some messages that are due: no other server sends them for a while. */
async function take(
  { now, store }: Delivering,
  find: (reader: Reader) => Promise<QueuedMail[]>,
): Promise<QueuedMail[]> {
  const isDue = ({ dueAt }: QueuedMail): boolean => dueAt <= now().toISOString();
  const waiting = await store.read(find);
  if (!waiting.some(isDue)) return [];
  return store.transact(async (writer) => {
    const due = (await find(writer)).filter(isDue);
    const dueAt = new Date(now().getTime() + claim).toISOString();
    const taken: QueuedMail[] = [];
    for (const mail of due) {
      if (!(await isWanted(writer, mail))) await writer.remove("mails", mail.id);
      else {
        taken.push({ ...mail, dueAt, tries: mail.tries + 1 });
        await writer.put("mails", { ...mail, dueAt, tries: mail.tries + 1, isSending: true });
      }
    }
    return taken;
  });
}

/**
 * Whether a message still has its recipient: their account, address and, if it is for its people, organisation. Nothing
 * that may be left out is sent to an address from which messages come back.
 */
async function isWanted(reader: Reader, mail: QueuedMail): Promise<boolean> {
  const { participantId, onlyIn, to, news } = mail;
  if (participantId === null) return true;
  const person = await findRecipient(reader, participantId);
  return (
    person !== null &&
    (news !== undefined || person.email === to || person.addressHold?.email === to) &&
    (onlyIn === null || person.organisationId === onlyIn) &&
    (!mayDiscard(kindOf(mail)) || (await stoppedSince(reader, person)) === null)
  );
}

async function sendTaken(context: Delivering, taken: readonly QueuedMail[], write: WriteNews): Promise<void> {
  await Promise.all(
    taken.map(async (row) => {
      const { id, news, participantId } = row;
      const written = news && participantId !== null ? await write({ ...news, person: participantId }) : null;
      const [first, ...others] = written ?? [];
      // Each message has a row of its own, so that one that was sent is not sent again with another.
      if (news && (!first || others.length > 0)) {
        await divide(context, row, written ?? []);
        return;
      }
      const next = await trySending(context, row, first?.mail ?? mailOf(row));
      await context.store.transact(async (writer) => {
        // An erasure may have removed or changed it.
        const now = await writer.get("mails", id);
        if (!now) return;
        await (next ? writer.put("mails", { ...now, ...next, isSending: false }) : writer.remove("mails", id));
      });
    }),
  );
}

function mailOf({ participantId, to, kind, language, subject, text, html }: QueuedMail): Mail {
  const recipient = { to, ...(kind && { kind }), ...(participantId !== null && { person: participantId }) };
  return { ...recipient, language, subject, text, html };
}

/** Replaces a row by one for each message. */
async function divide(
  context: Queueing,
  { id, news, kind, participantId }: QueuedMail,
  written: readonly WrittenNews[],
): Promise<void> {
  await context.store.transact(async (writer) => {
    if (!(await writer.get("mails", id))) return;
    await writer.remove("mails", id);
    for (const { item } of written)
      if (news && item !== null)
        await putMail(context, writer, {
          ...{ participantId, onlyIn: null, ...unwritten, ...(kind && { kind }) },
          news: { ...news, item },
        });
  });
}

/** Tries to send a message. Returns when to try again and why, or null if it is sent or given up. */
async function trySending(
  context: Delivering,
  row: QueuedMail,
  mail: Mail,
): Promise<{ dueAt: string; fault: MailFault } | null> {
  const sending = deliver(context, mail, { id: row.id, at: queuedAt(row).getTime() });
  try {
    await within(longestSending, sending);
    return null;
  } catch (error) {
    if (error instanceof MailError && error.isFinal) return null;
    const pause = (pauses[row.tries - 1] ?? pauses.at(-1) ?? 0) * minute;
    const dueAt = new Date(context.now().getTime() + pause).toISOString();
    const fault = faultOf(error);
    const isRefused = fault.cause === "refused" && Date.parse(dueAt) >= queuedAt(row).getTime() + patience;
    if (!isRefused && dueAt < row.expiresAt) return { dueAt, fault };
    await listRefused(context, mail, { id: row.id, answer: fault.answer });
    return null;
  }
}

/** Returns the kind of a message. Earlier versions stored none, and then had these two. */
export function kindOf({ kind, news }: QueuedMail): SentKind {
  return kind ?? (news ? "news" : "new-device");
}

/**
 * Tries to send a waiting message now, unless a server is sending it.
 * @returns why it was not sent, or null
 * @throws ProblemError not-found
 */
export async function retryNow(context: Delivering, id: string, write: WriteNews): Promise<MailFault | null> {
  const own = async (reader: Reader): Promise<QueuedMail[]> => [(await reader.get("mails", id)) ?? []].flat();
  await context.store.transact(async (writer) => {
    const [row] = await own(writer);
    if (!row) throw new ProblemError("not-found");
    if (!row.isSending) await writer.put("mails", { ...row, dueAt: context.now().toISOString() });
  });
  await sendTaken(context, await take(context, own), write);
  return context.store.read(async (reader) => {
    const [row] = await own(reader);
    if (row) return row.fault ?? null;
    const returned = await reader.get("returnedMails", id);
    return returned ? { cause: "refused", answer: returned.answer } : null;
  });
}

/** Returns when a message was queued. */
export function queuedAt({ queuedAt: stored, expiresAt }: QueuedMail): Date {
  return stored === undefined ? new Date(Date.parse(expiresAt) - patience) : new Date(stored);
}

/** Waits for work for a limited time, in ms. */
async function within(most: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new MailError("unreachable", false, { cause: "timeout", answer: null })), most);
    timer.unref();
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** A server that ended may have left messages, so others look for them this often, in ms. */
const longestSleep = minute;

/** Sends messages as they are due, for as long as the server runs. */
export function followMails(context: Delivering, write: WriteNews, failed: (error: unknown) => void): FollowedWork {
  const look = async (isStopped: () => boolean): Promise<Date | null> => {
    while (!isStopped() && (await sendDue(context, write)) > 0);
    const [next] = await context.store.read((reader) => reader.range("mails", { index: "dueAt", limit: 1 }));
    // Another server may queue a message and end before it is sent.
    return new Date(next?.key ?? context.now().getTime() + longestSleep);
  };
  return followDue(context, { look, wakes: () => true, longestSleep }, failed);
}
