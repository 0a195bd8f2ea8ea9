import { readTexts } from "#core/compare/compared-texts.ts";
import { mapWords } from "#core/compare/words/map-words.ts";
import { unmapped, type WordMap } from "#core/compare/words/word-map.ts";
import { originsOf } from "../shown-words.ts";
import { version } from "../versions.ts";

/** Shows a part of the base as mapped. */
const mapped = (part: string): string => part.replace(/\S.*/u, "1[$&]");

const insertions: [string, string, string, string][] = [
  ["a sentence", "Members meet.", " Members report.", " Members vote."],
  ["a question", "Who pays?", " Who decides?", " Who votes?"],
  ["an item after a semicolon", "to set fees;", " to set costs;", " to set dates"],
  ["an item after a comma", "We set fees,", " costs,", " dates and places"],
  ["a Chinese sentence", "成员国开会。", "成员国报告。", "成员国投票。"],
  ["an Arabic question", "يجتمع الأعضاء؟", " يقرر الأعضاء؟", " يصوت الأعضاء؟"],
];

test.each([...insertions, ["words before a number with a fraction", "from 1.5 to", " 3.5 to", " 2.5 hours"]])(
  "shows %s as inserted or deleted from boundary to boundary",
  (_, before, inserted, after) => {
    const [shorter, longer] = [before + after, before + inserted + after];
    expect(originsOf([shorter], [longer])).toEqual([mapped(before) + inserted + mapped(after)]);
    expect(originsOf([longer], [shorter])).toEqual([mapped(before) + mapped(after)]);
  },
);

test.each([...insertions, ["words before a number with a fraction", "from 1.5", " to 3.5", " to 2.5 hours"]])(
  "shows %s between changed words as inserted from boundary to boundary",
  (_, before, inserted, after) => {
    const [base, revised] = [`Today ${before}${after} again`, `Tomorrow ${before}${inserted}${after} twice`];
    expect(originsOf([base], [revised])).toEqual([`Tomorrow ${mapped(before)}${inserted}${mapped(after)} twice`]);
  },
);

test.each([
  [
    "first",
    ["Members shall vote"],
    ["Members shall pay", "Members shall vote"],
    ["Members shall pay", "1[Members shall vote]"],
  ],
  [
    "middle",
    ["Members shall meet", "Members shall vote"],
    ["Members shall meet", "Members shall pay", "Members shall vote"],
    ["1[Members shall meet]", "Members shall pay", "2[Members shall vote]"],
  ],
  [
    "last",
    ["Members of the Forum shall vote"],
    ["Members of the Forum shall vote", "Groups of the Forum shall vote"],
    ["1[Members of the Forum shall vote]", "Groups of the Forum shall vote"],
  ],
])(
  "shows an inserted %s clause as whole, although its words begin or end like its neighbour",
  (_, base, revised, shown) => {
    expect(originsOf(base, revised)).toEqual(shown);
  },
);

test.each([
  ["shows an inserted clause as whole if its first 60 words are those of the next", 60, false],
  ["shows the first words of an inserted clause as kept if 61 are those of the next", 61, true],
])("%s", (_, count, isKept) => {
  const beginning = Array.from({ length: count }, (_unused, at) => `topic${String(at)}`).join(" ");
  expect(originsOf([`${beginning} today`], [`${beginning} soon`, `${beginning} today`])).toEqual(
    isKept ? [`1[${beginning}] soon`, `${beginning} 1[today]`] : [`${beginning} soon`, `1[${beginning} today]`],
  );
});

test.each([
  ["equally long", "Members pay fees and licences today", "Members pay licences or fees today"],
  ["of different length", "Members pay fees and licences today", "Members soon pay licences or fees today"],
])("keeps the same of two words that changed places, whichever of two texts %s is the base", (_, one, other) => {
  const kept = (base: string, revised: string): string[] =>
    keptWords(base, mapOf(base, revised)).filter((word) => word === "fees" || word === "licences");
  expect(kept(one, other)).toHaveLength(1);
  expect(kept(other, one)).toEqual(kept(one, other));
});

function mapOf(base: string, revised: string): WordMap {
  return mapWords(readTexts(version(base), version(revised)).words);
}

