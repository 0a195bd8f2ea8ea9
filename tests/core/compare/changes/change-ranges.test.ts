import { compare } from "#core/compare/compare.ts";
import { changesBetween } from "../changes-in-short.ts";
import { broadband, culture, exchange } from "../sample-clauses.ts";
import { version } from "../versions.ts";

/** Lists the classes of the changes, with "+ bracket" if a change also adds or removes brackets. */
function classesBetween(base: string, revised: string): string[] {
  const { changes } = compare(version(base), version(revised));
  return changes.map((change) => [change.class, ...(change.also ?? [])].join(" + "));
}

test.each([
  ["removed with the word in it", "Members [shall] report", "Members should report", ["verb + bracket"]],
  ["added with the word in it", "Members shall report", "Members ［should］ report", ["verb + bracket"]],
  [
    "in full width, removed with the word in it",
    "Members ［shall］ report",
    "Members should report",
    ["verb + bracket"],
  ],
  ["removed alone", "Members [shall] report", "Members shall report", ["bracket", "bracket"]],
  ["elsewhere in the texts", "Members shall report [soon]", "Members should report [soon]", ["verb"]],
  ["added later in the text", "Members shall report", "Members should report [soon]", ["verb", "wording + bracket"]],
])("says whether a change of wording changes brackets: brackets %s", (_case, base, revised, expected) => {
  expect(classesBetween(base, revised)).toEqual(expected);
});

test.each([
  ["a number with a point", "1. to build", "2. to build", "label"],
  ["a number with a colon", "1: to build", "2: to build", "label"],
  ["a letter in closing brackets", "a] to build", "b] to build", "label"],
  ["a number with an inner point", "1.2 to build", "1.3 to build", "label"],
  ["a letter and a number with a point between them", "A.1 to build", "B.1 to build", "label"],
  ["a number with a letter before its point", "A1.2 to build", "A1.3 to build", "number"],
  ["a number with a letter after its point", "1.a to build", "1.b to build", "wording"],
  ["a Roman number", "V. to build", "VI. to build", "label"],
  ["a number without a mark", "5 members met", "6 members met", "number"],
  ["a label in the middle of a clause", "to build a) to run", "to build b) to run", "wording"],
])("sees %s: “%s” and “%s”, as %s", (_case, base, revised, expected) => {
  expect(classesBetween(base, revised)).toEqual([expected]);
});

test("sees typed labels of every part of a split or merged clause that begins on both sides", () => {
  expect(changesBetween(`a) ${broadband}; ${exchange}`, `b) ${broadband};\nc) ${exchange}`)).toEqual([
    "[-a-][+b+] label",
    "[- -] variant",
    "[+c) +] wording",
  ]);
  expect(changesBetween(`a) ${broadband};\nb) ${exchange}`, `c) ${broadband}; d) ${exchange}`)).toEqual([
    "[-a-][+c+] label",
    "[+ d+] wording",
    "[-b-] wording",
  ]);
});

test.each([
  ["a space that was deleted", "They  met", "They met", ["[- -] variant"]],
  ["a space at the start of a clause", " They met", "They met", ["[- -] variant"]],
  ["a space at the end of a clause", "They met", "They met ", ["[+ +] variant"]],
  ["an ideographic space", "They met soon", "They met\u3000soon", ["[- -][+\u3000+] variant"]],
  ["the one no-break space of three that was deleted", "met \u00A0 now", "met  now", ["[-\u00A0-] variant"]],
  ["a word and its space, between two spaces", "They met soon  after", "They met  after", ["[-soon -] wording"]],
  ["a word and its no-break space", "met\u00A0soon\u00A0after it", "met\u00A0after it", ["[-soon\u00A0-] wording"]],
  [
    "a word without the wide spaces around it",
    "met \u2003 soon \u2003 it",
    "met \u2003 today \u2003 it",
    ["[-soon-][+today+] wording"],
  ],
  [
    "a word without the full-width marks around it",
    "They met（now）",
    "They met（today）",
    ["[-now-][+today+] wording"],
  ],
  [
    "words that begin or end with the same letter",
    "Les États décident ici",
    "Les Écoles décident ici",
    ["[-États-][+Écoles+] wording"],
  ],
  ["a word without the tabs around it", "met \t soon \t it", "met \t today \t it", ["[-soon-][+today+] wording"]],
])("covers only what differs: %s", (_case, base, revised, expected) => {
  expect(changesBetween(base, revised)).toEqual(expected);
});

test.each([
  ["a soft hyphen that was deleted", "the co\u00ADop is", "the coop is", ["[-co\u00ADop-][+coop+] variant"]],
  ["a soft hyphen that moved", "the co\u00ADop is", "the c\u00ADoop is", ["[-co\u00ADop-][+c\u00ADoop+] variant"]],
  ["no ligature that both sides have", "the ﬁnal ﬂow", "the ﬁnal flow", ["[-ﬂow-][+flow+] variant"]],
  ["no soft hyphen that both sides have", "the co\u00ADop is", "the co\u00ADop was", ["[-is-][+was+] wording"]],
])("reports %s", (_case, base, revised, expected) => {
  expect(changesBetween(base, revised)).toEqual(expected);
});

test.each<[string, string[], string[], string[]]>([
  [
    "words at the end of one part and at the start of the next",
    [`${broadband}; and also ${exchange}`],
    [`${broadband},`, `that is ${exchange}`],
    ["[-; and also -][+,+] wording", "[+that is +] wording"],
  ],
  [
    "a deletion at the end of the first part, and an insertion at the start of the second",
    [`${broadband}; and ${exchange}`],
    [`${broadband};`, `to ${exchange}`],
    ["[- and -] wording", "[+to +] wording"],
  ],
  [
    "changes between three clauses",
    [`${broadband};`, `and ${exchange}`, culture],
    [`${broadband}; or ${exchange}, or ${culture}`],
    ["[+ or +] wording", "[-and -] wording", "[+, or +] wording"],
  ],
  [
    "numbers of the parts",
    [`1.2 ${broadband}; 1.3 ${exchange}`],
    [`1.2 ${broadband};`, `1.4 ${exchange}`],
    ["[- 1.3 -] number", "[+1.4 +] number"],
  ],
])("keeps changes within the clauses of a split or merger: %s", (_case, base, revised, expected) => {
  expect(changesBetween(base.join("\n"), revised.join("\n"))).toEqual(expected);
});

test("keeps a word with a ligature or a soft hyphen that both sides have", () => {
  const text = "the ﬁnal draft of the co\u00ADoperation plan";
  expect(compare(version(text), version(text)).kept).toEqual([[0, text.length, 0, text.length]]);
});
