import fc from "fast-check";
import { boundPairs, type ClauseLink } from "#core/compare/clauses/clause-link.ts";
import { compare } from "#core/compare/compare.ts";
import { compareVia } from "#core/lineage/compare-via.ts";
import { clauseAt, type VersionText } from "#core/text/clause.ts";
import { broadband, culture, exchange } from "./sample-clauses.ts";
import { version } from "./versions.ts";

const pairOf = (base: VersionText, revised: VersionText, links: ClauseLink[], clause: string) =>
  compare(base, revised, { links }).pairs.find((pair) => pair.base.includes(clause));

test("pairs linked clauses without shared words with a score of 1", () => {
  const [base, revised] = [version(`${broadband}\n${exchange}`), version(`${broadband}\n${culture}`)];
  expect(pairOf(base, revised, [], "v2")).toMatchObject({ relation: "removed" });
  expect(pairOf(base, revised, [{ base: "v2", revised: "v2" }], "v2")).toMatchObject({
    relation: "1:1",
    edited: true,
    revised: ["v2"],
    score: 1,
  });
});

test("separates identical clauses linked to nothing and keeps no words between them", () => {
  const [base, revised] = [version(`${broadband}\n${exchange}`), version(`${broadband}\n${exchange}`)];
  const { pairs, kept } = compare(base, revised, { links: [{ base: "v2", revised: null }] });
  expect(pairs.map(({ relation, base: from, revised: to }) => [relation, from, to])).toEqual([
    ["1:1", ["v1"], ["v1"]],
    ["removed", ["v2"], []],
    ["added", [], ["v2"]],
  ]);
  expect(kept.map(([start]) => clauseAt(base.clauses, start)?.id)).toEqual(["v1"]);
});

test("splits a clause linked to two, and merges two linked to one", () => {
  const [one, two] = [version(culture), version(`${broadband}\n${exchange}`)];
  const split = ["v1", "v2"].map((revised) => ({ base: "v1", revised }));
  expect(pairOf(one, two, split, "v1")).toMatchObject({ relation: "1:n", revised: ["v1", "v2"] });
  const merged = ["v1", "v2"].map((base) => ({ base, revised: "v1" }));
  expect(pairOf(two, one, merged, "v2")).toMatchObject({ relation: "n:1", base: ["v1", "v2"] });
});

test("maps words to the linked clause first", () => {
  const [base, revised] = [
    version(`${broadband}.\n${culture}.`),
    version(`${exchange}.\n${broadband}.\n${broadband}!`),
  ];
  for (const to of ["v2", "v3"]) {
    const { kept } = compare(base, revised, { links: [{ base: "v1", revised: to }] });
    expect(kept.map(([, , start]) => clauseAt(revised.clauses, start)?.id)).toEqual([to]);
  }
});

test.each<[string, ClauseLink[]]>([
  ["an unknown clause", [{ base: "v9", revised: "v1" }]],
  ["no clause on either side", [{ base: null, revised: null }]],
])("ignores a link that binds nothing: %s", (_, links) => {
  const text = version(`${broadband}\n${exchange}\n${culture}`);
  expect(boundPairs(text, text, links)).toEqual([]);
});

test.each<[string, ClauseLink[]]>([
  [
    "to no clause, and to one",
    [
      { base: "v1", revised: null },
      { base: "v1", revised: "v1" },
    ],
  ],
  [
    "from no clause, and from one",
    [
      { base: null, revised: "v1" },
      { base: "v1", revised: "v1" },
    ],
  ],
  [
    "to two clauses that are not adjacent",
    [
      { base: "v1", revised: "v1" },
      { base: "v1", revised: "v3" },
    ],
  ],
  [
    "the same link twice",
    [
      { base: "v1", revised: "v1" },
      { base: "v1", revised: "v1" },
    ],
  ],
])("applies only one of several contradictory links: %s", (_, links) => {
  const text = version(`${broadband}\n${exchange}\n${culture}`);
  expect(boundPairs(text, text, links)).toHaveLength(1);
});

