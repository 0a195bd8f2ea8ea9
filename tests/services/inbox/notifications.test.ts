import type { NotificationEntry, NotificationItem } from "#core/contract/notification-operations.ts";
import type { Actor } from "../../../server/core/access/permissions.ts";
import type { Forum } from "../../../server/core/access/forum.ts";
import { clearAnnotation, sendBackAnnotation, setClearance } from "../../../server/services/annotations/clearance.ts";
import { confirmJoint, leaveJoint, signOn } from "../../../server/services/annotations/joint.ts";
import { createReply } from "../../../server/services/annotations/reply.ts";
import { clearReply } from "../../../server/services/annotations/reply-clearance.ts";
import { editAnnotation } from "../../../server/services/annotations/annotation.ts";
import { eraseAnnotation, hideAnnotation, withdrawAnnotation } from "../../../server/services/annotations/standing.ts";
import { getNotifications, markNotifications, setFollowing } from "../../../server/services/inbox/notifications.ts";
import { decideAnnotation, revokeDecision } from "../../../server/services/outcome/decision.ts";
import { callOffConsultation, setConsultation } from "../../../server/services/publication/consultation.ts";
import { changePerson } from "../../../server/services/people/people.ts";
import { textOf } from "#core/discuss/content-text.ts";
import { replaceFew } from "../../support/annotated-drafts.ts";
import { participants } from "../../support/people.ts";
import { asActor, firstDraft, openForum, secondDraft, type TestForum, uuid } from "../../support/forum.ts";

const [secretariat, coordinator, member] = [asActor("secretariat"), asActor("coordinator"), asActor("member")];
const annotation = uuid(1);
const version = "opinion-5@1";
const people = participants.map(({ id }) => id);

async function openWithDraft(forum: Partial<Forum> = {}): Promise<TestForum> {
  const opened = await openForum(forum);
  await opened.publish("1", firstDraft);
  return opened;
}

async function itemsOf(
  { context }: TestForum,
  who: string | Actor,
  state: "unread" | "read" | "done" = "unread",
): Promise<NotificationItem[]> {
  const actor = typeof who === "string" ? asActor(who) : who;
  return (await getNotifications(context, actor, { state, size: 100 })).items;
}

async function entriesOf(forum: TestForum, who: string | Actor): Promise<NotificationEntry[]> {
  return (await itemsOf(forum, who)).flatMap(({ entries }) => entries);
}

/** Returns what each person is notified of, as "person: kind (reason)", in the order of people. */
async function told(forum: TestForum): Promise<string[]> {
  const lists = await Promise.all(
    people.map(async (who) => {
      const entries = await entriesOf(forum, who);
      return entries.map(({ kind, reason }) => `${who}: ${kind} (${reason})`);
    }),
  );
  return lists.flat();
}

async function reply(forum: TestForum, who: string | Actor, more: Partial<Parameters<typeof createReply>[2]> = {}) {
  const said = { annotation, id: uuid(90), text: "I agree.", position: null, ...more } as const;
  return createReply(forum.context, typeof who === "string" ? asActor(who) : who, said);
}

const decision = { annotation, revision: 0, mergedWith: null, shownIn: null };
const decide = (forum: TestForum, more: Partial<Parameters<typeof decideAnnotation>[2]> = {}) =>
  decideAnnotation(forum.context, secretariat, { ...decision, outcome: "accepted", reason: "It is clearer.", ...more });

const period = { opensAt: "2013-02-01T00:00:00Z", closesAt: "2013-03-01T00:00:00Z", blind: false };

test("the public has no notifications", async () => {
  const forum = await openWithDraft();
  await expect(itemsOf(forum, "public")).rejects.toMatchObject({ code: "not-signed-in" });
});

