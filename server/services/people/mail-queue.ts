import { isActive } from "#core/access/kept-people.ts";
import type { QueuedMail } from "../../store/passing-rows.ts";
import type { Reader, Writer } from "../../store/store.ts";
import { type Context, type Mail, MailError } from "../kernel/context.ts";
import { followDue } from "../kernel/follow-due.ts";
import { putPassing } from "../kernel/passing.ts";

const minute = 60_000;
/** How long a mail server may be unreachable until a message is given up, in ms. */
const patience = 5 * 24 * 60 * minute;
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

type Sending = Pick<Context, "now" | "store" | "sendMail">;

/**
 * Stores a message with the change that it reports, so that it is sent even if the mail server is unreachable or this
 * server ends. Returns a function that sends it, to be called after the answer; servers send what is left.
 * @param onlyIn id of the organisation to whose people it is addressed, if it is: whoever left does not get it
 */
export async function queueMail(
  context: Sending & Pick<Context, "newToken" | "sweeps">,
  writer: Writer,
  mail: Mail | null,
  onlyIn: string | null = null,
): Promise<() => Promise<void>> {
  if (!mail) return () => Promise.resolve();
  const { person = null, to, language, subject, text, html } = mail;
  const now = context.now();
  const dueAt = now.toISOString();
  const expiresAt = new Date(now.getTime() + patience).toISOString();
  const content = { to, language, subject, text, html };
  const id = context.newToken();
  const row = { id, participantId: person, onlyIn, ...content, dueAt, expiresAt, tries: 0 };
  await putPassing(context, writer, "mails", row);
  return async () => {
    const own = async (reader: Reader): Promise<QueuedMail[]> => [(await reader.get("mails", id)) ?? []].flat();
    await sendTaken(context, await take(context, own));
  };
}

/**
 * Sends up to 20 messages that are due, each by the server that took it. One that the mail server refuses for good is
 * dropped; the log reports it. Others wait longer after each try.
 * @returns the number of messages that were due
 */
export async function sendDue(context: Sending): Promise<number> {
  const first = async (reader: Reader): Promise<QueuedMail[]> =>
    (await reader.range("mails", { index: "dueAt", limit: atOnce })).map(({ row }) => row);
  const taken = await take(context, first);
  await sendTaken(context, taken);
  return taken.length;
}

/** Takes those of some messages that are due: no other server sends them for a while. */
async function take({ now, store }: Sending, find: (reader: Reader) => Promise<QueuedMail[]>): Promise<QueuedMail[]> {
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
        await writer.put("mails", { ...mail, dueAt, tries: mail.tries + 1 });
      }
    }
    return taken;
  });
}

/** Whether a message still has its recipient: their account, address and, if it is for its people, organisation. */
async function isWanted(reader: Reader, { participantId, onlyIn, to }: QueuedMail): Promise<boolean> {
  if (participantId === null) return true;
  const person = await reader.get("participants", participantId);
  return (
    person !== undefined &&
    isActive(person) &&
    (person.email === to || person.addressHold?.email === to) &&
    (onlyIn === null || person.organisationId === onlyIn)
  );
}

async function sendTaken(context: Sending, taken: readonly QueuedMail[]): Promise<void> {
  await Promise.all(
    taken.map(async (mail) => {
      const next = await trySending(context, mail);
      await context.store.transact(async (writer) => {
        // An erasure may have removed or changed it.
        const row = await writer.get("mails", mail.id);
        if (!row) return;
        await (next ? writer.put("mails", { ...row, dueAt: next }) : writer.remove("mails", mail.id));
      });
    }),
  );
}

/** Tries to send a message. Returns when to try again, or null if it is sent or given up. */
async function trySending({ now, sendMail }: Sending, mail: QueuedMail): Promise<string | null> {
  const { id, participantId, to, language, subject, text, html } = mail;
  const sending = sendMail({
    id,
    to,
    language,
    subject,
    text,
    html,
    ...(participantId !== null && { person: participantId }),
  });
  try {
    await within(longestSending, sending);
    return null;
  } catch (error) {
    if (error instanceof MailError && error.isFinal) return null;
    const pause = (pauses[mail.tries - 1] ?? pauses.at(-1) ?? 0) * minute;
    return new Date(now().getTime() + pause).toISOString();
  }
}

/** Waits for work for a limited time, in ms. */
async function within(most: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new MailError("unreachable")), most);
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

/** Sends messages as they are due, for as long as the server runs. Returns a function that stops it, and waits for what it sends. */
export function followMails(context: Sending, failed: (error: unknown) => void): () => Promise<void> {
  const look = async (isStopped: () => boolean): Promise<Date | null> => {
    while (!isStopped() && (await sendDue(context)) > 0);
    const [next] = await context.store.read((reader) => reader.range("mails", { index: "dueAt", limit: 1 }));
    return next ? new Date(next.key) : null;
  };
  return followDue(context, { look, wakes: () => true, longestSleep }, failed);
}
