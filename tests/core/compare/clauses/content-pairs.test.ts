import { type ClauseLink, fillWords } from "#core/compare/clauses/clause-link.ts";
import { compare } from "#core/compare/compare.ts";
import { readTexts } from "#core/compare/compared-texts.ts";
import type { Comparison } from "#core/compare/comparison.ts";
import { unmapped } from "#core/compare/words/word-map.ts";
import { version } from "../versions.ts";

const spectrum = "regulators publish the fees for spectrum licences before an auction opens";
const cables = "operators of submarine cables report every outage to the coastal administration within a day";
const schools = "ministries of education connect rural schools through community networks and solar power";
const translation = "the secretariat translates summaries of contributions into the six official languages";
const unchanged = [
  "exchange points keep local traffic local and lower the price of transit",
  "small island states share the cost of measuring the quality of service",
  "open standards are adopted by consensus and published without charge",
  "children are protected online by parents, teachers and providers together",
];

/** Returns the ids of the clauses that a base clause was paired with. */
function partnersOf(comparison: Comparison, base: string): string[] {
  return comparison.pairs.find((pair) => pair.base.includes(base))?.revised ?? [];
}

function compared(base: readonly string[], revised: readonly string[], links?: ClauseLink[]): Comparison {
  return compare(version(base.join("\n")), version(revised.join("\n")), links ? { links } : {});
}

const reworded = "before an auction opens, fees of licences for spectrum should have been made public by the regulator";

test("finds a clause that was moved, rearranged and reworded", () => {
  const comparison = compared([spectrum, cables, ...unchanged], [cables, ...unchanged, reworded]);
  expect(partnersOf(comparison, "v1")).toEqual(["v6"]);
});

test("gives a pair found by content a score below 1", () => {
  const pair = compared([spectrum, cables, ...unchanged], [cables, ...unchanged, reworded]).pairs[0]!;
  expect(pair.score).toBeGreaterThanOrEqual(0.75);
  expect(pair.score).toBeLessThan(1);
});

test("pairs the same clauses whichever text is the base", () => {
  const comparison = compared([cables, ...unchanged, reworded], [spectrum, cables, ...unchanged]);
  expect(partnersOf(comparison, "v6")).toEqual(["v1"]);
});

test("finds clauses again that moved and were reworded in Chinese", () => {
  const base = [
    "监管机构在拍卖开始之前公布频谱许可证的费用",
    "海底电缆运营商在一天之内向沿海国主管部门报告中断",
    "教育部通过社区网络为农村学校提供连接",
  ];
  const revised = [
    "教育部通过社区网络为农村学校提供连接",
    "海底电缆运营商在一天之内向沿海国主管部门报告中断",
    "频谱许可证费用应由监管机构公布，且须早于拍卖",
  ];
  expect(partnersOf(compared(base, revised), "v1")).toEqual(["v3"]);
});

test("finds two clauses again that changed places and were reworded", () => {
  const schoolsNow = "networks of a rural school are connected by the ministries for education and solar power";
  const comparison = compared([spectrum, schools, cables, ...unchanged], [cables, ...unchanged, schoolsNow, reworded]);
  expect(partnersOf(comparison, "v1")).toEqual(["v7"]);
  expect(partnersOf(comparison, "v2")).toEqual(["v6"]);
});

test("finds a clause by its neighbours that were themselves found by theirs", () => {
  const rewritten: [before: string, after: string][] = [
    [spectrum, reworded],
    [
      "universal service funds pay for libraries in remote villages",
      "levies buy books that people in remote places borrow",
    ],
    [
      "banks and hospitals rehearse the loss of their connections every winter",
      "every winter nurses practise how to help those who are hurt",
    ],
    [cables, "an outage is reported by whoever notices one at sea"],
  ];
  const partners = (among: typeof rewritten): string[][] => {
    const [base, revised] = [among.map(([before]) => before), among.map(([, after]) => after)];
    const comparison = compared([...base, ...unchanged], [...unchanged, ...revised]);
    return base.map((_, at) => partnersOf(comparison, `v${String(at + 1)}`));
  };
  expect(partners(rewritten)).toEqual([["v5"], ["v6"], ["v7"], ["v8"]]);
  expect(partners(rewritten.slice(1))).toEqual([[], [], []]);
});

