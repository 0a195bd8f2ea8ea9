import type { ClauseLink } from "#core/compare/clauses/clause-link.ts";
import { compare } from "#core/compare/compare.ts";
import type { ClausePair, Comparison } from "#core/compare/comparison.ts";
import { version } from "../versions.ts";

const unchanged = [
  "exchange points keep local traffic local and lower the price of transit",
  "small island states share the cost of measuring the quality of service",
  "open standards are adopted by consensus and published without charge",
  "children are protected online by parents, teachers and providers together",
] as const;
const cables = "operators of submarine cables report every outage to the coastal administration within a day";
const fees = "regulators publish the fees for spectrum licences long before an auction opens";
const feesNow = "before any auction opens, licences for spectrum have fees that the regulators made public";

function compared(base: readonly string[], revised: readonly string[], links: ClauseLink[] = []): Comparison {
  return compare(version(base.join("\n")), version(revised.join("\n")), { links });
}

const pairOf = ({ pairs }: Comparison, base: string): ClausePair | undefined =>
  pairs.find((pair) => pair.base.includes(base));

const licences = "spectrum licences cost less than before";

test.each<[string, string, string[], string[], string | undefined]>([
  ["pairs", "two rare words", [licences], ["prices for licences and any spectrum are too high"], "v1"],
  ["does not pair", "one rare word", [licences], ["prices for any spectrum are too high"], undefined],
  [
    "does not pair",
    "two rare words, but not the kind",
    [licences],
    ["verb| licences for any spectrum are dear"],
    undefined,
  ],
])("%s the only clauses of two texts that share %s", (_case, _share, base, revised, expected) => {
  const pair = pairOf(compared(base, revised), "v1");
  expect(pair?.revised[0]).toBe(expected);
  if (expected) expect(pair).toMatchObject({ score: 0.25, moved: false });
});

test("pairs no only clauses that a person refused", () => {
  const refusal: ClauseLink = { base: "v1", revised: "v1", isRefusal: true };
  const revised = ["prices for licences and any spectrum are too high"];
  expect(pairOf(compared([licences], revised, [refusal]), "v1")).toMatchObject({ relation: "removed" });
});

const duty = "shall report to the Council every year";
const groups =
  "roaming privacy numbering cables emergency training statistics licensing satellite postal mapping budget"
    .split(" ")
    .map((topic) => `the group on ${topic} ${duty} on ${topic}s`);
const own = "accessible devices for persons with hearing loss in rural clinics";
const now = "orbital slots allocated fairly among landlocked nations without launch sites";
const [rest, restNow] = [
  "using textbooks printed locally under open terms before each term begins",
  "whenever coordination meetings conclude elsewhere despite earlier objections raised",
];

test.each([
  ["pairs", "at least 0.3 of the words", `${own} ${duty}`, `${now} ${duty}`, "v2"],
  [
    "does not pair",
    "less than 0.3 of the words",
    `${own} ${duty} ${rest} twice`,
    `${now} ${duty} ${restNow} there`,
    undefined,
  ],
  ["pairs", "also a rare word", `${own} ${duty} ${rest} spectrum`, `${now} ${duty} ${restNow} spectrum`, "v2"],
])(
  "%s a clause in its place with a text that has only a phrase of many clauses from it, if they share %s",
  (...example) => {
    const [, , base, revised, expected] = example;
    const around = (text: string): string[] => [unchanged[0], text, unchanged[1], ...groups];
    expect(pairOf(compared(around(base), around(revised)), "v2")?.revised[0]).toBe(expected);
    expect(pairOf(compared(around(revised), around(base)), "v2")?.revised[0]).toBe(expected);
  },
);

const numbered = (...texts: string[]): string[] => texts.map((text, index) => `${String(index + 1)}| ${text}`);
const grow = "networks grow fastest where people are few";

