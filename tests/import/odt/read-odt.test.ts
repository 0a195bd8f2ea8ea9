import { readFileSync } from "node:fs";
import path from "node:path";
import type { Node } from "prosemirror-model";
import type { FileMarkup } from "#core/receive/file-markup.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import { readOdt } from "../../../server/import/odt/read-odt.ts";
import { readDraft } from "../../../server/import/read-draft.ts";
import { showBlocks } from "../show-blocks.ts";
import { change, list, listStyle, odtFile, p, style, type OdtFileParts } from "./odt-file.ts";

const levels = [
  ["1", "", ".", ""],
  ["a", "(", ")", ""],
  ["1", "", "", 'text:display-levels="3"'],
] as const;

test.each<[what: string, parts: OdtFileParts, shown: string[]]>([
  [
    "paragraphs and headings",
    { body: `<text:h text:outline-level="2">Scope</text:h>${p("One.")}` },
    ["h2 Scope", "One."],
  ],
  [
    "a title by its style",
    { body: p("Opinion", "P1"), styles: style("paragraph", "P1", "", "Title"), named: style("paragraph", "Title", "") },
    ["h0 Opinion"],
  ],
  [
    "marks from styles and spans",
    {
      body: p(`a <text:span text:style-name="T1">b <text:span text:style-name="T2">c</text:span></text:span>`),
      styles:
        style("text", "T1", '<style:text-properties fo:font-style="italic"/>') +
        style("text", "T2", '<style:text-properties fo:font-weight="bold" style:text-position="super 58%"/>'),
    },
    ["a [emphasis:b ][emphasis+strong+superscript:c]"],
  ],
  ["spaces, tabs and breaks", { body: p('a<text:s text:c="2"/>b\n  c<text:line-break/>d') }, ["a  b c⏎d"]],
  [
    "fields as shown on the page",
    { body: p("page <text:page-number>7</text:page-number>, <text:bookmark-ref>1.2</text:bookmark-ref>") },
    ["page 7, 1.2"],
  ],
  [
    "numbers of all levels",
    {
      body: list("L", [p("A") + list("", [p("B"), p("C") + list("", [p("D")])]), p("E")]),
      styles: listStyle("L", levels),
    },
    ["1. A", "  (a) B", "  (b) C", "    1.b.1 D", "2. E"],
  ],
  [
    "the second paragraph of an entry without a number",
    { body: list("L", [p("A") + p("more"), p("B")]), styles: listStyle("L", levels) },
    ["1. A", "more", "2. B"],
  ],
  [
    "lists that restart or continue, as declared",
    {
      body:
        list("L", [p("A")], 'xml:id="x"') +
        list("L", [p("B")]) +
        list("L", [p("C")], 'text:continue-numbering="true"') +
        list("L", [p("D")], 'text:continue-list="x"'),
      styles: listStyle("L", levels),
    },
    ["1. A", "1. B", "2. C", "2. D"],
  ],
  [
    "an entry with its own start value",
    {
      body: `<text:list text:style-name="L"><text:list-item text:start-value="4">${p("A")}</text:list-item><text:list-item>${p("B")}</text:list-item></text:list>`,
      styles: listStyle("L", levels),
    },
    ["4. A", "5. B"],
  ],
  [
    "a skipped level as begun",
    { body: list("L", [list("", [list("", [p("A")])])]), styles: listStyle("L", levels) },
    ["    1.a.1 A"],
  ],
  [
    "the numbers of headings from the outline",
    {
      body: '<text:h text:outline-level="1">A</text:h><text:h text:outline-level="2">B</text:h>',
      named:
        '<text:outline-style><text:outline-level-style text:level="1" style:num-format="1"/><text:outline-level-style text:level="2" style:num-format="1" text:display-levels="2"/></text:outline-style>',
    },
    ["h1 1 A", "h2   1.1 B"],
  ],
  [
    "tables with merged cells, each cell once",
    {
      body: `<table:table><table:table-header-rows><table:table-row><table:table-cell table:number-columns-spanned="2">${p("Head")}</table:table-cell><table:covered-table-cell/></table:table-row></table:table-header-rows><table:table-row><table:table-cell>${p("a")}</table:table-cell><table:table-cell>${p("b")}</table:table-cell></table:table-row></table:table>`,
    },
    ["1:1! Head", "2:1 a", "2:2 b"],
  ],
  [
    "text boxes once, after their paragraph",
    { body: p(`a<draw:frame><draw:text-box>${p("box")}</draw:text-box><draw:image/></draw:frame>b`) },
    ["ab", "box"],
  ],
  [
    "no table of contents",
    {
      body: `<text:table-of-content><text:index-body>${p("Scope 1")}</text:index-body></text:table-of-content>${p("One.")}`,
    },
    ["One."],
  ],
  [
    "no table of contents of another program, by the style of its entries or its parent",
    {
      styles: style("paragraph", "P7", "", "Contents 1"),
      named: style("paragraph", "Contents 1", ""),
      body: p("Scope 1", "Contents 1") + p("Terms 2", "P7") + p("One."),
    },
    ["One."],
  ],
])("reads %s", (_what, parts, shown) => {
  expect(showBlocks(readOdt(odtFile(parts)))).toEqual(shown);
});

