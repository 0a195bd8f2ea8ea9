import { Lexicon } from "#core/text/lexicon.ts";
import { tokenKind, wordsOf, type Words } from "#core/text/tokens.ts";
import type { VersionText } from "#core/text/clause.ts";

function read(text: string): Words {
  const clause = {
    id: "c1",
    kind: "paragraph",
    label: null,
    citation: "c1",
    depth: 0,
    start: 0,
    end: text.length,
  } as const;
  const version: VersionText = { text, language: "en", clauses: [clause] };
  return wordsOf(version, new Lexicon());
}

function tokens(text: string): string[] {
  const { count, starts, ends } = read(text);
  return Array.from({ length: count }, (_, i) => text.slice(starts[i], ends[i]));
}

test.each([
  ["English", "Members shall meet.", ["Members", "shall", "meet", "."]],
  ["a word with a mark in it", "don't", ["don", "'", "t"]],
  ["numbers", "1.5 or 2026", ["1", ".", "5", "or", "2026"]],
  ["French", "États d’Europe", ["États", "d", "’", "Europe"]],
  ["Russian", "Государства-Члены должны", ["Государства", "-", "Члены", "должны"]],
  ["Arabic with vowel marks", "الدُّوَل الأعضاء", ["الدُّوَل", "الأعضاء"]],
  ["Chinese, one word per character", "会员国", ["会", "员", "国"]],
  ["Thai, by dictionary", "การประชุมนโยบาย", ["การ", "ประชุม", "นโยบาย"]],
  ["mixed", "ITU国际电联2026", ["ITU", "国", "际", "电", "联", "2026"]],
  ["a word with a soft hyphen", "inter\u00ADnational law", ["inter\u00ADnational", "law"]],
  ["a character beyond the first plane", "𠮷 𝒜b", ["𠮷", "𝒜b"]],
  ["half a character", "\uD842a", ["\uD842", "a"]],
  ["no words", " \u00A0\n", []],
])("divides into words: %s", (_case, text, expected) => {
  expect(tokens(text)).toEqual(expected);
});

test.each([
  ["typographic quotes", "“", '"'],
  ["a soft hyphen", "inter\u00ADnational", "international"],
  ["a ligature", "ﬁnal", "final"],
  ["a composed letter", "É", "E\u0301"],
  ["a non-breaking hyphen", "\u2011", "-"],
  ["full-width letters", "ＡＢＣ", "ABC"],
  ["a stretched Arabic word", "الـــدول", "الدول"],
])("reads %s as the same word and marks it as folded", (_case, one, other) => {
  const { ids, folded } = read(`${one} ${other}`);
  expect(ids[0]).toBe(ids[1]);
  expect(Math.max(...folded)).toBe(1);
});

test.each([
  ["capitals", "member", "Member"],
  ["accents", "ou", "où"],
])("%s make a different word", (_case, one, other) => {
  const { ids } = read(`${one} ${other}`);
  expect(ids[0]).not.toBe(ids[1]);
});

test("distinguishes words, numbers and marks", () => {
  expect(Array.from(read("Article 5, A5").kinds)).toEqual([
    tokenKind.word,
    tokenKind.number,
    tokenKind.mark,
    tokenKind.word,
  ]);
});

test("gives equal words the same id among many distinct words", () => {
  const distinct = Array.from({ length: 5000 }, (_, i) => `w${String(i)}`);
  const { ids } = read([...distinct, ...distinct].join(" "));
  expect(new Set(ids).size).toBe(5000);
  expect(Array.from(ids.subarray(0, 5000))).toEqual(Array.from(ids.subarray(5000)));
});
