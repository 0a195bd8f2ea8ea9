import { keptTokens, sameSentences, sentenceTextOf, wordsAmong } from "#core/compare/words/sentence-text.ts";
import { Lexicon } from "#core/text/lexicon.ts";
import { keptOf, sentencesOf, textAt } from "../../lineage/sentence-pairs.ts";
import { version } from "../versions.ts";

const plans = "Each Party shall publish a plan for its networks every two years.";
const fund = "The fund pays for exchange points in the islands.";

/** Lists the sentences of a text. */
async function sentences(text: string): Promise<string[]> {
  const [read] = await sentencesOf(text, "");
  return read.sentences.map(([start, end]) => textAt(read, start, end));
}

/** Lists each sentence of a later text with those of an earlier text that it was: "0", "0+1" or "". */
async function same(earlier: string, later: string, ...passages: string[]): Promise<string[]> {
  const [from, to] = await sentencesOf(earlier, later);
  return sameSentences(from, to, keptTokens(from, to, keptOf(from, to, passages))).map((found) => found.join("+"));
}

describe("a version's sentences", () => {
  test("end at full stops, at semicolons and at the ends of clauses", async () => {
    expect(await sentences(`${plans} ${fund}\nwith due regard to costs\n\nof access; and`)).toEqual([
      plans,
      fund,
      "with due regard to costs",
      "of access;",
      "and",
    ]);
  });

  test("include a mark that is a clause of its own", async () => {
    expect(await sentences(`. ${plans}\n;`)).toEqual([".", plans, ";"]);
  });

  test("are known for each word, with their clauses and the number of times that each word occurs", async () => {
    const [read] = await sentencesOf(`${fund} ${fund}\nthe plan`, "");
    const wordAt = (at: number): number => read.tokenAt[at] ?? -1;
    expect([...read.sentenceOf]).toEqual([...Array<number>(10).fill(0), ...Array<number>(10).fill(1), 2, 2]);
    expect([...read.clauseOf]).toEqual([...Array<number>(20).fill(0), 1, 1]);
    expect([wordAt(0), wordAt(1), wordAt(4)]).toEqual([0, -1, 1]);
    expect(read.counts.get(read.words.ids[1] ?? -1)).toBe(2);
    expect(read.counts.get(read.words.ids[20] ?? -1)).toBe(3);
  });

  test("are read with pauses after the words and after each clause", async () => {
    let pauses = 0;
    await sentenceTextOf(version(`${plans}\n${fund}`), new Lexicon(), () => {
      pauses += 1;
      return Promise.resolve();
    });
    expect(pauses).toBe(3);
  });
});

test("words are counted without marks", async () => {
  const [read] = await sentencesOf(`${plans}\n${fund}`, "");
  expect(wordsAmong(read.words, [0, 3])).toBe(3);
  expect(wordsAmong(read.words, read.sentences[0] ?? [0, 0])).toBe(12);
});

test("a kept token is known by its earlier token", async () => {
  const [from, to] = await sentencesOf("Parties shall report, then meet", "All Parties, with the fund, then meet");
  const kept = keptTokens(from, to, keptOf(from, to, ["Parties", ", then"]));
  expect([...kept]).toEqual([-1, 0, -1, -1, -1, -1, 3, 4, -1]);
});

test("a kept range ends before the mark beside it", async () => {
  const [from, to] = await sentencesOf("Parties, meet", "Parties, pay");
  expect([...keptTokens(from, to, keptOf(from, to, ["Parties"]))]).toEqual([0, -1, -1]);
});

test("a kept range that begins inside a word of one text keeps no token", async () => {
  const [from, to] = await sentencesOf("subnetworks report", "networks report");
  expect([...keptTokens(from, to, keptOf(from, to, ["networks"]))]).toEqual([-1, -1]);
  expect([...keptTokens(to, from, keptOf(to, from, ["networks"]))]).toEqual([-1, -1]);
});

describe("two sentences are the same one", () => {
  const long = "All Parties meet in the city of the host on a day in May.";

  test.each([
    ["if the comparison kept 3 words", long, "Parties meet in peace.", ["Parties meet in"], ["0"]],
    ["not if it kept 2 words", long, "Parties meet in peace.", ["Parties meet"], [""]],
    ["not if it kept 2 words and a mark", "Parties meet, as ever.", "Parties meet, and pay.", ["Parties meet,"], [""]],
    ["if half of the shorter one is in the other", long, "We meet in the bank now.", ["meet in the"], ["0"]],
    ["not if less than half of the shorter one is", long, "We meet in the bank now again.", ["meet in the"], [""]],
    [
      "only by words, not by marks",
      "They, we, all meet in the city",
      "I, you, it meet in the bank now",
      ["meet in the"],
      [""],
    ],
    [
      "counting a word as often as both have it",
      "the Parties meet here as ever for good",
      "the Parties meet the the the now",
      ["the Parties meet"],
      [""],
    ],
  ])("%s", async (_fact, earlier, later, passages, expected) => {
    expect(await same(earlier, later, ...passages)).toEqual(expected);
  });

  test("if several earlier ones were merged into it", async () => {
    const merged = `${plans.slice(0, -1)}, and the fund pays for exchange points in the islands.`;
    expect(await same(`${plans} ${fund}`, merged, plans.slice(0, -1), " fund pays for exchange")).toEqual(["0+1"]);
  });

  test.each([
    ["if they have the same 5 words, wherever they are", "They meet in the city.", ["1", "0"]],
    ["not if they have the same 4 words", "They meet each year.", ["", "0"]],
  ])("%s", async (_fact, sentence, expected) => {
    expect(await same(`${fund}\n${sentence}`, `${sentence}\n${fund}`, fund)).toEqual(expected);
  });

  test("if only the mark at the end differs", async () => {
    const item = "the costs of access to networks";
    expect(await same(`${item};`, `${item}.`)).toEqual(["0"]);
    expect(await same(`${item};`, item)).toEqual(["0"]);
    expect(await same(`${item} and`, item)).toEqual([""]);
  });

  test("not if the earlier text has the same sentence twice", async () => {
    expect(await same(`${fund}\n${fund}`, fund)).toEqual([""]);
    expect(await same(`${plans}\n${fund}`, `${plans.replace("two", "three")}\n${fund}`)).toEqual(["", "1"]);
  });
});
