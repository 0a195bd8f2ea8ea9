import type { Block, Piece } from "#core/text/segments/block.ts";
import { readDocx } from "../../../server/import/docx/read-docx.ts";
import { showPieces } from "../show-blocks.ts";
import { abstractNum, num, p, paragraphStyle, r, wordFile, type WordParts } from "./word-file.ts";

const end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>';

test.each<[what: string, runs: string, read: string]>([
  [
    "emphasis, bold, underline, strike",
    r("a", "<w:i/>") + r("b", "<w:b/>") + r("c", '<w:u w:val="single"/>') + r("d", "<w:strike/>"),
    "[emphasis:a][strong:b][underline:c][strike:d]",
  ],
  ["formatting that is switched off", r("a", '<w:b w:val="0"/>') + r("b", '<w:u w:val="none"/>'), "ab"],
  [
    "superscript and subscript",
    r("2", '<w:vertAlign w:val="superscript"/>') + r("3", '<w:vertAlign w:val="subscript"/>'),
    "[superscript:2][subscript:3]",
  ],
  [
    "a link by relationship",
    `<w:hyperlink r:id="l1">${r("site", '<w:u w:val="single"/>')}</w:hyperlink>`,
    "[link:site]",
  ],
  ["a link by field", field('HYPERLINK "https://example.org"', "site"), "[link:site]"],
  ["a simple field", `<w:fldSimple w:instr=" REF x ">${r("see 1.1")}</w:fldSimple>`, "see 1.1"],
  [
    "a field's result, but not its instruction",
    `see ${field("REF _Ref1 \\h", "1.1")}`.replace("see ", r("see ")),
    "see 1.1",
  ],
  ["nested fields", field("IF x", "a") + field("PAGE", "7"), "a7"],
  [
    "tab, line break, page break",
    `<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:br w:type="page"/><w:t>d</w:t></w:r>`,
    "a\tb⏎c d",
  ],
  ["hyphens", "<w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t></w:r>", "a\u2011b"],
  ["a symbol of a font", '<w:r><w:sym w:font="Symbol" w:char="F061"/></w:r>', "α"],
  [
    "the content of wrapper elements",
    `<w:smartTag>${r("a")}</w:smartTag><w:sdt><w:sdtContent>${r("b")}</w:sdtContent></w:sdt><w:bdo w:val="rtl">${r("c")}</w:bdo>`,
    "abc",
  ],
  [
    "the base text of ruby",
    `<w:r><w:ruby><w:rt>${r("kan")}</w:rt><w:rubyBase>${r("漢")}</w:rubyBase></w:ruby></w:r>`,
    "漢",
  ],
  [
    "inserted text, but not deleted text",
    `${r("a")}<w:ins w:id="1">${r("b")}</w:ins><w:del w:id="2"><w:r><w:delText>c</w:delText></w:r></w:del>`,
    "ab",
  ],
  [
    "text where it moved to, but not where it moved from",
    `<w:moveFrom w:id="1">${r("a")}</w:moveFrom><w:moveTo w:id="2">${r("b")}</w:moveTo>`,
    "b",
  ],
])("reads %s", (_what, runs, read) => {
  expect(texts({ body: `<w:p>${runs}</w:p>`, links: { l1: "https://example.org" } })).toEqual([read]);
});

test("reads alternatives of a drawing once, with its text boxes after the paragraph", () => {
  const box = (text: string): string => `<w:txbxContent>${p(text)}</w:txbxContent>`;
  const drawing =
    `<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>${box("boxed")}</wps:txbx></w:drawing></mc:Choice>` +
    `<mc:Fallback><w:pict><v:textbox>${box("boxed")}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>`;
  expect(texts({ body: `<w:p>${r("before ")}<w:r>${drawing}</w:r>${r("after")}</w:p>${p("next")}` })).toEqual([
    "before after",
    "boxed",
    "next",
  ]);
});

test("cancels italics set by both paragraph and character style, but keeps italics of the run", () => {
  const styles =
    paragraphStyle("Call", "Call", "<w:rPr><w:i/></w:rPr>") +
    '<w:style w:type="character" w:styleId="Em"><w:name w:val="Em"/><w:rPr><w:i/></w:rPr></w:style>';
  const runs =
    r("a") + r("b", '<w:rStyle w:val="Em"/>') + r("c", '<w:rStyle w:val="Em"/><w:i/>') + r("d", '<w:i w:val="0"/>');
  expect(texts({ styles, body: `<w:p><w:pPr><w:pStyle w:val="Call"/></w:pPr>${runs}</w:p>` })).toEqual([
    "[emphasis:a]b[emphasis:c]d",
  ]);
});

