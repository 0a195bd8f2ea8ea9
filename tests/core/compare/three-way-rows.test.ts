import { compare } from "#core/compare/compare.ts";
import { threeWay } from "#core/compare/three-way.ts";
import type { ThreeWayRow } from "#core/compare/three-way-rows.ts";
import { broadband, capacity, culture, exchange, trust, youth } from "./sample-clauses.ts";
import { version } from "./versions.ts";

function rowsOf(base: readonly string[], revised: readonly string[], other: readonly string[]): ThreeWayRow[] {
  const [from, one, two] = [version(base.join("\n")), version(revised.join("\n")), version(other.join("\n"))];
  return threeWay(from, { text: one, comparison: compare(from, one) }, { text: two, comparison: compare(from, two) })
    .rows;
}

type Lines = readonly string[];

/** Lists rows as "outcome base>revised|other". */
const inShort = (rows: readonly ThreeWayRow[]): string[] =>
  rows.map(
    ({ outcome, base, revised, other }) => `${outcome} ${base.join("+")}>${revised.join("+")}|${other.join("+")}`,
  );

test.each<[string, Lines, Lines, Lines, string[]]>([
  [
    "agrees if both sides moved it to the same position",
    [broadband, exchange, culture],
    [exchange, culture, broadband],
    [exchange, culture, broadband],
    ["agreed v1>v3|v3", "unchanged v2>v1|v1", "unchanged v3>v2|v2"],
  ],
  [
    "agrees if both sides moved it to the front",
    [broadband, exchange, culture],
    [culture, broadband, exchange],
    [culture, broadband, exchange],
    ["unchanged v1>v2|v2", "unchanged v2>v3|v3", "agreed v3>v1|v1"],
  ],
  [
    "agrees if both sides moved two clauses behind the same one, in different order",
    [broadband, exchange, culture, capacity, trust],
    [culture, capacity, trust, broadband, exchange],
    [culture, capacity, trust, exchange, broadband],
    ["agreed v1>v4|v5", "agreed v2>v5|v4", "unchanged v3>v1|v1", "unchanged v4>v2|v2", "unchanged v5>v3|v3"],
  ],
  [
    "conflicts if one side moved it to the front and the other elsewhere",
    [broadband, exchange, culture, trust],
    [trust, broadband, exchange, culture],
    [broadband, trust, exchange, culture],
    ["unchanged v1>v2|v1", "unchanged v2>v3|v3", "unchanged v3>v4|v4", "conflict v4>v1|v2"],
  ],
  [
    "conflicts if one side moved it and the other deleted it",
    [broadband, exchange, culture],
    [exchange, culture, broadband],
    [exchange, culture],
    ["conflict v1>v3|", "unchanged v2>v1|v1", "unchanged v3>v2|v2"],
  ],
  [
    "conflicts if one side deleted it and the other moved it",
    [broadband, exchange, culture],
    [exchange, culture],
    [exchange, culture, broadband],
    ["conflict v1>|v3", "unchanged v2>v1|v1", "unchanged v3>v2|v2"],
  ],
  [
    "is apart if both sides moved it to the same position and one changed a word",
    [broadband, exchange, culture],
    [exchange, culture, broadband],
    [exchange, culture, broadband.replace("every", "each")],
    ["apart v1>v3|v3", "unchanged v2>v1|v1", "unchanged v3>v2|v2"],
  ],
  [
    "is of the other side if that side alone moved it",
    [broadband, exchange, culture],
    [broadband, exchange, culture],
    [culture, broadband, exchange],
    ["unchanged v1>v1|v2", "unchanged v2>v2|v3", "other v3>v3|v1"],
  ],
  [
    "is of the other side if that side alone deleted it",
    [broadband, exchange],
    [broadband, exchange],
    [broadband],
    ["unchanged v1>v1|v1", "other v2>v2|"],
  ],
])("a clause %s", (_fact, base, revised, other, expected) => {
  expect(inShort(rowsOf(base, revised, other))).toEqual(expected);
});

test.each<[string, Lines, Lines, string]>([
  ["revised if one side deleted it", [broadband, exchange], [broadband, "", exchange], "revised v2>|v2"],
  ["other if the other side deleted it", [broadband, "", exchange], [broadband, exchange], "other v2>v2|"],
  ["agreed if both sides deleted it", [broadband, exchange], [broadband, exchange], "agreed v2>|"],
])("an empty clause is %s", (_fact, revised, other, expected) => {
  expect(inShort(rowsOf([broadband, "", exchange], revised, other))[1]).toBe(expected);
});

