import type { Node } from "prosemirror-model";
import { applyOperations } from "#core/propose/apply-operations.ts";
import type { InsertOperation, ProposalOperation } from "#core/discuss/proposal-operation.ts";
import { withRowsJoined } from "#core/propose/proposal-segment.ts";
import { proposedClauses } from "#core/propose/proposed-clauses.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import { draft, reference, text } from "../../export/sample.ts";

const cell = (row: number, column: number, content: string) => ({
  id: `t${String(row)}${String(column)}`,
  kind: "cell",
  table: { id: "t1", row, column, header: row === 1 },
  content,
});

/** A paragraph with a note, a table of three rows, and a paragraph with a note. */
const base = draft([
  { id: "p1", kind: "paragraph", label: "1", content: [text("Before"), reference("n1", "1"), text(" it.")] },
  { id: "n1", kind: "footnote", label: "1", depth: 1, content: "First." },
  ...[1, 2, 3].flatMap((row) => [cell(row, 1, `a${String(row)}`), cell(row, 2, `b${String(row)}`)]),
  { id: "p2", kind: "paragraph", label: "2", content: [text("After it."), reference("n2", "2")] },
  { id: "n2", kind: "footnote", label: "2", depth: 1, content: "Second." },
]);

/** Lists each clause by its text, with a cell's row, a note's label and the labels of the notes it refers to. */
const lines = (made: Node): string[] =>
  made.children.map((node) => {
    const { kind, label, table } = node.attrs as { kind: string; label: string; table: { row: number } | null };
    const notes = node.children.flatMap(({ attrs }) => (attrs["clause"] ? [`^${String(attrs["label"])}`] : []));
    const lead = table ? `${String(table.row)}: ` : kind === "footnote" ? `note ${label}: ` : "";
    return lead + node.textContent + notes.join("");
  });

const put = (after: string, column: number, text: string): InsertOperation => ({
  kind: "insert",
  after,
  clause: { kind: "cell", label: null, depth: 0, column, content: [{ type: "text", text }] },
});
const deletion = (clause: string): ProposalOperation => ({ kind: "delete", clause });
const note = (label: string, text: string) => ({ label, content: [{ type: "text", text }] });
const sign = (number: number) => ({
  type: "footnoteReference",
  attrs: { clause: `new-${String(number)}`, label: "*" },
});

const before = ["Before it.^1", "note 1: First."];
const rows = ["1: a1", "1: b1", "2: a2", "2: b2", "3: a3", "3: b3"];
const after = ["After it.^2", "note 2: Second."];

test.each<[what: string, steps: ProposalOperation[], rows: string[]]>([
  [
    "a row inserted after any cell comes below the row of that cell",
    [put("t21", 1, "x"), put("t21", 2, "y")],
    ["1: a1", "1: b1", "2: a2", "2: b2", "3: x", "3: y", "4: a3", "4: b3"],
  ],
  [
    "a cell that is not to the right of the previous one begins another row",
    [put("t32", 1, "x"), put("t32", 2, "y"), put("t32", 2, "z")],
    [...rows, "4: x", "4: y", "5: z"],
  ],
  [
    "a row inserted after the clause before a table is its first row",
    [put("p1", 1, "x"), put("p1", 2, "y")],
    ["1: x", "1: y", "2: a1", "2: b1", "3: a2", "3: b2", "4: a3", "4: b3"],
  ],
  ["a row is deleted with all its cells", [deletion("t21"), deletion("t22")], ["1: a1", "1: b1", "2: a3", "2: b3"]],
  [
    "a row can replace a deleted row",
    [deletion("t21"), deletion("t22"), put("t22", 1, "x")],
    ["1: a1", "1: b1", "2: x", "3: a3", "3: b3"],
  ],
])("%s", (_what, steps, wanted) => {
  const { draft: changed, problems } = applyOperations(base, steps);
  expect(problems).toEqual([]);
  expect(lines(changed)).toEqual([...before, ...wanted, ...after]);
});

test("makes a table of rows inserted away from tables, after other clauses inserted there", () => {
  const clause = { kind: "paragraph" as const, label: null, depth: 0, content: [{ type: "text", text: "New." }] };
  const steps: ProposalOperation[] = [put("p2", 1, "x"), put("p2", 1, "y"), { kind: "insert", after: "p2", clause }];
  const { draft: changed, problems } = applyOperations(base, steps);
  expect(problems).toEqual([]);
  expect(lines(changed)).toEqual([...before, ...rows, ...after, "New.", "1: x", "2: y"]);
});

