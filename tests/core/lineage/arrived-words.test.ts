import { wordOrigins } from "#core/lineage/word-origins.ts";
import { keptOf, pairOf, sentencesOf } from "./sentence-pairs.ts";
import { version } from "../compare/versions.ts";

/** Passages that the comparison of two drafts keeps, by the numbers of the drafts: "0 1". */
type Kept = Readonly<Record<string, readonly string[]>>;

/**
 * Lists the runs of a clause of the last draft as "1 0:v2| words": added in draft 1 and in clause v2 of draft 0. Clauses
 * with the same place are the same clause, and only the given passages are kept.
 */
async function origins(drafts: readonly string[], kept: Kept, clause = 0): Promise<string[]> {
  const versions = drafts.map((text, index) => ({ id: String(index), index, text: version(text) }));
  const last = versions.at(-1);
  if (!last) throw new Error("No draft");
  const clauses = await wordOrigins(last, {
    parents: ({ index }) => versions.slice(Math.max(0, index - 1), index),
    textOf: ({ text }) => Promise.resolve(text),
    comparisonOf: async (base, revised) => {
      const [from, to] = await sentencesOf(drafts[base.index] ?? "", drafts[revised.index] ?? "");
      const pairs = from.text.clauses.slice(0, to.text.clauses.length).map(({ id }) => pairOf(`${id} ${id}`));
      return { kept: keptOf(from, to, kept[`${base.id} ${revised.id}`] ?? []), pairs };
    },
  });
  return (clauses[clause]?.runs ?? []).map(({ range, broughtBy, returnedWith, elsewhere }) => {
    const back = returnedWith ? `<${returnedWith.id}` : "";
    const there = elsewhere ? ` ${elsewhere.version.id}:${elsewhere.clause}` : "";
    return `${broughtBy.id}${back}${there}| ${last.text.text.slice(...range)}`;
  });
}

const own = "Parties shall report to the board on each of their plans and costs";
const bank = "banks lend or pay 5 coins without interest in poor States as well";

/** Returns two drafts: in the second one, some words of the bank's clause are at the end of the first clause. */
const moved = (words: string): string[] => [`${own}\n${bank}`, `${own} ${words}\nAll is well`];

describe("words that the comparison found in another clause", () => {
  test.each([
    ["stay those of the first draft if they are a passage", "lend or pay 5 coins", "0 0:v2| lend or pay 5 coins"],
    ["are new, but named there, if they are a short phrase", "lend or pay", "1 0:v2| lend or pay"],
    ["are new, but named there, if they have a number", "5 coins", "1 0:v2| 5 coins"],
    ["are new if they are a word or two", "lend or", "1| lend or"],
  ])("%s", async (_fact, words, expected) => {
    expect(await origins(moved(words), { "0 1": [own, words] })).toEqual([`0| ${own}`, expected]);
  });

  test("are new if a mark divides them into a word or two", async () => {
    expect(await origins(moved("lend or, pay"), { "0 1": [own, "lend or", " pay"] })).toEqual([
      `0| ${own}`,
      "1| lend or, pay",
    ]);
  });

  test("stay so in later drafts", async () => {
    const third = `${own} lend or pay at once\nAll is well`;
    const kept = { "0 1": [own, "lend or pay"], "1 2": [`${own} lend or pay`], "0 2": [own] };
    expect(await origins([...moved("lend or pay"), third], kept)).toEqual([
      `0| ${own}`,
      "1 0:v2| lend or pay",
      "2| at once",
    ]);
  });

  test.each([
    ["2 words", "lend or", "lend or pay"],
    ["2 words and a mark", "lend, or", "lend, or pay"],
  ])("are no longer named there once only %s are left", async (_rest, words, phrase) => {
    const drafts = [`${own}\n${bank.replace("lend or pay", phrase)}`, `${own} ${phrase}\nAll is well`];
    const kept = { "0 1": [own, phrase], "1 2": [`${own} ${words}`], "0 2": [own] };
    expect(await origins([...drafts, `${own} ${words}\nAll is well`], kept)).toEqual([`0| ${own}`, `1| ${words}`]);
  });

  test("are named there even if only the number is left", async () => {
    const kept = { "0 1": [own, "5 coins"], "1 2": [`${own} 5`], "0 2": [own] };
    expect(await origins([...moved("5 coins"), `${own} 5\nAll is well`], kept)).toEqual([`0| ${own}`, "1 0:v2| 5"]);
  });
});

test("words from the beginning of an earlier draft are named in its first clause", async () => {
  const phrase = "banks lend or pay 5 coins";
  const drafts = [`${bank}\n${own}`, `All is well\n${own} ${phrase}`];
  expect(await origins(drafts, { "0 1": [own, phrase] }, 1)).toEqual([`0| ${own}`, `0 0:v1| ${phrase}`]);
});

