import type { OrganisationAnnotations, PersonAnnotations } from "#core/contract/source-operations.ts";
import type { Forum } from "../../../server/core/access/forum.ts";
import { createReply } from "../../../server/services/annotations/reply.ts";
import { signOn } from "../../../server/services/annotations/joint.ts";
import { withdrawAnnotation } from "../../../server/services/annotations/standing.ts";
import { erasePerson } from "../../../server/services/forum/erase-person.ts";
import { decideAnnotation } from "../../../server/services/outcome/decision.ts";
import {
  getOrganisationAnnotations,
  getPersonAnnotations,
} from "../../../server/services/outcome/source-annotations.ts";
import { changeOrganisation } from "../../../server/services/people/organisations.ts";
import { changePerson, deactivatePerson } from "../../../server/services/people/people.ts";
import { makeCircle } from "../../../server/services/people/circle.ts";
import { setConsultation } from "../../../server/services/publication/consultation.ts";
import { openMemoryStore } from "../../../server/store/memory/memory.ts";
import { countReads } from "../../support/counted-reads.ts";
import { asActor, firstDraft, openForum, secondDraft, type TestForum, uuid } from "../../support/forum.ts";

const secretariat = asActor("secretariat");

interface Input {
  kind?: "comment" | "proposal";
  document?: string;
  outcome?: string;
  after?: string;
  size?: number;
}

const ofPerson = (forum: TestForum, who: string, author: string, input: Input = {}): Promise<PersonAnnotations> =>
  getPersonAnnotations(forum.context, asActor(who), { size: 20, ...input, author }, null);

const ofOrganisation = (
  forum: TestForum,
  who: string,
  organisation: string,
  input: Input = {},
): Promise<OrganisationAnnotations> =>
  getOrganisationAnnotations(forum.context, asActor(who), { size: 20, ...input, organisation }, null);

const idsOf = ({ items }: { items: readonly { id: string }[] }): string[] => items.map(({ id }) => id);

async function openWithDraft(overrides: Partial<Forum> = {}): Promise<TestForum> {
  const forum = await openForum(overrides);
  await forum.publish("1", firstDraft);
  return forum;
}

const decide = (forum: TestForum, annotation: string, outcome: "accepted" | "noted") =>
  decideAnnotation(forum.context, secretariat, {
    ...{ annotation, outcome, revision: 0, reason: "As agreed.", mergedWith: null, shownIn: null },
  });

/** Opens a forum with a comment that Registry co-signed, a personal one, and one of Registry. */
async function openWithSources(overrides: Partial<Forum> = {}): Promise<TestForum> {
  const forum = await openWithDraft(overrides);
  await forum.comment("member");
  await signOn(forum.context, asActor("other"), { annotation: uuid(1), revision: await forum.revision(uuid(1)) });
  await forum.comment("member", { capacity: "personal" });
  await forum.comment("other");
  return forum;
}

test("lists a person's comments, the latest first, to everybody", async () => {
  expect(idsOf(await ofPerson(await openWithSources(), "public", "member"))).toEqual([uuid(2), uuid(1)]);
});

test("lists what an organisation made or co-signed, without personal comments of its people", async () => {
  const forum = await openWithSources();
  expect(idsOf(await ofOrganisation(forum, "public", "north"))).toEqual([uuid(1)]);
  expect(idsOf(await ofOrganisation(forum, "public", "registry"))).toEqual([uuid(3), uuid(1)]);
});

test("counts comments and proposals by all authors of an organisation", async () => {
  const forum = await openWithSources();
  const operations = [{ kind: "delete", clause: "considering-c" } as const];
  await forum.comment("colleague", { kind: "proposal", operations });
  expect((await ofOrganisation(forum, "public", "north")).totals).toEqual({ comment: 1, proposal: 1 });
});

test("names the people who commented for an organisation, but no co-signer", async () => {
  const { organisation } = await ofOrganisation(await openWithSources(), "public", "registry");
  expect(organisation.people).toEqual([{ id: "other", name: "The other" }]);
});

