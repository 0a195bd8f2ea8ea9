import { changesBrackets, classOfChange, commits, wordsOfChange } from "#core/compare/changes/change-class.ts";
import type { Change } from "#core/compare/comparison.ts";

test.each<[Change["class"], string, string, string]>([
  ["wording", "one plain word for another", "report", "inform"],
  ["wording", "an inserted word", "", "report"],
  ["wording", "a longer list of the same words", "the report", "the report the"],
  ["wording", "the same words in another order", "the report", "report the"],
  ["variant", "other letter forms of the same words", "co\u00ADoperate ﬁnally", "cooperate finally"],
  ["variant", "other spaces between the same words", "to the\u00A0Council", "to the Council"],
  ["variant", "one space more", "to the Council", "to the  Council "],
  ["punctuation", "other marks between the same words", "to the Council,", "to the Council;"],
  ["punctuation", "other marks between more than 7 of the same words", "a b c d e f g h, i", "a b c d e f g h; i"],
  ["bracket", "brackets around the same words", "to the Council", "to [the Council]"],
  ["bracket", "brackets around more than 7 of the same words", "a b c d e f g h i", "[a b c d e f g h i]"],
  ["wording", "a word after more than 7 of the same words", "a b c d e f g h i", "a b c d e f g h j"],
  ["footnote", "a reference to another note", "[^1]", "[^2]"],
  ["footnote", "an inserted reference to a note", "", " [^1] "],
  ["wording", "a word for a reference to a note", "[^1]", "report"],
  ["number", "another number", "within 30 days", "within 60 days"],
  ["number", "another date of 6 words", "4 de enero de 2016 y", "9 de enero de 2017 y"],
  ["wording", "another date of 7 words", "el 4 de enero de 2016 y", "el 9 de enero de 2017 y"],
  ["wording", "another number and another word", "30 days", "60 weeks"],
  ["verb", "another modal", "shall", "should"],
  ["verb", "a modal in capitals", "SHALL", "report"],
  ["verb", "a modal among 3 words", "shall report now", "inform"],
  ["wording", "a modal among 4 words", "shall report to it", "inform"],
  ["wording", "a modal that both have", "shall report", "shall inform"],
  ["verb", "a modal in Chinese for none", "应当", "在"],
  ["verb", "a modal in Chinese for another word", "在", "必须"],
  ["verb", "a modal in Chinese of 2 characters that are divided", "应,该", "在"],
  ["wording", "words in Chinese", "在", "和"],
])("%s is the class of %s", (expected, _change, base, revised) => {
  expect(classOfChange(base, revised, false)).toBe(expected);
});

test.each<[Change["class"], string, string, string]>([
  ["label", "a number at the start of a clause", "1.", "2."],
  ["label", "a letter", "(a)", "(b)"],
  ["label", "a roman number", "iv)", "v)"],
  ["label", "a number with a suffix for inserted clauses", "2 bis.", "3."],
  ["label", "a number in parts", "1.1.", "1.2."],
  ["wording", "a number for a word", "1.", "Parties"],
  ["wording", "a letter that was added", "", "(a)"],
])("%s is the class of %s that opens its clause", (expected, _change, base, revised) => {
  expect(classOfChange(base, revised, true)).toBe(expected);
});

test("a letter is a label only at the start of a clause", () => {
  expect(classOfChange("(a)", "(b)", false)).toBe("wording");
});

test.each([
  ["opened", "the Council", "[the Council", true],
  ["closed", "the Council]", "the Council", true],
  ["turned round", "[the Council", "]the Council", true],
  ["moved to another word", "[the] Council", "the [Council]", false],
  ["printed in full width", "［the］ Council", "[the] Council", false],
  ["full-width and opened", "［the Council", "the Council", true],
])("a bracket that is %s counts as a changed bracket: %s → %s is %s", (_how, base, revised, expected) => {
  expect(changesBrackets(base, revised)).toBe(expected);
});

test("the words of a change are in lower case, with each Han character as a word", () => {
  expect(wordsOfChange("The ٣ Parties, 缔约方 of नदी 2016")).toEqual([
    "the",
    "٣",
    "parties",
    "缔",
    "约",
    "方",
    "of",
    "नदी",
    "2016",
  ]);
  expect(wordsOfChange(" ,")).toEqual([]);
});

test.each([
  ["shall", true],
  ["Shall", true],
  ["Должны", true],
  ["تدعو", true],
  ["report", false],
  ["shallow", false],
  ["", false],
])("whether %p carries a commitment is %p", (word, expected) => {
  expect(commits(word)).toBe(expected);
});
