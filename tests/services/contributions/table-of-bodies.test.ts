import type { ReceiveQuery, ShownContribution } from "#core/contract/contribution-operations.ts";
import type { Organisation } from "../../../server/core/access/people.ts";
import { getContribution } from "../../../server/services/contributions/contribution.ts";
import { editContribution } from "../../../server/services/contributions/edit-contribution.ts";
import { importContribution, undoImport } from "../../../server/services/contributions/import-contribution.ts";
import { addOrganisation } from "../../../server/services/people/organisations.ts";
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
])("holds a table with comments of eight bodies %s, and imports none of them", async (_how, senders) => {
  const forum = await open();
  const received = await receive(forum, [...names, "Tavi"], senders);
  expect(received.items.map(({ source, taken }) => [source, taken])).toEqual(
    [...names, "Tavi"].map((name) => [name, false]),
  );
  expect(received.held).toEqual([
    { source: "Tavi", count: 2 },
    ...names.filter((name) => name !== "Tavi").map((source) => ({ source, count: 1 })),
  ]);
  expect(received.may.take).toBe(false);
  await expect(take(forum, received)).rejects.toMatchObject({
    code: "source-not-sender",
    params: {
      bodies: 8,
      sources: `Tavi (2), ${names
        .filter((name) => name !== "Tavi")
        .map((name) => `${name} (1)`)
        .join(", ")}`,
    },
  });
  expect(await speakers(forum)).toEqual([]);
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

test("imports only the sender's own rows of a table, and holds those without a source", async () => {
  const forum = await open();
  const received = await receive(forum, ["North", "Tavi", "", "North, Tavi"], { organisation: "north" });
  const taken = await take(forum, received);
  expect(await speakers(forum)).toEqual(["Comment 1. North"]);
  expect(taken.held).toEqual(["Tavi", "", "North, Tavi"].map((source) => ({ source, count: 1 })));
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
      await writer.put("contributions", { ...stored, items });
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
