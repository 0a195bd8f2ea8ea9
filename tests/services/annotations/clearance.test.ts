import fc from "fast-check";
import { exportOperations } from "#core/contract/export-operations.ts";
import { Annotation, visibilities } from "#core/discuss/annotation.ts";
import { Organisation } from "#core/access/people.ts";
import { editAnnotation } from "../../../server/services/annotations/annotation.ts";
import {
  clearAnnotation,
  getClearance,
  sendBackAnnotation,
  setClearance,
  undoClearing,
} from "../../../server/services/annotations/clearance.ts";
import { getMentions } from "../../../server/services/annotations/mentions.ts";
import { getOccurrences } from "../../../server/services/annotations/placement.ts";
import { confirmJoint, getJointRequests, leaveJoint, signOn } from "../../../server/services/annotations/joint.ts";
import { getAnnotation, getEarlierWordings } from "../../../server/services/annotations/present-annotation.ts";
import { createReply } from "../../../server/services/annotations/reply.ts";
import { withdrawAnnotation } from "../../../server/services/annotations/standing.ts";
import { decideAnnotation } from "../../../server/services/outcome/decision.ts";
import { getAnnotations } from "../../../server/services/annotations/annotation-pages.ts";
import { getEvents } from "../../../server/services/forum/events.ts";
import { getOrganisationNames } from "../../../server/services/people/organisations.ts";
import { getNotifications } from "../../../server/services/inbox/notifications.ts";
import { getLibrary } from "../../../server/services/forum/library.ts";
import { getOutcomes } from "../../../server/services/outcome/outcomes-table.ts";
import { getPositions } from "../../../server/services/outcome/positions.ts";
import { readSessionActor } from "../../../server/services/people/account.ts";
import { setConsultation } from "../../../server/services/publication/consultation.ts";
import { exportVersionFile, textOf } from "../../support/export-file.ts";
import { actorOf, organisations } from "../../support/people.ts";
import { asActor, openForum, uuid, type TestForum } from "../../support/forum.ts";
import {
  member,
  coordinator,
  secretariat,
  annotation,
  everybody,
  secret,
  clearing,
  waiting,
  visibilityOf,
  clear,
  readersOf,
} from "./cleared-forum.ts";

test("reads organisations and annotations that were stored without clearance", () => {
  expect(Organisation.parse(organisations[0])).toEqual(organisations[0]);
  expect(Annotation.shape.sentBack.parse(undefined)).toBeUndefined();
});

describe("what a member submits", () => {
  test.each([
    ["member", "organisation", "clearance"],
    ["colleague", "organisation", "clearance"],
    ["member", "personal", "submitted"],
    ["coordinator", "organisation", "submitted"],
    ["other", "organisation", "submitted"],
  ] as const)("by the %s in the capacity %s is then %s", async (who, capacity, visibility) => {
    const forum = await clearing();
    const { annotation: made } = await forum.comment(who, { capacity });
    expect([made.visibility, made.submittedAt !== null]).toEqual([visibility, visibility === "submitted"]);
  });

  test("is submitted at once if the organisation comments freely", async () => {
    const forum = await clearing({ organisation: "north", clearance: "free" });
    expect((await forum.comment("member")).annotation.visibility).toBe("submitted");
  });

  test("from a draft awaits clearance too, and a second attempt changes nothing", async () => {
    const forum = await clearing();
    await forum.comment("member", { visibility: "organisation" });
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const revision = await forum.revision(annotation);
      await editAnnotation(forum.context, member, { annotation, revision, visibility: "submitted" });
      expect(await visibilityOf(forum)).toBe("clearance");
    }
  });

  test("may wait before the consultation opens, but is not cleared before", async () => {
    const forum = await clearing();
    const period = { opensAt: "2014-01-01T00:00:00Z", closesAt: "2014-02-01T00:00:00Z", blind: false, revision: 0 };
    await setConsultation(forum.context, secretariat, { version: "opinion-5@1", ...period });
    await forum.comment("member");
    await expect(clear(forum)).rejects.toMatchObject({ code: "wrong-state", params: { state: "upcoming" } });
  });

  test("cannot await clearance without an organisation", async () => {
    const forum = await clearing();
    const comment = forum.comment("member", { capacity: "personal", visibility: "clearance" });
    await expect(comment).rejects.toMatchObject({ errors: [{ code: "no-organisation-to-speak-for" }] });
  });
});

