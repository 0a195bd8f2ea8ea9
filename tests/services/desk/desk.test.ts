import type { Target } from "#core/discuss/target.ts";
import { type DeskChange, deskOperations } from "#core/contract/desk-operations.ts";
import { getAnnotationPage, getAnnotations } from "../../../server/services/annotations/annotation-pages.ts";
import { getAnnotation } from "../../../server/services/annotations/present-annotation.ts";
import { eraseAnnotation } from "../../../server/services/annotations/standing.ts";
import { changeDesk, releaseDecisions, undoDesk } from "../../../server/services/desk/desk-entry.ts";
import { getDesk, getDeskItem, visitDesk } from "../../../server/services/desk/desk.ts";
import { waiting } from "../annotations/cleared-forum.ts";
import { getVersion } from "../../../server/services/forum/library.ts";
import { getLetters } from "../../../server/services/exports/letters.ts";
import { createDocument } from "../../../server/services/forum/document.ts";
import { getEvents } from "../../../server/services/forum/events.ts";
import { getDocumentOutcomes } from "../../../server/services/outcome/outcomes-table.ts";
import { decideAnnotation } from "../../../server/services/outcome/decision.ts";
import { asActor, firstDraft, openForum, secondDraft, type TestForum, uuid } from "../../support/forum.ts";

const [secretariat, chair] = [asActor("secretariat"), asActor("chair")];
const refused = { outcome: "not-accepted", reason: "Agreed before.", mergedWith: null, shownIn: null } as const;

async function openWith(comments: number): Promise<TestForum> {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  for (let number = 1; number <= comments; number += 1) await forum.comment("member", { id: uuid(number) });
  return forum;
}

const named = (number: number, revision = 0) => ({ annotation: uuid(number), revision });

type Changed = Parameters<typeof changeDesk>[2]["items"];
const change = ({ context }: TestForum, items: Changed, what: DeskChange, who = secretariat) =>
  changeDesk(context, who, { items, change: what }, null);

const read = async ({ context }: TestForum, input: { after?: string; size?: number } = {}) =>
  getDesk(context, secretariat, { size: 500, ...input }, null);

const decisionOf = async ({ context }: TestForum, number: number, who = "member") =>
  (await getAnnotation(context, asActor(who), { annotation: uuid(number) })).decision?.current ?? null;

test("lists submitted comments in the order of the text, and no drafts", async () => {
  const forum = await openWith(2);
  await forum.comment("member", { id: uuid(3), visibility: "private" });
  const { items, documents, next } = await read(forum);
  expect(items.map(({ id, decision, prepared }) => ({ id, decision, prepared }))).toEqual([
    { id: uuid(1), decision: null, prepared: null },
    { id: uuid(2), decision: null, prepared: null },
  ]);
  expect({ documents: documents.map(({ id }) => id), next }).toEqual({ documents: ["opinion-5"], next: null });
});

test("the secretariat does not see a comment that awaits clearance", async () => {
  const forum = await waiting();
  expect((await read(forum)).items).toEqual([]);
});

test("parts of the list have each comment once", async () => {
  const forum = await openWith(5);
  const seen: string[] = [];
  let after: string | undefined;
  for (let part = 0; part < 9; part += 1) {
    const { items, next } = await read(forum, { size: 2, ...(after !== undefined && { after }) });
    seen.push(...items.map(({ id }) => id));
    if (next === null) break;
    after = next;
  }
  expect(seen).toEqual([1, 2, 3, 4, 5].map(uuid));
});

test("the list goes on after a document whose comments are all drafts", async () => {
  const forum = await openWith(0);
  for (const number of [1, 2, 3]) await forum.comment("member", { id: uuid(number), visibility: "private" });
  const later = { id: "later", title: "Later", shortTitle: "Later", kind: "opinion" } as const;
  await createDocument(forum.context, secretariat, { ...later, relations: [] });
  const first = await read(forum, { size: 2 });
  expect(first.items).toEqual([]);
  const second = await read(forum, { size: 2, after: first.next ?? "" });
  expect({ documents: second.documents.map(({ id }) => id).at(-1), next: second.next }).toEqual({
    documents: "later",
    next: null,
  });
});

test("a cursor of another form is refused", () => {
  expect(deskOperations.getDesk.query.safeParse({ after: "bad" }).success).toBe(false);
});