describe("a reply", () => {
  test("reaches the author and those who replied before, and nobody else", async () => {
    const forum = await openWithDraft();
    await forum.comment("member");
    await reply(forum, "other");
    expect(await told(forum)).toEqual(["member: reply (author)"]);
    await reply(forum, "chair", { id: uuid(91), text: "So do I." });
    expect(await told(forum)).toEqual(["member: reply (author)", "member: reply (author)", "other: reply (took-part)"]);
  });

  test("has its text, its position, its author, and the comment", async () => {
    const forum = await openWithDraft();
    await forum.comment("member", { text: "Say who decides." });
    await reply(forum, "other", { position: "support" });
    const [item] = await itemsOf(forum, "member");
    expect(item).toMatchObject({
      item: `thread/${annotation}`,
      state: "unread",
      document: { id: "opinion-5" },
      version: { address: version },
      annotation: { id: annotation, kind: "comment", isOwn: true, text: "Say who decides." },
      count: 1,
      entries: [
        { kind: "reply", text: "I agree.", position: "support", by: { name: "The other", organisation: "Registry" } },
      ],
    });
  });

  test("to a thread that a person follows reaches that person", async () => {
    const forum = await openWithDraft();
    await forum.comment("member");
    const subject = `thread/${annotation}`;
    await setFollowing(forum.context, asActor("observer"), { subject, state: "following" });
    await reply(forum, "other");
    expect(await told(forum)).toEqual(["member: reply (author)", "observer: reply (follows-thread)"]);
  });

  test("is without a name if the forum hides sources", async () => {
    const forum = await openWithDraft({ sources: "hidden" });
    await forum.comment("member");
    await reply(forum, "other");
    expect(await entriesOf(forum, "member")).toMatchObject([{ text: "I agree.", by: null }]);
  });

  test("that awaits clearance reaches only the coordinators, and then the author and the thread", async () => {
    const forum = await openWithDraft();
    await setClearance(forum.context, coordinator, { organisation: "north", clearance: "coordinator" });
    await forum.comment("other");
    await reply(forum, { ...member, underClearance: true }, { text: "Not yet. @The chair" });
    expect(await told(forum)).toEqual(["coordinator: clearance-request (coordinates)"]);
    await clearReply(forum.context, coordinator, { reply: uuid(90), revision: await forum.revision(uuid(90)) });
    const now = await told(forum);
    expect(now).toContain("member: clearance-given (speaker)");
    expect(now).toContain("other: reply (author)");
    expect(now).toContain("chair: mention (mentioned)");
  });
});

describe("a mention", () => {
  test("reaches the person, once, and not again after an edit", async () => {
    const forum = await openWithDraft();
    await forum.comment("member", { text: "What does @The chair think?" });
    const edit = { annotation, revision: await forum.revision(annotation), text: "@The chair, @The other?" };
    await editAnnotation(forum.context, member, edit);
    expect(await told(forum)).toEqual(["chair: mention (mentioned)", "other: mention (mentioned)"]);
  });

  test("in a private draft reaches nobody, and in one of the organisation only its people", async () => {
    const forum = await openWithDraft();
    const text = "@The colleague and @The other, look.";
    await forum.comment("member", { id: uuid(2), text, visibility: "private" });
    expect(await told(forum)).toEqual([]);
    await forum.comment("member", { id: uuid(3), text, visibility: "organisation" });
    expect(await told(forum)).toEqual(["colleague: mention (mentioned)"]);
  });

  test("in a blind consultation reaches others only when it closes", async () => {
    const forum = await openWithDraft();
    await setConsultation(forum.context, secretariat, { version, revision: 0, ...period, blind: true });
    await forum.comment("member", { text: "@The other, look." });
    expect(await entriesOf(forum, "other")).toEqual([]);
    await callOffConsultation(forum.context, secretariat, { version, revision: 1 });
    expect(await entriesOf(forum, "other")).toMatchObject([{ kind: "mention", text: "@The other, look." }]);
  });

  test("is gone once its text is erased or its comment is", async () => {
    const forum = await openWithDraft();
    await forum.comment("member", { text: "@The other, look." });
    await eraseAnnotation(forum.context, secretariat, { annotation, reason: "A court asked for it." });
    expect(await entriesOf(forum, "other")).toEqual([]);
    const kept = await forum.context.store.read((reader) => reader.events({ after: 0, limit: 100 }));
    expect(JSON.stringify(kept)).not.toContain("mentioned/other");
  });
});

describe("a decision", () => {
  test("reaches the author and the coordinator of their organisation, with outcome and reason", async () => {
    const forum = await openWithDraft();
    await forum.comment("member");
    await decide(forum);
    expect(await told(forum)).toEqual(["coordinator: decision (coordinates)", "member: decision (author)"]);
    expect(await entriesOf(forum, "member")).toMatchObject([
      { outcome: "accepted", text: "It is clearer.", by: { name: "The secretariat" } },
    ]);
  });

  test("notifies once, also when the draft that shows it is published", async () => {
    const forum = await openWithDraft();
    await forum.comment("member");
    await decide(forum);
    const decided = await entriesOf(forum, "coordinator");
    await forum.publish("2", secondDraft);
    expect((await entriesOf(forum, "coordinator")).filter(({ kind }) => kind === "decision")).toEqual(decided);
  });

  test("is notified of when it is revoked", async () => {
    const forum = await openWithDraft();
    await forum.comment("member");
    await decide(forum);
    await revokeDecision(forum.context, secretariat, { annotation, revision: 1 });
    expect((await entriesOf(forum, "member")).map(({ kind }) => kind)).toEqual(["decision-revoked", "decision"]);
  });
});