test("only the author and the coordinator see what awaits clearance, in every list and file", async () => {
  const forum = await waiting();
  const { context } = forum;
  await createReply(context, coordinator, {
    annotation,
    id: uuid(90),
    text: secret,
    position: "support",
    capacity: "organisation",
  });
  await editAnnotation(context, coordinator, {
    annotation,
    revision: await forum.revision(annotation),
    text: `${secret} @The colleague`,
  });
  const version = "opinion-5@1";
  const document = "opinion-5";
  const query = exportOperations.exportVersion.query.parse({ format: "markdown" });
  for (const who of everybody) {
    const actor = asActor(who);
    const told = await Promise.all([
      getAnnotations(context, actor, { version }, null),
      getEvents(context, actor, { document, limit: 500 }),
      getLibrary(context, actor, { size: 100 }),
      getPositions(context, actor, { version }, null),
      getOutcomes(context, actor, { version, waiting: false }, null),
      getMentions(context, actor).catch(() => []),
      getNotifications(context, actor, { state: "unread", size: 100 }).catch(() => []),
      getClearance(context, actor).catch(() => []),
      getOccurrences(context, actor, { version, phrase: "heron" }),
      getEarlierWordings(context, actor, { annotation }).catch(() => []),
    ]);
    const file = textOf(await exportVersionFile(context, actor, { version, ...query }, null));
    expect([who, file.includes("Blue heron")]).toEqual([who, false]);
    const text = JSON.stringify(told);
    const knows = who === "member" || who === "coordinator";
    expect([who, text.includes(annotation)]).toEqual([who, knows]);
    expect([who, text.includes("Blue heron")]).toEqual([who, knows]);
    if (!knows) expect(text).not.toContain(uuid(90));
  }
});

test("for any visibility and any speaker of North, awaiting clearance shows no more than submitted", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(...visibilities.filter((visibility) => visibility !== "circle")), {
        minLength: 1,
        maxLength: 4,
      }),
      fc.constantFrom("member", "colleague", "coordinator"),
      async (steps, author) => {
        const forum = await clearing();
        await forum.comment(author, { visibility: "private" });
        for (const visibility of steps) {
          const revision = await forum.revision(annotation);
          await editAnnotation(forum.context, actorOf(author), { annotation, revision, visibility }).catch(() => null);
        }
        const readers = await readersOf(forum);
        const expected = {
          private: [author],
          organisation: ["coordinator", "member", "colleague"],
          circle: [],
          clearance: ["coordinator", author],
          submitted: everybody,
        }[(await visibilityOf(forum)) as (typeof visibilities)[number]];
        expect([...readers].sort()).toEqual([...new Set(expected)].sort());
      },
    ),
    { numRuns: 25 },
  );
});

describe("clearing", () => {
  test("submits the comment in the name of its author, to everybody", async () => {
    const forum = await waiting();
    await clear(forum);
    const [shown] = await getAnnotations(forum.context, asActor("public"), { version: "opinion-5@1" }, null);
    expect(shown?.annotation).toMatchObject({ visibility: "submitted", speaker: { participantId: "member" } });
    expect(await readersOf(forum)).toEqual(everybody);
    const events = await getEvents(forum.context, asActor("public"), { document: "opinion-5", limit: 100 });
    expect(events.filter(({ subject }) => subject.id === annotation)).toMatchObject([
      { kind: "annotation-submitted", actor: "coordinator" },
    ]);
  });

  test.each([
    ["member", "not-allowed"],
    ["colleague", "not-found"],
    ["other", "not-found"],
    ["chair", "not-found"],
    ["secretariat", "not-found"],
    ["public", "not-signed-in"],
  ])("by the %s is refused as %s", async (who, code) => {
    const forum = await waiting();
    await expect(clear(forum, who)).rejects.toMatchObject({ code });
    const back = sendBackAnnotation(forum.context, asActor(who), { annotation, note: "No." });
    await expect(back).rejects.toMatchObject({ code });
  });

  test("rejects text that changed since it was read", async () => {
    const forum = await waiting();
    const revision = await forum.revision(annotation);
    await editAnnotation(forum.context, member, { annotation, revision, text: "Other." });
    await expect(clearAnnotation(forum.context, coordinator, { annotation, revision })).rejects.toMatchObject({
      code: "revision-conflict",
    });
  });

  test("the coordinator may edit openly, and the author sees the edit", async () => {
    const forum = await waiting();
    const revision = await forum.revision(annotation);
    await editAnnotation(forum.context, coordinator, { annotation, revision, text: "Better." });
    const [shown] = await getAnnotations(forum.context, member, { version: "opinion-5@1" }, null);
    expect(shown?.annotation).toMatchObject({ text: "Better.", visibility: "clearance" });
    const events = await getEvents(forum.context, member, { document: "opinion-5", limit: 100 });
    expect(events.at(-1)).toMatchObject({ kind: "annotation-edited", actor: "coordinator" });
  });
});