test.each<[string, Lines, Lines, Lines, string[]]>([
  [
    "those of one side before an agreed one",
    [broadband, exchange],
    [broadband, culture, trust, exchange],
    [broadband, trust, exchange],
    ["unchanged v1>v1|v1", "revised >v2|", "agreed >v3|v2", "unchanged v2>v4|v3"],
  ],
  [
    "those of the other side before an agreed one",
    [broadband, exchange],
    [broadband, trust, exchange],
    [broadband, culture, trust, exchange],
    ["unchanged v1>v1|v1", "other >|v2", "agreed >v2|v3", "unchanged v2>v3|v4"],
  ],
  [
    "those of both sides around an agreed one",
    [broadband, exchange],
    [broadband, trust, culture, exchange],
    [broadband, culture, youth, exchange],
    ["unchanged v1>v1|v1", "revised >v2|", "agreed >v3|v2", "other >|v3", "unchanged v2>v4|v4"],
  ],
  [
    "those before all clauses first, those after all clauses last",
    [broadband, exchange],
    [trust, broadband, exchange, culture],
    [youth, broadband, exchange, culture],
    ["revised >v1|", "other >|v1", "unchanged v1>v2|v2", "unchanged v2>v3|v3", "agreed >v4|v4"],
  ],
  [
    "each after the clause that it follows in its text, also if that clause moved",
    [broadband, exchange, capacity],
    [exchange, trust, capacity, broadband, culture],
    [broadband, exchange, capacity],
    ["revised v1>v4|v1", "revised >v5|", "unchanged v2>v1|v2", "revised >v2|", "unchanged v3>v3|v3"],
  ],
  [
    "an empty one of both sides once",
    [broadband],
    [broadband, ""],
    [broadband, ""],
    ["unchanged v1>v1|v1", "agreed >v2|v2"],
  ],
])("inserted clauses have their place: %s", (_fact, base, revised, other, expected) => {
  const rows = rowsOf(base, revised, other);
  expect(inShort(rows)).toEqual(expected);
  const text = (row: ThreeWayRow): string => row.segments.map((piece) => piece.revised || piece.other).join("");
  const empty = rows.filter((row) => row.base.length === 0 && text(row) === "");
  expect(empty.every(({ segments }) => segments.length === 0)).toBe(true);
});

test.each<[string, Lines, Lines, string[]]>([
  [
    "if one side merged the first two and the other the last two",
    [`${broadband}; ${exchange};`, culture],
    [`${broadband};`, `${exchange}; ${culture}`],
    ["apart v1+v2+v3>v1+v2|v1+v2"],
  ],
  [
    "if one side merged the last two and the other the first two",
    [`${broadband};`, `${exchange}; ${culture}`],
    [`${broadband}; ${exchange};`, culture],
    ["apart v1+v2+v3>v1+v2|v1+v2"],
  ],
  [
    "if one side merged all of them and the other changed a word",
    [`${broadband}; ${exchange}; ${culture}`],
    [`${broadband};`, `${exchange};`.replace("lower", "raise"), culture],
    ["apart v1+v2+v3>v1|v1+v2+v3"],
  ],
  [
    "if one side merged two of them and the other deleted the first",
    [`${broadband}; ${exchange};`, culture],
    [`${exchange};`, culture],
    ["conflict v1+v2>v1|v1", "unchanged v3>v2|v2"],
  ],
  [
    "if one side merged two of them and the other deleted both",
    [`${broadband}; ${exchange};`, culture],
    [culture],
    ["conflict v1+v2>v1|", "unchanged v3>v2|v1"],
  ],
  [
    "if one side merged two of them and the other moved the first",
    [`${broadband}; ${exchange};`, culture],
    [`${exchange};`, culture, `${broadband};`],
    ["apart v1+v2>v1|v3+v1", "unchanged v3>v2|v2"],
  ],
])("merged clauses share a row %s", (_fact, revised, other, expected) => {
  expect(inShort(rowsOf([`${broadband};`, `${exchange};`, culture], revised, other))).toEqual(expected);
});

test("says that a side inserted a clause, and nothing of the other side", () => {
  const inserted = { relation: "added", edited: false, moved: false, renumbered: false };
  const rows = rowsOf([broadband], [broadband, culture, trust], [broadband, trust, youth]);
  expect(rows.map(({ did }) => did).slice(1)).toEqual([
    { revised: inserted, other: null },
    { revised: inserted, other: inserted },
    { revised: null, other: inserted },
  ]);
});

test("says of each side how it changed the clauses of a row", () => {
  const plain = { relation: "1:1", edited: false, moved: false, renumbered: false };
  const did = (base: Lines, revised: Lines, other: Lines): unknown => rowsOf(base, revised, other)[0]?.did;
  expect(did([`1| ${broadband}`], [`2| ${broadband}`], [`1| ${broadband.replace("every", "each")}`])).toEqual({
    revised: { ...plain, renumbered: true },
    other: { ...plain, edited: true },
  });
  const clauses = [`${broadband};`, `${exchange};`, culture];
  expect(did(clauses, [`${broadband}; ${exchange};`, culture], [`${exchange};`, culture])).toEqual({
    revised: { ...plain, relation: "n:1", edited: true },
    other: { ...plain, edited: true },
  });
  expect(did(clauses, [`${broadband}; ${exchange};`, culture], [culture])).toMatchObject({
    other: { ...plain, relation: "removed" },
  });
  expect(
    did(clauses, [`${broadband}; ${exchange};`, culture], [`${exchange};`, culture, `${broadband};`]),
  ).toMatchObject({
    other: { ...plain, moved: true },
  });
  expect(
    did(
      [`2| ${broadband};`, `3| ${exchange}`],
      [`2| ${broadband}; ${exchange}`],
      [`2| ${broadband};`, `4| ${exchange}`],
    ),
  ).toMatchObject({
    other: { ...plain, renumbered: true },
  });
});