describe("a mark", () => {
  test("is in the same other clause as the word before it, if the same draft added both", async () => {
    const kept = { "0 1": [own, "lend or pay"] };
    expect(await origins(moved("lend or pay,"), kept)).toEqual([`0| ${own}`, "1 0:v2| lend or pay,"]);
  });

  test("is in no other clause if another draft added the word before it", async () => {
    const kept = { "0 1": [own, "lend or pay 5 coins"] };
    expect(await origins(moved("lend or pay 5 coins,"), kept)).toEqual([
      `0| ${own}`,
      "0 0:v2| lend or pay 5 coins",
      "1| ,",
    ]);
  });

  test("is in no other clause if it begins its clause", async () => {
    const drafts = [`${own}\n${bank}`, `, lend or pay 5 coins\n${own}`];
    expect(await origins(drafts, { "0 1": ["lend or pay 5 coins"] })).toEqual(["1| ,", "0 0:v2| lend or pay 5 coins"]);
  });
});

test("words from 2 other clauses are 2 runs", async () => {
  const boats = "boats carry goods or guests across wide seas in all of our months";
  const [first, second] = ["lend or pay 5 coins", "carry goods or guests across wide seas"];
  const drafts = [`${own}\n${bank}\n${boats}`, `${own} ${first} ${second}\nAll is well\nNothing is`];
  expect(await origins(drafts, { "0 1": [own, first, second] })).toEqual([
    `0| ${own}`,
    `0 0:v2| ${first}`,
    `0 0:v3| ${second}`,
  ]);
});

test("a passage of 2 words that is half of its sentence is named in its clause", async () => {
  const drafts = [`${own}\nin May or before`, `${own} in May\nAll is well`];
  expect(await origins(drafts, { "0 1": [own, "in May"] })).toEqual([`0| ${own}`, "0 0:v2| in May"]);
});

describe("new words that an earlier draft has in another clause", () => {
  const phrase = "lend or pay 5 coins without interest";

  test("name the first draft that has them, although a later one has them in another sentence", async () => {
    const again = `All the world's ${phrase}, we hear`;
    const drafts = [`${own}\n${bank}`, `${own}\nAll is well`, `${own}\n${again}`, `${own} ${phrase}\nAll is well`];
    const kept = { "0 1": [own], "1 2": [own], "2 3": [own], "0 2": [own], "0 3": [own], "1 3": [own] };
    expect(await origins(drafts, kept)).toEqual([`0| ${own}`, `3 0:v2| ${phrase}`]);
  });

  test("name the draft that added that clause, if it is not the first one", async () => {
    const drafts = [`${own}\nAll is well`, `${own}\n${bank}`, `${own} ${phrase}\nAll is well`];
    expect(await origins(drafts, { "0 1": [own], "1 2": [own], "0 2": [own] })).toEqual([
      `0| ${own}`,
      `2 1:v2| ${phrase}`,
    ]);
    expect(await origins(drafts, { "0 1": [own], "1 2": [own, phrase], "0 2": [own] })).toEqual([
      `0| ${own}`,
      `1 1:v2| ${phrase}`,
    ]);
  });

  test("are 2 runs if they are from 2 drafts", async () => {
    const boats = "boats carry goods or guests across wide seas in all of our months";
    const goods = "carry goods or guests across wide seas";
    const drafts = [`${own}\n${bank}`, `${own}\n${boats}`, `${own} ${phrase} ${goods}\nAll is well`];
    expect(await origins(drafts, { "0 1": [own], "1 2": [own], "0 2": [own] })).toEqual([
      `0| ${own}`,
      `2 0:v2| ${phrase}`,
      `2 1:v2| ${goods}`,
    ]);
  });
});

test("kept words name no other clause, although one has the same words", async () => {
  const draft = `${own}\n${bank} while ${own}`;
  expect(await origins([draft, draft], { "0 1": [own, `${bank} while ${own}`] }, 1)).toEqual([
    `0| ${bank} while ${own}`,
  ]);
});

test("words that another clause of an older draft had came back if the comparison with it kept them", async () => {
  const phrase = "lend or pay 5 coins";
  const drafts = [`${own}\n${bank}`, `${own}\nAll is well`, `${own} ${phrase}\nAll is well`];
  const kept = { "0 1": [own], "1 2": [own], "0 2": [own, phrase] };
  expect(await origins(drafts, kept)).toEqual([`0| ${own}`, `0<2 0:v2| ${phrase}`]);
});

test("a passage that moved to another clause and back did not come back", async () => {
  const phrase = "lend or pay 5 coins";
  const [apart, joined] = [`${own}\nnow ${phrase} so`, `${own} ${phrase}\nAll is well`];
  const kept = { "0 1": [own, phrase], "1 2": [own, phrase], "0 2": [own] };
  expect(await origins([joined, apart, joined], kept)).toEqual([`0| ${own} ${phrase}`]);
});

test("words that only their own clause had in an older draft came back", async () => {
  const drafts = [`${own}\n${bank}`, `${own}\nAll is well`, `${own}\n${bank}`];
  const kept = { "0 1": [own], "1 2": [own], "0 2": [own, bank] };
  expect(await origins(drafts, kept, 1)).toEqual([`0<2| ${bank}`]);
});

test("a number that 2 older drafts have in the same sentence is credited to the first of them", async () => {
  const [banks, boats] = ["banks lend to each of these", "boats carry goods or guests at sea"];
  const drafts = [`${banks} for 5 coins`, `${boats} for 5 coins`, "All is well", `${banks} while ${boats} so 5 coins`];
  expect(await origins(drafts, { "0 3": [banks], "1 3": [boats] })).toContain("0<3| 5 coins");
});
