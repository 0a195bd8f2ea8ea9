import { compare } from "#core/compare/compare.ts";
import type { Change } from "#core/compare/comparison.ts";
import { importantChanges, mostChanged, repeatedReplacements } from "#core/compare/changes/notable-changes.ts";
import type { VersionText } from "#core/text/clause.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import { type ClauseInShort, draftOf } from "../../../support/draft.ts";

function version(...texts: string[]): VersionText {
  return versionTextOf(draftOf(texts.map((text, at) => ["paragraph", String(at + 1), text])));
}

/** Lists the changes of two texts by importance: "verb: shall → should". */
function ordered(base: VersionText, revised: VersionText): string[] {
  const comparison = compare(base, revised);
  return importantChanges(base, revised, comparison).flatMap(({ importance, changes }) =>
    changes.map((index) => {
      const [change] = comparison.changes.slice(index, index + 1);
      if (!change) throw new Error("No such change");
      return `${importance}: ${base.text.slice(...change.base)} → ${revised.text.slice(...change.revised)}`;
    }),
  );
}

test("a delegate sees verbs first, then numbers, negation, brackets, wording and format", () => {
  const base = version(
    "The secretariat prepares the meeting, and it publishes the report.",
    "The committee meets once a year in the city that the host has chosen [for it].",
    "Each Party may withdraw with the consent of the others.",
    "The fund has 12 members from all regions of the world.",
    "Each Party shall report on the steps that it has taken.",
    "The costs of the meeting are borne by large organisations.",
  );
  const revised = version(
    "The secretariat prepares the meeting; and it publishes the report.",
    "The committee meets once a year in the city that the host has chosen for it.",
    "Each Party may withdraw without the consent of the others.",
    "The fund has 15 members from all regions of the world.",
    "Each Party should report on the steps that it has taken.",
    "The costs of the meeting are borne by international organisations.",
  );
  expect([...new Set(ordered(base, revised).map((line) => line.replace(/:.*/u, "")))]).toEqual([
    "verb",
    "number",
    "negation",
    "bracket",
    "wording",
    "format",
  ]);
});

/** Returns the importance of a single change of a text. */
function importanceOf(change: Pick<Change, "class" | "also">, from = "report", to = "inform"): string[] {
  const [base, revised] = [version(from), version(to)];
  const changes: Change[] = [{ ...change, base: [0, from.length], revised: [0, to.length] }];
  return importantChanges(base, revised, { ...compare(base, revised), changes }).map(({ importance }) => importance);
}

test.each<[string, Change["class"]]>([
  ["verb", "verb"],
  ["number", "number"],
  ["bracket", "bracket"],
  ["wording", "wording"],
  ["wording", "move"],
  ["format", "punctuation"],
  ["format", "variant"],
  ["format", "footnote"],
  ["format", "label"],
])("%s is the importance of a change of the class %s, and of no other kind", (importance, name) => {
  expect(importanceOf({ class: name })).toEqual([importance]);
});

test.each<[Change["class"]]>([["wording"], ["punctuation"], ["variant"], ["footnote"], ["label"]])(
  "a change of the class %s that also changes brackets is a bracket change",
  (name) => {
    expect(importanceOf({ class: name, also: ["bracket"] })).toEqual(["bracket"]);
  },
);

test.each([
  ["verb", "a verb among 8 words", "one two three four five six seven shall", "eight"],
  ["wording", "a verb among 9 words", "one two three four five six seven eight shall", "nine"],
  ["wording", "a verb that both texts have", "shall report", "shall inform"],
  ["verb", "a verb that the text has once more", "shall report and shall", "shall inform"],
  ["number", "a number beside another word", "30 days", "60 weeks"],
  ["wording", "a number that both texts have", "30 days", "30 weeks"],
  ["verb", "a verb and a number", "shall 30", "may 60"],
  ["negation", "a negation beside another word", "no reports", "all plans"],
  ["wording", "a negation that both texts have", "no reports", "no plans"],
  ["wording", "a word repeated as often", "not this not that", "not that not other"],
])("%s is the importance of %s", (importance, _what, from, to) => {
  expect(importanceOf({ class: "wording" }, from, to)).toEqual([importance]);
});

test.each([
  ["Las Partes podrán aprobar el plan con la Secretaría.", "Las Partes podrán aprobar el plan sin la Secretaría."],
  ["Les Parties agissent avec leur accord commun et écrit.", "Les Parties agissent sans leur accord commun et écrit."],
  ["Стороны действуют с согласия других Сторон договора.", "Стороны действуют без согласия других Сторон договора."],
])("negation is found in another language: %s", (base, revised) => {
  expect(ordered(version(base), version(revised))[0]).toMatch(/^negation/u);
});

