import type { Announcement } from "#core/discuss/announcement.ts";
import { administrationKinds } from "../../../server/core/contract/administration-events.ts";
import { type EventKind, eventKinds } from "../../../server/core/contract/event-operations.ts";
import { createContext } from "../../../server/services/create-context.ts";
import { followCircles, followEvents, getEvents } from "../../../server/services/forum/events.ts";
import { openMemoryStore } from "../../../server/store/memory/memory.ts";
import type { NewEvent } from "../../../server/store/stored-event.ts";
import { dataOf } from "../../support/copy-store.ts";
import { asActor, firstDraft, openForum, secondDraft, type TestForum, uuid } from "../../support/forum.ts";

const everyone = ["public", "observer", "other", "member", "colleague", "coordinator", "chair", "secretariat"];
const decides = ["chair", "secretariat"];
const north = ["member", "colleague", "coordinator"];

/** An event about a subject, and the people who may see it. */
interface Case {
  about: Pick<NewEvent, "subject" | "before" | "after">;
  seenBy: readonly string[];
}

/** What the events are about: a forum with a published version and a prepared one, a draft comment and a submitted one. */
interface Facts {
  preparedId: string;
  draft: { id: string; visibility: string };
  submitted: { id: string };
}

type OpenedForum = Pick<TestForum, "context">;

async function openFacts(): Promise<{ forum: TestForum; facts: Facts }> {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  const preparedId = await forum.prepare("2", secondDraft);
  const { annotation: draft } = await forum.comment("member", { visibility: "organisation" });
  const { annotation: submitted } = await forum.comment("member", { jointly: ["registry"] });
  await forum.context.store.transact(async (writer) => {
    const inCircle = { ...draft, id: uuid(60), visibility: "circle", circleId: uuid(50) } as const;
    await writer.put("annotations", inCircle);
    await writer.append({ ...before, ...changed("annotations", inCircle.id, inCircle) });
    const sent = { id: "a", group: null, organisationIds: ["north"], at: before.at, sentAt: before.at };
    await writer.put("announcements", sent as unknown as Announcement);
  });
  return { forum, facts: { preparedId, draft, submitted } };
}

let opened: Awaited<ReturnType<typeof openFacts>>;
beforeAll(async () => (opened = await openFacts()));

/** Returns a copy of the forum, to which a test adds events. */
async function copyOfFacts(): Promise<{ forum: OpenedForum; facts: Facts }> {
  const { forum, facts } = opened;
  return { forum: { context: createContext(openMemoryStore(await dataOf(forum.context.store))) }, facts };
}

const before = {
  at: "2013-02-06T09:00:00.000Z",
  actor: null,
  onBehalfOf: null,
  kind: "annotation-created",
  documentId: "opinion-5",
} as const;

function changed(collection: NewEvent["subject"]["collection"], id: string, value: unknown): Case["about"] {
  return { subject: { collection, id }, before: null, after: value };
}

const ofForum = (): Case => ({ about: changed("forum", "forum", {}), seenBy: everyone });
const ofPublished = (): Case => ({ about: changed("versions", "a", { state: "published" }), seenBy: everyone });
const ofPrepared = (): Case => ({ about: changed("versions", "a", { state: "prepared" }), seenBy: decides });
const ofDraft = ({ draft }: Facts): Case => ({ about: changed("annotations", draft.id, draft), seenBy: north });
const ofDraftReply = ({ draft }: Facts): Case => {
  const reply = { annotationId: draft.id, visibility: "organisation", speaker: { participantId: "other" } };
  return { about: changed("replies", uuid(90), reply), seenBy: north };
};
const ofWaitingReply = ({ submitted }: Facts): Case => {
  const speaker = { participantId: "colleague", organisation: { id: "north" }, jointly: [], awaiting: [] };
  const state = { standing: "open", visibility: "clearance", clearance: "awaiting" };
  const reply = { annotationId: submitted.id, ...state, speaker };
  return { about: changed("replies", uuid(91), reply), seenBy: ["colleague", "coordinator"] };
};
const ofDecision = ({ draft }: Facts): Case => ({ about: changed("dispositions", draft.id, {}), seenBy: north });
const ofDesk = ({ submitted }: Facts): Case => ({ about: changed("deskEntries", submitted.id, {}), seenBy: decides });
const ofPlace = ({ draft }: Facts): Case => {
  const settlement = { annotationId: draft.id, visibility: "submitted" };
  return { about: changed("settlements", "a", settlement), seenBy: north };
};
const ofUptake = ({ draft }: Facts): Case => ({
  about: changed("uptakes", "a", { annotationId: draft.id }),
  seenBy: north,
});
const ofLink = ({ preparedId }: Facts): Case => {
  const link = { baseVersionId: preparedId, revisedVersionId: preparedId };
  return { about: changed("links", "a", link), seenBy: decides };
};
const ofConsultation = ({ preparedId }: Facts): Case => ({
  about: changed("consultations", preparedId, { id: preparedId }),
  seenBy: decides,
});
const ofContribution = (): Case => {
  const contribution = { organisationIds: ["north"], state: "prepared", versionId: null };
  return { about: changed("contributions", "a", contribution), seenBy: ["coordinator", "secretariat"] };
};
const ofCircle = (): Case => {
  const circle = { id: uuid(50), name: "Coast", organisationIds: ["north"], madeBy: "north" };
  return { about: changed("circles", circle.id, circle), seenBy: north };
};
const ofView = (): Case => ({ about: changed("views", "a", { participantId: "member" }), seenBy: ["member"] });
const ofSignIn = (): Case => ({
  about: changed("participants", "member", null),
  seenBy: ["member", "secretariat"],
});

