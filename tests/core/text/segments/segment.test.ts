import fc from "fast-check";
import { blockOf, type Piece } from "#core/text/segments/block.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import { draftSchema } from "#core/text/schema.ts";
import { segment } from "#core/text/segments/segment.ts";
import { file, text, paragraph, heading, read, outline, lines } from "../typed-draft.ts";

test("reads a report as headings, numbered paragraphs and their items", () => {
  expect(
    outline([
      "Report by the Secretary-General",
      "1. Introduction",
      "1.1. Background",
      "1. 1.1 The forum met.",
      "1.1.2 It met again:",
      "a) in May;",
      "i) early;",
      "ii) late;",
      "b) in June.",
      "Nobody came.",
      "• one",
      "• two",
      "2. Next steps",
      "Annex 1",
      "A table of numbers.",
    ]),
  ).toEqual([
    "title: Report by the Secretary-General",
    "heading 1: Introduction",
    "  heading 1.1: Background",
    "    paragraph 1.1.1: The forum met.",
    "    paragraph 1.1.2: It met again:",
    "      item a): in May;",
    "        item i): early;",
    "        item ii): late;",
    "      item b): in June.",
    "    paragraph: Nobody came.",
    "      item: one",
    "      item: two",
    "heading 2: Next steps",
    "heading Annex 1: ",
    "  paragraph: A table of numbers.",
  ]);
});

test("follows the file's heading marks for unnumbered headings and short paragraphs", () => {
  const blocks = [
    heading(1, "1 Introduction"),
    paragraph("1.1 [Deleted]"),
    heading(1, "Next steps"),
    paragraph("All."),
  ];
  expect(lines(segment({ ...file, blocks }, "en").draft)).toEqual([
    "heading 1: Introduction",
    "  paragraph 1.1: [Deleted]",
    "heading: Next steps",
    "  paragraph: All.",
  ]);
});

test("reads numbered sentences in heading styles as paragraphs", () => {
  const long = `The Supplier ${"and each of its affiliates ".repeat(6)}bears the costs of the audit`;
  const blocks = [
    heading(1, "1. Supply of goods"),
    heading(2, "1.1 The Supplier delivers the goods to the Purchaser."),
    heading(2, `1.2 ${long}`),
    heading(3, "(a) on the agreed date;"),
    heading(1, "2. Definitions."),
    heading(2, "2.1 What is a delivery?"),
    heading(2, "2.2 Key terms:"),
    heading(2, "2.3 The terms of this agreement are:"),
    heading(1, "Article 3. The Parties meet once a year."),
    heading(1, "A heading without a number keeps the style that its author chose."),
  ];
  expect(lines(segment({ ...file, blocks: blocks.slice(0, 8) }, "en").draft)).toEqual([
    "heading 1: Supply of goods",
    "  paragraph 1.1: The Supplier delivers the goods to the Purchaser.",
    `  paragraph 1.2: ${long}`,
    "    item a): on the agreed date;",
    "heading 2: Definitions.",
    "  heading 2.1: What is a delivery?",
    "  heading 2.2: Key terms:",
    "  paragraph 2.3: The terms of this agreement are:",
  ]);
  expect(lines(segment({ ...file, blocks: blocks.slice(8) }, "en").draft)).toEqual([
    "paragraph Article 3: The Parties meet once a year.",
    "  heading: A heading without a number keeps the style that its author chose.",
  ]);
});

test("keeps the headings of divisions that stand alone on their line", () => {
  const blocks = [
    heading(1, "Article 1"),
    heading(2, "Purpose"),
    heading(2, "1. The Parties cooperate with each other."),
  ];
  expect(lines(segment({ ...file, blocks }, "en").draft)).toEqual([
    "heading Article 1: Purpose",
    "  paragraph 1: The Parties cooperate with each other.",
  ]);
});

