import type { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import { readDraft } from "../../../../server/import/read-draft.ts";
import { odtChangeFacts } from "../redline/odt-after.ts";
import { list, listStyle, odtFile, p } from "../../../import/odt/odt-file.ts";
import { here } from "../../sample.ts";
import { ownOdt, type OwnOdt, partText, readOdtComments } from "./own-odt-draft.ts";

const first = "The Member States recognise that broadband is a basic service.";
const second = "Operators invite comments from all the stakeholders.";
const third = "The Secretary-General reports every year to the Council.";

const proposal = (operations: ProposalOperation[], more: Parameters<typeof here>[0] = {}) =>
  here({ kind: "proposal", operations, targets: [{ kind: "document" }], text: "", ...more });

const clauseOf = (version: OwnOdt, exact: string): string => version.on(exact).start.clause;

function moved(version: OwnOdt, exact: string, after: string): ProposalOperation {
  return { kind: "move", clause: clauseOf(version, exact), after: after === "" ? "" : clauseOf(version, after) };
}

/** Returns the text and the labels of a file. */
async function readAfter(
  bytes: Uint8Array,
  changes: "accept" | "reject",
): Promise<{ lines: string[]; labels: unknown[] }> {
  const { value } = await readDraft(bytes, { fileName: "draft.odt", language: "en", changes });
  const labels = value.draft.children.map(({ attrs }): unknown => attrs["label"]);
  return { lines: versionTextOf(value.draft).text.split("\n"), labels };
}

test.each([
  ["down", "basic", "Secretary", [second, third, first]],
  ["up", "Secretary", "basic", [first, third, second]],
  ["to the start", "Secretary", "", [third, first, second]],
  ["past its neighbour", "basic", "invite", [second, first, third]],
])("moves a clause %s as the two halves of a move", async (_, exact, after, wanted) => {
  const version = await ownOdt(odtFile({ body: p(first) + p(second, "Body") + p(third) }));
  const { bytes, steps } = version.track([proposal([moved(version, exact, after)])]);
  expect(steps).toHaveLength(1);
  const fact = "Ana Ruiz (ISOC and APC) 1 2013-02-10T00:02:00";
  expect(odtChangeFacts(bytes)).toEqual([fact, fact]);
  expect((await readAfter(bytes, "accept")).lines).toEqual(wanted);
  expect((await readAfter(bytes, "reject")).lines).toEqual([first, second, third]);
});

test("moves a list entry with its spans and note, and the program numbers it", async () => {
  const note = `<text:note text:id="n" text:note-class="footnote"><text:note-body>${p("A note.")}</text:note-body></text:note>`;
  const spanned = `<text:span text:style-name="T">The</text:span> basic<text:bookmark text:name="b"/> one.${note}`;
  const numbers = listStyle("L", [["1", "", "."]]);
  const body = list("L", [p(spanned), p(second), p(third)]) + p("End.");
  const version = await ownOdt(odtFile({ body, styles: numbers }));
  const { bytes, parts } = version.track([proposal([moved(version, "basic", "Secretary")])]);
  const [, content = ""] = partText(parts).split("</text:tracked-changes>");
  expect(content).toMatch(/<text:span text:style-name="T">The<\/text:span> basic one\.<text:note text:note-class/u);
  expect(await readAfter(bytes, "accept")).toMatchObject({ labels: ["1", "2", "3", "", null] });
  expect((await readAfter(bytes, "reject")).lines).toEqual(version.text.split("\n"));
});

test("has the other changes of a moved clause at its new position only", async () => {
  const version = await ownOdt(
    odtFile({ body: p(`1.\t${first}`.replace("\t", "<text:tab/>")) + p(second) + p(third) }),
  );
  const { start, end } = version.on("basic");
  const { bytes } = version.track([
    proposal([
      moved(version, "basic", "Secretary"),
      { kind: "replace", start, end, content: [{ type: "text", text: "vital" }] },
      { kind: "relabel", clause: start.clause, label: "7" },
    ]),
  ]);
  expect(await readAfter(bytes, "accept")).toMatchObject({
    lines: [second, third, first.replace("basic", "vital")],
    labels: [null, null, "7"],
  });
  expect(await readAfter(bytes, "reject")).toMatchObject({ lines: [first, second, third], labels: ["1", null, null] });
});

test("replaces a typed label in its manner", async () => {
  const body = p(`(<text:span text:style-name="T">a</text:span>)<text:tab/>${first}`) + p(second);
  const version = await ownOdt(odtFile({ body }));
  const clause = clauseOf(version, "basic");
  const { bytes } = version.track([proposal([{ kind: "relabel", clause, label: "b)" }])]);
  expect((await readAfter(bytes, "accept")).labels).toEqual(["b)", null]);
  expect((await readAfter(bytes, "reject")).labels).toEqual(["a)", null]);
  expect(partText(version.track([proposal([{ kind: "relabel", clause, label: "b)" }])]).parts)).toContain(
    ">(b)<text:change-end",
  );
});

test("shows the new label of a paragraph that the program numbers in a comment only", async () => {
  const body = list("L", [p(first), p(second)]) + p("End.");
  const version = await ownOdt(odtFile({ body, styles: listStyle("L", [["1", "", "."]]) }));
  const { plan } = version.track([proposal([{ kind: "relabel", clause: clauseOf(version, "basic"), label: "4" }])]);
  expect([...plan.hidden.values()]).toEqual([{ reason: "not-in-file" }]);
});

const cell = (text: string): string => `<table:table-cell table:style-name="C">${p(text, "Cell")}</table:table-cell>`;
const row = (...texts: string[]): string => `<table:table-row>${texts.map(cell).join("")}</table:table-row>`;
const table = `<table:table>${row("Year", "Share")}${row("2013", "40 %")}</table:table>`;

test("tracks a new row below another one, or above the first, with its style", async () => {
  const version = await ownOdt(odtFile({ body: p(first) + table + p(second) }));
  const newCell = (after: string, column: number, text: string): ProposalOperation => ({
    kind: "insert",
    after: clauseOf(version, after),
    clause: { kind: "cell", label: null, depth: 0, content: [{ type: "text", text }], column },
  });
  const { bytes, parts } = version.track([
    proposal([newCell("Year", 1, "2012"), newCell("Year", 2, "39 %")]),
    proposal([newCell("basic", 2, "Top")]),
  ]);
  expect(partText(parts)).toMatch(
    /<table:table-row table:style-name="AddedRow1"><table:table-cell table:style-name="C"><text:p text:style-name="Cell"><text:change-start [^>]*>2012<text:change-end /u,
  );
  expect((await readAfter(bytes, "accept")).lines).toEqual([
    first,
    "",
    "Top",
    "Year",
    "Share",
    "2012",
    "39 %",
    "2013",
    "40 %",
    second,
  ]);
  expect((await readAfter(bytes, "reject")).lines).toEqual([first, "Year", "Share", "2013", "40 %", second]);
});

test("tracks a deleted row with all its cells, and keeps the comments on them", async () => {
  const version = await ownOdt(odtFile({ body: p(first) + table + p(second) }));
  const { bytes } = version.track([
    proposal(["2013", "40 %"].map((text) => ({ kind: "delete", clause: clauseOf(version, text) }))),
    here({ targets: [version.on("40 %")], text: "Really?" }),
  ]);
  expect((await readAfter(bytes, "accept")).lines).toEqual([first, "Year", "Share", second]);
  expect((await readAfter(bytes, "reject")).lines).toEqual([first, "Year", "Share", "2013", "40 %", second]);
  const { comments } = await readOdtComments(bytes);
  expect(comments.filter((one) => (one as { said: string }).said.includes("Really?"))).toMatchObject([
    { words: "40 %" },
  ]);
});
