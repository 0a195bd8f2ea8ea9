import { exportOperations } from "#core/contract/export-operations.ts";
import type { Annotation } from "#core/discuss/annotation.ts";
import type { Forum } from "../../../server/core/access/forum.ts";
import { getAnnotations } from "../../../server/services/annotations/annotation-pages.ts";
import { eraseAnnotation } from "../../../server/services/annotations/standing.ts";
import { importContribution } from "../../../server/services/contributions/import-contribution.ts";
import { receiveContribution } from "../../../server/services/contributions/receive-contribution.ts";
import { setConsultation } from "../../../server/services/publication/consultation.ts";
import { tableOf } from "../../support/bodies-table.ts";
import { exportVersionFile, textOf } from "../../support/export-file.ts";
import { asActor, firstDraft, openForum, settlePeople, type TestForum } from "../../support/forum.ts";

const version = "opinion-5@1";
const line = "Imported from table.csv, row 2, by the secretariat";

/** Opens a forum in which a table of comments was imported. */
async function imported(
  bytes: Uint8Array = tableOf(["North", "Registry"]),
  { by = "secretariat", organisation, sources = "shown" }: ImportOptions = {},
): Promise<TestForum> {
  const forum = await openForum({ sources });
  await forum.publish("1", firstDraft);
  const query = { fileName: "table.csv", version, organisation, jointly: undefined };
  const { id, revision } = await receiveContribution(forum.context, asActor(by), { bytes, ...query });
  await importContribution(forum.context, asActor(by), { contribution: id, revision });
  return forum;
}

interface ImportOptions {
  by?: string;
  organisation?: string;
  sources?: Forum["sources"];
}

async function seen({ context }: TestForum, who: string): Promise<Annotation["importedFrom"][]> {
  const placed = await getAnnotations(context, asActor(who), { version }, null);
  return placed.map(({ annotation }) => annotation.importedFrom);
}

async function exported({ context }: TestForum, who: string, query: Record<string, string>): Promise<string> {
  const parsed = exportOperations.exportVersion.query.parse(query);
  return textOf(await exportVersionFile(context, asActor(who), { version, ...parsed }, null));
}

const setBlind = ({ context }: TestForum): Promise<unknown> =>
  setConsultation(context, asActor("secretariat"), {
    ...{ version, revision: 0, blind: true },
    ...{ opensAt: "2013-02-01T00:00:00Z", closesAt: "2013-04-01T00:00:00Z" },
  });

const rowsOf = (rows: Annotation["importedFrom"][]): unknown[] => rows.map((from) => from?.row);

test("keeps the file and row of each comment that the secretariat imports", async () => {
  expect(await seen(await imported(), "public")).toEqual([
    { file: "table.csv", row: 2, by: "secretariat" },
    { file: "table.csv", row: 3, by: "secretariat" },
  ]);
});

test("does not name a coordinator who imports comments of the own organisation as another importer", async () => {
  const forum = await imported(tableOf(["North"]), { by: "coordinator" });
  expect(await seen(forum, "public")).toEqual([{ file: "table.csv", row: 2, by: "author" }]);
  expect(await exported(forum, "public", { format: "csv" })).not.toContain("table.csv");
});

test("with hidden sources, shows the row only to its body and the secretariat", async () => {
  const forum = await imported(undefined, { sources: "hidden" });
  expect(rowsOf(await seen(forum, "public"))).toEqual([undefined, undefined]);
  expect(rowsOf(await seen(forum, "member"))).toEqual([2, undefined]);
  expect(rowsOf(await seen(forum, "secretariat"))).toEqual([2, 3]);
});

test("during a blind consultation, shows the row to its body, but not to an author who may not know the file", async () => {
  const bytes = new TextEncoder().encode("Name,Clause,Comment\nThe other,considering b),One.\n,considering a),Two.");
  const forum = await imported(bytes, { organisation: "north" });
  expect(rowsOf(await seen(forum, "other"))).toEqual([2, 3]);
  await setBlind(forum);
  expect(rowsOf(await seen(forum, "other"))).toEqual([undefined]);
  expect(rowsOf(await seen(forum, "member"))).toEqual([3]);
});

test.each([
  { format: "csv" },
  { format: "xlsx" },
  { format: "html" },
  { format: "docx", layout: "comment-form" },
  { format: "markdown" },
])("names the row in an export as %j, and not if sources are hidden", async (query) => {
  const forum = await imported();
  expect(await exported(forum, "public", query)).toContain(line);
  expect(await exported(forum, "public", { ...query, sources: "hidden" })).not.toContain("table.csv");
});

test("shows and exports a comment that an earlier server imported without its row", async () => {
  const forum = await imported(tableOf(["North"]));
  await forum.context.store.transact(async (writer) => {
    for (const { importedFrom: _importedFrom, ...earlier } of await writer.list("annotations"))
      await writer.put("annotations", earlier);
    await settlePeople(writer);
  });
  expect(await seen(forum, "public")).toEqual([undefined]);
  expect(await exported(forum, "public", { format: "csv" })).toMatch(/Comment 1\./u);
});

test("erases the name of the file with the comment", async () => {
  const forum = await imported(tableOf(["North"]));
  const [annotation] = await forum.context.store.read((reader) =>
    reader.list("annotations", { documentId: "opinion-5" }),
  );
  const erasure = { annotation: annotation?.id ?? "", reason: "A court says so." };
  await eraseAnnotation(forum.context, asActor("secretariat"), erasure);
  const left = await forum.context.store.read((reader) => reader.list("annotations", { documentId: "opinion-5" }));
  expect(JSON.stringify(left)).not.toContain("table.csv");
});
