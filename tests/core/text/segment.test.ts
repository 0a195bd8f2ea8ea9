import fc from "fast-check";
import { blockOf, type Block, type Piece } from "#core/text/block.ts";
import { versionTextOf } from "#core/text/clause.ts";
import { draftSchema } from "#core/text/schema.ts";
import { segment } from "#core/text/segment.ts";

test("reads an Opinion as title, opening, verbs and the clauses under each verb", () => {
  expect(
    outline([
      "OPINION 5: Open processes",
      "The fifth Forum (Geneva, 2013),",
      "_considering_",
      "a) that one thing is so;",
      "b) that another is so,",
      "_noting_",
      "that this lone recital has no letter,",
      "_is of the view_",
      "that all is well;",
      "_invites Member States_",
      "1 to take part;",
      "2 to report",
      "a) every year;",
      "b) in public.",
    ]),
  ).toEqual([
    "title: OPINION 5: Open processes",
    "opening: The fifth Forum (Geneva, 2013),",
    "verb: considering",
    "recital a): that one thing is so;",
    "recital b): that another is so,",
    "verb: noting",
    "recital: that this lone recital has no letter,",
    "verb: is of the view",
    "operative: that all is well;",
    "verb: invites Member States",
    "operative 1: to take part;",
    "operative 2: to report",
    "  item a): every year;",
    "  item b): in public.",
  ]);
});

test("reads a lone recital under the first verb without italics", () => {
  expect(
    outline([
      "OPINION 5: Open processes",
      "The fifth Forum (Geneva, 2013),",
      "recalling",
      "that this lone recital has no letter and stands first,",
      "considering",
      "a) that one thing is so;",
      "b) that another is so,",
    ]),
  ).toEqual([
    "title: OPINION 5: Open processes",
    "opening: The fifth Forum (Geneva, 2013),",
    "verb: recalling",
    "recital: that this lone recital has no letter and stands first,",
    "verb: considering",
    "recital a): that one thing is so;",
    "recital b): that another is so,",
  ]);
});

/** The same Opinion in the six languages, without italics, because a text file has none. */
test.each([
  ["en", "The Forum,", "considering", "recalling", "is of the view", "invites Member States"],
  ["fr", "Le Forum,", "considérant", "rappelant", "est d'avis", "invite les Etats Membres"],
  ["es", "El Foro,", "considerando", "recordando", "opina", "invita a los Estados Miembros"],
  ["ru", "Форум,", "учитывая,", "напоминая,", "считает,", "предлагает Государствам-Членам"],
  ["ar", "إن المنتدى،", "إذ يضع في اعتباره", "وإذ يذكّر", "يرى", "يدعو الدول الأعضاء"],
  ["zh", "论坛，", "考虑到", "忆及", "认为", "请成员国"],
])("recognises the structure of an Opinion in %s", (language, opening, first, lone, view, invites) => {
  const [stop, comma] = language === "zh" ? ["；", "，"] : language === "ar" ? ["؛", "،"] : [";", ","];
  const lines = [
    opening,
    first,
    `a) 1900${stop}`,
    `b) 1901${stop}`,
    lone,
    `${sentenceIn(language)}${comma}`,
    view,
    `${sentenceIn(language)}${stop}`,
    invites,
    `1 2013${stop}`,
    `2 2014${stop}`,
  ];
  expect(outline(lines, language).map((line) => line.trim().split(":")[0])).toEqual([
    "opening",
    "verb",
    "recital a)",
    "recital b)",
    "verb",
    "recital",
    "verb",
    "operative",
    "verb",
    "operative 1",
    "operative 2",
  ]);
});

test("keeps an unrecognised group in the preamble", () => {
  expect(
    outline(["The Forum,", "_noting_", "a) this;", "b) that,", "_xxx yyyo_", "that this is so;"]).slice(-1),
  ).toEqual(["recital: that this is so;"]);
});

test("accepts letters after z, and bis labels", () => {
  const letters = Array.from("abcdefghijklmnopqrstuvwxyz", (letter) => `${letter})`);
  const labels = [...letters, "aa)", "bb)", "bb bis)"];
  const lines = ["The Forum,", "_recalling_", ...labels.map((label) => `${label} one thing;`)];
  expect(outline(lines).slice(2)).toEqual(labels.map((label) => `recital ${label}: one thing;`));
});

test("gives a repeated verb its own clause ids", () => {
  const draft = read(["The Forum,", "_noting_", "a) this;", "b) that,", "_noting_", "a) this too,"]);
  expect(versionTextOf(draft).clauses.map(({ id }) => id)).toEqual([
    "opening",
    "noting",
    "noting-a",
    "noting-b",
    "noting-2",
    "noting-2-a",
  ]);
});

test("gives a verb and its lone recital the same citation but different ids", () => {
  const draft = read(["The Forum,", "_noting_", "that this is so,", "_recalling_", "a) one;", "b) two,"]);
  expect(versionTextOf(draft).clauses.slice(1, 3)).toMatchObject([
    { id: "noting", citation: "noting", kind: "verb" },
    { id: "noting~2", citation: "noting", kind: "recital" },
  ]);
});

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
    "heading: Annex 1",
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

test("recognises an Opinion annexed to a report", () => {
  expect(
    outline([
      "1 Introduction",
      "1.1 The forum met.",
      "Annex A",
      "Draft Opinion",
      "The Forum,",
      "_noting_",
      "a) this,",
      "Annex B",
      "More.",
    ]),
  ).toEqual([
    "heading 1: Introduction",
    "  paragraph 1.1: The forum met.",
    "title: Annex A",
    "title: Draft Opinion",
    "opening: The Forum,",
    "verb: noting",
    "recital a): this,",
    "heading: Annex B",
    "  paragraph: More.",
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
              .trim(),
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

const file = { blocks: [], notes: new Map<string, never>(), language: null, notices: [] };

/** Returns a sentence that is longer than a verb line, in the language's own script, without capitals at its start. */
function sentenceIn(language: string): string {
  const sentences: Readonly<Record<string, string>> = {
    ru: "что это сказано здесь и будет сказано снова в другом месте",
    ar: "أن هذا الأمر قد ذكر هنا وسوف يذكر مرة أخرى في موضع آخر",
    zh: "这一点在此已经说明而且以后还会在其他地方再次说明",
  };
  return sentences[language] ?? "that this is said here and will be said again in another place";
}

function text(value: string): Piece[] {
  return [{ kind: "text", text: value, marks: [] }];
}

function paragraph(value: string): Block {
  return blockOf(text(value));
}

function heading(level: number, value: string): Block {
  return blockOf(text(value), { heading: level });
}

/** Reads a draft from lines; a line between underscores is italic. */
function read(typed: readonly string[], language = "en"): ReturnType<typeof segment>["draft"] {
  const blocks = typed.map((line) => {
    const italic = /^_(.*)_$/u.exec(line)?.[1];
    return italic === undefined
      ? paragraph(line)
      : blockOf([{ kind: "text", text: italic, marks: [draftSchema.mark("emphasis")] }]);
  });
  return segment({ ...file, blocks }, language).draft;
}

function outline(typed: readonly string[], language = "en"): string[] {
  return lines(read(typed, language));
}

/** Lists the clauses, one per line: two spaces for each level of depth, kind, label and text. */
function lines(draft: ReturnType<typeof segment>["draft"]): string[] {
  return draft.content.content.map(({ attrs, textContent }) => {
    const { kind, label, depth } = attrs as { kind: string; label: string | null; depth: number };
    return `${"  ".repeat(depth)}${kind}${label === null ? "" : ` ${label}`}: ${textContent}`;
  });
}
