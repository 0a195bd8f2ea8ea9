import type { ReceiveQuery, ShownContribution } from "#core/contract/contribution-operations.ts";
import { sentenceOf } from "#core/phrases/notification-text.ts";
import type { Organisation } from "../../../server/core/access/people.ts";
import { withdrawAnnotation } from "../../../server/services/annotations/standing.ts";
import { getContribution, getContributions } from "../../../server/services/contributions/contribution.ts";
import { editContribution, editContributionItems } from "../../../server/services/contributions/edit-contribution.ts";
import { importContribution, undoImport } from "../../../server/services/contributions/import-contribution.ts";
import { erasePerson } from "../../../server/services/forum/erase-person.ts";
import { getNotifications } from "../../../server/services/inbox/notifications.ts";
import { addOrganisation, changeOrganisation } from "../../../server/services/people/organisations.ts";
import { setConsultation } from "../../../server/services/publication/consultation.ts";
import { receiveContribution } from "../../../server/services/contributions/receive-contribution.ts";
import { bodies, tableOf } from "../../support/bodies-table.ts";
import { asActor, firstDraft, openForum, type TestForum } from "../../support/forum.ts";

const secretariat = asActor("secretariat");
const names = bodies.map(({ shortName }) => shortName);
const secretariatItself: Organisation = { id: "bureau", name: "The Bureau", shortName: "Bureau", group: "other" };

async function open(): Promise<TestForum> {
  const forum = await openForum();
  const added = [...bodies.slice(2), secretariatItself];
  for (const organisation of added) await addOrganisation(forum.context, secretariat, organisation);
  await forum.publish("1", firstDraft);
  return forum;
}

function receive(
  { context }: TestForum,
  sources: readonly string[],
  more: Partial<ReceiveQuery> = {},
): Promise<ShownContribution> {
  const query = { fileName: "table.csv", version: "opinion-5@1", jointly: undefined, ...more };
  return receiveContribution(context, secretariat, { bytes: tableOf(sources), ...query });
}

const take = ({ context }: TestForum, { id: contribution, revision }: ShownContribution) =>
  importContribution(context, secretariat, { contribution, revision });

/** Lists the stored comments, each with its organisation and those that speak jointly with it. */
async function speakers({ context }: TestForum): Promise<string[]> {
  const annotations = await context.store.read((reader) => reader.list("annotations", { documentId: "opinion-5" }));
  return annotations.map(({ text, speaker: { organisation, jointly } }) =>
    [text, ...[organisation, ...jointly].map((one) => one?.shortName)].join(" "),
  );
}

test.each([
  ["without a sender", {}],
  ["for the secretariat", { organisation: "bureau" }],
  ["jointly for all of them", { organisation: "north", jointly: bodies.slice(1).map(({ id }) => id) }],
])("imports each row of a table of eight bodies %s under its own body", async (_how, senders) => {
  const forum = await open();
  const received = await receive(forum, [...names, "Tavi"], senders);
  expect(received.held).toEqual([]);
  await take(forum, received);
  expect(await speakers(forum)).toEqual([...names, "Tavi"].map((name, at) => `Comment ${String(at + 1)}. ${name}`));
});

test("finds an organisation by a name that it had before, unless another has it now", async () => {
  const forum = await open();
  const rename = (organisation: string, name: string, shortName: string) =>
    changeOrganisation(forum.context, secretariat, { organisation, name, shortName });
  await rename("tavi", "Republic of Tavi", "TV");
  await rename("tavi", "Union of Tavi", "TU");
  await rename("lakeside", "Union of Lakes", "UL");
  await rename("bureau", "Administration of Lakeside", "AL");
  const { sources } = await receive(forum, ["TV", "Administration of Tavi", "Administration of Lakeside"]);
  expect(sources.map(({ by, organisations }) => [by, organisations[0]?.id])).toEqual([
    ["exact", "tavi"],
    ["exact", "tavi"],
    ["exact", "bureau"],
  ]);
});