test("takes the depth of a list from the file", () => {
  const blocks = [
    paragraph("The list:"),
    blockOf(text("one"), { number: "1.", list: { id: "l", level: 0 } }),
    blockOf(text("two"), { number: "1.", list: { id: "l", level: 1 } }),
    blockOf(text("three"), { number: "2.", list: { id: "l", level: 1 } }),
    blockOf(text("four"), { number: "2.", list: { id: "l", level: 0 } }),
  ];
  expect(lines(segment({ ...file, blocks }, "en").draft).slice(2)).toEqual([
    expect.stringMatching(/^ +item 1: two$/u),
    expect.stringMatching(/^ +item 2: three$/u),
    expect.stringMatching(/four$/u),
  ]);
});

test("places a footnote after its clause and links the reference to it", () => {
  const blocks = [blockOf([...text("One"), { kind: "note", note: "n1" }, ...text(" thing.")]), paragraph("Another.")];
  const notes = new Map([["n1", { label: "1", blocks: [paragraph("See"), paragraph("there.")] }]]);
  const { draft } = segment({ ...file, blocks, notes }, "en");
  expect(draft.toJSON()).toMatchObject({
    content: [
      {
        content: [
          { type: "text", text: "One" },
          { type: "footnoteReference", attrs: { clause: "note-1", label: "1" } },
          { type: "text", text: " thing." },
        ],
      },
      {
        attrs: { id: "note-1", kind: "footnote", label: "1", depth: 1 },
        content: [{ text: "See" }, { type: "hardBreak" }, { text: "there." }],
      },
      { attrs: { kind: "paragraph" } },
    ],
  });
  expect(versionTextOf(draft).text).toBe("One thing.\nSee there.\nAnother.");
});

test("puts an unreferenced note last, with a notice", () => {
  const notes = new Map([["n1", { label: "1", blocks: [paragraph("Lost.")] }]]);
  const { draft, notices } = segment({ ...file, blocks: [paragraph("Text.")], notes }, "en");
  expect(lines(draft)).toEqual(["paragraph: Text.", "footnote 1: Lost."]);
  expect(notices).toEqual([{ code: "note-without-reference", params: { label: "1" }, place: "1" }]);
});

test("links to clauses inside the file, and turns dead links into plain text", () => {
  const linked = (href: string, text: string): Piece => ({
    kind: "text",
    text,
    marks: [draftSchema.mark("link", { href })],
  });
  const blocks = [
    blockOf([linked("#there", "there"), linked("#nowhere", " and gone")]),
    blockOf(text("Here."), { anchors: ["there"] }),
  ];
  expect(segment({ ...file, blocks }, "en").draft.firstChild?.toJSON()).toMatchObject({
    content: [{ text: "there", marks: [{ type: "link", attrs: { href: "#p1" } }] }, { text: " and gone" }],
  });
});

test("names the clause that a notice is about", () => {
  const notices = [{ code: "picture-left-out", params: { description: "" }, at: 1 } as const];
  const { notices: placed } = segment(
    { ...file, blocks: [paragraph("1.1 One."), paragraph("1.2 Two.")], notices },
    "en",
  );
  expect(placed).toEqual([{ code: "picture-left-out", params: { description: "" }, place: "1.2" }]);
});

test("removes the bold of headings and keeps other marks", () => {
  const strong = (text: string): Piece => ({ kind: "text", text, marks: [draftSchema.mark("strong")] });
  const blocks = [
    heading(1, "x"),
    blockOf([strong("Introduction")], { heading: 1 }),
    blockOf([strong("Bold"), ...text(" and plain.")]),
  ];
  const marks = segment({ ...file, blocks }, "en").draft.content.content.map((node) => node.firstChild?.marks.length);
  expect(marks).toEqual([0, 0, 1]);
});

test("reads typed and automatic labels as the same clauses", () => {
  const labels = fc.constantFrom("a)", "b)", "1", "2", "1.1", "2.3.4", "iv)", "2bis", "A");
  const entries = fc.array(fc.tuple(labels, fc.constantFrom("that this is so;", "to take part.", "Introduction")), {
    maxLength: 12,
  });
  fc.assert(
    fc.property(entries, (list) => {
      const typed = list.map(([label, words]) => paragraph(`${label}\t${words}`));
      const automatic = list.map(([number, words]) => blockOf(text(words), { number }));
      // Leaves out "A": even with a tab, it is certain to be a label only in a list. Alone, it depends on its
      // neighbours in both forms.
      const known = list.every(([label]) => label !== "A");
      fc.pre(known);
      expect(lines(segment({ ...file, blocks: typed }, "en").draft)).toEqual(
        lines(segment({ ...file, blocks: automatic }, "en").draft),
      );
    }),
  );
});