test.each([
  ["en", "The Board answers within four weeks of a request.", "The Board answers within six weeks of a request."],
  ["fr", "Le Conseil répond dans les quatre semaines.", "Le Conseil répond dans les six semaines."],
  ["es", "La Junta responde en cuatro semanas a la solicitud.", "La Junta responde en seis semanas a la solicitud."],
  ["ru", "Совет отвечает в течение четырех недель.", "Совет отвечает в течение шести недель."],
  ["zh", "理事会在四个星期内答复。", "理事会在六个星期内答复。"],
  ["ar", "يرد المجلس في غضون أربعة أسابيع.", "يرد المجلس في غضون ستة أسابيع."],
])("a number in words is a number: %s", (language, from, to) => {
  const [base, revised] = [from, to].map((text) => versionTextOf(draftOf([["paragraph", "1", text]], language)));
  expect(ordered(base as VersionText, revised as VersionText).map((line) => line.replace(/:.*/u, ""))).toEqual([
    "number",
  ]);
});

test("a word that is also a pronoun is no number, unless it replaces one", () => {
  expect(importanceOf({ class: "wording" }, "each one", "every Party")).toEqual(["wording"]);
  expect(importanceOf({ class: "wording" }, "one year", "two years")).toEqual(["number"]);
});

test.each([
  ["an option without a text", "The Parties report.", "No text"],
  ["a word with a prefix", "economic", "Non-economic"],
  ["a noun that is also a verb", "poor countries", "countries in need"],
])("%s is no negation and no binding verb", (_what, from, to) => {
  expect(importanceOf({ class: "wording" }, from, to)).toEqual(["wording"]);
});

test("the verb that opens a part of an Opinion is a verb, and a new or deleted clause is a clause", () => {
  const opinion = (verb: string, ...recitals: string[]): VersionText =>
    versionTextOf(
      draftOf([["verb", null, verb], ...recitals.map((text, at): ClauseInShort => ["recital", `${"abc"[at]})`, text])]),
    );
  const [one, two] = ["that networks carry the voices of all people;", "that few countries build exchange points;"];
  const base = opinion("noting", one);
  const revised = opinion("recognizing", one, two);
  for (const [from, to] of [
    [base, revised],
    [revised, base],
  ] as const)
    expect(ordered(from, to).map((line) => line.replace(/:.*/u, ""))).toEqual(["verb", "clause"]);
});

test("a verb among many new words is a new wording", () => {
  const base = version("The Parties meet every year to review the plan.");
  const revised = version(
    "The Parties meet every year to review the plan. They shall also hear observers, and shall publish what these say.",
  );
  expect(ordered(base, revised)[0]).toMatch(/^wording/u);
});

test("a bracket that vanished is a bracket change, although other marks changed", () => {
  const base = version("The Parties [publish] conditions; and fees of access.");
  const revised = version("The Parties publish conditions, and fees of access.");
  const { changes } = compare(base, revised);
  expect(changes.map((change) => change.class)).not.toContain("punctuation");
  expect(changes.some((change) => change.class === "bracket")).toBe(true);
});

test("a bracket that vanished beside a new word is also a bracket change", () => {
  const base = version("Each national authority [shall] publish its conditions and fees.");
  const revised = version("Each national regulator shall publish its conditions and fees.");
  const { changes } = compare(base, revised);
  expect(changes.some((change) => change.class === "bracket" || change.also?.includes("bracket"))).toBe(true);
  expect(changes.every((change) => change.class !== "wording" || change.also)).toBe(true);
});

test("a replacement counts wherever it happens, also beside brackets and other edits", () => {
  const base = version(
    "The authority publishes the conditions of access every year.",
    "A Party informs the authority of each plan.",
    "The [authority] may consult operators on fees.",
    "Operators give the authority, where needed, their plans.",
    "The authority [also] reviews the fees of access.",
  );
  const revised = version(
    "The regulator publishes the conditions of access every year.",
    "A Party informs the regulator of each plan.",
    "The regulator may consult operators on fees.",
    "Operators give the regulator their plans.",
    "The regulator reviews the fees of access.",
  );
  const [most] = repeatedReplacements(base, revised, compare(base, revised));
  expect([most?.base, most?.revised, most?.changes.length]).toEqual(["authority", "regulator", 5]);
});

test("the articles that changed most are named, largest change first", () => {
  const article = (number: number, text: string): ClauseInShort[] => [
    ["heading", `Article ${String(number)}`, "Aims"],
    ["paragraph", "1", text],
  ];
  const text = "The Parties shall cooperate in the field of shared networks and services.";
  const build = (edits: readonly string[]): VersionText =>
    versionTextOf(draftOf(edits.flatMap((edit, at) => article(at + 1, `${text} ${edit}`))));
  const base = build(["", "", "", "", ""]);
  const revised = build([
    "They meet.",
    "They meet in the city that they chose.",
    "They also meet.",
    "",
    "They may meet.",
  ]);
  expect(mostChanged(base, revised, compare(base, revised)).map(({ citation }) => citation)).toEqual([
    "Art. 2",
    "Art. 3",
    "Art. 5",
  ]);
});

test("no article is named if only a few changed", () => {
  const [base, revised] = [version("One text.", "Another text."), version("One long text.", "Another text.")];
  expect(mostChanged(base, revised, compare(base, revised))).toEqual([]);
});