describe("undoing a clearance", () => {
  /** Clears the comment, lets something happen, and undoes the clearance that many seconds later. */
  async function undone(
    seconds: number,
    { who = "coordinator", act }: { who?: string; act?: (forum: TestForum) => Promise<unknown> } = {},
  ): Promise<TestForum> {
    const forum = await waiting();
    const { submittedAt } = (await clear(forum)).annotation;
    await act?.(forum);
    const context = { ...forum.context, now: () => new Date(Date.parse(submittedAt ?? "") + seconds * 1000) };
    await undoClearing(context, asActor(who), { annotation });
    return forum;
  }

  test("within a minute makes it wait again, without a public trace", async () => {
    const forum = await undone(59);
    const [shown] = await getAnnotations(forum.context, coordinator, { version: "opinion-5@1" }, null);
    expect(shown?.annotation).toMatchObject({ visibility: "clearance", standing: "open", submittedAt: null });
    expect(await readersOf(forum)).toEqual(["coordinator", "member"]);
    const events = await getEvents(forum.context, asActor("public"), { document: "opinion-5", limit: 100 });
    expect(JSON.stringify(events)).not.toContain(annotation);
    expect(await getClearance(forum.context, coordinator)).toHaveLength(1);
  });

  test("counts no replies from before it was cleared", async () => {
    const forum = await waiting();
    await createReply(forum.context, coordinator, { annotation, id: uuid(90), text: "Good.", position: null });
    const { submittedAt } = (await clear(forum)).annotation;
    const context = { ...forum.context, now: () => new Date(submittedAt ?? "") };
    expect((await undoClearing(context, coordinator, { annotation })).annotation.visibility).toBe("clearance");
  });

  const answer = { annotation, id: uuid(90), text: "Good.", position: null };
  const decision = { annotation, outcome: "noted", reason: "", shownIn: null, mergedWith: null, revision: 0 } as const;
  test.each<[string, number, Parameters<typeof undone>[1]]>([
    ["after a minute", 60, {}],
    ["after a reply", 1, { act: ({ context }) => createReply(context, asActor("other"), answer) }],
    ["after a decision", 1, { act: ({ context }) => decideAnnotation(context, asActor("chair"), decision) }],
    [
      "after a withdrawal",
      1,
      { act: ({ context }) => withdrawAnnotation(context, member, { annotation, reason: "" }) },
    ],
  ])("is not possible %s", async (_when, seconds, more) => {
    await expect(undone(seconds, more)).rejects.toMatchObject({ code: "wrong-state" });
  });

  test.each([
    ["member", "not-allowed"],
    ["other", "not-allowed"],
    ["secretariat", "not-allowed"],
    ["public", "not-signed-in"],
  ])("is refused to the %s as %s", async (who, code) => {
    await expect(undone(1, { who })).rejects.toMatchObject({ code });
  });

  test("is not possible for a comment that never waited", async () => {
    const forum = await clearing({ organisation: "north", clearance: "free" });
    const { annotation: made } = await forum.comment("member");
    const context = { ...forum.context, now: () => new Date(made.submittedAt ?? "") };
    await expect(undoClearing(context, coordinator, { annotation })).rejects.toMatchObject({ code: "wrong-state" });
  });

  test("is not possible for a draft that the coordinator submitted", async () => {
    const forum = await clearing();
    await forum.comment("coordinator", { visibility: "organisation" });
    const edit = { annotation, revision: await forum.revision(annotation), visibility: "submitted" } as const;
    const { annotation: made } = await editAnnotation(forum.context, coordinator, edit);
    const context = { ...forum.context, now: () => new Date(made.submittedAt ?? "") };
    await expect(undoClearing(context, coordinator, { annotation })).rejects.toMatchObject({ code: "wrong-state" });
  });
});

