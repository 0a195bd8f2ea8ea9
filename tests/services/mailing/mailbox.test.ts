import { setClearance } from "../../../server/services/annotations/clearance.ts";
import { createReply, withdrawReply } from "../../../server/services/annotations/reply.ts";
import { hideAnnotation } from "../../../server/services/annotations/standing.ts";
import type { Context } from "../../../server/services/kernel/context.ts";
import type { StopLink } from "#core/contract/mail-operations.ts";
import { announce, sendAnnouncements } from "../../../server/services/announcements/announcement.ts";
import { erasePerson } from "../../../server/services/forum/erase-person.ts";
import { confirmMailbox, getMailbox, setMailbox } from "../../../server/services/mailing/mailbox.ts";
import { stopMails } from "../../../server/services/mailing/stop-mails.ts";
import { decideAnnotation } from "../../../server/services/outcome/decision.ts";
import { recordBounce } from "../../../server/services/people/deliver-mail.ts";
import { mergeOrganisations } from "../../../server/services/people/organisations.ts";
import { setConsultation } from "../../../server/services/publication/consultation.ts";
import { asActor, secondDraft, uuid } from "../../support/forum.ts";
import { mailboxLinkOf } from "../../support/mailing.ts";
import { day, hour, MailedForum, minute } from "./mailed-forum.ts";

const office = "office@north.example";
const north = { organisation: "north" };
const coordinator = asActor("coordinator");
const secretariat = asActor("secretariat");

/** A forum in which an address is the mailbox of North. */
async function withMailbox(...options: Parameters<typeof MailedForum.open>): Promise<MailedForum> {
  const mailed = await MailedForum.open(...options);
  await confirmMailbox(mailed.context, asActor("public"), await mailboxLinkOf(mailed.context));
  await mailed.run();
  return mailed;
}

/** Returns the news that an address got, without what asked it to confirm. */
function newsTo({ sent }: MailedForum, address = office) {
  return sent.filter(({ to, kind }) => to === address && kind !== "mailbox");
}

function stopLinkIn({ stop = "" }: { stop?: string }): StopLink {
  return Object.fromEntries(new URL(stop).searchParams) as unknown as StopLink;
}

const secretReply = { annotation: uuid(1), id: uuid(2), text: "Secret.", position: null };

function decide(context: Context, reason: string) {
  const decision = { annotation: uuid(1), revision: 0, outcome: "accepted", reason } as const;
  return decideAnnotation(context, secretariat, { ...decision, mergedWith: null, shownIn: null });
}

