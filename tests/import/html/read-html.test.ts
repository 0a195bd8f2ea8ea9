import { readDraft } from "../../../server/import/read-draft.ts";
import { readHtml } from "../../../server/import/html/read-html.ts";
import { UnreadableFile } from "../../../server/import/shared/unreadable-file.ts";
import { showBlocks, showPieces } from "../show-blocks.ts";

test.each<[what: string, html: string, blocks: string[]]>([
  [
    "headings and paragraphs",
    "<h1>Title</h1><h2>1 Introduction</h2><p>Text",
    ["h1 Title", "h2 1 Introduction", "Text"],
  ],
  [
    "inline marks",
    "<p><em>a</em><b>b</b><u>c</u><s>d</s><sup>2</sup><sub>3</sub>",
    ["[emphasis:a][strong:b][underline:c][strike:d][superscript:2][subscript:3]"],
  ],
  [
    "marks set by style, as word processors write them",
    '<p><span style="font-style:italic">a</span><span style="font-weight: 700">b</span>',
    ["[emphasis:a][strong:b]"],
  ],
  ["text outside any paragraph", "one<p>two</p>three", ["one", "two", "three"]],
  ["a break as a line end, and a line end as a space", "<p>a<br>b\nc", ["a⏎b c"]],
  ["numbers as a browser shows them", "<ol start=3><li>a<li value=7>b<li>c</ol>", ["3. a", "7. b", "8. c"]],
  [
    "lists that count backwards and in letters",
    "<ol reversed type=a><li>x<li>y</ol><ol style='list-style-type: upper-roman'><li>z</ol>",
    ["b. x", "a. y", "I. z"],
  ],
  [
    "nested lists with their levels",
    "<ol><li>a<ol type=a><li>b</ol><li>c</ol><ul><li>d</ul>",
    ["1. a", "  a. b", "2. c", "• d"],
  ],
  ["a list without marks as paragraphs", "<ul style='list-style:none'><li>a) one<li>b) two</ul>", ["a) one", "b) two"]],
  ["labels typed after breaks", "<p>a) one;<br>b) two;</p>", ["a) one;", "b) two;"]],
  [
    "no title, style, script, comment or template",
    "<title>t</title><style>p{}</style><script>alert(1)</script><p>a<!-- no --><template>x</template>",
    ["a"],
  ],
  [
    "a table with merged cells and a caption",
    "<table><caption>T</caption><tr><th colspan=2>a<th>b<tr><td rowspan=2>c<td>d<td>e<tr><td>f<td></table>",
    ["T", "1:1! a", "1:3! b", "2:1 c", "2:2 d", "2:3 e", "3:2 f", "3:3"],
  ],
  ["the paragraphs of a cell as its lines", "<table><tr><td><p>a<p>b<ol><li>c</ol></table>", ["1:1 a⏎b⏎1 c"]],
  ["preformatted lines", "<pre>a\nb</pre>", ["a⏎b"]],
  [
    "links, except one that could run code",
    '<p><a href="https://example.org">site</a> <a href="#x">there</a> <a href="javascript:alert(1)">no</a>',
    ["[link:site] [link:there] no"],
  ],
  ["nested emphasis as one emphasis", "<p><em>a<i>b</i></em>", ["[emphasis:a][emphasis:b]"]],
])("reads %s", (_what, html, blocks) => {
  expect(showBlocks(readHtml(html))).toEqual(blocks);
});

test.each([
  [
    "our own pages",
    '<p>Text<a class="footnote-reference" href="#note-1">1</a>.</p><ol class="footnotes"><li id="note-1">See.</li></ol>',
  ],
  [
    "pandoc",
    '<p>Text<a href="#fn1" class="footnote-ref" id="fnref1" role="doc-noteref"><sup>1</sup></a>.</p><section class="footnotes" role="doc-endnotes"><hr><ol><li id="fn1"><p>See.<a href="#fnref1" class="footnote-back" role="doc-backlink">↩︎</a></p></li></ol></section>',
  ],
  [
    "markdown-it",
    '<p>Text<sup class="footnote-ref"><a href="#fn1" id="fnref1">[1]</a></sup>.</p><section class="footnotes"><ol><li id="fn1" class="footnote-item"><p>See. <a href="#fnref1" class="footnote-backref">↩︎</a></p></li></ol></section>',
  ],
  [
    "Word",
    `<p class=MsoNormal>Text<a style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1" title=""><span class=MsoFootnoteReference>[1]</span></a>.</p><div><hr size=1><div id=ftn1><p class=MsoFootnoteText><a href="#_ftnref1" name="_ftn1" title=""><span class=MsoFootnoteReference>[1]</span></a> See.</p></div></div>`,
  ],
])("reads footnotes of %s", (_whose, html) => {
  const { blocks, notes } = readHtml(html);
  expect(showBlocks({ blocks })).toEqual([expect.stringMatching(/^Text\^.*\^\.$/u)]);
  expect(
    [...notes.values()].map(({ label, blocks: own }) => [label, own.map(({ pieces }) => showPieces(pieces).trim())]),
  ).toEqual([["1", ["See."]]]);
});