test("names an organisation as it once commented", async () => {
  const forum = await openWithSources();
  await changeOrganisation(forum.context, secretariat, { organisation: "north", name: "Northern Administration" });
  const { organisation } = await ofOrganisation(forum, "public", "north");
  expect(organisation).toMatchObject({ name: "Northern Administration", formerNames: ["Administration of North"] });
});

test("shows wording, citation, decision, location, uptake and number of replies", async () => {
  const forum = await openWithDraft();
  const operations = [{ kind: "delete", clause: "considering-c" } as const];
  await forum.comment("member", {
    kind: "proposal",
    operations,
    targets: [{ kind: "clause", clause: "considering-c" }],
  });
  const reply = { annotation: uuid(1), id: uuid(50), text: "Yes.", position: "support" } as const;
  await createReply(forum.context, asActor("other"), reply);
  await decide(forum, uuid(1), "accepted");
  await forum.publish("2", secondDraft);
  expect((await ofPerson(forum, "public", "member")).items).toMatchObject([
    {
      ...{ document: { title: "Opinion 5" }, madeOn: { label: "Draft 1" }, replies: 1 },
      targets: [{ kind: "clause", first: "considering c)", last: null }],
      proposed: { language: "en", clauses: [{ citation: "considering c)" }] },
      decision: { outcome: "accepted", reason: "As agreed." },
      later: { address: "opinion-5@2", placement: { state: "orphan", gone: true } },
      uptake: { extent: "verbatim", isCorrected: false },
    },
  ]);
});

describe("filters", () => {
  let forum: TestForum;
  beforeAll(async () => {
    forum = await openWithDraft();
    await forum.comment("member");
    const operations = [{ kind: "delete", clause: "considering-c" } as const];
    await forum.comment("member", { kind: "proposal", operations });
    await decide(forum, uuid(1), "noted");
  });

  test.each<[Input, string[]]>([
    [{ kind: "proposal" }, [uuid(2)]],
    [{ outcome: "noted" }, [uuid(1)]],
    [{ outcome: "undecided" }, [uuid(2)]],
    [{ outcome: "undecided", kind: "comment" }, []],
    [{ document: "opinion-5" }, [uuid(2), uuid(1)]],
    [{ document: "opinion-6" }, []],
  ])("%j finds %j", async (input, ids) => {
    expect(idsOf(await ofOrganisation(forum, "public", "north", input))).toEqual(ids);
  });
});

test("has each comment once, whatever the size of the parts and the filter", async () => {
  const forum = await openWithDraft();
  for (let number = 1; number <= 12; number += 1) {
    await forum.comment("member");
    if (number % 2 === 0) await decide(forum, uuid(number), "noted");
  }
  const listed: string[] = [];
  for (let after: string | null = ""; after !== null;) {
    const input = { size: 2, outcome: "noted", ...(after !== "" && { after }) };
    const part: PersonAnnotations = await ofPerson(forum, "public", "member", input);
    listed.push(...idsOf(part));
    after = part.next;
  }
  expect(listed).toEqual([12, 10, 8, 6, 4, 2].map(uuid));
});

test("ends the list at its last comment", async () => {
  expect((await ofPerson(await openWithSources(), "public", "member", { size: 2 })).next).toBeNull();
});

