import type { ShownContribution } from "#core/contract/contribution-operations.ts";
import { withdrawAnnotation } from "../../../server/services/annotations/standing.ts";
import { getContribution } from "../../../server/services/contributions/contribution.ts";
import { importContribution, undoImport } from "../../../server/services/contributions/import-contribution.ts";
import { receiveContribution } from "../../../server/services/contributions/receive-contribution.ts";
import { asActor, firstDraft, openForum, secondDraft, type TestForum } from "../../support/forum.ts";

const secretariat = asActor("secretariat");

async function open(): Promise<TestForum> {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  return forum;
}

function receive({ context }: TestForum, texts: readonly string[], version = "1"): Promise<ShownContribution> {
  const rows = texts.map((text) => `North,considering b),${text},few are able`);
  const bytes = new TextEncoder().encode(["Source,Clause,Comment,Words", ...rows].join("\n"));
  const query = { fileName: "table.csv", version: `opinion-5@${version}`, jointly: undefined };
  return receiveContribution(context, secretariat, { bytes, ...query });
}

const take = ({ context }: TestForum, { id: contribution, revision }: ShownContribution): Promise<ShownContribution> =>
  importContribution(context, secretariat, { contribution, revision });

/** Lists what the review of a file shows: its new rows, and those that the forum already has. */
function divided({ items, setAside }: ShownContribution): { isNew: string[]; here: string[] } {
  expect(setAside.map(({ code }) => code)).toEqual(setAside.map(() => "said-already"));
  return { isNew: items.map(({ text }) => text), here: setAside.map(({ words }) => words) };
}

test("a later edition of a file adds only its new rows, also if the others have other numbers", async () => {
  const forum = await open();
  await take(forum, await receive(forum, ["First.", "Second."]));
  const later = await receive(forum, ["New.", "Second.", "First."]);
  expect(divided(later)).toEqual({ isNew: ["New."], here: ["Second.", "First."] });
});

test("knows the rows on a later draft", async () => {
  const forum = await open();
  await take(forum, await receive(forum, ["First."]));
  await forum.publish("2", secondDraft);
  expect(divided(await receive(forum, ["First.", "New."], "2"))).toEqual({ isNew: ["New."], here: ["First."] });
});

test("a row that a file has once more than before is new once", async () => {
  const forum = await open();
  await take(forum, await receive(forum, ["Same.", "Same."]));
  expect(divided(await receive(forum, ["Same.", "Same.", "Same."]))).toEqual({
    isNew: ["Same."],
    here: ["Same.", "Same."],
  });
});

test("the rows of an import that was undone are new, and so is one that was withdrawn", async () => {
  const forum = await open();
  const { id: contribution, revision } = await take(forum, await receive(forum, ["First."]));
  await undoImport(forum.context, secretariat, { contribution, revision });
  const again = await take(forum, await receive(forum, ["First.", "Second."]));
  expect(divided(again)).toEqual({ isNew: ["First.", "Second."], here: [] });
  const [first] = again.items;
  await withdrawAnnotation(forum.context, asActor("coordinator"), {
    annotation: first?.annotationId ?? "",
    reason: "Twice.",
  });
  expect(divided(await receive(forum, ["Second.", "First."]))).toEqual({ isNew: ["First."], here: ["Second."] });
});

test("rows that another edition brought after the review began are not imported twice", async () => {
  const forum = await open();
  const early = await receive(forum, ["First.", "Second."]);
  await take(forum, await receive(forum, ["First.", "Third."]));
  const taken = await take(forum, early);
  expect(divided(taken)).toEqual({ isNew: ["Second."], here: ["First."] });
  expect(await getContribution(forum.context, secretariat, { contribution: early.id })).toEqual(taken);
});
