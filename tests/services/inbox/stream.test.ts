import { createReply } from "../../../server/services/annotations/reply.ts";
import { followNotifications } from "../../../server/services/inbox/stream.ts";
import { asActor, firstDraft, openForum, type TestForum, uuid } from "../../support/forum.ts";

/** Opens a forum in which a person's stream is open, and returns the kinds of events that it delivered. */
async function following(who: string): Promise<{ forum: TestForum; heard: () => Promise<string[]> }> {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  await forum.comment("member", { id: uuid(1) });
  const kinds: string[] = [];
  const stream = await followNotifications(forum.context, asActor(who), { after: null }, ({ kind }) => {
    kinds.push(kind);
  });
  const heard = async (): Promise<string[]> => {
    await stream.caughtUp();
    return kinds;
  };
  return { forum, heard };
}

const reply = ({ context }: TestForum, by: string): Promise<unknown> =>
  createReply(context, asActor(by), { annotation: uuid(1), id: uuid(2), text: "I agree.", position: null });

test("delivers a reply to the author of the comment, and nothing about their own acts", async () => {
  const { forum, heard } = await following("member");
  await forum.comment("member", { id: uuid(3) });
  await reply(forum, "other");
  expect(await heard()).toEqual(["reply-created"]);
});

test("delivers nothing of which the reader is not notified, although they may read it", async () => {
  const { forum, heard } = await following("observer");
  await reply(forum, "other");
  expect(await heard()).toEqual([]);
});

test("delivers nothing that the reader may not know", async () => {
  const { forum, heard } = await following("member");
  await forum.comment("other", { id: uuid(4), text: "Not yet for @The member.", visibility: "private" });
  expect(await heard()).toEqual([]);
});

test("is for signed-in people", async () => {
  await expect(following("public")).rejects.toMatchObject({ code: "not-signed-in" });
});