describe("drafts", () => {
  let forum: TestForum;
  beforeAll(async () => {
    forum = await openWithDraft();
    const circle = { id: uuid(90), name: "Coast", organisationIds: ["north", "registry"] };
    await makeCircle(forum.context, asActor("coordinator"), circle);
    await forum.comment("member", { visibility: "private" });
    await forum.comment("member", { visibility: "organisation" });
    await forum.comment("member", { visibility: "circle", circle: circle.id });
    await forum.comment("member");
    await withdrawAnnotation(forum.context, asActor("member"), { annotation: uuid(4), reason: "" });
  });

  test("are shown to their author, as what they are", async () => {
    const { items } = await ofPerson(forum, "member", "member");
    expect(items.map(({ visibility }) => visibility)).toEqual(["circle", "organisation", "private"]);
  });

  test.each(["public", "colleague", "coordinator", "other", "secretariat"])(
    "are neither listed nor counted for %s",
    async (who) => {
      const none = { items: [], next: null, totals: { comment: 0, proposal: 0 } };
      if (who !== "public") expect(await ofPerson(forum, who, "member", { size: 1 })).toMatchObject(none);
      expect(await ofOrganisation(forum, who, "north", { size: 1 })).toMatchObject({
        ...none,
        organisation: { people: [] },
      });
    },
  );

  test("do not count for their own author, whose total is that of others", async () => {
    expect((await ofPerson(forum, "member", "member")).totals).toEqual({ comment: 0, proposal: 0 });
  });

  test("from before a replaced address are closed to their author, unless their organisation reads them", async () => {
    const held = { ...asActor("member"), heldBefore: "2099-01-01T00:00:00.000Z" };
    const part = await getPersonAnnotations(forum.context, held, { author: "member", size: 2 }, null);
    expect([idsOf(part), part.next]).toEqual([[uuid(3), uuid(2)], null]);
  });
});

describe("a blind consultation", () => {
  let forum: TestForum;
  beforeAll(async () => {
    forum = await openWithDraft();
    await forum.comment("member");
    await forum.publish("2", secondDraft);
    const period = { opensAt: "2013-01-01T00:00:00Z", closesAt: "2014-01-01T00:00:00Z", blind: true };
    await setConsultation(forum.context, secretariat, { version: "opinion-5@2", ...period, revision: 0 });
    await forum.comment("member", { version: "opinion-5@2" });
    await forum.comment("coordinator", { version: "opinion-5@2" });
  });

  test.each(["public", "observer", "other"])("hides comments from %s, also in totals and parts", async (who) => {
    const hidden = { items: [{ id: uuid(1) }], next: null, totals: null };
    expect(await ofPerson(forum, who, "member", { size: 1 })).toMatchObject(hidden);
    const ofNorth = { ...hidden, organisation: { people: [], formerNames: [] } };
    expect(await ofOrganisation(forum, who, "north", { size: 1 })).toMatchObject(ofNorth);
  });

  test("does not reveal who commented only there", async () => {
    await expect(ofPerson(forum, "public", "coordinator")).rejects.toMatchObject({ code: "not-found" });
  });

  test.each(["colleague", "chair"])("shows them to %s with totals", async (who) => {
    const { items, totals } = await ofOrganisation(forum, who, "north");
    expect([items.length, totals]).toEqual([3, { comment: 3, proposal: 0 }]);
  });
});

describe("hidden sources", () => {
  let forum: TestForum;
  beforeAll(async () => (forum = await openWithSources({ sources: "hidden" })));

  test.each(["public", "observer", "other", "chair"])("leave the page of an organisation empty for %s", async (who) => {
    const { items, next, totals, isHidden, organisation } = await ofOrganisation(forum, who, "north", { size: 1 });
    expect({ items, next, totals, isHidden }).toEqual({ items: [], next: null, totals: null, isHidden: true });
    expect(organisation).toMatchObject({ people: [], formerNames: [] });
  });

  test.each(["observer", "colleague", "chair"])("leave the page of a person empty for %s", async (who) => {
    expect(await ofPerson(forum, who, "member")).toMatchObject({ items: [], totals: null, isHidden: true });
  });

  test("do not reveal to the public who commented", async () => {
    await expect(ofPerson(forum, "public", "member")).rejects.toMatchObject({ code: "not-found" });
  });

  test.each<[string, string[]]>([
    ["colleague", [uuid(1)]],
    ["secretariat", [uuid(1)]],
  ])("are shown to %s", async (who, ids) => {
    expect(idsOf(await ofOrganisation(forum, who, "north"))).toEqual(ids);
  });

  test("show people their own comments", async () => {
    expect(idsOf(await ofPerson(forum, "member", "member"))).toEqual([uuid(2), uuid(1)]);
  });
});

