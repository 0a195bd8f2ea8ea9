import fc from "fast-check";
import { Annotation } from "#core/discuss/annotation.ts";
import type { Actor } from "#core/access/permissions.ts";
import { editAnnotation } from "../../../server/services/annotations/annotation.ts";
import { getNewReaders, openDrafts } from "../../../server/services/annotations/new-readers.ts";
import { getAnnotation, getEarlierWordings } from "../../../server/services/annotations/present-annotation.ts";
import { createReply } from "../../../server/services/annotations/reply.ts";
import { getAnnotations } from "../../../server/services/annotations/annotation-pages.ts";
import { getEvents } from "../../../server/services/forum/events.ts";
import { getLibrary } from "../../../server/services/forum/library.ts";
import { addOrganisation, mergeOrganisations } from "../../../server/services/people/organisations.ts";
import { changeCircle, getCircles, leaveCircle, makeCircle } from "../../../server/services/people/circle.ts";
import { addPerson } from "../../../server/services/people/people.ts";
import { asActor, firstDraft, openForum, uuid, type TestForum } from "../../support/forum.ts";

const secretariat = asActor("secretariat");
const circle = uuid(50);
const version = "opinion-5@1";
const southerner: Actor = { participantId: "southerner", organisationId: "south", role: "member" };
const actors: Readonly<Record<string, Actor>> = {
  ...Object.fromEntries(
    ["member", "colleague", "coordinator", "other", "chair", "secretariat"].map((id) => [id, asActor(id)]),
  ),
  southerner,
};
const peopleOf: Readonly<Record<string, string[]>> = {
  north: ["member", "colleague", "coordinator"],
  registry: ["other"],
  south: ["southerner"],
};

/** Opens a forum with a third organisation, and a circle of North and Registry. */
async function opened(): Promise<TestForum> {
  const forum = await openForum();
  const { context } = forum;
  await forum.publish("1", firstDraft);
  const south = { name: "Administration of South", shortName: "South", group: "member-state" };
  await addOrganisation(context, secretariat, { ...south, id: "south" });
  const person = { name: "Southerner", email: null, organisationId: "south", role: "member" as const };
  await addPerson(context, secretariat, { ...person, id: "southerner" });
  await makeCircle(context, secretariat, { id: circle, name: "Coast", organisationIds: ["north", "registry"] });
  return forum;
}

const share = (forum: TestForum, by = "member", number = 1) =>
  forum.comment(by, { id: uuid(number), visibility: "circle", circle, text: `Heron ${String(number)}.` });

const setMembers = ({ context }: TestForum, organisationIds: string[]) =>
  changeCircle(context, secretariat, { circle, organisationIds });
const everyone = ["north", "registry", "south"];

const agree = ({ context }: TestForum, who = "member", drafts?: string[], organisation = "south") =>
  openDrafts(context, actors[who]!, { circle, organisation, drafts });

/** Returns those who read an annotation. */
async function readersOf({ context }: TestForum, annotation: string): Promise<string[]> {
  const seen = await Promise.all(
    Object.values(actors).map((actor) => getAnnotation(context, actor, { annotation }).then(Boolean, () => false)),
  );
  return Object.keys(actors).filter((_who, index) => seen[index]);
}

/** Makes all that is stored look as if an earlier version had stored it. */
async function forgetOpenings({ context }: TestForum): Promise<void> {
  await context.store.transact(async (writer) => {
    for (const { openTo: _openTo, ...annotation } of await writer.list("annotations"))
      await writer.put("annotations", annotation);
    for (const { openTo: _openTo, ...reply } of await writer.list("replies")) await writer.put("replies", reply);
    const [before, after] = [null, null];
    const subject = { collection: "forum", id: "forum" } as const;
    const by = { at: "2013-02-06T08:30:00Z", actor: null, onBehalfOf: null };
    await writer.append({ ...by, kind: "forum-seeded", documentId: null, subject, before, after });
  });
}

const before = ["member", "colleague", "coordinator", "other"];

test("an organisation that joins reads what is shared from then on, and nothing before", async () => {
  const forum = await opened();
  await share(forum);
  await setMembers(forum, everyone);
  await share(forum, "member", 2);
  expect(await readersOf(forum, uuid(1))).toEqual(before);
  expect(await readersOf(forum, uuid(2))).toEqual([...before, "southerner"]);
});

