import { blockOf } from "#core/text/segments/block.ts";
import { citationsOf } from "#core/text/citations/citation.ts";
import { draftSchema } from "#core/text/schema.ts";
import { segment } from "#core/text/segments/segment.ts";
import { file, heading, lines, outline, paragraph, read } from "../typed-draft.ts";

const bold = (value: string): ReturnType<typeof blockOf> =>
  blockOf([{ kind: "text", text: value, marks: [draftSchema.mark("strong")] }]);

test("numbers after an opening bracket are paragraphs of the article, with the bracket in their text", () => {
  const draft = read([
    "Article 2 Aims",
    "1. One.",
    "[2. Two [and a half].",
    "(a) This;",
    "[(b) That.]]",
    "[3.] Three.",
  ]);
  expect(lines(draft).slice(1)).toEqual([
    "  paragraph 1: One.",
    "  paragraph 2: [Two [and a half].",
    "    item a): This;",
    "    item b): [That.]]",
    "  paragraph [3]: Three.",
  ]);
  expect(citationsOf(draft).slice(1)).toEqual(["Art. 2.1", "Art. 2.2", "Art. 2.2(a)", "Art. 2.2(b)", "Art. 2.3"]);
});

test("bold lines in an article are headings below it and do not end it", () => {
  const blocks = [
    bold("Article 3 (Aims)"),
    bold("Common aims"),
    paragraph("1. The Parties cooperate."),
    bold("Single aims"),
    paragraph("2. Each Party plans."),
    bold("Other aims"),
    paragraph("1. The Parties rest."),
    bold("Article 4"),
    paragraph("1. Each Party pays."),
  ];
  const { draft } = segment({ ...file, blocks }, "en");
  expect(lines(draft)).toEqual([
    "heading Article 3: (Aims)",
    "  heading: Common aims",
    "    paragraph 1: The Parties cooperate.",
    "  heading: Single aims",
    "    paragraph 2: Each Party plans.",
    "  heading: Other aims",
    "    paragraph 1: The Parties rest.",
    "heading Article 4: ",
    "  paragraph 1: Each Party pays.",
  ]);
  expect(citationsOf(draft).filter((citation) => /\.\d(?:, |$)/u.test(citation))).toEqual([
    "Art. 3.1",
    "Art. 3.2",
    "Art. 3.1, second",
    "Art. 4.1",
  ]);
});

test("a number in an article is a paragraph, also without a full stop", () => {
  expect(outline(["Article 3 Aims", "1. [Common aims]", "2. Each Party [pays][plans]"]).slice(1)).toEqual([
    "  paragraph 1: [Common aims]",
    "  paragraph 2: Each Party [pays][plans]",
  ]);
});

test.each([
  ["a deleted neighbour", ["1. One.", "4. Four.", "5bis. Five."]],
  ["a repeated number", ["1. One.", "2. Two.", "2. Two again.", "3. Three."]],
])("numbers of an article keep their depth beside %s", (_case, typed) => {
  const draft = read(["Article 3 Aims", ...typed]);
  expect(lines(draft).slice(1)).toEqual(typed.map((line) => `  paragraph ${line.replace(". ", ": ")}`));
});

test("a list within a numbered paragraph is deeper than it", () => {
  expect(outline(["Article 3", "5. These are aims:", "1. peace;", "2. quiet.", "6. Six."]).slice(1)).toEqual([
    "  paragraph 5: These are aims:",
    "    item 1: peace;",
    "    item 2: quiet.",
    "  paragraph 6: Six.",
  ]);
});

test("numbers that begin with the article's are as deep as others", () => {
  expect(outline(["Article 4", "4.1 One.", "4.2 Two:", "4.2.1 This.", "Article 5", "1. One."])).toEqual([
    "heading Article 4: ",
    "  paragraph 4.1: One.",
    "  paragraph 4.2: Two:",
    "    paragraph 4.2.1: This.",
    "heading Article 5: ",
    "  paragraph 1: One.",
  ]);
});

test("marked preambular paragraphs are recitals of the preamble", () => {
  const draft = read(["Agreement", "Preamble", "[Pp1 Noting storms,]", "PP 2 bis. Noting rain,", "Article 1", "Plans"]);
  expect(lines(draft).slice(2, 4)).toEqual(["  paragraph Pp1: [Noting storms,]", "  paragraph PP2bis: Noting rain,"]);
  expect(citationsOf(draft).slice(2, 4)).toEqual(["preamble, Pp1", "preamble, PP2bis"]);
});

test("a bracket around several options ends the last one where it closes", () => {
  const typed = ["Article 4", "[Option 1", "1. A fund.", "Option 2", "1. No fund.]", "5. Grants are small."];
  expect(outline(typed).slice(3)).toEqual([
    "  paragraph Option 2: ",
    "    paragraph 1: No fund.]",
    "  paragraph 5: Grants are small.",
  ]);
});

