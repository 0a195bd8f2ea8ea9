import { getAnnotation } from "../../../server/services/annotations/present-annotation.ts";
import { undoChange } from "../../../server/services/forum/changes.ts";
import {
  acceptDeputy,
  actAsDeputy,
  appointDeputy,
  getDeputies,
  revokeDeputy,
} from "../../../server/services/people/deputies.ts";
import { addPerson, deactivatePerson } from "../../../server/services/people/people.ts";
import { resolveSession } from "../../../server/services/people/sign-in.ts";
import { asActor, firstDraft, openForum, uuid, type TestForum } from "../../support/forum.ts";
import { openServer, type TestServer } from "../../http/server.ts";

const secretariat = asActor("secretariat");
const member = asActor("member");
/** The clock of a test forum shows 6 February 2013. */
const ofMember = { principal: "member", deputy: "other", until: "2013-02-06" };
const current = { state: "current", size: 50 } as const;

const propose = ({ context }: TestForum) => appointDeputy(context, secretariat, ofMember);

test("a person's own deputy is in force at once", async () => {
  const { context } = await openForum();
  const { deputy } = await appointDeputy(context, member, ofMember);
  expect(deputy).toMatchObject({ principal: "The member", deputy: "The other", isInForce: true });
});

test("a deputy whom the secretariat proposes is in force only when the person accepts", async () => {
  const forum = await openForum();
  const { deputy } = await propose(forum);
  expect(deputy).toMatchObject({ isInForce: false, may: { accept: false, revoke: true, act: false } });
  const byDeputy = acceptDeputy(forum.context, asActor("other"), { deputy: deputy.id });
  await expect(byDeputy).rejects.toMatchObject({ code: "not-allowed" });
  const bySecretariat = acceptDeputy(forum.context, secretariat, { deputy: deputy.id });
  await expect(bySecretariat).rejects.toMatchObject({ code: "not-allowed" });
  expect((await acceptDeputy(forum.context, member, { deputy: deputy.id })).deputy.isInForce).toBe(true);
});

test.each([
  ["oneself", { deputy: "member" }, "deputy-of-oneself"],
  ["an unknown person", { deputy: "nobody" }, "participant-unknown"],
  ["an end in the past", { until: "2013-02-05" }, "date-in-the-past"],
])("rejects a deputy with %s", async (_what, fields, code) => {
  const { context } = await openForum();
  const refused = appointDeputy(context, member, { ...ofMember, ...fields });
  await expect(refused).rejects.toMatchObject({ errors: [{ code }] });
});

test("the last day of a deputy is a day in the forum's zone", async () => {
  // In Kiritimati it is already 7 February, and in Honolulu still the 5th.
  const early = await openForum({ timeZone: "Pacific/Kiritimati" });
  const context = { ...early.context, now: () => new Date("2013-02-06T11:00:00Z") };
  await expect(appointDeputy(context, member, ofMember)).rejects.toMatchObject({
    errors: [{ code: "date-in-the-past" }],
  });
  const late = await openForum({ timeZone: "Pacific/Honolulu" });
  const yesterday = { ...ofMember, until: "2013-02-05" };
  expect((await appointDeputy(late.context, member, yesterday)).deputy.isInForce).toBe(true);
});

test("rejects a deputy for another person, and the same one twice", async () => {
  const { context } = await openForum();
  const forOther = appointDeputy(context, asActor("colleague"), ofMember);
  await expect(forOther).rejects.toMatchObject({ code: "not-allowed" });
  await appointDeputy(context, member, ofMember);
  await expect(appointDeputy(context, member, ofMember)).rejects.toMatchObject({ code: "already-exists" });
});

test("is known only to the two people and the secretariat", async () => {
  const { context } = await openForum();
  await appointDeputy(context, member, ofMember);
  const known = async (who: string) => (await getDeputies(context, asActor(who), current)).total;
  expect([await known("member"), await known("other"), await known("secretariat")]).toEqual([1, 1, 1]);
  expect([await known("colleague"), await known("chair")]).toEqual([0, 0]);
  const ofPerson = async (who: string, person: string) =>
    (await getDeputies(context, asActor(who), { ...current, person })).total;
  expect([await ofPerson("secretariat", "other"), await ofPerson("secretariat", "chair")]).toEqual([1, 0]);
  expect([await ofPerson("member", "other"), await ofPerson("colleague", "other")]).toEqual([1, 0]);
});

test("the secretariat sees all of them in parts, by the person who is represented", async () => {
  const { context } = await openForum();
  for (const [principal, deputy] of [
    ["other", "member"],
    ["member", "other"],
    ["chair", "member"],
  ] as const)
    await appointDeputy(context, secretariat, { principal, deputy, until: null });
  const first = await getDeputies(context, secretariat, { ...current, size: 2 });
  const rest = await getDeputies(context, secretariat, { ...current, size: 2, after: first.next ?? "" });
  const principals = [first, rest].map(({ items }) => items.map(({ principalId }) => principalId));
  expect([principals, rest.next]).toEqual([[["chair", "member"], ["other"]], null]);
});

