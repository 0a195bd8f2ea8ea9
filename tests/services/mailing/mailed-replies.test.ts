import { createReply } from "../../../server/services/annotations/reply.ts";
import { setClearance } from "../../../server/services/annotations/clearance.ts";
import { readThread } from "../../../server/services/annotations/find-annotation.ts";
import { hideAnnotation, withdrawAnnotation } from "../../../server/services/annotations/standing.ts";
import { erasePerson } from "../../../server/services/forum/erase-person.ts";
import { changeForum } from "../../../server/services/forum/forum-settings.ts";
import { programActor } from "../../../server/services/kernel/authorise.ts";
import { getWaiting } from "../../../server/services/inbox/notifications.ts";
import { setMailChoices } from "../../../server/services/mailing/choices.ts";
import {
  discardMailedReply,
  getMailedReplies,
  postMailedReply,
  receiveMail,
  type ReceivedMail,
} from "../../../server/services/mailing/mailed-replies.ts";
import { deactivatePerson } from "../../../server/services/people/people.ts";
import { setConsultation } from "../../../server/services/publication/consultation.ts";
import type { KeptReply } from "../../../server/store/collections.ts";
import type { MailedReply } from "../../../server/core/contract/mailed-reply-operations.ts";
import { asActor, type TestForum, uuid } from "../../support/forum.ts";
import { day, hour, MailedForum } from "./mailed-forum.ts";

const member = asActor("member");
const secretariat = asActor("secretariat");

/** A forum in which somebody was mentioned in a comment, and so got a mail to answer. */
class Answerable {
  readonly context: MailedForum["context"];
  readonly forum: TestForum;
  readonly mailed: MailedForum;

  private constructor(mailed: MailedForum) {
    this.mailed = mailed;
    this.forum = mailed.forum;
    this.context = Object.assign(mailed.context, { replyAddress: "replies@forum.example" });
  }

  static async open(who = "member", before: (forum: TestForum) => Promise<unknown> = () => Promise.resolve()) {
    const answerable = new Answerable(await MailedForum.open());
    await before(answerable.forum);
    await answerable.forum.comment("other", { text: `What does @The ${who} think?` });
    await answerable.mailed.pass(hour);
    return answerable;
  }

  /** Answers the mail. By default from the person's address, for which the receiving server vouches. */
  async answer(mail: Partial<ReceivedMail> = {}, who = "member"): Promise<string> {
    const [sent] = this.mailed.to(who);
    return receiveMail(this.context, {
      ...{ recipients: [sent?.replyTo ?? ""], from: `${who}@example.org`, isVouched: true, messageId: "1" },
      ...{ text: "I agree.", hadQuotes: false, ...mail },
    });
  }

  async replies(): Promise<KeptReply[]> {
    return this.context.store.read(async (reader) => {
      const annotation = await reader.get("annotations", uuid(1));
      return annotation ? (await readThread(reader, annotation)).replies : [];
    });
  }

  async waiting(): Promise<MailedReply[]> {
    return getMailedReplies(this.context, member);
  }
}

test("an answer from the person's address becomes their reply in the thread", async () => {
  const answerable = await Answerable.open();
  expect(await answerable.answer()).toBe("posted");
  expect(await answerable.replies()).toMatchObject([
    { text: "I agree.", position: null, visibility: "submitted", speaker: { participantId: "member" } },
  ]);
});

test("a mail that is delivered again becomes no second reply", async () => {
  const answerable = await Answerable.open();
  await Promise.all([answerable.answer(), answerable.answer()]);
  expect(await answerable.answer()).toBe("posted");
  expect(await answerable.replies()).toHaveLength(1);
  await answerable.answer({ messageId: "2", text: "Another." });
  expect(await answerable.replies()).toHaveLength(2);
});

test("an answer that repeats an earlier one waits, so that programs do not answer each other for ever", async () => {
  const answerable = await Answerable.open();
  await answerable.answer();
  expect(await answerable.answer({ messageId: "2" })).toBe("to-confirm");
  expect(await answerable.waiting()).toMatchObject([{ reason: "repeated" }]);
});

test("an answer after 10 replies within an hour waits", async () => {
  const answerable = await Answerable.open();
  for (let count = 0; count < 10; count += 1)
    expect(await answerable.answer({ messageId: String(count), text: `Reply ${String(count)}` })).toBe("posted");
  expect(await answerable.answer({ messageId: "10" })).toBe("to-confirm");
  answerable.mailed.now += hour;
  expect(await answerable.answer({ messageId: "11" })).toBe("posted");
});

