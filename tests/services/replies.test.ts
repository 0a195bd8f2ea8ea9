import { createReply } from "../../server/services/create-reply.ts";
import { editAnnotation } from "../../server/services/edit-annotation.ts";
import { editReply } from "../../server/services/edit-reply.ts";
import { getAnnotation } from "../../server/services/get-annotation.ts";
import { withdrawAnnotation } from "../../server/services/withdraw-annotation.ts";
import { withdrawReply } from "../../server/services/withdraw-reply.ts";
import { asActor, firstDraft, openForum, uuid, type TestForum } from "../support/forum.ts";

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
    const refused = createReply(forum.context, asActor(who), { annotation, ...support });
    await expect(refused).rejects.toMatchObject({ code });
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
