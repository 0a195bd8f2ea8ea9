import type { Actor } from "#core/access/permissions.ts";
import type { Forum } from "../../../server/core/access/forum.ts";
import { announce, sendAnnouncements } from "../../../server/services/announcements/announcement.ts";
import { getAnswers } from "../../../server/services/announcements/answers.ts";
import { signOn } from "../../../server/services/annotations/joint.ts";
import { withdrawAnnotation } from "../../../server/services/annotations/standing.ts";
import { getNotifications } from "../../../server/services/inbox/notifications.ts";
import { mergeOrganisations, addOrganisation } from "../../../server/services/people/organisations.ts";
import { setConsultation } from "../../../server/services/publication/consultation.ts";
import { asActor, firstDraft, openForum, type TestForum, uuid } from "../../support/forum.ts";

const [secretariat, chair] = [asActor("secretariat"), asActor("chair")];
const version = "opinion-5@1";
const reminder = { to: { kind: "not-answered", version }, subject: "Please answer", text: "Until Friday." } as const;

async function openWithDraft(forum: Partial<Forum> = {}): Promise<TestForum> {
  const opened = await openForum(forum);
  await opened.publish("1", firstDraft);
  return opened;
}

/** Returns the answer of each organisation, as "North: answered 2". */
async function answersIn({ context }: TestForum, actor: Actor = secretariat): Promise<string[]> {
  const { answers } = await getAnswers(context, actor, { version });
  return answers.map(({ organisation, state, comments }) => `${organisation.shortName}: ${state} ${String(comments)}`);
}

test("an organisation has answered once it submitted a comment, alone or with others", async () => {
  const forum = await openWithDraft();
  expect(await answersIn(forum)).toEqual(["North: none 0", "Registry: none 0"]);
  await forum.comment("member", { id: uuid(1) });
  await forum.comment("member", { id: uuid(2) });
  expect(await answersIn(forum)).toEqual(["North: answered 2", "Registry: none 0"]);
  await signOn(forum.context, asActor("other"), { annotation: uuid(2), revision: await forum.revision(uuid(2)) });
  expect(await answersIn(forum)).toEqual(["North: answered 2", "Registry: answered 1"]);
});

test("a comment on the draft in another language is an answer too, one on another draft is not", async () => {
  const forum = await openWithDraft();
  await forum.publish("1", firstDraft.replace("Taking part", "Participer"), { language: "fr" });
  await forum.publish("2", firstDraft);
  await forum.comment("member", { version: "opinion-5@1:fr" });
  await forum.comment("other", { version: "opinion-5@2" });
  const { answers } = await getAnswers(forum.context, secretariat, { version: "opinion-5@1:en" });
  expect(answers.map(({ state }) => state)).toEqual(["answered", "none"]);
});

test("a withdrawn comment is no answer", async () => {
  const forum = await openWithDraft();
  await forum.comment("member", { id: uuid(1) });
  await withdrawAnnotation(forum.context, asActor("member"), { annotation: uuid(1), reason: "" });
  expect(await answersIn(forum)).toEqual(["North: none 0", "Registry: none 0"]);
});

test("the answers of a merged organisation are those of the one that it became", async () => {
  const forum = await openWithDraft();
  await forum.comment("other");
  const south = { id: "south", name: "South", shortName: "South", group: "member-state" };
  await addOrganisation(forum.context, secretariat, south);
  await mergeOrganisations(forum.context, secretariat, { organisation: "registry", into: "south" });
  expect(await answersIn(forum)).toEqual(["North: none 0", "South: answered 1"]);
});

test.each(["private", "organisation", "clearance"] as const)(
  "a draft (%s) that the secretariat may not know of does not show",
  async (visibility) => {
    const forum = await openWithDraft();
    await forum.comment(visibility === "clearance" ? "coordinator" : "member", { visibility });
    for (const who of [secretariat, chair])
      expect(await answersIn(forum, who)).toEqual(["North: none 0", "Registry: none 0"]);
  },
);

test("a draft shows as such to a chair of the organisation that may read it", async () => {
  const forum = await openWithDraft();
  await forum.comment("member", { visibility: "organisation" });
  expect(await answersIn(forum, { ...chair, organisationId: "north" })).toEqual([
    "North: drafting 0",
    "Registry: none 0",
  ]);
});

test("a blind consultation hides its answers from everybody but the secretariat and the chair", async () => {
  const forum = await openWithDraft();
  const period = { opensAt: "2013-02-01T00:00:00Z", closesAt: "2013-03-01T00:00:00Z", blind: true };
  await setConsultation(forum.context, secretariat, { version, revision: 0, ...period });
  await forum.comment("member");
  expect(await answersIn(forum, chair)).toEqual(["North: answered 1", "Registry: none 0"]);
  for (const who of ["member", "coordinator", "observer"])
    await expect(answersIn(forum, asActor(who))).rejects.toMatchObject({ code: "not-allowed" });
});

test("if sources are hidden, the chair neither sees who has answered nor reminds the others", async () => {
  const forum = await openWithDraft({ sources: "hidden" });
  await expect(answersIn(forum, chair)).rejects.toMatchObject({ code: "not-allowed" });
  await expect(announce(forum.context, chair, reminder)).rejects.toMatchObject({ code: "not-allowed" });
  expect(await answersIn(forum)).toEqual(["North: none 0", "Registry: none 0"]);
});

test("a reminder reaches the people of the organisations that have not answered", async () => {
  const forum = await openWithDraft();
  await forum.comment("member");
  await announce(forum.context, chair, reminder);
  await sendAnnouncements({ store: forum.context.store, now: () => new Date("2013-02-07T00:00:00Z") });
  const countOf = async (who: string): Promise<number> =>
    (await getNotifications(forum.context, asActor(who), { state: "unread", size: 9 })).items.length;
  expect(await Promise.all(["other", "member", "coordinator", "observer"].map(countOf))).toEqual([1, 0, 0, 0]);
});

test("a reminder is refused if all have answered", async () => {
  const forum = await openWithDraft();
  await forum.comment("member");
  await forum.comment("other");
  await expect(announce(forum.context, chair, reminder)).rejects.toMatchObject({
    errors: [{ code: "all-answered" }],
  });
});