test.each([
  ["the receiving server does not vouch for the sender", { isVouched: false }, "not-vouched"],
  ["it comes from another address", { from: "stranger@example.org" }, "other-address"],
  ["its From has several addresses", { from: null }, "other-address"],
  ["quotes were between its lines", { hadQuotes: true }, "quotes"],
  ["it quotes the link that stops messages", { text: "Stop: http://localhost/stop-mails?token=x" }, "quotes"],
] as const)("an answer waits for its author if %s", async (_why, mail, reason) => {
  const answerable = await Answerable.open();
  expect(await answerable.answer(mail)).toBe("to-confirm");
  expect(await answerable.replies()).toEqual([]);
  expect(await answerable.waiting()).toMatchObject([
    { reason, thread: { annotation: uuid(1), document: "Opinion 5", version: "opinion-5@1" } },
  ]);
});

test("an answer waits if the forum requires a stronger sign-in of the person", async () => {
  const answerable = await Answerable.open("chair");
  await changeForum(answerable.context, programActor, { strongSignIn: true });
  expect(await answerable.answer({}, "chair")).toBe("to-confirm");
});

test("an answer that the thread refuses is kept for its author", async () => {
  const answerable = await Answerable.open();
  await withdrawAnnotation(answerable.context, asActor("other"), { annotation: uuid(1), reason: "" });
  expect(await answerable.answer()).toBe("to-confirm");
  expect(await answerable.waiting()).toMatchObject([{ text: "I agree.", reason: "refused" }]);
});

test("an answer of a person under clearance awaits it", async () => {
  const answerable = await Answerable.open();
  await setClearance(answerable.context, asActor("coordinator"), { organisation: "north", clearance: "coordinator" });
  expect(await answerable.answer()).toBe("posted");
  expect(await answerable.replies()).toMatchObject([{ visibility: "clearance", clearance: "awaiting" }]);
});

test("an answer to a deactivated account is refused", async () => {
  const answerable = await Answerable.open();
  await deactivatePerson(answerable.context, secretariat, { person: "member" });
  expect(await answerable.answer()).toBe("address-not-valid");
});

test("an answer after 31 days is refused", async () => {
  const answerable = await Answerable.open();
  answerable.mailed.now += 31 * day;
  expect(await answerable.answer()).toBe("address-not-valid");
});

test("a mail to another address is no answer", async () => {
  const answerable = await Answerable.open();
  expect(await answerable.answer({ recipients: ["replies@forum.example", "x@example.org"] })).toBe("not-addressed");
});

test("at most 20 answers wait for a person", async () => {
  const answerable = await Answerable.open();
  for (let count = 0; count < 20; count += 1)
    expect(await answerable.answer({ isVouched: false, messageId: String(count) })).toBe("to-confirm");
  expect(await answerable.answer({ isVouched: false, messageId: "20" })).toBe("too-many");
  expect(await answerable.answer({ isVouched: false, messageId: "1" })).toBe("to-confirm");
});

describe("an answer that waits", () => {
  async function oneWaiting(): Promise<{ answerable: Answerable; mailedReply: string }> {
    const answerable = await Answerable.open();
    await answerable.answer({ isVouched: false });
    const [first] = await answerable.waiting();
    return { answerable, mailedReply: first?.id ?? "" };
  }

  test("becomes a reply when its author confirms it, once", async () => {
    const { answerable, mailedReply } = await oneWaiting();
    await postMailedReply(answerable.context, member, { mailedReply });
    expect(await answerable.replies()).toMatchObject([{ text: "I agree.", speaker: { participantId: "member" } }]);
    expect(await answerable.waiting()).toEqual([]);
    expect(await answerable.answer({ isVouched: false })).toBe("posted");
    expect(await answerable.waiting()).toEqual([]);
  });

  test("is gone when its author discards it", async () => {
    const { answerable, mailedReply } = await oneWaiting();
    await discardMailedReply(answerable.context, member, { mailedReply });
    expect(await answerable.waiting()).toEqual([]);
    expect(await answerable.replies()).toEqual([]);
  });

  test("stays when the thread refuses it", async () => {
    const { answerable, mailedReply } = await oneWaiting();
    await withdrawAnnotation(answerable.context, asActor("other"), { annotation: uuid(1), reason: "" });
    await expect(postMailedReply(answerable.context, member, { mailedReply })).rejects.toMatchObject({
      code: "wrong-state",
    });
    expect(await answerable.waiting()).toHaveLength(1);
  });

  test("does not exist for others", async () => {
    const { answerable, mailedReply } = await oneWaiting();
    for (const act of [postMailedReply, discardMailedReply])
      await expect(act(answerable.context, secretariat, { mailedReply })).rejects.toMatchObject({ code: "not-found" });
    expect(await getMailedReplies(answerable.context, secretariat)).toEqual([]);
  });

  test("is gone after 14 days", async () => {
    const { answerable } = await oneWaiting();
    answerable.mailed.now += 14 * day;
    expect(await answerable.waiting()).toEqual([]);
  });

  test("is erased with the person", async () => {
    const { answerable } = await oneWaiting();
    await erasePerson(answerable.context, secretariat, { person: "member", reason: "Asked." });
    expect(await answerable.context.store.read((reader) => reader.list("mailedReplies"))).toEqual([]);
  });

  test("is among the work that waits for its author", async () => {
    const { answerable } = await oneWaiting();
    expect(await getWaiting(answerable.context, member)).toMatchObject([{ kind: "mailed-reply", count: 1 }]);
  });
});