test("composes characters and collapses spaces, but keeps special spaces and quotes", () => {
  const blocks = [
    blockOf([...text(" Caf"), ...text("e"), ...text("\u0301 \t\n “quoted”\u00A0and\u2009thin - \u2011 ")]),
  ];
  expect(versionTextOf(segment({ ...file, blocks }, "en").draft).text).toBe(
    "Café “quoted”\u00A0and\u2009thin - \u2011",
  );
});

test("always normalises draft text, and gives every clause content or a label", () => {
  const piece = fc.oneof(
    fc.string({ unit: "binary" }).map((value): Piece => ({ kind: "text", text: value, marks: [] })),
    fc.constantFrom<Piece>(
      { kind: "break" },
      { kind: "text", text: " e", marks: [draftSchema.mark("strong")] },
      { kind: "text", text: "\u0301 ", marks: [] },
      { kind: "note", note: "n" },
    ),
  );
  fc.assert(
    fc.property(
      fc.array(
        fc.array(piece, { maxLength: 6 }).map((pieces) => blockOf(pieces)),
        { maxLength: 8 },
      ),
      (blocks) => {
        const notes = new Map([["n", { label: "1", blocks: [paragraph("See.")] }]]);
        const { draft } = segment({ ...file, blocks, notes }, "en");
        draft.check();
        for (const { textContent: own, attrs, childCount } of draft.content.content) {
          expect(own).toBe(
            own
              .normalize("NFC")
              .replace(/[ \t\r\n]+/gu, " ")
              // Only plain spaces are removed at the ends. Special ones stay, also where they are the whole text.
              .replace(/^ | $/gu, ""),
          );
          expect(childCount > 0 || attrs["label"] !== null).toBe(true);
        }
      },
    ),
  );
});

test("gives any clauses unique ids", () => {
  const line = fc.constantFrom(
    "_noting_",
    "a) this;",
    "b) that,",
    "1 to go;",
    "1.1 Text.",
    "• one",
    "Text.",
    "_noting (2)_",
    "a) ",
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 30 }), (typed) => {
      const ids = read(typed).content.content.map((node) => node.attrs["id"] as string);
      expect(new Set(ids).size).toBe(ids.length);
    }),
  );
});

test("does not take list entries for divisions, nor the first of several sub-headings for the title of an annex", () => {
  const entry = (value: string) => blockOf(text(value), { list: { id: "l1", level: 0 } });
  const blocks = [
    paragraph("1.1.1 The group discussed:"),
    entry("Article 6"),
    entry("Part A: members"),
    paragraph("1.1.2 It agreed."),
    heading(2, "Annex 1"),
    heading(3, "Background"),
    paragraph("Text."),
    heading(3, "Members"),
    paragraph("More."),
  ];
  expect(lines(segment({ ...file, blocks }, "en").draft)).toEqual([
    "    paragraph 1.1.1: The group discussed:",
    "      item: Article 6",
    "      item: Part A: members",
    "    paragraph 1.1.2: It agreed.",
    "heading Annex 1: ",
    "  heading: Background",
    "    paragraph: Text.",
    "  heading: Members",
    "    paragraph: More.",
  ]);
});

test("reads marked headings before an annex as in a report without one", () => {
  const report = [heading(1, "Report"), heading(2, "Foreword"), heading(2, "1 Introduction"), heading(3, "1.1 Scope")];
  const read = (blocks: typeof report): string[] => lines(segment({ ...file, blocks }, "en").draft);
  expect(read([...report, heading(2, "Annex 1")]).slice(0, 4)).toEqual(read(report));
});
