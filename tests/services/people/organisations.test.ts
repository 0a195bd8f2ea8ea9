import { getAnnotation } from "../../../server/services/annotations/present-annotation.ts";
import { confirmJoint, getJointRequests } from "../../../server/services/annotations/joint.ts";
import { getLibrary } from "../../../server/services/forum/library.ts";
import { undoChange } from "../../../server/services/forum/changes.ts";
import {
  addOrganisation,
  archiveOrganisation,
  changeOrganisation,
  changeOrganisations,
  getOrganisations,
  mergeOrganisations,
  restoreOrganisation,
} from "../../../server/services/people/organisations.ts";
import { addPerson, changePerson } from "../../../server/services/people/people.ts";
import { makeCircle } from "../../../server/services/people/circle.ts";
import { readSessionActor } from "../../../server/services/people/account.ts";
import { asActor, firstDraft, openForum, uuid, type TestForum } from "../../support/forum.ts";
import type { Actor } from "#core/access/permissions.ts";

const secretariat = asActor("secretariat");
const south = { id: "south", name: "Administration of South", shortName: "South", group: "member-state" };
const active = { state: "active", size: 50 } as const;

/** Opens a forum with a third organisation, South. */
async function openSouth(): Promise<TestForum> {
  const forum = await openForum();
  await addOrganisation(forum.context, secretariat, south);
  return forum;
}

/** Returns a person as an actor with their present rights. */
function actorNow({ context }: TestForum, participantId: string): Promise<Actor> {
  return context.store.read((reader) => readSessionActor(context, reader, { participantId }));
}

test("makes an unused id from the short name", async () => {
  const { context } = await openForum();
  const fields = { name: "Another North", shortName: "North (2)", group: "academia" };
  expect((await addOrganisation(context, secretariat, fields)).organisation.id).toBe("north-2");
  const unwritten = await addOrganisation(context, secretariat, { ...fields, name: "北", shortName: "北" });
  expect(unwritten.organisation.id).toBe("organisation");
  expect((await addOrganisation(context, secretariat, { ...fields, shortName: "“North”" })).organisation.id).toBe(
    "north-3",
  );
});

test("rejects a second organisation with the same short name, in any case", async () => {
  const { context } = await openForum();
  const added = addOrganisation(context, secretariat, { name: "N", shortName: "NORTH", group: "academia" });
  await expect(added).rejects.toMatchObject({ errors: [{ pointer: "/body/shortName", code: "short-name-in-use" }] });
});

test("finds organisations by beginnings of words of their names, without accents, one part at a time", async () => {
  const { context } = await openSouth();
  await changeOrganisation(context, secretariat, { organisation: "south", name: "Administración del Sur" });
  const search = async (text: string) =>
    (await getOrganisations(context, secretariat, { ...active, search: text })).items.map(({ id }) => id);
  expect(await search("del ADMINISTRACION")).toEqual(["south"]);
  expect(await search("ministracion")).toEqual([]);
  const { next } = await getOrganisations(context, secretariat, { ...active, size: 2 });
  const second = await getOrganisations(context, secretariat, { ...active, after: next ?? "", size: 2 });
  expect([second.items.map(({ id }) => id), second.next, second.total]).toEqual([["south"], null, 3]);
});

test("lists organisations by short name, in the order of a dictionary", async () => {
  const { context } = await openForum();
  for (const [id, shortName] of [
    ["one", "Zone"],
    ["two", "Élan"],
    ["three", "alpha"],
  ] as const)
    await addOrganisation(context, secretariat, { ...south, id, name: id, shortName });
  const { items } = await getOrganisations(context, secretariat, active);
  expect(items.map(({ shortName }) => shortName)).toEqual(["alpha", "Élan", "North", "Registry", "Zone"]);
});

