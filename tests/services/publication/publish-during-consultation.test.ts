import type { Actor } from "../../../server/core/access/permissions.ts";
import type { ConsultationChoice } from "../../../server/core/outcome/consultation.ts";
import { getAnnotations } from "../../../server/services/annotations/annotation-pages.ts";
import { getDocument } from "../../../server/services/forum/document.ts";
import { getEvents } from "../../../server/services/forum/events.ts";
import {
  callOffConsultation,
  closeConsultations,
  setConsultation,
  undoConsultation,
} from "../../../server/services/publication/consultation.ts";
import { publishVersion } from "../../../server/services/publication/publication.ts";
import { asActor, firstDraft, openForum, secondDraft, type TestForum } from "../../support/forum.ts";

/** The test forum's clock starts at 9:00 on 6 February 2013 and advances one minute each time it is read. */
const terms = { opensAt: "2013-02-01T00:00:00Z", closesAt: "2013-02-20T12:00:00Z", blind: false };
const secretariat = asActor("secretariat");

/** Opens a forum with a consultation on its first draft. */
async function consulted(more: Partial<typeof terms> = {}, round = "1"): Promise<TestForum> {
  const forum = await openForum();
  await forum.publish(round, firstDraft);
  await setConsultation(forum.context, secretariat, {
    ...{ version: `opinion-5@${round}`, revision: 0 },
    ...{ ...terms, ...more },
  });
  return forum;
}

async function publishNext(
  forum: TestForum,
  consultation: ConsultationChoice | undefined,
  { actor = secretariat, ...draft }: { actor?: Actor; language?: string; round?: string } = {},
) {
  const { round = "2", language = "en" } = draft;
  const version = await forum.prepare(round, secondDraft, { language });
  return publishVersion(forum.context, actor, { version, ...(consultation && { consultation }) });
}

/** Returns the consultation of each draft, as the public sees it. */
async function consultationsIn({ context }: TestForum) {
  const { versions } = await getDocument(context, asActor("public"), { document: "opinion-5" });
  return versions.map(({ consultation }) => consultation);
}

async function kindsIn({ context }: TestForum): Promise<string[]> {
  const events = await getEvents(context, asActor("public"), { document: "opinion-5", limit: 100 });
  return events.map(({ kind }) => kind).filter((kind) => kind.startsWith("consultation"));
}

test("only the secretariat closes or moves a consultation by publishing", async () => {
  for (const consultation of ["close", "move"] as const) {
    const forum = await consulted();
    const attempt = publishNext(forum, consultation, { actor: asActor("chair") });
    await expect(attempt).rejects.toMatchObject({ code: "not-allowed" });
    expect(await consultationsIn(forum)).toEqual([{ terms, state: "open", revision: 1 }]);
  }
});

test.each([undefined, "keep"] as const)("%s leaves the consultation on the earlier draft", async (choice) => {
  const forum = await consulted();
  await publishNext(forum, choice);
  expect(await consultationsIn(forum)).toEqual([{ terms, state: "open", revision: 1 }, null]);
});

test("close ends the consultation at the time of publication, with the events of a closing", async () => {
  const forum = await consulted();
  const { publishedAt } = await publishNext(forum, "close");
  const [first, second] = await consultationsIn(forum);
  expect([first?.state, first?.revision, second]).toEqual(["closed", 2, null]);
  const closesAt = first?.terms?.closesAt ?? "";
  expect(closesAt > (publishedAt ?? "") && closesAt < terms.closesAt).toBe(true);
  await closeConsultations(forum.context);
  expect(await kindsIn(forum)).toEqual(["consultation-set", "consultation-set", "consultation-closed"]);
});

test("move gives the new draft the deadline, and the earlier draft none", async () => {
  const forum = await consulted();
  const published = await publishNext(forum, "move");
  expect(published.consultation).toEqual({ terms, state: "open", revision: 1 });
  expect(await consultationsIn(forum)).toEqual([{ terms: null, state: null, revision: 2 }, published.consultation]);
  expect(await kindsIn(forum)).toEqual(["consultation-set", "consultation-called-off", "consultation-set"]);
});

test("move leaves a blind consultation on the earlier draft too, so that its comments stay hidden", async () => {
  const forum = await consulted({ blind: true });
  await forum.comment("member");
  await publishNext(forum, "move");
  const both = { terms: { ...terms, blind: true }, state: "open", revision: 1 };
  expect(await consultationsIn(forum)).toEqual([both, both]);
  for (const version of ["opinion-5@1", "opinion-5@2"])
    expect(await getAnnotations(forum.context, asActor("other"), { version }, null)).toEqual([]);
});

test("move works for a draft that replaces the one under consultation", async () => {
  const forum = await consulted();
  await publishNext(forum, "move", { round: "1" });
  expect(await consultationsIn(forum)).toMatchObject([{ terms: null }, { terms, state: "open" }]);
});

test("undo on each draft restores the consultation that was moved or closed", async () => {
  const forum = await consulted();
  await publishNext(forum, "move");
  for (const [version, revision] of [
    ["opinion-5@1", 2],
    ["opinion-5@2", 1],
  ] as const)
    await undoConsultation(forum.context, secretariat, { version, revision });
  expect(await consultationsIn(forum)).toMatchObject([{ terms, state: "open" }, { terms: null }]);
});

test.each([
  ["closed", { closesAt: "2013-02-05T12:00:00Z" }],
  ["upcoming", { opensAt: "2013-02-19T12:00:00Z" }],
])("a consultation that is %s does not move: the draft stays prepared", async (_state, more) => {
  const forum = await consulted(more);
  await expect(publishNext(forum, "move")).rejects.toMatchObject({
    code: "invalid-request",
    errors: [{ pointer: "/body/consultation", code: "no-consultation-to-move" }],
  });
  expect(await consultationsIn(forum)).toHaveLength(1);
});

test("a consultation that was removed in the meantime needs no closing", async () => {
  const forum = await consulted();
  await callOffConsultation(forum.context, secretariat, { version: "opinion-5@1", revision: 1 });
  await publishNext(forum, "close");
  expect(await consultationsIn(forum)).toEqual([{ terms: null, state: null, revision: 2 }, null]);
});

test("a translation leaves the consultation on the original alone", async () => {
  const forum = await consulted();
  await publishNext(forum, "close", { language: "fr", round: "1" });
  expect(await consultationsIn(forum)).toEqual([{ terms, state: "open", revision: 1 }, null]);
});

test("of several open consultations, the one that closes last moves", async () => {
  const forum = await consulted();
  await forum.publish("2", secondDraft);
  const later = { ...terms, closesAt: "2013-02-25T12:00:00Z" };
  await setConsultation(forum.context, secretariat, { version: "opinion-5@2", revision: 0, ...later });
  const version = await forum.prepare("3", firstDraft);
  await publishVersion(forum.context, secretariat, { version, consultation: "move" });
  expect(await consultationsIn(forum)).toMatchObject([{ terms }, { terms: null }, { terms: later }]);
});
