import { undoChange } from "../../../server/services/forum/changes.ts";
import { addGroup, changeGroup, getGroups, mergeGroup, removeGroup } from "../../../server/services/people/groups.ts";
import { addOrganisation, getOrganisations } from "../../../server/services/people/organisations.ts";
import { asActor, firstDraft, openForum, type TestForum } from "../../support/forum.ts";

const secretariat = asActor("secretariat");
const colour = { light: "#123456", dark: "#abcdef" };
const everything = { state: "all", size: 100 } as const;

const ids = async ({ context }: TestForum): Promise<string[]> =>
  (await getGroups(context, secretariat)).map(({ id }) => id);

test("counts the organisations of a group, and the people without one", async () => {
  const { context } = await openForum();
  const groups = await getGroups(context, secretariat);
  expect(groups.find(({ id }) => id === "member-state")).toMatchObject({ organisations: 1, people: 0 });
  expect(groups.find(({ id }) => id === "other")).toMatchObject({ organisations: 0, people: 3 });
});

test("adds a group at the end, with an id made from its name", async () => {
  const forum = await openForum();
  await addGroup(forum.context, secretariat, { name: "Industrie légère", colour });
  expect((await ids(forum)).at(-1)).toBe("industrie-legere");
});

test("renames, recolours and moves a group", async () => {
  const forum = await openForum();
  const input = { group: "academia", name: "Universities", colour, position: 1 };
  const { groups } = await changeGroup(forum.context, secretariat, input);
  expect(groups[0]).toMatchObject({ id: "academia", name: "Universities", colour });
});

test("deletes only a group that is not in use", async () => {
  const forum = await openForum();
  await removeGroup(forum.context, secretariat, { group: "academia" });
  expect(await ids(forum)).not.toContain("academia");
  const used = removeGroup(forum.context, secretariat, { group: "member-state" });
  await expect(used).rejects.toMatchObject({ code: "in-use" });
});

test("moves the members of a merged group, and undoes it in one step", async () => {
  const forum = await openForum();
  const { context } = forum;
  const { change } = await mergeGroup(context, secretariat, { group: "member-state", into: "academia" });
  const groupOf = async (): Promise<string | undefined> =>
    (await getOrganisations(context, secretariat, everything)).items.find(({ id }) => id === "north")?.group;
  expect(await groupOf()).toBe("academia");
  expect(await ids(forum)).not.toContain("member-state");
  await undoChange(context, secretariat, { event: change ?? "" });
  expect(await groupOf()).toBe("member-state");
  expect(await ids(forum)).toContain("member-state");
});

test("keeps a merged group for the comments made under it, but nobody can join it", async () => {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  await forum.comment("member");
  await mergeGroup(forum.context, secretariat, { group: "member-state", into: "academia" });
  const groups = await getGroups(forum.context, secretariat);
  expect(groups.find(({ id }) => id === "member-state")).toMatchObject({ mergedInto: "academia", hasComments: true });
  const joined = addOrganisation(forum.context, secretariat, { name: "S", shortName: "S", group: "member-state" });
  await expect(joined).rejects.toMatchObject({ code: "invalid-request" });
});
