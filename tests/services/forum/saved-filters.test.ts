import { getViews, removeView, saveView } from "../../../server/services/forum/saved-filters.ts";
import { asActor, firstDraft, openForum, uuid, type TestForum } from "../../support/forum.ts";

const [member, colleague] = [asActor("member"), asActor("colleague")];
const open = { view: uuid(60), documentId: "opinion-5", name: "What is open", query: "dispositions=undecided" };

async function openWithView(): Promise<TestForum> {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  await saveView(forum.context, member, open);
  return forum;
}

test("rejects the public, and hides and protects a person's filters from others", async () => {
  const { context } = await openWithView();
  await expect(getViews(context, asActor("public"))).rejects.toMatchObject({ code: "not-signed-in" });
  await expect(saveView(context, asActor("public"), open)).rejects.toMatchObject({ code: "not-signed-in" });
  expect(await getViews(context, colleague)).toEqual([]);
  expect(await getViews(context, asActor("secretariat"))).toEqual([]);
  await expect(saveView(context, colleague, open)).rejects.toMatchObject({ code: "already-exists" });
  await expect(removeView(context, colleague, open)).rejects.toMatchObject({ code: "not-found" });
});

test("saves, renames and removes a filter, and restores it under its id", async () => {
  const { context } = await openWithView();
  await saveView(context, member, { ...open, view: uuid(61), name: "Academia", query: "groups=academia" });
  await saveView(context, member, { ...open, name: "Undecided" });
  expect((await getViews(context, member)).map(({ name, query }) => [name, query])).toEqual([
    ["Academia", "groups=academia"],
    ["Undecided", "dispositions=undecided"],
  ]);
  await removeView(context, member, open);
  expect(await getViews(context, member)).toHaveLength(1);
  await saveView(context, member, open);
  expect(await getViews(context, member)).toHaveLength(2);
});

test("rejects a filter of an unknown document", async () => {
  const { context } = await openWithView();
  const nowhere = saveView(context, member, { ...open, documentId: "opinion-99" });
  await expect(nowhere).rejects.toMatchObject({ code: "not-found" });
});
