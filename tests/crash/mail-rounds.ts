import { cpSync } from "node:fs";
import path from "node:path";
import { markMailings } from "../../server/services/mailing/schedule.ts";
import { createLink, signIn } from "../../server/services/people/sign-in.ts";
import { asActor, firstDraft, openForum } from "../support/forum.ts";
import type { MailOrder, SentMail } from "./mailer.ts";
import type { Message } from "./message.ts";
import { openPlace } from "./open-place.ts";
import type { Kill } from "./other-rounds.ts";

/** The findings on the mails of a forum. */
interface MailVerdict {
  faults: string[];
  /** Replies in no mail, and in two. */
  lost: number;
  doubled: number;
  /** Messages, apart from repetitions. */
  mails: number;
}

/** Creates a forum with a draft and people who have signed in, in a folder or a database. */
export async function makeMailedForum(place: string): Promise<void> {
  const store = await openPlace(place);
  const forum = await openForum({ timeZone: "Europe/Zurich" }, store);
  await forum.publish("1", firstDraft);
  for (const participant of ["member", "colleague", "coordinator", "other"]) {
    const { token } = await createLink(forum.context, { participant });
    await signIn(forum.context, asActor("public"), { token });
  }
  // From the first call on, people are mailed what happens.
  await markMailings(forum.context, { seq: null });
  await store.close();
}

/**
 * Kills servers that reply and mail, and lets one finish. Each reply that is stored must be in exactly one message to its
 * author, which names or counts it. A message may repeat only with the same id.
 * @param servers number of processes at the same time
 */
export async function killMails(
  place: string,
  kill: Kill,
  { times, servers, random }: { times: number; servers: number; random: () => number },
): Promise<MailVerdict> {
  const replies = new Map<string, string>();
  const mails = new Map<string, SentMail>();
  // Clocks are set forward on 31 March 2013, on the tenth in New York.
  let now = Date.UTC(2013, 2, 8, 9);
  const faults: string[] = [];
  const hear = (message: Message): void => {
    if ("reply" in message) replies.set(message.reply.name, message.reply.to);
    if ("time" in message) now = Math.max(now, message.time);
    if (!("mail" in message)) return;
    const { mail } = message;
    const earlier = mails.get(mail.id);
    if (earlier && earlier.person !== mail.person) faults.push(`${mail.id} went to two people`);
    mails.set(mail.id, { ...mail, replies: [...new Set([...(earlier?.replies ?? []), ...mail.replies])] });
  };
  const work = async (prefix: string, most: number): Promise<void> => {
    const order: MailOrder = { place, seed: Math.floor(random() * 2 ** 31), prefix, start: now, most };
    const { failure } = await kill({ work: "mail", order }, hear);
    if (failure !== null) faults.push(failure);
  };
  for (let time = 1; time <= times; time += 1)
    await Promise.all(Array.from({ length: servers }, (_, server) => work(`${String(time)}.${String(server)}`, 120)));
  const found = await finished(place, { now, replies, mails, hear });
  if (found.lost + found.doubled > 0) faults.push(`${found.lost} replies in no message, ${found.doubled} in several`);
  return { ...found, faults, mails: mails.size };
}

/** Lets one server mail everything, and judges the messages. */
async function finished(
  place: string,
  {
    now,
    replies,
    mails,
    hear,
  }: {
    now: number;
    replies: ReadonlyMap<string, string>;
    mails: ReadonlyMap<string, SentMail>;
    hear: (message: Message) => void;
  },
): Promise<{ lost: number; doubled: number }> {
  const { mailMany } = await import("./mailer.ts");
  // Servers that were killed may have claimed messages.
  await mailMany({ place, seed: 1, prefix: "", start: now + 3_600_000, most: 0 }, hear);
  const store = await openPlace(place);
  const stored = await store.read((reader) => reader.list("replies"));
  await store.close();
  const names = new Set(stored.map(({ text }) => /Reply (\S+) ends/u.exec(text)?.[1]));
  const missing = new Map<string, number>();
  let doubled = 0;
  for (const [name, to] of replies) {
    if (!names.has(name)) continue;
    const found = [...mails.values()].filter((mail) => mail.person === to && mail.replies.includes(name)).length;
    if (found === 0) missing.set(to, (missing.get(to) ?? 0) + 1);
    if (found > 1) doubled += 1;
  }
  // Long digests only count the rest of their replies.
  const lost = [...missing].map(([to, count]) =>
    Math.abs(count - [...mails.values()].reduce((sum, { person, more }) => sum + (person === to ? more : 0), 0)),
  );
  return { lost: lost.reduce((sum, count) => sum + count, 0), doubled };
}

/** Copies a forum's folder, so that its servers can be killed. */
export function copyOfForum(folder: string, scratch: string): string {
  const copy = path.join(scratch, "killed");
  cpSync(folder, copy, { recursive: true });
  return copy;
}
