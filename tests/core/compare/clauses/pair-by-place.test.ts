import { readTexts } from "#core/compare/compared-texts.ts";
import { pairByPlace } from "#core/compare/clauses/pair-by-place.ts";
import { sharesOf } from "#core/compare/clauses/shares.ts";
import type { VersionText } from "#core/text/clause.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import { type ClauseInShort, draftOf } from "../../../support/draft.ts";
import { mapEqualWords } from "../equal-words.ts";

function draft(clauses: readonly ClauseInShort[]): VersionText {
  // A cell needs a table, which plays no role here.
  const text = versionTextOf(draftOf(clauses.map(([, ...others]) => ["item", ...others])));
  return { ...text, clauses: text.clauses.map((clause, at) => ({ ...clause, kind: clauses[at]?.[0] ?? clause.kind })) };
}
const paragraphs = (...texts: string[]): ClauseInShort[] => texts.map((text) => ["paragraph", null, text]);
const numbers = (pair: string): number[] => pair.split("+").map((number) => Number(number) - 1);
type Limits = Partial<Parameters<typeof pairByPlace>[5]>;

/**
 * Pairs the clauses of two texts by place. `known` are the pairs found before, by the numbers of their clauses: "1=2",
 * or "1~2" for a moved one. The result has the same form, with scores.
 */
function placed(
  base: readonly ClauseInShort[],
  revised: readonly ClauseInShort[],
  known: readonly string[] = [],
  limits: Limits = {},
): [string, number][] {
  const [from, to] = [draft(base), draft(revised)];
  const { words } = readTexts(from, to);
  const pairs = known.map((pair) => {
    const [own = "", other = ""] = pair.split(/[=~]/u);
    return { base: numbers(own), revised: numbers(other), score: 1, moved: pair.includes("~") };
  });
  const paired = {
    base: new Set(pairs.flatMap((pair) => pair.base)),
    revised: new Set(pairs.flatMap((pair) => pair.revised)),
  };
  const free = { isRefused: () => false, mayPair: () => true, shareContent: () => true };
  const shares = sharesOf(mapEqualWords(words), words);
  return pairByPlace(from.clauses, to.clauses, shares, pairs, paired, { ...free, ...limits }).map((pair) => {
    expect(pair.moved).toBe(false);
    return [
      `${String(pair.base.map((index) => index + 1))}=${String(pair.revised.map((index) => index + 1))}`,
      pair.score,
    ];
  });
}

const pairsOf = (...parameters: Parameters<typeof placed>): string[] => placed(...parameters).map(([pair]) => pair);

/** Returns a text of so many words, which shares its first words with other such texts of that topic. */
const text = (topic: string, shared: number, own: string, count: number): string =>
  Array.from({ length: count }, (_, at) => (at < shared ? `${topic}${"abc".charAt(at)}` : `${own}${String(at)}x`)).join(
    " ",
  );

test.each([
  ["pairs", 2, 20, ["1=1"]],
  ["does not pair", 2, 21, []],
  ["pairs", 3, 30, ["1=1"]],
  ["does not pair", 1, 5, []],
  ["pairs", 2, 5, ["1=1"]],
])(
  "%s clauses in the same place that share %d of the %d words of the shorter one",
  (_case, shared, count, expected) => {
    const [base, revised] = [text("fees", shared, "old", count), text("fees", shared, "new", 40)];
    expect(pairsOf(paragraphs(base), paragraphs(revised))).toEqual(expected);
    expect(pairsOf(paragraphs(revised), paragraphs(base))).toEqual(expected);
  },
);

test("scores a pair with the share of the shorter clause that both have, and at least 0.25", () => {
  const long = text("fees", 3, "new", 40);
  expect(placed(paragraphs(text("fees", 3, "old", 6)), paragraphs(long))).toEqual([["1=1", 0.5]]);
  expect(placed(paragraphs(long), paragraphs(text("fees", 3, "old", 6)))).toEqual([["1=1", 0.5]]);
  expect(placed(paragraphs(text("fees", 3, "old", 20)), paragraphs(long))).toEqual([["1=1", 0.25]]);
});

test("pairs the clauses that share the most first, and none across such a pair", () => {
  const [fees, schools] = [text("fees", 3, "old", 9), text("schools", 2, "old", 9)];
  const [feesNow, schoolsNow] = [text("fees", 3, "new", 9), text("schools", 2, "new", 9)];
  expect(pairsOf(paragraphs(fees, schools), paragraphs(schoolsNow, feesNow))).toEqual(["1=2"]);
  expect(pairsOf(paragraphs(schools, fees), paragraphs(feesNow, schoolsNow))).toEqual(["2=1"]);
  expect(pairsOf(paragraphs(schools, fees), paragraphs(schoolsNow, feesNow))).toEqual(["1=1", "2=2"]);
});

