import { arrivedTokens, isSameClause, phrasesInSameSentence } from "#core/lineage/same-sentence.ts";
import { relate, textAt } from "./sentence-pairs.ts";

describe("two clauses are the same one", () => {
  const [earlier, later] = ["1| Parties meet.\n2| They pay.\n3| They report.", "1| They pay.\n2| All is well.\n4| No."];

  test.each([
    ["if the comparison paired them", ["v2 v1"], [1, 0], true],
    ["if one was merged into the other", ["v1+v2 v1"], [0, 0], true],
    ["if one was split into both", ["v2 v1+v3"], [1, 2], true],
    ["if they are in different pairs of the same clause", ["v1 v1", "v2 v1"], [1, 0], true],
    ["not if the later one is paired with another", ["v2 v1"], [0, 0], false],
    ["if neither is paired and both have the same number", [], [1, 1], true],
    ["if the later one is new and both have the same number", ["v3 v3", "- v2"], [1, 1], true],
    ["not if they have other numbers", [], [0, 1], false],
    ["not if the earlier one is paired with another", ["v2 v1"], [1, 1], false],
  ] as const)("%s", async (_fact, pairs, [from, to], expected) => {
    const related = await relate(earlier, later, [], pairs);
    expect(isSameClause(related.earlier, related.later, from, to)).toBe(expected);
  });
});

/**
 * Lists the phrases of the later version's first sentence that its earlier form has too: "shall report @ 3", with the
 * place of the earlier token.
 *
 * @param sure words whose origin is known
 * @param arrived words that came from another clause
 */
async function phrases(
  earlier: string,
  later: string,
  kept: readonly string[],
  { sure = [], arrived = [] }: { sure?: readonly string[]; arrived?: readonly string[] } = {},
): Promise<string[]> {
  const related = await relate(earlier, later, kept);
  const isOneOf = (words: readonly string[]) => (token: number) =>
    words.includes(textAt(related.later, token, token + 1));
  const open = { isOpen: (token: number) => !isOneOf(sure)(token), hasArrived: isOneOf(arrived) };
  return phrasesInSameSentence(related.later, 0, related.earlier, open).map(
    (found) => `${textAt(related.later, found.later, found.later + found.length)} @ ${String(found.earlier)}`,
  );
}

const known = ["Parties", "shall", "report"];
const start = "Parties shall report";

describe("a phrase that the earlier form of a sentence has too", () => {
  test.each([
    ["of 3 words is found", `${start} on the costs`, `${start} only on the costs`, ["on the costs @ 3"]],
    ["of 2 common words is not found", `${start} on the day, on the day`, `${start} only on the`, []],
    ["of 2 words and a mark is not found", `${start} on, the on, the`, `${start} only on, the`, []],
    ["of 1 number is found", `${start} in 5 and 5 days`, `${start} on 5 costs or 5 fees`, ["5 @ 4", "5 @ 6"]],
    [
      "of a number and a word is found",
      `${start} on 5 days, 5 days`,
      `${start} in 5 days now 5 days`,
      ["5 days @ 4", "5 days @ 7"],
    ],
    [
      "of 3 common words is found",
      `${start} on the day or on the day`,
      `${start} only on the day but on the day`,
      ["on the day @ 3", "on the day @ 7"],
    ],
    [
      "of 2 words with one that both versions have once is found",
      `${start} on costs or on`,
      `${start} all on costs now on`,
      ["on costs @ 3"],
    ],
    ["of 1 word that both versions have once is found", `${start} on costs`, `${start} all costs`, ["costs @ 4"]],
    ["of 1 word that the later version has twice is not", `${start} on costs`, `${start} all costs now costs`, []],
    ["of 1 word that the earlier version has twice is not", `${start} costs on costs`, `${start} all costs`, []],
  ])("%s", async (_fact, earlier, later, expected) => {
    expect(await phrases(earlier, later, [start], { sure: known })).toEqual(expected);
  });

  test("is not found if the sentence has no earlier form", async () => {
    expect(await phrases("Nobody may pay in 5 days", "They meet in 5 days", [])).toEqual([]);
  });

  const common = "on the day, on the day";

  test("is the longest one, and the first of equal ones", async () => {
    const earlier = `${start} on the costs, on the costs of access, on the costs of access`;
    expect(await phrases(earlier, `${start} only on the costs of access`, [start], { sure: known })).toEqual([
      "on the costs of access @ 7",
    ]);
  });

  test("has no word of known origin", async () => {
    const options = { sure: [...known, "costs"] };
    const [earlier, later] = [`${start} the costs of access in May`, `${start} all the costs of access in May`];
    expect(await phrases(earlier, later, [start], options)).toEqual(["the @ 3", "of access in May @ 5"]);
  });

  test("has no earlier word that is the origin of another word", async () => {
    const earlier = `${start} on the costs of`;
    const later = `${start} only on the costs of or on the costs of`;
    expect(await phrases(earlier, later, [start], { sure: known })).toEqual(["on the costs of @ 3"]);
    const related = await relate(earlier, `${start} on the costs of or on the costs of`, [earlier]);
    const open = { isOpen: (token: number) => token >= 7, hasArrived: () => false };
    expect(phrasesInSameSentence(related.later, 0, related.earlier, open)).toEqual([]);
  });

  test("may follow another one", async () => {
    const earlier = `${start} on the costs, and of all losses`;
    expect(await phrases(earlier, `${start} only on the costs of all losses`, [start], { sure: known })).toEqual([
      "on the costs @ 3",
      "of all losses @ 8",
    ]);
  });

  test.each([
    ["both sentences", `${start} on the costs.\nThey pay.`, `${start} all the costs.\nThey pay.`, ["the costs. @ 4"]],
    ["the later sentence", `${start} on the costs of all`, `${start} all the costs\nof all`, ["the costs @ 4"]],
    ["the earlier sentence", `${start} on the costs\nof all`, `${start} all the costs of all`, ["the costs @ 4"]],
  ])("ends with %s", async (_which, earlier, later, expected) => {
    expect(await phrases(earlier, later, [start], { sure: known })).toEqual(expected);
  });

  test("is looked for in each earlier sentence that was merged", async () => {
    const earlier = `${start} on the costs. They shall pay in May.`;
    const later = `${start} all their costs of access and they shall pay in May`;
    const options = { sure: [...known, "pay", "in", "May"] };
    expect(await phrases(earlier, later, [start, "shall pay in May"], options)).toEqual(["costs @ 5"]);
    const reversed = { sure: [...known, "pay", "in"] };
    expect(await phrases(earlier, later, [start, "shall pay in"], reversed)).toEqual(["costs @ 5", "May @ 11"]);
  });

  test.each([
    ["is found, however short, if it came from another clause", ["the"], ["the @ 4"]],
    ["of a few words is found only if all of them came from another clause", ["on", "the"], ["on the @ 3"]],
    ["of a few words is not found if a part of it did not come from there", ["on"], []],
  ])("%s", async (_fact, arrived, expected) => {
    const later = arrived.length === 1 && arrived[0] === "the" ? `${start} all the` : `${start} only on the`;
    expect(await phrases(`${start} ${common}`, later, [start], { sure: known, arrived })).toEqual(expected);
  });
});

