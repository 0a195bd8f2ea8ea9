import { changesBetween } from "../changes-in-short.ts";

test.each([
  ["a modal", "Members shall report.", "Members should report.", ["[-shall-][+should+] verb"]],
  [
    "a commitment in Russian",
    "Государства должны сообщать.",
    "Государства могут сообщать.",
    ["[-должны-][+могут+] verb"],
  ],
  ["a commitment in Chinese", "会员国应当报告。", "会员国可以报告。", ["[-应当-][+可以+] verb"]],
  ["a figure", "within 30 days of it", "within 60 days of it", ["[-30-][+60+] number"]],
  ["a decimal number as one word", "a share of 1.5 per cent", "a share of 2.5 per cent", ["[-1.5-][+2.5+] number"]],
  ["a date", "held on 4 May 2012 here", "held on 6 May 2013 here", ["[-4 May 2012-][+6 May 2013+] number"]],
  ["a comma", "However the Members agreed", "However, the Members agreed", ["[-However-][+However,+] punctuation"]],
  [
    "a quote made typographic",
    'the "Forum" itself',
    "the “Forum” itself",
    ['[-"-][+“+] variant', '[-"-][+”+] variant'],
  ],
  ["a no-break space", "Article 5 applies", "Article\u00A05 applies", ["[- -][+\u00A0+] variant"]],
  [
    "a soft hyphen",
    "international law",
    "inter\u00ADnational law",
    ["[-international-][+inter\u00ADnational+] variant"],
  ],
  ["a ligature", "the final draft", "the ﬁnal draft", ["[-final-][+ﬁnal+] variant"]],
  ["vowel signs in Arabic", "أن الإنترنت مفتوحة", "أنَّ الإنترنت مفتوحة", ["[-أن-][+أنَّ+] variant"]],
  ["combining marks", "États membres", "E\u0301tats membres", ["[-États-][+E\u0301tats+] variant"]],
  [
    "capitals as wording",
    "the member states agree",
    "the Member States agree",
    ["[-member states-][+Member States+] wording"],
  ],
  ["a footnote reference", "as said before[^1] in it", "as said before[^2] in it", ["[-[^1]-][+[^2]+] footnote"]],
  ["a mark at a clause's end", "They met.", "They met;", ["[-met.-][+met;+] punctuation"]],
  [
    "a part of a compound",
    "a non-governmental body",
    "an inter-governmental body",
    ["[-a non-governmental-][+an inter-governmental+] wording"],
  ],
  ["a short word as wording, not as a label", "To build capacity", "In build capacity", ["[-To-][+In+] wording"]],
  ["a typed label", "a) to build capacity", "b) to build capacity", ["[-a-][+b+] label"]],
  ["a reference to a label as wording", "as in item a) above", "as in item b) above", ["[-a-][+b+] wording"]],
  ["a reference to a number as a figure", "as in item (1) above", "as in item (2) above", ["[-1-][+2+] number"]],
])("classifies %s", (_case, base, revised, expected) => {
  expect(changesBetween(base, revised)).toEqual(expected);
});

test.each([
  [
    "leaves no stray word between two replacements",
    "to promote capacity of the developing countries now",
    "to strengthen skills of least developed nations now",
    ["[-promote capacity of the developing countries-][+strengthen skills of least developed nations+] wording"],
  ],
  [
    "shows a rewritten sentence as one replacement",
    "It was agreed. The Secretary-General shall convene a group of experts every year. They met.",
    "It was agreed. A panel chosen by Member States is to be convened when needed by the Council. They met.",
    [
      "[-The Secretary-General shall convene a group of experts every year-][+A panel chosen by Member States is to be convened when needed by the Council+] wording",
    ],
  ],
  [
    "keeps two distant changes apart",
    "Members shall publish all their reports in the six languages of the Union without delay",
    "Members should publish all their reports in the six languages of the Union without cost",
    ["[-shall-][+should+] verb", "[-delay-][+cost+] wording"],
  ],
  [
    "starts and ends an inserted sentence at sentence boundaries",
    "The Forum met. The Forum closed.",
    "The Forum met. The Forum dined. The Forum closed.",
    ["[+The Forum dined. +] wording"],
  ],
  [
    "keeps the full stop of an extended sentence",
    "The Forum met.",
    "The Forum met, elected its chair and adopted the Opinions, and closed.",
    ["[+, elected its chair and adopted the Opinions, and closed+] wording"],
  ],
  [
    "shows a mark with the word it is attached to, even across other marks",
    "as agreed (see {{rules}}).",
    "as agreed (see {{rules}}.",
    ["[-rules}})-][+rules}}+] punctuation"],
  ],
  [
    "shows a mark at the start of a line with the word after it",
    "# Summary of it",
    "## Summary of it",
    ["[-# Summary-][+## Summary+] punctuation"],
  ],
  [
    "treats an emphasis sign as a mark",
    "one *open* process",
    "one _open_ process",
    ["[-*open*-][+_open_+] punctuation"],
  ],
  [
    "keeps a shared beginning in place if clauses with similar beginnings are swapped",
    "considering\nthat the Internet shall be open to all stakeholders in every country of the world;\nthat meetings are held far away, in a few rich countries;",
    "considering\nthat meetings are held far away, in a few rich countries;\nthat the internet should be open to all stakeholders in every country of the world;",
    ["{that meetings are held far away, in a few rich countries;}", "[-Internet shall-][+internet should+] verb"],
  ],
  ["shows an extended verb as an insertion", "recognizing", "recognizing further", ["[+ further+] wording"]],
  ["does not divide a Chinese word", "各国政府发挥作用", "各国机构发挥作用", ["[-政府-][+机构+] wording"]],
])("%s", (_case, base, revised, expected) => {
  expect(changesBetween(base, revised)).toEqual(expected);
});
