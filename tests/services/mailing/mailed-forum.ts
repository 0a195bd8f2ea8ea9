import { createReply } from "../../../server/services/annotations/reply.ts";
import { type Context, type Mail, MailError } from "../../../server/services/kernel/context.ts";
import { markMailings, queueDue } from "../../../server/services/mailing/schedule.ts";
import { writeNews } from "../../../server/services/mailing/write-news.ts";
import { sendDue } from "../../../server/services/people/mail-queue.ts";
import type { Forum } from "../../../server/core/access/forum.ts";
import { asActor, firstDraft, openForum, type TestForum, uuid } from "../../support/forum.ts";

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

/** A forum with a draft and people who have signed in, whose clock, servers and mail server the test controls. */
export class MailedForum {
  readonly sent: Mail[] = [];
  /** Number of messages that the mail server takes without its answer reaching us. */
  lostAnswers = 0;
  now = Date.UTC(2013, 1, 6, 9);
  readonly context: Context;
  readonly forum: TestForum;
  /** The places in the events that each server has reached. */
  #servers = [{ seq: null as number | null }, { seq: null as number | null }];
  #replies = 0;

  private constructor(forum: TestForum) {
    // The forum's own helpers use its context.
    this.context = Object.assign(forum.context, {
      now: () => new Date(this.now),
      mailReaches: true,
      sendMail: (mail: Mail) => {
        this.sent.push(mail);
        if (this.lostAnswers === 0) return Promise.resolve();
        this.lostAnswers -= 1;
        return Promise.reject(new MailError("unreachable"));
      },
    });
    this.forum = forum;
  }

  static async open(overrides: Partial<Forum> = {}): Promise<MailedForum> {
    const forum = await openForum(overrides);
    await forum.publish("1", firstDraft);
    const mailed = new MailedForum(forum);
    await forum.context.store.transact(async (writer) => {
      for (const { id } of await writer.list("participants"))
        await writer.put("accounts", { id, firstSignedInAt: "2013-02-01T09:00:00.000Z", devices: [] });
      // A change of accounts needs an event.
      const [known] = await writer.list("forum");
      if (known) await writer.append({ ...nothing, before: known, after: known });
    });
    await mailed.run();
    return mailed;
  }

  /** Lets time pass, in ms, and the servers do what is due. */
  async pass(time: number): Promise<void> {
    this.now += time;
    await this.run();
  }

  /** Does what is due, by one of two servers. */
  async run(server = 0): Promise<void> {
    const position = this.#servers[server] ?? { seq: null };
    while (await markMailings(this.context, position));
    while ((await queueDue(this.context)) > 0);
    while ((await sendDue(this.context, (news) => writeNews(this.context, news))) > 0);
  }

  /** Replaces a server that was killed by one that knows only what is stored. */
  restart(server: number): void {
    this.#servers[server] = { seq: null };
  }

  /** Adds a comment of the member and a reply to it by another, and returns the reply's text. */
  async reply({ by = "other", text }: { by?: string; text?: string } = {}): Promise<string> {
    this.#replies += 1;
    const written = text ?? `Reply number ${String(this.#replies)} ends.`;
    await this.forum.comment("member", { id: uuid(this.#replies) });
    await createReply(this.context, asActor(by), {
      ...{ annotation: uuid(this.#replies), id: uuid(1000 + this.#replies), text: written, position: null },
    });
    return written;
  }

  /** Returns the messages to a person. */
  to(person: string): Mail[] {
    return this.sent.filter((mail) => mail.person === person);
  }
}

const nothing = {
  actor: null,
  onBehalfOf: null,
  documentId: null,
  at: "2013-02-06T09:00:00.000Z",
  kind: "forum-changed",
  subject: { collection: "forum", id: "forum" },
} as const;
