import { readMarkdown } from "../../../server/import/markdown/read-markdown.ts";
import { showBlocks, showPieces } from "../show-blocks.ts";

test.each<[what: string, text: string, blocks: string[]]>([
  [
    "headings and paragraphs",
    "# Title\n\n## 1 Introduction\n\nText\nwrapped.",
    ["h1 Title", "h2 1 Introduction", "Text\nwrapped."],
  ],
  ["emphasis, strong, strike, code", "*a* **b** ~~c~~ `d`", ["[emphasis:a] [strong:b] [strike:c] d"]],
  [
    "numbers as typed, not as rendered",
    "3. three\n3. three again\n7. seven",
    ["3. three", "3. three again", "7. seven"],
  ],
  ["a list with closing parentheses", "1) one\n2) two", ["1) one", "2) two"]],
  ["nested lists", "1. one\n   - bullet\n   - another\n2. two", ["1. one", "  • bullet", "  • another", "2. two"]],
  ["a second paragraph of a list entry", "1. one\n\n   more\n2. two", ["1. one", "more", "2. two"]],
  ["letters typed line by line", "a) one;\nb) two;", ["a) one;", "b) two;"]],
  ["an escaped number as text", "1\\. one", ["1. one"]],
  ["raw HTML as text", "<b>bold</b>\n\n<script>alert(1)</script>", ["<b>bold</b>", "<script>alert(1)</script>"]],
  ["a table", "| A | B |\n|---|---|\n| x | *y* |", ["1:1! A", "1:2! B", "2:1 x", "2:2 [emphasis:y]"]],
  ["code with its lines", "```\none\ntwo\n```", ["one⏎two"]],
  ["a hard break", "one  \ntwo", ["one⏎two"]],
  ["a quotation", "> quoted", ["quoted"]],
  [
    "a link",
    "[site](https://example.org) and [gone](javascript:alert(1))",
    ["[link:site] and [gone](javascript:alert(1))"],
  ],
])("reads %s", (_what, text, blocks) => {
  expect(showBlocks(readMarkdown(text))).toEqual(blocks);
});

test("keeps typed footnote labels, numbers named and inline notes, and keeps unreferenced notes", () => {
  const { blocks, notes } = readMarkdown(
    "One[^1] two[^see-there] three^[inline].\n\n[^1]: First.\n[^see-there]: Second.\n[^9]: Lost.",
  );
  expect(showBlocks({ blocks })).toEqual(["One^1^ two^see-there^ three^^2^."]);
  expect(
    [...notes.values()]
      .map(({ label, blocks: own }) => `${label}: ${own.map(({ pieces }) => showPieces(pieces)).join()}`)
      .sort(),
  ).toEqual(["1: First.", "2: Second.", "3: inline", "9: Lost."]);
});

test("reports a picture and a forbidden link", () => {
  const { notices } = readMarkdown("Text.\n\n![A map](map.png) [mine](file:///etc/passwd) [ftp](ftp://example.org)");
  expect(notices).toEqual([
    { code: "picture-left-out", params: { description: "A map" }, at: 1 },
    { code: "link-left-out", params: { href: "ftp://example.org" }, at: 1 },
  ]);
});

test("leaves out metadata, contents marks, comments and notes of the editor, and says so", () => {
  const { blocks, notices } = readMarkdown(
    "---\ntitle: Draft\ntags:\n  - treaty\n---\n\n# Agreement\n\n[[toc]]\n\n<!-- to be checked -->\n\n> **Editor’s note:** numbers follow the second draft.\n\nThe Parties agree.",
  );
  expect(showBlocks({ blocks })).toEqual(["h1 Agreement", "The Parties agree."]);
  expect(notices).toEqual([
    { code: "front-matter-left-out", params: {}, at: "" },
    { code: "contents-left-out", params: {}, at: 1 },
    { code: "editors-note-left-out", params: { text: "to be checked" }, at: 1 },
    {
      code: "editors-note-left-out",
      params: { text: "**Editor’s note:** numbers follow the second draft." },
      at: 1,
    },
  ]);
});

test("reads a draft of an Internet standard without the marks of its parts and contents", () => {
  const { blocks, notices } = readMarkdown(
    "---\ntitle: Draft\nauthor:\n  -\n    name: A. Author\n\nnormative:\n\n--- abstract\n\nA protocol.\n\n--- note_To_Readers\n\nDiscuss it.\n\n--- middle\n\n# Contents\n{:.no_toc}\n\n* TOC\n{:toc}\n\n# Streams\n\nA stream has an identifier.\n\n--- back\n",
  );
  expect(showBlocks({ blocks })).toEqual([
    "A protocol.",
    "Discuss it.",
    "h1 Contents",
    "h1 Streams",
    "A stream has an identifier.",
  ]);
  expect(notices.map(({ code }) => code)).toEqual(["front-matter-left-out", "contents-left-out"]);
});

test("reads an option in bold type that touches its text", () => {
  const { blocks } = readMarkdown("**Option 3:**Building on this.\n\n**Note:**As agreed.");
  expect(showBlocks({ blocks })).toEqual(["[strong:Option 3:] Building on this.", "**Note:**As agreed."]);
});

test("keeps a line of dashes and text that is no metadata, and a note by the secretariat", () => {
  const { blocks, notices } = readMarkdown("---\n\nThe Parties agree.\n\n---\n\nNote by the secretariat: as agreed.");
  expect(showBlocks({ blocks })).toEqual(["The Parties agree.", "Note by the secretariat: as agreed."]);
  expect(notices).toEqual([]);
});
