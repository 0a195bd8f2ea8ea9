import { plainTexts } from "#core/text/version-text.ts";

function clausesOf(...files: string[]): string[][] {
  return plainTexts(files).map(({ text, clauses }) => clauses.map(({ start, end }) => text.slice(start, end)));
}

test.each([
  [
    "blank lines separate paragraphs",
    ["a\nb\n\nc\n", "a\n\n \nb"],
    [
      ["a\nb", "c"],
      ["a", "b"],
    ],
  ],
  [
    "each line is a paragraph if a text has no blank line",
    ["a\nb\n\nc\n", "a\nb"],
    [
      ["a", "b", "c"],
      ["a", "b"],
    ],
  ],
  ["an empty text does not decide what a paragraph is", ["", "a\nb\n\nc"], [[], ["a\nb", "c"]]],
  [
    "a line can have any kind of line end",
    ["a\r\n\r\nb", "a\r\rb"],
    [
      ["a", "b"],
      ["a", "b"],
    ],
  ],
])("%s", (_case, files, expected) => {
  expect(clausesOf(...files)).toEqual(expected);
});

test("numbers clauses and gives them no label", () => {
  expect(plainTexts(["1. a\n\n2. b"])[0]?.clauses[1]).toEqual({
    id: "p2",
    kind: "paragraph",
    label: null,
    citation: "p2",
    depth: 0,
    start: 6,
    end: 10,
  });
});