const ofAnnouncement = (): Case => ({ about: changed("announcements", "a", {}), seenBy: [...north, ...decides] });

const ofPerson = (): Case => ({ about: changed("participants", "member", null), seenBy: ["member"] });

/** For each kind of event, an example that not everybody may see, where there is one. */
const cases: Record<EventKind, (facts: Facts) => Case> = {
  "forum-seeded": ofForum,
  "document-created": ofForum,
  "document-changed": ofForum,
  "document-moved": ofForum,
  "document-archived": ofForum,
  "document-restored": ofForum,
  "version-prepared": ofPrepared,
  "version-corrected": ofPrepared,
  "version-published": ofPublished,
  "version-superseded": ofPublished,
  "version-discarded": ofPrepared,
  "version-withdrawn": ofPublished,
  "annotation-created": ofDraft,
  "annotation-edited": ofDraft,
  "annotation-submitted": ofDraft,
  "annotation-sent-back": ofDraft,
  "annotation-unsubmitted": ofDraft,
  "annotation-opened": ofDraft,
  "annotation-withdrawn": ofDraft,
  "annotation-reinstated": ofDraft,
  "annotation-hidden": ofDraft,
  "annotation-erased": ofDraft,
  "annotation-joint-confirmed": ofDraft,
  "annotation-joint-declined": ({ submitted }) => ({
    about: { ...changed("annotations", submitted.id, submitted), before: submitted },
    seenBy: ["other", ...north, "secretariat"],
  }),
  "annotation-joint-left": ofDraft,
  "annotation-consolidated": ofDraft,
  "annotation-released": ofDraft,
  "annotation-signed-on": ofDraft,
  "annotation-joint-removed": ofDraft,
  "reply-created": ofDraftReply,
  "reply-edited": ofDraftReply,
  "reply-submitted": ofDraftReply,
  "reply-sent-back": ofDraftReply,
  "reply-unsubmitted": ofWaitingReply,
  "reply-withdrawn": ofDraftReply,
  "reply-reinstated": ofDraftReply,
  "reply-hidden": ofDraftReply,
  "reply-erased": ofDraftReply,
  "disposition-made": ofDecision,
  "disposition-revised": ofDecision,
  "disposition-revoked": ofDecision,
  "desk-changed": ofDesk,
  "link-added": ofLink,
  "link-revoked": ofLink,
  "place-confirmed": ofPlace,
  "place-re-anchored": ofPlace,
  "place-given-up": ofPlace,
  "place-unsettled": ofPlace,
  "uptake-corrected": ofUptake,
  "uptake-uncorrected": ofUptake,
  "consultation-set": ofConsultation,
  "consultation-called-off": ofConsultation,
  "consultation-closed": ofConsultation,
  "contribution-received": ofContribution,
  "contribution-edited": ofContribution,
  "contribution-taken": ofContribution,
  "contribution-undone": ofContribution,
  "contribution-discarded": ofContribution,
  "contribution-erased": ofContribution,
  "circle-made": ofCircle,
  "circle-changed": ofCircle,
  "circle-dissolved": ofCircle,
  "view-saved": ofView,
  "view-removed": ofView,
  "clearance-set": () => ({ about: changed("organisations", "north", null), seenBy: [...north, "secretariat"] }),
  "invitation-made": ofSignIn,
  "invitation-mailed": ofSignIn,
  "signed-in": ofSignIn,
  "signed-out": ofSignIn,
  "session-renewed": ofPerson,
  "session-ended": ofPerson,
  "profile-changed": ofSignIn,
  "preferences-changed": ofPerson,
  "email-changed": ofSignIn,
  "token-made": ofPerson,
  "token-used": ofPerson,
  "announcement-made": ofAnnouncement,
  "announcement-sent": ofAnnouncement,
  "announcement-withdrawn": ofAnnouncement,
  "token-revoked": ofPerson,
};