test("the author opens one draft, or all; others are asked for theirs", async () => {
  const forum = await opened();
  for (const number of [1, 2, 3]) await share(forum, "member", number);
  await share(forum, "other", 4);
  await setMembers(forum, everyone);
  await agree(forum, "member", [uuid(2)]);
  const open = async () => {
    const all = await Promise.all([1, 2, 3, 4].map((number) => readersOf(forum, uuid(number))));
    return all.map((readers) => readers.includes("southerner"));
  };
  expect(await open()).toEqual([false, true, false, false]);
  await agree(forum);
  expect(await open()).toEqual([true, true, true, false]);
});

test.each([
  ["a colleague", "colleague", undefined, "south"],
  ["the coordinator", "coordinator", undefined, "south"],
  ["the secretariat", "secretariat", undefined, "south"],
  ["the new reader", "southerner", undefined, "south"],
  ["the author, for another's draft", "other", [uuid(1)], "south"],
  ["the author, for an organisation outside the circle", "member", undefined, "nowhere"],
])("is refused to %s", async (_what, who, drafts, organisation) => {
  const forum = await opened();
  await share(forum);
  await share(forum, "other", 2);
  await setMembers(forum, everyone);
  await expect(agree(forum, who, drafts, organisation)).rejects.toMatchObject({ code: "not-found" });
  expect(await readersOf(forum, uuid(1))).toEqual(before);
});

test("replies made before stay closed; later ones are open", async () => {
  const forum = await opened();
  const { context } = forum;
  await share(forum);
  const reply = { annotation: uuid(1), text: "Yes.", position: null };
  await createReply(context, actors["other"]!, { ...reply, id: uuid(90) });
  await setMembers(forum, everyone);
  await agree(forum);
  await createReply(context, actors["other"]!, { ...reply, id: uuid(91) });
  const replies = async (who: string) =>
    (await getAnnotation(context, actors[who]!, { annotation: uuid(1) })).replies.map(({ id }) => id);
  expect(await replies("southerner")).toEqual([uuid(91)]);
  expect(await replies("colleague")).toEqual([uuid(90), uuid(91)]);
  const events = await getEvents(context, southerner, { document: "opinion-5", limit: 100 });
  expect(events.map(({ subject }) => subject.id)).not.toContain(uuid(90));
});

test("a submitted draft is public, but its earlier replies stay closed to those who joined later", async () => {
  const forum = await opened();
  const { context } = forum;
  const { annotation } = await share(forum);
  await createReply(context, actors["other"]!, { annotation: uuid(1), id: uuid(90), text: "Yes.", position: null });
  await forgetOpenings(forum);
  const edit = { annotation: uuid(1), revision: annotation.revision, visibility: "submitted" as const };
  await editAnnotation(context, actors["member"]!, edit);
  await setMembers(forum, everyone);
  const replies = async (who: string) =>
    (await getAnnotation(context, actors[who]!, { annotation: uuid(1) })).replies.length;
  expect([await replies("southerner"), await replies("other")]).toEqual([0, 1]);
});

test("shows the list of organisations to the author alone", async () => {
  const forum = await opened();
  await share(forum);
  const listed = async (who: string) =>
    (await getAnnotation(forum.context, actors[who]!, { annotation: uuid(1) })).annotation.openTo;
  expect([await listed("member"), await listed("other")]).toEqual([["north", "registry"], undefined]);
});

describe("the author's inbox", () => {
  const lines = async ({ context }: TestForum, who = "member") =>
    (await getNewReaders(context, actors[who]!)).map(({ organisation, drafts, waiting, hasLeft }) => [
      organisation,
      drafts.map(({ annotation }) => annotation.id),
      waiting,
      hasLeft,
    ]);

  test("asks for each draft, then keeps the record that it was opened, also after the organisation left", async () => {
    const forum = await opened();
    await share(forum);
    await share(forum, "member", 2);
    await setMembers(forum, everyone);
    const both = [uuid(1), uuid(2)];
    expect(await lines(forum)).toEqual([["south", both, both, false]]);
    await agree(forum, "member", [uuid(1)]);
    expect(await lines(forum)).toEqual([["south", both, [uuid(2)], false]]);
    await setMembers(forum, ["north", "registry"]);
    expect(await lines(forum)).toEqual([["south", [uuid(1)], [], true]]);
    expect(await readersOf(forum, uuid(1))).toEqual(before);
  });

  test("also asks about an organisation that the author's own coordinator added, and nobody else", async () => {
    const forum = await opened();
    await share(forum, "coordinator");
    await setMembers(forum, everyone);
    expect(await lines(forum, "coordinator")).toHaveLength(1);
    expect([await lines(forum, "member"), await lines(forum, "other")]).toEqual([[], []]);
  });
});