test("recognises headings by outline level or style name, and titles by style name", () => {
  const styles =
    paragraphStyle("T", "Title", "") +
    paragraphStyle("H", "heading 2", "") +
    paragraphStyle("O", "Own", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>');
  const body = ["T", "H", "O", "None"].map((id) => p(id, `<w:pStyle w:val="${id}"/>`)).join("");
  expect(read({ styles, body }).map(({ heading }) => heading)).toEqual([0, 2, 1, null]);
});

test("numbers notes through the text in the configured format, except notes with their own mark", () => {
  const note = (id: number, text: string): string => `<w:footnote w:id="${String(id)}">${p(text)}</w:footnote>`;
  const reference = (id: number, more = "", mark = ""): string =>
    `<w:r><w:footnoteReference w:id="${String(id)}"${more}/>${mark}</w:r>`;
  const { blocks, notes } = readDocx(
    wordFile({
      body: `<w:p>${r("a")}${reference(5)}${r("b")}${reference(3)}${r("c")}${reference(4, ' w:customMarkFollows="1"', "<w:t>*</w:t>")}</w:p>`,
      footnotes: `<w:footnote w:id="-1" w:type="separator">${p("")}</w:footnote>${note(3, "three")}${note(4, "star")}${note(5, "five")}`,
      settings: '<w:footnotePr><w:numFmt w:val="lowerLetter"/><w:numStart w:val="2"/></w:footnotePr>',
    }),
  );
  expect(blocks.map(show)).toEqual(["a^footnote 5^b^footnote 3^c^footnote 4^"]);
  expect([...notes.values()].map(({ label, blocks: own }) => `${label} ${own.map(show).join()}`)).toEqual([
    "b five",
    "c three",
    "* star",
  ]);
});

test("numbers notes in non-Latin formats, such as Chinese counting", () => {
  const { notes } = readDocx(
    wordFile({
      body: `<w:p>${r("a")}<w:r><w:footnoteReference w:id="1"/></w:r></w:p>`,
      footnotes: `<w:footnote w:id="1">${p("one")}</w:footnote>`,
      settings: '<w:footnotePr><w:numFmt w:val="chineseCounting"/><w:numStart w:val="12"/></w:footnotePr>',
    }),
  );
  expect([...notes.values()].map(({ label }) => label)).toEqual(["十二"]);
});

test("reads cells in row order, with positions that count merged columns and rows", () => {
  const cell = (text: string, properties = ""): string => `<w:tc><w:tcPr>${properties}</w:tcPr>${p(text)}</w:tc>`;
  const body =
    `<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>${cell("a", '<w:gridSpan w:val="2"/>')}${cell("b")}</w:tr>` +
    `<w:tr>${cell("c", '<w:vMerge w:val="restart"/>')}${cell("d")}${cell("e")}</w:tr>` +
    `<w:tr>${cell("", "<w:vMerge/>")}${cell("f")}${cell("")}</w:tr></w:tbl>`;
  expect(
    read({ body }).map(({ cell: place, pieces }) => [show({ pieces }), place?.row, place?.column, place?.header]),
  ).toEqual([
    ["a", 1, 1, true],
    ["b", 1, 3, true],
    ["c", 2, 1, false],
    ["d", 2, 2, false],
    ["e", 2, 3, false],
    ["f", 3, 2, false],
    ["", 3, 3, false],
  ]);
});

test("reads the paragraphs of a cell as lines, with their list numbers", () => {
  const body = `<w:tbl><w:tr><w:tc>${p("a")}${p("b", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')}</w:tc></w:tr></w:tbl>`;
  const numbering =
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%1)"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>';
  expect(texts({ body, numbering })).toEqual(["a⏎a) b"]);
});

test("joins a paragraph to the next when its end is deleted, or inserted and rejected", () => {
  const deleted = '<w:rPr><w:del w:id="1"/></w:rPr>';
  const inserted = '<w:rPr><w:ins w:id="2"/></w:rPr>';
  const body = p("first ", deleted) + p("second") + p("new ", inserted) + p("last");
  expect(read({ body }).map(show)).toEqual(["first second", "new ", "last"]);
  expect(readDocx(wordFile({ body }), "reject").blocks.map(show)).toEqual(["first ", "second", "new last"]);
});

