import { erasePerson } from "../../../server/services/forum/erase-person.ts";
import { type Context, type Mail, MailError } from "../../../server/services/kernel/context.ts";
import { followMails, queueMail, sendDue } from "../../../server/services/people/mail-queue.ts";
import { changePerson, deactivatePerson } from "../../../server/services/people/people.ts";
import { asActor, openForum } from "../../support/forum.ts";

const minute = 60_000;
const secretariat = asActor("secretariat");

/** A forum whose clock and mail server the test controls. */
class Post {
  readonly sent: Mail[] = [];
  /** What the mail server answers to the next messages, in order. Afterwards it takes them. */
  readonly failures: MailError[] = [];
  now = Date.UTC(2013, 1, 6, 9);
  readonly context: Context;

  private constructor(context: Context) {
    this.context = {
      ...context,
      now: () => new Date(this.now),
      sendMail: (mail) => {
        const failure = this.failures.shift();
        if (failure) return Promise.reject(failure);
        this.sent.push(mail);
        return Promise.resolve();
      },
    };
  }

  static async open(): Promise<Post> {
    return new Post((await openForum()).context);
  }

  async queue(...subjects: string[]): Promise<void> {
    await this.context.store.transact(async (writer) => {
      for (const subject of subjects) await queueMail(this.context, writer, mailOf(subject));
    });
  }

  async waiting(): Promise<string[]> {
    const rows = await this.context.store.read((reader) => reader.range("mails", { index: "dueAt", limit: 100 }));
    return rows.map(({ row, key }) => `${row.subject} after ${String((Date.parse(key) - this.now) / minute)} min`);
  }

  get subjects(): string[] {
    return this.sent.map(({ subject }) => subject);
  }
}

function mailOf(subject: string): Mail {
  return { to: "member@example.org", person: "member", language: "en", subject, text: "Text", html: "<p>Text</p>" };
}

test("sends no message of a change that was undone", async () => {
  const post = await Post.open();
  const failed = post.context.store.transact(async (writer) => {
    await queueMail(post.context, writer, mailOf("undone"));
    throw new Error("no change");
  });
  await expect(failed).rejects.toThrow("no change");
  expect(await sendDue(post.context)).toBe(0);
  expect(post.subjects).toEqual([]);
});

test("tries again after growing pauses while the mail server is unreachable, with the same id", async () => {
  const post = await Post.open();
  await post.queue("late");
  const pauses: number[] = [];
  const ids = new Set<string | undefined>();
  for (let tries = 0; tries < 7; tries += 1) {
    post.failures.push(new MailError("unreachable"));
    await sendDue({ ...post.context, sendMail: (mail) => (ids.add(mail.id), post.context.sendMail(mail)) });
    const [line = ""] = await post.waiting();
    const pause = Number(/after (\d+) min/u.exec(line)?.[1]);
    pauses.push(pause);
    post.now += pause * minute - 1;
    expect(await sendDue(post.context)).toBe(0);
    post.now += 1;
  }
  expect(pauses).toEqual([1, 5, 15, 60, 180, 180, 180]);
  await sendDue(post.context);
  expect(post.subjects).toEqual(["late"]);
  expect(ids.add(post.sent[0]?.id).size).toBe(1);
  expect(await post.waiting()).toEqual([]);
});

test("drops a message that the mail server refuses for good, and keeps one that it refuses for now", async () => {
  const post = await Post.open();
  await post.queue("no mailbox");
  post.failures.push(new MailError("refused", true));
  await sendDue(post.context);
  expect(await post.waiting()).toEqual([]);
  await post.queue("first message");
  post.failures.push(new MailError("refused", false));
  await sendDue(post.context);
  expect(await post.waiting()).toEqual(["first message after 1 min"]);
});

test("several servers send each message once", async () => {
  const post = await Post.open();
  const subjects = Array.from({ length: 70 }, (_, index) => `message ${String(index)}`);
  await post.queue(...subjects);
  const server = async (): Promise<void> => {
    while ((await sendDue(post.context)) > 0);
  };
  await Promise.all([server(), server(), server()]);
  expect(post.subjects.toSorted()).toEqual(subjects.toSorted());
});

