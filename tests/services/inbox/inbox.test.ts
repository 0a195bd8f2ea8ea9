import fc from "fast-check";
import { clearAnnotation, setClearance } from "../../../server/services/annotations/clearance.ts";
import { createReply } from "../../../server/services/annotations/reply.ts";
import { settlePlace } from "../../../server/services/annotations/settlement.ts";
import { changeCircle, makeCircle } from "../../../server/services/people/circle.ts";
import { addOrganisation } from "../../../server/services/people/organisations.ts";
import {
  getFollowing,
  getNotifications,
  getUnread,
  getWaiting,
  markNotifications,
  setFollowing,
} from "../../../server/services/inbox/notifications.ts";
import { emptyInbox, itemState, mostMarks, unreadFloor, withMarks } from "../../../server/services/inbox/state.ts";
import { decideAnnotation } from "../../../server/services/outcome/decision.ts";
import { setConsultation } from "../../../server/services/publication/consultation.ts";
import { asActor, firstDraft, openForum, type TestForum, uuid } from "../../support/forum.ts";
import { commentOn, deletedText, giveUp, openDrafts, second } from "../../support/settled-drafts.ts";
import { importAs, openDrafts as openReceived, receive } from "../contributions/sent-contribution.ts";

const [member, secretariat] = [asActor("member"), asActor("secretariat")];
const version = "opinion-5@1";

async function openWithDraft(): Promise<TestForum> {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  return forum;
}

const listOf = async (
  { context }: TestForum,
  who: string,
  state: "unread" | "read" | "done" = "unread",
): Promise<{ item: string; entry: string; count: number }[]> => {
  const { items } = await getNotifications(context, asActor(who), { state, size: 100 });
  return items.map(({ item, latest, count }) => ({ item, count, entry: latest }));
};

/** Opens a forum in which the member wrote comments, and others replied to them in an order. */
async function withReplies(comments: number, replies: readonly number[]): Promise<TestForum> {
  const forum = await openWithDraft();
  for (let number = 1; number <= comments; number += 1) await forum.comment("member", { id: uuid(number) });
  for (const [index, to] of replies.entries()) await reply(forum, to, index);
  return forum;
}

async function reply({ context }: TestForum, to: number, index: number, who = "other"): Promise<void> {
  await createReply(context, asActor(who), {
    ...{ annotation: uuid(to), id: uuid(100 + index), text: `Reply ${String(index)}`, position: null },
  });
}

const thread = (number: number): string => `thread/${uuid(number)}`;

describe("a list in parts", () => {
  test("has each item once, at its latest notification, whatever the size of the parts", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 12 }),
        fc.integer({ min: 1, max: 4 }),
        async (replies, size) => {
          const forum = await withReplies(5, replies);
          const found: [string, number][] = [];
          for (let after: string | null | undefined; after !== null;) {
            const query = { state: "unread", size, ...(after !== undefined && { after }) } as const;
            const part = await getNotifications(forum.context, member, query);
            found.push(...part.items.map(({ item, count }): [string, number] => [item, count]));
            after = part.next;
          }
          const latestFirst = [...new Set(replies.toReversed())];
          const expected = latestFirst.map((to) => [thread(to), replies.filter((one) => one === to).length]);
          expect(found).toEqual(expected);
        },
      ),
      { numRuns: 15 },
    );
  });

  test("repeats nothing and leaves nothing out while others write", async () => {
    const forum = await withReplies(3, [1, 2, 3]);
    const first = await getNotifications(forum.context, member, { state: "unread", size: 1 });
    await reply(forum, 1, 50);
    const query = { state: "unread", size: 10, after: first.next ?? "" } as const;
    const rest = await getNotifications(forum.context, member, query);
    expect([...first.items, ...rest.items].map(({ item }) => item)).toEqual([thread(3), thread(2), thread(1)]);
    expect((await listOf(forum, "member"))[0]).toMatchObject({ item: thread(1), count: 2 });
  });

  test("has a thread as read on a later page if its reader answered it meanwhile", async () => {
    const forum = await withReplies(2, [1, 2]);
    const first = await getNotifications(forum.context, member, { state: "unread", size: 1 });
    await reply(forum, 1, 50, "member");
    const rest = { state: "unread", size: 10, after: first.next ?? "" } as const;
    expect((await getNotifications(forum.context, member, rest)).items).toEqual([]);
  });

  test("tells the state of a thread apart from that of its document", async () => {
    const forum = await withReplies(1, [1]);
    await setFollowing(forum.context, member, { subject: "document/opinion-5", state: "following" });
    const { items } = await getNotifications(forum.context, member, { state: "unread", size: 10 });
    expect(items.map(({ item, follows }) => [item, follows])).toContainEqual([thread(1), null]);
  });

  test("is the same after an act of which the reader may not know", async () => {
    const forum = await withReplies(2, [1, 2]);
    const query = { state: "unread", size: 1 } as const;
    const before = await getNotifications(forum.context, member, query);
    await forum.comment("chair", { id: uuid(900), visibility: "private" });
    expect(before.next).not.toBeNull();
    expect(await getNotifications(forum.context, member, query)).toEqual(before);
  });

  test("does not continue after what is no event", async () => {
    const forum = await openWithDraft();
    const refused = getNotifications(forum.context, member, { state: "unread", size: 1, after: "x.y" });
    await expect(refused).rejects.toMatchObject({ code: "invalid-request" });
  });
});