test("shows the contact only to the secretariat", async () => {
  const { context } = await openSouth();
  await changeOrganisation(context, secretariat, { organisation: "south", contact: "The Registrar" });
  const { items } = await getOrganisations(context, secretariat, { ...active, search: "registrar" });
  expect(items).toMatchObject([{ id: "south", contact: "The Registrar" }]);
  expect(JSON.stringify(await getLibrary(context, asActor("member"), { size: 100 }))).not.toContain("Registrar");
});

test("archives only an organisation without active people, and restores it", async () => {
  const { context } = await openSouth();
  const north = archiveOrganisation(context, secretariat, { organisation: "north" });
  await expect(north).rejects.toMatchObject({ code: "in-use" });
  await archiveOrganisation(context, secretariat, { organisation: "south" });
  const person = { name: "Ana", email: null, organisationId: "south", role: "member" } as const;
  const added = addPerson(context, secretariat, person);
  await expect(added).rejects.toMatchObject({ errors: [{ code: "organisation-archived" }] });
  await restoreOrganisation(context, secretariat, { organisation: "south" });
  expect((await addPerson(context, secretariat, person)).person.organisation).toBe("South");
});

test("undoes the addition of an organisation only while nobody belongs to it", async () => {
  const { context } = await openForum();
  const { change } = await addOrganisation(context, secretariat, south);
  const moved = await changePerson(context, secretariat, { person: "observer", organisationId: "south" });
  const undone = undoChange(context, secretariat, { event: change ?? "" });
  await expect(undone).rejects.toMatchObject({ code: "in-use" });
  await undoChange(context, secretariat, { event: moved.change ?? "" });
  await undoChange(context, secretariat, { event: change ?? "" });
  expect((await getOrganisations(context, secretariat, active)).items.map(({ id }) => id)).toEqual([
    "north",
    "registry",
  ]);
});

describe("merging two organisations", () => {
  const merge = ({ context }: TestForum) =>
    mergeOrganisations(context, secretariat, { organisation: "north", into: "south" });

  test("moves the people and archives the merged one", async () => {
    const forum = await openSouth();
    expect((await merge(forum)).organisation).toMatchObject({ id: "south", people: 3 });
    const { items } = await getOrganisations(forum.context, secretariat, { ...active, state: "archived" });
    expect(items).toMatchObject([{ id: "north", mergedInto: "south" }]);
  });

  test("lets its people read on what was shared within it, and others of the new one only what is shared later", async () => {
    const forum = await openSouth();
    await forum.publish("1", firstDraft);
    let { annotation } = await forum.comment("member", { visibility: "organisation" });
    const person = { id: "ana", name: "Ana", email: null, organisationId: "south", role: "member" } as const;
    await addPerson(forum.context, secretariat, person);
    const reads = async (who: string): Promise<boolean> =>
      getAnnotation(forum.context, await actorNow(forum, who), { annotation: annotation.id }).then(
        () => true,
        () => false,
      );
    expect([await reads("colleague"), await reads("ana")]).toEqual([true, false]);
    await merge(forum);
    expect([await reads("colleague"), await reads("ana")]).toEqual([true, false]);
    annotation = (await forum.comment("member", { visibility: "organisation" })).annotation;
    expect([await reads("colleague"), await reads("ana"), await reads("other")]).toEqual([true, true, false]);
  });

  test("keeps the affiliation of earlier comments", async () => {
    const forum = await openSouth();
    await forum.publish("1", firstDraft);
    const { annotation } = await forum.comment("member");
    await merge(forum);
    const read = await getAnnotation(forum.context, asActor("public"), { annotation: annotation.id });
    expect(read.annotation.speaker.organisation?.shortName).toBe("North");
  });

  test("passes on requests to co-sign, which are signed under the new name", async () => {
    const forum = await openSouth();
    await forum.publish("1", firstDraft);
    const { annotation } = await forum.comment("other", { jointly: ["north"] });
    await merge(forum);
    const member = await actorNow(forum, "member");
    const [request] = await getJointRequests(forum.context, member);
    const revision = request!.annotation.revision;
    const signed = await confirmJoint(forum.context, member, { annotation: annotation.id, revision });
    expect(signed.annotation.speaker.jointly.map(({ shortName }) => shortName)).toEqual(["South"]);
    expect(signed.annotation.speaker.awaiting).toEqual([]);
  });

  test("keeps drafts shared with a circle readable", async () => {
    const forum = await openSouth();
    await forum.publish("1", firstDraft);
    const circle = { id: uuid(50), name: "Coast", organisationIds: ["north", "registry"] };
    await makeCircle(forum.context, asActor("coordinator"), circle);
    const { annotation } = await forum.comment("other", { visibility: "circle", circle: circle.id });
    await merge(forum);
    const member = await actorNow(forum, "member");
    const read = await getAnnotation(forum.context, member, { annotation: annotation.id });
    expect(read.annotation.id).toBe(annotation.id);
  });

  test("is undone in one step", async () => {
    const forum = await openSouth();
    const { change } = await merge(forum);
    await undoChange(forum.context, secretariat, { event: change ?? "" });
    expect(await actorNow(forum, "member")).toEqual(asActor("member"));
    const { items } = await getOrganisations(forum.context, secretariat, active);
    expect(items.map(({ id, people, absorbed }) => [id, people, absorbed])).toEqual([
      ["north", 3, undefined],
      ["registry", 1, undefined],
      ["south", 0, undefined],
    ]);
  });

  test("is refused into itself, an archived or an unknown organisation, or twice", async () => {
    const forum = await openSouth();
    const into = (organisation: string) =>
      mergeOrganisations(forum.context, secretariat, { organisation: "north", into: organisation });
    await expect(into("north")).rejects.toMatchObject({ code: "invalid-request" });
    await expect(into("nowhere")).rejects.toMatchObject({ code: "invalid-request" });
    await merge(forum);
    await expect(into("registry")).rejects.toMatchObject({ code: "wrong-state" });
  });
});

