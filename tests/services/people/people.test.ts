import { KeptParticipant } from "#core/access/kept-people.ts";
import { undoChange } from "../../../server/services/forum/changes.ts";
import { getParticipants } from "../../../server/services/people/participant.ts";
import {
  addPerson,
  changePeople,
  changePerson,
  deactivatePerson,
  getPeople,
  reactivatePerson,
} from "../../../server/services/people/people.ts";
import { readSessionActor } from "../../../server/services/people/account.ts";
import { createLink, invite, signIn, resolveSession } from "../../../server/services/people/sign-in.ts";
import { asActor, firstDraft, openForum } from "../../support/forum.ts";
import { participants } from "../../support/people.ts";

const secretariat = asActor("secretariat");
const active = { state: "active", size: 50 } as const;
const ana = { name: "Ana Vaipulu", email: "ana@example.org", organisationId: "north", role: "member" } as const;

test("reading a person stored before adds no field to them", () => {
  expect(participants.map((person) => KeptParticipant.parse(person))).toEqual(participants);
});

test("adds a person with an id made from the name and the group of the organisation", async () => {
  const { context } = await openForum();
  const { person } = await addPerson(context, secretariat, ana);
  expect(person).toMatchObject({ id: "ana-vaipulu", group: "member-state", organisation: "North" });
});

test.each([
  ["an address in use, in another case", { email: "Member@Example.org" }, "email-in-use"],
  ["an unknown organisation", { organisationId: "nowhere" }, "organisation-unknown"],
  ["the role of the public", { role: "public" as const }, "role-not-given"],
  ["an unknown group", { group: "nobody", organisationId: null }, "group-unknown"],
])("rejects a person with %s", async (_what, fields, code) => {
  const { context } = await openForum();
  const added = addPerson(context, secretariat, { ...ana, ...fields });
  await expect(added).rejects.toMatchObject({ code: "invalid-request", errors: [{ code }] });
});

test("frees the address of a deactivated person", async () => {
  const { context } = await openForum();
  await deactivatePerson(context, secretariat, { person: "member" });
  const { person } = await addPerson(context, secretariat, { ...ana, email: "member@example.org" });
  expect(person.email).toBe("member@example.org");
  const back = reactivatePerson(context, secretariat, { person: "member" });
  await expect(back).rejects.toMatchObject({ errors: [{ code: "email-in-use" }] });
});

test("finds people by name, address and organisation, and filters by role", async () => {
  const { context } = await openForum();
  const found = async (filter: object) =>
    (await getPeople(context, secretariat, { ...active, ...filter })).items.map(({ id }) => id);
  expect(await found({ search: "NORTH" })).toEqual(["colleague", "coordinator", "member"]);
  expect(await found({ search: "other@" })).toEqual(["other"]);
  expect(await found({ role: "chair" })).toEqual(["chair"]);
  expect(await found({ organisation: "none" })).toEqual(["chair", "observer", "secretariat"]);
});

test("ends the access of a deactivated person at once, and lets them sign in again", async () => {
  const { context } = await openForum();
  const { session } = await signIn(context, asActor("public"), await createLink(context, { participant: "member" }));
  const later = await createLink(context, { participant: "member" });
  await deactivatePerson(context, secretariat, { person: "member" });
  expect((await resolveSession(context, session)).participantId).toBeNull();
  await expect(signIn(context, asActor("public"), later)).rejects.toMatchObject({ code: "link-not-valid" });
  const again = invite(context, secretariat, { participant: "member" });
  await expect(again).rejects.toMatchObject({ code: "wrong-state" });
  const { items } = await getParticipants(context, asActor("chair"), { size: 50 });
  expect(items.map(({ id }) => id)).not.toContain("member");
  await reactivatePerson(context, secretariat, { person: "member" });
  expect((await resolveSession(context, session)).participantId).toBeNull();
  const entered = await signIn(context, asActor("public"), await createLink(context, { participant: "member" }));
  expect((await resolveSession(context, entered.session)).participantId).toBe("member");
});

test("a change of role and organisation takes effect with the next request of the same session", async () => {
  const { context } = await openForum();
  const { session } = await signIn(context, asActor("public"), await createLink(context, { participant: "member" }));
  await changePerson(context, secretariat, { person: "member", role: "coordinator", organisationId: "registry" });
  const actor = await context.store.read((reader) => readSessionActor(context, reader, { participantId: "member" }));
  expect(actor).toEqual({ participantId: "member", organisationId: "registry", role: "coordinator" });
  expect(await resolveSession(context, session)).toEqual(actor);
});

test("the last member of the secretariat can be neither deactivated nor given another role", async () => {
  const { context } = await openForum();
  const gone = deactivatePerson(context, secretariat, { person: "secretariat" });
  await expect(gone).rejects.toMatchObject({ code: "last-secretariat" });
  const other = changePeople(context, secretariat, { people: ["member", "secretariat"], role: "chair" });
  await expect(other).rejects.toMatchObject({ code: "last-secretariat" });
  await changePerson(context, secretariat, { person: "chair", role: "secretariat" });
  expect((await deactivatePerson(context, secretariat, { person: "secretariat" })).person.deactivatedAt).toBeDefined();
});

test("does not undo a change that leaves nobody in the secretariat", async () => {
  const { context } = await openForum();
  const { change } = await changePerson(context, secretariat, { person: "chair", role: "secretariat" });
  await deactivatePerson(context, secretariat, { person: "secretariat" });
  const undone = undoChange(context, secretariat, { event: change ?? "" });
  await expect(undone).rejects.toMatchObject({ code: "last-secretariat" });
});

test("changes several people in one act, and undoes it in one step", async () => {
  const { context } = await openForum();
  const input = { people: ["member", "colleague"], organisationId: "registry", isActive: false };
  const { people, change } = await changePeople(context, secretariat, input);
  expect(people.map(({ organisation }) => organisation)).toEqual(["Registry", "Registry"]);
  await undoChange(context, secretariat, { event: change ?? "" });
  const { items } = await getPeople(context, secretariat, { ...active, organisation: "north" });
  expect(items.map(({ id }) => id)).toEqual(["colleague", "coordinator", "member"]);
});

test("changes nobody if one of them is unknown", async () => {
  const { context } = await openForum();
  const changed = changePeople(context, secretariat, { people: ["member", "nobody"], role: "observer" });
  await expect(changed).rejects.toMatchObject({ code: "not-found" });
  expect((await getPeople(context, secretariat, { ...active, role: "observer" })).total).toBe(1);
});

test("undoes the addition of a person only until they comment", async () => {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  const { change } = await addPerson(forum.context, secretariat, { ...ana, id: "ana" });
  const undone = await undoChange(forum.context, secretariat, { event: change ?? "" });
  expect((await getPeople(forum.context, secretariat, { ...active, search: "ana@" })).total).toBe(0);
  await undoChange(forum.context, secretariat, { event: undone.change ?? "" });
  expect((await getPeople(forum.context, secretariat, { ...active, search: "ana@" })).total).toBe(1);
});
