import { getSavedFilters, removeSavedFilter, saveFilter } from "../../../server/services/forum/saved-filters.ts";
import { asActor, firstDraft, openForum, uuid, type TestForum } from "../../support/forum.ts";

const [member, colleague] = [asActor("member"), asActor("colleague")];
const open = { filter: uuid(60), documentId: "opinion-5", name: "What is open", query: "dispositions=undecided" };

async function openWithView(): Promise<TestForum> {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  await saveFilter(forum.context, member, open);
  return forum;
}

test("rejects the public, and hides and protects a person's filters from others", async () => {
  const { context } = await openWithView();
  await expect(getSavedFilters(context, asActor("public"))).rejects.toMatchObject({ code: "not-signed-in" });
  await expect(saveFilter(context, asActor("public"), open)).rejects.toMatchObject({ code: "not-signed-in" });
  expect(await getSavedFilters(context, colleague)).toEqual([]);
  expect(await getSavedFilters(context, asActor("secretariat"))).toEqual([]);
  await expect(saveFilter(context, colleague, open)).rejects.toMatchObject({ code: "already-exists" });
  await expect(removeSavedFilter(context, colleague, open)).rejects.toMatchObject({ code: "not-found" });
});

test("saves, renames and removes a filter, and restores it under its id", async () => {
  const { context } = await openWithView();
  await saveFilter(context, member, { ...open, filter: uuid(61), name: "Academia", query: "groups=academia" });
  await saveFilter(context, member, { ...open, name: "Undecided" });
  expect((await getSavedFilters(context, member)).map(({ name, query }) => [name, query])).toEqual([
    ["Academia", "groups=academia"],
    ["Undecided", "dispositions=undecided"],
  ]);
  await removeSavedFilter(context, member, open);
  expect(await getSavedFilters(context, member)).toHaveLength(1);
  await saveFilter(context, member, open);
  expect(await getSavedFilters(context, member)).toHaveLength(2);
});

test("rejects a filter of an unknown document", async () => {
  const { context } = await openWithView();
  const nowhere = saveFilter(context, member, { ...open, documentId: "opinion-99" });
  await expect(nowhere).rejects.toMatchObject({ code: "not-found" });
});
