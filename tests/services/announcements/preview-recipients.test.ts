import type { MailedAct } from "#core/contract/announcement-operations.ts";
import { announce, sendAnnouncements } from "../../../server/services/announcements/announcement.ts";
import { previewRecipients } from "../../../server/services/announcements/preview-recipients.ts";
import { confirmJoint } from "../../../server/services/annotations/joint.ts";
import { changeDesk, releaseDecisions } from "../../../server/services/desk/desk-entry.ts";
import { changeDocument, createDocument } from "../../../server/services/forum/document.ts";
import { getNotifications, setFollowing } from "../../../server/services/inbox/notifications.ts";
import { confirmMailbox } from "../../../server/services/mailing/mailbox.ts";
import { setMailChoices } from "../../../server/services/mailing/choices.ts";
import { setConsultation } from "../../../server/services/publication/consultation.ts";
import { publishVersion } from "../../../server/services/publication/publication.ts";
import { mailboxLinkOf } from "../../support/mailing.ts";
import { participants } from "../../support/people.ts";
import { asActor, firstDraft, openForum, secondDraft, type TestForum, uuid } from "../../support/forum.ts";
import { MailedForum } from "../mailing/mailed-forum.ts";

const [secretariat, chair] = [asActor("secretariat"), asActor("chair")];
const version = "opinion-5@1";
const subject = "document/opinion-5";

/** A forum in which people took part in every way, follow, and muted. */
async function openWithPeople(): Promise<TestForum> {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  await forum.comment("member", { id: uuid(1), jointly: ["registry"] });
  await confirmJoint(forum.context, asActor("other"), { annotation: uuid(1), revision: await forum.revision(uuid(1)) });
  await forum.comment("colleague", { id: uuid(2), visibility: "private" });
  await forum.comment("chair", { id: uuid(3) });
  await setFollowing(forum.context, chair, { subject, state: "muted" });
  await setFollowing(forum.context, asActor("observer"), { subject, state: "following" });
  return forum;
}

/** Returns the names of those who are notified of something, and has to equal a preview. */
async function toldIn({ context }: TestForum, kind: string): Promise<string[]> {
  const names = participants.map(async ({ id, name }) => {
    const { items } = await getNotifications(context, asActor(id), { state: "unread", size: 20 });
    return items.some(({ entries }) => entries.some((entry) => entry.kind === kind)) ? [name] : [];
  });
  return (await Promise.all(names)).flat().sort();
}

async function previewOf(forum: TestForum, act: MailedAct) {
  const preview = await previewRecipients(forum.context, secretariat, act);
  return { ...preview, names: preview.people.map(({ name }) => name) };
}

test("a preview of a publication names those whom it notifies then", async () => {
  const forum = await openWithPeople();
  const prepared = await forum.prepare("2", secondDraft);
  const { names, count, sentence } = await previewOf(forum, { kind: "new-draft", version: prepared });
  expect(names).toEqual(["The colleague", "The member", "The observer", "The other"]);
  expect([count, sentence]).toEqual([4, "Draft 2 is published."]);
  await publishVersion(forum.context, secretariat, { version: prepared });
  expect(await toldIn(forum, "new-draft")).toEqual(names);
});

test("a preview of a publication names those who follow a clause that changes, or a document that it continues", async () => {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  const follow = (who: string, key: string) =>
    setFollowing(forum.context, asActor(who), { subject: key, state: "following" });
  await follow("member", `clause/${version}/considering-b`);
  await follow("other", `clause/${version}/considering-a`);
  const earlier = { id: "earlier", title: "Earlier", shortTitle: "Earlier", kind: "opinion" } as const;
  await createDocument(forum.context, secretariat, { ...earlier, relations: [] });
  await follow("observer", "document/earlier");
  const relations = [{ kind: "replaces" as const, documentId: "earlier" }];
  await changeDocument(forum.context, secretariat, { document: "opinion-5", relations });
  const prepared = await forum.prepare("2", secondDraft);
  const { names } = await previewOf(forum, { kind: "new-draft", version: prepared });
  expect(names).toEqual(["The member", "The observer"]);
  await publishVersion(forum.context, secretariat, { version: prepared });
  const told = [await toldIn(forum, "clauses-changed"), await toldIn(forum, "new-draft")];
  expect(told.flat()).toEqual(names);
});

