import type { ReadRemark, RemarkPlace } from "../../../server/core/receive/read-contribution.ts";
import type { ContributionItem } from "../../../server/core/receive/contribution.ts";
import { itemsOfRemarks } from "../../../server/core/receive/remark-items.ts";
import type { LineOrigin } from "../../../server/core/text/lines/line-numbers.ts";
import { versionTextOf } from "../../../server/core/text/version-text.ts";
import { draftOf } from "../../support/draft.ts";

const draft = draftOf([
  ["heading", "1", "Purpose"],
  ["paragraph", "1.1", "The Secretariat publishes the identity of the Applicant within ten working days."],
  ["paragraph", "1.2", "The operator is not asked to open the file again."],
  ["heading", "2", "Fees"],
  ["paragraph", "2.1", "The Board sets the fees once a year."],
  ["paragraph", "2.2", "The fees are paid in advance."],
  ["heading", "Annex B", "Schedule"],
  ["heading", null, "B.1 Fees for applications"],
]);
const text = versionTextOf(draft);
/** Each clause is one line, numbered 10, 20, … 80; the second page, "9", begins with the fees. */
const numbers = {
  starts: text.clauses.map(({ start }) => start),
  numbers: [10, 20, 30, 40, 50, 60, 70, 80],
  pages: [
    { label: "8", start: 0 },
    { label: "9", start: text.clauses[3]!.start },
  ],
};

type Row = Partial<Pick<RemarkPlace, "citation" | "page" | "line">> & { text?: string };

function itemsOn(origin: LineOrigin, rows: readonly Row[]): ContributionItem[] {
  const remarks = rows.map(({ citation = null, text: words = "Why?", ...place }, at): ReadRemark => ({
    id: `row ${String(at + 2)}`,
    ...{ author: "", source: "", date: null, type: null, resolved: false, replies: [], proposed: null },
    text: words,
    place: { citation, quote: null, selectors: null, ...place },
  }));
  return itemsOfRemarks({ remarks }, { draft, text, lines: { numbers, origin }, stepsOf: () => null }, () => null)
    .items;
}

/** Returns where an item is: the numbers of its clauses, and its doubt. */
function placeOf(item: ContributionItem | undefined): string {
  const numbersOf = (item?.targets ?? []).map((target) => {
    const id = target.kind === "clause" ? target.clause : target.kind === "range" ? target.start.clause : "";
    const clause = text.clauses.find((one) => one.id === id);
    return clause ? (clause.label ?? text.text.slice(clause.start, clause.end)) : target.kind;
  });
  return [numbersOf.join(), item?.doubt?.code ?? ""].filter(Boolean).join(" | ");
}

test.each([
  ["s.2.1", "2.1"],
  ["Sect. 2.1", "2.1"],
  ["§2.1", "2.1"],
  ["Annex B.1", "B.1 Fees for applications"],
  ["annex b.3", "citation-unknown"],
])("places a row at the section that it cites as “%s”", (citation, place) => {
  expect(placeOf(itemsOn("printed", [{ citation }])[0])).toBe(place);
});

test.each([
  [{ line: "20" }, "1.1"],
  [{ line: "20–30" }, "1.1,1.2"],
  [{ line: "l. 50, 60", page: "9" }, "2.1"],
  [{ line: "٣٠" }, "1.2"],
  // The number of the page was mistyped.
  [{ line: "50", page: "8" }, "2.1"],
  [{ line: "25" }, "lines-unknown"],
  [{ page: "9" }, "2 | page-only"],
  [{ page: "12" }, "lines-unknown"],
  [{ page: "9", text: "Who pays “in advance”?" }, "2.2"],
])("places a row that cites %o", (row, place) => {
  expect(placeOf(itemsOn("printed", [row])[0])).toBe(place);
});

test.each([
  ["the line says which clause of the section is meant", { citation: "2", line: "60" }, "2.2"],
  ["a line outside the section is a doubt", { citation: "2", line: "20" }, "2 | lines-elsewhere"],
  ["a page outside the section is a doubt", { citation: "2", page: "8" }, "2 | lines-elsewhere"],
  [
    "the line is the likeliest place if no clause has the citation",
    { citation: "7", line: "60" },
    "2.2 | citation-unknown",
  ],
])("%s", (_fact, row, place) => {
  expect(placeOf(itemsOn("printed", [row])[0])).toBe(place);
});

const fitting = ["10", "20", "30"].map((line) => ({ citation: "1", line }));

test("computed lines are certain once most rows with a section cite lines in it", () => {
  expect(placeOf(itemsOn("computed", [{ line: "60" }, ...fitting])[0])).toBe("2.2 | lines-unchecked");
  expect(placeOf(itemsOn("computed", [{ line: "60" }, ...fitting, { citation: "2", line: "40" }])[0])).toBe("2.2");
});

test("a file that counts the lines of another print is placed by its citations alone", () => {
  const others = ["40", "50", "60"].map((line) => ({ citation: "1", line }));
  const items = itemsOn("printed", [{ line: "60" }, ...others, { citation: "1", line: "20" }]);
  expect(items.map(placeOf)).toEqual(["lines-unknown", "1", "1", "1", "1"]);
  expect(items[1]?.evidence).toEqual([{ kind: "section", value: "1", agrees: true }]);
});

test("an item says which of section, page, line and quotation agree with its place", () => {
  const [item] = itemsOn("printed", [
    { citation: "1", page: "9", line: "20", text: "Why “the identity of the Applicant”?" },
  ]);
  expect(item?.evidence).toEqual([
    { kind: "section", value: "1", agrees: true },
    { kind: "page", value: "9", agrees: false },
    { kind: "line", value: "20", agrees: true },
    { kind: "quotation", value: "the identity of the Applicant", agrees: true },
  ]);
});
