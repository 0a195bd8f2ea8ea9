import type { Actor } from "#core/access/permissions.ts";
import type { ShownCircle } from "#core/contract/circle-operations.ts";
import { createReply } from "../../../server/services/annotations/reply.ts";
import { editAnnotation } from "../../../server/services/annotations/annotation.ts";
import { followCircles, getEvents } from "../../../server/services/forum/events.ts";
import { getAnnotation } from "../../../server/services/annotations/present-annotation.ts";
import { getNewReaders } from "../../../server/services/annotations/new-readers.ts";
import {
  changeCircle,
  dissolveCircle,
  getCircles,
  leaveCircle,
  makeCircle,
} from "../../../server/services/people/circle.ts";
import { withdrawAnnotation } from "../../../server/services/annotations/standing.ts";
import { asActor, firstDraft, openForum, uuid, type TestForum } from "../../support/forum.ts";

const coast = { id: uuid(50), name: "Coastal States", organisationIds: ["north", "registry"] };
const coordinator = asActor("coordinator");

/** Opens a forum with a draft and a circle of North and Registry, made by North's coordinator. */
async function openCircle(): Promise<TestForum> {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  await makeCircle(forum.context, coordinator, coast);
  return forum;
}

/** Adds a third organisation. */
async function settleSouth({ context }: TestForum): Promise<void> {
  const south = { id: "south", name: "Administration of South", shortName: "South", group: "member-state" } as const;
  await context.store.transact(async (writer) => {
    await writer.put("organisations", south);
    const [before, after] = [null, south];
    const subject = { collection: "organisations", id: south.id } as const;
    const by = { at: "2013-02-06T08:30:00Z", actor: null, onBehalfOf: null };
    await writer.append({ ...by, kind: "forum-seeded", documentId: null, subject, before, after });
  });
}

const share = (forum: TestForum) => forum.comment("member", { visibility: "circle", circle: coast.id });

/** Returns those who may read an annotation. */
async function readers(forum: TestForum, annotation: string): Promise<string[]> {
  const knowing: string[] = [];
  for (const who of ["public", "observer", "other", "member", "colleague", "coordinator", "chair", "secretariat"]) {
    const read = getAnnotation(forum.context, asActor(who), { annotation });
    if (
      await read.then(
        () => true,
        () => false,
      )
    )
      knowing.push(who);
  }
  return knowing;
}

async function circlesOf({ context }: TestForum, actor: Actor): Promise<ShownCircle[]> {
  return (await getCircles(context, actor, { size: 100 })).items;
}

describe("circles", () => {
  test.each([
    ["public", "not-signed-in"],
    ["member", "not-allowed"],
    ["chair", "not-allowed"],
  ])("rejects making a circle by the %s: %s", async (who, code) => {
    const forum = await openForum();
    await expect(makeCircle(forum.context, asActor(who), coast)).rejects.toMatchObject({ code });
  });

  test("are visible only to their members and the secretariat", async () => {
    const forum = await openCircle();
    const known = async (who: string): Promise<string[]> =>
      (await circlesOf(forum, asActor(who))).map(({ name }) => name);
    expect([await known("other"), await known("secretariat"), await known("chair")]).toEqual([
      ["Coastal States"],
      ["Coastal States"],
      [],
    ]);
  });

  test.each([
    ["an unknown organisation", { organisationIds: ["north", "south"] }],
    ["only one organisation", { organisationIds: ["north", "north"] }],
    ["organisations other than one's own", { organisationIds: ["registry", "registry"] }],
  ])("rejects a circle with %s", async (_what, change) => {
    const forum = await openForum();
    const refused = makeCircle(forum.context, coordinator, { ...coast, ...change });
    await expect(refused).rejects.toMatchObject({ code: "invalid-request" });
  });

  test("rejects a change by another member and an id already used", async () => {
    const forum = await openCircle();
    const change = changeCircle(forum.context, asActor("other"), { circle: coast.id, name: "Ours" });
    await expect(change).rejects.toMatchObject({ code: "not-allowed" });
    await expect(makeCircle(forum.context, coordinator, coast)).rejects.toMatchObject({ code: "already-exists" });
    const renamed = await changeCircle(forum.context, coordinator, { circle: coast.id, name: "Coast" });
    expect(renamed).toMatchObject({ name: "Coast", organisationIds: coast.organisationIds, may: { manage: true } });
  });
});