/**
 * Lists the words of a sentence of the later version that came from another one: "in: phrase".
 *
 * @param sentence index of the sentence
 */
async function arrivals(
  earlier: string,
  later: string,
  kept: readonly string[],
  pairs: readonly string[] = ["v1 v1", "v2 v2"],
  sentence = 0,
): Promise<string[]> {
  const related = await relate(earlier, later, kept, pairs);
  return [...arrivedTokens(related.later, sentence, related.earlier)].map(
    ([token, how]) => `${textAt(related.later, token, token + 1)}: ${how}`,
  );
}

/** Names how each of some words arrived. */
const each = (words: string, how: string): string[] => words.split(" ").map((word) => `${word}: ${how}`);

describe("words that came from another sentence", () => {
  const own = "Parties shall report to the board on each of their plans and costs";
  const other = "banks lend or pay coins without interest in poor States as well";

  test.each([
    ["5 of another clause are a passage", ["lend or pay coins without"], "passage"],
    ["3 in a row of another clause are a phrase", ["lend or pay"], "phrase"],
    ["4 in a row of another clause are a phrase", ["lend or pay coins"], "phrase"],
    ["2 in a row of another clause are words", ["lend or"], "word"],
    ["3 of another clause that are not in a row are words", ["lend", "pay coins"], "word"],
  ])("%s", async (_fact, passages, how) => {
    const found = await arrivals(`${own}\n${other}`, `${own} ${passages.join(" who ")}`, [own, ...passages]);
    expect(found).toEqual(each(passages.join(" "), how));
  });

  test.each([
    ["half", "in May or before", "passage"],
    ["half, without marks,", "in May, or before,", "passage"],
    ["less than half", "in May or not before", "word"],
  ])("2 of another clause that are %s of its sentence are a %s", async (_part, sentence, how) => {
    expect(await arrivals(`${own}\n${sentence}`, `${own} in May`, [own, "in May"])).toEqual(each("in May", how));
  });

  test("a number of another clause is a phrase with the words beside it", async () => {
    const numbered = "banks lend 5 coins without interest in poor States as well";
    expect(await arrivals(`${own}\n${numbered}`, `${own} 5 coins`, [own, "5 coins"])).toEqual(
      each("5 coins", "phrase"),
    );
  });

  test("marks are not counted, and came from nowhere alone", async () => {
    const listed = "banks, or the like, lend coins in poor States";
    const found = await arrivals(`${own}\n${listed}`, `${own}, or the`, [own, ", or the"]);
    expect(found).toEqual(each(", or the", "word"));
    expect(await arrivals(`${own}\n${listed}`, `${own},`, [own, ","])).toEqual([]);
  });

  test("those of the earlier form of the sentence itself are not listed", async () => {
    expect(await arrivals(own, own, [own], ["v1 v1"])).toEqual([]);
  });

  test("those of another sentence of the same clause are from the same clause", async () => {
    const earlier = `${own}. Banks may pay in May.`;
    expect(await arrivals(earlier, `${own} in May`, [own, "in May"])).toEqual(each("in May", "same-clause"));
  });

  test("those of another sentence of the same clause are from it in later clauses too", async () => {
    const [earlier, later] = [`They meet\n${own}. Banks may pay in May.`, `They meet\n${own} in May`];
    const found = await arrivals(earlier, later, ["They meet", own, "in May"], undefined, 1);
    expect(found).toEqual(each("in May", "same-clause"));
  });

  test("those of sentences that were merged into it are from the same clause", async () => {
    const merged = await arrivals(`${own}\nbanks may pay in May`, `${own} while banks may pay`, [own, "banks may pay"]);
    expect(merged).toEqual(each(`${own} banks may pay`, "same-clause"));
  });

  test("those of the same clause are not listed if no earlier form of the sentence is known", async () => {
    const [earlier, later] = ["They pay coins in May or in June", "Nobody reports on all its costs in May"];
    expect(await arrivals(earlier, later, ["in May"])).toEqual([]);
    expect(await arrivals(earlier, later, ["in May"], ["v1 v2"])).toEqual(each("in May", "word"));
  });
});