test("keeps the end of a paragraph before a table, as Word and LibreOffice do", () => {
  const joined = p("Before.", '<w:rPr><w:del w:id="1"/></w:rPr>');
  expect(texts({ body: `${joined}<w:tbl><w:tr><w:tc>${p("a")}</w:tc></w:tr></w:tbl>` })).toEqual(["Before.", "a"]);
});

test("numbers joined paragraphs like the first of them that has text", () => {
  const numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>';
  const deletedMark = '<w:rPr><w:del w:id="1"/></w:rPr>';
  const deletedParagraph =
    '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del w:id="2"/></w:rPr></w:pPr><w:del w:id="3"><w:r><w:delText>all of it</w:delText></w:r></w:del></w:p>';
  const body = p("A ", numbered + deletedMark) + p("plain") + deletedParagraph + p("B") + p("C", numbered);
  const numbering = abstractNum(0, [["decimal", "%1."]]) + num(1, 0);
  expect(read({ body, numbering }).map((block) => [block.number, show(block)])).toEqual([
    ["1.", "A plain"],
    [null, "B"],
    ["2.", "C"],
  ]);
});

test("keeps text after a table of contents in its last paragraph", () => {
  const body = `<w:p>${begin('TOC \\o "1-3"')}${r("Introduction")}</w:p><w:p>${r("Next")}${end}${r("After it.")}</w:p>`;
  expect(texts({ body })).toEqual(["After it."]);
});

test("rejecting a change of formatting without earlier properties removes the formatting", () => {
  const body = `<w:p>${r("x", '<w:b/><w:rPrChange w:id="1"/>')}</w:p>`;
  expect(readDocx(wordFile({ body }), "reject").blocks.map(show)).toEqual(["x"]);
});

test("rejecting changes restores formatting, headings and rows", () => {
  const row = (text: string, properties = ""): string =>
    `<w:tr><w:trPr>${properties}</w:trPr><w:tc>${p(text)}</w:tc></w:tr>`;
  const body =
    `<w:p><w:pPr><w:outlineLvl w:val="0"/><w:pPrChange w:id="1"><w:pPr/></w:pPrChange></w:pPr>${r("x", "<w:b/><w:rPrChange w:id='2'><w:rPr/></w:rPrChange>")}</w:p>` +
    `<w:tbl>${row("a", '<w:ins w:id="3"/>')}${row("b", '<w:del w:id="4"/>')}</w:tbl>`;
  const shown = (changes: "accept" | "reject"): unknown[] =>
    readDocx(wordFile({ body }), changes).blocks.map((block) => [show(block), block.heading]);
  expect(shown("accept")).toEqual([
    ["[strong:x]", 1],
    ["a", null],
  ]);
  expect(shown("reject")).toEqual([
    ["x", null],
    ["b", null],
  ]);
});

