import fc from "fast-check";
import { computeLines } from "#core/text/lines/compute-lines.ts";
import {
  clausesOnLines,
  lineRangeOf,
  linesRestart,
  parseLineCitation,
  rangeOfLines,
} from "#core/text/lines/find-lines.ts";
import type { LineNumbers } from "#core/text/lines/line-numbers.ts";
import type { VersionText } from "#core/text/clause.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import { draftOf } from "../../../support/draft.ts";

const textOf = (...clauses: readonly string[]): VersionText =>
  versionTextOf(draftOf(clauses.map((text, index) => ["operative", String(index + 1), text])));

function linesIn(version: VersionText): string[] {
  const { starts } = computeLines(version);
  return starts.map((start, index) => version.text.slice(start, starts[index + 1] ?? version.text.length).trim());
}

describe("computed lines", () => {
  test("break after the last word that fits in 72 columns", () => {
    const words = `${"word ".repeat(14)}three more words`;
    expect(linesIn(textOf(words))).toEqual(["word ".repeat(14).trim(), "three more words"]);
  });

  test("give an ideograph two columns, and keep closing punctuation on its line", () => {
    const [first, second] = linesIn(textOf(`${"字".repeat(36)}，${"字".repeat(3)}`));
    expect([first?.length, second]).toEqual([35, `字，${"字".repeat(3)}`]);
  });

  test("divide a word longer than a line", () => {
    expect(linesIn(textOf("x".repeat(80))).map(({ length }) => length)).toEqual([72, 8]);
  });

  test("begin with each clause, are at most 72 characters long and rise", () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z -]{1,200}$/u), { minLength: 1, maxLength: 5 }), (clauses) => {
        const version = textOf(...clauses);
        const { starts } = computeLines(version);
        expect(version.clauses.every(({ start }) => starts.includes(start))).toBe(true);
        expect(starts.every((start, index) => index === 0 || start > (starts[index - 1] ?? 0))).toBe(true);
        expect(linesIn(version).every(({ length }) => length <= 72)).toBe(true);
      }),
    );
  });
});

const version = textOf("Ministers report every year.", "They meet in May.", "They pay.");
const offsetOf = (words: string): number => version.text.indexOf(words);
const starts = ["Ministers", "every year", "They meet", "in May", "They pay"].map(offsetOf);
/** Two printed pages of which each numbers its lines from 1. The last clause has no number. */
const printed: LineNumbers = {
  starts: starts.slice(0, 4),
  numbers: [1, 2, 1, 2],
  pages: [
    { label: "iv", start: 0 },
    { label: "5", start: offsetOf("They meet") },
  ],
};

describe("the lines of words", () => {
  const wordsAt = (words: string): [number, number] => [offsetOf(words), offsetOf(words) + words.length];

  test.each([
    ["report every", 0, { page: null, first: 1, last: 2 }],
    ["year", 0, { page: null, first: 2, last: 2 }],
    ["They pay", 2, { page: null, first: 5, last: 5 }],
  ])("“%s” cover the lines %j", (words, clause, range) => {
    expect(lineRangeOf({ starts }, version.clauses[clause]!, wordsAt(words))).toEqual(range);
  });

  test("name the printed page", () => {
    expect(lineRangeOf(printed, version.clauses[1]!, wordsAt("in May"))).toEqual({ page: "5", first: 2, last: 2 });
  });

  test("have no number in a clause without printed numbers", () => {
    expect(lineRangeOf(printed, version.clauses[2]!, wordsAt("They pay"))).toBeNull();
  });
});

test.each([
  ["lines 484-487", { page: null, lines: [484, 487] }],
  ["L. 12", { page: null, lines: [12, 12] }],
  ["p. 12, ll. 3–5", { page: "12", lines: [3, 5] }],
  ["page iv", { page: "iv", lines: null }],
  ["page 3, lignes 4 à 6", { page: "3", lines: [4, 6] }],
  ["pág. 3, líneas 4 a 6", { page: "3", lines: [4, 6] }],
  ["стр. 3, строки 4–6", { page: "3", lines: [4, 6] }],
  ["الصفحة ٣، الأسطر ٤-٦", { page: "3", lines: [4, 6] }],
  ["第3页第4至6行", { page: "3", lines: [4, 6] }],
  ["line 9 to 7", { page: null, lines: [9, 9] }],
])("reads the citation “%s”", (citation, cited) => {
  expect(parseLineCitation(citation)).toEqual(cited);
});

test.each(["Article 12", "online 5", "lines 3-4 of Annex 2", "line", "12"])(
  "does not take “%s” for a citation by line",
  (citation) => {
    expect(parseLineCitation(citation)).toBeNull();
  },
);

describe("cited lines", () => {
  const wordsOf = (lines: LineNumbers, citation: string): string | null => {
    const range = rangeOfLines(lines, parseLineCitation(citation)!, version.text.length);
    return range && version.text.slice(...range).trim();
  };

  test.each([
    ["line 2", "every year."],
    ["lines 2-3", "every year.\nThey meet"],
    ["line 5", "They pay."],
    ["line 6", null],
  ])("%s are found at %j", (citation, words) => {
    expect(wordsOf({ starts }, citation)).toBe(words);
  });

  test("are found on their page if the numbers begin again", () => {
    expect(wordsOf(printed, "page 5, line 1")).toBe("They meet");
  });

  test("are not found without a page if the numbers begin again", () => {
    expect([linesRestart(printed), wordsOf(printed, "line 1")]).toEqual([true, null]);
  });

  test("are found although the page is unknown if the numbers go on", () => {
    expect(wordsOf({ starts }, "page 9, line 3")).toBe("They meet");
  });

  test("of a page are all its lines", () => {
    expect(wordsOf(printed, "page iv")).toBe("Ministers report every year.");
  });

  test.each([
    ["lines 2-3", ["1", "2"]],
    ["line 9", []],
    ["Article 2", undefined],
  ])("“%s” mean the clauses %j", (citation, labels) => {
    expect(clausesOnLines(version, { starts }, citation)?.map(({ label }) => label)).toEqual(labels);
  });
});
