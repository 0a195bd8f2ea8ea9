import fc from "fast-check";
import { classOfChange, PlainChanges } from "#core/compare/changes/change-class.ts";
import { readTexts } from "#core/compare/compared-texts.ts";
import { version } from "../versions.ts";

const plain = ["report", "Members", "the", "shall", "Invites", "должны", "могут", "تدعو", "2016", "٣", "12", "4th"];
const odd = [
  "x_y",
  "_x_",
  "don't",
  "1.5",
  "[^1]",
  "²",
  "应当",
  "可",
  "ﬁn",
  "fin",
  "co\u00ADop",
  "coop",
  "a)",
  "“",
  '"',
  ",",
];
const word = fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...plain) }, fc.constantFrom(...odd));
const blank = fc.oneof({ weight: 12, arbitrary: fc.constant(" ") }, fc.constantFrom("\u00A0", ""));
const side = fc.array(fc.tuple(word, blank), { maxLength: 9 }).map((words) => words.flat().join(""));

test("derives the same change class from words as from the text", () => {
  let known = 0;
  fc.assert(
    fc.property(side, side, (deleted, inserted) => {
      const { words } = readTexts(version(deleted), version(inserted));
      const found = new PlainChanges(words).classOf(0, words.base.count, 0, words.revised.count);
      if (found === undefined) return;
      known += 1;
      expect({ taken: deleted, put: inserted, class: found }).toEqual({
        taken: deleted,
        put: inserted,
        class: classOfChange(deleted, inserted, false),
      });
    }),
    { numRuns: 3000 },
  );
  expect(known).toBeGreaterThan(500);
});

test.each([
  ["one plain word for another", "report", "inform", "wording"],
  ["a modal among a few words", "shall report", "should inform", "verb"],
  ["numbers alone", "within 30", "within 60", "number"],
  ["a mark replaced together with a word", "report,", "inform", "wording"],
  ["a decimal number", "1.5", "2.5", "number"],
  ["a commitment in capitals", "INVITES", "Решает", "verb"],
  ["a bracket only from the text", "[report", "inform", undefined],
  ["the same words only from the text", "the report", "the report", undefined],
])("classifies %s", (_, deleted, inserted, expected) => {
  const { words } = readTexts(version(deleted), version(inserted));
  const plain = new PlainChanges(words);
  expect(plain.classOf(0, words.base.count, 0, words.revised.count)).toBe(expected);
});

test.each([
  ["a modal among three words as a verb", "shall report now", "should inform later", "verb"],
  ["a modal among four words as wording", "shall report to Council", "should inform the Board", "wording"],
  ["figures among six words as a number", "on 4 de enero de 2016", "on 6 de enero de 2013", "number"],
  ["figures among seven words as wording", "held on 4 de enero de 2016", "held on 6 de enero de 2013", "wording"],
])("classifies %s, from the words and from the text", (_, deleted, inserted, expected) => {
  const { words } = readTexts(version(deleted), version(inserted));
  expect(classOfChange(deleted, inserted, false)).toBe(expected);
  expect(new PlainChanges(words).classOf(0, words.base.count, 0, words.revised.count)).toBe(expected);
});

test("finds the same words with other marks after a change of more words", () => {
  const { words } = readTexts(version("report on names, the plan"), version("inform of trade, the plan;"));
  const plain = new PlainChanges(words);
  expect(plain.classOf(0, 3, 0, 3)).toBe("wording");
  expect(plain.classOf(4, 6, 4, 7)).toBeUndefined();
});