describe("several organisations", () => {
  test("change their group and are archived in one act, undone in one step", async () => {
    const { context } = await openSouth();
    await addOrganisation(context, secretariat, { ...south, id: "west", shortName: "West" });
    const input = { organisations: ["south", "west"], group: "academia", isArchived: true };
    const { organisations, change } = await changeOrganisations(context, secretariat, input);
    expect(organisations).toMatchObject([
      { id: "south", group: "academia", archivedAt: expect.any(String) as string },
      { id: "west", group: "academia", archivedAt: expect.any(String) as string },
    ]);
    await undoChange(context, secretariat, { event: change ?? "" });
    const { items } = await getOrganisations(context, secretariat, { ...active, group: "member-state" });
    expect(items.map(({ id }) => id)).toEqual(["north", "south", "west"]);
  });

  test.each([
    ["one of them is unknown", { organisations: ["south", "nowhere"], group: "academia" }, "not-found"],
    ["one of them has people", { organisations: ["south", "north"], isArchived: true }, "in-use"],
    ["the group is unknown", { organisations: ["south"], group: "kings" }, "invalid-request"],
  ])("stay as they are if %s", async (_what, input, code) => {
    const { context } = await openSouth();
    await expect(changeOrganisations(context, secretariat, input)).rejects.toMatchObject({ code });
    const { items } = await getOrganisations(context, secretariat, { ...active, group: "member-state" });
    expect(items.map(({ id }) => id)).toEqual(["north", "south"]);
  });

  test("are not restored together under the same short name", async () => {
    const { context } = await openSouth();
    await archiveOrganisation(context, secretariat, { organisation: "south" });
    await addOrganisation(context, secretariat, { ...south, id: "south-2" });
    await archiveOrganisation(context, secretariat, { organisation: "south-2" });
    const both = { organisations: ["south", "south-2"], isArchived: false };
    await expect(changeOrganisations(context, secretariat, both)).rejects.toMatchObject({
      errors: [{ code: "short-name-in-use" }],
    });
  });
});