test("reads a link on an unraised number as a link, not as a note", () => {
  const { notes } = readHtml('<p>See <a href="#p1">1</a>.</p><p id="p1">Here.</p>');
  expect(notes.size).toBe(0);
});

test("takes language and direction from the nearest element, and the file's language from the page", () => {
  const { language, blocks } = readHtml('<html lang="fr"><p>Le</p><div lang="ar" dir="rtl"><p>إن</p></div>');
  expect([language, blocks.map(({ language: own, direction }) => [own, direction])]).toEqual([
    "fr",
    [
      [null, null],
      ["ar", "rtl"],
    ],
  ]);
});

test.each([
  ["a picture", '<p>a<img alt="A map">', { code: "picture-left-out", params: { description: "A map" }, at: 0 }],
  ["a video", "<p>a<video></video>", { code: "object-left-out", params: {}, at: 0 }],
  ["a formula", "<p>a<math><mi>x</mi></math>", { code: "equation-left-out", params: {}, at: 0 }],
  ["a table in a cell", "<table><tr><td><table><tr><td>a</table></table>", { code: "nested-table", params: {}, at: 0 }],
  [
    "a link that could run code",
    '<p><a href="data:x">a</a>',
    { code: "link-left-out", params: { href: "data:x" }, at: 0 },
  ],
])("reports %s", (_what, html, notice) => {
  expect(readHtml(html).notices).toContainEqual(notice);
});

test("rejects a page nested deeper than browsers allow", () => {
  expect(() => readHtml("<div>".repeat(600))).toThrow(UnreadableFile);
});

/** A page as Word's "filtered" format writes it: numbers and bullets are text with no-break spaces. */
const filtered = `<html><body lang=EN-GB><div class=WordSection1>
<p class=MsoTitle>Report</p>
<p class=MsoToc1><a href="#_Toc1">1<span>&nbsp;&nbsp; </span>Scope 3</a></p>
<h1><a name="_Toc1">1<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span>Scope</a></h1>
<p class=MsoListParagraph style='text-indent:-18.0pt'>1.1<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span>The members met
in spring.<a href="#_ftn1" name="_ftnref1"><span class=MsoFootnoteReference><span class=MsoFootnoteReference>[1]</span></span></a></p>
<p class=MsoListParagraph>a)<span>&nbsp;&nbsp; </span>one <span class=MsoCommentReference><a class=msocomanchor href="#_msocom_1">[A1]</a>&nbsp;</span>item;</p>
<p class=MsoListParagraph><span style='font-family:Symbol'>·<span>&nbsp;&nbsp;&nbsp; </span></span>a bullet.</p>
</div><div><hr><div id=ftn1><p class=MsoFootnoteText><a href="#_ftnref1" name="_ftn1"><span class=MsoFootnoteReference>[1]</span></a> See the record.</p></div></div>
<div><div id="_com_1" class=msocomtxt><p class=MsoCommentText><a href="#_msoanchor_1" class=msocomoff>[A1]</a>Why one?</p></div></div></body></html>`;

test("reads numbers, notes and bullets of Word's filtered HTML, and reports omitted contents and comments", async () => {
  const { value, notices } = await readDraft(new TextEncoder().encode(filtered), { fileName: "report.htm" });
  expect(
    value.draft.content.content.map(
      ({ attrs, textContent }) => `${String(attrs["kind"])} ${String(attrs["label"])} ${textContent}`,
    ),
  ).toEqual([
    "title null Report",
    "heading 1 Scope",
    "paragraph 1.1 The members met in spring.",
    "footnote 1 See the record.",
    "item a) one item;",
    "item null a bullet.",
  ]);
  expect([value.language, notices.map(({ code }) => code)]).toEqual(["en", ["contents-left-out", "comments-left-out"]]);
});

test("leaves out metadata, navigation and notes of the editor, and says so", () => {
  const { blocks, notices } = readHtml(
    "---\ntitle: Draft\n---\n<h1>Agreement</h1><nav><a href='#a'>Article 1</a></nav><aside>Numbers follow the second draft.</aside><p>[Editorial note: to be checked.]</p><p>The Parties agree.</p>",
  );
  expect(showBlocks({ blocks })).toEqual(["h1 Agreement", "The Parties agree."]);
  expect(notices.map(({ code, params }) => [code, params["text"]])).toEqual([
    ["front-matter-left-out", undefined],
    ["contents-left-out", undefined],
    ["editors-note-left-out", "Numbers follow the second draft."],
    ["editors-note-left-out", "[Editorial note: to be checked.]"],
  ]);
});

test("reads 2 000 rows of cells that span everything in a moment", () => {
  const row = `<tr>${"<td rowspan=1000 colspan=1000>a".repeat(5)}`;
  const began = process.cpuUsage();
  expect(readHtml(`<table>${row.repeat(2_000)}</table>`).blocks).toHaveLength(10_000);
  // Without a limit on columns, it takes half a minute.
  expect(process.cpuUsage(began).user / 1e6).toBeLessThan(4);
});