test("no answer to others has a prepared decision or a note", async () => {
  const forum = await openWith(1);
  await change(forum, [named(1)], {
    prepared: { ...refused, reason: "Unheard." },
    note: "Unheard.",
    addTags: ["Unheard"],
  });
  const { context } = forum;
  const version = "opinion-5@1";
  for (const who of ["public", "observer", "member", "coordinator"]) {
    const actor = asActor(who);
    const answers = [
      await getAnnotations(context, actor, { version }, null),
      await getAnnotationPage(context, actor, { version, limit: 100 }, null),
      await getAnnotation(context, actor, { annotation: uuid(1) }),
      await getDocumentOutcomes(context, actor, { document: "opinion-5" }, null),
      await getEvents(context, actor, { document: "opinion-5", limit: 500 }),
      await getLetters(context, actor, { version }, null),
    ];
    expect([who, JSON.stringify(answers).includes("Unheard")]).toEqual([who, false]);
  }
});

test("a prepared decision is known only to those who decide", async () => {
  const forum = await openWith(1);
  await change(forum, [named(1)], { prepared: refused });
  expect((await read(forum)).items[0]?.prepared).toEqual({
    ...{ outcome: "not-accepted", reason: "Agreed before." },
    ...{ shownIn: null, amendedBy: null },
  });
  expect(await decisionOf(forum, 1)).toBeNull();
  const events = await getEvents(forum.context, asActor("member"), { document: "opinion-5", limit: 100 });
  expect(events.map(({ kind }) => kind)).not.toContain("desk-changed");
});

test("a prepared decision names the draft that shows it", async () => {
  const forum = await openWith(1);
  const { id } = (await getVersion(forum.context, secretariat, { version: "opinion-5@1" })).version;
  await change(forum, [named(1)], { prepared: { ...refused, shownIn: id } });
  expect((await read(forum)).items[0]?.prepared?.shownIn).toBe(id);
});

test("a release makes prepared decisions known, by whoever prepared them", async () => {
  const forum = await openWith(2);
  await change(forum, [named(1), named(2)], { prepared: refused }, chair);
  const { items, leftOut } = await releaseDecisions(forum.context, secretariat, { items: [named(1, 1)] }, null);
  expect(items).toMatchObject([{ id: uuid(1), decision: { outcome: "not-accepted" }, prepared: null }]);
  expect(leftOut).toEqual([]);
  expect(await decisionOf(forum, 1)).toMatchObject({ reason: "Agreed before.", by: { capacity: "chair" } });
  expect(await decisionOf(forum, 2)).toBeNull();
});

test("undoing a release takes the decision back and prepares it again", async () => {
  const forum = await openWith(1);
  await change(forum, [named(1)], { prepared: refused });
  await releaseDecisions(forum.context, secretariat, { items: [named(1, 1)] }, null);
  await undoDesk(forum.context, secretariat, { items: [named(1, 2)] }, null);
  expect(await decisionOf(forum, 1)).toBeNull();
  const again = await releaseDecisions(forum.context, secretariat, { items: [named(1, 3)] }, null);
  expect(again.items).toMatchObject([{ decision: { outcome: "not-accepted" } }]);
});

test("a decision is released at once, and one undo takes it back", async () => {
  const forum = await openWith(1);
  const { items } = await change(forum, [named(1)], { prepared: refused, release: true });
  expect(items).toMatchObject([{ decision: { outcome: "not-accepted" }, prepared: null, revision: 1 }]);
  expect(await decisionOf(forum, 1)).toMatchObject({ reason: "Agreed before." });
  await undoDesk(forum.context, secretariat, { items: [named(1, 1)] }, null);
  expect(await decisionOf(forum, 1)).toBeNull();
  expect((await read(forum)).items).toMatchObject([{ prepared: null }]);
});

test("a released decision is replaced by one that names it, and undo restores it", async () => {
  const forum = await openWith(1);
  await change(forum, [named(1)], { prepared: refused, release: true });
  const made = { prepared: { ...refused, outcome: "noted" }, release: true } as const;
  expect((await change(forum, [named(1, 1)], made)).leftOut).toMatchObject([{ reason: "decided" }]);
  await change(forum, [{ ...named(1, 1), replaces: 1 }], made);
  expect(await decisionOf(forum, 1)).toMatchObject({ outcome: "noted" });
  await undoDesk(forum.context, secretariat, { items: [named(1, 2)] }, null);
  expect(await decisionOf(forum, 1)).toMatchObject({ outcome: "not-accepted" });
});

