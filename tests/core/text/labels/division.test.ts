import fs from "node:fs";
import { divisionAtStart, divisionOf } from "#core/text/labels/division.ts";
import { labelOf } from "#core/text/labels/numbering.ts";

const cases = fs
  .readFileSync("tests/core/text/division-labels.txt", "utf8")
  .split("\n")
  .filter((line) => line !== "" && !line.startsWith("#"))
  .map((line) => line.split("|").map((part) => part.trim()));

test.each(cases)("in %s, “%s” begins with: %s", (_language, text = "", expected, label, rest) => {
  const typed = divisionAtStart(text);
  expect(typed ? `${typed.division.level} ${typed.division.number}` : "none").toBe(expected);
  if (typed) expect([typed.text, text.slice(typed.length)]).toEqual([label, rest]);
});

test("reads a label that it wrote as the same division", () => {
  for (const [, text = ""] of cases) {
    const typed = divisionAtStart(text);
    if (typed) expect([typed.text, divisionOf(typed.text)]).toEqual([typed.text, typed.division]);
  }
});

test("reads a division's number in every script and in words", () => {
  const ordinals = ["Article IV", "المادة ٤", "第四条", "Part Four", "Часть четвертая", "Parte cuarta"].map((text) =>
    labelOf(text).readings.map(({ ordinal }) => ordinal),
  );
  for (const readings of ordinals) expect(readings).toContain(4);
});

test.each(["Article 4\tscope", "Article 4\u2002scope"])(
  "takes a small letter after a wide space as a title: %j",
  (text) => {
    expect(divisionAtStart(text)).toMatchObject({ text: "Article 4", length: text.length - "scope".length });
  },
);