const clause = fc
  .array(fc.constantFrom(..."the of shall Member States invites policy [ ] , broadband capacity 2026".split(" ")), {
    maxLength: 12,
  })
  .map((words) => words.join(" "));
const text = fc.array(clause, { minLength: 1, maxLength: 6 }).map((clauses) => version(clauses.join("\n")));
const id = fc.option(fc.nat(7).map((index) => `v${String(index + 1)}`));
const links = fc.array(
  fc.record({ base: id, revised: id, isRefusal: fc.constant(true as const) }, { requiredKeys: ["base", "revised"] }),
  { maxLength: 5 },
);

test("whatever the links, pairs each clause once, keeps only equal text and obeys the links", () => {
  fc.assert(
    fc.property(text, text, links, (base, revised, stated) => {
      const { pairs, kept } = compare(base, revised, { links: stated });
      const ids = (side: VersionText): string[] => side.clauses.map((one) => one.id).sort();
      expect(pairs.flatMap((pair) => pair.base).sort()).toEqual(ids(base));
      expect(pairs.flatMap((pair) => pair.revised).sort()).toEqual(ids(revised));
      for (const [from, end, to, toEnd] of kept) expect(base.text.slice(from, end)).toBe(revised.text.slice(to, toEnd));
      for (const bound of boundPairs(base, revised, stated)) {
        const [from, to] = [base.clauses[bound.base]?.id, revised.clauses[bound.revised]?.id];
        const pair = pairs.find((one) => (from ? one.base.includes(from) : to && one.revised.includes(to)));
        expect(pair?.base ?? []).toEqual(from ? expect.arrayContaining([from]) : []);
        expect(pair?.revised ?? []).toEqual(to ? expect.arrayContaining([to]) : []);
      }
      const linked = boundPairs(base, revised, stated);
      for (const refusal of stated.filter(({ isRefusal }) => isRefusal)) {
        const [from, to] = [refusal.base ?? "", refusal.revised ?? ""];
        const isLinked = linked.some(
          (bound) => base.clauses[bound.base]?.id === from && revised.clauses[bound.revised]?.id === to,
        );
        if (!isLinked) expect(pairs.some((pair) => pair.base.includes(from) && pair.revised.includes(to))).toBe(false);
      }
    }),
  );
});

test.each([
  ["with the same text", `${broadband}\n${exchange}`, `${exchange}\n${broadband}`, "v2"],
  ["with the same number in its place", `1 ${broadband}\n2 ${exchange}`, `1 ${culture}\n2 ${exchange}`, "v1"],
  [
    "above the same paragraphs",
    `heading| Growth\n${broadband}\n${exchange}\n${culture}`,
    `heading| Economic aims\n${broadband}\n${exchange}\n${culture}`,
    "v1",
  ],
])("never pairs a clause with one that a person refused: %s", (_, from, to, refused) => {
  const [base, revised] = [version(from), version(to)];
  const partners = (links: ClauseLink[]): string[] | undefined =>
    compare(base, revised, { links }).pairs.find((pair) => pair.base.includes("v1"))?.revised;
  expect(partners([])).toEqual([refused]);
  expect(partners([{ base: "v1", revised: refused, isRefusal: true }])).not.toContain(refused);
});

test("follows a link to clauses that are also refused", () => {
  const text = version(`${broadband}\n${exchange}`);
  const links: ClauseLink[] = [
    { base: "v1", revised: "v2", isRefusal: true },
    { base: "v1", revised: "v2" },
  ];
  expect(pairOf(text, text, links, "v1")).toMatchObject({ revised: ["v2"] });
});

test("applies a link on one step to the words mapped through it", () => {
  const [base, between, revised] = [version(broadband), version(broadband), version(broadband)];
  const through = (stepLinks: ClauseLink[][]): number => compareVia(base, [between], revised, { stepLinks }).followed;
  expect(through([])).toBeGreaterThan(0);
  expect(through([[{ base: "v1", revised: null }], []])).toBe(0);
});
