import { compare } from "#core/compare/compare.ts";
import type { Comparison } from "#core/compare/comparison.ts";
import { version } from "../versions.ts";

const cables = "operators of submarine cables report every outage to the coastal administration within a day";
const [transit, ...others] = [
  "exchange points keep local traffic local and lower the price of transit",
  "small island states share the cost of measuring the quality of service",
  "open standards are adopted by consensus and published without charge",
  "children are protected online by parents, teachers and providers together",
] as const;

function compared(base: readonly string[], revised: readonly string[]): Comparison {
  return compare(version(base.join("\n")), version(revised.join("\n")));
}

const partnersOf = ({ pairs }: Comparison, base: string): string[] =>
  pairs.find((pair) => pair.base.includes(base))?.revised ?? [];

const announcement = "ministries announce auctions of spectrum each summer in the market square of";

test.each([
  ["pairs", "16", `${announcement} every town`, ["v2"]],
  ["does not pair", "20", `${announcement} every town near the sea or`, []],
])(
  "%s a clause of %s words in its position with a new one that shares only a rare word",
  (_case, _words, base, expected) => {
    const around = (clause: string): string[] => [
      transit,
      clause,
      ...others,
      cables,
      "the secretariat translates summaries of contributions into the six official languages",
      "networks grow fastest where people are few",
      "airports weigh every bag before departure",
    ];
    const revised = around("spectrum has rules that regulators make public");
    expect(partnersOf(compared(around(base), revised), "v2")).toEqual(expected);
    expect(partnersOf(compared(revised, around(base)), "v2")).toEqual(expected);
  },
);

const fees = "schools lend the fees for spectrum licences within a day";
const networks = "each regulator announces networks for rural schools before an auction opens";

test.each([
  [
    "joins a clause to the part of a split clause beside it if it has a verb and an object of the whole clause",
    `${fees} and villages publish budgets for school networks without charge`,
    [fees, "a regulator of railways publishes budgets for school networks in villages and towns"],
    ["v2", "v3"],
  ],
  [
    "does not join a clause to it that has only a subject and a place of the whole clause",
    `${networks} and operators of cables lend licences for networks in every district`,
    [networks, "the operators report every outage of a cable in every district"],
    ["v2"],
  ],
])("%s", (_case, whole, parts, expected) => {
  const [base, revised] = [
    [transit, whole, ...others],
    [transit, ...parts, ...others],
  ];
  expect(partnersOf(compared(base, revised), "v2")).toEqual(expected);
  const merged = compared(revised, base).pairs.find((pair) => pair.revised.includes("v2"));
  expect(merged?.base).toEqual(expected);
});

const free = "licences for software are free in schools, hospitals, museums and theatres of small towns";

test.each([
  ["offers", "more than 2 %", free, ["v6"]],
  [
    "does not offer",
    "less than 2 %",
    `${free} and villages far from the capital, where a teacher, a nurse or an artist may ask for them at any office`,
    [],
  ],
])(
  "%s a clause as a candidate if the probability that it is the same clause is %s",
  (_case, _probability, text, expected) => {
    const base = [
      "regulators publish the fees for spectrum licences before an auction opens",
      cables,
      transit,
      ...others,
    ];
    const revised = [cables, transit, ...others, text];
    expect(compared(base, revised).candidates.flatMap((list) => list.revised)).toEqual(expected);
    expect(compared(revised, base).origins.flatMap((list) => list.base)).toEqual(expected);
  },
);
