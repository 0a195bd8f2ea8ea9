import {
  createReply,
  editReply,
  eraseReply,
  hideReply,
  reinstateReply,
  withdrawReply,
} from "../../../server/services/annotations/reply.ts";
import { editAnnotation } from "../../../server/services/annotations/annotation.ts";
import { getAnnotation } from "../../../server/services/annotations/present-annotation.ts";
import { getEvents } from "../../../server/services/forum/events.ts";
import { withdrawAnnotation } from "../../../server/services/annotations/standing.ts";
import { asActor, firstDraft, openForum, uuid, type TestForum } from "../../support/forum.ts";

const id = uuid(100);
const support = { id, text: "We agree.", position: "support" } as const;

/** A forum where the member has said something. */
async function openThread(visibility: "private" | "organisation" | "submitted" = "submitted"): Promise<{
  forum: TestForum;
  annotation: string;
}> {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  const placed = await forum.comment("member", { visibility });
  return { forum, annotation: placed.annotation.id };
}

/** What somebody sees of the replies. */
async function repliesFor(forum: TestForum, who: string, annotation: string) {
  const { replies } = await getAnnotation(forum.context, asActor(who), { annotation });
  return replies.map(({ text, position, standing }) => ({ text, position, standing }));
}

describe("createReply", () => {
  test.each([
    ["public", "submitted", "not-signed-in"],
    ["observer", "submitted", "not-allowed"],
    ["other", "organisation", "not-found"],
    ["secretariat", "private", "not-found"],
  ] as const)("the %s may not answer what is %s: %s", async (who, visibility, code) => {
    const { forum, annotation } = await openThread(visibility);
    for (const said of [support, { ...support, text: "", position: null }]) {
      const refused = createReply(forum.context, asActor(who), { annotation, ...said });
      await expect(refused).rejects.toMatchObject({ code });
    }
  });

  test.each([
    ["chair", { capacity: "chair", organisation: null }],
    ["secretariat", { capacity: "secretariat", organisation: null }],
    ["other", { capacity: "organisation", organisation: { id: "registry" } }],
  ])("the %s speaks in the capacity of the role, unless told otherwise", async (who, speaker) => {
    const { forum, annotation } = await openThread();
    const reply = await createReply(forum.context, asActor(who), { annotation, ...support });
    expect(reply).toMatchObject({ ...support, speaker, standing: "open" });
    expect(reply).not.toHaveProperty("visibility");
    const inPerson = { annotation, ...support, id: uuid(101), capacity: "personal" } as const;
    expect((await createReply(forum.context, asActor(who), inPerson)).speaker.capacity).toBe("personal");
  });

  test("sent twice it is made once; an answer that says nothing is refused", async () => {
    const { forum, annotation } = await openThread();
    const first = await createReply(forum.context, asActor("other"), { annotation, ...support });
    expect(await createReply(forum.context, asActor("other"), { annotation, ...support, text: "x" })).toEqual(first);
    const taken = createReply(forum.context, asActor("chair"), { annotation, ...support });
    await expect(taken).rejects.toMatchObject({ code: "already-exists" });
    const empty = createReply(forum.context, asActor("other"), { annotation, id: uuid(101), text: "", position: null });
    await expect(empty).rejects.toMatchObject({ code: "invalid-request" });
  });

  test("what was withdrawn takes no more answers", async () => {
    const { forum, annotation } = await openThread();
    await withdrawAnnotation(forum.context, asActor("member"), { annotation, reason: "" });
    const late = createReply(forum.context, asActor("other"), { annotation, ...support });
    await expect(late).rejects.toMatchObject({ code: "wrong-state" });
  });

  test("what colleagues said to a draft stays between them once it is submitted", async () => {
    const { forum, annotation } = await openThread("organisation");
    await createReply(forum.context, asActor("coordinator"), { annotation, ...support, text: "Do not tell them." });
    await editAnnotation(forum.context, asActor("member"), {
      annotation,
      revision: await forum.revision(annotation),
      visibility: "submitted",
    });
    expect(await repliesFor(forum, "other", annotation)).toEqual([]);
    expect(await repliesFor(forum, "secretariat", annotation)).toEqual([]);
    expect(await repliesFor(forum, "colleague", annotation)).toHaveLength(1);
    const found = editReply(forum.context, asActor("other"), { reply: id, revision: "any", text: "x" });
    await expect(found).rejects.toMatchObject({ code: "not-found" });
  });
});