test("pairs no clause by its number if another clause of the draft is its likely counterpart, even an unsure one", () => {
  const base = numbered(...unchanged, grow, fees, cables);
  const revised = numbered(...unchanged, "an auction takes place if operators extend networks to villages", cables);
  const comparison = compared(base, revised);
  expect(pairOf(comparison, "v5")).toMatchObject({ relation: "removed" });
  expect(comparison.candidates.map(({ base: from, revised: [to] }) => [from, to])).toEqual([
    ["v5", "v5"],
    ["v6", "v5"],
  ]);
  expect(pairOf(compared(revised, base), "v5")).toMatchObject({ relation: "removed" });
});

test("pairs a rewritten clause in its place, although another clause of the draft is a likely counterpart", () => {
  const base = numbered(...unchanged, grow, fees, cables);
  const revised = numbered(...unchanged, "where people are few, licence fees for spectrum pay for networks", cables);
  const comparison = compared(base, revised);
  expect(pairOf(comparison, "v5")).toMatchObject({ revised: ["v5"] });
  expect(comparison.candidates.map(({ base: from }) => from)).toEqual(["v6"]);
  expect(compared(revised, base).origins.map(({ revised: to }) => to)).toEqual(["v6"]);
});

const inflected = "regulators announce the auctions of spectrum licences for networks";
const inflectedNow = "before auctioning a licence for networking, the regulator makes announcements of it";
const [before, ...after] = unchanged;

test("pairs a clause by its number and a word they share if a clause elsewhere is hardly its counterpart", () => {
  const base = numbered(
    before,
    "a regulator of railways announces the fees for spectrum licences for small boats",
    ...after,
  );
  const next = "each regulator collects the names of teachers each spring";
  const revised = numbered(before, next, ...after, "operators of cables share fees for ships in every district");
  expect(pairOf(compared(base, revised), "v2")).toMatchObject({ revised: ["v2"] });
  expect(pairOf(compared(revised, base), "v2")).toMatchObject({ revised: ["v2"] });
});

/** Lists the kept stretches of the clause "v2" of the base. */
function keptIn(base: readonly string[], revised: readonly string[]): string[] {
  const text = version(base.join("\n"));
  const clause = text.clauses.find(({ id }) => id === "v2");
  return compared(base, revised)
    .kept.filter(([start]) => clause && start >= clause.start && start < clause.end)
    .map(([start, end]) => text.text.slice(start, end));
}

const schools = "with the help of donors the schools of villages ministries connect";
const [terms, schoolsNow] = [
  "to the networks at the end of a term by the end of the year",
  "ministry of education connecting to the networks a school in the villages",
];

test("keeps the common words of a pair found by content if the pair is nearly certain", () => {
  const [base, revised] = [
    [before, schools, cables, ...after],
    [before, terms, schoolsNow, cables, ...after],
  ];
  expect(pairOf(compared(base, revised), "v2")).toMatchObject({ revised: ["v3"] });
  expect(pairOf(compared(base, revised), "v2")?.score).toBeGreaterThan(0.97);
  expect(keptIn(base, revised)).toEqual(["the", "villages"]);
});

test("keeps no common words of a pair found by content that is less certain", () => {
  const [base, revised] = [
    [before, inflected, cables, ...after],
    [before, cables, ...after, inflectedNow],
  ];
  expect(pairOf(compared(base, revised), "v2")).toMatchObject({ revised: ["v6"], moved: true });
  expect(keptIn(base, revised)).toEqual([]);
});

test("keeps no further common words of a clause rewritten in its place, however certain the pair is", () => {
  const [base, revised] = [
    numbered(before, "the schools of villages with the help of donors ministries connect", cables, ...after),
    numbered(
      before,
      "the schools of villages to the networks for the donors",
      cables,
      ...after,
      "at the end of a term ministry of education connecting a school in the villages",
    ),
  ];
  expect(pairOf(compared(base, revised), "v2")?.score).toBeGreaterThan(0.95);
  expect(keptIn(base, revised)).toEqual(["the schools of villages", "donors"]);
});

