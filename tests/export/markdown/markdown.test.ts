import fc from "fast-check";
import MarkdownIt from "markdown-it";
import footnotes from "markdown-it-footnote";
import { markdownText } from "../../../server/export/markdown/markdown.ts";
import { draftOf } from "../../support/draft.ts";
import { markdown } from "../whole-files.ts";
import { compilation, draft, annotationsOfEveryKind, here, opinion, reply, text, words } from "../sample.ts";

const reader = new MarkdownIt({ html: true, linkify: false }).use(footnotes);

/** Returns the text that a reader sees of a rendered Markdown file. */
function seen(file: string): string {
  return reader
    .render(file)
    .replace(/<[^>]*>/gu, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&");
}

/** Returns the tags that a file is rendered as, in order. */
function elementsOf(file: string): string[] {
  return reader.render(file).match(/<\/?[a-z0-9]+/gu) ?? [];
}

test.each([
  ["See it![here]", "See it\\!\\[here\\]"],
  ["Stop!", "Stop\\!"],
])("escapes %s so that a link after it does not become an image", (words, written) => {
  expect(markdownText(words)).toBe(written);
});

test("writes a clause with its label and quotes its comments under it", () => {
  const file = markdown(
    compilation([
      here({ targets: [words(opinion, "r-b", "more than")], text: "First.\n\nSecond." }, [
        reply({ text: "Agreed.", position: "support" }),
      ]),
    ]),
  );
  expect(file).toContain(
    [
      "b) that “participation” means more than being present,",
      "",
      "> **Comment 1** · Ana Ruiz (ISOC and APC) · 10 Feb 2013 · technical",
      ">",
      "> *On “more than”*",
      ">",
      "> First.",
      ">",
      "> Second.",
      ">",
      "> Supports: Ruritania",
      ">",
      "> > **Boris Weil (Ruritania)** · 11 Feb 2013 · supports",
      "> >",
      "> > Agreed.",
      "",
      "*invites Member States*",
    ].join("\n"),
  );
});

test("writes marks, links, notes, breaks, items and tables as Markdown", () => {
  const file = markdown(compilation([]));
  for (const line of [
    "a) that the *first report* set out [its terms](<https://forum.example/terms?a=1&b=2>)[^n1] \\& \\<left\\> the rest open;",
    "[^n1]: See the record of the second meeting, paragraph 14.",
    "1 to open their preparatory meetings **\\[to all stakeholders\\]**;",
    "&emsp;a) on the working methods of each group;",
    "2 to publish H<sub>2</sub>O and m<sup>2</sup> figures\\\nevery year.",
    "### 1 Figures",
    "| Year | Share |\n| --- | --- |\n| 2012 | 38 per cent |",
  ]) {
    expect(file).toContain(`\n${line}\n`);
  }
});

test("writes a colon after the label of an option, so that it is read as one again", () => {
  const options = draftOf([
    ["paragraph", "Option 1", "shall provide funds."],
    ["paragraph", "Option 2", ""],
  ]);
  const file = markdown(compilation([], { draft: options }));
  expect(file).toContain("Option 1: shall provide funds.");
  expect(file).toMatch(/^Option 2$/mu);
});

test("shows a proposal's deletions and insertions", () => {
  expect(markdown(compilation(annotationsOfEveryKind()))).toContain(
    [
      "> Recalling b) as proposed:",
      ">",
      "> b) that “participation” means <del>more than</del><ins>much beyond</ins> being present,",
    ].join("\n"),
  );
});

test("names nobody when sources are hidden", () => {
  const file = markdown(compilation(annotationsOfEveryKind(), { sources: "hidden" }));
  for (const name of ["Ana", "Boris", "Chen", "Dina", "ISOC", "APC", "Ruritania"]) expect(file).not.toContain(name);
});

test.each([
  "1. not a list",
  "12) nor this",
  "- nor this",
  "+ nor this",
  "=== no heading",
  "# no heading",
  "> no quote",
  "    no code",
  "<script>alert(1)</script>",
  "[no](javascript:link)",
  "![no](image)",
  "`no` *no* __no__ ~~no~~",
  "&copy; stays",
  "[^n1]: no note",
  "| no | table |",
  "back\\slash\\",
])("keeps %j literal in the text and in a comment", (words) => {
  const fileOf = (commentText: string): string =>
    markdown(
      compilation([here({ text: commentText })], {
        draft: draft([
          { id: "p", kind: "paragraph", content: commentText.trim() },
          { id: "q", kind: "paragraph", content: [text("Bold too: "), text(commentText.trim(), "strong")] },
        ]),
      }),
    );
  expect(seen(fileOf(words)).split(words.trim())).toHaveLength(4);
  expect(elementsOf(fileOf(words))).toEqual(elementsOf(fileOf("harmless")));
});

test("keeps any text inside its quoted block", () => {
  const line = fc.string({
    unit: fc.constantFrom(...Array.from("ab 1.)-+=#>`*_[]<>!|~&\\:\t^$")),
    minLength: 1,
    maxLength: 12,
  });
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 4 }), (lines) => {
      const file = markdown(compilation([here({ text: `Begin ${lines.join("\n")}` }), here({ text: "The next." })]));
      const html = reader.render(file);
      expect(html.match(/<blockquote>/gu)).toHaveLength(2);
      const collapsed = (written: string): string => written.replace(/\s+/gu, " ").trim();
      expect(collapsed(seen(file))).toContain(collapsed(`Begin ${lines.join("\n")}`));
    }),
  );
});