test("the secretariat cannot undo the end of a deputy's rights", async () => {
  const { context } = await openForum();
  const { deputy } = await appointDeputy(context, member, ofMember);
  const { change } = await revokeDeputy(context, member, { deputy: deputy.id });
  const undone = undoChange(context, secretariat, { event: change ?? "" });
  await expect(undone).rejects.toMatchObject({ code: "not-allowed" });
  await undoChange(context, member, { event: change ?? "" });
  expect((await getDeputies(context, member, current)).items).toMatchObject([{ isInForce: true }]);
});

describe("acting as a deputy", () => {
  /** Opens a server on which the other is the member's deputy, and acts for them. */
  async function openActing(): Promise<TestServer & { deputy: string }> {
    const server = await openServer();
    await server.forum.publish("1", firstDraft);
    const { deputy } = await appointDeputy(server.forum.context, member, { ...ofMember, until: null });
    await server.request("other", "post", "/api/deputies/act").send({ principal: "member" }).expect(204);
    return { ...server, deputy: deputy.id };
  }
  const comment = {
    ...{ id: uuid(1), kind: "comment", type: "general", targets: [{ kind: "document" }], text: "A remark." },
    ...{ operations: [], visibility: "private", capacity: "organisation", jointly: [] },
  };

  test("gives the rights of the person, and shows both names", async () => {
    const { request, forum } = await openActing();
    const { annotation } = await forum.comment("member", { visibility: "private", id: uuid(2) });
    await request("other", "get", `/api/annotations/${annotation.id}`).expect(200);
    const me = await request("other", "get", "/api/me").expect(200);
    expect(me.body).toMatchObject({ participant: { id: "member" }, deputy: { id: "other", name: "The other" } });
  });

  test("records both people with each act", async () => {
    const { request, forum } = await openActing();
    await request("other", "post", "/api/versions/opinion-5@1/annotations").send(comment).expect(201);
    const last = await forum.context.store.read(async (reader) =>
      reader.events({ after: (await reader.lastEvent()) - 1, limit: 1 }),
    );
    expect(last).toMatchObject([{ kind: "annotation-created", actor: "member", deputy: "other" }]);
    const { annotation } = await getAnnotation(forum.context, member, { annotation: comment.id });
    expect(annotation.speaker.participantId).toBe("member");
  });

  test.each([
    ["an invitation", "newcomer/invitation", "invitation-mailed"],
    ["the recovery of an account", "colleague/recovery", "access-recovered"],
  ])("records both people with %s", async (_act, path, kind) => {
    const { request, forum } = await openServer({ services: { mailReaches: true } });
    await appointDeputy(forum.context, secretariat, { ...ofMember, principal: "secretariat", until: null });
    const newcomer = { id: "newcomer", name: "The newcomer", email: "newcomer@example.org", organisationId: null };
    await addPerson(forum.context, secretariat, { ...newcomer, group: "other", role: "observer" });
    await request("other", "post", "/api/deputies/act").send({ principal: "secretariat" }).expect(204);
    await request("other", "post", `/api/participants/${path}`).expect((response) => expect(response.ok).toBe(true));
    const last = await forum.context.store.read(async (reader) =>
      reader.events({ after: (await reader.lastEvent()) - 1, limit: 1 }),
    );
    expect(last).toMatchObject([{ kind, actor: "secretariat", deputy: "other" }]);
  });

  test("ends when the right is revoked, when the person is deactivated, and on request", async () => {
    const { forum, sessionOf, request, deputy } = await openActing();
    const { context } = forum;
    const actor = async () => (await resolveSession(context, sessionOf("other"))).participantId;
    expect(await actor()).toBe("member");
    const { change } = await deactivatePerson(context, secretariat, { person: "member" });
    expect(await actor()).toBe("other");
    await undoChange(context, secretariat, { event: change ?? "" });
    expect(await actor()).toBe("member");
    await request("other", "post", "/api/deputies/act").send({ principal: null }).expect(204);
    expect(await actor()).toBe("other");
    await request("other", "post", "/api/deputies/act").send({ principal: "member" }).expect(204);
    await request("other", "post", `/api/deputies/${deputy}/revoke`).expect(200);
    expect(await actor()).toBe("other");
  });

  test("ends after the last day", async () => {
    const { context } = await openForum();
    const { deputy } = await appointDeputy(context, member, ofMember);
    const later = { ...context, now: () => new Date("2013-02-07T00:00:00Z") };
    const { items } = await getDeputies(later, member, { ...current, state: "all" });
    expect(items).toMatchObject([{ id: deputy.id, isInForce: false }]);
  });

  test("does not let a deputy choose deputies", async () => {
    const { request } = await openActing();
    const body = { principal: "member", deputy: "observer" };
    await request("other", "post", "/api/deputies").send(body).expect(403);
  });

  test("is refused to those who are no deputies", async () => {
    const { request } = await openActing();
    await request("colleague", "post", "/api/deputies/act").send({ principal: "member" }).expect(404);
  });

  test("needs a session", async () => {
    const { context } = await openForum();
    const act = actAsDeputy(context, member, { principal: "member", session: null });
    await expect(act).rejects.toMatchObject({ code: "not-signed-in" });
  });
});