test("the title is not a heading beside annexes of its level", () => {
  const blocks = [heading(1, "Agreement"), heading(2, "Article 1"), paragraph("1. One."), heading(1, "Annex I")];
  expect(lines(segment({ ...file, blocks }, "en").draft)).toEqual([
    "title: Agreement",
    "heading Article 1: ",
    "  paragraph 1: One.",
    "heading Annex I: ",
  ]);
});

test("an italic line before the first article opens no Opinion", () => {
  const typed = [
    "Agreement",
    "_the Parties to this Agreement,_",
    "Noting storms,",
    "Noting rain,",
    "Article 1",
    "Plans",
  ];
  expect(lines(read(typed)).slice(1, 3)).toEqual([
    "paragraph: the Parties to this Agreement,",
    "paragraph: Noting storms,",
  ]);
});

test("headings with letters contain the articles after them", () => {
  const typed = [
    "Treaty",
    "A. General",
    "Article 1",
    "1. One.",
    "B. Finance",
    "Article 2",
    "1. Two.",
    "Annex I",
    "1. Three.",
  ];
  expect(outline(typed).slice(1)).toEqual([
    "heading A: General",
    "  heading Article 1: ",
    "    paragraph 1: One.",
    "heading B: Finance",
    "  heading Article 2: ",
    "    paragraph 1: Two.",
    "heading Annex I: ",
    "  paragraph 1: Three.",
  ]);
});

test("headings with letters in an article are below it", () => {
  const typed = [
    "Treaty",
    "Article 1",
    "A. Tasks",
    "1. One.",
    "B. Members",
    "2. Two.",
    "Article 2",
    "A. Tasks",
    "1. One.",
  ];
  const draft = read([...typed, "B. Costs", "2. Two."]);
  expect(lines(draft).slice(1, 6)).toEqual([
    "heading Article 1: ",
    "  heading A: Tasks",
    "  paragraph 1: One.",
    "  heading B: Members",
    "  paragraph 2: Two.",
  ]);
});

test("marked headings around articles are above them before and after the first", () => {
  const blocks = [
    heading(1, "Agreement"),
    heading(2, "General"),
    heading(3, "Article 1"),
    paragraph("1. One."),
    heading(2, "Finance"),
    heading(3, "Article 2"),
  ];
  expect(lines(segment({ ...file, blocks }, "en").draft)).toEqual([
    "title: Agreement",
    "heading: General",
    "  heading Article 1: ",
    "    paragraph 1: One.",
    "heading: Finance",
    "  heading Article 2: ",
  ]);
});

test("a Chinese clause in brackets that is a sentence is no heading", () => {
  expect(outline(["第一条 定义", "［（一）缔约方报告。］", "（二）缔约方合作。"]).slice(1)).toEqual([
    "  item （一）: ［缔约方报告。］",
    "  item （二）: 缔约方合作。",
  ]);
});

test("the levels of one Word list number the articles and what is in them", () => {
  const entry = (level: number, number: string, value: string): ReturnType<typeof blockOf> =>
    blockOf([{ kind: "text", text: value, marks: [] }], { number, list: { id: "1", level } });
  const blocks = [
    entry(0, "Article 1", "Aims"),
    entry(1, "1.", "One:"),
    entry(2, "(a)", "this;"),
    entry(2, "(b)", "that."),
    entry(1, "2.", "Two:"),
    entry(2, "1.", "first;"),
    entry(2, "2.", "second."),
    entry(1, "3.", "Three."),
    entry(0, "Article 2", "Means"),
    entry(1, "1.", "One."),
  ];
  const { draft } = segment({ ...file, blocks }, "en");
  expect(citationsOf(draft)).toEqual([
    "Art. 1",
    "Art. 1.1",
    "Art. 1.1(a)",
    "Art. 1.1(b)",
    "Art. 1.2",
    "Art. 1.2(1)",
    "Art. 1.2(2)",
    "Art. 1.3",
    "Art. 2",
    "Art. 2.1",
  ]);
});

test("a list of contents is no list of articles", () => {
  const content = (value: string): ReturnType<typeof blockOf> =>
    blockOf([{ kind: "text", text: value, marks: [] }], { list: { id: "1", level: 0 } });
  const blocks = [
    content("Article 1"),
    content("Article 2"),
    heading(1, "Article 1"),
    paragraph("1. One."),
    heading(1, "Article 2"),
  ];
  expect(citationsOf(segment({ ...file, blocks }, "en").draft).slice(2)).toEqual(["Art. 1", "Art. 1.1", "Art. 2"]);
});
