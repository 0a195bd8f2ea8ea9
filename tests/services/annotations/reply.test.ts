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

/** Opens a forum with an annotation by the member. */
async function openThread(visibility: "private" | "organisation" | "submitted" = "submitted"): Promise<{
  forum: TestForum;
  annotation: string;
}> {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  const placed = await forum.comment("member", { visibility });
  return { forum, annotation: placed.annotation.id };
}

/** Returns the replies as a person sees them. */
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
  ] as const)("rejects a reply by the %s to a comment with visibility %s: %s", async (who, visibility, code) => {
    const { forum, annotation } = await openThread(visibility);
    for (const input of [support, { ...support, text: "", position: null }]) {
      const refused = createReply(forum.context, asActor(who), { annotation, ...input });
      await expect(refused).rejects.toMatchObject({ code });
    }
  });

  test.each([
    ["chair", { capacity: "chair", organisation: null }],
    ["secretariat", { capacity: "secretariat", organisation: null }],
    ["other", { capacity: "organisation", organisation: { id: "registry" } }],
  ])("the %s replies in the role's capacity unless another is given", async (who, speaker) => {
    const { forum, annotation } = await openThread();
    const reply = await createReply(forum.context, asActor(who), { annotation, ...support });
    expect(reply).toMatchObject({ ...support, speaker, standing: "open" });
    expect(reply).not.toHaveProperty("visibility");
    const inPerson = { annotation, ...support, id: uuid(101), capacity: "personal" } as const;
    expect((await createReply(forum.context, asActor(who), inPerson)).speaker.capacity).toBe("personal");
  });

  test("creates a retried reply once, and rejects an empty one", async () => {
    const { forum, annotation } = await openThread();
    const first = await createReply(forum.context, asActor("other"), { annotation, ...support });
    expect(await createReply(forum.context, asActor("other"), { annotation, ...support })).toEqual(first);
    for (const other of [{ text: "x" }, { position: "oppose" }, { capacity: "personal" }] as const) {
      const again = createReply(forum.context, asActor("other"), { annotation, ...support, ...other });
      await expect(again).rejects.toMatchObject({ code: "id-in-use" });
    }
    const duplicate = createReply(forum.context, asActor("chair"), { annotation, ...support });
    await expect(duplicate).rejects.toMatchObject({ code: "already-exists" });
    const empty = createReply(forum.context, asActor("other"), { annotation, id: uuid(101), text: "", position: null });
    await expect(empty).rejects.toMatchObject({ code: "invalid-request" });
  });

  test("rejects a reply to a withdrawn comment", async () => {
    const { forum, annotation } = await openThread();
    await withdrawAnnotation(forum.context, asActor("member"), { annotation, reason: "" });
    const late = createReply(forum.context, asActor("other"), { annotation, ...support });
    await expect(late).rejects.toMatchObject({ code: "wrong-state" });
  });

  test("keeps colleagues' replies to a draft hidden after its submission", async () => {
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
  ])("rejects an edit of another person's reply by the %s: %s", async (who, code) => {
    const { forum, annotation } = await openThread();
    await createReply(forum.context, asActor("other"), { annotation, ...support });
    const refused = editReply(forum.context, asActor(who), { reply: id, revision: "any", text: "x" });
    await expect(refused).rejects.toMatchObject({ code });
  });

  test("changes or removes a position and keeps fields that were not sent", async () => {
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
  test("rejects another person's reply", async () => {
    const { forum, annotation } = await openThread();
    await createReply(forum.context, asActor("other"), { annotation, ...support });
    const refused = withdrawReply(forum.context, asActor("member"), { reply: id });
    await expect(refused).rejects.toMatchObject({ code: "not-allowed" });
  });

  test("hides its text and position from others", async () => {
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

  test("does not find an unknown reply", async () => {
    const { forum } = await openThread();
    const missing = withdrawReply(forum.context, asActor("other"), { reply: "x" });
    await expect(missing).rejects.toMatchObject({ code: "not-found" });
  });
});

/** Lists a person's permissions on the only reply of a thread, by name. */
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
  ])("rejects the %s: %s", async (who, code) => {
    const { forum, annotation } = await openThread();
    await createReply(forum.context, asActor("other"), { annotation, ...support });
    const refused = hideReply(forum.context, asActor(who), { reply: id, reason: "Off the subject." });
    await expect(refused).rejects.toMatchObject({ code });
  });

  test("hides text and position and shows the reason, until the secretariat reinstates it", async () => {
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

  test("does not find a reply among colleagues, for the secretariat", async () => {
    const { forum, annotation } = await openThread("organisation");
    await createReply(forum.context, asActor("colleague"), { annotation, ...support });
    const refused = hideReply(forum.context, asActor("secretariat"), { reply: id, reason: "x" });
    await expect(refused).rejects.toMatchObject({ code: "not-found" });
  });
});

describe("reinstateReply", () => {
  test("only the person who withdrew a reply may reinstate it", async () => {
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
  ])("rejects the %s: %s", async (who, code) => {
    const { forum, annotation } = await openThread();
    await createReply(forum.context, asActor("other"), { annotation, ...support });
    const refused = eraseReply(forum.context, asActor(who), { reply: id, reason: "x" });
    await expect(refused).rejects.toMatchObject({ code });
  });

  test("leaves a tombstone; text, position and name are in no record or event", async () => {
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
    const events = await getEvents(forum.context, asActor("public"), { document: "opinion-5", limit: 100 });
    const kinds = events.map(({ kind }) => kind).filter((kind) => kind.startsWith("reply"));
    expect(kinds).toEqual(["reply-erased"]);
  });
});