test("gives footnotes the label shown on the page", () => {
  const note = `<text:note text:id="f1" text:note-class="footnote"><text:note-citation>*</text:note-citation><text:note-body>${p("See there.")}</text:note-body></text:note>`;
  const { blocks, notes } = readOdt(odtFile({ body: p(`One${note} two.`) }));
  expect(showBlocks({ blocks })).toEqual(["One^f1^ two."]);
  expect([...notes].map(([key, { label, blocks }]) => [key, label, showBlocks({ blocks })])).toEqual([
    ["f1", "*", ["See there."]],
  ]);
});

const inserted = '<text:change-start text:change-id="i"/>new <text:change-end text:change-id="i"/>';

/**
 * Each row has the text with changes accepted, the text with changes rejected, and the changes relative to the original
 * text.
 */
test.each<[what: string, changes: string, body: string, accepted: string, rejected: string, kept: string[]]>([
  ["an insertion", change("i"), p(`one ${inserted}two`), "one new two", "one two", ["insert 4-4 'new '"]],
  [
    "a deletion",
    change("d", p("old ")),
    p('one <text:change text:change-id="d"/>two'),
    "one two",
    "one old two",
    ["delete 4-8 'old '"],
  ],
  [
    "an inserted paragraph",
    change("i"),
    p("one.") + p('<text:change-start text:change-id="i"/>new.') + p('<text:change-end text:change-id="i"/>two.'),
    "one.\nnew.\ntwo.",
    "one.\ntwo.",
    ["insert 5-5 'new.\n'"],
  ],
  [
    "a deleted paragraph",
    change("d", p("old.") + p("")),
    p("one.") + p('<text:change text:change-id="d"/>two.'),
    "one.\ntwo.",
    "one.\nold.\ntwo.",
    ["delete 5-10 'old.\n'"],
  ],
  [
    "two paragraphs joined",
    change("d", p("") + p("")),
    p('one.<text:change text:change-id="d"/>two.'),
    "one.two.",
    "one.\ntwo.",
    ["paragraph 4-5 '\n'"],
  ],
  [
    "a paragraph split in two",
    change("i"),
    p('one.<text:change-start text:change-id="i"/>') + p('<text:change-end text:change-id="i"/> two.'),
    "one.\ntwo.",
    "one. two.",
    ["paragraph 4-4 '\n'"],
  ],
  [
    "text inserted and deleted again as no change",
    change("d", p("y")).replace("</office:change-info>", "</office:change-info><text:insertion/>"),
    p('x<text:change text:change-id="d"/>'),
    "x",
    "x",
    [],
  ],
  [
    "text that one person inserted and another deleted as an insertion",
    change("d", p("y"), "Bob").replace(
      "</text:deletion>",
      "</text:deletion><text:insertion><office:change-info><dc:creator>Ada</dc:creator></office:change-info></text:insertion>",
    ),
    p('x<text:change text:change-id="d"/>z'),
    "xz",
    "xz",
    ["insert 1-1 'y'"],
  ],
  [
    "an insertion without an end in the file",
    change("i"),
    p('one <text:change-start text:change-id="i"/>two.') + p("three."),
    "one two.\nthree.",
    "one",
    ["insert 3-3 'two.\nthree.\n'"],
  ],
  [
    "a table inside an insertion as its paragraphs",
    change("i"),
    p('one.<text:change-start text:change-id="i"/>') +
      `<table:table><table:table-row><table:table-cell>${p("Year")}</table:table-cell><table:table-cell>${p("Share")}</table:table-cell></table:table-row></table:table>` +
      p('new.<text:change-end text:change-id="i"/> two.'),
    "one.\nYear\nShare\nnew. two.",
    "one. two.",
    ["insert 4-4 '\nYear\nShare\nnew.'"],
  ],
  [
    "text inserted into an empty cell",
    change("i"),
    `<table:table>${["<text:p/>", `<text:p>${inserted}</text:p>`].map((inside) => `<table:table-row><table:table-cell>${inside}</table:table-cell></table:table-row>`).join("")}</table:table>${p("end")}`,
    "\nnew\nend",
    "\n\nend",
    ["insert 1-1 'new '"],
  ],
])("reads %s", async (_what, changes, body, accepted, rejected, kept) => {
  const file = odtFile({ body: `<text:tracked-changes>${changes}</text:tracked-changes>${body}` });
  const read = async (changes: "accept" | "reject" | "keep"): Promise<{ text: string; markup: FileMarkup }> => {
    const { value } = await readDraft(file, { fileName: "a.odt", language: "en", changes });
    return { text: versionTextOf(value.draft).text, markup: value.markup };
  };
  expect([(await read("accept")).text, (await read("reject")).text]).toEqual([accepted, rejected]);
  const { markup } = await read("keep");
  expect(markup.changes.map(({ kind, start, end, text }) => `${kind} ${start}-${end} '${text}'`)).toEqual(kept);
});