describe("marks", () => {
  test.each(["read", "done"] as const)(
    "move an item to those that are %s, until it has a later event",
    async (state) => {
      const forum = await withReplies(2, [1, 2]);
      const [second, first] = await listOf(forum, "member");
      await markNotifications(forum.context, member, { state, items: [second!] });
      expect(await listOf(forum, "member")).toEqual([first]);
      expect(await listOf(forum, "member", state)).toEqual([second]);
      await reply(forum, 2, 50);
      expect((await listOf(forum, "member")).map(({ item, count }) => [item, count])).toEqual([
        [thread(2), 2],
        [thread(1), 1],
      ]);
      expect(await listOf(forum, "member", state)).toEqual([]);
    },
  );

  test("leave unread what came after the entry that the reader saw", async () => {
    const forum = await withReplies(1, [1]);
    const [seen] = await listOf(forum, "member");
    await reply(forum, 1, 50);
    const { count } = await markNotifications(forum.context, member, { state: "read", items: [seen!] });
    expect(count).toBe(1);
    const { items } = await getNotifications(forum.context, member, { state: "unread", size: 10 });
    expect(items[0]?.entries.map(({ isNew }) => isNew)).toEqual([true, false]);
  });

  test("can be taken back, also of an item before the place up to which all is read", async () => {
    const forum = await withReplies(2, [1, 2]);
    const [, first] = await listOf(forum, "member");
    await markNotifications(forum.context, member, { state: "done" });
    expect([await listOf(forum, "member"), (await listOf(forum, "member", "done")).length]).toEqual([[], 2]);
    const { count } = await markNotifications(forum.context, member, { state: "unread", items: [first!] });
    expect(count).toBe(1);
    expect(await listOf(forum, "member")).toEqual([first]);
  });

  test("are of one person alone, and need an event that exists", async () => {
    const forum = await withReplies(1, [1]);
    await forum.comment("other", { text: "@The chair @The member" });
    await markNotifications(forum.context, asActor("chair"), { state: "read" });
    expect(await listOf(forum, "chair")).toEqual([]);
    expect(await listOf(forum, "member")).toHaveLength(2);
    const unknown = { state: "read", items: [{ item: thread(1), entry: "none" }] } as const;
    await expect(markNotifications(forum.context, member, unknown)).rejects.toMatchObject({ code: "invalid-request" });
    const all = markNotifications(forum.context, member, { state: "unread" });
    await expect(all).rejects.toMatchObject({ code: "invalid-request" });
  });

  test("write no event", async () => {
    const forum = await withReplies(1, [1]);
    const last = await forum.context.store.read((reader) => reader.lastEvent());
    await markNotifications(forum.context, member, { state: "read" });
    await setFollowing(forum.context, member, { subject: thread(1), state: "muted" });
    expect(await forum.context.store.read((reader) => reader.lastEvent())).toBe(last);
    expect(await getFollowing(forum.context, member)).toMatchObject({ following: [], muted: [thread(1)] });
  });

  test("that are too many are folded, so that the row stays small", () => {
    const at = (number: number): string => new Date(Date.UTC(2013, 0, 1, 0, number)).toISOString();
    const marks = Array.from({ length: mostMarks + 1 }, (_, number) => ({
      ...{ item: thread(number), seq: number + 1, at: at(number), state: "read" as const },
    }));
    const inbox = withMarks(emptyInbox("member"), marks);
    expect(inbox.marks).toHaveLength(mostMarks / 2 + 1);
    const stateOf = (number: number) =>
      itemState(inbox, { item: thread(number), latest: { seq: number + 1, at: at(number) } });
    for (const number of [0, mostMarks / 2 - 1, mostMarks / 2, mostMarks]) expect(stateOf(number)).toBe("read");
    expect(stateOf(mostMarks + 1)).toBe("unread");
    expect(unreadFloor(inbox)).toBe(mostMarks / 2);
  });

  test("of unread items are not folded", () => {
    const at = (number: number): string => new Date(Date.UTC(2013, 0, 1, 0, number)).toISOString();
    const marks = Array.from({ length: mostMarks + 1 }, (_, number) => ({
      ...({ item: thread(number), seq: number + 1, at: at(number), state: number === 0 ? "unread" : "done" } as const),
    }));
    const inbox = withMarks(emptyInbox("member"), marks);
    expect(itemState(inbox, { item: thread(0), latest: { seq: 1, at: at(0) } })).toBe("unread");
  });

  test.each(["read", "done"] as const)(
    "all as %s leave out what came after the latest that was seen",
    async (state) => {
      const forum = await withReplies(2, [1]);
      const [seen] = await listOf(forum, "member");
      await reply(forum, 2, 50);
      await reply(forum, 1, 51);
      await markNotifications(forum.context, member, { state, upTo: seen!.entry });
      expect((await listOf(forum, "member")).map(({ item }) => item)).toEqual([thread(1), thread(2)]);
      const unknown = markNotifications(forum.context, member, { state, upTo: "no-event" });
      await expect(unknown).rejects.toMatchObject({ code: "invalid-request" });
    },
  );

  test("of an unread item hold after an own reply", async () => {
    const forum = await withReplies(1, [1]);
    const [found] = await listOf(forum, "member");
    await reply(forum, 1, 50, "member");
    expect(await listOf(forum, "member")).toEqual([]);
    await markNotifications(forum.context, member, {
      state: "unread",
      items: [{ item: thread(1), entry: found!.entry }],
    });
    expect(await listOf(forum, "member")).toMatchObject([{ item: thread(1) }]);
  });

  test("muting a thread and following it again loses no notification", async () => {
    const forum = await withReplies(1, []);
    const observer = asActor("observer");
    const subject = thread(1);
    await setFollowing(forum.context, observer, { subject, state: "following" });
    await reply(forum, 1, 50);
    for (const state of ["muted", "following", "following"] as const)
      await setFollowing(forum.context, observer, { subject, state });
    expect(await listOf(forum, "observer")).toMatchObject([{ item: subject, count: 1 }]);
  });
});

