import { compare } from "#core/compare/compare.ts";
import type { ClausePair } from "#core/compare/comparison.ts";
import { type JoinedPairs, pairEditor } from "#core/compare/merge-edits.ts";
import { broadband, capacity, culture, exchange } from "./sample-clauses.ts";
import { version } from "./versions.ts";

/** Reads all pairs with base clauses, in the order of the base. */
function joined(base: readonly string[], revised: readonly string[]): JoinedPairs {
  const [from, to] = [version(base.join("\n")), version(revised.join("\n"))];
  const comparison = compare(from, to);
  const pairOf = (id: string): ClausePair => comparison.pairs.find((pair) => pair.base.includes(id))!;
  return pairEditor(from, to, comparison)([...new Set(from.clauses.map(({ id }) => pairOf(id)))]);
}

/** Lists edits as "deleted > inserted". */
const inShort = ({ base, revised, edits }: JoinedPairs): string[] =>
  edits.map((edit) => `${base.slice(...edit.base)} > ${revised.slice(...edit.revised)}`);

type Lines = readonly string[];

test.each<[string, Lines, Lines, string[]]>([
  ["a replaced word as one edit", [broadband], [broadband.replace("every", "each")], ["every > each"]],
  [
    "two replaced words as two edits",
    [broadband],
    [broadband.replace("driver", "cause").replace("every", "each")],
    ["driver > cause", "every > each"],
  ],
  ["no edit for a clause that moved", [broadband, exchange, culture], [exchange, culture, broadband], []],
  [
    "an edit in a clause that moved",
    [broadband, exchange, culture],
    [exchange, culture, broadband.replace("every", "each")],
    ["every > each"],
  ],
  ["a line end that a split inserted", [`${broadband}; ${exchange}`], [`${broadband};`, exchange], ["  > \n"]],
  ["a line end that a merger deleted", [`${broadband};`, exchange], [`${broadband}; ${exchange}`], ["\n >  "]],
  ["a deleted clause with the line end before it", [broadband, exchange], [broadband], [`\n${exchange} > `]],
  [
    "the first clause, deleted, without the line end after it",
    [exchange, broadband],
    [broadband],
    [`${exchange}\n > `],
  ],
  ["no edit between clauses of both sides", [broadband, culture], [broadband, culture], []],
  ["an empty clause that was deleted as a line end", [broadband, "", exchange], [broadband, exchange], ["\n > "]],
  ["an empty clause at the end that was deleted", [broadband, ""], [broadband], ["\n > "]],
  ["two empty clauses of both sides as kept line ends", ["", "", broadband], ["", "", broadband], []],
  [
    "a sentence that moved to another clause as deleted and inserted",
    [`${broadband}. ${culture}.`, exchange, capacity],
    [`${broadband}.`, exchange, `${capacity}. ${culture}.`],
    [` ${culture}. > `, ` > . ${culture}.`],
  ],
  [
    "no edit of a clause that has the same words from another clause",
    ["会员国 the", culture, "会员国", "the the the the the the", ""],
    [culture, "会员国 the the the the the the", "会员国 the", ""],
    ["\n >  "],
  ],
])("reads %s", (_case, base, revised, expected) => {
  expect(inShort(joined(base, revised))).toEqual(expected);
});

test("joins the clauses of both sides with line ends, in the order of the base", () => {
  const { base, revised, edits } = joined([broadband, exchange, culture], [culture, broadband, `${exchange} now`]);
  expect(base).toBe([broadband, exchange, culture].join("\n"));
  expect(revised).toBe([broadband, `${exchange} now`, culture].join("\n"));
  expect(edits).toEqual([{ base: [128, 128], revised: [128, 132] }]);
});