describe("the mail says how to answer", () => {
  const note = "Reply to this message to answer in the thread.";
  const textOf = async (who = "member", before?: (forum: TestForum) => Promise<unknown>): Promise<string> => {
    const [mail] = (await Answerable.open(who, before)).mailed.to(who);
    return mail?.text ?? "";
  };

  test("and who reads the reply, below the line that marks the quote", async () => {
    const text = await textOf();
    expect(text.startsWith("=== Reply above this line ===\n")).toBe(true);
    expect(text).toContain(`${note} Your reply is visible to everyone who can read the draft.`);
    expect(text).not.toContain("Nobody reads replies");
  });

  test("and that a coordinator clears the reply first", async () => {
    const clears = (forum: TestForum): Promise<unknown> =>
      setClearance(forum.context, asActor("coordinator"), { organisation: "north", clearance: "coordinator" });
    expect(await textOf("member", clears)).toContain("visible to your coordinators, who clear it first");
  });

  test("and that a blind consultation keeps the reply from others", async () => {
    const period = { opensAt: "2013-02-01T00:00:00.000Z", closesAt: "2013-03-01T00:00:00.000Z", blind: true };
    const isBlind = ({ context }: TestForum): Promise<unknown> =>
      setConsultation(context, secretariat, { version: "opinion-5@1", revision: 0, ...period });
    expect(await textOf("chair", isBlind)).toContain("visible to the people who can read the comment now");
  });

  test("except to people who may not reply", async () => {
    expect(await textOf("observer")).toContain("Nobody reads replies");
  });

  test("except to people of whom the forum requires a stronger sign-in", async () => {
    const isStrict = ({ context }: TestForum): Promise<unknown> =>
      changeForum(context, programActor, { strongSignIn: true });
    expect(await textOf("chair", isStrict)).toContain("Nobody reads replies");
  });

  test("except in a thread that is closed", async () => {
    const { mailed, context, forum } = await Answerable.open();
    await setMailChoices(context, member, { times: [{ kind: "hidden", time: "at-once" }] });
    await forum.comment("member", { id: uuid(7) });
    await hideAnnotation(context, secretariat, { annotation: uuid(7), reason: "Off topic." });
    await mailed.pass(hour);
    expect(mailed.to("member").map(({ replyTo }) => replyTo !== undefined)).toEqual([true, false]);
  });

  test("except in digests", async () => {
    const { mailed } = await Answerable.open();
    await createReply(mailed.context, asActor("other"), {
      ...{ annotation: uuid(1), id: uuid(9), text: "Nobody?", position: null },
    });
    await createReply(mailed.context, member, { annotation: uuid(1), id: uuid(10), text: "I do.", position: null });
    await createReply(mailed.context, asActor("other"), {
      ...{ annotation: uuid(1), id: uuid(11), text: "Thanks.", position: null },
    });
    await mailed.pass(2 * day);
    expect(mailed.to("member").map(({ replyTo }) => replyTo !== undefined)).toEqual([true, false]);
  });

  test("except if the forum receives no answers", async () => {
    const mailed = await MailedForum.open();
    await mailed.forum.comment("other", { text: "What does @The member think?" });
    await mailed.pass(hour);
    expect(mailed.to("member")).toMatchObject([{ text: expect.not.stringContaining(note) as string }]);
    expect(mailed.to("member")[0]).not.toHaveProperty("replyTo");
  });
});