test.each<[what: string, steps: ProposalOperation[]]>([
  ["rejects the deletion of one cell of a row", [deletion("t21")]],
  [
    "rejects a cell without a column",
    [{ ...put("t21", 1, "x"), clause: { kind: "cell", label: null, depth: 0, content: [] } }],
  ],
  [
    "rejects an edit in a deleted row",
    [
      deletion("t21"),
      deletion("t22"),
      { kind: "replace", start: { clause: "t21", offset: 0 }, end: { clause: "t21", offset: 1 }, content: [] },
    ],
  ],
])("%s", (_what, steps) => {
  expect(applyOperations(base, steps).problems).toHaveLength(1);
});

test("lists each inserted or deleted row once, with the text of its cells", () => {
  const steps = [put("t11", 1, "x"), put("t11", 2, "y"), put("t11", 1, "z"), deletion("t21"), deletion("t22")];
  const changes = withRowsJoined(proposedClauses(base, versionTextOf(base), steps)).map(
    ({ change, citation, after, segments }) => [
      change,
      citation ?? after,
      segments.flatMap(({ content }) => content.map((node) => node["text"])).join(""),
    ],
  );
  expect(changes).toEqual([
    ["inserted", "table 1, 1:2", "x | y"],
    ["inserted", "table 1, 1:2", "z"],
    ["deleted", "table 1, 2:1", "a2 | b2"],
  ]);
});

test("inserts a new note after its clause and renumbers the draft's notes", () => {
  const place = { clause: "p1", offset: 3 };
  const step: ProposalOperation = {
    ...{ kind: "replace", start: place, end: place },
    content: [sign(1)],
    notes: [note("1", "New.")],
  };
  const { draft: changed, problems } = applyOperations(base, [step]);
  expect(problems).toEqual([]);
  expect(lines(changed)).toEqual([
    "Before it.^1^2",
    "note 1: New.",
    "note 2: First.",
    ...rows,
    "After it.^3",
    "note 3: Second.",
  ]);
  expect(
    proposedClauses(base, versionTextOf(base), [step]).map(({ change, label, after }) => [change, label, after]),
  ).toEqual([
    ["edited", "1", null],
    ["inserted", "1", "1"],
  ]);
});

test("inserts the notes of a new clause after it", () => {
  const content = [{ type: "text", text: "New" }, sign(2), { type: "text", text: "." }, sign(1)];
  const clause = { kind: "paragraph" as const, label: null, depth: 0, content };
  const step: ProposalOperation = { kind: "insert", after: "p1", clause, notes: [note("2", "Y."), note("1", "X.")] };
  const { draft: changed, problems } = applyOperations(base, [step]);
  expect(problems).toEqual([]);
  expect(lines(changed)).toEqual([
    ...before,
    "New.^2^3",
    "note 2: X.",
    "note 3: Y.",
    ...rows,
    "After it.^4",
    "note 4: Second.",
  ]);
});

test.each<[what: string, content: object[], notes: ReturnType<typeof note>[]]>([
  ["rejects a note without a reference", [{ type: "text", text: "x" }], [note("1", "New.")]],
  ["rejects a reference without a note", [sign(1)], []],
])("%s", (_what, content, notes) => {
  const place = { clause: "p1", offset: 3 };
  const step = { kind: "replace", start: place, end: place, content, notes } as ProposalOperation;
  expect(applyOperations(base, [step]).problems).toMatchObject([{ code: "content-not-allowed" }]);
});

test("moves a note after the clause that its reference moves to", () => {
  const end = { clause: "p1", offset: 10 };
  const moved = { type: "footnoteReference", attrs: { clause: "n2", label: "2" } };
  const steps: ProposalOperation[] = [
    { kind: "replace", start: end, end, content: [{ type: "text", text: " After it." }, moved] },
    deletion("p2"),
  ];
  expect(lines(applyOperations(base, steps).draft)).toEqual([
    "Before it. After it.^1^2",
    "note 1: First.",
    "note 2: Second.",
    ...rows,
  ]);
});