/** Returns the words of a text of single words that have a counterpart. */
function keptWords(base: string, map: WordMap): string[] {
  return base.split(" ").filter((_, token) => map.toRevised[token] !== unmapped);
}

/** Returns a list of the same two words. */
const votes = (count: number): string => Array.from({ length: count }, (_, at) => (at % 2 ? "no" : "yes")).join(" ");
const cables = "operators repair submarine cables quickly";

test.each([
  [
    "keeps the longer passage in place in a rewritten stretch of 64 words",
    59,
    [`1[The votes:] 1[${votes(59)}] ${cables} 1[end]`],
  ],
  [
    "keeps a unique passage in place in a rewritten stretch of 65 words",
    60,
    [`1[The votes:] ${votes(60)} 1[${cables}] 1[end]`],
  ],
])("%s", (_, count, shown) => {
  const [base, revised] = [`${cables} ${votes(count)}`, `${votes(count)} ${cables}`];
  expect(originsOf([`The votes: ${base} end`], [`The votes: ${revised} end`])).toEqual(shown);
});

test("keeps a long list in place although a unique word moved across it", () => {
  expect(originsOf([`members ${votes(80)}`], [`${votes(80)} members`])).toEqual([`1[${votes(80)}] members`]);
});

test.each([
  ["inserted", "", "operators"],
  ["inserted", "", "quickly"],
  ["deleted", "operators", ""],
  ["deleted", "quickly", ""],
])("maps no %s word to the same word of a passage beside it: %s%s", (_, deleted, inserted) => {
  const text = (name: string, between: string): string => {
    const other = Array.from({ length: 70 }, (_, at) => `${name}${String(at)}`);
    return [...other, "ministries connect rural schools quickly", between, cables, ...other.toReversed()].join(" ");
  };
  const map = mapOf(text("old", deleted).replace("  ", " "), text("new", inserted).replace("  ", " "));
  const kept = Array.from(map.toRevised).filter((to) => to !== unmapped);
  expect(kept).toHaveLength(10);
  expect(new Set(kept).size).toBe(10);
  expect(Array.from(map.toBase).filter((from) => from !== unmapped)).toHaveLength(10);
});

test.each([
  ["start", 0],
  ["end", 30],
])("keeps a word between two changed ones at the %s of a text", (_, count) => {
  const before = Array.from({ length: count }, () => `${cables}. `).join("");
  const [base, revised] = [`${before}Groups propose members yearly`, `${before}Regions propose chairs yearly`];
  expect(originsOf([base], [revised])[0]).toMatch(/Regions 1\[propose\] chairs 1\[yearly\]$/u);
});

test("finds few changes in very long lists of the same words", () => {
  const [start, end] = [votes(2200), votes(2000)];
  const [base, revised] = [`Old ${start} ${end} list`, `New ${start} perhaps ${end} catalogue`];
  const { toRevised, coarse } = mapOf(base, revised);
  expect(coarse).toEqual([]);
  const same = Array.from({ length: 4200 }, (_, at) => (at < 2200 ? at + 1 : at + 2));
  expect(Array.from(toRevised)).toEqual([unmapped, ...same, unmapped]);
  const back = mapOf(revised, base);
  expect(Array.from(back.toBase)).toEqual([unmapped, ...same, unmapped]);
});

test("reports very long lists of the same words with many changes as not compared in full", () => {
  const [longer, shorter] = [votes(4400).replaceAll("no", "perhaps"), votes(4200)];
  expect(mapOf(longer, shorter).coarse).toEqual([[1, 4400, 1, 4200]]);
});

test.each([
  ["compares very long lists of the same words with 1500 deleted or inserted words in full", 1500, []],
  ["reports very long lists with 1501 deleted or inserted words as not compared in full", 1501, [[0, 3502, 0, 4999]]],
])("%s", (_, changes, coarse) => {
  // Four of the changes are the words around the list.
  const inserted = "perhaps ".repeat(changes - 4);
  const map = mapOf(`Old ${votes(3500)} list`, `New ${votes(3500)} ${inserted}catalogue`);
  expect(map.coarse).toEqual(coarse);
  expect(map.toRevised[1]).toBe(coarse.length === 0 ? 1 : unmapped);
});