describe("a request to co-sign", () => {
  test("reaches the people who can sign, and its answer the author", async () => {
    const forum = await openWithDraft();
    await forum.comment("member", { jointly: ["registry"] });
    expect(await told(forum)).toEqual(["other: co-sign-request (invited)"]);
    const other = asActor("other");
    expect(await entriesOf(forum, { ...other, underClearance: true })).toEqual([]);
    await confirmJoint(forum.context, other, { annotation, revision: await forum.revision(annotation) });
    await leaveJoint(forum.context, other, { annotation });
    await signOn(forum.context, other, { annotation, revision: await forum.revision(annotation) });
    expect((await entriesOf(forum, "member")).map(({ answer, by }) => [answer, by?.organisation])).toEqual([
      ["signed-on", "Registry"],
      ["left", "Registry"],
      ["confirmed", "Registry"],
    ]);
  });

  test("is gone once the comment was withdrawn", async () => {
    const forum = await openWithDraft();
    await forum.comment("member", { jointly: ["registry"] });
    expect(await told(forum)).toEqual(["other: co-sign-request (invited)"]);
    await withdrawAnnotation(forum.context, asActor("member"), { annotation, reason: "" });
    expect(await told(forum)).toEqual([]);
  });
});

describe("clearance", () => {
  const under = { ...member, underClearance: true as const };

  test("is requested of coordinators, and given to the author", async () => {
    const forum = await openWithDraft();
    await setClearance(forum.context, coordinator, { organisation: "north", clearance: "coordinator" });
    await forum.comment("member", { visibility: "clearance" });
    expect(await told(forum)).toEqual(["coordinator: clearance-request (coordinates)"]);
    await clearAnnotation(forum.context, coordinator, { annotation, revision: await forum.revision(annotation) });
    expect(await entriesOf(forum, under)).toMatchObject([{ kind: "clearance-given", by: { name: "The coordinator" } }]);
  });

  test("that is refused is sent back to the author alone, with the note", async () => {
    const forum = await openWithDraft();
    await setClearance(forum.context, coordinator, { organisation: "north", clearance: "coordinator" });
    await forum.comment("member", { visibility: "clearance" });
    await sendBackAnnotation(forum.context, coordinator, { annotation, note: "Please be shorter." });
    expect(await told(forum)).toEqual(["member: sent-back (speaker)"]);
    expect(await entriesOf(forum, "member")).toMatchObject([{ text: "Please be shorter." }]);
  });
});

test("a comment that the secretariat hides notifies its author, with the reason", async () => {
  const forum = await openWithDraft();
  await forum.comment("member");
  await hideAnnotation(forum.context, secretariat, { annotation, reason: "It names a person." });
  expect(await told(forum)).toEqual(["member: hidden (speaker)"]);
  expect(await entriesOf(forum, "member")).toMatchObject([{ text: "It names a person." }]);
});

describe("a draft and its consultation", () => {
  test("reach those who acted in the document before, as one item", async () => {
    const forum = await openWithDraft();
    await forum.comment("member");
    const published = await forum.publish("2", secondDraft);
    await setConsultation(forum.context, secretariat, { version: published.id, revision: 0, ...period });
    expect(await told(forum)).toEqual([
      "member: consultation-set (took-part-in-document)",
      "member: new-draft (took-part-in-document)",
    ]);
    expect(await itemsOf(forum, "member")).toMatchObject([
      { item: "draft/opinion-5@2", version: { address: "opinion-5@2" }, count: 2 },
    ]);
  });

  test("do not state the end of a consultation that is cancelled", async () => {
    const forum = await openWithDraft();
    await forum.comment("member");
    await setConsultation(forum.context, secretariat, { version, revision: 0, ...period });
    await callOffConsultation(forum.context, secretariat, { version, revision: 1 });
    const entries = await entriesOf(forum, "member");
    expect(entries.map(({ kind, closesAt }) => [kind, closesAt])).toEqual([
      ["consultation-cancelled", null],
      ["consultation-set", null],
    ]);
  });

  test("are one entry if the draft is published in several languages, until one follows later", async () => {
    const forum = await openWithDraft();
    await forum.comment("member");
    await forum.publish("2", secondDraft);
    await forum.publish("2", secondDraft.replace("Taking part", "Participer"), { language: "fr" });
    const [item] = await itemsOf(forum, "member");
    expect(item).toMatchObject({ version: { address: "opinion-5@2:en" }, count: 1, entries: [{ kind: "new-draft" }] });
    await markNotifications(forum.context, member, {
      state: "read",
      items: [{ item: item!.item, entry: item!.latest }],
    });
    expect(await itemsOf(forum, "member")).toEqual([]);
    await forum.publish("2", secondDraft.replace("Taking part", "Participar"), { language: "es" });
    expect(await itemsOf(forum, "member")).toMatchObject([{ count: 2, entries: [{ isNew: true }, { isNew: false }] }]);
  });

  test("reach those who follow the document, with new comments as one more item", async () => {
    const forum = await openWithDraft();
    await setFollowing(forum.context, asActor("observer"), { subject: "document/opinion-5", state: "following" });
    await forum.comment("member", { id: uuid(2) });
    await forum.comment("other", { id: uuid(3) });
    await forum.comment("other", { id: uuid(4), visibility: "private" });
    await forum.publish("2", secondDraft);
    const items = await itemsOf(forum, "observer");
    expect(items.map(({ item, count, entries }) => [item.split("/")[0], count, entries[0]?.kind])).toEqual([
      ["draft", 1, "new-draft"],
      ["document", 2, "comment"],
    ]);
  });
});