describe("editReply", () => {
  test.each([
    ["public", "not-signed-in"],
    ["member", "not-allowed"],
    ["secretariat", "not-allowed"],
  ])("the %s may not edit another's: %s", async (who, code) => {
    const { forum, annotation } = await openThread();
    await createReply(forum.context, asActor("other"), { annotation, ...support });
    const refused = editReply(forum.context, asActor(who), { reply: id, revision: "any", text: "x" });
    await expect(refused).rejects.toMatchObject({ code });
  });

  test("a position is changed or taken back; what is left out stays", async () => {
    const { forum, annotation } = await openThread();
    const other = asActor("other");
    const { revision } = await createReply(forum.context, other, { annotation, ...support });
    const opposed = await editReply(forum.context, other, { reply: id, revision, position: "oppose" });
    expect(opposed).toMatchObject({ text: "We agree.", position: "oppose" });
    const silent = await editReply(forum.context, other, { reply: id, revision: opposed.revision, position: null });
    expect(silent).toMatchObject({ text: "We agree.", position: null });
    const late = editReply(forum.context, other, { reply: id, revision, text: "x" });
    await expect(late).rejects.toMatchObject({ code: "revision-conflict" });
    const emptied = editReply(forum.context, other, { reply: id, revision: silent.revision, text: "" });
    await expect(emptied).rejects.toMatchObject({ code: "invalid-request" });
  });
});

describe("withdrawReply", () => {
  test("another's may not be withdrawn", async () => {
    const { forum, annotation } = await openThread();
    await createReply(forum.context, asActor("other"), { annotation, ...support });
    const refused = withdrawReply(forum.context, asActor("member"), { reply: id });
    await expect(refused).rejects.toMatchObject({ code: "not-allowed" });
  });

  test("its words and its position are gone for others", async () => {
    const { forum, annotation } = await openThread();
    await createReply(forum.context, asActor("other"), { annotation, ...support });
    await withdrawReply(forum.context, asActor("other"), { reply: id });
    expect(await repliesFor(forum, "member", annotation)).toEqual([
      { text: "", position: null, standing: "withdrawn" },
    ]);
    expect(await repliesFor(forum, "other", annotation)).toEqual([
      { text: "We agree.", position: "support", standing: "withdrawn" },
    ]);
    const again = withdrawReply(forum.context, asActor("other"), { reply: id });
    await expect(again).rejects.toMatchObject({ code: "wrong-state" });
  });

  test("there is nothing to withdraw under an unknown name", async () => {
    const { forum } = await openThread();
    const missing = withdrawReply(forum.context, asActor("other"), { reply: "x" });
    await expect(missing).rejects.toMatchObject({ code: "not-found" });
  });
});

/** What somebody may do to the one reply of a thread, by name. */
async function mayFor(forum: TestForum, who: string, annotation: string): Promise<string[]> {
  const { replies } = await getAnnotation(forum.context, asActor(who), { annotation });
  return Object.entries(replies[0]?.may ?? {}).flatMap(([act, may]) => (may ? [act] : []));
}

