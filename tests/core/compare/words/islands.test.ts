import { readTexts } from "#core/compare/compared-texts.ts";
import { dropIslands, runsOf } from "#core/compare/words/islands.ts";
import { unmapped } from "#core/compare/words/word-map.ts";
import { Workspace } from "#core/compare/words/scratch-arrays.ts";
import { version } from "../versions.ts";

/** Maps each word to the same word of the other text, drops the islands, and returns the runs that remain. */
function remaining(base: string, revised: string, changed?: readonly (readonly [number, number])[]): string[] {
  const { words } = readTexts(version(base), version(revised));
  const toRevised = new Int32Array(words.base.count).fill(unmapped);
  const toBase = new Int32Array(words.revised.count).fill(unmapped);
  words.base.ids.forEach((id, at) => {
    const to = words.revised.ids.findIndex((other, index) => other === id && toBase[index] === unmapped);
    if (to < 0) return;
    toRevised[at] = to;
    toBase[to] = at;
  });
  const map = { toRevised, toBase, coarse: [] };
  dropIslands({ ...words, map, workspace: new Workspace() }, changed);
  expect([...toBase].filter((at) => at !== unmapped)).toHaveLength(
    [...toRevised].filter((to) => to !== unmapped).length,
  );
  return runsOf(map).map(({ base: at, length }) =>
    words.base.text.slice(words.base.starts[at], words.base.ends[at + length - 1]),
  );
}

const numbered = (name: string, count: number): string =>
  Array.from({ length: count }, (_, at) => `${name}${String(at + 1)}`).join(" ");

/** Returns two texts with some kept text between replacements of `before` and `after` words on both sides. */
function around(kept: string, before: number, after: number): [string, string] {
  const text = (name: string): string =>
    `The opening words ${numbered(`${name}one`, before)} ${kept} ${numbered(`${name}two`, after)} and the closing words`;
  return [text("old"), text("new")];
}

test.each([
  ["a word", "broadband", 3, 3, true],
  ["a word", "broadband", 4, 4, false],
  ["a word", "broadband", 1, 40, true],
  ["a word", "broadband", 40, 1, true],
  ["a word", "broadband", 2, 6, true],
  ["a word", "broadband", 2, 20, false],
  ["a word", "broadband", 20, 2, false],
  ["a mark", ";", 2, 2, true],
  ["a mark", ";", 3, 3, false],
  ["a word and a mark", "broadband ;", 4, 4, true],
  ["a word and a mark", "broadband ;", 5, 5, false],
  ["two words", "broadband policy", 5, 5, true],
  ["two words", "broadband policy", 6, 6, false],
  ["five words", "broadband policy for every region", 50, 50, false],
  ["nine words", numbered("same", 9), 200, 200, true],
])("a kept run of %s (%s) between replacements of %i and %i words remains: %s", (_, kept, before, after, expected) => {
  const [opening, closing] = ["The opening words", "and the closing words"];
  const texts = around(kept, before, after);
  expect(remaining(...texts)).toEqual([opening, ...(expected ? [kept] : []), closing]);
  expect(remaining(texts[1], texts[0])).toEqual([opening, ...(expected ? [kept] : []), closing]);
});

const six = "Broadband policy matters in every region";

test.each([
  ["of 6 words", `${six}.`, `${six}.`, `${six}.`],
  ["of 6 words with another mark at its end", `${six}.`, `${six};`, six],
  ["of 6 words after another sentence", `They met. ${six}.`, `Few sat. ${six}.`, `. ${six}.`],
])("a sentence remains between long replacements: one %s", (_case, base, revised, expected) => {
  expect(betweenLong(base, revised)).toEqual([expected]);
});

