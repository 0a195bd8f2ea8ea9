import type { Audience } from "#core/contract/announcement-operations.ts";
import {
  announce,
  getAnnouncements,
  sendAnnouncements,
  withdrawAnnouncement,
} from "../../../server/services/announcements/announcement.ts";
import { erasePerson } from "../../../server/services/forum/erase-person.ts";
import { getNotifications } from "../../../server/services/inbox/notifications.ts";
import { changeForum } from "../../../server/services/forum/forum-settings.ts";
import { setMailChoices } from "../../../server/services/mailing/choices.ts";
import { addPerson } from "../../../server/services/people/people.ts";
import { participants } from "../../support/people.ts";
import { asActor } from "../../support/forum.ts";
import { MailedForum, minute } from "../mailing/mailed-forum.ts";

const [chair, secretariat, member] = [asActor("chair"), asActor("secretariat"), asActor("member")];
const people = participants.map(({ id }) => id);
const text = "We meet on Monday.\n\nThe agenda is at https://example.org/agenda.";
const message = { subject: "Meeting", text };

async function write(mailed: MailedForum, to: Audience = { kind: "everybody" }): Promise<string> {
  return (await announce(mailed.context, chair, { ...message, to })).id;
}

/** Lets time pass, in minutes, and the server send what is due. */
async function pass(mailed: MailedForum, minutes: number): Promise<void> {
  mailed.now += minutes * minute;
  await sendAnnouncements(mailed.context);
  await mailed.run();
}

async function itemsOf({ context }: MailedForum, who: string) {
  return (await getNotifications(context, asActor(who), { state: "unread", size: 20 })).items;
}

/** Returns the people who are notified. */
async function told(mailed: MailedForum): Promise<string[]> {
  const lists = await Promise.all(people.map(async (who) => ((await itemsOf(mailed, who)).length > 0 ? [who] : [])));
  return lists.flat();
}