describe("muting", () => {
  test("a thread ends its notifications, but not requests and mentions", async () => {
    const forum = await openWithDraft();
    await forum.comment("member");
    await setFollowing(forum.context, member, { subject: `thread/${annotation}`, state: "muted" });
    await reply(forum, "other");
    await decide(forum);
    expect(await entriesOf(forum, "member")).toEqual([]);
    await reply(forum, "other", { id: uuid(91), text: "@The member, what now?" });
    expect(await entriesOf(forum, "member")).toMatchObject([{ kind: "mention" }]);
  });

  test("a document ends those of its drafts", async () => {
    const forum = await openWithDraft();
    await forum.comment("member");
    await setFollowing(forum.context, member, { subject: "document/opinion-5", state: "muted" });
    await forum.publish("2", secondDraft);
    expect(await entriesOf(forum, "member")).toEqual([]);
  });
});

describe("one's own acts", () => {
  test("notify nobody of themselves", async () => {
    const forum = await openWithDraft();
    await forum.comment("chair");
    await reply(forum, "chair", { text: "@The chair" });
    expect(await entriesOf(forum, "chair")).toEqual([]);
  });

  test("by a deputy notify neither the deputy nor the one in whose place they act", async () => {
    const forum = await openWithDraft();
    await forum.comment("member", { text: "@The chair @The colleague" });
    await forum.context.store.transact(async (writer) => {
      const [event] = await writer.eventsBefore({ before: 1000, limit: 1 });
      const { seq: _seq, id: _id, audit: _audit, ...act } = event!;
      await writer.append({ ...act, actor: "chair", deputy: "colleague" });
    });
    // Who acted in a thread has read it.
    expect(await itemsOf(forum, "chair", "read")).toMatchObject([{ count: 1 }]);
    expect(await itemsOf(forum, "colleague", "read")).toMatchObject([{ count: 1 }]);
  });
});

test("events of earlier servers, which concern nobody, notify nobody", async () => {
  const forum = await openWithDraft();
  await forum.comment("member", { text: "@The chair" });
  await forum.context.store.transact(async (writer) => {
    const events = await writer.events({ after: 0, limit: 100 });
    await writer.rewrite(events.map(({ concerns: _concerns, ...event }) => event));
    const [event] = events;
    await writer.append({ ...event!, concerns: [] });
  });
  expect(await told(forum)).toEqual([]);
});

test("a new coordinator hears of what happens from then on", async () => {
  const forum = await openWithDraft();
  await forum.comment("member", { capacity: "organisation" });
  await decide(forum);
  await changePerson(forum.context, secretariat, { person: "colleague", role: "coordinator" });
  const colleague = { ...asActor("colleague"), role: "coordinator" } as const;
  expect(await entriesOf(forum, colleague)).toEqual([]);
  await decide(forum, { outcome: "not-accepted", revision: 1 });
  expect(await entriesOf(forum, colleague)).toMatchObject([{ kind: "decision", reason: "coordinates" }]);
});

test("an item about a proposal has its redline", async () => {
  const forum = await openWithDraft();
  const { annotation: proposal } = await forum.comment("member", replaceFew);
  const text = { annotation: proposal.id, id: uuid(20), text: "Why?", position: null };
  await createReply(forum.context, asActor("other"), text);
  const [item] = await itemsOf(forum, "member");
  expect(item?.annotation?.proposed?.clauses[0]?.segments.map(({ kind, content }) => [kind, textOf(content)])).toEqual([
    ["kept", "that "],
    ["deleted", "few"],
    ["inserted", "not all"],
    ["kept", " are able to take part in meetings;"],
  ]);
});
