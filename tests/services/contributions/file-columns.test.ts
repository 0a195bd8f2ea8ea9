import type { ShownContribution } from "#core/contract/contribution-operations.ts";
import type { ColumnMapping } from "#core/receive/file-columns.ts";
import { editContribution } from "../../../server/services/contributions/edit-contribution.ts";
import { getContributionColumns } from "../../../server/services/contributions/file-columns.ts";
import { receiveContribution } from "../../../server/services/contributions/receive-contribution.ts";
import { asActor, firstDraft, openForum, type TestForum } from "../../support/forum.ts";

const secretariat = asActor("secretariat");

/** "Concern" is the comment, and "Comment" is the secretariat's. */
const heads = "Entity,Clause,Concern,Comment";
const first = "North,recalling a),It is vague.,Seen.";
const second = "Tavi,recalling b),It is long.,Seen.";
const corrected: ColumnMapping = { concern: "comment", comment: "observation" };

const lines = (...all: string[]): Uint8Array => Buffer.from(all.join("\r\n"));

async function open(): Promise<TestForum> {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  return forum;
}

function receive({ context }: TestForum, bytes: Uint8Array, who = "secretariat"): Promise<ShownContribution> {
  const query = { fileName: "table.csv", version: "opinion-5@1", jointly: undefined };
  return receiveContribution(context, asActor(who), { bytes, ...query });
}

function correct(forum: TestForum, { id, revision }: ShownContribution, columns = corrected, who = "secretariat") {
  return editContribution(forum.context, asActor(who), { contribution: id, revision, columns });
}

const texts = ({ items }: ShownContribution): string[] => items.map(({ text }) => text);

async function columnsOf({ context }: TestForum, { id }: ShownContribution, who = "secretariat") {
  return getContributionColumns(context, asActor(who), { contribution: id });
}

test("does not show the columns of a file to a reader who may not review it", async () => {
  const forum = await open();
  const received = await receive(forum, lines(heads, first));
  await expect(columnsOf(forum, received, "member")).rejects.toMatchObject({ code: "not-found" });
});

test("shows the columns of a file with samples, and as what they are read", async () => {
  const forum = await open();
  const received = await receive(forum, lines(heads, first, second));
  expect(await columnsOf(forum, received)).toEqual({
    by: "reader",
    columns: [
      { key: "entity", head: "Entity", samples: ["North", "Tavi"], column: "source" },
      { key: "clause", head: "Clause", samples: ["recalling a)", "recalling b)"], column: "clause" },
      { key: "concern", head: "Concern", samples: ["It is vague.", "It is long."], column: null },
      { key: "comment", head: "Comment", samples: ["Seen."], column: "comment" },
    ],
  });
});

test("reads a file again with corrected columns", async () => {
  const forum = await open();
  const received = await receive(forum, lines(heads, first, second));
  expect(texts(received)).toEqual(["Seen.", "Seen."]);
  const read = await correct(forum, received);
  expect(texts(read)).toEqual(["It is vague.", "It is long."]);
  expect(read.notices).toEqual([]);
});

test("finds the sources of rows in a column that a person chose", async () => {
  const forum = await open();
  const received = await receive(
    forum,
    lines("Sent in,Clause,Comment", "North,recalling a),It is vague.", "Elm,recalling b),It is long."),
  );
  expect(received.sources).toEqual([]);
  const { sources } = await correct(forum, received, { "sent in": "source" });
  expect(sources.map(({ name, by }) => [name, by])).toEqual([
    ["North", "exact"],
    ["Elm", "unknown"],
  ]);
});

test("keeps corrected columns when the draft is chosen again", async () => {
  const forum = await open();
  const { id, revision } = await correct(forum, await receive(forum, lines(heads, first)));
  const again = await editContribution(forum.context, secretariat, {
    ...{ contribution: id, revision, version: "opinion-5@1", sentOn: "2013-02-07" },
  });
  expect(texts(again)).toEqual(["It is vague."]);
});

test("reads the next file with the same headings as the secretariat corrected the last one", async () => {
  const forum = await open();
  await correct(forum, await receive(forum, lines(heads, first)));
  const moved = lines("Clause,ENTITY,Comment,Concern:", "recalling b),Tavi,Seen.,It is long.");
  const next = await receive(forum, moved);
  expect(texts(next)).toEqual(["It is long."]);
  expect((await columnsOf(forum, next)).by).toBe("earlier-file");
});

test("guesses the columns of a file with other headings", async () => {
  const forum = await open();
  await correct(forum, await receive(forum, lines(heads, first)));
  const next = await receive(forum, lines(`${heads},Remark of ours`, `${second},None.`));
  expect(texts(next)).toEqual(["Seen."]);
});

test("guesses the columns if the remembered ones have no comment", async () => {
  const forum = await open();
  await correct(forum, await receive(forum, lines(heads, first)));
  const next = await receive(forum, lines(heads, "Tavi,recalling b),,It is long."));
  expect(texts(next)).toEqual(["It is long."]);
});

test("does not remember the columns that a coordinator corrected", async () => {
  const forum = await open();
  const received = await receive(forum, lines(heads, first), "coordinator");
  expect(texts(await correct(forum, received, corrected, "coordinator"))).toEqual(["It is vague."]);
  expect(texts(await receive(forum, lines(heads, second)))).toEqual(["Seen."]);
});

test.each<[string, ColumnMapping, string]>([
  ["that the file lacks", { nothing: "comment" }, "column-unknown"],
  ["twice", { concern: "comment", comment: "comment" }, "column-twice"],
])("refuses a column %s", async (_how, columns, code) => {
  const forum = await open();
  const received = await receive(forum, lines(heads, first));
  await expect(correct(forum, received, columns)).rejects.toMatchObject({
    code: "invalid-request",
    errors: [{ code, pointer: "/body/columns" }],
  });
});

test("refuses columns without comments and changes", async () => {
  const forum = await open();
  const received = await receive(forum, lines(heads, first));
  await expect(correct(forum, received, { comment: null, concern: null })).rejects.toMatchObject({
    code: "not-this-format",
  });
});
