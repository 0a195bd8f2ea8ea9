import { compare } from "#core/compare/compare.ts";
import type { ChangedSection } from "#core/compare/comparison.ts";
import { mostChanged } from "#core/compare/changes/notable-changes.ts";
import type { VersionText } from "#core/text/clause.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import { type ClauseInShort, draftOf } from "../../../support/draft.ts";

const aims = [
  "The Parties cooperate in the field of shared networks and services.",
  "Operators of submarine cables report every outage to the coastal administration.",
  "Ministries of education connect rural schools through community networks.",
  "The secretariat translates summaries of contributions into six languages.",
  "Regulators publish the fees for spectrum licences before an auction opens.",
];
/** A different addition to each text, from the longest to the shortest. */
const additions = [
  " They meet in the city that they chose together.",
  " They meet in the spring.",
  " They meet often.",
  " Soon.",
  "",
];

const draft = (...clauses: ClauseInShort[]): VersionText => versionTextOf(draftOf(clauses));
const paragraph = (text: string): ClauseInShort => ["paragraph", null, text];

/** Returns a draft with a section for each text. */
function sections(texts: readonly string[], open: (index: number) => ClauseInShort[]): VersionText {
  return draft(...texts.flatMap((text, index) => [...open(index), paragraph(text)]));
}

const added = aims.map((text, index) => `${text}${additions[index] ?? ""}`);
const named = (base: VersionText, revised: VersionText): string[] =>
  mostChanged(base, revised, compare(base, revised)).map(({ citation }) => citation);

test("names the outermost headings of a text without articles, below its title", () => {
  const open = (index: number): ClauseInShort[] => [
    ...(index === 0 ? [["title", null, "Report on access", 0] as const] : []),
    ["heading", String(index + 1), "Aims", 1],
    ["heading", `${String(index + 1)}.1`, "Means", 2],
  ];
  expect(named(sections(aims, open), sections(added, open))).toEqual(["1", "2", "3"]);
});

test("names the verbs of an Opinion", () => {
  const verbs = ["recalling", "noting", "recognizing", "considering", "invites"];
  const open = (index: number): ClauseInShort[] => [["verb", null, verbs[index] ?? ""]];
  expect(named(sections(aims, open), sections(added, open))).toEqual(["recalling", "noting", "recognizing"]);
});

test("names articles, not the headings in or around them", () => {
  const open = (index: number): ClauseInShort[] => [
    ...(index % 2 === 0 ? [["heading", null, "Common matters", 0] as const] : []),
    ["heading", `Article ${String(index + 1)}`, "Aims", 1],
    ["heading", null, "Means", 2],
  ];
  expect(named(sections(aims, open), sections(added, open))).toEqual(["Art. 1", "Art. 2", "Art. 3"]);
});

test("names chapters, not their sections, if there are no articles", () => {
  const open = (index: number): ClauseInShort[] => [
    ["heading", `Chapter ${String(index + 1)}`, "Aims", 0],
    ["heading", "Section 1", "Means", 1],
  ];
  const [base, revised] = [sections(aims, open), sections(added, open)];
  const found = mostChanged(base, revised, compare(base, revised));
  expect(found.map(({ clause }) => clause)).toEqual(["c1", "c4", "c7"]);
});

const article = (index: number): ClauseInShort[] => [["heading", `Article ${String(index + 1)}`, "", 0]];

test("names none if fewer than 4 sections changed", () => {
  const three = added.map((text, index) => (index < 3 ? text : (aims[index] ?? "")));
  expect(named(sections(aims, article), sections(added, article))).toHaveLength(3);
  expect(named(sections(aims, article), sections(three, article))).toEqual([]);
});

test("counts the added and the deleted characters of a section together, and no change before the first one", () => {
  const preamble = paragraph("The Parties to this instrument, meeting in the spring, have agreed as follows:");
  const text = (texts: readonly string[], opening: ClauseInShort): VersionText =>
    draft(opening, ...texts.flatMap((each, index) => [...article(index), paragraph(each)]));
  const base = text(aims, preamble);
  const edited = added.map((each, index) => (index === 3 ? each.replace(" summaries of contributions", "") : each));
  const revised = text(edited, paragraph(`${preamble[2]} and also as agreed before, in the years of the first plan`));
  expect(mostChanged(base, revised, compare(base, revised))).toEqual<ChangedSection[]>([
    { side: "revised", clause: "c2", citation: "Art. 1", characters: additions[0]!.length },
    {
      side: "revised",
      clause: "c8",
      citation: "Art. 4",
      characters: " summaries of contributions".length + additions[3]!.length,
    },
    { side: "revised", clause: "c4", citation: "Art. 2", characters: additions[1]!.length },
  ]);
});

test("names a deleted article in the base", () => {
  const deleted = "Small island states share the cost of measuring the quality of service, and report on it.";
  const base = draft(...[...aims, deleted].flatMap((text, index) => [...article(index), paragraph(text)]));
  const revised = sections(added, article);
  expect(mostChanged(base, revised, compare(base, revised))[0]).toMatchObject({
    side: "base",
    clause: "c11",
    citation: "Art. 6",
  });
});

test("names an article in the revised text, whatever was deleted before the added text", () => {
  const text = (texts: readonly string[]): VersionText =>
    draft(paragraph("The Parties agree:"), ...texts.flatMap((each, index) => [...article(index), paragraph(each)]));
  const edited = added.map((each) => each.replace(/(?<= )(?:in the field|every outage|rural|the fees)/u, ""));
  const [base, revised] = [sections(aims, article), text(edited)];
  const found = mostChanged(base, revised, compare(base, revised));
  expect(found.map(({ side, clause }) => `${side} ${clause}`)).toEqual(["revised c2", "revised c4", "revised c6"]);
});

test("names an article that lost only words in the revised text", () => {
  const text = (texts: readonly string[]): VersionText =>
    draft(paragraph("The Parties agree:"), ...texts.flatMap((each, index) => [...article(index), paragraph(each)]));
  const shorter = aims.map((each) => each.replace(/ (?:in the field of|every outage to|rural|the fees for)(?= )/u, ""));
  const [base, revised] = [sections(aims, article), text(shorter)];
  const found = mostChanged(base, revised, compare(base, revised));
  expect(found.map(({ side, clause }) => `${side} ${clause}`)).toEqual(["revised c2", "revised c4", "revised c10"]);
});

test("does not count moved text", () => {
  const moved = "Open standards are adopted by consensus and published without charge for all who need them.";
  const text = (texts: readonly string[], at: number): VersionText =>
    draft(
      ...texts.flatMap((each, index) => [
        ...article(index),
        paragraph(each),
        ...(index === at ? [paragraph(moved)] : []),
      ]),
    );
  expect(named(text(aims, 4), text(added, 3))).toEqual(["Art. 1", "Art. 2", "Art. 3"]);
});
