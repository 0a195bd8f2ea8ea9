import type { ClauseLink } from "#core/compare/clauses/clause-link.ts";
import { compare } from "#core/compare/compare.ts";
import type { Comparison } from "#core/compare/comparison.ts";
import { version } from "../versions.ts";

const spectrum = "regulators publish the fees for spectrum licences before an auction opens";
const reworded = "before an auction opens, fees of licences for spectrum should have been made public by the regulator";
const onSubject = "each regulator may collect fees and taxes";
const cables = "operators of submarine cables report every outage to the coastal administration within a day";
const [transit, islands, standards, children] = [
  "exchange points keep local traffic local and lower the price of transit",
  "small island states share the cost of measuring the quality of service",
  "open standards are adopted by consensus and published without charge",
  "children are protected online by parents, teachers and providers together",
] as const;
const translation = "the secretariat translates summaries of contributions into the six official languages";
const unchanged = [transit, islands, standards, children];

const [strangers, newcomers] = [
  [
    "airports weigh every bag before departure",
    "farmers plant rice when rivers flood",
    "museums lend paintings for free exhibitions",
    "bakers sell bread until shops shut",
    "pilots train at night over mountains",
  ],
  [
    "judges hear appeals within weeks",
    "painters decorate public halls",
    "foresters count trees after storms",
    "cooks taste soup before guests",
    "sailors mend nets on quiet days",
  ],
];

function compared(base: readonly string[], revised: readonly string[], links: ClauseLink[] = []): Comparison {
  return compare(version(base.join("\n")), version(revised.join("\n")), { links });
}

/** Returns the pairs of clauses, as "v1-v6". */
function pairsOf({ pairs }: Comparison): string[] {
  return pairs.flatMap(({ base, revised }) =>
    base[0] && revised[0] ? [`${base.join("+")}-${revised.join("+")}`] : [],
  );
}

/** Returns the certainty of the pair of a base clause with its counterpart. */
function certainty(comparison: Comparison, base: string): number {
  const pair = comparison.pairs.find((pair) => pair.base.includes(base));
  expect(pair?.relation).toBe("1:1");
  return pair!.score;
}

/** Compares two drafts in which a reworded clause moved from the start to the end. */
function movedToEnd(before: string, after: string, links: ClauseLink[] = []): Comparison {
  return compared([before, cables, ...unchanged], [cables, ...unchanged, after], links);
}

test.each([
  ["heading", "heading"],
  ["recital", "paragraph"],
])("pairs a %s that moved and was reworded with a %s", (before, after) => {
  expect(pairsOf(movedToEnd(`${before}| ${spectrum}`, `${after}| ${reworded}`))).toContain("v1-v6");
});

test.each([
  ["heading", "paragraph"],
  ["paragraph", "heading"],
  ["verb", "paragraph"],
  ["heading", "verb"],
])("neither pairs a reworded %s with a %s nor offers it", (before, after) => {
  const comparison = movedToEnd(`${before}| ${spectrum}`, `${after}| ${reworded}`);
  expect(pairsOf(comparison)).not.toContain("v1-v6");
  expect(comparison.candidates).toEqual([]);
  expect(comparison.origins).toEqual([]);
});

test("neither pairs nor offers a clause that a person refused", () => {
  const comparison = movedToEnd(spectrum, reworded, [{ base: "v1", revised: "v6", isRefusal: true }]);
  expect(pairsOf(comparison)).not.toContain("v1-v6");
  expect(comparison.candidates).toEqual([]);
  expect(comparison.origins).toEqual([]);
});

test.each([
  ["does not find", 3, "fees are public", "public fees are", false],
  ["finds", 4, "spectrum fees become public", "public becomes spectrum fees", true],
])("%s a moved and reworded clause of %i words", (_, _words, before, after, isPair) => {
  const comparison = compared([before, ...unchanged], [...unchanged, after]);
  expect(pairsOf(comparison).includes("v1-v5")).toBe(isPair);
  expect(comparison.candidates).toEqual([]);
});

