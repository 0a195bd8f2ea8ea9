import type { ReconciliationFormat } from "#core/compile/export-format.ts";
import { parse as parseCsv } from "csv-parse/sync";
import type { EditedItems, ItemEdit, ShownContribution } from "#core/contract/contribution-operations.ts";
import { editContributionItems } from "../../../server/services/contributions/edit-contribution.ts";
import { importContribution } from "../../../server/services/contributions/import-contribution.ts";
import { receiveContribution } from "../../../server/services/contributions/receive-contribution.ts";
import { exportReconciliation } from "../../../server/services/exports/export-reconciliation.ts";
import { addOrganisation } from "../../../server/services/people/organisations.ts";
import { bodies } from "../../support/bodies-table.ts";
import { textOf, wholeFile } from "../../support/export-file.ts";
import { sha256 } from "../../../server/services/kernel/hashes.ts";
import { asActor, firstDraft, openForum, type TestForum } from "../../support/forum.ts";

const secretariat = asActor("secretariat");

/** Two comments of North, one of which is left out, two of Tavi, one on a clause that is not there, and one that is held. */
const table = [
  "Source,Clause,Comment,Words",
  "North,considering b),First.,few are able",
  "North,considering b),Second.,few are able",
  "Tavi,considering b),=Third.,few are able",
  "Tavi,99.9,Fourth.,",
  "Lakesid,considering b),Fifth.,few are able",
].join("\n");

interface Opened {
  forum: TestForum;
  imported: ShownContribution;
}

async function open(): Promise<Opened> {
  const forum = await openForum();
  for (const organisation of bodies.slice(2)) await addOrganisation(forum.context, secretariat, organisation);
  await forum.publish("1", firstDraft);
  const query = { fileName: "table.csv", version: "opinion-5@1", jointly: undefined };
  const bytes = new TextEncoder().encode(table);
  const received = await receiveContribution(forum.context, secretariat, { bytes, ...query });
  const second = received.items.find(({ text }) => text === "Second.")?.id ?? "";
  const edit: ItemEdit = { id: second, included: false, reason: "It repeats another row." };
  const { revision } = await edited(forum, received, [edit]);
  const contribution = { contribution: received.id, revision };
  return { forum, imported: await importContribution(forum.context, secretariat, contribution) };
}

const edited = ({ context }: TestForum, { id, revision }: ShownContribution, items: ItemEdit[]): Promise<EditedItems> =>
  editContributionItems(context, secretariat, { contribution: id, revision, items });

async function report({ forum, imported }: Opened, format: ReconciliationFormat, actor = secretariat): Promise<string> {
  const input = { contribution: imported.id, format };
  return textOf(await wholeFile(await exportReconciliation(forum.context, actor, input, null)));
}

const linesOf = (csv: string): Record<string, string>[] => parseCsv(csv, { columns: true, bom: true });

/** Reads the first table of a page: its cells by the heads of its rows and columns. */
function firstTable(html: string): Record<string, Record<string, string>> {
  const [table = ""] = /<table.*?<\/table>/su.exec(html) ?? [];
  const [head = [], ...rows] = [...table.matchAll(/<tr>(.*?)<\/tr>/gsu)].map(([, row = ""]) =>
    [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gsu)].map(([, cell = ""]) => cell.replace(/<[^>]+>/gu, "")),
  );
  return Object.fromEntries(
    rows.map(([name = "", ...cells]) => [name, Object.fromEntries(cells.map((cell, at) => [head[at + 1], cell]))]),
  );
}

test("the numbers by author add up to the parts of the file, as read back from both files", async () => {
  const opened = await open();
  const lines = linesOf(await report(opened, "csv"));
  const { Total: total, ...authors } = firstTable(await report(opened, "html"));
  expect(lines).toHaveLength(table.split("\n").length - 1);
  for (const [author, { Received: received, ...results }] of Object.entries(authors)) {
    const own = lines.filter((line) => line["Author"] === author);
    expect(received).toBe(String(own.length));
    for (const [result, count] of Object.entries(results))
      expect(count).toBe(String(own.filter((line) => line["Result"] === result).length));
  }
  const sums = Object.keys(total ?? {}).map((column) => [
    column,
    String(Object.values(authors).reduce((sum, row) => sum + Number(row[column]), 0)),
  ]);
  expect(total).toEqual(Object.fromEntries(sums));
  expect(total).toEqual({ Received: "5", Imported: "2", Held: "1", "No location": "1", "Left out": "1" });
});

test("each part has its result, its reason and the hash of the file", async () => {
  const lines = linesOf(await report(await open(), "csv"));
  expect(lines.map((line) => `${line["Part"]}: ${line["Result"]}. ${line["Reason"]}`)).toEqual([
    "row 2: Imported. ",
    "row 3: Left out. It repeats another row.",
    "row 4: Imported. ",
    "row 5: No location. This version has no clause 99.9.",
    "row 6: Held. Nobody has confirmed its source.",
  ]);
  expect(new Set(lines.map((line) => line["SHA-256 of the file"]))).toEqual(new Set([sha256(table)]));
});

test("no cell of the table runs as a formula", async () => {
  expect(await report(await open(), "csv")).toContain(",'=Third.,");
});

test("an organisation reads only its own parts, and others read none", async () => {
  const opened = await open();
  const own = linesOf(await report(opened, "csv", asActor("member")));
  expect(own.map((line) => line["Text"])).toEqual(["First.", "Second."]);
  await expect(report(opened, "csv", asActor("other"))).rejects.toMatchObject({ code: "not-allowed" });
  await expect(report(opened, "csv", asActor("public"))).rejects.toMatchObject({ code: "not-signed-in" });
});