test("makes a comment joint only if its row names several bodies", async () => {
  const forum = await open();
  await take(forum, await receive(forum, ["North", "Tavi & Registry", "Holm / North"]));
  expect(await speakers(forum)).toEqual(["Comment 1. North", "Comment 2. Tavi Registry"]);
});

test("holds the rows of a likely source until a person confirms it", async () => {
  const forum = await open();
  const received = await receive(forum, ["North", "Adminstration of Tavi"]);
  expect(
    received.sources.map(({ name, by, isHeld, organisations }) => [name, by, isHeld, organisations[0]?.id]),
  ).toEqual([
    ["North", "exact", false, "north"],
    ["Adminstration of Tavi", "likely", true, "tavi"],
  ]);
  const sources = [{ name: "Adminstration of Tavi", organisationIds: ["tavi"] }];
  const edit = { contribution: received.id, revision: received.revision, sources };
  await take(forum, await editContribution(forum.context, secretariat, edit));
  expect(await speakers(forum)).toEqual(["Comment 1. North", "Comment 2. Tavi"]);
});

test("keeps an unknown source as a plain name without an organisation", async () => {
  const forum = await open();
  await take(forum, await receive(forum, ["North", "Friends of the Sea"]));
  const annotations = await forum.context.store.read((reader) =>
    reader.list("annotations", { documentId: "opinion-5" }),
  );
  expect(annotations.map(({ speaker }) => [speaker.name, speaker.organisation?.id, speaker.capacity])).toEqual([
    ["Administration of North", "north", "organisation"],
    ["Friends of the Sea", undefined, "personal"],
  ]);
});

test("matches the other unknown sources again when one becomes a new organisation", async () => {
  const forum = await open();
  const { id: contribution, revision } = await receive(forum, ["Friends of the Sea", "FOTS", "Elm"]);
  const fields = { shortName: "Sea", name: "Friends of the Sea", group: "other" };
  const { organisation } = await addOrganisation(forum.context, secretariat, fields);
  const sources = [{ name: "Friends of the Sea", organisationIds: [organisation.id] }];
  const edited = await editContribution(forum.context, secretariat, { contribution, revision, sources });
  expect(edited.sources.map(({ by, isHeld, organisations }) => [by, isHeld, organisations[0]?.shortName])).toEqual([
    ["person", false, "Sea"],
    ["likely", true, "Sea"],
    ["unknown", false, undefined],
  ]);
});

test("holds an unknown source of a sender's file until a person keeps it as a plain name", async () => {
  const forum = await open();
  const received = await receive(forum, ["Friends of the Sea"], { organisation: "north" });
  expect(received.held).toEqual([{ source: "Friends of the Sea", count: 1 }]);
  const sources = [{ name: "Friends of the Sea", organisationIds: [] }];
  const edit = { contribution: received.id, revision: received.revision, sources };
  await take(forum, await editContribution(forum.context, secretariat, edit));
  expect(await speakers(forum)).toEqual(["Comment 1. "]);
});

test("does not let a coordinator import rows of another organisation", async () => {
  const forum = await open();
  const coordinator = asActor("coordinator");
  const bytes = tableOf(["North", "Tavi"]);
  const query = { fileName: "table.csv", version: "opinion-5@1", jointly: undefined };
  const received = await receiveContribution(forum.context, coordinator, { bytes, ...query });
  const sources = [{ name: "Tavi", organisationIds: ["tavi"] }];
  const edit = { contribution: received.id, revision: received.revision, sources };
  await expect(editContribution(forum.context, coordinator, edit)).rejects.toMatchObject({ code: "invalid-request" });
  const input = { contribution: received.id, revision: received.revision };
  expect((await importContribution(forum.context, coordinator, input)).held).toEqual([{ source: "Tavi", count: 1 }]);
  expect(await speakers(forum)).toEqual(["Comment 1. North"]);
});