test("pairs a clause in the same position with one on the same subject, but not a clause elsewhere", () => {
  const [base, revised] = [
    [transit, spectrum, ...unchanged.slice(1)],
    [transit, onSubject, ...unchanged.slice(1)],
  ];
  expect(pairsOf(compared(base, revised))).toContain("v2-v2");
  const elsewhere = movedToEnd(spectrum, onSubject);
  expect(pairsOf(elsewhere)).not.toContain("v1-v6");
  expect(elsewhere.candidates).toMatchObject([{ base: "v1", revised: ["v6"] }]);
  expect(elsewhere.origins).toMatchObject([{ revised: "v6", base: ["v1"] }]);
  expect(elsewhere.candidates[0]?.scores).toEqual(elsewhere.origins[0]?.scores);
});

/** Returns a draft of two sections, with clauses before the first paragraph of the first and the last of the second. */
const sections = (first: readonly string[], second: readonly string[]): string[] => [
  "heading| Spectrum and its use",
  ...first,
  cables,
  "heading| Education and health",
  islands,
  ...second,
  standards,
];

test("pairs a reworded clause with one under another heading if none under its own is likely", () => {
  const own = "regulators make fees for spectrum known, and auctions then open";
  expect(pairsOf(compared(sections([transit, spectrum], []), sections([own, transit], [reworded])))).toContain("v3-v7");
});

test("is less certain of a reworded clause in its position if a new heading is above it", () => {
  const base = sections([transit, spectrum], []);
  const same = certainty(compared(base, sections([transit, reworded], [])), "v3");
  const apart = compared(base, sections([transit, "heading| Courts and their judges", reworded], []));
  expect(certainty(apart, "v3")).toBeLessThan(same);
});

test("lists the candidates of a clause by likelihood", () => {
  const own = "licences for spectrum: their fees are published by regulators before opening an auction";
  const { candidates } = compared(sections([transit, spectrum], []), sections([own, transit], [reworded]));
  expect(candidates).toMatchObject([{ base: "v3", revised: ["v7", "v2"] }]);
  expect(candidates[0]!.scores[0]).toBeGreaterThan(candidates[0]!.scores[1]!);
});

test.each([
  ["without a counterpart", "with one", [], [], "fees of licences may be public", "v2", ["v6", "v1"]],
  [
    "with a counterpart",
    "without one",
    [translation],
    strangers.slice(3),
    "an auction of licences opens in spring",
    "v3",
    ["v3", "v8"],
  ],
])(
  "lists a candidate %s before a less likely one %s, in both directions",
  (_, _other, before, after, text, clause, likely) => {
    const base = [...before, spectrum, reworded, ...unchanged];
    const revised = [...after, spectrum, ...unchanged, text];
    const { candidates } = compared(base, revised);
    expect(candidates).toMatchObject([{ base: clause, revised: likely }]);
    const { origins } = compared(revised, base);
    expect(origins).toMatchObject([{ revised: clause, base: likely, scores: candidates[0]!.scores }]);
  },
);

test("offers a part of a split or merged clause as more likely if it is beside the other part", () => {
  const [fees, budgets, part] = [
    "regulators publish the fees for spectrum licences long before an auction opens",
    "ministries of education announce budgets for school networks in every district",
    "budgets of school networks are for each of them to set",
  ];
  const others = ["airports weigh every bag before departure", "farmers plant rice when rivers flood"];
  const whole = [translation, `${fees} and ${budgets}`, cables, ...unchanged];
  const [beside, apart] = [
    [...others, fees, part, cables, ...unchanged],
    [...others, fees, cables, ...unchanged, part],
  ];
  const score = (parts: string[]): number => {
    const [split, merged] = [compared(whole, parts).origins, compared(parts, whole).candidates];
    expect(split).toMatchObject([{ base: ["v2"] }]);
    expect(merged).toMatchObject([{ revised: ["v2"], scores: split[0]!.scores }]);
    return split[0]!.scores[0]!;
  };
  expect(score(beside)).toBeGreaterThan(score(apart) + 0.2);
});

