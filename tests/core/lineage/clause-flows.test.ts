import { type ClauseFlow, clauseFlows, wordsInClauses } from "#core/lineage/lineage.ts";
import { version } from "../compare/versions.ts";

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

test("counts the words of moved passages, in whatever order they are listed", () => {
  const [base, revised] = ["one two three\nfour five six", "four five six\none two three"];
  const expected: ClauseFlow[] = [
    [0, 1, 3],
    [1, 0, 3],
  ];
  expect(flowsBetween(base, revised, "one two three", "four five six")).toEqual(expected);
  expect(flowsBetween(base, revised, "four five six", "one two three")).toEqual(expected);
});

test("does not count the words before a passage, or a word of which it has a part", () => {
  expect(flowsBetween("one two three\nfour", "two three\nfive", "two three")).toEqual([[0, 0, 2]]);
  expect(flowsBetween("one subnetwork", "one network", "network")).toEqual([]);
  expect(flowsBetween("one network", "one subnetwork", "network")).toEqual([]);
  expect(flowsBetween("one networks", "one network", "network")).toEqual([]);
});

test("lists equal flows of a clause in the order of the next draft", () => {
  const parts = ["one two three four", "five six seven eight"] as const;
  const flows: ClauseFlow[] = [
    [0, 0, 4],
    [0, 1, 4],
  ];
  expect(flowsBetween(parts.join(" "), parts.join("\n"), ...parts)).toEqual(flows);
  expect(flowsBetween(parts.join(" "), parts.toReversed().join("\n"), ...parts)).toEqual(flows);
});

test("lists the flows in the order of the first draft", () => {
  const flows = flowsBetween("one\ntwo\nthree", "three two\none", "one", "two", "three");
  expect(flows).toEqual([
    [0, 1, 1],
    [1, 0, 1],
    [2, 0, 1],
  ]);
});

test("counts the words of each clause, without marks", () => {
  expect(wordsInClauses(version(`${joined}.\n\nred, blue`))).toEqual([10, 0, 2]);
});