test("a preview of a release names those whom the decisions notify", async () => {
  const forum = await openWithPeople();
  const follow = (who: string, key: string, state: "following" | "muted") =>
    setFollowing(forum.context, asActor(who), { subject: key, state });
  await follow("observer", `thread/${uuid(1)}`, "following");
  await follow("coordinator", `thread/${uuid(3)}`, "following");
  await follow("member", `thread/${uuid(1)}`, "muted");
  const prepared = { outcome: "noted", reason: "Said before.", mergedWith: null, shownIn: null } as const;
  const named = [1, 3].map((number) => ({ annotation: uuid(number), revision: 0 }));
  await changeDesk(forum.context, secretariat, { items: named, change: { prepared } }, null);
  const act = { kind: "decision" as const, annotations: named.map(({ annotation }) => annotation) };
  const { names, sentence } = await previewOf(forum, act);
  expect(names).toEqual(["The coordinator", "The observer"]);
  expect(sentence).toBe("Decision: noted.");
  const items = named.map(({ annotation }) => ({ annotation, revision: 1 }));
  await releaseDecisions(forum.context, secretariat, { items }, null);
  expect(await toldIn(forum, "decision")).toEqual(names);
});

test("a preview of a consultation names those whom it notifies then", async () => {
  const forum = await openWithPeople();
  const closesAt = "2013-03-01T12:00:00Z";
  const { names, sentence, mail } = await previewOf(forum, { kind: "consultation-set", version, closesAt });
  expect(sentence).toBe("Comments on Draft 1 are open until 1 Mar 2013, 12:00 UTC.");
  expect(mail.subject).toBe("[Forum] Opinion 5: Draft 1");
  await setConsultation(forum.context, secretariat, {
    ...{ version, revision: 0, opensAt: "2013-02-01T00:00:00Z", closesAt, blind: false },
  });
  expect(await toldIn(forum, "consultation-set")).toEqual(names);
});

test("a preview of an announcement names its recipients, with the message", async () => {
  const forum = await openWithPeople();
  const message = { to: { kind: "group", group: "member-state" }, subject: "Meeting", text: "On Monday." } as const;
  const { names, mail } = await previewOf(forum, { kind: "announcement", ...message });
  expect(names).toEqual(["The colleague", "The coordinator", "The member"]);
  expect(mail.text).toContain("\n\nOn Monday.\n\n");
  await announce(forum.context, secretariat, message);
  await sendAnnouncements({ store: forum.context.store, now: () => new Date("2013-02-07T00:00:00Z") });
  expect(await toldIn(forum, "announcement")).toEqual(names);
});

test("a preview counts the mailboxes of organisations", async () => {
  const { context, forum } = await MailedForum.open();
  await confirmMailbox(context, asActor("public"), await mailboxLinkOf(context));
  await forum.comment("member", { id: uuid(1) });
  await forum.comment("other", { id: uuid(2) });
  const mailboxes = async (act: MailedAct) => (await previewRecipients(context, secretariat, act)).mailboxes;
  const to = (id: string) => ({ kind: "organisations" as const, organisationIds: [id] });
  const message = { kind: "announcement", subject: "Meeting", text: "On Monday." } as const;
  expect([
    await mailboxes({ ...message, to: to("north") }),
    await mailboxes({ ...message, to: to("registry") }),
    await mailboxes({ kind: "consultation-cancelled", version }),
    await mailboxes({ kind: "decision", annotations: [uuid(1)] }),
    await mailboxes({ kind: "decision", annotations: [uuid(2)] }),
  ]).toEqual([1, 0, 1, 1, 0]);
});

test("a preview counts those who get a message at once, in the digest, and none", async () => {
  const { context, forum } = await MailedForum.open();
  for (const who of ["member", "colleague", "other"]) await forum.comment(who, { id: uuid(who.length) });
  const times = (who: string, time: "at-once" | "never") =>
    setMailChoices(context, asActor(who), { times: [{ kind: "consultation-cancelled", time }] });
  await times("member", "at-once");
  await times("colleague", "never");
  const act = { kind: "consultation-cancelled", version } as const;
  expect(await previewRecipients(context, secretariat, act)).toMatchObject({ count: 3, atOnce: 1, digest: 1 });
  const every = { every: "never", weekday: 1, hour: 7, timeZone: null } as const;
  await setMailChoices(context, asActor("other"), { times: [], digest: every });
  expect(await previewRecipients(context, secretariat, act)).toMatchObject({ count: 3, atOnce: 1, digest: 0 });
});

test("a preview of a publication counts followers of a clause by their choice for clauses", async () => {
  const { context, forum } = await MailedForum.open();
  await setFollowing(context, chair, { subject: `clause/${version}/considering-b`, state: "following" });
  await setMailChoices(context, chair, { times: [{ kind: "clauses-changed", time: "at-once" }] });
  const act = { kind: "new-draft", version: await forum.prepare("2", secondDraft) } as const;
  expect(await previewRecipients(context, secretariat, act)).toMatchObject({ count: 1, atOnce: 1, digest: 0 });
});

test("only those who may do an act see whom it would notify", async () => {
  const forum = await openWithPeople();
  const act = { kind: "consultation-cancelled", version } as const;
  for (const who of ["chair", "member"])
    await expect(previewRecipients(forum.context, asActor(who), act)).rejects.toMatchObject({ code: "not-allowed" });
});