describe("a draft shared with a circle", () => {
  test("is visible to people of its organisations, not to the secretariat", async () => {
    const forum = await openCircle();
    const { annotation } = await share(forum);
    expect(await readers(forum, annotation.id)).toEqual(["other", "member", "colleague", "coordinator"]);
  });

  test("requires a circle that the author is in", async () => {
    const forum = await openCircle();
    const refused = forum.comment("chair", { visibility: "circle", circle: coast.id });
    await expect(refused).rejects.toMatchObject({ code: "invalid-request", errors: [{ pointer: "/body/circle" }] });
    const none = forum.comment("member", { visibility: "circle" });
    await expect(none).rejects.toMatchObject({ code: "invalid-request" });
  });

  test("cannot become private, and keeps its replies in the circle after submission", async () => {
    const forum = await openCircle();
    const { annotation } = await share(forum);
    const member = asActor("member");
    await createReply(forum.context, asActor("other"), {
      annotation: annotation.id,
      id: uuid(100),
      text: "Between us.",
      position: null,
    });
    const edit = { annotation: annotation.id, revision: annotation.revision };
    const back = editAnnotation(forum.context, member, { ...edit, visibility: "private" });
    await expect(back).rejects.toMatchObject({ code: "wrong-state" });
    await editAnnotation(forum.context, member, { ...edit, visibility: "submitted" });
    const seenBy = async (who: string): Promise<number> =>
      (await getAnnotation(forum.context, asActor(who), { annotation: annotation.id })).replies.length;
    expect([await seenBy("colleague"), await seenBy("other"), await seenBy("secretariat")]).toEqual([1, 1, 0]);
  });

  test("can be shared from an organisation's draft by its coordinator", async () => {
    const forum = await openCircle();
    const { annotation } = await forum.comment("member", { visibility: "organisation" });
    const { id, revision } = annotation;
    await editAnnotation(forum.context, coordinator, {
      annotation: id,
      revision,
      visibility: "circle",
      circle: coast.id,
    });
    expect(await readers(forum, id)).toContain("other");
  });

  test("is visible only to its author after organisations leave and the circle is dissolved", async () => {
    const forum = await openCircle();
    const { annotation } = await share(forum);
    await changeCircle(forum.context, asActor("secretariat"), { circle: coast.id, name: "Coast" });
    await leaveCircle(forum.context, coordinator, { circle: coast.id });
    expect(await circlesOf(forum, asActor("secretariat"))).toEqual([]);
    expect(await readers(forum, annotation.id)).toEqual(["member"]);
  });

  test("names its circle to its author only while the circle exists", async () => {
    const forum = await openCircle();
    const { annotation } = await share(forum);
    const named = async (): Promise<string | null> =>
      (await getAnnotation(forum.context, asActor("member"), { annotation: annotation.id })).annotation.circleId;
    expect(await named()).toBe(coast.id);
    await dissolveCircle(forum.context, coordinator, { circle: coast.id });
    expect(await named()).toBeNull();
    await makeCircle(forum.context, coordinator, coast);
    expect(await named()).toBe(coast.id);
  });

  test.each([
    ["its maker, with another organisation", "coordinator", { organisationIds: ["north", "south"] }],
    ["another person", "secretariat", {}],
  ])("is not exposed by a circle made under a dissolved circle's id by %s", async (_who, who, change) => {
    const forum = await openCircle();
    await settleSouth(forum);
    await share(forum);
    await dissolveCircle(forum.context, coordinator, { circle: coast.id });
    const created = makeCircle(forum.context, asActor(who), { ...coast, ...change });
    await expect(created).rejects.toMatchObject({ code: "already-exists" });
  });

  test("reports the dissolution of its circle only to former members", async () => {
    const forum = await openCircle();
    await share(forum);
    await dissolveCircle(forum.context, coordinator, { circle: coast.id });
    const heardBy = async (who: string): Promise<number> => {
      const events = await getEvents(forum.context, asActor(who), { document: "opinion-5", limit: 100 });
      return events.filter(({ kind }) => kind === "circle-dissolved").length;
    };
    expect(await Promise.all(["other", "member", "secretariat", "chair", "public"].map(heardBy))).toEqual([
      1, 1, 0, 0, 0,
    ]);
  });

  test("is not revealed by the dissolution of its circle once it is withdrawn", async () => {
    const forum = await openCircle();
    const { annotation } = await share(forum);
    await withdrawAnnotation(forum.context, asActor("member"), { annotation: annotation.id, reason: "" });
    await dissolveCircle(forum.context, coordinator, { circle: coast.id });
    const events = await getEvents(forum.context, asActor("other"), { document: "opinion-5", limit: 100 });
    expect(events.map(({ kind }) => kind)).not.toContain("circle-dissolved");
  });

  test("appears in events only for the circle", async () => {
    const forum = await openCircle();
    await share(forum);
    const heardBy = async (who: string): Promise<number> => {
      const events = await getEvents(forum.context, asActor(who), { document: "opinion-5", limit: 100 });
      return events.filter(({ kind }) => kind === "annotation-created").length;
    };
    expect([await heardBy("other"), await heardBy("secretariat")]).toEqual([1, 0]);
  });
});