describe("facts about a person", () => {
  test("are those of the list of people for people with an account", async () => {
    const { person } = await ofPerson(await openWithSources(), "observer", "member");
    expect(person).toMatchObject({ role: "member", organisation: { shortName: "North" }, group: "member-state" });
  });

  test("are those of the latest comment for the public", async () => {
    const forum = await openWithDraft();
    await forum.comment("member");
    await changePerson(forum.context, secretariat, { person: "member", name: "M.", organisationId: "registry" });
    const { person } = await ofPerson(forum, "public", "member");
    expect(person).toMatchObject({ name: "The member", role: null, organisation: { shortName: "North" } });
  });

  test("are not public without a comment", async () => {
    await expect(ofPerson(await openWithSources(), "public", "chair")).rejects.toMatchObject({ code: "not-found" });
  });

  test("are found by members without a comment", async () => {
    expect((await ofPerson(await openWithSources(), "other", "chair")).person.name).toBe("The chair");
  });

  test("of a deactivated person without comments are for the secretariat only", async () => {
    const forum = await openWithSources();
    await deactivatePerson(forum.context, secretariat, { person: "observer" });
    await expect(ofPerson(forum, "other", "observer")).rejects.toMatchObject({ code: "not-found" });
    expect((await ofPerson(forum, "secretariat", "observer")).items).toEqual([]);
  });

  test("are gone after an erasure, under the former id and the new one", async () => {
    const forum = await openWithSources();
    const reason = "A court says so.";
    const { replacement } = await erasePerson(forum.context, secretariat, { person: "member", reason });
    for (const author of ["member", replacement])
      await expect(ofPerson(forum, "secretariat", author)).rejects.toMatchObject({ code: "not-found" });
    expect((await ofOrganisation(forum, "public", "north")).organisation.people).toEqual([]);
  });
});

test("does not list what a person answers for under another's name from a file", async () => {
  const forum = await openWithSources();
  await forum.context.store.transact(async (writer) => {
    const imported = await writer.get("annotations", uuid(2));
    if (!imported) throw new Error("There is no comment");
    const after = { ...imported, contributionId: "file", speaker: { ...imported.speaker, name: "Plain Name" } };
    await writer.put("annotations", after);
    const event = { at: after.createdAt, actor: null, onBehalfOf: null, documentId: null, before: null } as const;
    const subject = { collection: "annotations", id: after.id } as const;
    await writer.append({ ...event, kind: "annotation-edited", subject, after });
  });
  const { items, totals } = await ofPerson(forum, "public", "member");
  expect([items.map(({ id }) => id), totals]).toEqual([[uuid(1)], { comment: 1, proposal: 0 }]);
});

test("a page reads as many rows for an organisation with 300 comments as with 30", async () => {
  const read = async (comments: number): Promise<number> => {
    const counted = countReads(openMemoryStore());
    const forum = await openForum({}, counted.store);
    await forum.publish("1", firstDraft);
    await forum.comment("member");
    await counted.store.transact(async (writer) => {
      const template = await writer.get("annotations", uuid(1));
      if (!template) throw new Error("There is no comment");
      for (let number = 1; number < comments; number += 1)
        await writer.put("annotations", { ...template, id: uuid(1000 + number) });
      const event = { at: template.createdAt, actor: null, onBehalfOf: null, documentId: null, before: null } as const;
      const subject = { collection: "annotations", id: template.id } as const;
      await writer.append({ ...event, kind: "annotation-edited", subject, after: template });
    });
    counted.count();
    expect((await ofOrganisation(forum, "public", "north", { size: 10 })).totals?.comment).toBe(comments);
    return counted.count();
  };
  expect(await read(300)).toBe(await read(30));
});
