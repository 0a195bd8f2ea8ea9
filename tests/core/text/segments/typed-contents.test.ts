import { segment } from "#core/text/segments/segment.ts";
import { citationsOf } from "#core/text/citations/citation.ts";
import { typedContents } from "#core/text/segments/typed-contents.ts";
import { file, heading, lines, outline, paragraph, read } from "../typed-draft.ts";

const report = [
  "1. Introduction",
  "The forum met.",
  "1.1 Background",
  "It met before.",
  "2. Next steps",
  "It meets again.",
];

/** Returns the lines that are part of a contents list. */
function contentsOf(texts: readonly string[]): string[] {
  const found = typedContents(texts.map((text) => ({ label: null, text })));
  return texts.filter((_text, at) => found.has(at));
}

test("reads a contents list typed by hand as paragraphs with their numbers", () => {
  const contents = ["1. Introduction\t1", "1.1 Background\t1", "2. Next steps\t3"];
  expect(outline(["Report", "Contents", ...contents, ...report])).toEqual([
    "title: Report",
    "paragraph: Contents",
    "paragraph: 1. Introduction 1",
    "paragraph: 1.1 Background 1",
    "paragraph: 2. Next steps 3",
    "heading 1: Introduction",
    "  paragraph: The forum met.",
    "  heading 1.1: Background",
    "    paragraph: It met before.",
    "heading 2: Next steps",
    "  paragraph: It meets again.",
  ]);
});

test("cites each heading once if a contents list repeats it", () => {
  const citations = citationsOf(read(["Contents", "1. Introduction", "1.1 Background", "2. Next steps", ...report]));
  expect(citations.filter((citation) => citation === "1.1")).toHaveLength(1);
  expect(new Set(citations).size).toBe(citations.length);
});

test.each([
  ["with leaders", ["1 Introduction ........ 1", "1.1 Background … 2", "2 Next steps . . . . . 3"]],
  ["with page numbers after a space", ["1. Introduction 1", "1.1. Background 2", "2. Next steps 3"]],
  ["with Roman page numbers", ["Introduction\ti", "Background\tii", "Next steps\tiv"]],
  ["with the same labels only", ["1. Introduction", "1.1 Background", "2. Next steps"]],
  [
    "with a heading edited later",
    ["1. Introduction ... 1", "1.1 History ... 2", "1.1 Background ... 2", "2. Next steps ... 3"],
  ],
])("finds a contents list %s", (_name, contents) => {
  expect(contentsOf(["A report", ...contents, ...report])).toEqual(contents);
});

test("finds a contents list without numbers below its title, in all six languages", () => {
  const contents = ["Introduction", "Background", "Next steps"];
  for (const title of ["Table of contents", "Sommaire", "ÍNDICE", "Содержание", "目 录", "المحتويات"])
    expect(contentsOf([title, ...contents, ...report])).toEqual(contents);
});

test("finds the articles of a treaty in its contents list, with their titles on a line of their own in the text", () => {
  const contents = ["Article 1 Aim\t2", "Article 2 Members\t3", "Article 3\t3"];
  const treaty = ["Article 1", "Aim", "The Parties cooperate.", "Article 2", "Members", "All.", "Article 3", "Done."];
  expect(contentsOf(["Contents", ...contents, ...treaty])).toEqual(contents);
});

test("keeps automatic numbers in the text of a contents list", () => {
  const contents = ["Introduction", "Background", "Next steps"].map((title, at) => ({
    ...paragraph(title),
    number: `${String(at + 1)}.`,
    list: { id: "l", level: 0 },
  }));
  const blocks = [
    paragraph("Contents"),
    ...contents,
    ...["Introduction", "Background", "Next steps"].flatMap((title) => [heading(1, title), paragraph("Text.")]),
  ];
  expect(lines(segment({ ...file, blocks }, "en").draft).slice(1, 4)).toEqual([
    expect.stringMatching(/^ *paragraph: 1\. Introduction$/u),
    expect.stringMatching(/^ *paragraph: 2\. Background$/u),
    expect.stringMatching(/^ *paragraph: 3\. Next steps$/u),
  ]);
});

test("leaves lists alone that repeat text for another reason", () => {
  const members = ["(a) Chair", "(b) Secretary", "(c) Treasurer"];
  expect(contentsOf(["1. The officers:", ...members, "2. The committee:", ...members, "3. All vote."])).toEqual([]);
  expect(contentsOf(["Budget\t10", "Staff\t20", "Travel\t30", "1. Budget", "It grows."])).toEqual([]);
  expect(contentsOf(report)).toEqual([]);
  const empty = ["Chapter I: The council", "Chapter II: The committees", "Chapter III: The secretariat"];
  const laws = Array.from({ length: 12 }, (_, at) => `${String(at + 1)}. A law.`);
  expect(contentsOf([...empty, ...laws, ...empty.flatMap((title) => [title, "A rule."])])).toEqual([]);
  const chapters = ["Finance", "Staff", "Travel"].flatMap((title) => [title, "Text."]);
  expect(contentsOf(["The report covers:", "a) Finance", "b) Staff", "c) Travel", ...chapters])).toEqual([]);
});