test("pairs a clause that two others are equally like with the first of them", () => {
  const [old, now] = [text("fees", 2, "old", 9), text("fees", 2, "new", 9)];
  expect(pairsOf(paragraphs(`${old} ${old}`), paragraphs(now, now.replaceAll("new", "other")))).toEqual(["1=1"]);
  expect(pairsOf(paragraphs(now, now.replaceAll("new", "other")), paragraphs(`${old} ${old}`))).toEqual(["1=1"]);
});

test("pairs a clause once, with the one that it shares the most with", () => {
  const [whole, ...parts] = [
    "feesa feesb schoolsa schoolsb schoolsc",
    "feesa feesb rise",
    "schoolsa schoolsb schoolsc open",
  ];
  expect(pairsOf(paragraphs(whole), paragraphs(...parts))).toEqual(["1=2"]);
  expect(pairsOf(paragraphs(...parts), paragraphs(whole))).toEqual(["2=1"]);
});

test.each<[string, ClauseInShort[], Limits]>([
  ["of another kind", [["recital", null, text("fees", 3, "new", 9)]], {}],
  ["that a person refused", paragraphs(text("fees", 3, "new", 9)), { isRefused: () => true }],
  ["that content decides on", paragraphs(text("fees", 3, "new", 9)), { mayPair: () => false }],
])("pairs no clause with one %s, although they share some words", (_case, revised, limits) => {
  expect(pairsOf(paragraphs(text("fees", 3, "old", 9)), revised, [], limits)).toEqual([]);
});

const [fees, schools, cables] = ["fees", "schools", "cables"].map((topic) => text(topic, 3, "old", 9));
const [feesNow, schoolsNow, cablesNow] = ["fees", "schools", "cables"].map((topic) => text(topic, 3, "new", 9));
const kept = ["first kept clause", "second kept clause"] as const;

test("pairs before the first, between and after the last neighbours", () => {
  const base = paragraphs(fees!, kept[0], schools!, kept[1], cables!);
  const revised = paragraphs(feesNow!, kept[0], schoolsNow!, kept[1], cablesNow!);
  expect(pairsOf(base, revised, ["2=2", "4=4"])).toEqual(["1=1", "3=3", "5=5"]);
});

test("pairs no clauses between other neighbours", () => {
  const base = paragraphs(fees!, kept[0], schools!, kept[1], cables!);
  const revised = paragraphs(schoolsNow!, kept[0], cablesNow!, kept[1], feesNow!);
  expect(pairsOf(base, revised, ["2=2", "4=4"])).toEqual([]);
});

test("takes a moved clause for no neighbour", () => {
  const base = paragraphs(kept[0], fees!, kept[1]);
  const revised = paragraphs(feesNow!, kept[1], kept[0]);
  expect(pairsOf(base, revised, ["1~3", "3=2"])).toEqual(["2=1"]);
  expect(pairsOf(base, revised, ["1=3", "3~2"])).toEqual([]);
});

test("takes all parts of a split or merged clause for neighbours", () => {
  const split = [paragraphs(kept[0], fees!), paragraphs(kept[0], kept[1], feesNow!)] as const;
  expect(pairsOf(split[0], split[1], ["1=1+2"])).toEqual(["2=3"]);
  expect(pairsOf(split[1], split[0], ["1+2=1"])).toEqual(["3=2"]);
});

test("leaves clauses alone that have a partner elsewhere", () => {
  const base = paragraphs(fees!, kept[0], schools!);
  expect(pairsOf(base, paragraphs(feesNow!, kept[0], kept[1]), ["2=2", "1~3"])).toEqual([]);
  expect(pairsOf(base, paragraphs(kept[1], kept[0], schoolsNow!), ["2=2", "1~3"])).toEqual([]);
});

const other = "that every region gains";
const another = "to meet in spring";

