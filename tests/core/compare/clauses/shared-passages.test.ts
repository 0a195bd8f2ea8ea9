import { compare } from "#core/compare/compare.ts";
import type { KeptRange } from "#core/compare/comparison.ts";
import { type SharedPassages, sharedPassages } from "#core/compare/clauses/shared-content.ts";
import type { VersionText } from "#core/text/clause.ts";
import { version } from "../versions.ts";

const [fees, schools, cables] = [
  "regulators publish the fees for spectrum licences",
  "ministries connect rural schools through community networks",
  "operators of submarine cables report every outage within a day",
];

function passagesOf(base: VersionText, revised: VersionText): SharedPassages {
  return sharedPassages(base, revised, compare(base, revised).kept);
}

test("counts the words that two clauses share, without marks, and finds the longest shared run", () => {
  const base = version(`${cables}\n${fees}, and (each year) ${schools}; review them`);
  const revised = version(`${fees}, and (each month) ${schools}; review it\n${cables}`);
  const passages = passagesOf(base, revised);
  const shared = passages.between("v2", "v1");
  expect(shared?.words).toBe(7 + 2 + 7 + 1);
  expect(base.text.slice(...shared!.longest)).toBe(`) ${schools}; review`);
  expect(passages.between("v1", "v2")).toEqual({ words: 10, longest: [0, cables.length] });
  expect(passages.between("v1", "v1")).toBeUndefined();
});

test("quotes the first of two shared runs of the same length", () => {
  const [base, revised] = [version("price caps and price cuts"), version("price caps or price cuts")];
  const kept: KeptRange[] = [
    [15, 25, 14, 24],
    [0, 10, 0, 10],
  ];
  expect(sharedPassages(base, revised, kept).between("v1", "v1")).toEqual({ words: 4, longest: [0, 10] });
});

test("takes marks alone for no shared text", () => {
  const [base, revised] = [version("fees; tariffs"), version("caps; levies")];
  expect(sharedPassages(base, revised, [[4, 5, 4, 5]]).between("v1", "v1")).toBeUndefined();
});

test("names the clause of the other text that shares the most words, and the first one in a tie", () => {
  const base = version(`${fees}; ${cables}; ${schools}\nlocal content`);
  const revised = version(`${schools}\n${cables}\n${fees}`);
  const passages = passagesOf(base, revised);
  expect(passages.nearest("base", "v1")).toEqual({ clause: "v2", words: 10 });
  expect(passages.nearest("revised", "v1")).toEqual({ clause: "v1", words: 7 });
  expect(passages.nearest("base", "v2")).toBeUndefined();
});

test("names the first of two merged clauses if both share as much", () => {
  const [base, revised] = [version("annual fees\nprice caps"), version("annual fees price caps")];
  const passages = sharedPassages(base, revised, [
    [12, 22, 12, 22],
    [0, 11, 0, 11],
  ]);
  expect(passages.nearest("revised", "v1")).toEqual({ clause: "v1", words: 2 });
});

test("counts the words of a clause without marks", () => {
  const passages = passagesOf(version("fees, and (annual) caps\n;"), version(fees));
  const count = (side: "base" | "revised", clause: string): number => passages.wordsIn(side, clause);
  expect([count("base", "v1"), count("base", "v2"), count("revised", "v1"), count("revised", "v9")]).toEqual([
    4, 0, 7, 0,
  ]);
});
