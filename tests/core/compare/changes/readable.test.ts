import { changesBetween } from "../changes-in-short.ts";

const replaced = [
  "reports",
  "plans",
  "budgets",
  "surveys",
  "audits",
  "studies",
  "visits",
  "papers",
  "letters",
  "notes",
];
const replacing = [
  "trade",
  "health",
  "tourism",
  "farming",
  "transport",
  "mining",
  "housing",
  "justice",
  "fishing",
  "water",
];

/** Changes of a long sentence in which `kept` remains between two replacements of some words each. */
function changesAround(kept: string, before: number, after: number): string[] {
  const sentence = (words: readonly string[]): string =>
    `The Council hears ${words.slice(0, before).join(" ")} ${kept} ${words.slice(5, 5 + after).join(" ")} before it closes the session in public`;
  return changesBetween(sentence(replaced), sentence(replacing));
}

test.each([
  ["a mark", ",", 1, 1, "one change"],
  ["a common word", "of", 1, 1, "one change"],
  ["a common word in quotes", "“of”", 1, 1, "one change"],
  ["two common words", "of the", 1, 1, "two changes"],
  ["a word", "broadband", 1, 1, "two changes"],
  ["a word", "broadband", 1, 4, "two changes"],
  ["a word", "broadband", 4, 1, "two changes"],
  ["a word", "broadband", 2, 2, "one change"],
  ["a word in quotes", "“broadband”", 1, 1, "two changes"],
  ["a word in parentheses", "(broadband)", 2, 2, "one change"],
  ["two words", "broadband policy", 4, 4, "two changes"],
  ["two words", "broadband policy", 4, 5, "two changes"],
  ["two words", "broadband policy", 5, 4, "two changes"],
  ["two words", "broadband policy", 5, 5, "one change"],
  ["three words", "broadband policy everywhere", 5, 5, "two changes"],
])("reads %s (%s) kept between replacements of %i and %i words as %s", (_, kept, before, after, expected) => {
  expect(changesAround(kept, before, after)).toHaveLength(expected === "one change" ? 1 : 2);
});

test.each([
  ["a full stop", "They meet in public. Experts speak in turn", "They meet at public. Lawyers speak in turn", 2],
  ["a semicolon", "They meet in Baku; experts speak in turn", "They meet at Baku; lawyers speak in turn", 2],
  ["an insertion before a full stop", "They meet in Baku. All speak", "They meet at Baku now. All speak", 1],
  ["a comma", "They meet in Baku, experts speak in turn", "They meet at Baku, lawyers speak in turn", 1],
])("joins changes of one sentence only: across %s", (_, base, revised, count) => {
  expect(changesBetween(base, revised)).toHaveLength(count);
});

test("joins a chain of replacements with a common word between each", () => {
  expect(
    changesBetween(
      "The Council hears reports of plans on budgets of surveys before it closes the session in public",
      "The Council hears trade of health on tourism of farming before it closes the session in public",
    ),
  ).toEqual(["[-reports of plans on budgets of surveys-][+trade of health on tourism of farming+] wording"]);
});

test.each([
  [
    "joins the next change over one word",
    "They meet in open sessions here",
    "They meet at open sittings here",
    ["[-in open sessions-][+at open sittings+] wording"],
  ],
  [
    "joins the next change over two words",
    "They meet in open public sessions here",
    "They meet at open public sittings here",
    ["[-in open public sessions-][+at open public sittings+] wording"],
  ],
  [
    "joins an insertion after two words",
    "They meet in open public sessions",
    "They meet at open public plain sessions",
    ["[-in open public-][+at open public plain+] wording"],
  ],
  [
    "does not take the word before it with a mark",
    "They met in the old town hall",
    "They met, in a new town hall",
    ["[- in the old-][+, in a new+] wording"],
  ],
  [
    "remains alone before three kept words",
    "They take part in very open public meetings",
    "They take part at very open public sessions",
    ["[-in-][+at+] wording", "[-meetings-][+sessions+] wording"],
  ],
  [
    "remains alone beside a figure",
    "They meet in open sessions of 3 days",
    "They meet at open sessions of 5 days",
    ["[-in-][+at+] wording", "[-3-][+5+] number"],
  ],
  [
    "remains alone beside a commitment",
    "Members shall open a national registry",
    "Members should open the national registry",
    ["[-shall-][+should+] verb", "[-a-][+the+] wording"],
  ],
  [
    "remains alone if it is a bracket",
    "for the open registry",
    "for [the] open archive",
    ["[+[+] bracket", "[+]+] bracket", "[-registry-][+archive+] wording"],
  ],
  [
    "remains alone if it has two words",
    "Members sit on the open council of the Forum",
    "Members sit in an open assembly of the Forum",
    ["[-on the-][+in an+] wording", "[-council-][+assembly+] wording"],
  ],
  [
    "remains alone if the word is not common in the base",
    "They meet during open sessions here",
    "They meet in open sittings here",
    ["[-during-][+in+] wording", "[-sessions-][+sittings+] wording"],
  ],
  [
    "remains alone if the word is not common in the revised",
    "They meet in open sessions here",
    "They meet during open sittings here",
    ["[-in-][+during+] wording", "[-sessions-][+sittings+] wording"],
  ],
])("a change of a common word %s", (_case, base, revised, expected) => {
  expect(changesBetween(base, revised)).toEqual(expected);
});

test.each([
  [
    "only the replaced words if a sentence has two changes, after a sentence with three",
    "They chose a chair in May, in town, at last. Members shall send annual reports to the Council at once.",
    "They chose the head in May, in Baku, at last. Governments may send written letters to the Board at once.",
    [
      "[-a chair-][+the head+] wording",
      "[-town-][+Baku+] wording",
      "[-Members shall send annual reports-][+Governments may send written letters+] wording",
      "[-Council-][+Board+] wording",
    ],
  ],
  [
    "a rewritten sentence from a mark before its first replaced word",
    "In all sessions the members send reports on the plans of the year",
    "In all sessions, the countries write letters on their budgets of the year",
    ["[- the members send reports on the plans-][+, the countries write letters on their budgets+] wording"],
  ],
  [
    "a rewritten sentence between unchanged sentences",
    "It was agreed. Members shall send reports to the Council of the Forum every year. They met.",
    "It was agreed. Governments may hand letters to the Chair of the Board any day. They met.",
    [
      "[-Members shall send reports to the Council of the Forum every year-][+Governments may hand letters to the Chair of the Board any day+] wording",
    ],
  ],
])("shows as one change %s", (_case, base, revised, expected) => {
  expect(changesBetween(base, revised)).toEqual(expected);
});