test.each<[string, ClauseInShort, ClauseInShort, string[]]>([
  ["the same number", ["item", "2.", other], ["item", "2.", another], ["2=2"]],
  ["the same Roman number of a chapter", ["item", "Chapter IV", other], ["item", "Chapter IV", another], ["2=2"]],
  ["another number", ["item", "2.", other], ["item", "3.", another], []],
  ["the same number and another kind", ["item", "2.", other], ["recital", "2.", another], []],
  ["the same letter", ["item", "b)", other], ["item", "b)", another], []],
  ["no number", ["item", null, other], ["item", null, another], []],
  ["no text and no number", ["item", null, ""], ["item", null, ""], ["2=2"]],
  ["no text and the same letter", ["item", "b)", ""], ["item", "b)", ""], ["2=2"]],
  ["no text and other letters", ["item", "b)", ""], ["item", "c)", ""], []],
  ["the same number, one of them without text", ["item", "2.", ""], ["item", "2.", another], []],
])("decides on clauses beside others in the same gap, with %s, by their number", (_case, base, revised, expected) => {
  const beside = (text: string): ClauseInShort => ["paragraph", null, text];
  expect(pairsOf([beside("annual report"), base], [beside("yearly return"), revised])).toEqual(expected);
});

test("pairs clauses with the same number only if they share content", () => {
  const [base, revised]: ClauseInShort[][] = [[["item", "2.", other]], [["item", "2.", another]]];
  expect(pairsOf(base!, revised!, [], { shareContent: () => false })).toEqual([]);
  expect(pairsOf(base!, revised!, [], { isRefused: () => true })).toEqual([]);
  expect(placed(base!, revised!)).toEqual([["1=1", 0.25]]);
});

test("pairs clauses with the same number in their order, and not across each other", () => {
  const items = (...labels: string[]): ClauseInShort[] =>
    labels.map((label, at) => ["item", label, `${other} ${String(at)}`]);
  const others = (...labels: string[]): ClauseInShort[] =>
    labels.map((label, at) => ["item", label, `${another} at ${"xyz".charAt(at)}`]);
  expect(pairsOf(items("1.", "2."), others("1.", "2."))).toEqual(["1=1", "2=2"]);
  expect(pairsOf(items("1.", "2."), others("2.", "1."))).toEqual(["1=2"]);
});

test.each(["title", "opening", "verb", "heading", "cell"] as const)(
  "pairs the only %s of a gap, whatever its text",
  (kind) => {
    const limits = { shareContent: () => false };
    const clause = (text: string): ClauseInShort => [kind, null, text];
    expect(pairsOf([clause(other)], [clause(another)], [], limits)).toEqual(["1=1"]);
    expect(pairsOf([clause(other), clause("Annual report")], [clause(another)], [], limits)).toEqual([]);
    expect(pairsOf([clause(other)], [clause(another), clause("Yearly return")], [], limits)).toEqual([]);
    expect(pairsOf([clause(other)], [clause(another)], [], { isRefused: () => true })).toEqual([]);
  },
);

test("takes a verb for the only one of a gap if all others there have moved", () => {
  const [moved, verb, verbNow, last]: ClauseInShort[] = ["noting", "recalling", "recognizing", "invites"].map(
    (text) => ["verb", null, text],
  ) as ClauseInShort[];
  expect(pairsOf([moved!, verb!, last!], [verbNow!, last!, moved!], ["1~3", "3=2"])).toEqual(["2=1"]);
  expect(pairsOf([verbNow!, last!, moved!], [moved!, verb!, last!], ["3~1", "2=3"])).toEqual(["1=2"]);
});

test.each(["recital", "operative", "paragraph", "item", "footnote"] as const)(
  "pairs no %s by its place alone",
  (kind) => {
    expect(pairsOf([[kind, null, other]], [[kind, null, another]])).toEqual([]);
  },
);

test("pairs the only headings of a gap with different numbers only if they share content", () => {
  const [base, revised]: ClauseInShort[][] = [[["heading", "3", other]], [["heading", "4", another]]];
  expect(pairsOf(base!, revised!)).toEqual(["1=1"]);
  expect(pairsOf(base!, revised!, [], { shareContent: () => false })).toEqual([]);
  expect(pairsOf([["verb", "3", other]], [["heading", "4", another]])).toEqual([]);
  expect(pairsOf([["heading", "3", other]], [["verb", "4", another]])).toEqual([]);
  expect(pairsOf([...base!, ["heading", "5", "Annual report"]], revised!)).toEqual([]);
});

test("pairs clauses without text without asking for shared content, with a score of 0.25", () => {
  const limits = { shareContent: () => false };
  expect(
    placed(
      [
        ["cell", null, ""],
        ["cell", null, ""],
      ],
      [
        ["cell", null, ""],
        ["cell", null, ""],
      ],
      [],
      limits,
    ),
  ).toEqual([
    ["1=1", 0.25],
    ["2=2", 0.25],
  ]);
});