const atLast = { at: "2013-02-07T09:00:00.000Z", actor: null, onBehalfOf: null };

async function append({ context }: OpenedForum, event: Omit<NewEvent, "at" | "actor" | "onBehalfOf">): Promise<void> {
  await context.store.transact((writer) => writer.append({ ...atLast, ...event }));
}

/** Returns the people who receive the events after a time, by the list and by the stream. */
async function readersOf(
  forum: OpenedForum,
  event: Omit<NewEvent, "at" | "actor" | "onBehalfOf">,
): Promise<string[][]> {
  const heard = new Set<string>();
  const streams = await Promise.all(
    everyone.map((who) =>
      followEvents(forum.context, asActor(who), { document: "opinion-5", after: null }, () => heard.add(who)),
    ),
  );
  await append(forum, event);
  await Promise.all(streams.map((stream) => stream.caughtUp()));
  const listed: string[] = [];
  for (const who of everyone) {
    const input = { document: "opinion-5", limit: 500, since: "2013-02-07T08:00:00.000Z" };
    if ((await getEvents(forum.context, asActor(who), input)).length > 0) listed.push(who);
  }
  return [listed, everyone.filter((who) => heard.has(who))];
}

/** A kind that a later version of the program may write. */
const laterKind = "annotation-starred" as EventKind;

test("sends an event of an unknown kind to nobody", async () => {
  const { forum, facts } = await copyOfFacts();
  const about = changed("annotations", facts.submitted.id, facts.submitted);
  expect(await readersOf(forum, { ...about, kind: laterKind, documentId: "opinion-5" })).toEqual([[], []]);
});

test("sends an event of the kind “constructor” to nobody", async () => {
  const { forum } = await copyOfFacts();
  const event = { ...changed("forum", "forum", {}), kind: "constructor" as EventKind, documentId: "opinion-5" };
  expect(await readersOf(forum, event)).toEqual([[], []]);
});

/** Changes of the settings that are not events of a document too. */
const settingsKinds = administrationKinds.filter((kind) => !(eventKinds as readonly string[]).includes(kind));

test.each(settingsKinds)("sends an event of the kind %s to no reader of a document", async (kind) => {
  const { forum } = await copyOfFacts();
  const about = changed("participants", "member", { id: "member", email: "member@example.org" });
  expect(await readersOf(forum, { ...about, kind, documentId: "opinion-5" })).toEqual([[], []]);
});

test.each(eventKinds)("sends an event of the kind %s only to readers of its subject", async (kind) => {
  const { forum, facts } = await copyOfFacts();
  const { about, seenBy } = cases[kind](facts);
  const expected = everyone.filter((who) => seenBy.includes(who));
  expect(await readersOf(forum, { ...about, kind, documentId: "opinion-5" })).toEqual([expected, expected]);
});

test("sends a circle's changes to the secretariat, but not the documents that use it", async () => {
  const forum = await openForum();
  const heard: string[] = [];
  const following = await followCircles(forum.context, asActor("secretariat"), { after: null }, ({ kind }) =>
    heard.push(kind),
  );
  const { about } = ofCircle();
  await append(forum, { ...about, kind: "circle-made", documentId: null });
  await append(forum, { ...about, kind: "circle-changed", documentId: "opinion-5" });
  await append(forum, { ...about, kind: "circle-merged" as EventKind, documentId: null });
  await following.caughtUp();
  expect(heard).toEqual(["circle-made"]);
});
