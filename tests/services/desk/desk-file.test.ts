import type { DecisionsOfFile } from "#core/contract/desk-operations.ts";
import { changeDesk, releaseDecisions, undoDesk } from "../../../server/services/desk/desk-entry.ts";
import { exportDesk } from "../../../server/services/desk/desk-file.ts";
import { getDesk } from "../../../server/services/desk/desk.ts";
import { readSheets } from "../../../server/import/forms/read-sheets.ts";
import { readDecisions } from "../../../server/services/desk/read-decisions.ts";
import { decideAnnotation } from "../../../server/services/outcome/decision.ts";
import { changedBook, rowsOf } from "../../support/changed-book.ts";
import { textOf, wholeFile } from "../../support/export-file.ts";
import { asActor, firstDraft, openForum, type TestForum, uuid } from "../../support/forum.ts";

const [secretariat, chair] = [asActor("secretariat"), asActor("chair")];
const refused = { outcome: "not-accepted", reason: "Agreed before.", mergedWith: null, shownIn: null } as const;
const noted = { outcome: "noted", reason: "", mergedWith: null, shownIn: null } as const;

let forum: TestForum;

beforeEach(async () => {
  forum = await openForum();
  await forum.publish("1", firstDraft);
  for (const number of [1, 2, 3]) await forum.comment("member", { id: uuid(number), text: `Comment ${number}` });
});

const named = (number: number, revision = 0) => ({ annotation: uuid(number), revision });

const prepare = (number: number, prepared: typeof refused | typeof noted, who = secretariat) =>
  changeDesk(forum.context, who, { items: [named(number)], change: { prepared } }, null);

async function exported(ids = [1, 2, 3].map(uuid), who = secretariat): Promise<Uint8Array> {
  return (await wholeFile(await exportDesk(forum.context, who, { ids }, null))).bytes;
}

type Change = Parameters<typeof changedBook>[1];

/** Reads a file of the desk after somebody changed it. Without bytes, it is exported first. */
async function read(change: Change, bytes?: Uint8Array, who = secretariat): Promise<DecisionsOfFile> {
  const file = await changedBook(bytes ?? (await exported()), change);
  return readDecisions(forum.context, who, { bytes: file, fileName: "desk.xlsx" }, null);
}

/** Fills in the decision on one comment. */
const filledIn =
  (number: number, Outcome: string, Reason = ""): Change =>
  (rows) =>
    rows.map((row) => (row["Id (do not change)"] === uuid(number) ? { ...row, Outcome, Reason } : row));

/** Prepares each decision of a file as the desk does. */
const prepareEach = (decisions: DecisionsOfFile["decisions"]) => {
  const items = decisions.map(({ item, prepared: { revision: replaces, ...prepared } }) => ({
    ...{ annotation: item.id, revision: item.revision, change: { prepared }, replaces },
  }));
  return changeDesk(forum.context, secretariat, { items, change: {} }, null);
};

const refusals = ({ refused: all }: DecisionsOfFile) => all.map(({ row, code }) => [row, code]);

test.each(["public", "observer", "member", "coordinator"])("the %s may neither export nor import", async (who) => {
  await expect(exported([uuid(1)], asActor(who))).rejects.toMatchObject({
    code: who === "public" ? "not-signed-in" : "not-allowed",
  });
  await expect(read((rows) => rows, await exported(), asActor(who))).rejects.toMatchObject({
    code: who === "public" ? "not-signed-in" : "not-allowed",
  });
});

test("the file has the comments that were asked for, in their order, with prepared and released decisions", async () => {
  await prepare(1, refused);
  await prepare(3, refused);
  await decideAnnotation(forum.context, chair, { annotation: uuid(3), revision: 0, ...noted });
  const rows = rowsOf(await exported([3, 1].map(uuid)));
  expect(
    rows.map((row) => [row["Id (do not change)"], row["Comment"], row["Outcome"], row["Reason"], row["State"]]),
  ).toEqual([
    [uuid(3), "Comment 3", "noted", "", "released by The chair"],
    [uuid(1), "Comment 1", "not accepted", "Agreed before.", "prepared by The secretariat"],
  ]);
});

test("an outcome is chosen from the list of all outcomes on the second sheet", async () => {
  const bytes = await exported();
  const [, list = ""] =
    /sqref="K2:K4"><formula1>'About this file'!([^<]*)</u.exec(
      textOf({ bytes, fileName: "desk.xlsx", mediaType: "" }),
    ) ?? [];
  const [from = 0, to = 0] = (list.match(/\d+/gu) ?? []).map(Number);
  expect(
    readSheets(bytes)
      .sheets[1]?.slice(from - 1, to)
      .map(([name]) => name),
  ).toEqual([
    ...["accepted", "accepted in part", "not accepted", "noted", "merged with another", "out of scope", "deferred"],
  ]);
});

