import type { KeptParticipant } from "#core/access/kept-people.ts";
import type { MailFailure } from "#core/contract/forum-operations.ts";
import { translatedLanguage } from "#core/messages/catalogues.ts";
import { type MailKind, mailText } from "#core/phrases/mail-text.ts";
import type { Reader } from "../../store/store.ts";
import type { Context, Mail } from "../kernel/context.ts";
import { MailError } from "../kernel/mail-error.ts";

/** Writes a message to a participant, in their language if it has a catalogue. Returns null if they have no address. */
export async function mailFor(
  reader: Reader,
  { id, name, email, ...participant }: KeptParticipant,
  kind: MailKind,
  to: string | null = email,
): Promise<Mail | null> {
  if (to === null) return null;
  const [forum] = await reader.list("forum");
  const wanted = (await reader.get("preferences", id))?.language ?? participant.language;
  const language = translatedLanguage(wanted ?? "en");
  const frame = { name, forum: forum?.shortName ?? "Rapporteur", language, timeZone: forum?.timeZone ?? "UTC" };
  return { to, person: id, language, ...mailText(kind, frame) };
}

/**
 * Sends messages after their transaction. Returns whether all were sent. A mail server that is down undoes nothing; the
 * log reports it.
 */
export async function sendMails(context: Pick<Context, "sendMail">, mails: readonly (Mail | null)[]): Promise<boolean> {
  const sent = await Promise.allSettled(mails.flatMap((mail) => (mail ? [context.sendMail(mail)] : [])));
  return sent.every(({ status }) => status === "fulfilled");
}

/** Sends a message after its transaction. Returns why it was not sent, or null. */
export async function sendOne(context: Pick<Context, "sendMail">, mail: Mail): Promise<MailFailure | null> {
  try {
    await context.sendMail(mail);
    return null;
  } catch (error) {
    return error instanceof MailError ? error.failure : "unreachable";
  }
}

/** Returns a function that sends a message, to be called after the answer. */
export function telling(context: Pick<Context, "sendMail">, mail: Mail | null): () => Promise<void> {
  return async () => {
    await sendMails(context, [mail]);
  };
}
