import { changesBetween } from "../changes-in-short.ts";

test.each([
  ["after a decimal number", "in 1.5 weeks", "in 1.5, weeks", "1.5", "1.5,"],
  ["before a decimal number", "in 1.5 weeks", "in (1.5 weeks", "1.5", "(1.5"],
  [
    "after a compound",
    "a capacity-building body",
    "a capacity-building, body",
    "capacity-building",
    "capacity-building,",
  ],
  [
    "before a compound",
    "a capacity-building body",
    "a (capacity-building body",
    "capacity-building",
    "(capacity-building",
  ],
  ["after a contraction", "They don't report", "They don't, report", "don't", "don't,"],
  ["after a note reference", "as said[^12] in it", "as said[^12], in it", "[^12]", "[^12],"],
  ["after a Chinese word", "民间社会发挥作用", "民间社会，发挥作用", "社会", "社会，"],
  ["after a label at the start of a line", "5-b Summary", "5-b: Summary", "5-b", "5-b:"],
])("shows a mark with the whole written word: %s", (_case, base, revised, deleted, inserted) => {
  expect(changesBetween(base, revised)).toEqual([expect.stringMatching(/ punctuation$/u)]);
  expect(changesBetween(base, revised)[0]).toContain(`[-${deleted}-][+${inserted}+]`);
});

test.each([
  ["before it", "They met in Baku", "They met in (Baku", ["[-Baku-][+(Baku+] punctuation"]],
  ["on both sides of it", "They met in Baku.", "They met in (Baku).", ["[-Baku-][+(Baku)+] punctuation"]],
  ["after another mark", "met (openly) now", "met (openly), now", ["[-openly)-][+openly),+] punctuation"]],
  ["that are three points", "met openly now", "met openly... now", ["[-openly-][+openly...+] punctuation"]],
  ["that left", "( Members report", "Members report", ["[-( Members-][+Members+] punctuation"]],
  [
    "after five others",
    "the fund ({{((fund))}}).",
    "the fund ({{((fund))}})!",
    ["[-fund))}}).-][+fund))}})!+] punctuation"],
  ],
  ["that follows a common word", "Of the members", "(Of the members", ["[-Of-][+(Of+] punctuation"]],
  ["that follows a common word and a mark", "The, Forum met", "(The, Forum met", ["[-The-][+(The+] punctuation"]],
  ["before the only word of a clause", "The\nForum met", "(The\nForum met", ["[-The-][+(The+] punctuation"]],
  ["in a word's place in a list", "- The Forum", "The Forum", ["[-- The-][+The+] punctuation"]],
  [
    "that opens a clause with a space after it",
    "Open data\n- Summary of it",
    "Open data\n* Summary of it",
    ["[-- Summary-][+* Summary+] punctuation"],
  ],
])("shows marks with the word they are attached to: marks %s", (_case, base, revised, expected) => {
  expect(changesBetween(base, revised)).toEqual(expected);
});

test.each([
  ["after six other marks", "the fund ({{(((fund)))}}).", "the fund ({{(((fund)))}})!", ["[-.-][+!+] punctuation"]],
  ["between spaces", "They met in May", "They met – in May", ["[+– +] punctuation"]],
  [
    "between spaces in a later clause",
    "First of all\nThey met in May",
    "First of all\nThey met – in May",
    ["[+– +] punctuation"],
  ],
  ["that ends a clause after a space", "They met\nin May", "They met –\nin May", ["[+ –+] punctuation"]],
  [
    "before the end of a sentence, with a space",
    "It owes the sum of 5 coins.",
    "It owes the sum of 5 coins ( ).",
    ["[+ ( )+] punctuation"],
  ],
  ["inside parentheses, with a space", "They met (openly) now", "They met ( – openly) now", ["[+ – +] punctuation"]],
  ["that form a clause", "The Forum met\n#\nIt ended", "The Forum met\n##\nIt ended", ["[+#+] punctuation"]],
  [
    "that open only the revised clause, after a split",
    "They met; in May they parted",
    "They met;\n– in May they parted",
    ["[- -] variant", "[+– +] punctuation"],
  ],
  ["that is a bracket at the start of the text", "Members report", "[Members report", ["[+[+] bracket"]],
  ["that is a bracket", "as agreed in May", "as agreed [in May", ["[+[+] bracket"]],
])("shows a mark alone %s", (_case, base, revised, expected) => {
  expect(changesBetween(base, revised)).toEqual(expected);
});

test("shows a mark that opens a recital with its word, although the recitals changed places", () => {
  const [stakeholders, meetings] = [
    "the Internet shall be open to all stakeholders in every country of the world;",
    "meetings are held far away, in a few rich countries;",
  ];
  expect(
    changesBetween(
      `considering\nthat ${stakeholders}\nthat ${meetings}`,
      `considering\n(that ${meetings}\nthat ${stakeholders}`,
    ),
  ).toEqual([`{that ${meetings}}`, "[-that-][+(that+] punctuation"]);
});