test.each<[what: string, parts: WordParts, notice: object]>([
  [
    "a picture",
    { body: '<w:p><w:r><w:drawing><wp:docPr descr="A map"/></w:drawing></w:r></w:p>' },
    { code: "picture-left-out", params: { description: "A map" }, at: 0 },
  ],
  [
    "an embedded object",
    { body: "<w:p><w:r><w:object/></w:r></w:p>" },
    { code: "object-left-out", params: { description: "" }, at: 0 },
  ],
  [
    "a formula",
    { body: "<w:p><m:oMath><m:r><m:t>x</m:t></m:r></m:oMath></w:p>" },
    { code: "equation-as-text", params: {}, at: 0 },
  ],
  ["hidden text", { body: `<w:p>${r("a", "<w:vanish/>")}</w:p>` }, { code: "hidden-text-left-out", params: {}, at: 0 }],
  [
    "a link that could run code",
    { body: `<w:p>${field('HYPERLINK "javascript:alert(1)"', "x")}</w:p>` },
    { code: "link-left-out", params: { href: "javascript:alert(1)" }, at: 0 },
  ],
  [
    "a missing note",
    { body: '<w:p><w:r><w:footnoteReference w:id="9"/></w:r></w:p>' },
    { code: "note-missing", params: { id: "9" }, at: 0 },
  ],
  [
    "an unknown symbol",
    { body: '<w:p><w:r><w:sym w:font="Odd" w:char="F021"/></w:r></w:p>' },
    { code: "symbol-unknown", params: { font: "Odd", code: "F021" }, at: 0 },
  ],
  [
    "an embedded part",
    { body: '<w:altChunk r:id="l1"/>' },
    { code: "part-left-out", params: { what: "altChunk" }, at: 0 },
  ],
  [
    "comments",
    { body: p("a"), comments: `<w:comment w:id="0">${p("no")}</w:comment>` },
    { code: "comments-left-out", params: { count: 1 }, at: "" },
  ],
  [
    "tracked changes",
    { body: `<w:p><w:ins w:id="1">${r("a")}</w:ins></w:p>` },
    { code: "tracked-changes-accepted", params: { insertions: 1, deletions: 0, moves: 0 }, at: "" },
  ],
  [
    "tracked changes of formatting alone",
    {
      body: `${p("a")}<w:p><w:pPr><w:pPrChange w:id="1"><w:pPr/></w:pPrChange></w:pPr>${r("b", '<w:b/><w:rPrChange w:id="2"><w:rPr/></w:rPrChange>')}</w:p>`,
    },
    { code: "formatting-changes-accepted", params: { count: 2 }, at: 1 },
  ],
  [
    "tracked changes of a table's cells",
    {
      body: `<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="2000"/></w:tblGrid><w:tr><w:tc><w:tcPr><w:cellIns w:id="1"/></w:tcPr>${p("a")}</w:tc></w:tr></w:tbl>`,
    },
    { code: "cell-changes-left-out", params: {}, at: 0 },
  ],
])("reports %s with its position", (_what, parts, notice) => {
  expect(readDocx(wordFile(parts)).notices).toEqual([notice]);
});

test("leaves out a table of contents made by a field, a part or a style", () => {
  const toc = `<w:p>${begin('TOC \\o "1-3"')}${r("Introduction")}<w:r><w:tab/><w:t>1</w:t></w:r></w:p>${p("Next steps\t2")}<w:p>${end}</w:p>`;
  const gallery = `<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>${p("Contents")}</w:sdtContent></w:sdt>`;
  const { blocks, notices } = readDocx(
    wordFile({
      styles: paragraphStyle("TOC1", "toc 1", ""),
      body: toc + gallery + p("x 3", '<w:pStyle w:val="TOC1"/>') + p("Introduction"),
    }),
  );
  expect(blocks.map(show)).toEqual(["Introduction"]);
  expect(notices).toEqual([{ code: "contents-left-out", params: {}, at: 0 }]);
});

test("takes the file's language from most of its letters, and marks right-to-left paragraphs", () => {
  const arabic = r("إن المنتدى العالمي", '<w:rtl/><w:lang w:bidi="ar-SA"/>');
  const { language, blocks } = readDocx(wordFile({ body: `<w:p><w:pPr><w:bidi/></w:pPr>${arabic}</w:p>${p("WTPF")}` }));
  expect([language, blocks.map(({ direction }) => direction)]).toEqual(["ar-SA", ["rtl", null]]);
});

function begin(instruction: string): string {
  const escaped = instruction.replaceAll('"', "&quot;");
  return `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>${escaped}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>`;
}

function field(instruction: string, result: string): string {
  return begin(instruction) + r(result) + end;
}

function read(parts: WordParts): readonly Block[] {
  return readDocx(wordFile(parts)).blocks;
}

function texts(parts: WordParts): string[] {
  return read(parts).map(show);
}

function show({ pieces }: { pieces: readonly Piece[] }): string {
  return showPieces(pieces);
}

test.each([
  ["directly in a run", "<w:p><w:r>lost words</w:r></w:p>"],
  ["outside any run", "<w:p><w:t>lost words</w:t></w:p>"],
  ["outside any paragraph", r("lost words")],
  ["outside any table", `<w:tr><w:tc>${p("lost words")}</w:tc></w:tr>`],
])("reports misplaced text: %s", (_where, body) => {
  const { notices } = readDocx(wordFile({ body: p("one") + body }));
  expect(notices).toContainEqual({ code: "words-out-of-place", params: { words: "lost words" }, at: "" });
});

test("reports text of the comments that belongs to no comment", () => {
  const { notices } = readDocx(wordFile({ body: p("one"), comments: p("lost words") }));
  expect(notices).toContainEqual({ code: "words-out-of-place", params: { words: "lost words" }, at: "" });
});
