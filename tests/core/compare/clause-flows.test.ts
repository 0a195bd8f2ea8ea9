import { type ClauseFlow, clauseFlows, wordsInClauses } from "#core/compare/clause-flows.ts";
import { version } from "./versions.ts";

/** Returns the flows between two texts in which only the given passages are the same. */
function flowsBetween(before: string, after: string, ...passages: string[]): ClauseFlow[] {
  const [base, revised] = [version(before), version(after)];
  const kept = passages.map((passage): [number, number, number, number] => {
    const [from, to] = [base.text.indexOf(passage), revised.text.indexOf(passage)];
    return [from, from + passage.length, to, to + passage.length];
  });
  return clauseFlows(base, revised, kept);
}

const joined = "one two three four, five six seven eight nine ten";

test("counts the words, without marks, that each clause kept in a clause of the next draft", () => {
  expect(flowsBetween(`${joined}\nred blue`, `red green\n${joined}`, joined, "red")).toEqual([
    [0, 1, 10],
    [1, 0, 1],
  ]);
});

test("counts a second flow of a clause from four words on, after the largest", () => {
  const four = flowsBetween(joined, "one two three four\nfive six seven eight", "one two three four", "five six seven");
  expect(four).toEqual([[0, 0, 4]]);
  const parts = ["one two three four", "five six seven eight nine ten"] as const;
  expect(flowsBetween(joined, parts.join("\n"), ...parts)).toEqual([
    [0, 1, 6],
    [0, 0, 4],
  ]);
});

test("counts the words of each clause, without marks", () => {
  expect(wordsInClauses(version(`${joined}.\n\nred, blue`))).toEqual([10, 0, 2]);
});
