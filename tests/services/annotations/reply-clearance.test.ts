import { exportOperations } from "#core/contract/export-operations.ts";
import type { ShownReply } from "#core/contract/reply-operations.ts";
import { Reply } from "#core/discuss/reply.ts";
import {
  getClearance,
  getSentBack,
  setClearance,
  undoClearingReply,
} from "../../../server/services/annotations/clearance.ts";
import { getMentions } from "../../../server/services/annotations/mentions.ts";
import { getAnnotation } from "../../../server/services/annotations/present-annotation.ts";
import {
  createReply,
  editReply,
  eraseReply,
  hideReply,
  reinstateReply,
  withdrawReply,
} from "../../../server/services/annotations/reply.ts";
import { clearReply, sendBackReply } from "../../../server/services/annotations/reply-clearance.ts";
import { withdrawAnnotation } from "../../../server/services/annotations/standing.ts";
import { getAnnotations } from "../../../server/services/annotations/annotation-pages.ts";
import { getNotifications } from "../../../server/services/inbox/notifications.ts";
import { followEvents, getEvents } from "../../../server/services/forum/events.ts";
import { getLibrary } from "../../../server/services/forum/library.ts";
import { getOutcomes } from "../../../server/services/outcome/outcomes-table.ts";
import { getPositions } from "../../../server/services/outcome/positions.ts";
import { setConsultation } from "../../../server/services/publication/consultation.ts";
import { exportVersionFile, textOf } from "../../support/export-file.ts";
import { participants } from "../../support/people.ts";
import { asActor, firstDraft, openForum, uuid, type TestForum } from "../../support/forum.ts";

const [member, coordinator, secretariat] = [asActor("member"), asActor("coordinator"), asActor("secretariat")];
const under = { ...member, underClearance: true as const };
const [annotation, reply] = [uuid(1), uuid(90)];
const everybody = ["public", ...participants.map(({ id }) => id)];
const secret = "Blue heron at dawn.";
const [version, document] = ["opinion-5@1", "opinion-5"];

/** Opens a forum in which Registry commented and a coordinator of North clears what its members submit. */
async function clearing(): Promise<TestForum> {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  await setClearance(forum.context, coordinator, { organisation: "north", clearance: "coordinator" });
  await forum.comment("other");
  return forum;
}

async function answer(forum: TestForum, more: Partial<Parameters<typeof createReply>[2]> = {}): Promise<ShownReply> {
  const said = { annotation, id: reply, text: secret, position: "support" } as const;
  return createReply(forum.context, under, { ...said, ...more });
}

/** The same forum, with a reply by the member that awaits clearance. */
async function waiting(): Promise<TestForum> {
  const forum = await clearing();
  await answer(forum);
  return forum;
}

async function clear(forum: TestForum, who = "coordinator"): Promise<ShownReply> {
  return clearReply(forum.context, asActor(who), { reply, revision: await forum.revision(reply) });
}

/** Returns those who see the reply in the list of a version. */
async function readersOf({ context }: TestForum): Promise<string[]> {
  const lists = await Promise.all(everybody.map((who) => getAnnotations(context, asActor(who), { version }, null)));
  return everybody.filter((_who, index) => lists[index]?.some(({ replies }) => replies.some(({ id }) => id === reply)));
}

test("reads replies that were stored without clearance", async () => {
  const forum = await clearing();
  await createReply(forum.context, coordinator, { annotation, id: reply, text: "Yes.", position: null });
  const stored = await forum.context.store.read((reader) => reader.get("replies", reply));
  expect(stored).not.toHaveProperty("clearance");
  expect(Reply.parse(stored)).toMatchObject({ id: reply });
});

describe("a member's reply to what is submitted", () => {
  test.each([
    ["organisation", "awaiting"],
    [undefined, "awaiting"],
    ["personal", null],
  ] as const)("in the capacity %s: %s", async (capacity, clearance) => {
    const forum = await clearing();
    const { clearance: state = null } = await answer(forum, { capacity });
    expect(state).toBe(clearance);
    expect(await readersOf(forum)).toEqual(clearance === null ? everybody : ["coordinator", "member"]);
  });

  test("needs no clearance by a coordinator, or in an organisation that comments freely", async () => {
    const forum = await clearing();
    const said = { annotation, text: "Yes.", position: null };
    const ours = await createReply(forum.context, coordinator, { ...said, id: uuid(91) });
    const theirs = await createReply(forum.context, asActor("other"), { ...said, id: uuid(92) });
    expect([ours.clearance, theirs.clearance]).toEqual([undefined, undefined]);
  });
});