test("reports a change of formatting alone", () => {
  const region =
    '<text:changed-region text:id="f"><text:format-change><office:change-info/></text:format-change></text:changed-region>';
  const marked = p('a <text:change-start text:change-id="f"/>b<text:change-end text:change-id="f"/>');
  const { notices } = readOdt(odtFile({ body: `<text:tracked-changes>${region}</text:tracked-changes>${marked}` }));
  expect(notices).toEqual([{ code: "formatting-changes-stand", params: { count: 1 }, at: "" }]);
});

test("reports a deletion without a position in the text", () => {
  const file = odtFile({ body: `<text:tracked-changes>${change("d", "gone")}</text:tracked-changes>${p("one")}` });
  expect(readOdt(file).notices).toContainEqual({ code: "deletion-without-place", params: { count: 1 }, at: "" });
});

test.each([
  ["directly in the body", `${p("one")}lost<text:span>words</text:span>`],
  ["an entry outside any list", `${p("one")}<text:list-item>${p("lost words")}</text:list-item>`],
  ["a paragraph outside any entry", `${p("one")}<text:list>${p("lost words")}</text:list>`],
  [
    "a cell outside any row",
    `${p("one")}<table:table><table:table-cell>${p("lost words")}</table:table-cell></table:table>`,
  ],
])("reports misplaced text: %s", (_where, body) => {
  const { notices } = readOdt(odtFile({ body }));
  expect(notices).toContainEqual({
    code: "words-out-of-place",
    params: { words: expect.stringMatching(/^lost ?words$/u) as string },
    at: "",
  });
});

test("reports insertions in the comments that a compilation prints between its clauses", () => {
  const tracked = `<text:tracked-changes>${change("i")}</text:tracked-changes>`;
  const among = p(
    'Too weak. <text:change-start text:change-id="i"/>We agree.<text:change-end text:change-id="i"/>',
    "SourceText",
  );
  const named = style("paragraph", "CoverForum", "") + style("paragraph", "SourceText", "");
  const { blocks, notices } = readOdt(odtFile({ body: tracked + p("The forum met.") + among, named }), "keep");
  expect(showBlocks({ blocks })).toEqual(["The forum met."]);
  expect(notices.map(({ code, params }) => [code, params])).toEqual([
    ["compiled-comments-left-out", {}],
    ["compiled-comments-changed", { words: "We agree." }],
  ]);
});

test("keeps text that one person inserted and another deleted, and reports an inserted text box", () => {
  const passing = change("d", p("soon "), "Bob").replace(
    "</text:deletion>",
    "</text:deletion><text:insertion><office:change-info><dc:creator>Ada</dc:creator></office:change-info></text:insertion>",
  );
  const box = `<text:change-start text:change-id="i"/><draw:frame><draw:text-box>${p("In a box.")}</draw:text-box></draw:frame><text:change-end text:change-id="i"/>`;
  const body = `<text:tracked-changes>${passing}${change("i")}</text:tracked-changes>${p(`It <text:change text:change-id="d"/>is${box}.`)}`;
  const { notices } = readOdt(odtFile({ body }), "keep");
  expect(notices.map(({ code, params }) => [code, params])).toEqual([
    ["text-box-put-in", { author: "Ada", words: "In a box." }],
  ]);
});