test("no text becomes a formula", async () => {
  await forum.comment("member", { id: uuid(4), text: "=1+1" });
  const bytes = await exported([uuid(4)]);
  expect(rowsOf(bytes)[0]?.["Comment"]).toBe("=1+1");
  expect(textOf({ bytes, fileName: "desk.xlsx", mediaType: "" })).not.toContain("<f>");
});

test("the chair's file has ids and no sources while sources are hidden", async () => {
  forum = await openForum({ sources: "hidden" });
  await forum.publish("1", firstDraft);
  await forum.comment("member", { id: uuid(1) });
  const [row] = rowsOf(await exported([uuid(1)], chair));
  expect([row?.["Id (do not change)"], row?.["Person"]]).toEqual([uuid(1), ""]);
});

test("a file that nobody changed changes nothing", async () => {
  await prepare(1, { ...refused, reason: '=1+1\n\n"Agreed"\r\nbefore & after _x0041_ \u0001\u{1F642}' } as never);
  const { shownIn: _, ...released } = refused;
  await decideAnnotation(forum.context, chair, {
    ...{ annotation: uuid(2), revision: 0, shownIn: "opinion-5@1" },
    ...released,
  });
  expect(await read((rows) => rows)).toEqual({ decisions: [], unchanged: 2, undecided: 1, refused: [] });
});

test("a filled-in decision is new, and another one is a change", async () => {
  await prepare(1, refused);
  const bytes = await exported();
  const change: Change = (rows) => filledIn(2, "Accepted")(filledIn(1, "DEFERRED", "Next year.")(rows));
  expect(await read(change, bytes)).toMatchObject({
    decisions: [
      { row: 2, kind: "changed", prepared: { outcome: "deferred" }, current: { reason: "Agreed before." } },
      { row: 3, kind: "new", prepared: { outcome: "accepted", revision: 0 }, item: { id: uuid(2) }, current: null },
    ],
    undecided: 1,
    refused: [],
  });
});

test("rows are matched by id, in any order and among others", async () => {
  const change: Change = (rows) => [
    ...filledIn(
      2,
      "accepted-in-part",
      "The first half.",
    )(rows)
      .filter((row) => row["Id (do not change)"] !== uuid(1))
      .toReversed()
      .map(({ "Shown in (address of a draft)": _, ...row }) => ({ "My notes": "x", ...row })),
    { "My notes": "the end" },
  ];
  expect(await read(change)).toMatchObject({
    decisions: [{ row: 3, kind: "new", item: { id: uuid(2) }, prepared: { outcome: "accepted-in-part" } }],
    undecided: 1,
    refused: [],
  });
});

test("a row that cannot be imported is listed with its number and the reason", async () => {
  await prepare(3, refused);
  const change: Change = (rows) => [
    ...filledIn(3, "")(filledIn(2, "not accepted")(filledIn(1, "agreed")(rows))),
    { "Id (do not change)": uuid(99), Outcome: "noted" },
    { "Id (do not change)": "", Outcome: "noted" },
    { "Id (do not change)": uuid(2), Outcome: "noted" },
  ];
  expect(refusals(await read(change))).toEqual([
    [2, "outcome-unknown"],
    [3, "outcome-without-reason"],
    [4, "decision-without-outcome"],
    [5, "decision-of-unknown"],
    [6, "decision-without-id"],
    [7, "decision-twice"],
  ]);
  expect(refusals(await read(filledIn(1, "not accepted")))).toEqual([[2, "outcome-without-reason"]]);
  const elsewhere: Change = ([first = {}]) => [
    { ...first, Outcome: "noted", "Shown in (address of a draft)": "opinion-5@9" },
  ];
  expect(refusals(await read(elsewhere))).toEqual([[2, "version-unknown"]]);
});

test("an unknown outcome is refused with the codes of all outcomes, which have no language", async () => {
  const choices = "accepted, accepted-in-part, not-accepted, noted, merged, out-of-scope, deferred";
  const { refused: rows } = await read(filledIn(1, "agreed"));
  expect(rows).toMatchObject([{ code: "outcome-unknown", params: { outcome: "agreed", choices } }]);
});