test("only the author and the coordinator see a reply that awaits clearance, in every list, stream and file", async () => {
  const forum = await clearing();
  const { context } = forum;
  const heard = new Map<string, string[]>();
  const streams = await Promise.all(
    everybody.map((who) => {
      const kinds: string[] = [];
      heard.set(who, kinds);
      return followEvents(context, asActor(who), { document, after: null }, ({ kind }) => kinds.push(kind));
    }),
  );
  await answer(forum, { text: `${secret} @The colleague @The other` });
  const revision = await forum.revision(reply);
  await editReply(context, coordinator, { reply, revision, position: "oppose" });
  await Promise.all(streams.map((stream) => stream.caughtUp()));
  for (const who of everybody) {
    const actor = asActor(who);
    const knows = who === "member" || who === "coordinator";
    const told = await Promise.all([
      getAnnotations(context, actor, { version }, null),
      getAnnotation(context, actor, { annotation }),
      getEvents(context, actor, { document, limit: 500 }),
      getMentions(context, actor).catch(() => []),
      getNotifications(context, actor, { state: "unread", size: 100 }).catch(() => []),
      getClearance(context, actor).catch(() => []),
    ]);
    const text = JSON.stringify(told);
    expect([who, text.includes(reply), text.includes("Blue heron")]).toEqual([who, knows, knows]);
    expect([who, heard.get(who)]).toEqual([who, knows ? ["reply-created", "reply-edited"] : []]);
    // Nobody counts it, not even those who see it.
    const counted = await Promise.all([
      getPositions(context, actor, { version }, null),
      getOutcomes(context, actor, { version, waiting: false }, null),
      getLibrary(context, actor, { size: 100 }),
      getAnnotations(context, actor, { version }, null).then((list) => list.map(({ positions }) => positions)),
    ]);
    expect([who, /Blue heron|"oppose"|"support"/u.test(JSON.stringify(counted))]).toEqual([who, false]);
    for (const format of ["markdown", "csv", "jsonld"] as const) {
      const query = exportOperations.exportVersion.query.parse({ format });
      const file = textOf(await exportVersionFile(context, actor, { version, ...query }, null));
      expect([who, format, /Blue heron|oppose/u.test(file)]).toEqual([who, format, false]);
    }
  }
});

describe("clearing a reply", () => {
  test("adds it to the thread at that moment, in the name of its author", async () => {
    const forum = await waiting();
    const revision = await forum.revision(reply);
    const { createdAt: written } = await editReply(forum.context, under, { reply, revision, text: "We agree." });
    await clear(forum);
    expect(await readersOf(forum)).toEqual(everybody);
    const shown = await getAnnotation(forum.context, asActor("public"), { annotation });
    expect(shown.replies).toMatchObject([{ speaker: { participantId: "member" }, clearance: null, editedAt: null }]);
    expect(shown.replies[0]?.createdAt.localeCompare(written)).toBe(1);
    expect(shown.positions).toMatchObject([{ position: "support" }]);
    const events = await getEvents(forum.context, asActor("public"), { document, limit: 100 });
    expect(events.filter(({ subject }) => subject.id === reply)).toMatchObject([
      { kind: "reply-submitted", actor: "coordinator" },
    ]);
  });

  test.each([
    ["member", "not-allowed"],
    ["colleague", "not-found"],
    ["other", "not-found"],
    ["chair", "not-found"],
    ["secretariat", "not-found"],
    ["public", "not-signed-in"],
  ])("by the %s is refused as %s", async (who, code) => {
    const forum = await waiting();
    await expect(clear(forum, who)).rejects.toMatchObject({ code });
    await expect(sendBackReply(forum.context, asActor(who), { reply, note: "No." })).rejects.toMatchObject({ code });
  });

  test("rejects text that changed since it was read", async () => {
    const forum = await waiting();
    const revision = await forum.revision(reply);
    await editReply(forum.context, under, { reply, revision, text: "Other." });
    const cleared = clearReply(forum.context, coordinator, { reply, revision });
    await expect(cleared).rejects.toMatchObject({ code: "revision-conflict" });
  });

  test("is not possible once the annotation is withdrawn", async () => {
    const forum = await waiting();
    await withdrawAnnotation(forum.context, asActor("other"), { annotation, reason: "" });
    await expect(clear(forum)).rejects.toMatchObject({ code: "wrong-state" });
  });

  test("keeps the text as cleared: its author does not edit it, but may withdraw it", async () => {
    const forum = await waiting();
    await clear(forum);
    const revision = await forum.revision(reply);
    const edited = editReply(forum.context, under, { reply, revision, text: "We disagree." });
    await expect(edited).rejects.toMatchObject({ code: "not-allowed" });
    expect((await withdrawReply(forum.context, under, { reply })).standing).toBe("withdrawn");
  });
});

