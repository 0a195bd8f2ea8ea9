import type { QueuedMail } from "../../store/passing-rows.ts";
import type { Writer } from "../../store/store.ts";
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
/** Pauses after each failed try, in minutes. The last is repeated. */
const pauses = [1, 5, 15, 60, 180];

type Sending = Pick<Context, "now" | "store" | "sendMail">;

/**
 * Stores a message with the change that it reports, so that it is sent even if the mail server is unreachable or this
 * server ends. Returns a function that sends what is due, to be called after the answer.
 */
export async function queueMail(
  context: Sending & Pick<Context, "newToken" | "sweeps">,
  writer: Writer,
  mail: Mail | null,
): Promise<() => Promise<void>> {
  if (!mail) return () => Promise.resolve();
  const { person = null, to, language, subject, text, html } = mail;
  const now = context.now();
  const dueAt = now.toISOString();
  const expiresAt = new Date(now.getTime() + patience).toISOString();
  const content = { to, language, subject, text, html };
  const row = { id: context.newToken(), participantId: person, ...content, dueAt, expiresAt, tries: 0 };
  await putPassing(context, writer, "mails", row);
  return async () => {
    await sendDue(context);
  };
}

/**
 * Sends up to 20 messages that are due, each by the server that took it. One that the mail server refuses for good is
 * dropped; the log reports it. Others wait longer after each try.
 * @returns the number of messages that were due
 */
export async function sendDue(context: Sending): Promise<number> {
  const taken = await takeDue(context);
  if (taken.length === 0) return 0;
  const left = await Promise.all(taken.map((mail) => trySending(context, mail)));
  await context.store.transact(async (writer) => {
    for (const [index, { id }] of taken.entries()) {
      const row = left[index];
      // An erasure may have removed it.
      if (!(await writer.get("mails", id))) continue;
      await (row ? writer.put("mails", row) : writer.remove("mails", id));
    }
  });
  return taken.length;
}

async function takeDue({ now, store }: Sending): Promise<QueuedMail[]> {
  const isDue = ({ dueAt }: QueuedMail): boolean => dueAt <= now().toISOString();
  const first = { index: "dueAt", limit: atOnce } as const;
  const waiting = await store.read((reader) => reader.range("mails", { ...first, limit: 1 }));
  if (!waiting.some(({ row }) => isDue(row))) return [];
  return store.transact(async (writer) => {
    const due = (await writer.range("mails", first)).map(({ row }) => row).filter(isDue);
    const dueAt = new Date(now().getTime() + claim).toISOString();
    for (const mail of due) await writer.put("mails", { ...mail, dueAt, tries: mail.tries + 1 });
    return due;
  });
}

/** Tries to send a message. Returns it with the time of the next try, or null if it is sent or given up. */
async function trySending({ now, sendMail }: Sending, mail: QueuedMail): Promise<QueuedMail | null> {
  const { id, participantId, to, language, subject, text, html } = mail;
  try {
    await sendMail({ id, to, language, subject, text, html, ...(participantId !== null && { person: participantId }) });
    return null;
  } catch (error) {
    if (error instanceof MailError && error.isFinal) return null;
    const pause = (pauses[mail.tries] ?? pauses.at(-1) ?? 0) * minute;
    return { ...mail, dueAt: new Date(now().getTime() + pause).toISOString(), tries: mail.tries + 1 };
  }
}

/** A server that ended may have left messages, so others look for them this often, in ms. */
const longestSleep = minute;

/** Sends messages as they are due, for as long as the server runs. Returns a function that stops it. */
export function followMails(context: Sending, failed: (error: unknown) => void): () => void {
  const look = async (): Promise<Date | null> => {
    while ((await sendDue(context)) > 0);
    const [next] = await context.store.read((reader) => reader.range("mails", { index: "dueAt", limit: 1 }));
    return next ? new Date(next.key) : null;
  };
  return followDue(context, { look, wakes: () => true, longestSleep }, failed);
}