test.each([
  ["has 5 words", "Broadband policy matters everywhere here.", "Broadband policy matters everywhere here."],
  ["is only a part of a sentence of the base", `${six} and in no home of the whole country.`, `${six}.`],
  ["is only a part of a sentence of the revised", `${six}.`, `${six} and in no home of the whole country.`],
  ["has other words before it in both sentences", `Their ${six}.`, `Our ${six}.`],
])("a run between long replacements does not remain if it %s", (_case, base, revised) => {
  expect(betweenLong(base, revised)).toEqual([]);
});

/** Runs that remain of a text at the start of a clause, between replacements of 200 words. */
function betweenLong(base: string, revised: string): string[] {
  const long = (name: string, text: string): string =>
    `${numbered(`${name}one`, 200)}\n${text} ${numbered(`${name}two`, 200)}`;
  return remaining(long("old", base), long("new", revised));
}

test("keeps words before and after one replaced word, however few", () => {
  expect(remaining("old1 Members old2 report old3", "new1 Members new2 report new3")).toEqual(["Members", "report"]);
});

test("drops a run that becomes an island when the run beside it is dropped", () => {
  const texts = (name: string, kept: string): string =>
    `The opening words ${numbered(`${name}one`, 4)} ${kept} ${numbered(`${name}two`, 4)} policy ${numbered(`${name}three`, 2)} and the closing words`;
  const ends = ["The opening words", "and the closing words"];
  expect(
    remaining(texts("old", "broadband networks in rural areas"), texts("new", "broadband networks in rural areas")),
  ).toEqual(["The opening words", "broadband networks in rural areas", "policy", "and the closing words"]);
  expect(remaining(texts("old", "broadband"), texts("new", "broadband"))).toEqual(ends);
  const turned = (name: string): string =>
    `The opening words ${numbered(`${name}three`, 2)} policy ${numbered(`${name}two`, 4)} broadband ${numbered(`${name}one`, 4)} and the closing words`;
  expect(remaining(turned("old"), turned("new"))).toEqual(ends);
});

test.each([
  [7, 0],
  [8, 1],
])(
  "drops a chain of up to 7 words that become islands one after another: of %i words, %i remain",
  (count, expected) => {
    // Each word survives between two replacements of 3 words, until the word before it is dropped.
    const text = (name: string): string => {
      const chain = Array.from(
        { length: count },
        (_, at) => `same${String(at)} ${numbered(`${name}${String(at)}x`, 3)}`,
      );
      return `The opening words ${numbered(`${name}first`, 4)} ${chain.join(" ")} and the closing words`;
    };
    expect(remaining(text("old"), text("new")).slice(1, -1)).toHaveLength(expected);
  },
);

test("drops a run whose neighbours are far away in the other text", () => {
  const [one, two, three] = [numbered("one", 12), "broadband policy", numbered("three", 12)];
  expect(remaining(`${one} ${two} ${three}`, `${one} ${three} ${numbered("new", 20)} ${two}`)).toEqual([one, three]);
});

test("checks only the runs beside the changed stretches", () => {
  const text = (name: string): string =>
    `The opening words ${numbered(`${name}one`, 5)} broadband ${numbered(`${name}two`, 5)} the middle words of it ${numbered(`${name}three`, 5)} policy ${numbered(`${name}four`, 5)} and the closing words`;
  const [base, revised] = [text("old"), text("new")];
  const [opening, middle, closing] = ["The opening words", "the middle words of it", "and the closing words"];
  const [broadband, policy] = [8, 24];
  expect(remaining(base, revised, [])).toEqual([opening, "broadband", middle, "policy", closing]);
  expect(remaining(base, revised, [[broadband, broadband + 1]])).toEqual([opening, middle, "policy", closing]);
  expect(remaining(base, revised, [[policy, policy + 1]])).toEqual([opening, "broadband", middle, closing]);
  expect(
    remaining(base, revised, [
      [broadband, broadband + 1],
      [policy, policy + 1],
    ]),
  ).toEqual([opening, middle, closing]);
  expect(remaining(base, revised)).toEqual([opening, middle, closing]);
});
