import { createReply } from "../../../server/services/annotations/reply.ts";
import { getMentions } from "../../../server/services/annotations/mentions.ts";
import { withdrawAnnotation } from "../../../server/services/annotations/standing.ts";
import { asActor, firstDraft, openForum, uuid, type TestForum } from "../../support/forum.ts";

async function openDraft(): Promise<TestForum> {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  return forum;
}

const mentionsOf = async ({ context }: TestForum, who: string): Promise<string[]> =>
  (await getMentions(context, asActor(who))).map(({ annotation }) => annotation.text);

test("asks the public to sign in", async () => {
  const { context } = await openDraft();
  await expect(getMentions(context, asActor("public"))).rejects.toMatchObject({ code: "not-signed-in" });
});

test("lists comments that mention a person, also in a reply, latest first, only to them", async () => {
  const forum = await openDraft();
  await forum.comment("member", { text: "Ask @The other, please." });
  const { annotation } = await forum.comment("member", { text: "A second remark." });
  await createReply(forum.context, asActor("chair"), {
    annotation: annotation.id,
    id: uuid(70),
    text: "@The other will know.",
    position: null,
    capacity: "chair",
  });
  expect(await mentionsOf(forum, "other")).toEqual(["A second remark.", "Ask @The other, please."]);
  expect(await mentionsOf(forum, "member")).toEqual([]);
});

test("omits unreadable drafts, withdrawn comments and mentions of oneself", async () => {
  const forum = await openDraft();
  await forum.comment("member", { text: "A draft for @The other.", visibility: "organisation" });
  const { annotation } = await forum.comment("member", { text: "Taken back, @The other." });
  await withdrawAnnotation(forum.context, asActor("member"), { annotation: annotation.id, reason: "" });
  await forum.comment("other", { text: "I, @The other, say so." });
  expect(await mentionsOf(forum, "other")).toEqual([]);
});
