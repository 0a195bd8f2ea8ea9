import { getOccurrences, getTargetHits } from "../../../server/services/annotations/placement.ts";
import { asActor, firstDraft, openForum, secondDraft, type TestForum } from "../../support/forum.ts";

async function openDrafts(): Promise<TestForum> {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  await forum.publish("2", secondDraft);
  return forum;
}

test("rejects a phrase search by the public in a closed forum", async () => {
  const forum = await openForum({ audience: "participants" });
  await forum.publish("1", firstDraft);
  const refused = getOccurrences(forum.context, asActor("public"), { version: "opinion-5@1", phrase: "that" });
  await expect(refused).rejects.toMatchObject({ code: "not-signed-in" });
});

test("does not find another person's private draft", async () => {
  const forum = await openDrafts();
  const { annotation } = await forum.comment("member", { visibility: "private" });
  const input = { annotation: annotation.id, version: "opinion-5@2" };
  await expect(getTargetHits(forum.context, asActor("other"), input, null)).rejects.toMatchObject({
    code: "not-found",
  });
});

test("follows a comment's targets into a later draft, but not on its own draft", async () => {
  const forum = await openDrafts();
  const everybody = asActor("public");
  const targets = await getOccurrences(forum.context, everybody, { version: "opinion-5@1", phrase: "meetings" });
  const { annotation } = await forum.comment("member", { targets });
  const { hits } = await getTargetHits(
    forum.context,
    everybody,
    { annotation: annotation.id, version: "opinion-5@2" },
    null,
  );
  expect(hits.map(({ outcome }) => outcome)).toEqual(["stands", "gone"]);
  const home = getTargetHits(forum.context, everybody, { annotation: annotation.id, version: "opinion-5@1" }, null);
  await expect(home).rejects.toMatchObject({ code: "not-found" });
});