test("the count is that of the unread items, and ends at 99", async () => {
  const forum = await withReplies(3, [1, 2, 3, 1]);
  expect(await getUnread(forum.context, member)).toMatchObject({ count: 3, isMore: false });
  for (let number = 4; number <= 101; number += 1) {
    await forum.comment("member", { id: uuid(1000 + number) });
    await reply(forum, 1000 + number, number);
  }
  expect(await getUnread(forum.context, member)).toMatchObject({ count: 99, isMore: true });
  expect(await getUnread(forum.context, asActor("observer"))).toMatchObject({ count: 0, isMore: false });
});

describe("following", () => {
  test("does not find a thread that the reader may not know, or a document that does not exist", async () => {
    const forum = await openWithDraft();
    await forum.comment("member", { visibility: "private" });
    for (const subject of [thread(1), thread(9), "document/none"]) {
      const followed = setFollowing(forum.context, asActor("other"), { subject, state: "following" });
      await expect(followed).rejects.toMatchObject({ code: "not-found" });
    }
  });

  test("brings nothing that happened before, and ends", async () => {
    const forum = await withReplies(1, [1]);
    const [observer, subject] = [asActor("observer"), thread(1)];
    await setFollowing(forum.context, observer, { subject, state: "following" });
    expect(await listOf(forum, "observer")).toEqual([]);
    await reply(forum, 1, 50);
    expect(await listOf(forum, "observer")).toMatchObject([{ item: subject, count: 1 }]);
    await setFollowing(forum.context, observer, { subject, state: "none" });
    expect(await listOf(forum, "observer")).toEqual([]);
  });
});

test("a contribution notifies the secretariat when it is received, and its coordinators when it is imported", async () => {
  const forum = await openReceived();
  const received = await receive(forum, { by: "coordinator" });
  const entries = async (who: string) =>
    (await getNotifications(forum.context, asActor(who), { state: "unread", size: 10 })).items.map(
      ({ contribution, entries }) => [contribution?.file, entries[0]?.kind],
    );
  expect(await entries("secretariat")).toEqual([["north.docx", "contribution-received"]]);
  expect([await entries("chair"), await entries("other")]).toEqual([[], []]);
  await importAs(forum, received);
  expect(await entries("coordinator")).toEqual([["north.docx", "contribution-imported"]]);
});

test("a placement that the secretariat settles notifies the author", async () => {
  const forum = await openDrafts();
  const annotation = await commentOn(forum, deletedText);
  await settlePlace(forum.context, secretariat, { annotation, version: second, ...giveUp });
  const { items } = await getNotifications(forum.context, member, { state: "unread", size: 10 });
  expect(items).toMatchObject([{ annotation: { id: annotation }, entries: [{ kind: "place", reason: "author" }] }]);
});