describe("adding an organisation to a circle with shared drafts", () => {
  /** Lists the notifications to an author of drafts: who can now read how many of them, and who made that change. */
  const newReaderLines = async ({ context }: TestForum, who: string): Promise<string[]> =>
    (await getNewReaders(context, asActor(who))).map(
      ({ organisation, circle, by, drafts }) =>
        `${organisation} in ${circle.name} by ${String(by)}: ${drafts.map(({ annotation }) => annotation.id).join()}`,
    );
  const changeMembers = (forum: TestForum, organisationIds = ["north", "registry", "south"]) =>
    changeCircle(forum.context, coordinator, { circle: coast.id, organisationIds });

  test("shows the number of drafts beforehand to members only", async () => {
    const forum = await openCircle();
    await share(forum);
    await share(forum);
    const { annotation } = await share(forum);
    await withdrawAnnotation(forum.context, asActor("member"), { annotation: annotation.id, reason: "" });
    const draftsFor = async (who: string): Promise<unknown> =>
      (await circlesOf(forum, asActor(who))).map(({ drafts }) => drafts);
    expect([await draftsFor("other"), await draftsFor("secretariat")]).toEqual([[2], [null]]);
  });

  test("notifies the authors of drafts shared by then", async () => {
    const forum = await openCircle();
    await settleSouth(forum);
    const { annotation } = await share(forum);
    await changeMembers(forum);
    await share(forum);
    expect(await newReaderLines(forum, "member")).toEqual([`south in Coastal States by coordinator: ${annotation.id}`]);
    expect([await newReaderLines(forum, "other"), await newReaderLines(forum, "secretariat")]).toEqual([[], []]);
    await expect(getNewReaders(forum.context, asActor("public"))).rejects.toMatchObject({ code: "not-signed-in" });
  });

  test("notifies nobody once it leaves, and notifies once if it is added again", async () => {
    const forum = await openCircle();
    await settleSouth(forum);
    await share(forum);
    await changeMembers(forum);
    await changeMembers(forum, coast.organisationIds);
    expect(await newReaderLines(forum, "member")).toEqual([]);
    await changeMembers(forum);
    expect(await newReaderLines(forum, "member")).toHaveLength(1);
  });

  test("does not notify about a draft that everyone can already read", async () => {
    const forum = await openCircle();
    await settleSouth(forum);
    const { annotation } = await share(forum);
    await changeMembers(forum);
    const { id, revision } = annotation;
    await editAnnotation(forum.context, asActor("member"), { annotation: id, revision, visibility: "submitted" });
    expect(await newReaderLines(forum, "member")).toEqual([]);
  });
});

describe("events of a circle", () => {
  test("are not sent to the public", async () => {
    const { context } = await openCircle();
    const refused = followCircles(context, asActor("public"), { after: null }, () => undefined);
    await expect(refused).rejects.toMatchObject({ code: "not-signed-in" });
  });

  test("are sent once to members and the secretariat, without documents", async () => {
    const forum = await openCircle();
    await share(forum);
    const people = ["other", "coordinator", "secretariat", "observer", "chair"];
    const heard = await Promise.all(
      people.map(async (who) => {
        const events: string[] = [];
        const following = await followCircles(forum.context, asActor(who), { after: null }, (event) => {
          events.push(`${event.kind} ${String(event.documentId)}`);
        });
        return { events, following };
      }),
    );
    await changeCircle(forum.context, coordinator, { circle: coast.id, name: "Coasts" });
    await dissolveCircle(forum.context, coordinator, { circle: coast.id });
    for (const { following } of heard) await following.caughtUp();
    const both = ["circle-changed null", "circle-dissolved null"];
    expect(heard.map(({ events }) => events)).toEqual([both, both, both, [], []]);
  });
});

test("names the organisations of the listed circles once, and the one that a circle was made for", async () => {
  const forum = await openCircle();
  await settleSouth(forum);
  const inland = { id: uuid(51), name: "Inland States", organisationIds: ["north", "registry", "south"] };
  await makeCircle(forum.context, coordinator, inland);
  await leaveCircle(forum.context, coordinator, { circle: inland.id });
  await dissolveCircle(forum.context, coordinator, { circle: coast.id });
  const { organisations } = await getCircles(forum.context, asActor("secretariat"), { size: 100 });
  expect(organisations.map(({ id, shortName }) => [id, shortName]).toSorted()).toEqual([
    ["north", "North"],
    ["registry", "Registry"],
    ["south", "South"],
  ]);
});

test("a circle is dissolved by its maker, not by another member", async () => {
  const forum = await openCircle();
  const refused = dissolveCircle(forum.context, asActor("other"), { circle: coast.id });
  await expect(refused).rejects.toMatchObject({ code: "not-allowed" });
  await dissolveCircle(forum.context, coordinator, { circle: coast.id });
  expect(await circlesOf(forum, coordinator)).toEqual([]);
});

test("a draft still names its circle to its author after the organisation left, until the circle is dissolved", async () => {
  const forum = await openCircle();
  await settleSouth(forum);
  await changeCircle(forum.context, coordinator, { circle: coast.id, organisationIds: ["north", "registry", "south"] });
  const { annotation } = await share(forum);
  const circleOfDraft = async (): Promise<string | null> =>
    (await getAnnotation(forum.context, asActor("member"), { annotation: annotation.id })).annotation.circleId;
  await leaveCircle(forum.context, coordinator, { circle: coast.id });
  expect(await circleOfDraft()).toBe(coast.id);
  await dissolveCircle(forum.context, asActor("secretariat"), { circle: coast.id });
  expect(await circleOfDraft()).toBeNull();
});