test("lists the first 3 of 4 equally likely candidates of a clause", () => {
  const twins = ["spring", "autumn", "winter", "summer"].map(
    (season) => `fees for a spectrum licence are public in ${season}`,
  );
  const { candidates, origins, coarse } = compared([spectrum, ...unchanged], [...unchanged, ...twins]);
  expect(candidates).toMatchObject([{ base: "v1", revised: ["v5", "v6", "v7"] }]);
  expect(coarse).toEqual([]);
  expect(origins.map(({ revised, base }) => [revised, ...base])).toEqual(
    ["v5", "v6", "v7", "v8"].map((id) => [id, "v1"]),
  );
});

const [start, end] = [unchanged.slice(0, 2), unchanged.slice(2)];

test("is less certain of a reworded clause if it moved away from its neighbours", () => {
  const base = [...start, spectrum, ...end];
  const between = certainty(compared(base, [...start, reworded, ...end]), "v3");
  const withOne = certainty(compared(base, [...start, reworded, ...end.toReversed()]), "v3");
  expect(withOne).toBeLessThan(between);
  expect(certainty(compared(base, [...end, reworded, ...start]), "v3")).toBeLessThan(withOne);
});

test("is as certain of a reworded clause at the start or the end as of one between two others", () => {
  const between = certainty(compared([...start, spectrum, ...end], [...start, reworded, ...end]), "v3");
  expect(certainty(compared([spectrum, ...unchanged], [reworded, ...unchanged]), "v1")).toBe(between);
  expect(certainty(compared([...unchanged, spectrum], [...unchanged, reworded]), "v5")).toBe(between);
});

test("is less certain of a reworded clause among other clauses without a counterpart", () => {
  const aside = compared([...start, spectrum, ...end, ...strangers], [...start, reworded, ...end, ...newcomers]);
  const among = compared([...start, ...strangers, spectrum, ...end], [...start, ...newcomers, reworded, ...end]);
  expect(certainty(among, "v8")).toBeLessThan(certainty(aside, "v3"));
});

test("is less certain of a moved and reworded clause if another clause is like it", () => {
  const rival = "fees for spectrum licences are for the regulator to make public";
  const alone = movedToEnd(spectrum, reworded);
  const beside = compared([spectrum, cables, ...unchanged], [cables, ...unchanged, reworded, rival]);
  expect(certainty(beside, "v1")).toBeLessThan(certainty(alone, "v1"));
  expect(beside.origins).toMatchObject([{ revised: "v7", base: ["v1"] }]);
});

test("is as certain of a moved clause that kept 3 quarters of its words as the share it kept", () => {
  const comparison = movedToEnd(`${spectrum} in every capital`, `${spectrum} in some towns`);
  expect(certainty(comparison, "v1")).toBeCloseTo(12 / 14);
});

test("is as certain of a clause in its position that kept half of its words as the share it kept", () => {
  const [before, after] = [
    `${spectrum} in the capital of each member that holds one`,
    `${spectrum} but never while a dispute on bands remains open`,
  ];
  expect(certainty(compared([cables, before, ...unchanged], [cables, after, ...unchanged]), "v2")).toBeCloseTo(11 / 20);
});

test("judges a clause by its content if it kept fewer words", () => {
  const moved = movedToEnd(
    `${spectrum} in the capital of each member`,
    `${spectrum} but never while a dispute on bands remains`,
  );
  expect(certainty(moved, "v1")).toBeGreaterThan(0.9);
  const before = "regulators publish fees for licences while ministers travel through small remote mountain villages";
  const after = "regulators publish fees for licences unless courts decide after long public hearings instead today";
  expect(
    certainty(compared(["Preamble", before, ...unchanged], ["Preamble", after, ...unchanged]), "v2"),
  ).toBeGreaterThan(0.9);
});