test("rejects a source that no row names, and an organisation that does not exist", async () => {
  const forum = await open();
  const { id: contribution, revision } = await receive(forum, ["North"]);
  for (const source of [
    { name: "South", organisationIds: ["tavi"] },
    { name: "North", organisationIds: ["south"] },
  ]) {
    const edit = { contribution, revision, sources: [source] };
    await expect(editContribution(forum.context, secretariat, edit)).rejects.toMatchObject({ code: "invalid-request" });
  }
});

test("notifies and lists only the own rows to a body whose rows are in a file of a blind consultation", async () => {
  const forum = await open();
  await setConsultation(forum.context, secretariat, {
    version: "opinion-5@1",
    revision: 0,
    opensAt: "2013-02-01T00:00:00Z",
    closesAt: "2013-04-01T00:00:00Z",
    blind: true,
  });
  await take(forum, await receive(forum, ["North", "Tavi", "Tavi"]));
  const coordinator = asActor("coordinator");
  const { items } = await getContributions(forum.context, coordinator, { size: 10 });
  expect(items.map(({ organisations, comments }) => [organisations.map(({ id }) => id), comments])).toEqual([
    [["north"], 1],
  ]);
  const told = await getNotifications(forum.context, coordinator, { state: "unread", size: 10 });
  expect(told.items.flatMap(({ entries }) => entries.map(({ kind }) => kind))).toContain("contribution-imported");
});

test("keeps no name of an erased person as the source of a row, and leaves that row out", async () => {
  const forum = await open();
  const { id } = await receive(forum, ["North", "The other"]);
  await erasePerson(forum.context, secretariat, { person: "other", reason: "A court asked for it." });
  const left = await getContribution(forum.context, secretariat, { contribution: id });
  expect(JSON.stringify(left)).not.toContain("The other");
  expect(left.items.map(({ included, taken }) => [included, taken])).toEqual([
    [true, true],
    [false, false],
  ]);
});

test("a coordinator objects to a comment imported in the organisation's name, and the secretariat learns why", async () => {
  const forum = await open();
  const { context } = forum;
  const received = await receive(forum, ["North", "Registry"]);
  await take(forum, received);
  const [north, registry] = await context.store.read((reader) => reader.list("annotations", {}));
  const object = (who: string, annotation: string) =>
    withdrawAnnotation(context, asActor(who), { annotation, reason: "Not our comment." });
  await expect(object("member", north!.id)).rejects.toThrow("not-allowed");
  await expect(object("coordinator", registry!.id)).rejects.toThrow("not-allowed");
  await object("coordinator", north!.id);
  const told = await getNotifications(context, secretariat, { state: "unread", size: 10 });
  const entries = told.items.flatMap(({ entries }) => entries);
  expect(entries.map(({ kind, by, text }) => [kind, by?.name, text])).toContainEqual([
    ...["import-questioned", "The coordinator", "Not our comment."],
  ]);
});

test("tells an organisation how many of its rows were imported, and offers it their report", async () => {
  const forum = await open();
  const received = await receive(forum, ["North", "North", "Tavi"]);
  const items = [{ id: received.items[0]?.id ?? "", included: false, reason: "It repeats another row." }];
  const edit = { contribution: received.id, revision: received.revision, items };
  await take(forum, { ...received, ...(await editContributionItems(forum.context, secretariat, edit)) });
  const { items: told } = await getNotifications(forum.context, asActor("coordinator"), { state: "unread", size: 10 });
  const item = told.find(({ contribution }) => contribution)!;
  expect(item.contribution?.own).toEqual({ received: 2, imported: 1 });
  expect(sentenceOf({ entry: item.entries[0]!, item }, { language: "en", timeZone: undefined })).toBe(
    "table.csv was imported. 1 of 2 parts in the name of your organisation was imported.",
  );
  const mayReconcile = async (who: string): Promise<boolean | undefined> =>
    (await getContributions(forum.context, asActor(who), { size: 10 })).items[0]?.may.reconcile;
  expect([await mayReconcile("member"), await mayReconcile("other")]).toEqual([true, false]);
});