test("an organisation that comes back reads again what was opened to it, and is asked for the rest", async () => {
  const forum = await opened();
  await share(forum);
  await setMembers(forum, everyone);
  await leaveCircle(forum.context, { ...actors["other"]!, role: "coordinator" }, { circle });
  await share(forum, "member", 2);
  expect(await readersOf(forum, uuid(1))).not.toContain("other");
  await setMembers(forum, everyone);
  expect(await readersOf(forum, uuid(1))).toContain("other");
  expect(await readersOf(forum, uuid(2))).not.toContain("other");
});

test("an organisation that absorbed a reader reads on, also when it takes its place in the circle", async () => {
  const forum = await opened();
  await share(forum);
  await mergeOrganisations(forum.context, secretariat, { organisation: "registry", into: "south" });
  const absorbing = { ...southerner, absorbed: ["registry"] };
  const read = () => getAnnotation(forum.context, absorbing, { annotation: uuid(1) });
  await read();
  await setMembers(forum, ["north", "south"]);
  await read();
});

describe("drafts stored by an earlier version", () => {
  test("still parse, and stay open to those who read them, and closed to those who join", async () => {
    const forum = await opened();
    await share(forum);
    await forgetOpenings(forum);
    const stored = await forum.context.store.read((reader) => reader.get("annotations", uuid(1)));
    expect(Annotation.parse(stored)).toEqual(stored);
    expect(await readersOf(forum, uuid(1))).toEqual(before);
    await setMembers(forum, everyone);
    expect(await readersOf(forum, uuid(1))).toEqual(before);
    await agree(forum);
    expect(await readersOf(forum, uuid(1))).toEqual([...before, "southerner"]);
  });
});

test("for any history of a circle, people read exactly what was opened to their organisation", async () => {
  type Step = { add: string } | { remove: string } | { share: string } | { agree: string; draft: number };
  const organisation = fc.constantFrom(...everyone);
  const step: fc.Arbitrary<Step> = fc.oneof(
    fc.record({ add: organisation }),
    fc.record({ remove: organisation }),
    fc.record({ share: fc.constantFrom("member", "other") }),
    fc.record({ agree: organisation, draft: fc.nat(3) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), fc.boolean(), async (steps, isOld) => {
      const forum = await opened();
      const { context } = forum;
      let members = ["north", "registry"];
      const drafts: { id: string; author: string; openTo: Set<string> }[] = [];
      for (const one of [{ share: "member" } as Step, ...steps]) {
        if ("add" in one && !members.includes(one.add)) await setMembers(forum, (members = [...members, one.add]));
        if ("remove" in one && members.length > 2 && members.includes(one.remove))
          await setMembers(forum, (members = members.filter((id) => id !== one.remove)));
        if ("share" in one && members.includes(one.share === "member" ? "north" : "registry")) {
          const id = uuid(drafts.length + 1);
          await share(forum, one.share, drafts.length + 1);
          drafts.push({ id, author: one.share, openTo: new Set(members) });
          if (isOld && drafts.length === 1) await forgetOpenings(forum);
        }
        const draft = "agree" in one ? drafts[one.draft] : undefined;
        if ("agree" in one && draft && members.includes(one.agree)) {
          await agree(forum, draft.author, [draft.id], one.agree);
          draft.openTo.add(one.agree);
        }
      }
      for (const [who, actor] of Object.entries(actors)) {
        const mine = everyone.filter((id) => peopleOf[id]?.includes(who));
        const readable = drafts.filter(
          ({ author, openTo }) => author === who || mine.some((id) => members.includes(id) && openTo.has(id)),
        );
        const listed = await getAnnotations(context, actor, { version }, null);
        expect([who, listed.map(({ annotation }) => annotation.id).toSorted()]).toEqual([
          who,
          readable.map(({ id }) => id).toSorted(),
        ]);
        const told = JSON.stringify([
          await getEvents(context, actor, { document: "opinion-5", limit: 500 }),
          await getLibrary(context, actor, { size: 100 }),
          ...(await Promise.all(
            drafts.map(({ id }) => getEarlierWordings(context, actor, { annotation: id }).catch(() => [])),
          )),
        ]);
        for (const { id } of drafts) if (!readable.some((one) => one.id === id)) expect(told).not.toContain(id);
        const [shown] = (await getCircles(context, actor, { own: true, size: 1 })).items;
        const inCircle = mine.some((id) => members.includes(id));
        expect([who, shown?.drafts ?? null]).toEqual([who, inCircle ? readable.length : null]);
        const everOpen = drafts.some(({ author, openTo }) => author === who || mine.some((id) => openTo.has(id)));
        if (!everOpen) expect(told).not.toContain("circle-changed");
      }
    }),
    { numRuns: 25 },
  );
});
