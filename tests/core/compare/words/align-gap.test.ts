import fc from "fast-check";
import { alignGap } from "#core/compare/words/align-gap.ts";
import { Workspace } from "#core/compare/words/scratch-arrays.ts";

const workspace = new Workspace();

interface Ends {
  joinedBefore: boolean;
  joinedAfter: boolean;
}

const apart: Ends = { joinedBefore: false, joinedAfter: false };

/** Returns the aligned pairs of positions of two texts, whose words are given by number. Words around them differ. */
function pairsOf(
  base: readonly number[],
  revised: readonly number[],
  opening: number,
  ends = apart,
): [number, number][] {
  const pairs: [number, number][] = [];
  alignGap(
    {
      base: Int32Array.from([98, 98, ...base, 98]),
      baseStart: 2,
      baseEnd: 2 + base.length,
      revised: Int32Array.from([99, ...revised, 99, 99]),
      revisedStart: 1,
      revisedEnd: 1 + revised.length,
      weights: Int32Array.from({ length: 100 }, (_, word) => weightOf(word)),
      ...ends,
    },
    opening,
    workspace,
    (a, b) => pairs.push([a - 2, b - 1]),
  );
  return pairs.reverse();
}

/** Every third word is a mark, which is worth half a word. */
function weightOf(word: number): number {
  return word % 3 === 2 ? 8 : 16;
}

/** Returns the worth of the best alignment, found by trying all of them. */
function bestWorth(base: readonly number[], revised: readonly number[], opening: number, ends: Ends): number {
  const known = new Map<string, number>();
  const best = (i: number, j: number, isJoined: boolean): number => {
    if (i === base.length || j === revised.length) {
      return isJoined && ends.joinedAfter && i === base.length && j === revised.length ? opening : 0;
    }
    const key = `${String(i)} ${String(j)} ${String(isJoined)}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    let most = Math.max(best(i + 1, j, false), best(i, j + 1, false));
    if (base[i] === revised[j]) {
      most = Math.max(most, weightOf(base[i]!) - (isJoined ? 0 : opening) + best(i + 1, j + 1, true));
    }
    known.set(key, most);
    return most;
  };
  return best(0, 0, ends.joinedBefore);
}

/** Returns the worth of an alignment: its words, less the cost of each run that opens inside an edit. */
function worthOf(
  pairs: readonly [number, number][],
  [base, revised]: readonly [readonly number[], readonly number[]],
  opening: number,
  ends: Ends,
): number {
  let worth = 0;
  let [i, j] = ends.joinedBefore ? [-1, -1] : [-2, -2];
  for (const [a, b] of pairs) {
    expect(base[a]).toBe(revised[b]);
    expect(a > i && b > j).toBe(true);
    worth += weightOf(base[a]!) - (a === i + 1 && b === j + 1 ? 0 : opening);
    [i, j] = [a, b];
  }
  const isAtEnd = i === base.length - 1 && j === revised.length - 1;
  return worth + (isAtEnd && ends.joinedAfter ? opening : 0);
}

test.each([
  ["few words in common", 40],
  ["the same few words", 3],
])("finds no worse alignment than a search of all of them, for two texts with %s", (_, words) => {
  const text = fc.array(fc.nat({ max: words - 1 }), { minLength: 1, maxLength: 14 });
  const ends = fc.record({ joinedBefore: fc.boolean(), joinedAfter: fc.boolean() });
  const check = fc.property(text, text, fc.constantFrom(0, 5, 12, 20, 40), ends, (base, revised, opening, ends) => {
    const pairs = pairsOf(base, revised, opening, ends);
    expect(worthOf(pairs, [base, revised], opening, ends)).toBe(bestWorth(base, revised, opening, ends));
  });
  fc.assert(check, { numRuns: 150, seed: 3 });
});

/** Returns the words that are aligned in two short texts. */
function kept(base: string, revised: string, opening: number, ends = apart): string[] {
  const words: string[] = [];
  const numbers = (text: string): number[] =>
    text.split(" ").map((word) => {
      if (!words.includes(word)) words.push(word);
      return 3 * words.indexOf(word);
    });
  const [from, to] = [numbers(base), numbers(revised)];
  return pairsOf(from, to, opening, ends).map(([a, b]) => `${base.split(" ")[a]!} ${String(a + 1)}-${String(b + 1)}`);
}

const [report, summary] = [
  "the Secretary-General reports progress to Council each year",
  "a summary of the work is sent yearly to members",
];

test("keeps stray words of a rewritten sentence only if each is worth more than a new run costs", () => {
  expect(kept(report, summary, 15)).toEqual(["the 1-4", "to 5-9"]);
  expect(kept(report, summary, 17)).toEqual([]);
});

test("keeps a word that costs more than it is worth if it is beside words that stay", () => {
  const [base, revised] = ["plan adopted last year by members", "plan that each country shall publish members"];
  expect(kept(base, revised, 17)).toEqual([]);
  expect(kept(base, revised, 17, { joinedBefore: true, joinedAfter: false })).toEqual(["plan 1-1"]);
  expect(kept(base, revised, 17, { joinedBefore: false, joinedAfter: true })).toEqual(["members 6-7"]);
  expect(kept(base, revised, 17, { joinedBefore: true, joinedAfter: true })).toEqual(["plan 1-1", "members 6-7"]);
});

test.each([
  [
    "of two words that changed places, keeps the first of the base",
    "fees old1 old2 old3 licences",
    "licences new1 new2 new3 fees",
    ["fees 1-5"],
  ],
  [
    "of two equal words of the base, keeps the first",
    "fees old1 old2 old3 fees",
    "new1 fees new2 new3 new4",
    ["fees 1-2"],
  ],
  [
    "of two equal words of the revised, keeps the last",
    "old1 old2 fees old3 old4",
    "new1 fees new2 fees new3",
    ["fees 3-4"],
  ],
])("%s", (_, base, revised, shown) => {
  expect(kept(base, revised, 5)).toEqual(shown);
});

test("of two repeated words that changed places, keeps the first of the base", () => {
  expect(kept("yes no", "no yes", 5)).toEqual(["yes 1-2"]);
});

test("keeps no word that is worth just what its new run costs", () => {
  const [base, revised] = ["plan old1 old2 members old3", "plan new1 new2 new3 members new4"];
  expect(kept(base, revised, 16, { joinedBefore: true, joinedAfter: false })).toEqual(["plan 1-1"]);
});

test("keeps one run of words rather than the same words in several runs", () => {
  const [base, revised] = [
    "publish national plans each year",
    "publish new national open plans publish national plans",
  ];
  expect(kept(base, revised, 5)).toEqual(["publish 1-6", "national 2-7", "plans 3-8"]);
});