test("another server sends what one took before it ended, with the same id", async () => {
  const post = await Post.open();
  await post.queue("taken");
  let taken: Mail | undefined;
  // The server ends while the mail server answers.
  void sendDue({ ...post.context, sendMail: (mail) => ((taken = mail), new Promise<void>(() => undefined)) });
  while (!taken) await new Promise(setImmediate);
  post.now += 10 * minute - 1;
  expect(await sendDue(post.context)).toBe(0);
  post.now += 1;
  expect(await sendDue(post.context)).toBe(1);
  expect(post.sent).toEqual([taken]);
});

test("a server sends waiting messages when it starts, and others as they are queued", async () => {
  const post = await Post.open();
  await post.queue("earlier");
  const { end: stop } = followMails(
    post.context,
    () => Promise.resolve([]),
    () => undefined,
  );
  while (post.sent.length < 1) await new Promise(setImmediate);
  await post.context.store.transact(async (writer) => {
    await queueMail(post.context, writer, mailOf("now"));
    const [forum] = await writer.list("forum");
    await writer.append({
      at: post.context.now().toISOString(),
      actor: null,
      onBehalfOf: null,
      kind: "forum-seeded",
      documentId: null,
      subject: { collection: "forum", id: forum?.id ?? "" },
      before: null,
      after: null,
    });
  });
  while (post.sent.length < 2) await new Promise(setImmediate);
  await stop();
  expect(post.subjects).toEqual(["earlier", "now"]);
});

test("a message that the mail server does not answer holds up no other", async () => {
  const post = await Post.open();
  await post.queue("stalls", "passes");
  const context: Context = {
    ...post.context,
    sendMail: (mail) => (mail.subject === "passes" ? post.context.sendMail(mail) : new Promise<void>(() => undefined)),
  };
  void sendDue(context);
  while ((await post.waiting()).length > 1) await new Promise(setImmediate);
  expect(post.subjects).toEqual(["passes"]);
  expect(await post.waiting()).toEqual(["stalls after 10 min"]);
});

test("after an answer, only its own message is sent", async () => {
  const post = await Post.open();
  await post.queue("of another");
  const send = await post.context.store.transact((writer) => queueMail(post.context, writer, mailOf("own")));
  await send();
  expect(post.subjects).toEqual(["own"]);
});

test.each<[string, (post: Post) => Promise<unknown>]>([
  ["was deactivated", ({ context }) => deactivatePerson(context, secretariat, { person: "member" })],
  [
    "left the organisation",
    ({ context }) => changePerson(context, secretariat, { person: "member", organisationId: null }),
  ],
  [
    "has another address",
    ({ context }) => changePerson(context, secretariat, { person: "member", email: "new@example.org" }),
  ],
])("drops a message to a person who %s meanwhile", async (_case, change) => {
  const post = await Post.open();
  await post.context.store.transact((writer) => queueMail(post.context, writer, mailOf("to a member"), "north"));
  await change(post);
  await sendDue(post.context);
  expect(post.subjects).not.toContain("to a member");
  expect(await post.waiting()).not.toContainEqual(expect.stringContaining("to a member"));
});

test("a message that names an erased person is deleted", async () => {
  const post = await Post.open();
  const mail = { ...mailOf("to a colleague"), to: "colleague@example.org", person: "colleague" };
  await post.context.store.transact(async (writer) => {
    await queueMail(post.context, writer, { ...mail, text: "The member now belongs to North." });
    await queueMail(post.context, writer, { ...mail, subject: "of another", text: "The other now belongs to North." });
  });
  await erasePerson(post.context, secretariat, { person: "member", reason: "On request" });
  expect(await post.waiting()).toEqual([expect.stringContaining("of another")]);
});

test("an erased person's waiting messages are deleted", async () => {
  const post = await Post.open();
  await post.queue("to a member");
  await erasePerson(post.context, secretariat, { person: "member", reason: "On request" });
  expect(await post.waiting()).toEqual([]);
  expect(post.subjects).toEqual([]);
});