const plans = (topics: readonly string[]): string[] =>
  topics.map(
    (topic) => `each group adopts, publishes and reviews every two years a ${topic} plan with its members and budget`,
  );

test("does not pair clauses that share only a sentence which many clauses have", () => {
  const topics = ["roaming", "privacy", "numbering", "spectrum", "cables", "emergency", "training", "statistics"];
  const comparison = compared(plans(topics), plans([...topics.slice(1), "satellite"]));
  expect(partnersOf(comparison, "v1")).toEqual([]);
});

test("leaves a clause without a partner if a new clause merely is on the same subject", () => {
  const onSubject = "an auction of land for masts is announced by the municipality in its gazette each spring";
  expect(partnersOf(compared([spectrum, ...unchanged], [...unchanged, onSubject]), "v1")).toEqual([]);
});

test("does not decide between two new clauses that are equally like an old one", () => {
  const twin = (year: string): string =>
    `fees for a spectrum licence are public in ${year} before each auction of the regulator`;
  const comparison = compared([spectrum, ...unchanged], [...unchanged, twin("spring"), twin("autumn")]);
  expect(partnersOf(comparison, "v1")).toEqual([]);
  expect(comparison.candidates[0]?.base).toBe("v1");
  expect(new Set(comparison.candidates[0]?.revised)).toEqual(new Set(["v5", "v6"]));
});

const [fees, budgets] = [
  "regulators publish the fees for spectrum licences long before an auction opens",
  "ministries of education announce budgets for school networks in every district",
];
const [feesNow, budgetsNow] = [
  "before any auction opens, licences for spectrum have fees that the regulators made public",
  "budgets for networks of a school are announced in each district by the ministries for education",
];

test("lists the likely origin of a part that moved away from the other part, although it has a partner", () => {
  const base = [`${fees} and ${budgets}`, cables, ...unchanged];
  const { origins } = compared(base, [fees, cables, ...unchanged, budgetsNow]);
  expect(origins).toMatchObject([{ revised: "v7", base: ["v1"] }]);
  expect(origins[0]?.scores[0]).toBeGreaterThan(0.5);
});

test("does not offer a clause as an origin if another clause has all that they share", () => {
  const { origins } = compared([fees, cables, ...unchanged], [fees, cables, ...unchanged, feesNow]);
  expect(origins.flatMap(({ scores }) => scores.filter((score) => score >= 0.1))).toEqual([]);
});

test("joins a reworded part of a split clause to the part beside it", () => {
  const comparison = compared(
    [`${fees} and ${budgets}`, cables, ...unchanged],
    [fees, budgetsNow, cables, ...unchanged],
  );
  const pair = comparison.pairs.find(({ base }) => base.includes("v1"));
  expect(pair).toMatchObject({ relation: "1:n", revised: ["v1", "v2"] });
});

test("joins a reworded clause that was merged into the clause beside it", () => {
  const comparison = compared(
    [feesNow, budgets, cables, ...unchanged],
    [`${fees} and ${budgets}`, cables, ...unchanged],
  );
  const pair = comparison.pairs.find(({ base }) => base.includes("v1"));
  expect(pair).toMatchObject({ relation: "n:1", base: ["v1", "v2"] });
});

