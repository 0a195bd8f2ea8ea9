import {
  announce,
  getAnnouncements,
  sendAnnouncements,
  withdrawAnnouncement,
} from "../../../server/services/announcements/announcement.ts";
import { getLetterMail } from "../../../server/services/announcements/letter-mail.ts";
import { previewRecipients } from "../../../server/services/announcements/preview-recipients.ts";
import { withdrawAnnotation } from "../../../server/services/annotations/standing.ts";
import { getLetters } from "../../../server/services/exports/letters.ts";
import { erasePerson } from "../../../server/services/forum/erase-person.ts";
import { confirmMailbox } from "../../../server/services/mailing/mailbox.ts";
import { decideAnnotation } from "../../../server/services/outcome/decision.ts";
import { setConsultation } from "../../../server/services/publication/consultation.ts";
import { asActor, uuid } from "../../support/forum.ts";
import { mailboxLinkOf } from "../../support/mailing.ts";
import { MailedForum, minute } from "../mailing/mailed-forum.ts";

const [chair, secretariat] = [asActor("chair"), asActor("secretariat")];
const version = "opinion-5@1";
const message = { to: { kind: "letters", version }, subject: "Letters", text: "Your letter is here." } as const;

/** A forum with comments of North, of two of its people, one of whom withdrew it, and of somebody of Registry personally. */
async function openCommented(...options: Parameters<typeof MailedForum.open>): Promise<MailedForum> {
  const mailed = await MailedForum.open(...options);
  await mailed.forum.comment("member", { id: uuid(1) });
  await mailed.forum.comment("colleague", { id: uuid(2) });
  await withdrawAnnotation(mailed.context, asActor("colleague"), { annotation: uuid(2), reason: "" });
  await mailed.forum.comment("other", { id: uuid(3), capacity: "personal" });
  await mailed.run();
  mailed.sent.length = 0;
  return mailed;
}

/** Sends the message, and returns the people who got it by mail. */
async function send(mailed: MailedForum, text: string = message.text): Promise<string[]> {
  await announce(mailed.context, chair, { ...message, text });
  mailed.now += 2 * minute;
  await sendAnnouncements(mailed.context);
  await mailed.run();
  return mailed.sent.filter((mail) => mail.text.includes(text)).map(({ person, to }) => person ?? to);
}

test.each(["public", "observer", "member", "coordinator"])("is not sent by %s", async (who) => {
  const { context } = await openCommented();
  const code = who === "public" ? "not-signed-in" : "not-allowed";
  await expect(announce(context, asActor(who), message)).rejects.toMatchObject({ code });
  await expect(getLetterMail(context, asActor(who), { version })).rejects.toMatchObject({ code });
});

test("reaches the authors and the coordinators of their organisations, and nobody else", async () => {
  expect((await send(await openCommented())).sort()).toEqual(["coordinator", "member", "other"]);
});

test.each([
  ["coordinator", 1],
  ["member", 1],
  ["other", 1],
  ["colleague", 0],
  ["observer", 0],
])("is among the announcements of %s %i times", async (who, count) => {
  const mailed = await openCommented();
  await send(mailed);
  expect((await getAnnouncements(mailed.context, asActor(who), { size: 9 })).items).toHaveLength(count);
});

test("reaches the mailbox of an organisation with a letter", async () => {
  const mailed = await openCommented();
  await confirmMailbox(mailed.context, asActor("public"), await mailboxLinkOf(mailed.context));
  await mailed.run();
  await send(mailed);
  expect(mailed.sent.filter(({ to }) => to === "office@north.example").map(({ text }) => text)).toContainEqual(
    expect.stringContaining(message.text),
  );
});

test("is previewed with the people whom it reaches", async () => {
  const mailed = await openCommented();
  const { people } = await previewRecipients(mailed.context, chair, { kind: "announcement", ...message });
  expect(people.map(({ name }) => name)).toEqual(["The coordinator", "The member", "The other"]);
});

test("is refused on a draft without comments", async () => {
  const mailed = await MailedForum.open();
  await expect(announce(mailed.context, chair, message)).rejects.toMatchObject({ errors: [{ code: "no-letters" }] });
});

test("is not sent by a chair from whom sources are hidden", async () => {
  const { context } = await openCommented({ sources: "hidden" });
  await expect(announce(context, chair, message)).rejects.toMatchObject({ code: "not-allowed" });
  await expect(announce(context, secretariat, message)).resolves.toMatchObject({ to: { kind: "letters" } });
});

test("counts the outcomes of submitted comments that every reader may read", async () => {
  const mailed = await openCommented();
  const decision = { annotation: uuid(1), revision: 0, outcome: "accepted", reason: "" } as const;
  await decideAnnotation(mailed.context, chair, { ...decision, mergedWith: null, shownIn: null });
  const counts = [
    { outcome: "accepted", count: 1 },
    { outcome: "undecided", count: 1 },
  ];
  expect((await getLetterMail(mailed.context, chair, { version })).outcomes).toEqual(counts);
  const period = { opensAt: "2013-02-01T00:00:00Z", closesAt: "2013-03-01T00:00:00Z", blind: true };
  await setConsultation(mailed.context, secretariat, { version, revision: 0, ...period });
  expect((await getLetterMail(mailed.context, chair, { version })).outcomes).toEqual([]);
});

test("states when the last message was sent that was not withdrawn before", async () => {
  const mailed = await openCommented();
  expect((await getLetterMail(mailed.context, chair, { version })).sentAt).toBeNull();
  const { id, sendsAt } = await announce(mailed.context, chair, message);
  expect((await getLetterMail(mailed.context, chair, { version })).sentAt).toBe(sendsAt);
  await withdrawAnnouncement(mailed.context, chair, { announcement: id });
  expect((await getLetterMail(mailed.context, chair, { version })).sentAt).toBeNull();
});

test("does not keep the id of an erased author", async () => {
  const mailed = await openCommented();
  const { id } = await announce(mailed.context, chair, message);
  await erasePerson(mailed.context, secretariat, { person: "other", reason: "" });
  const kept = await mailed.context.store.read((reader) => reader.get("announcements", id));
  expect(kept?.people).toHaveLength(2);
  expect(kept?.people).not.toContain("other");
});

test.each([
  ["member", ["north"]],
  ["other", ["other"]],
  ["observer", ["north", "other"]],
])("the link leads %s to the letters of %j", async (who, ids) => {
  const { context } = await openCommented();
  const { recipients, letter } = await getLetters(context, asActor(who), { version, own: "true" }, null);
  expect(recipients.map(({ id }) => id).sort()).toEqual(ids.toSorted());
  expect(letter?.recipient.id).toBe(ids.length === 1 ? ids[0] : undefined);
});