test("a comment that somebody else decided since the export is a conflict, prepared or released", async () => {
  const bytes = await exported();
  await prepare(1, refused, chair);
  await decideAnnotation(forum.context, chair, { annotation: uuid(2), revision: 0, ...noted });
  const change: Change = (rows) => filledIn(2, "accepted")(filledIn(1, "accepted")(rows));
  expect(await read(change, bytes)).toMatchObject({
    decisions: [
      { kind: "conflict", current: { outcome: "not-accepted", by: "The chair" } },
      { kind: "conflict", current: { outcome: "noted", by: "The chair" }, prepared: { revision: 1 } },
    ],
  });
});

test("a decision that the file leaves as it was exported does not replace a later one", async () => {
  await prepare(1, refused);
  const bytes = await exported();
  const change = { prepared: noted };
  await changeDesk(forum.context, chair, { items: [named(1, 1)], change }, null);
  expect(await read((rows) => rows, bytes)).toMatchObject({ decisions: [], unchanged: 1 });
});

test("an assignment since the export is no conflict", async () => {
  const bytes = await exported();
  await changeDesk(forum.context, chair, { items: [named(1)], change: { assignedTo: "chair" } }, null);
  expect((await read(filledIn(1, "noted"), bytes)).decisions).toMatchObject([{ kind: "new", item: { revision: 1 } }]);
});

test("without its revision, a row that differs from the desk is a conflict", async () => {
  await prepare(1, refused);
  const change: Change = (rows) => filledIn(1, "noted")(rows).map(({ "Revision (do not change)": _, ...row }) => row);
  expect((await read(change)).decisions.map(({ kind }) => kind)).toEqual(["conflict"]);
});

test("a later officer's file keeps the decisions of an earlier one's", async () => {
  const bytes = await exported();
  const [first] = (await read(filledIn(1, "noted"), bytes)).decisions;
  await prepareEach([first!]);
  expect(await read(filledIn(2, "noted"), bytes)).toMatchObject({
    decisions: [{ kind: "new", item: { id: uuid(2) } }],
    undecided: 2,
  });
  expect(await read(filledIn(1, "noted"), bytes)).toMatchObject({ decisions: [], unchanged: 1 });
});

test("imported decisions are prepared, each its own, and one undo takes them back", async () => {
  const { decisions } = await read((rows) => filledIn(2, "accepted")(filledIn(1, "noted")(rows)));
  const after = await prepareEach(decisions);
  expect(after.items.map(({ prepared, decision }) => [prepared?.outcome, decision])).toEqual([
    ["noted", null],
    ["accepted", null],
  ]);
  await undoDesk(forum.context, secretariat, { items: [named(1, 1), named(2, 1)] }, null);
  const { items: all } = await getDesk(forum.context, secretariat, { size: 500 }, null);
  expect(all.map(({ prepared }) => prepared)).toEqual([null, null, null]);
});

test("a decision that was released since is not replaced unseen", async () => {
  const { decisions } = await read(filledIn(1, "noted"));
  await decideAnnotation(forum.context, chair, { annotation: uuid(1), revision: 0, ...noted });
  expect((await prepareEach(decisions)).leftOut).toMatchObject([{ reason: "decided" }]);
});

test("a released decision is replaced by release, and undo prepares or drops the new one", async () => {
  await prepare(1, refused);
  await releaseDecisions(forum.context, secretariat, { items: [named(1, 1)] }, null);
  const { decisions } = await read(filledIn(1, "noted"));
  const undo = (revision: number) => undoDesk(forum.context, secretariat, { items: [named(1, revision)] }, null);
  await prepareEach(decisions);
  expect((await undo(3)).items).toMatchObject([{ prepared: null, decision: { outcome: "not-accepted" } }]);
  await prepareEach(decisions.map((one) => ({ ...one, item: { ...one.item, revision: 4 } })));
  const { items: released } = await releaseDecisions(forum.context, secretariat, { items: [named(1, 5)] }, null);
  expect(released).toMatchObject([{ prepared: null, decision: { outcome: "noted" } }]);
  expect((await undo(6)).items).toMatchObject([
    { prepared: { outcome: "noted" }, decision: { outcome: "not-accepted" } },
  ]);
});

test("another file is refused", async () => {
  const book = await changedBook(await exported(), (rows) => rows.map(({ Outcome: _, ...row }) => row));
  const input = { bytes: book, fileName: "desk.xlsx" };
  await expect(readDecisions(forum.context, secretariat, input, null)).rejects.toMatchObject({
    code: "not-this-format",
  });
});