test.each([
  [
    "in a list from which an item was deleted",
    "The fund pays for the travel of experts, of youth and of others",
    "The fund pays for the travel of youth and of others",
    ["[-of experts, -] wording"],
  ],
  [
    "in a list with a new item",
    "The fund pays for the travel of youth and of others",
    "The fund pays for the travel of experts, of youth and of others",
    ["[+of experts, +] wording"],
  ],
  [
    "before a deletion that ends with the same mark",
    "The travel of youth, experts, and others",
    "The travel of youth, and others",
    ["[-experts, -] wording"],
  ],
  [
    "after a deletion that begins with the same words",
    "They met in Baku and in Kyoto and in Tunis again",
    "They met in Baku and in Tunis again",
    ["[-Kyoto and in -] wording"],
  ],
  [
    "at the end of a long insertion",
    "It shall meet; it shall report.",
    "It shall meet, elect a chair and vote on the budget of the year; it shall report.",
    ["[+, elect a chair and vote on the budget of the year+] wording"],
  ],
  [
    "in parentheses",
    "They agreed (in May).",
    "They agreed (after long and hard talks in the margins of the Forum).",
    ["[-in May-][+after long and hard talks in the margins of the Forum+] wording"],
  ],
  [
    "in quotes",
    "“Members report”",
    "“Countries with a registry of names, a budget and a plan for the next year vote”",
    ["[-Members report-][+Countries with a registry of names, a budget and a plan for the next year vote+] wording"],
  ],
  [
    "but not the end of a compound",
    "work by the Vice-President",
    "letters of thanks to the retiring and to the newly chosen President",
    ["[-work by the Vice-President-][+letters of thanks to the retiring and to the newly chosen President+] wording"],
  ],
  [
    "but not the end of a number",
    "Members report on 1.5",
    "Members report, with all their partners and friends from abroad, on 2.5",
    ["[- on 1.5-][+, with all their partners and friends from abroad, on 2.5+] wording"],
  ],
])("keeps text that both sides begin or end with, %s", (_case, base, revised, expected) => {
  expect(changesBetween(base, revised)).toEqual(expected);
});

test.each([
  [
    "en",
    "The term consensus means general agreement",
    "The term “consensus” means broad agreement",
    "general",
    "broad",
  ],
  [
    "fr",
    "Le terme consensus désigne un accord ancien",
    "Le terme «consensus» désigne un accord récent",
    "ancien",
    "récent",
  ],
  [
    "ru",
    "Термин консенсус означает общее согласие",
    "Термин «консенсус» означает широкое согласие",
    "общее",
    "широкое",
  ],
  ["ar", "يعني مصطلح توافق موافقة عامة للدول", "يعني مصطلح «توافق» موافقة واسعة للدول", "عامة", "واسعة"],
  ["zh", "共识一词系指普遍同意", "“共识”一词系指广泛同意", "普遍", "广泛"],
])(
  "shows only the quotation marks of a word in quotes, beside another edit: %s",
  (_language, base, revised, deleted, inserted) => {
    const [open, close] = revised.match(/[“”«»]/gu) ?? [];
    expect(changesBetween(base, revised)).toEqual([
      `[+${open ?? ""}+] punctuation`,
      `[+${close ?? ""}+] punctuation`,
      `[-${deleted}-][+${inserted}+] wording`,
    ]);
  },
);

test.each([
  ["en", "Scope of the Agreement", "“Scope” of this Agreement", ["[+“+]", "[+”+]", "[-the-][+this+]"]],
  ["es", "Alcance previsto del acuerdo", "«Alcance» previsto en el acuerdo", ["[+«+]", "[+»+]", "[-del-][+en el+]"]],
])("shows only the quotation marks of a word in quotes in a heading: %s", (_language, base, revised, expected) => {
  const changes = changesBetween(`heading| ${base}`, `heading| ${revised}`);
  expect(changes.map((change) => change.replace(/ \w+$/u, ""))).toEqual(expected);
});

test.each([
  ["en", "The term consensus means general agreement", "The term “consensus” means broad agreement"],
  ["fr", "Le terme consensus désigne un accord ancien", "Le terme «consensus» désigne un accord récent"],
])(
  "shows only the quotation marks of a word in quotes, also if every clause was edited: %s",
  (_language, base, revised) => {
    const around = (edit: (text: string) => string): string =>
      Array.from({ length: 6 }, (_, at) => edit(`Paragraph ${String(at)} of words that stay`)).join("\n");
    const changes = changesBetween(
      `${around((text) => text)}\n${base}`,
      `${around((text) => text.replace("of words", "with terms"))}\n${revised}`,
    );
    expect(changes.filter((change) => change.endsWith(" punctuation"))).toHaveLength(2);
  },
);
