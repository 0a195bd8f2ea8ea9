import { isActive, type KeptParticipant, type Standing } from "#core/access/kept-people.ts";
import type { MailFailure } from "#core/contract/forum-operations.ts";
import { translatedLanguage } from "#core/messages/catalogues.ts";
import { type MailFrame, type MailKind, mailParts, type NewColleague } from "#core/phrases/mail-text.ts";
import { laidOut } from "../../mail/page/mail-page.tsx";
import { rememberingReader } from "../../store/store-over.ts";
import type { Reader } from "../../store/store.ts";
import { type Context, type Mail, MailError } from "../kernel/context.ts";
import { deliver, type Delivering } from "./deliver-mail.ts";
import { queueMail } from "./mail-queue.ts";
import { type Limited, placesOf, type TellingWriter } from "../kernel/standing.ts";

/** Writes a message to a participant, in their language if it has a catalogue. Returns null if they have no address. */
export async function mailFor(
  reader: Reader,
  participant: Pick<KeptParticipant, "id" | "name" | "email" | "language">,
  kind: MailKind,
  to: string | null = participant.email,
): Promise<Mail | null> {
  if (to === null) return null;
  return {
    to,
    kind: kind.kind,
    person: participant.id,
    ...laidOut(mailParts(kind, await mailFrame(reader, participant))),
  };
}

/** Returns the recipient and the forum, as messages name them. */
export async function mailFrame(
  reader: Reader,
  { id, name, language }: Pick<KeptParticipant, "id" | "name" | "language">,
): Promise<MailFrame> {
  const [forum] = await reader.list("forum");
  const wanted = (await reader.get("preferences", id))?.language ?? language;
  return {
    name,
    forum: forum?.shortName ?? "Rapporteur",
    language: translatedLanguage(wanted ?? "en"),
    timeZone: forum?.timeZone ?? "UTC",
    replyTo: forum?.replyTo || null,
    ownText: forum?.mailText ?? "",
  };
}

/**
 * Sends messages after their transaction. Returns whether all were sent. A mail server that is down undoes nothing; the
 * log reports it.
 */
export async function sendMails(context: Delivering, mails: readonly (Mail | null)[]): Promise<boolean> {
  const sent = await Promise.allSettled(mails.flatMap((mail) => (mail ? [deliver(context, mail)] : [])));
  return sent.every(({ status }) => status === "fulfilled");
}

/** Sends a message after its transaction. Returns why it was not sent, or null. */
export async function sendOne(context: Delivering, mail: Mail): Promise<MailFailure | null> {
  try {
    await deliver(context, mail);
    return null;
  } catch (error) {
    return error instanceof MailError ? error.failure : "unreachable";
  }
}

/**
 * Runs a transaction that changes people, and then tells the people of their organisations at once: who got a place there
 * or another address, from whom, and what stays closed.
 */
export async function transactPeople<T>(context: Context, work: (writer: TellingWriter) => T | Promise<T>): Promise<T> {
  const { done, queued } = await context.store.transact(async (writer) => {
    const telling = { ...writer, limited: [] };
    const done = await work(telling);
    const queued: (() => Promise<void>)[] = [];
    for (const { mail, onlyIn } of await mailsAbout(context, rememberingReader(writer), telling.limited))
      queued.push(await queueMail(context, writer, mail, onlyIn));
    return { done, queued };
  });
  // The change is kept. If a message cannot be sent now, servers send it later.
  await Promise.allSettled(queued.map((send) => send()));
  return done;
}

async function mailsAbout(
  context: Context,
  reader: Reader,
  limited: readonly Limited[],
): Promise<{ mail: Mail; onlyIn: string | null }[]> {
  const news = new Map<string, NewColleague[]>();
  const recipients = new Map<string, KeptParticipant>();
  for (const { person, limits } of limited) {
    for (const organisationId of new Set(limits.map((limit) => limit.organisationId))) {
      const here = limits.filter((limit) => limit.organisationId === organisationId);
      const [limit] = here;
      const organisation = (await reader.get("organisations", organisationId))?.shortName ?? organisationId;
      const colleague = { name: person.name, organisation, change: changeOf(here) };
      for (const one of await colleaguesOf(reader, person, organisationId, limit?.at ?? "")) {
        recipients.set(one.id, one);
        news.set(one.id, [...(news.get(one.id) ?? []), colleague]);
      }
    }
  }
  const [limit] = limited.flatMap(({ limits }) => limits);
  if (!limit) return [];
  const by = limit.by === null ? null : ((await reader.get("participants", limit.by))?.name ?? null);
  const facts = { kind: "new-colleagues", at: limit.at, by, link: `${context.linkBase}/inbox` } as const;
  const mails = [...news].map(async ([id, colleagues]) => {
    const recipient = recipients.get(id);
    const mail = recipient ? await mailFor(reader, recipient, { ...facts, colleagues }) : null;
    return mail ? [{ mail, onlyIn: recipient?.organisationId ?? null }] : [];
  });
  return (await Promise.all(mails)).flat();
}

/** Returns the change that gave a person limits in one organisation. */
export function changeOf(limits: readonly Standing[]): NewColleague["change"] {
  if (limits.some(({ cause }) => cause === "address")) return "address";
  return limits.some(({ as }) => as === "coordinator") ? "coordinator" : "member";
}

/** Returns the active people who belonged to an organisation before a time, without one person. */
export async function colleaguesOf(
  reader: Reader,
  { id, organisationId: now }: Pick<KeptParticipant, "id" | "organisationId">,
  organisationId: string,
  before: string,
): Promise<KeptParticipant[]> {
  if (now === null) return [];
  const organisation = await reader.get("organisations", now);
  const people = await reader.list("participants", { activeIn: now });
  return people.filter(
    (person) =>
      person.id !== id &&
      isActive(person) &&
      placesOf(person, organisation).some((place) => place.organisationId === organisationId) &&
      !person.standing?.some(
        (limit) => limit.organisationId === organisationId && limit.as === "member" && limit.at >= before,
      ),
  );
}
