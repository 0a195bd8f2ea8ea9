import { readTexts } from "#core/compare/compared-texts.ts";
import { heaviestChain, type Run, uniqueRuns } from "#core/compare/words/unique-runs.ts";
import { Workspace } from "#core/compare/words/scratch-arrays.ts";
import { version } from "../versions.ts";

const workspace = new Workspace();

/** Returns the runs of two texts, each with its positions. Without positions, the stretches are the whole texts. */
function runsOf(
  base: string,
  revised: string,
  size = 3,
  stretches: Partial<Record<"baseStart" | "baseEnd" | "revisedStart" | "revisedEnd", number>> = {},
): string[] {
  const { words } = readTexts(version(base), version(revised));
  const runs = uniqueRuns(
    {
      base: words.base.ids,
      baseStart: 0,
      baseEnd: words.base.count,
      revised: words.revised.ids,
      revisedStart: 0,
      revisedEnd: words.revised.count,
      ...stretches,
    },
    size,
    workspace,
  );
  const { text, starts, ends } = words.base;
  return runs.map(
    (run) =>
      `${String(run.base)}-${String(run.revised)} ${text.slice(starts[run.base], ends[run.base + run.length - 1])}`,
  );
}

const [fees, cables, schools] = [
  "regulators publish fees for licences",
  "operators repair submarine cables",
  "ministries connect rural schools",
];

test("finds the passages that two texts have in common, in base order", () => {
  const [base, revised] = [`${fees} and ${cables} but ${schools}`, `${schools} while ${fees} then ${cables}`];
  expect(runsOf(base, revised)).toEqual([`0-5 ${fees}`, `6-11 ${cables}`, `11-0 ${schools}`]);
});

test.each([
  [3, ["0-1 regulators publish fees"]],
  [4, []],
])("finds a passage of 3 words by sequences of %i words or not at all", (size, shown) => {
  expect(runsOf("regulators publish fees yearly", "all regulators publish fees monthly", size)).toEqual(shown);
});

test.each([
  ["base", `${cables} here and ${cables} there`, cables],
  ["revised", cables, `${cables} here and ${cables} there`],
])("finds no passage whose sequences occur twice in the %s", (_, base, revised) => {
  expect(runsOf(base, revised)).toEqual([]);
});

test("extends a passage over words that occur elsewhere too", () => {
  const [base, revised] = [
    `all operators repair the operators repair ${fees} operators repair`,
    `we operators repair ${fees} operators repair it`,
  ];
  expect(runsOf(base, revised)).toEqual([`4-1 operators repair ${fees} operators repair`]);
});

test("finds two copies of a passage if each has a word before it that tells them apart", () => {
  const text = `first ${cables} and second ${cables}`;
  expect(runsOf(text, `second ${cables} or first ${cables}`)).toEqual([`0-6 first ${cables}`, `6-0 second ${cables}`]);
});

test("looks only at the given stretches, to their first and last words", () => {
  const text = `we note that ${fees} before auctions`;
  const inner = { baseStart: 3, baseEnd: 8, revisedStart: 3, revisedEnd: 8 };
  expect(runsOf(text, text, 3, inner)).toEqual([`3-3 ${fees}`]);
  expect(runsOf(text, text, 5, inner)).toEqual([`3-3 ${fees}`]);
  expect(runsOf(text, text, 3, { baseStart: 3 })).toEqual([`3-3 ${fees} before auctions`]);
  expect(runsOf(text, text, 3, { revisedEnd: 8 })).toEqual([`0-0 we note that ${fees}`]);
  expect(runsOf(text, text, 3, { revisedStart: 3, baseEnd: 8 })).toEqual([`3-3 ${fees}`]);
});

test.each([
  ["base", { baseEnd: 2 }],
  ["revised", { revisedEnd: 2 }],
])("finds nothing if the stretch of the %s is shorter than a sequence", (_, stretches) => {
  expect(runsOf(fees, fees, 3, stretches)).toEqual([]);
});

test("finds the long passages that changed places in a very long text", () => {
  const half = 40_000;
  const base = Int32Array.from({ length: 2 * half }, (_, at) => at);
  const revised = Int32Array.from({ length: 2 * half }, (_, at) => (at + half) % (2 * half));
  const stretches = { base, baseStart: 0, baseEnd: 2 * half, revised, revisedStart: 0, revisedEnd: 2 * half };
  expect(uniqueRuns(stretches, 5, workspace)).toEqual([
    { base: 0, revised: half, length: half },
    { base: half, revised: 0, length: half },
  ]);
});

const run = (base: number, revised: number, length: number, weight?: number): Run => ({
  base,
  revised,
  length,
  ...(weight === undefined ? {} : { weight }),
});

test.each<[string, Run[], Run[]]>([
  [
    "all runs that follow each other in both texts",
    [run(0, 0, 3), run(5, 4, 3), run(9, 9, 1)],
    [run(0, 0, 3), run(5, 4, 3), run(9, 9, 1)],
  ],
  ["the longer of two runs that changed places", [run(0, 9, 3), run(5, 0, 4)], [run(5, 0, 4)]],
  ["the first of two equally long runs that changed places", [run(0, 9, 4), run(5, 0, 4)], [run(0, 9, 4)]],
  [
    "two runs that together are longer than the one they cross",
    [run(0, 20, 5), run(6, 0, 3), run(10, 4, 3)],
    [run(6, 0, 3), run(10, 4, 3)],
  ],
  ["the run that weighs more, if weights are given", [run(0, 9, 2, 50), run(5, 0, 4, 40)], [run(0, 9, 2)]],
])("keeps %s", (_, runs, chain) => {
  expect(heaviestChain(runs)).toEqual(chain);
});

test.each<[string, Run[], Run[]]>([
  ["base", [run(0, 0, 5), run(3, 8, 5)], [run(0, 0, 5), run(5, 10, 3)]],
  ["revised", [run(0, 0, 5), run(8, 3, 5)], [run(0, 0, 5), run(10, 5, 3)]],
])("trims the later of two runs that share words of the %s", (_, runs, chain) => {
  expect(heaviestChain(runs)).toEqual(chain);
});

test("drops a run that is within another, and trims the next one by the run before", () => {
  expect(heaviestChain([run(0, 0, 9), run(2, 2, 3), run(7, 9, 6)])).toEqual([run(0, 0, 9), run(9, 11, 4)]);
});

test("finds no chain of no runs", () => {
  expect(heaviestChain([])).toEqual([]);
});

/** Returns the most tokens of runs that increase on both sides, found by trying every run as the last. */
function heaviest(runs: readonly Run[]): number {
  const best: number[] = [];
  for (const [index, run] of runs.entries()) {
    const before = runs.slice(0, index).map((other, k) => (other.revised < run.revised ? best[k]! : 0));
    best.push(run.length + Math.max(0, ...before));
  }
  return Math.max(...best);
}

test.each([1, 2, 3, 4, 5, 6, 7, 8])("finds a chain as heavy as any other among 40 runs, in order %i", (step) => {
  const order = Array.from({ length: 40 }, (_, at) => (at * (2 * step + 1) * 3 + ((at * at * step) % 7)) % 41);
  const revised = [...new Set(order)];
  const runs = revised.map((to, at) => run(at * 10, to * 10, 1 + ((at * step) % 9)));
  const chain = heaviestChain(runs);
  for (const [k, next] of chain.slice(1).entries()) expect(next.revised).toBeGreaterThan(chain[k]!.revised);
  expect(chain.reduce((sum, { length }) => sum + length, 0)).toBe(heaviest(runs));
});
