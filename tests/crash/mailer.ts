import type { DigestTimes } from "#core/contract/mail-choices.ts";
import type { NewAnnotation } from "#core/contract/annotation-operations.ts";
import { createAnnotation } from "../../server/services/annotations/annotation.ts";
import { createReply } from "../../server/services/annotations/reply.ts";
import { createContext } from "../../server/services/create-context.ts";
import { type Context, MailError } from "../../server/services/kernel/context.ts";
import { setMailChoices } from "../../server/services/mailing/choices.ts";
import { markMailings, queueDue } from "../../server/services/mailing/schedule.ts";
import { writeNews } from "../../server/services/mailing/write-news.ts";
import { sendDue } from "../../server/services/people/mail-queue.ts";
import { randomUUID } from "node:crypto";
import { asActor } from "../support/forum.ts";
import { randomFrom } from "../support/random-from.ts";
import type { Say } from "./message.ts";
import { openPlace } from "./open-place.ts";

/** The order for a process that mails. */
export interface MailOrder {
  /** A folder or a database with a forum. */
  place: string;
  seed: number;
  /** Begins the texts of its replies. */
  prefix: string;
  /** The time at its start, in ms. */
  start: number;
  /** Number of acts after which it stops by itself. Without any, it only lets days pass until all is mailed. */
  most: number;
}

/** A message that a mail server took. */
export interface SentMail {
  id: string;
  person: string;
  /** The names of the replies in it. */
  replies: readonly string[];
  /** Number of further items that a long digest only counts. */
  more: number;
}

const hour = 3_600_000;
const people = ["member", "colleague", "coordinator", "other"] as const;
const zones = ["Europe/Zurich", "America/New_York", "Asia/Kathmandu", null] as const;

/**
 * Replies, chooses when to be mailed, and lets time pass while it sends what is due. It says each reply before it begins and
 * once it is acknowledged, each message that the mail server took, and how late it is.
 */
export async function mailMany({ place, seed, prefix, start, most }: MailOrder, say: Say): Promise<void> {
  const store = await openPlace(place, { snapshotAfter: 40_000 });
  const random = randomFrom(seed);
  const among = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  let now = start;
  const context: Context = {
    ...createContext(store),
    now: () => new Date(now),
    mailReaches: true,
    sendMail: ({ id = "", person = "", text }) => {
      const replies = [...text.matchAll(/Reply (\S+) ends/gu)].map(([, name = ""]) => name);
      say({ mail: { id, person, replies, more: Number(/(\d+) more news item/u.exec(text)?.[1] ?? 0) } });
      // Some answers of the mail server are lost.
      return random() < 0.1 ? Promise.reject(new MailError("unreachable")) : Promise.resolve();
    },
  };
  const position = { seq: null as number | null };
  const work = async (): Promise<void> => {
    while (await markMailings(context, position));
    while ((await queueDue(context)) > 0);
    while ((await sendDue(context, (news) => writeNews(context, news))) > 0);
  };
  const pass = async (time: number): Promise<void> => {
    now += time;
    say({ time: now });
    await work();
  };
  for (let count = 1; count <= most; count += 1) {
    const dice = random();
    const author = among(people);
    if (dice < 0.45) {
      const name = `${prefix}-${String(count)}`;
      const by = people[(people.indexOf(author) + 1) % people.length] ?? "other";
      const { annotation } = await createAnnotation(context, asActor(author), newComment());
      say({ reply: { name, to: author } });
      const reply = { annotation: annotation.id, id: randomUUID(), text: `Reply ${name} ends.`, position: null };
      await createReply(context, asActor(by), reply);
      say({ done: name });
    } else if (dice < 0.55) {
      const time = among(["at-once", "digest", null] as const);
      await setMailChoices(context, asActor(author), { times: [{ kind: "reply", time }] });
    } else if (dice < 0.62) {
      const digest: DigestTimes = {
        every: among(["day", "week"] as const),
        weekday: 1 + Math.floor(random() * 7),
        hour: Math.floor(random() * 24),
        timeZone: among(zones),
      };
      await setMailChoices(context, asActor(author), { times: [], digest });
    } else await pass(random() * 14 * hour);
  }
  for (let days = 0; most === 0 && days < 9; days += 1) await pass(24 * hour);
  await store.close();
}

function newComment(): NewAnnotation & { version: string } {
  return {
    version: "opinion-5@1",
    id: randomUUID(),
    kind: "comment",
    type: "general",
    targets: [{ kind: "document" }],
    text: "A comment.",
    operations: [],
    visibility: "submitted",
    capacity: "personal",
    jointly: [],
  };
}
