import { bracketChanges } from "#core/compare/changes/bracket-changes.ts";
import { compare } from "#core/compare/compare.ts";
import { compareVia } from "#core/lineage/compare-via.ts";
import { plainTexts } from "#core/text/version-text.ts";
import { redlineOf } from "#core/compare/redline.ts";
import { version } from "./versions.ts";

/** Returns a generator of numbers that are the same on every run. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

function many(count: number, distinct: number, separator: string, seed: number): string {
  const next = numbers(seed);
  return Array.from({ length: count }, () => `w${String(next(distinct))}`).join(separator);
}

const paragraph = many(60, 500, " ", 1);
const nearDuplicates = Array.from({ length: 1000 }, (_, index) => `${paragraph} n${String(index)}`);

test.each([
  ["one repeated word", "a ".repeat(50_000), "a ".repeat(49_000)],
  ["a paragraph of 40,000 words with a vocabulary of 100", many(40_000, 100, " ", 4), many(40_000, 100, " ", 5)],
  ["15,000 one-word clauses", many(15_000, 50, "\n", 6), many(15_000, 50, "\n", 7)],
  ["punctuation alone", ".,".repeat(40_000), ",.".repeat(40_000)],
  ["a script without spaces", "การประชุม".repeat(4_000), "การประชุมนโยบาย".repeat(3_000)],
  ["an empty text and a long one", "", many(50_000, 1000, " ", 8)],
])("finishes: %s", (_case, base, revised) => {
  const [from, to] = plainTexts([base, revised]) as [
    ReturnType<typeof plainTexts>[0],
    ReturnType<typeof plainTexts>[0],
  ];
  const comparison = compare(from, to);
  expect(redlineOf(from, to, comparison).length).toBeGreaterThan(0);
});

test("matches near-duplicates in reverse order without edits", () => {
  const [base, revised] = plainTexts([nearDuplicates.join("\n"), [...nearDuplicates].reverse().join("\n")]);
  const { clauses, words } = compare(base!, revised!).stats;
  expect([clauses.edited, words.deleted]).toEqual([0, 0]);
});

test("reports the ranges that were too large to compare in detail", () => {
  const [base, revised] = plainTexts([many(50_000, 2, " ", 2), many(50_000, 2, " ", 3)]);
  expect(compare(base!, revised!).coarse.length).toBeGreaterThan(0);
});

test("reports a removed clause whose rare words are in too many clauses to look them all up", () => {
  const letters = "b c d f g h k l m n".split(" ");
  const words = letters.flatMap((one) => letters.map((other) => `${one}${other}ima`));
  const opening = "The Forum met in Geneva and adopted its Opinions.";
  const long = words.join(" ");
  // Every word of the removed clause is in eight added ones, no two of them together.
  const added = Array.from({ length: 8 }, (_, round) =>
    words.map((word) => `${word} of list ${"abcdefgh"[round] ?? ""}`),
  );
  const ended = "They take effect on the day on which they are published.";
  const [base, revised] = plainTexts([
    [opening, long, ended].join("\n\n"),
    [opening, ended, ...added.flat().map((text) => `${text} there`)].join("\n\n"),
  ]);
  const removed = base!.clauses[1]!;
  const { coarse } = compare(base!, revised!);
  expect(coarse.map((stretch) => stretch.base)).toEqual([[removed.start, removed.end]]);
  expect(coarse.map((stretch) => stretch.revised[1] <= opening.length)).toEqual([true]);
});

test("reports only the oversized clauses when comparing through intermediate versions", () => {
  const before = "The Forum met in Geneva and adopted its Opinions.";
  const after = "They take effect on the day on which they are published.";
  const [base, via, revised] = plainTexts(
    [2, 3, 3].map((seed, k) => [before, many(6_000, 2, " ", seed), k === 2 ? `Then ${after}` : after].join("\n\n")),
  );
  const { coarse } = compareVia(base!, [via!], revised!).comparison;
  expect(coarse.length).toBeGreaterThan(0);
  for (const { base: from, revised: to } of coarse) {
    expect([from[0] >= before.length, from[1] <= base!.text.length - after.length]).toEqual([true, true]);
    expect([to[0] >= before.length, to[1] <= revised!.text.length - after.length]).toEqual([true, true]);
  }
});

test("compares long lists with few differences in detail", () => {
  const lines = many(20_000, 3, "\n", 9).split("\n");
  const edited = lines.map((line, index) => (index % 1000 === 7 ? "other" : line));
  const [base, revised] = plainTexts([lines.join("\n"), edited.join("\n")]);
  const { coarse, stats } = compare(base!, revised!);
  expect([coarse, stats.words.deleted < 100]).toEqual([[], true]);
});

test("segments text without spaces once per side, however much of it changed", () => {
  const words = ["各国", "政府", "互联网", "公众", "政策", "发展中", "国家", "会议", "参与", "平等"];
  const next = numbers(11);
  const base = Array.from({ length: 400 }, () => words[next(words.length)]);
  const revised = base.map((word) => (next(4) === 0 ? words[next(words.length)] : word));
  const segment = jest.spyOn(Intl.Segmenter.prototype, "segment");
  const texts = plainTexts([base.join(""), revised.join("")]);
  expect(compare(texts[0]!, texts[1]!).changes.length).toBeGreaterThan(20);
  expect(segment.mock.calls.length).toBeLessThanOrEqual(2);
  segment.mockRestore();
});

test.each([
  ["deep", (count: number) => `${"[".repeat(count)}a${"]".repeat(count)}`],
  ["many", (count: number) => "[a b] c ".repeat(count)],
])("the work grows in proportion to the number of %s brackets", (_case, textOf) => {
  const elapsed = (count: number): number => {
    const text = version(textOf(count));
    const kept: [number, number, number, number][] = [[0, text.text.length, 0, text.text.length]];
    // Time of the processor, because other work on the machine delays a test.
    const began = process.cpuUsage();
    expect(bracketChanges(text, text, { kept, pairs: [] }).remained).toHaveLength(count);
    return process.cpuUsage(began).user;
  };
  elapsed(500);
  // Work in proportion takes 8 times as long, and quadratic work 64 times.
  expect(elapsed(8_000) / elapsed(1_000)).toBeLessThan(24);
});

/** 40 rare words, and clauses that have all of them in other orders. */
const letters = "abcdefghijklmnopqrstuvwxyz".split("");
const names = letters.flatMap((letter) => [`${letter}azzz`, `${letter}ezzz`]).slice(0, 40);
const register = `register ${names.join(" or ")}`;
const registers = Array.from({ length: 11 }, (_, at) =>
  names.map((_name, index) => names[(((index + 1) * (2 * at + 3)) % 41) - 1]).join(` q${String(at)} `),
);
const annex = letters.flatMap((one) => letters.map((other) => `${one}${other}tion`)).join(" ");

test.each<[string, string[], string[]]>([
  ["both texts", [annex], [annex]],
  ["the text with the clause", [annex, annex.replaceAll("tion", "ment")], []],
  ["the other text", [], [annex, annex.replaceAll("tion", "ment")]],
])("reports a clause that shares rare words with too many others, with an annex in %s", (_case, own, other) => {
  const base = version([register, ...own].join("\n"));
  const revised = version([...registers, ...other].join("\n"));
  const whole = [0, register.length];
  expect(compare(base, revised).coarse.map((stretch) => stretch.base)).toEqual([whole]);
  expect(compare(revised, base).coarse.map((stretch) => stretch.revised)).toEqual([whole]);
});