describe("what waits", () => {
  const closing = async (forum: TestForum, who: string, days: number): Promise<string[]> => {
    const now = forum.context.now().getTime();
    const closesAt = new Date(now + days * 86_400_000 + 3_600_000).toISOString();
    const revision = (await forum.context.store.read((reader) => reader.list("consultations")))[0]?.revision ?? 0;
    const terms = { version, revision, opensAt: "2013-01-01T00:00:00Z", closesAt, blind: false };
    await setConsultation(forum.context, secretariat, terms);
    return (await getWaiting(forum.context, asActor(who))).map(
      ({ kind, item }) => `${kind} ${item.split("/").at(-1)!}`,
    );
  };

  test("names a consultation that closes within 7 days or 48 hours, to those who take part", async () => {
    const forum = await openWithDraft();
    await forum.comment("member");
    expect(await closing(forum, "member", 8)).toEqual([]);
    expect(await closing(forum, "member", 6)).toEqual(["closing-soon 168"]);
    expect(await closing(forum, "member", 1)).toEqual(["closing-soon 48"]);
    expect(await closing(forum, "observer", 1)).toEqual([]);
  });

  test("counts as unread until it is marked, and again for the second reminder", async () => {
    const forum = await openWithDraft();
    await forum.comment("member");
    await closing(forum, "member", 6);
    await markNotifications(forum.context, member, { state: "done" });
    const [waiting] = await getWaiting(forum.context, member);
    expect([waiting?.state, (await getUnread(forum.context, member)).count]).toEqual(["done", 0]);
    await closing(forum, "member", 1);
    // The consultation was also changed.
    expect((await getUnread(forum.context, member)).count).toBe(2);
  });

  test("counts the undecided comments of each document for those who decide", async () => {
    const forum = await withReplies(3, []);
    await forum.comment("other", { id: uuid(9), visibility: "private" });
    const decision = { revision: 0, outcome: "accepted", reason: "", mergedWith: null, shownIn: null } as const;
    await decideAnnotation(forum.context, secretariat, { annotation: uuid(1), ...decision });
    for (const who of ["secretariat", "chair"])
      expect(await getWaiting(forum.context, asActor(who))).toMatchObject([
        { kind: "undecided", document: { id: "opinion-5" }, count: 2 },
      ]);
    expect(await getWaiting(forum.context, member)).toEqual([]);
  });

  test("leaves undecided comments out if they are not asked for", async () => {
    const forum = await withReplies(1, []);
    expect(await getWaiting(forum.context, secretariat, { undecided: false })).toEqual([]);
  });

  test("counts comments and replies to clear, for the coordinators of their organisation", async () => {
    const forum = await openWithDraft();
    await setClearance(forum.context, asActor("coordinator"), { organisation: "north", clearance: "coordinator" });
    for (const number of [1, 2]) await forum.comment("member", { id: uuid(number) });
    expect(await getWaiting(forum.context, asActor("coordinator"))).toMatchObject([{ kind: "to-clear", count: 2 }]);
    for (const who of ["member", "colleague", "other", "chair"])
      expect(await getWaiting(forum.context, asActor(who))).toEqual([]);
    await clearAnnotation(forum.context, asActor("coordinator"), {
      ...{ annotation: uuid(1), revision: await forum.revision(uuid(1)) },
    });
    expect(await getWaiting(forum.context, asActor("coordinator"))).toMatchObject([{ kind: "to-clear", count: 1 }]);
  });

  test("names an organisation that joined a circle in which the reader shares a draft", async () => {
    const forum = await openWithDraft();
    const circle = uuid(70);
    const south = { id: "south", name: "Administration of South", shortName: "South", group: "member-state" };
    await addOrganisation(forum.context, secretariat, south);
    const members = ["north", "registry"];
    await makeCircle(forum.context, secretariat, { id: circle, name: "Near", organisationIds: members });
    await forum.comment("member", { visibility: "circle", circle });
    await changeCircle(forum.context, secretariat, { circle, organisationIds: [...members, "south"] });
    expect(await getWaiting(forum.context, member)).toMatchObject([{ kind: "new-reader", state: "unread", count: 1 }]);
    expect((await getUnread(forum.context, member)).count).toBe(1);
    expect(await getWaiting(forum.context, asActor("colleague"))).toEqual([]);
  });
});

test("the count names the unread threads up to their latest entry", async () => {
  const forum = await withReplies(2, [1, 2]);
  const { threads } = await getUnread(forum.context, member);
  expect(threads.map(({ item }) => item)).toEqual([thread(2), thread(1)]);
  const { threads: left } = await markNotifications(forum.context, member, { state: "read", items: [threads[0]!] });
  expect(left.map(({ item }) => item)).toEqual([thread(1)]);
});