describe("hideReply", () => {
  test.each([
    ["public", "not-signed-in"],
    ["member", "not-allowed"],
    ["other", "not-allowed"],
    ["chair", "not-allowed"],
  ])("the %s may not: %s", async (who, code) => {
    const { forum, annotation } = await openThread();
    await createReply(forum.context, asActor("other"), { annotation, ...support });
    const refused = hideReply(forum.context, asActor(who), { reply: id, reason: "Off the subject." });
    await expect(refused).rejects.toMatchObject({ code });
  });

  test("its words and its position are gone for others and the reason is there, until the secretariat shows it again", async () => {
    const { forum, annotation } = await openThread();
    const secretariat = asActor("secretariat");
    await createReply(forum.context, asActor("other"), { annotation, ...support });
    await hideReply(forum.context, secretariat, { reply: id, reason: "Off the subject." });
    const seen = async (who: string): Promise<unknown> => {
      const { replies, positions } = await getAnnotation(forum.context, asActor(who), { annotation });
      return [replies[0]?.standingReason, replies[0]?.text, replies[0]?.position, positions.length];
    };
    expect(await seen("public")).toEqual(["Off the subject.", "", null, 0]);
    expect(await seen("other")).toEqual(["Off the subject.", "We agree.", "support", 0]);
    expect(await mayFor(forum, "other", annotation)).toEqual([]);
    expect(await mayFor(forum, "secretariat", annotation)).toEqual(["reinstate", "erase"]);

    const own = reinstateReply(forum.context, asActor("other"), { reply: id });
    await expect(own).rejects.toMatchObject({ code: "not-allowed" });
    const again = hideReply(forum.context, secretariat, { reply: id, reason: "Still." });
    await expect(again).rejects.toMatchObject({ code: "wrong-state" });
    await reinstateReply(forum.context, secretariat, { reply: id });
    expect(await seen("public")).toEqual([null, "We agree.", "support", 1]);
  });

  test("what was said among colleagues is not the secretariat's to hide", async () => {
    const { forum, annotation } = await openThread("organisation");
    await createReply(forum.context, asActor("colleague"), { annotation, ...support });
    const refused = hideReply(forum.context, asActor("secretariat"), { reply: id, reason: "x" });
    await expect(refused).rejects.toMatchObject({ code: "not-found" });
  });
});

describe("reinstateReply", () => {
  test("whoever withdrew it takes that back, and nobody else", async () => {
    const { forum, annotation } = await openThread();
    await createReply(forum.context, asActor("other"), { annotation, ...support });
    const open = reinstateReply(forum.context, asActor("other"), { reply: id });
    await expect(open).rejects.toMatchObject({ code: "wrong-state" });
    await withdrawReply(forum.context, asActor("other"), { reply: id });
    for (const who of ["secretariat", "member"]) {
      const refused = reinstateReply(forum.context, asActor(who), { reply: id });
      await expect(refused).rejects.toMatchObject({ code: "not-allowed" });
    }
    expect(await mayFor(forum, "other", annotation)).toEqual(["reinstate"]);
    await reinstateReply(forum.context, asActor("other"), { reply: id });
    expect(await mayFor(forum, "other", annotation)).toEqual(["edit", "withdraw"]);
  });
});

describe("eraseReply", () => {
  test.each([
    ["public", "not-signed-in"],
    ["other", "not-allowed"],
    ["chair", "not-allowed"],
  ])("the %s may not: %s", async (who, code) => {
    const { forum, annotation } = await openThread();
    await createReply(forum.context, asActor("other"), { annotation, ...support });
    const refused = eraseReply(forum.context, asActor(who), { reply: id, reason: "x" });
    await expect(refused).rejects.toMatchObject({ code });
  });

  test("a tombstone is left for everybody; words, position and name are in no record and no event any more", async () => {
    const { forum, annotation } = await openThread();
    const secretariat = asActor("secretariat");
    await createReply(forum.context, asActor("other"), { annotation, ...support });
    const erased = await eraseReply(forum.context, secretariat, { reply: id, reason: "A court says so." });
    expect(await eraseReply(forum.context, secretariat, { reply: id, reason: "Twice." })).toEqual(erased);
    for (const who of ["public", "other", "secretariat"]) {
      const { replies } = await getAnnotation(forum.context, asActor(who), { annotation });
      expect(replies).toMatchObject([
        { id, text: "", position: null, standing: "erased", standingReason: "A court says so.", speaker: { name: "" } },
      ]);
    }
    const all = await forum.context.store.read((reader) => reader.events({ after: 0, limit: 100 }));
    expect(JSON.stringify(all)).not.toContain("We agree.");
    const told = await getEvents(forum.context, asActor("public"), { document: "opinion-5", limit: 100 });
    const kinds = told.map(({ kind }) => kind).filter((kind) => kind.startsWith("reply"));
    expect(kinds).toEqual(["reply-erased"]);
  });
});