describe("a mailbox", () => {
  test("gets nothing until its address is confirmed", async () => {
    const mailed = await MailedForum.open();
    await mailboxLinkOf(mailed.context);
    await mailed.reply();
    await mailed.pass(2 * day);
    expect(mailed.sent.filter(({ to }) => to === office).map(({ kind }) => kind)).toEqual(["mailbox"]);
  });

  test("is not confirmed by a link that is older than a week", async () => {
    const mailed = await MailedForum.open();
    const link = await mailboxLinkOf(mailed.context);
    await mailed.pass(7 * day);
    await expect(confirmMailbox(mailed.context, asActor("public"), link)).rejects.toThrow("link-not-valid");
  });

  test("is not confirmed by a link to another address", async () => {
    const mailed = await MailedForum.open();
    const link = await mailboxLinkOf(mailed.context, "other@north.example");
    await mailboxLinkOf(mailed.context);
    await expect(confirmMailbox(mailed.context, asActor("public"), link)).rejects.toThrow("link-not-valid");
  });

  test.each(["member", "other", "observer", "chair"])("is not set by %s", async (who) => {
    const { context } = await MailedForum.open();
    await expect(setMailbox(context, asActor(who), { ...north, email: office })).rejects.toThrow("not-allowed");
  });

  test("is asked at most 5 times a day", async () => {
    const { context } = await MailedForum.open();
    for (let asked = 0; asked < 5; asked += 1) {
      await mailboxLinkOf(context);
      await setMailbox(context, coordinator, { ...north, email: null });
    }
    await expect(mailboxLinkOf(context)).rejects.toThrow("too-many-requests");
  });

  test("gets replies, decisions and new drafts in a digest", async () => {
    const mailed = await withMailbox();
    const text = await mailed.reply();
    await decide(mailed.context, "It is clearer.");
    await mailed.forum.publish("2", secondDraft);
    await mailed.pass(hour);
    expect(newsTo(mailed)).toEqual([]);
    await mailed.pass(day);
    const [digest] = newsTo(mailed);
    for (const news of [text, "It is clearer.", "Draft 2"]) expect(digest?.text).toContain(news);
  });

  test("gets no comments of its organisation, and no replies that it gave itself", async () => {
    const mailed = await withMailbox();
    await mailed.reply({ by: "coordinator" });
    await mailed.pass(2 * day);
    expect(newsTo(mailed)).toEqual([]);
  });

  test("gets near deadlines once", async () => {
    const mailed = await withMailbox();
    const period = { opensAt: "2013-02-06T00:00:00Z", closesAt: "2013-02-20T00:00:00Z", blind: false };
    await setConsultation(mailed.context, secretariat, { version: "opinion-5@1", revision: 0, ...period });
    for (let days = 0; days < 10; days += 1) await mailed.pass(day);
    const deadlines = newsTo(mailed).filter(({ text }) => /Comments on .* close on/u.test(text));
    expect(deadlines).toHaveLength(1);
  });

  test("gets announcements to its organisation at once, and none to others", async () => {
    const mailed = await withMailbox();
    const send = (to: Parameters<typeof announce>[2]["to"], subject: string) =>
      announce(mailed.context, secretariat, { to, subject, text: "Please read this." });
    await send({ kind: "organisations", organisationIds: ["north"] }, "Reminder");
    await send({ kind: "organisations", organisationIds: ["registry"] }, "Meeting");
    await send({ kind: "everybody" }, "Welcome");
    mailed.now += 10 * minute;
    await sendAnnouncements(mailed.context);
    await mailed.run();
    const subjects = newsTo(mailed).map(({ subject }) => subject.replace(/^\[.*\] /u, ""));
    expect(subjects.toSorted()).toEqual(["Reminder", "Welcome"]);
    // Nobody can sign in for a mailbox.
    expect(newsTo(mailed).map(({ text }) => text.includes("/announcements"))).toEqual([false, false]);
  });

  test("shows nothing of its organisation's comments if the forum hides sources", async () => {
    const mailed = await withMailbox({ sources: "hidden" });
    await mailed.reply();
    await mailed.pass(2 * day);
    expect(newsTo(mailed)).toEqual([]);
  });

  test.each<[string, (mailed: MailedForum) => Promise<unknown>, boolean]>([
    [
      "a reply that awaits clearance",
      async ({ context, forum }) => {
        await setClearance(context, secretariat, { organisation: "registry", clearance: "coordinator" });
        await forum.comment("member");
        await createReply(context, { ...asActor("other"), underClearance: true }, secretReply);
      },
      false,
    ],
    [
      "a decision in a blind consultation",
      async ({ context, forum }) => {
        const period = { opensAt: "2013-02-01T00:00:00Z", closesAt: "2013-03-01T00:00:00Z", blind: true };
        await setConsultation(context, secretariat, { version: "opinion-5@1", revision: 0, notify: false, ...period });
        await forum.comment("member");
        await decide(context, "Secret.");
      },
      false,
    ],
    [
      "a decision on a comment that is hidden",
      async ({ context, forum }) => {
        await forum.comment("member", { text: "Secret." });
        await decide(context, "Clearer.");
        await hideAnnotation(context, secretariat, { annotation: uuid(1), reason: "It names people." });
      },
      true,
    ],
    [
      "a reply that is withdrawn",
      async ({ context, forum }) => {
        await forum.comment("member");
        await createReply(context, asActor("other"), secretReply);
        await withdrawReply(context, asActor("other"), { reply: uuid(2) });
      },
      true,
    ],
  ])("does not get the text of %s", async (_name, act, isAnnounced) => {
    const mailed = await withMailbox();
    await act(mailed);
    await mailed.pass(day);
    const news = newsTo(mailed);
    expect(JSON.stringify(news)).not.toContain("Secret");
    expect(news).toHaveLength(isAnnounced ? 1 : 0);
  });

  test("gets each event in exactly one digest, though servers are killed and answers of the mail server are lost", async () => {
    const mailed = await withMailbox();
    const texts: string[] = [];
    for (let days = 0; days < 6; days += 1) {
      texts.push(await mailed.reply());
      mailed.lostAnswers = days % 2;
      await mailed.pass(day);
      mailed.restart(0);
      await mailed.run(1);
      await mailed.pass(hour);
    }
    await mailed.pass(day);
    const digests = new Map(newsTo(mailed).map(({ text, stop }) => [text, stop]));
    expect(texts.map((text) => [...digests.keys()].filter((digest) => digest.includes(text)).length)).toEqual(
      texts.map(() => 1),
    );
  });

  test("is stopped by a link in its mails, which touches no person", async () => {
    const mailed = await withMailbox();
    await mailed.reply();
    await mailed.pass(day);
    const before = await mailed.context.store.read((reader) => reader.get("mailings", "member"));
    await stopMails(mailed.context, asActor("public"), stopLinkIn(newsTo(mailed)[0]!));
    await mailed.reply();
    await mailed.pass(2 * day);
    expect(newsTo(mailed)).toHaveLength(1);
    const after = await mailed.context.store.read((reader) => reader.get("mailings", "member"));
    expect(after?.times).toEqual(before?.times);
  });

  test("begins again by the same link, with what happens from then on", async () => {
    const mailed = await withMailbox();
    await mailed.reply();
    await mailed.pass(day);
    const link = stopLinkIn(newsTo(mailed)[0]!);
    await stopMails(mailed.context, asActor("public"), link);
    const missed = await mailed.reply();
    await stopMails(mailed.context, asActor("public"), { ...link, undo: "yes" });
    const text = await mailed.reply();
    await mailed.pass(2 * day);
    const [, digest] = newsTo(mailed);
    expect([digest?.text.includes(text), digest?.text.includes(missed)]).toEqual([true, false]);
  });

  test("goes on under its address until another one is confirmed, whose mails the earlier links do not stop", async () => {
    const mailed = await withMailbox();
    await mailed.reply();
    await mailed.pass(day);
    const link = await mailboxLinkOf(mailed.context, "new@north.example");
    expect(await getMailbox(mailed.context, coordinator, north)).toMatchObject({ email: office });
    await confirmMailbox(mailed.context, asActor("public"), link);
    const stopped = stopMails(mailed.context, asActor("public"), stopLinkIn(newsTo(mailed)[0]!));
    await expect(stopped).rejects.toThrow("link-not-valid");
    await mailed.reply();
    await mailed.pass(day);
    expect(newsTo(mailed, "new@north.example")).toHaveLength(1);
  });

  test("gets nothing after it is removed, nor what was waiting", async () => {
    const mailed = await withMailbox();
    await mailed.reply();
    await setMailbox(mailed.context, coordinator, { ...north, email: null });
    await mailed.pass(2 * day);
    expect([newsTo(mailed), (await getMailbox(mailed.context, coordinator, north)).email]).toEqual([[], null]);
  });

  test("is back as it was if its removed address is set again within a day", async () => {
    const mailed = await withMailbox();
    const text = await mailed.reply();
    await setMailbox(mailed.context, coordinator, { ...north, email: null });
    const other = await setMailbox(mailed.context, coordinator, { ...north, email: "new@north.example" });
    expect(other.email).toBeNull();
    await mailed.pass(hour);
    const restored = await setMailbox(mailed.context, coordinator, { ...north, email: office });
    expect(restored).toMatchObject({ email: office, pending: null });
    await mailed.pass(2 * day);
    expect(newsTo(mailed).map((mail) => mail.text.includes(text))).toEqual([true]);
  });

  test("needs a new link a day after it was removed", async () => {
    const mailed = await withMailbox();
    await setMailbox(mailed.context, coordinator, { ...north, email: null });
    await mailed.pass(day);
    const asked = await setMailbox(mailed.context, coordinator, { ...north, email: office });
    expect([asked.email, asked.pending?.email]).toEqual([null, office]);
  });

  test("stays stopped if it was before its removal", async () => {
    const mailed = await withMailbox();
    await mailed.reply();
    await mailed.pass(day);
    await stopMails(mailed.context, asActor("public"), stopLinkIn(newsTo(mailed)[0]!));
    await setMailbox(mailed.context, coordinator, { ...north, email: null });
    const restored = await setMailbox(mailed.context, coordinator, { ...north, email: office });
    expect(restored).toMatchObject({ email: office, isStopped: true });
  });

  test("keeps no trace of a removed address that was an erased person's", async () => {
    const mailed = await MailedForum.open();
    await confirmMailbox(mailed.context, asActor("public"), await mailboxLinkOf(mailed.context, "Other@example.org"));
    await setMailbox(mailed.context, coordinator, { ...north, email: null });
    await erasePerson(mailed.context, secretariat, { person: "other", reason: "A court asked for it." });
    const row = await mailed.context.store.read((reader) => reader.get("mailings", "organisation/north"));
    expect(row).toBeUndefined();
  });

  test("gets nothing after its organisation is merged into another one", async () => {
    const mailed = await withMailbox();
    await mailed.reply();
    await mergeOrganisations(mailed.context, secretariat, { organisation: "north", into: "registry" });
    await mailed.pass(2 * day);
    expect(newsTo(mailed)).toEqual([]);
  });

  test("gets nothing after a message was returned, until it is confirmed again", async () => {
    const mailed = await withMailbox();
    await mailed.reply();
    await mailed.pass(day);
    const { id = "" } = newsTo(mailed)[0]!;
    const report = { messageId: `${id}@forum.example`, addresses: [office], status: "5.1.1", answer: "No such user" };
    expect(await recordBounce(mailed.context, report)).toMatchObject({ result: "bounced" });
    expect((await getMailbox(mailed.context, coordinator, north)).returnedAt).not.toBeNull();
    await mailed.reply();
    await mailed.pass(day);
    await confirmMailbox(mailed.context, asActor("public"), await mailboxLinkOf(mailed.context));
    await mailed.reply();
    await mailed.pass(day);
    expect(newsTo(mailed)).toHaveLength(2);
  });

  test("ends if the person whose address it was is erased", async () => {
    const mailed = await MailedForum.open();
    const link = await mailboxLinkOf(mailed.context, "Other@example.org");
    await confirmMailbox(mailed.context, asActor("public"), link);
    await erasePerson(mailed.context, secretariat, { person: "other", reason: "A court asked for it." });
    expect((await getMailbox(mailed.context, coordinator, north)).email).toBeNull();
  });
});