test("an organisation's rules are known to its people, not in the public list", async () => {
  const { context } = await clearing({ organisation: "north", clearance: "coordinator", firstVisibility: "private" });
  const { items } = await getOrganisationNames(context, asActor("public"), { size: 100 });
  expect(items.length).toBeGreaterThan(0);
  expect(JSON.stringify(items)).not.toMatch(/clearance|firstVisibility/u);
});

test.each([
  ["member", "not-allowed"],
  ["other", "not-allowed"],
  ["chair", "not-allowed"],
  ["public", "not-signed-in"],
])("the %s may not set North's rules", async (who, code) => {
  const { context } = await openForum();
  const change = setClearance(context, asActor(who), { organisation: "north", clearance: "coordinator" });
  await expect(change).rejects.toMatchObject({ code });
});

describe("what a member says in the organisation's name otherwise", () => {
  const under = { ...member, underClearance: true as const };

  /** Opens a forum in which Registry commented and invited North to co-sign. */
  async function invited(): Promise<TestForum> {
    const forum = await clearing();
    await forum.comment("other", { jointly: ["north"] });
    return forum;
  }

  test.each([
    ["member", true],
    ["coordinator", undefined],
    ["other", undefined],
  ])("is known from the session: the %s", async (participantId, underClearance) => {
    const { context } = await clearing();
    const actor = await context.store.read((reader) => readSessionActor(context, reader, { participantId }));
    expect(actor.underClearance).toBe(underClearance);
  });

  test("neither confirms nor declines to co-sign: the coordinator does", async () => {
    const forum = await invited();
    const { context } = forum;
    const revision = await forum.revision(annotation);
    await expect(confirmJoint(context, under, { annotation, revision })).rejects.toMatchObject({ code: "not-allowed" });
    await expect(leaveJoint(context, under, { annotation })).rejects.toMatchObject({ code: "not-allowed" });
    expect(await getJointRequests(context, under)).toEqual([]);
    expect(await getJointRequests(context, coordinator)).toHaveLength(1);
    const { annotation: after } = await confirmJoint(context, coordinator, { annotation, revision });
    expect(after.speaker.jointly).toMatchObject([{ id: "north" }]);
  });

  test("does not sign on", async () => {
    const forum = await clearing();
    await forum.comment("other");
    const revision = await forum.revision(annotation);
    const signed = signOn(forum.context, under, { annotation, revision });
    await expect(signed).rejects.toMatchObject({ code: "not-allowed" });
    const { may } = await getAnnotation(forum.context, under, { annotation });
    expect(may.signOn).toBe(false);
    await signOn(forum.context, coordinator, { annotation, revision });
  });

  test("replies to drafts of the organisation as usual", async () => {
    const forum = await clearing();
    await forum.comment("colleague", { visibility: "organisation" });
    const reply = { annotation, id: uuid(90), text: "We agree.", position: null };
    expect((await createReply(forum.context, under, reply)).speaker.capacity).toBe("organisation");
  });

  test("does not edit what was cleared, but may withdraw it", async () => {
    const forum = await waiting();
    await clear(forum);
    const revision = await forum.revision(annotation);
    const edited = editAnnotation(forum.context, under, { annotation, revision, text: "Something else." });
    await expect(edited).rejects.toMatchObject({ code: "not-allowed" });
    expect((await getAnnotation(forum.context, under, { annotation })).may).toMatchObject({
      edit: false,
      withdraw: true,
    });
    await withdrawAnnotation(forum.context, under, { annotation, reason: "" });
  });
});
