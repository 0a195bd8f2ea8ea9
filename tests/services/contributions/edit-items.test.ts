import type { EditedItems, ItemEdit, ShownContribution } from "#core/contract/contribution-operations.ts";
import { getContribution } from "../../../server/services/contributions/contribution.ts";
import { editContribution, editContributionItems } from "../../../server/services/contributions/edit-contribution.ts";
import { receiveContribution } from "../../../server/services/contributions/receive-contribution.ts";
import { tableOf } from "../../support/bodies-table.ts";
import { asActor, firstDraft, openForum, type TestForum } from "../../support/forum.ts";

const secretariat = asActor("secretariat");

async function open(): Promise<{ forum: TestForum; received: ShownContribution; ids: string[] }> {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  const query = { fileName: "table.csv", version: "opinion-5@1", jointly: undefined };
  const bytes = tableOf(["North", "Tavi", "Registry"]);
  const received = await receiveContribution(forum.context, secretariat, { bytes, ...query });
  return { forum, received, ids: received.items.map(({ id }) => id) };
}

const edit = ({ context }: TestForum, { id, revision }: ShownContribution, items: ItemEdit[]): Promise<EditedItems> =>
  editContributionItems(context, secretariat, { contribution: id, revision, items });

const stored = ({ context }: TestForum, { id: contribution }: ShownContribution): Promise<ShownContribution> =>
  getContribution(context, secretariat, { contribution });

test("edits several items in one request, and returns these items only", async () => {
  const { forum, received, ids } = await open();
  const [first = "", , third = ""] = ids;
  const edited = await edit(forum, received, [
    { id: first, included: false, reason: "It repeats another row." },
    { id: third, included: false },
  ]);
  expect(edited.items.map(({ id, included, reason, taken }) => ({ id, included, reason, taken }))).toEqual([
    { id: first, included: false, reason: "It repeats another row.", taken: false },
    { id: third, included: false, reason: undefined, taken: false },
  ]);
  const after = await stored(forum, received);
  expect(after.items.map(({ included }) => included)).toEqual([false, true, false]);
  expect(after.revision).toBe(edited.revision);
});

test("makes no edit if one is refused", async () => {
  const { forum, received, ids } = await open();
  const [first = "", second = ""] = ids;
  const refused = edit(forum, received, [
    { id: first, included: false },
    { id: second, targets: [{ kind: "clause", clause: "nowhere" }] },
  ]);
  await expect(refused).rejects.toMatchObject({ code: "target-not-in-version" });
  expect(await stored(forum, received)).toEqual(received);
});

test("an item that is included again has no reason any more", async () => {
  const { forum, received, ids } = await open();
  const [id = ""] = ids;
  const without = await edit(forum, received, [{ id, included: false, reason: "Off topic." }]);
  const again = await edit(forum, { ...received, revision: without.revision }, [{ id, included: true }]);
  expect(again.items.map(({ reason }) => reason)).toEqual([undefined]);
});

test("a location and its confirmation can be undone, because the doubt is kept", async () => {
  const { forum, received, ids } = await open();
  const [id = ""] = ids;
  const [before] = received.items;
  const moved = await edit(forum, received, [{ id, targets: [{ kind: "document" }] }]);
  expect(moved.items.map(({ doubt, confirmed, taken }) => ({ doubt, confirmed, taken }))).toEqual([
    { doubt: before?.doubt, confirmed: true, taken: true },
  ]);
  const undone = await edit(forum, { ...received, revision: moved.revision }, [{ id, targets: [], confirmed: false }]);
  expect(undone.items.map(({ targets, confirmed, taken }) => ({ targets, confirmed, taken }))).toEqual([
    { targets: [], confirmed: false, taken: false },
  ]);
});

test("keeps reasons and confirmations when the file is read again on the same version", async () => {
  const { forum, received, ids } = await open();
  const [first = "", second = ""] = ids;
  const { revision } = await edit(forum, received, [
    { id: first, confirmed: true },
    { id: second, included: false, reason: "Off topic." },
  ]);
  const query = { contribution: received.id, revision, sentOn: "2013-02-04" };
  const { items } = await editContribution(forum.context, secretariat, query);
  expect(items.map(({ confirmed, reason }) => [confirmed, reason])).toEqual([
    [true, undefined],
    [undefined, "Off topic."],
    [undefined, undefined],
  ]);
});