test("a decision that is prepared in place of a released one is undone alone", async () => {
  const forum = await openWith(1);
  await change(forum, [named(1)], { prepared: refused, release: true });
  await change(forum, [{ ...named(1, 1), replaces: 1 }], { prepared: { ...refused, outcome: "noted" } });
  expect((await read(forum)).items).toMatchObject([{ prepared: { outcome: "noted" } }]);
  await undoDesk(forum.context, secretariat, { items: [named(1, 2)] }, null);
  expect((await read(forum)).items).toMatchObject([{ prepared: null, decision: { outcome: "not-accepted" } }]);
});

test("one request changes each comment in its own way", async () => {
  const forum = await openWith(2);
  const made = { prepared: { ...refused, outcome: "noted" } } as const;
  await change(
    forum,
    [
      { ...named(1), change: made },
      { ...named(2), change: { addTags: ["legal"] } },
    ],
    {},
  );
  expect((await read(forum)).items).toMatchObject([
    { prepared: { outcome: "noted" }, tags: [] },
    { prepared: null, tags: ["legal"] },
  ]);
});

test("whoever prepares a decision later keeps the earlier one and is told of it", async () => {
  const forum = await openWith(1);
  await change(forum, [named(1)], { prepared: refused });
  const later = await change(forum, [named(1)], { prepared: { ...refused, reason: "Other." } }, chair);
  expect(later).toMatchObject({
    items: [],
    leftOut: [{ annotation: uuid(1), reason: "changed", item: { prepared: { reason: "Agreed before." } } }],
  });
});

test("a comment that was decided meanwhile is left out of a release", async () => {
  const forum = await openWith(1);
  await change(forum, [named(1)], { prepared: refused });
  const made = { outcome: "noted", reason: "", mergedWith: null, shownIn: null } as const;
  await decideAnnotation(forum.context, chair, { annotation: uuid(1), revision: 0, ...made });
  const { leftOut } = await releaseDecisions(forum.context, secretariat, { items: [named(1, 1)] }, null);
  expect(leftOut).toMatchObject([{ reason: "decided", item: { decision: { outcome: "noted" }, prepared: null } }]);
  expect(await decisionOf(forum, 1)).toMatchObject({ outcome: "noted" });
});

test("a decision that became invalid meanwhile is left out of a release, which releases the others", async () => {
  const forum = await openWith(2);
  const mergedWith = (number: number) => ({ ...refused, outcome: "merged", mergedWith: uuid(number) }) as const;
  await change(forum, [named(1)], { prepared: mergedWith(2) });
  await change(forum, [named(2)], { prepared: mergedWith(1) });
  const items = [named(1, 1), named(2, 1)];
  const { leftOut } = await releaseDecisions(forum.context, secretariat, { items }, null);
  expect(leftOut.map(({ annotation, reason }) => [annotation, reason])).toEqual([[uuid(2), "not-valid"]]);
  expect([(await decisionOf(forum, 1))?.outcome, await decisionOf(forum, 2)]).toEqual(["merged", null]);
});

test("a decision on many comments leaves out those that are decided, and one undo takes it back", async () => {
  const forum = await openWith(3);
  const made = { outcome: "noted", reason: "", mergedWith: null, shownIn: null } as const;
  await decideAnnotation(forum.context, chair, { annotation: uuid(2), revision: 0, ...made });
  const { items, leftOut } = await change(forum, [named(1), named(2), named(3)], { prepared: refused });
  expect(items.map(({ id }) => id)).toEqual([uuid(1), uuid(3)]);
  expect(leftOut).toMatchObject([{ annotation: uuid(2), reason: "decided" }]);
  await undoDesk(forum.context, secretariat, { items: [named(1, 1), named(3, 1)] }, null);
  expect((await read(forum)).items.map(({ prepared }) => prepared)).toEqual([null, null, null]);
});

