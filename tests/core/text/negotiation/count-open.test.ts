import { openCountsOf } from "#core/text/negotiation/read-negotiation.ts";
import { isSettled, sumOfCounts } from "#core/text/negotiation/negotiation.ts";
import { version } from "../../compare/versions.ts";

const countsOf = (text: string): ReturnType<typeof openCountsOf>["clauses"] => openCountsOf(version(text)).clauses;

test.each([
  ["no brackets", "Parties shall report", { brackets: 0, outermost: 0, options: 0, words: 0 }],
  ["one bracket", "Parties [shall] report", { brackets: 1, outermost: 1, options: 0, words: 1 }],
  ["nested brackets", "[Parties [shall] report] here", { brackets: 2, outermost: 1, options: 0, words: 3 }],
  ["an option", "Option 1: Parties [shall] report", { brackets: 1, outermost: 1, options: 1, words: 1 }],
  ["marks that are not words", "Pay [5 %, at once!] here", { brackets: 1, outermost: 1, options: 0, words: 3 }],
  ["an agreement", "Parties report [agreed]", { brackets: 0, outermost: 0, options: 0, words: 0 }],
  ["a source with a bracket", "[Source: Tavi [and Sarenne]] here", { brackets: 1, outermost: 0, options: 0, words: 2 }],
  ["a bracket without a partner", "Parties [shall report", { brackets: 0, outermost: 0, options: 0, words: 0 }],
])("counts %s", (_case, text, expected) => {
  expect(countsOf(text)).toEqual([expected]);
});

test("counts a bracket where it opens, and its words where they are", () => {
  expect(countsOf("[Parties report\nand meet] each year")).toMatchObject([
    { brackets: 1, words: 2 },
    { brackets: 0, words: 2 },
  ]);
});

test("counts all words of a text, without punctuation", () => {
  expect(openCountsOf(version("Parties [shall], report.\nYes")).words).toBe(4);
});

test("adds counts up, and is settled only if nothing is open", () => {
  const sum = sumOfCounts(countsOf("[Parties [shall] report]\nOption 1: pay"));
  expect(sum).toEqual({ brackets: 2, outermost: 1, options: 1, words: 3 });
  expect([isSettled(sum), isSettled(sumOfCounts([]))]).toEqual([false, true]);
});