test("reads a comment that one person tracked and another deleted", async () => {
  const info = (author: string) => `<office:change-info><dc:creator>${author}</dc:creator></office:change-info>`;
  const comment = `<office:annotation><dc:creator>Ada</dc:creator>${p("Why?")}</office:annotation>`;
  const region = `<text:changed-region text:id="c"><text:deletion>${info("Bob")}${p(comment)}</text:deletion><text:insertion>${info("Ada")}</text:insertion></text:changed-region>`;
  const body = `<text:tracked-changes>${region}</text:tracked-changes>${p('One <text:change text:change-id="c"/>two.')}${p("Three.")}`;
  const { value } = await readDraft(odtFile({ body }), { fileName: "a.odt", language: "en", changes: "keep" });
  expect(value.markup).toMatchObject({ changes: [], comments: [{ author: "Ada", start: 4, end: 4, text: "Why?" }] });
});

test("reads the exact range, the replies and the resolved state of comments", async () => {
  const comment = (name: string, more: string, author: string, text: string): string =>
    `<office:annotation office:name="${name}" ${more}><dc:creator>${author}</dc:creator><dc:date>2013-01-02T00:00:00</dc:date><meta:creator-initials>${author.charAt(0)}</meta:creator-initials>${p(text)}</office:annotation>`;
  const body = p(
    `The forum ${comment("b", 'loext:parent-name="a"', "Bob", "In May.")}${comment("a", 'loext:resolved="true"', "Ada", "When?")}met<office:annotation-end office:name="a"/><office:annotation-end office:name="b"/> there${comment("c", "", "Cy", "Where?")}.`,
  );
  const { value } = await readDraft(odtFile({ body }), { fileName: "a.odt", language: "en", changes: "keep" });
  const about = { date: "2013-01-02T00:00:00", change: null };
  expect(value.markup.comments).toEqual([
    {
      id: "a",
      parent: null,
      author: "Ada",
      initials: "A",
      ...about,
      resolved: true,
      start: 10,
      end: 13,
      text: "When?",
    },
    {
      id: "b",
      parent: "a",
      author: "Bob",
      initials: "B",
      ...about,
      resolved: false,
      start: 10,
      end: 13,
      text: "In May.",
    },
    {
      id: "c",
      parent: null,
      author: "Cy",
      initials: "C",
      ...about,
      resolved: false,
      start: 19,
      end: 19,
      text: "Where?",
    },
  ]);
});

const files = path.join(__dirname, "files");
const fixtures = path.join(__dirname, "../../../fixtures/wtpf-13");

/** LibreOffice opened and saved these files. */
test.each([
  "contributions/openline-lakeside-ridr-opinion-5",
  "contributions/southern-cable-sg-report",
  "files/opinion-5.3.ar",
])("%s: reads the OpenDocument text saved from a Word file like that file", async (name) => {
  for (const changes of ["accept", "reject", "keep"] as const) {
    const read = async (folder: string, ending: string): Promise<object> => {
      const file = `${name}.${ending}`;
      const bytes = readFileSync(path.join(folder, folder === files ? path.basename(file) : file));
      const { value } = await readDraft(bytes, { fileName: file, language: "en", changes });
      return { clauses: clausesOf(value.draft), ...markupOf(value.markup) };
    };
    expect(await read(files, "odt")).toEqual(await read(fixtures, "docx"));
  }
});

function clausesOf(draft: Node): object[] {
  return draft.content.content.map((clause) => clause.toJSON() as object);
}

/** LibreOffice gives changes and comments its own names, and drops the time zone. */
function markupOf({ changes, comments }: FileMarkup): object {
  const minute = (date: string | null): string | undefined => date?.slice(0, 16);
  return {
    changes: changes.map((one) => ({ ...one, date: minute(one.date) })),
    comments: comments
      .map(({ id: _id, parent, date, ...one }) => ({ ...one, date: minute(date), isAnswer: parent !== null }))
      .sort((one, other) => one.start - other.start || (one.text < other.text ? -1 : 1)),
  };
}

test.each([
  ["a file with a password", odtFile({ body: "", manifest: "<manifest:encryption-data/>" }), "encrypted"],
  ["a spreadsheet", odtFile({ body: "", mimetype: "spreadsheet" }), "machine-format"],
  ["a document type", odtFile({ body: "<!DOCTYPE x>" }), "damaged"],
  ["a file cut short", odtFile({ body: p("One.") }).subarray(0, 300), "damaged"],
  ["a file without text", odtFile({ body: p("") }), "empty"],
])("rejects %s", async (_what, bytes, code) => {
  await expect(readDraft(bytes, { fileName: "a.odt" })).rejects.toMatchObject({ code });
});
