import type { ShownItem } from "#core/contract/contribution-operations.ts";
import { contributionRows } from "#core/phrases/contribution-rows.ts";
import type { SetAside } from "#core/receive/contribution.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import { inverseEdit, withEdits } from "../../../client/contributions/item-edits.ts";
import { equalRows, filterRows, hasRows, needsAttention } from "../../../client/contributions/review-rows.ts";
import { opinion } from "../../export/sample.ts";
import { shownContribution, shownItem } from "./shown-item.ts";

const text = versionTextOf(opinion);
const onClause = { targets: [{ kind: "clause" as const, clause: "o-2" }] };
const likely = { doubt: { code: "place-likely" as const, params: { score: 80 } } };

function row(number: number, overrides: Partial<ShownItem> = {}): ShownItem {
  return shownItem(`r${number}`, { origin: "remark", source: "North", marks: [`row ${number}`], ...overrides });
}

const here: SetAside = { code: "said-already", params: {}, words: "Said before.", author: "South", marks: ["row 3"] };

const file = shownContribution({
  items: [
    row(10, onClause),
    row(2, { ...onClause, ...likely }),
    row(4, { source: "South", isHeld: true, ...onClause }),
    row(5),
    row(6, { ...onClause, included: false, reason: "Twice." }),
    row(7, { ...onClause, ...likely, confirmed: true }),
  ],
  setAside: [here],
});

test("lists the rows in the order of the file, with those that the forum already has", () => {
  expect(contributionRows(file, text, "en").map(({ name, result }) => [name, result])).toEqual([
    ["row 2", "ready"],
    ["row 3", "here"],
    ["row 4", "held"],
    ["row 5", "unplaced"],
    ["row 6", "left-out"],
    ["row 7", "ready"],
    ["row 10", "ready"],
  ]);
});

test("rows need a person if they are held, have no location, or have a doubt that nobody confirmed", () => {
  const rows = contributionRows(file, text, "en").filter(needsAttention);
  expect(rows.map(({ name }) => name)).toEqual(["row 2", "row 4", "row 5"]);
});

test("after the import, names the result of each row", () => {
  const items = file.items.map((item) => ({ ...item, annotationId: item.id === "r10" ? "a" : null }));
  const rows = contributionRows({ ...file, state: "taken", items }, text, "en");
  expect(rows.map(({ name, result }) => `${name} ${result}`)).toEqual([
    ...["row 2 held", "row 3 here", "row 4 held", "row 5 unplaced", "row 6 left-out", "row 7 held", "row 10 imported"],
  ]);
});

test.each([
  [{ state: "all", source: "South" }, ["row 3", "row 4"]],
  [{ state: "all", doubt: "place-likely" }, ["row 2"]],
  [{ state: "left-out" }, ["row 6"]],
  [{ state: "all", text: "said" }, ["row 3"]],
] as const)("shows the rows that pass %j", (filters, names) => {
  expect(filterRows(contributionRows(file, text, "en"), filters).map(({ name }) => name)).toEqual(names);
});

test("a file with a margin comment is reviewed in the text", () => {
  expect(hasRows(file)).toBe(true);
  expect(hasRows({ ...file, items: [shownItem("c", { origin: "comment", marks: ["comment 1"] })] })).toBe(false);
});

test.each([
  ["an exclusion with its reason", { included: false, reason: "Off topic." }],
  ["a confirmation", { confirmed: true }],
  ["a location", { targets: [{ kind: "document" as const }] }],
  ["a text", { text: "Another text." }],
])("the inverse of %s restores each item", (_what, edit) => {
  const edits = file.items.map(({ id }) => ({ id, ...edit }));
  const undo = edits.flatMap((one) =>
    inverseEdit(
      one,
      file.items.find(({ id }) => id === one.id),
    ),
  );
  const after = withEdits(file, edits);
  expect(after.items).not.toEqual(withEdits(file, []).items);
  const values = ({ included, reason = "", confirmed = false, targets, text: words }: ShownItem): unknown[] => [
    ...[included, reason, confirmed, targets, words],
  ];
  expect(withEdits(after, undo).items.map(values)).toEqual(file.items.map(values));
});

test("shows an item as imported next as soon as it gets a location, unless its source is held", () => {
  const edits = ["r5", "r4"].map((id) => ({ id, targets: [{ kind: "document" as const }] }));
  const after = withEdits(file, edits).items.filter(({ id }) => id === "r5" || id === "r4");
  expect(after.map(({ id, taken, confirmed }) => [id, taken, confirmed])).toEqual([
    ["r4", false, true],
    ["r5", true, true],
  ]);
});

test("finds the rows with the same text on the same clause, also of other bodies", () => {
  const rows = contributionRows(
    shownContribution({
      items: [
        row(1, { ...onClause, text: "Please  define “user”." }),
        row(2, { ...onClause, text: "please define “user”.", source: "South" }),
        row(3, { targets: [{ kind: "document" }], text: "Please define “user”." }),
        row(4, { ...onClause, text: "Please define “users”." }),
      ],
    }),
    text,
    "en",
  );
  expect([...equalRows(rows)].map(([id, equal]) => [id, equal.map((one) => one.id)])).toEqual([
    ["r1", ["r2"]],
    ["r2", ["r1"]],
  ]);
});