test("undoing an import does not look like an objection", async () => {
  const forum = await open();
  const { id, revision } = await take(forum, await receive(forum, ["North"]));
  await undoImport(forum.context, secretariat, { contribution: id, revision });
  const events = await forum.context.store.read((reader) => reader.events({ after: 0, limit: 500 }));
  const withdrawn = events.filter(({ kind }) => kind === "annotation-withdrawn");
  expect(withdrawn.map(({ concerns }) => concerns)).toEqual([undefined]);
});

test("names no sender for a table with comments of several bodies", async () => {
  expect((await receive(await open(), names)).organisations).toEqual([]);
});

test.each([
  ["short name", ["North"], {}],
  ["name, in other case", ["ADMINISTRATION OF NORTH"], {}],
  ["name and short name", ["North", "Administration of North"], {}],
  ["names of joint senders in any order", ["Registry; North"], { organisation: "north", jointly: ["registry"] }],
  ["own name on one row and no name on another", ["North", ""], {}],
  ["empty source", [""], { organisation: "north" }],
])("imports rows that give the sender's %s", async (_what, sources, senders) => {
  const forum = await open();
  const received = await receive(forum, sources, senders);
  expect(received.held).toEqual([]);
  await take(forum, received);
  expect((await speakers(forum)).length).toBe(sources.length);
});

test("holds rows without a source if others name another source than the sender", async () => {
  const forum = await open();
  const received = await receive(forum, ["North", "Tavi", ""], { organisation: "north" });
  const taken = await take(forum, received);
  expect(await speakers(forum)).toEqual(["Comment 1. North", "Comment 2. Tavi"]);
  expect(taken.held).toEqual([{ source: "", count: 1 }]);
});

test("imports a held row when its body becomes the sender", async () => {
  const forum = await open();
  const received = await receive(forum, ["Tavi"], { organisation: "north" });
  const edit = { contribution: received.id, revision: received.revision, organisation: "tavi" };
  await take(forum, await editContribution(forum.context, secretariat, edit));
  expect(await speakers(forum)).toEqual(["Comment 1. Tavi"]);
});

describe("a table that an earlier server received without the sources of its rows", () => {
  /** Removes the sources from the stored items, as earlier servers stored them. */
  async function receivedEarlier(forum: TestForum, sources: readonly string[]): Promise<ShownContribution> {
    const { id } = await receive(forum, sources, { organisation: "bureau" });
    await forum.context.store.transact(async (writer) => {
      const stored = await writer.get("contributions", id);
      if (!stored) throw new Error("not stored");
      const items = stored.items.map(({ source: _source, ...item }) => item);
      const { rowSources: _sources, ...rest } = stored;
      await writer.put("contributions", { ...rest, items });
      const subject = { collection: "contributions", id } as const;
      const event = { actor: null, onBehalfOf: null, documentId: null, before: null, after: null, subject };
      await writer.append({ ...event, at: "2013-02-07T00:00:00.000Z", kind: "forum-seeded" });
    });
    return getContribution(forum.context, secretariat, { contribution: id });
  }

  test("is held if it has comments of others", async () => {
    const forum = await open();
    const received = await receivedEarlier(forum, names);
    expect(received.held.length).toBe(8);
    await expect(take(forum, received)).rejects.toMatchObject({ code: "source-not-sender" });
  });

  test("is imported if it names the sender or nobody", async () => {
    const forum = await open();
    await take(forum, await receivedEarlier(forum, ["Bureau", ""]));
    expect(await speakers(forum)).toEqual(["Comment 1. Bureau", "Comment 2. Bureau"]);
  });

  test("is not imported again under the wrong name after an undo", async () => {
    const forum = await open();
    const { id } = await receivedEarlier(forum, ["Bureau"]);
    const imported = await take(forum, await getContribution(forum.context, secretariat, { contribution: id }));
    const undone = await undoImport(forum.context, secretariat, { contribution: id, revision: imported.revision });
    const edit = { contribution: id, revision: undone.revision, organisation: "north" };
    const edited = await editContribution(forum.context, secretariat, edit);
    await expect(take(forum, edited)).rejects.toMatchObject({ code: "source-not-sender" });
  });
});