test("keeps the common words of a clause that moved with its neighbours and was rewritten", () => {
  const old =
    "regulators publish the fees for spectrum licences long before an auction opens in the gazette of the state";
  const now =
    "in a gazette the regulator shall also publish the fees for spectrum licences and the auctions are open to all " +
    "before an auction opens regulators publish the fees for spectrum licences";
  const summary = "the secretariat translates summaries of contributions into the six official languages";
  const [base, revised] = [
    [summary, old, schools, cables, ...unchanged],
    [cables, ...unchanged, summary, now, schools],
  ];
  expect(pairOf(compared(base, revised), "v2")).toMatchObject({ revised: ["v7"], moved: true });
  expect(pairOf(compared(base, revised), "v2")?.score).toBeGreaterThan(0.97);
  expect(keptIn(base, revised)).toEqual([
    "regulators publish the fees for spectrum licences",
    "before an auction opens",
  ]);
});

test("lists a clause that is paired in its place in the end neither as an origin nor with candidates", () => {
  const old = "the secretariat prepares for the plenary on the first of May";
  const parts = [
    "for the plenary a summary of contributions the summary",
    "of the contribution in all of the languages and in the languages of the union prepared for a plenary by the secretariats",
  ] as const;
  const [base, revised] = [
    numbered(before, old, cables, ...after),
    numbered(before, parts[0], cables, ...after, parts[1]),
  ];
  const comparison = compared(base, revised);
  expect(pairOf(comparison, "v2")).toMatchObject({ revised: ["v2"], moved: false });
  expect(comparison.candidates).toEqual([]);
  expect(comparison.origins.map(({ revised: to }) => to)).toEqual(["v7"]);
  const back = compared(revised, base);
  expect(back.origins).toEqual([]);
  expect(back.candidates.map(({ base: from }) => from)).toEqual(["v7"]);
});

test("lists the candidates of a clause without a partner beside pairs that are found by content", () => {
  const twin = (season: string): string => `fees for a spectrum licence are public each ${season}, before an auction`;
  const base = [before, inflected, cables, fees, ...after];
  const revised = [before, inflectedNow, cables, ...after, twin("spring"), twin("autumn")];
  const comparison = compared(base, revised);
  expect(pairOf(comparison, "v2")).toMatchObject({ revised: ["v2"] });
  expect(comparison.candidates).toMatchObject([{ base: "v4", revised: ["v7", "v8"] }]);
  expect(compared(revised, base).origins).toMatchObject([{ revised: "v4", base: ["v7", "v8"] }]);
});

test("is as sure of a clause rewritten in its place as its content and its place together", () => {
  const comparison = compared([before, fees, cables, ...after], [before, feesNow, cables, ...after]);
  expect(pairOf(comparison, "v2")).toMatchObject({ revised: ["v2"], moved: false });
  expect(pairOf(comparison, "v2")?.score).toBeGreaterThan(0.97);
});

test("follows a person's link beside pairs that are found by content", () => {
  const base = [fees, "ministries of education connect rural schools", cables, ...unchanged];
  const revised = ["the secretariat translates summaries of contributions", cables, ...unchanged, feesNow];
  const comparison = compared(base, revised, [{ base: "v2", revised: "v1" }]);
  expect(pairOf(comparison, "v1")).toMatchObject({ base: ["v1"], revised: ["v7"] });
  expect(pairOf(comparison, "v2")).toMatchObject({ base: ["v2"], revised: ["v1"], score: 1 });
});

test("pairs no clause by its content that a person declared deleted or new, and names the other as unpaired", () => {
  const [base, revised] = [
    [fees, cables, ...unchanged],
    [cables, ...unchanged, feesNow],
  ];
  const deleted = compared(base, revised, [{ base: "v1", revised: null }]);
  expect(pairOf(deleted, "v1")).toMatchObject({ relation: "removed", score: 1 });
  expect(deleted.candidates).toEqual([]);
  const added = compared(base, revised, [{ base: null, revised: "v6" }]);
  expect(pairOf(added, "v1")).toMatchObject({ relation: "removed" });
  expect(added.origins).toEqual([]);
});