test("the coordinator does not edit or clear what the author of a waiting comment says to them", async () => {
  const forum = await clearing();
  await forum.comment("member");
  const said = { annotation: uuid(2), id: reply, text: "Please hurry.", position: null };
  const { revision } = await createReply(forum.context, under, said);
  const edited = editReply(forum.context, coordinator, { reply, revision, text: "No hurry." });
  await expect(edited).rejects.toMatchObject({ code: "not-allowed" });
  await expect(clear(forum)).rejects.toMatchObject({ code: "not-allowed" });
});

describe("sending a reply back", () => {
  test("leaves it to its author, with a note", async () => {
    const forum = await waiting();
    await sendBackReply(forum.context, coordinator, { reply, note: "Name the paragraph." });
    expect(await readersOf(forum)).toEqual(["member"]);
    const { replies } = await getAnnotation(forum.context, under, { annotation });
    expect(replies[0]).toMatchObject({ clearance: "sent-back", sentBack: { note: "Name the paragraph." } });
    expect(await getClearance(forum.context, coordinator)).toEqual([]);
  });

  test("lists it for its author with the note, and for the coordinator without note and text", async () => {
    const forum = await waiting();
    await sendBackReply(forum.context, coordinator, { reply, note: "Name the paragraph." });
    const [own] = await getSentBack(forum.context, member);
    expect(own).toMatchObject({ id: reply, isReply: true, author: "The member", by: "The coordinator" });
    expect(own?.own?.annotation.id).toBe(annotation);
    expect(own?.reply?.sentBack?.note).toBe("Name the paragraph.");
    const [listed] = await getSentBack(forum.context, coordinator);
    expect(listed).toEqual({ ...own, own: null, reply: null });
    expect(JSON.stringify(listed)).not.toContain("paragraph");
    expect(await getSentBack(forum.context, asActor("other"))).toEqual([]);
    const revision = await forum.revision(reply);
    await editReply(forum.context, under, { reply, revision, text: "On paragraph 1." });
    expect(await getSentBack(forum.context, member)).toEqual([]);
  });

  test("editing it submits it again, without the note", async () => {
    const forum = await waiting();
    await sendBackReply(forum.context, coordinator, { reply, note: "Name the paragraph." });
    const revision = await forum.revision(reply);
    const after = await editReply(forum.context, under, { reply, revision, text: "On paragraph 1." });
    expect(after).toMatchObject({ clearance: "awaiting", sentBack: null });
    expect(await readersOf(forum)).toEqual(["coordinator", "member"]);
  });

  test("editing it publishes it if the organisation comments freely by then", async () => {
    const forum = await waiting();
    await sendBackReply(forum.context, coordinator, { reply, note: "Name the paragraph." });
    await setClearance(forum.context, coordinator, { organisation: "north", clearance: "free" });
    const revision = await forum.revision(reply);
    await editReply(forum.context, member, { reply, revision, text: "On paragraph 1." });
    expect(await readersOf(forum)).toEqual(everybody);
  });
});

test("a waiting reply that its author withdraws is gone for the coordinator, until it is reinstated", async () => {
  const forum = await waiting();
  await withdrawReply(forum.context, under, { reply });
  expect(await readersOf(forum)).toEqual(["member"]);
  expect(await getClearance(forum.context, coordinator)).toEqual([]);
  await reinstateReply(forum.context, under, { reply });
  expect(await readersOf(forum)).toEqual(["coordinator", "member"]);
});

