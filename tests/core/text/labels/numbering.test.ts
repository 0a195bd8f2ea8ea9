import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { blockOf } from "#core/text/segments/block.ts";
import { follows, isFirst, labelOf, type Label } from "#core/text/labels/numbering.ts";
import { ordinalFormats, readOrdinal, writeOrdinal } from "#core/text/labels/ordinal.ts";
import { entriesOf } from "#core/text/segments/segment-entry.ts";

const cases = readFileSync(join(__dirname, "../../../../fixtures/syntax/labels.txt"), "utf8")
  .split("\n")
  .filter((line) => line !== "" && !line.startsWith("#"))
  .map((line) => line.split(" | ") as [typed: string, label: string, text: string]);

test.each(cases)("reads the label of “%s” as “%s”", (typed, label, text) => {
  const [entry] = entriesOf([paragraph(typed.replace(/ ?→ ?/gu, "\t"))]);
  expect([entry?.label?.text ?? "-", entry?.text]).toEqual([label, text]);
});

test("reads an ambiguous number as a label when its neighbours confirm it", () => {
  const labels = ["1 Introduction", "1. 1 Background", "1.1.1 The forum met.", "1. 2 Purpose", "2 Next steps"];
  expect(entriesOf(labels.map(paragraph)).map(({ label }) => label?.text)).toEqual(["1", "1.1", "1.1.1", "1.2", "2"]);
});

test("reads ordinal words as labels when their neighbours confirm them", () => {
  const texts = ["First: the forum met.", "Second: it met again.", "Third: it met in May."];
  expect(entriesOf(texts.map(paragraph)).map(({ label, text }) => [label?.text, text])).toEqual([
    ["First", "the forum met."],
    ["Second", "it met again."],
    ["Third", "it met in May."],
  ]);
  const numbers = ["1. The forum met.", "Second: it met again.", "3. It met in May."];
  expect(entriesOf(numbers.map(paragraph)).map(({ label }) => label?.text)).toEqual(["1", undefined, "3"]);
});

test("keeps the number at the start of a list entry: 1. then 5 participants", () => {
  const [entry] = entriesOf([paragraph("1. 5 participants took part.")]);
  expect([entry?.label?.text, entry?.text]).toEqual(["1", "5 participants took part."]);
});

test.each([
  ["1.", "1"],
  ["1.1", "1.1"],
  ["(a)", "a)"],
  ["a.", "a)"],
  ["IV.", "IV"],
  ["Article 5 –", "Article 5"],
  ["第一条", "第一条"],
  ["First:", "First"],
  ["Second", "Second"],
  ["Premièrement :", "Premièrement"],
  ["01.", "01"],
  ["001", "001"],
  ["①", "①"],
])("reads the automatic label %s as %s, like a typed one", (printed, label) => {
  expect(labelOf(printed).text).toBe(label);
});

test.each([
  ["a)", "b)", true],
  ["h)", "i)", true],
  ["i)", "ii)", true],
  ["z)", "aa)", true],
  ["2", "2bis", true],
  ["2bis", "2ter", true],
  ["2bis", "3", true],
  ["2", "2бис", true],
  ["2бис", "2тер", true],
  ["2", "2之二", true],
  ["2 مكررا", "2 مكررا ثانيا", true],
  ["2", "2 مكررا ثانيا", false],
  ["1.1", "1.2", true],
  ["1.1", "2.2", false],
  ["1", "1.1", false],
  ["a)", "c)", false],
  ["1", "2)", false],
  ["أ)", "ب)", true],
  ["一", "二", true],
])("after %s comes %s: %s", (label, next, expected) => {
  expect(follows(labelOf(label), labelOf(next))).toBe(expected);
});

test("accepts i) but not h) as the first label of a list", () => {
  expect([isFirst(labelOf("i)")), isFirst(labelOf("h)"))]).toEqual([true, false]);
});

test("reads every written ordinal back, in every format", () => {
  const format = fc.constantFrom(...ordinalFormats);
  fc.assert(
    fc.property(format, fc.integer({ min: 1, max: 78 }), (written, n) => {
      const word = writeOrdinal(written, n);
      expect(readOrdinal(word)).toContainEqual({ format: written, ordinal: n });
    }),
  );
});

test("reads a label from its own text unchanged", () => {
  const number = fc
    .array(fc.integer({ min: 1, max: 99 }), { minLength: 1, maxLength: 4 })
    .map((path) => path.join("."));
  const letter = fc.integer({ min: 1, max: 52 }).map((n) => `${writeOrdinal("lowerLetter", n)})`);
  fc.assert(
    fc.property(fc.oneof(number, letter), (text) => {
      const label: Label = labelOf(text);
      expect(label.text).toBe(text);
    }),
  );
});

function paragraph(text: string): ReturnType<typeof blockOf> {
  return blockOf([{ kind: "text", text, marks: [] }]);
}