test.each<["whole" | "parts", [string, string], string[], string[]]>([
  ["whole", [fees, budgetsNow], ["v2"], ["v1", "v2"]],
  ["parts", [fees, budgetsNow], ["v1"], ["v2", "v3"]],
  ["whole", [budgets, feesNow], ["v2"], ["v1", "v2"]],
  ["parts", [budgets, feesNow], ["v1"], ["v2", "v3"]],
])("joins a reworded part also if another clause is only in the text of the %s", (side, parts, base, revised) => {
  const before = (where: typeof side): string[] => (side === where ? [translation] : []);
  const whole = [...before("whole"), `${fees} and ${budgets}`, cables, ...unchanged];
  const parted = [...before("parts"), ...parts, cables, ...unchanged];
  expect(compared(whole, parted).pairs).toContainEqual(expect.objectContaining({ relation: "1:n", base, revised }));
  expect(compared(parted, whole).pairs).toContainEqual(
    expect.objectContaining({ relation: "n:1", base: revised, revised: base }),
  );
});

test("pairs no clause by its number alone if another clause of the draft is its likely counterpart", () => {
  const numbered = (...texts: string[]): string[] => texts.map((text, index) => `${String(index + 1)}| ${text}`);
  const base = numbered(...unchanged, "networks grow fastest where people are few", fees, cables);
  const comparison = compared(base, numbered(...unchanged, feesNow, cables));
  expect(partnersOf(comparison, "v5")).toEqual([]);
  expect(comparison.pairs.some(({ base: [from], revised: [to] }) => from === "v6" && to === "v5")).toBe(true);
});

test("joins no clause that only repeats what its neighbour has", () => {
  const comparison = compared([fees, cables, ...unchanged], [fees, feesNow, cables, ...unchanged]);
  expect(partnersOf(comparison, "v1")).toEqual(["v1"]);
});

test("joins no part to a clause with a person's link, and none that a person refused", () => {
  const [base, revised] = [
    [`${fees} and ${budgets}`, cables, ...unchanged],
    [fees, budgetsNow, cables, ...unchanged],
  ];
  expect(partnersOf(compared(base, revised, [{ base: "v1", revised: "v1" }]), "v1")).toEqual(["v1"]);
  const refusal = { base: "v1", revised: "v2", isRefusal: true } as const;
  expect(partnersOf(compared(base, revised, [refusal]), "v1")).toEqual(["v1"]);
});

test("is as unsure that a clause has no counterpart as its likeliest candidate is likely", () => {
  const twins = compared(
    [spectrum, ...unchanged],
    [...unchanged, ...["spring", "autumn"].map((year) => `fees for a spectrum licence are public in ${year}`)],
  );
  const removed = twins.pairs.find(({ relation }) => relation === "removed");
  expect(removed?.score).toBeCloseTo(1 - twins.candidates[0]!.scores[0]!, 4);
});

test("follows a person's link against the content", () => {
  const links = [{ base: "v2", revised: "v6" }];
  const comparison = compared([spectrum, schools, ...unchanged], [translation, ...unchanged, reworded], links);
  expect(partnersOf(comparison, "v2")).toEqual(["v6"]);
  expect(partnersOf(comparison, "v1")).toEqual([]);
});

test("maps only words of a pair that have no counterpart yet", () => {
  const { words } = readTexts(version(`${spectrum}\n${cables}`), version(`${cables}\n${spectrum}`));
  const count = words.base.firsts[1]!;
  const empty = {
    toRevised: new Int32Array(words.base.count).fill(unmapped),
    toBase: new Int32Array(words.revised.count).fill(unmapped),
    coarse: [],
  };
  // The first word of the base has another counterpart.
  empty.toRevised[0] = 3;
  empty.toBase[3] = 0;
  const { toRevised } = fillWords(empty, words, [{ base: 0, revised: 1 }]);
  const first = words.revised.firsts[1]!;
  expect(Array.from(toRevised.subarray(0, count))).toEqual([
    3,
    ...Array.from({ length: count - 1 }, (_, k) => first + k + 1),
  ]);
  expect(toRevised.subarray(count).every((to) => to === unmapped)).toBe(true);
});
