import fs from "node:fs";
import { optionAtStart, optionOf } from "#core/text/labels/option.ts";

const cases = fs
  .readFileSync("tests/core/text/option-labels.txt", "utf8")
  .split("\n")
  .filter((line) => line !== "" && !line.startsWith("#"))
  .map((line) => line.split("|").map((part) => part.trim()));

test.each(cases)("in %s, “%s” begins with: %s", (_language, text = "", expected, label, rest) => {
  const typed = optionAtStart(text);
  expect(typed ? `${typed.option.series} ${typed.option.number}`.trim() : "none").toBe(expected);
  if (typed) expect([typed.text, text.slice(typed.length)]).toEqual([label, rest]);
});

test("reads a label that it wrote as the same option", () => {
  for (const [, text = ""] of cases) {
    const typed = optionAtStart(text);
    if (typed) expect([typed.text, optionOf(typed.text)]).toEqual([typed.text, typed.option]);
  }
});

test.each([
  "Option 3",
  "Option III",
  "Option (c)",
  "Option Three",
  "Вариант 3",
  "选项三",
  "الخيار الثالث",
  "البديل جيم",
])("reads the number of %s", (text) => {
  expect(optionOf(text)?.readings.map(({ ordinal }) => ordinal)).toContain(3);
});