test("the secretariat neither hides nor erases a reply that awaits clearance", async () => {
  const forum = await waiting();
  for (const act of [hideReply, eraseReply])
    await expect(act(forum.context, secretariat, { reply, reason: "No." })).rejects.toMatchObject({
      code: "not-found",
    });
});

describe("the queue", () => {
  test("lists replies for the coordinator and their author, with the thread", async () => {
    const forum = await waiting();
    for (const who of everybody.filter((one) => one !== "public")) {
      const listed = await getClearance(forum.context, asActor(who));
      const expected = ["member", "coordinator"].includes(who)
        ? [{ placed: { annotation: { id: annotation } }, reply: { id: reply, may: { clear: who === "coordinator" } } }]
        : [];
      expect(listed).toMatchObject(expected);
    }
  });

  test("skips a reply to an annotation that is no longer visible", async () => {
    const forum = await waiting();
    const submittedAt = Date.parse((await getAnnotation(forum.context, member, { annotation })).annotation.createdAt);
    const context = { ...forum.context, now: () => new Date(submittedAt + 1000) };
    const { annotation: undone } = await withdrawAnnotation(context, asActor("other"), {
      annotation,
      reason: "",
      undo: true,
    });
    // The waiting reply does not count as an answer, which would reveal it.
    expect(undone.visibility).toBe("private");
    expect(await getClearance(forum.context, coordinator)).toEqual([]);
  });

  test("marks what waits when the consultation closes, and does not publish it", async () => {
    const forum = await waiting();
    const closesAt = "2013-02-06T09:40:00.000Z";
    const period = { opensAt: "2013-01-01T00:00:00.000Z", closesAt, blind: false, revision: 0 };
    await setConsultation(forum.context, secretariat, { version, ...period });
    while (forum.context.now() <= new Date(closesAt)) continue;
    for (const actor of [member, coordinator])
      expect(await getClearance(forum.context, actor)).toMatchObject([{ closedAt: closesAt, reply: { id: reply } }]);
    expect(await readersOf(forum)).toEqual(["coordinator", "member"]);
    const { createdAt } = await clear(forum);
    expect(createdAt > closesAt).toBe(true);
  });
});

describe("undoing a clearance", () => {
  /** Clears the reply, and undoes that the given number of seconds later. */
  async function undone(seconds: number, who = "coordinator"): Promise<TestForum> {
    const forum = await waiting();
    const { createdAt } = await clear(forum);
    const context = { ...forum.context, now: () => new Date(Date.parse(createdAt) + seconds * 1000) };
    await undoClearingReply(context, asActor(who), { reply });
    return forum;
  }

  test("within a minute makes it wait again, without a public trace", async () => {
    const before = await waiting();
    const written = (await getAnnotation(before.context, member, { annotation })).replies[0]?.createdAt;
    const forum = await undone(59);
    expect(await readersOf(forum)).toEqual(["coordinator", "member"]);
    const { replies } = await getAnnotation(forum.context, member, { annotation });
    expect(replies).toMatchObject([{ clearance: "awaiting", createdAt: written }]);
    const events = await getEvents(forum.context, asActor("public"), { document, limit: 100 });
    expect(JSON.stringify(events)).not.toContain(reply);
    expect(await getClearance(forum.context, coordinator)).toHaveLength(1);
  });

  test("is not possible after a minute, or for others", async () => {
    await expect(undone(60)).rejects.toMatchObject({ code: "wrong-state" });
    await expect(undone(1, "member")).rejects.toMatchObject({ code: "not-allowed" });
  });

  test("is not possible for a reply that was never cleared", async () => {
    const forum = await clearing();
    const { createdAt } = await answer(forum, { capacity: "personal" });
    const context = { ...forum.context, now: () => new Date(createdAt) };
    const ours = { annotation, id: uuid(91), text: "Yes.", position: null };
    await createReply(context, coordinator, ours);
    const undo = undoClearingReply(context, coordinator, { reply: ours.id });
    await expect(undo).rejects.toMatchObject({ code: "wrong-state" });
    await expect(undoClearingReply(context, coordinator, { reply })).rejects.toMatchObject({ code: "not-allowed" });
  });
});