test("an outcome that needs a reason is refused without one", async () => {
  const forum = await openWith(1);
  await expect(change(forum, [named(1)], { prepared: { ...refused, reason: "" } })).rejects.toMatchObject({
    code: "invalid-request",
    errors: [{ code: "outcome-without-reason" }],
  });
});

test("assignment, day, tags and notes are kept, and undone one by one", async () => {
  const forum = await openWith(1);
  await change(forum, [named(1)], { assignedTo: "chair", dueOn: "2013-03-01", addTags: ["legal"] });
  await change(forum, [named(1, 1)], { note: "Ask the legal unit." });
  const { item, notes } = await getDeskItem(forum.context, chair, { annotation: uuid(1) }, null);
  expect(item).toMatchObject({ assignedTo: "chair", dueOn: "2013-03-01", tags: ["legal"], notes: 1 });
  expect(notes).toMatchObject([{ text: "Ask the legal unit." }]);
  await undoDesk(forum.context, secretariat, { items: [named(1, 2)] }, null);
  expect((await read(forum)).items).toMatchObject([{ notes: 0, tags: ["legal"] }]);
});

test("an earlier change is undone only after the later one", async () => {
  const forum = await openWith(1);
  const undo = (revision: number) => undoDesk(forum.context, secretariat, { items: [named(1, revision)] }, null);
  await change(forum, [named(1)], { prepared: refused });
  await change(forum, [named(1, 1)], { note: "Ask the legal unit." });
  expect((await undo(1)).leftOut).toMatchObject([{ reason: "changed" }]);
  expect((await read(forum)).items).toMatchObject([{ notes: 1, prepared: { outcome: "not-accepted" } }]);
  expect((await undo(2)).items).toMatchObject([{ notes: 0, prepared: { outcome: "not-accepted" } }]);
  expect((await undo(1)).items).toMatchObject([{ notes: 0, prepared: null }]);
});

test("a prepared decision is undone after its release was undone", async () => {
  const forum = await openWith(1);
  await change(forum, [named(1)], { prepared: refused });
  await releaseDecisions(forum.context, secretariat, { items: [named(1, 1)] }, null);
  for (const revision of [2, 1]) await undoDesk(forum.context, secretariat, { items: [named(1, revision)] }, null);
  expect((await read(forum)).items).toMatchObject([{ prepared: null, decision: null }]);
});

test("the opened comment comes with its clause and the others on it", async () => {
  const forum = await openWith(0);
  const [clause] = (await getVersion(forum.context, secretariat, { version: "opinion-5@1" })).text.clauses;
  const targets: Target[] = [{ kind: "clause", clause: clause?.id ?? "" }];
  for (const number of [1, 2]) await forum.comment("member", { id: uuid(number), targets });
  await forum.comment("member", { id: uuid(3) });
  const { clauseText, beside, item } = await getDeskItem(forum.context, secretariat, { annotation: uuid(1) }, null);
  expect(item.clause?.id).toBe(clause?.id);
  expect(clauseText).toBe("Draft Opinion 5: Taking part");
  expect(beside.map(({ annotation }) => annotation.id)).toEqual([uuid(2)]);
});

test("a comment is shown on the current draft", async () => {
  const forum = await openWith(1);
  await forum.publish("2", secondDraft);
  expect((await read(forum)).items).toMatchObject([{ version: "opinion-5@2" }]);
});

test("each officer sees which comment the others have open", async () => {
  const forum = await openWith(1);
  await visitDesk(forum.context, chair, { annotation: uuid(1) });
  const visits = await visitDesk(forum.context, secretariat, { annotation: null });
  expect(visits).toMatchObject([{ annotation: uuid(1) }]);
  await visitDesk(forum.context, chair, { annotation: null });
  expect(await visitDesk(forum.context, secretariat, { annotation: null })).toEqual([]);
});

test("erasing a comment erases the notes about it", async () => {
  const forum = await openWith(1);
  await change(forum, [named(1)], { note: "It repeats the name Ana." });
  await eraseAnnotation(forum.context, secretariat, { annotation: uuid(1), reason: "Requested." });
  const { row, events } = await forum.context.store.read(async (reader) => ({
    row: await reader.get("deskEntries", uuid(1)),
    events: await reader.events({ after: 0, limit: 1000 }),
  }));
  expect(row).toBeUndefined();
  expect(JSON.stringify(events)).not.toContain("repeats the name");
});