describe("an announcement", () => {
  test.each<[string, Audience, string[]]>([
    ["everybody", { kind: "everybody" }, people.filter((id) => id !== "chair")],
    ["a group", { kind: "group", group: "member-state" }, ["coordinator", "member", "colleague"]],
    ["people without an organisation in a group", { kind: "group", group: "other" }, ["secretariat", "observer"]],
    ["organisations", { kind: "organisations", organisationIds: ["registry"] }, ["other"]],
  ])("to %s reaches them, and nobody else, when the time to undo it is over", async (_title, to, reached) => {
    const mailed = await MailedForum.open();
    await write(mailed, to);
    await pass(mailed, 1.9);
    expect([await told(mailed), mailed.sent]).toEqual([[], []]);
    await pass(mailed, 0.1);
    expect((await told(mailed)).sort()).toEqual(reached.toSorted());
    expect(mailed.sent.map(({ person }) => person).sort()).toEqual(reached.toSorted());
  });

  test("is shown with its author, subject and whole text", async () => {
    const mailed = await MailedForum.open();
    const id = await write(mailed);
    await pass(mailed, 2);
    expect(await itemsOf(mailed, "member")).toMatchObject([
      {
        item: `announcement/${id}`,
        isUrgent: false,
        announcement: { subject: "Meeting", isWithdrawn: false },
        entries: [{ kind: "announcement", reason: "addressed", text, by: { name: "The chair" } }],
      },
    ]);
  });

  test("is mailed below the forum's own text", async () => {
    const mailed = await MailedForum.open();
    await changeForum(mailed.context, secretariat, { mailText: "Read the rules of procedure." });
    await write(mailed, { kind: "organisations", organisationIds: ["registry"] });
    await pass(mailed, 2);
    expect(mailed.sent.map((mail) => mail.text)).toEqual([
      expect.stringMatching(/Read the rules of procedure\.[^]*We meet on Monday\./u),
    ]);
  });

  test("is mailed with its paragraphs, its links, the reason and the place on the page", async () => {
    const mailed = await MailedForum.open();
    const id = await write(mailed);
    await pass(mailed, 2);
    const [mail] = mailed.to("member");
    expect(mail).toMatchObject({ subject: "[Forum] Meeting" });
    expect(mail?.text).toContain(`The chair announced: Meeting`);
    expect(mail?.text).toContain(`\n\n${text}\n\n`);
    expect(mail?.text).toContain(`/announcements#${id}`);
    expect(mail?.text).toContain("The announcement is for you or your organisation, so Forum sent you this message.");
    expect(mail?.html).toContain('href="https://example.org/agenda"');
  });

  test("is mailed as each person chooses", async () => {
    const mailed = await MailedForum.open();
    await setMailChoices(mailed.context, member, { times: [{ kind: "announcement", time: "never" }] });
    await write(mailed);
    await pass(mailed, 2);
    expect([mailed.to("member").length, mailed.to("other").length]).toEqual([0, 1]);
    expect(await itemsOf(mailed, "member")).toHaveLength(1);
  });

  test("is sent once, also by several servers", async () => {
    const mailed = await MailedForum.open();
    await write(mailed);
    mailed.now += 2 * minute;
    await Promise.all([sendAnnouncements(mailed.context), sendAnnouncements(mailed.context)]);
    await mailed.run();
    expect(mailed.to("member")).toHaveLength(1);
  });

  test("that is withdrawn before it is sent reaches nobody", async () => {
    const mailed = await MailedForum.open();
    const announcement = await write(mailed);
    await withdrawAnnouncement(mailed.context, secretariat, { announcement });
    await pass(mailed, 5);
    expect([await told(mailed), mailed.sent]).toEqual([[], []]);
    const listed = await Promise.all([member, chair].map((who) => getAnnouncements(mailed.context, who, { size: 9 })));
    expect(listed.map(({ items }) => items.map(({ state }) => state))).toEqual([[], ["withdrawn-unsent"]]);
  });

  test("that is withdrawn afterwards stays, and says so", async () => {
    const mailed = await MailedForum.open();
    const announcement = await write(mailed);
    await pass(mailed, 2);
    await withdrawAnnouncement(mailed.context, chair, { announcement });
    expect(await itemsOf(mailed, "member")).toMatchObject([{ announcement: { isWithdrawn: true } }]);
    const { items } = await getAnnouncements(mailed.context, member, { size: 9 });
    expect(items).toMatchObject([{ state: "withdrawn", subject: "Meeting", to: { kind: "everybody" } }]);
    await expect(withdrawAnnouncement(mailed.context, chair, { announcement })).rejects.toMatchObject({
      code: "wrong-state",
    });
  });

  test("is no news to somebody who joins later", async () => {
    const mailed = await MailedForum.open();
    await write(mailed);
    await pass(mailed, 2);
    const newcomer = { id: "newcomer", name: "The newcomer", email: "new@example.org", role: "member" } as const;
    await addPerson(mailed.context, secretariat, { ...newcomer, organisationId: "north" });
    expect(await itemsOf(mailed, "secretariat")).toHaveLength(1);
    const actor = { participantId: "newcomer", organisationId: "north", role: "member" } as const;
    expect((await getNotifications(mailed.context, actor, { state: "unread", size: 9 })).items).toEqual([]);
  });

  test("is listed for its recipients, the secretariat and the chair alone", async () => {
    const mailed = await MailedForum.open();
    await write(mailed, { kind: "organisations", organisationIds: ["registry"] });
    await pass(mailed, 2);
    const lists = people.map(async (who) => {
      const { items } = await getAnnouncements(mailed.context, asActor(who), { size: 9 });
      return items.map(() => who);
    });
    expect((await Promise.all(lists)).flat()).toEqual(["secretariat", "chair", "other"]);
  });

  test("names its organisations only to the secretariat and the chair", async () => {
    const mailed = await MailedForum.open();
    await write(mailed, { kind: "organisations", organisationIds: ["north", "registry"] });
    await pass(mailed, 2);
    const listed = await Promise.all([member, chair].map((who) => getAnnouncements(mailed.context, who, { size: 9 })));
    expect(listed.map(({ items: [one] }) => one?.to.organisations)).toEqual([null, ["North", "Registry"]]);
  });

  test("loses the name of an erased person", async () => {
    const mailed = await MailedForum.open();
    await announce(mailed.context, chair, {
      ...{ to: { kind: "everybody" }, subject: "Thanks to @The chair", text: "@The chair leaves." },
    });
    await pass(mailed, 2);
    await erasePerson(mailed.context, secretariat, { person: "chair", reason: "A court asked for it." });
    const { items } = await getAnnouncements(mailed.context, member, { size: 9 });
    expect(items).toMatchObject([{ by: "", subject: "Thanks to @…", text: "@… leaves." }]);
    const kept = await mailed.context.store.read((reader) => reader.events({ after: 0, limit: 500 }));
    expect(JSON.stringify(kept.filter(({ kind }) => kind.startsWith("announcement")))).not.toContain("The chair");
  });
});
