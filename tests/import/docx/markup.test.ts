import { versionTextOf } from "#core/text/version-text.ts";
import { withInnerApplied } from "#core/receive/inner-changes.ts";
import { readDraft } from "../../../server/import/read-draft.ts";
import type { FileMarkup } from "#core/receive/file-markup.ts";
import { p, r, wordFile, type WordParts } from "./word-file.ts";

const who = 'w:author="Ada" w:date="2013-02-06T10:00:00Z"';

function ins(text: string, author = who): string {
  return `<w:ins w:id="1" ${author}>${r(text)}</w:ins>`;
}

function del(text: string, author = who): string {
  return `<w:del w:id="2" ${author}><w:r><w:delText xml:space="preserve">${text}</w:delText></w:r></w:del>`;
}

function libreMove(kind: "moveFrom" | "moveTo", name: string, text: string): string {
  return `<w:${kind}RangeStart w:id="5" w:name="${name}"/><w:${kind} w:id="6" ${who}>${r(text)}</w:${kind}><w:${kind}RangeEnd w:id="5"/>`;
}

function comment(id: number, inside: string): string {
  const at = `w:id="${String(id)}"`;
  return `<w:commentRangeStart ${at}/>${inside}<w:commentRangeEnd ${at}/><w:r><w:commentReference ${at}/></w:r>`;
}

const begins = '<w:commentRangeStart w:id="0"/>';
const ends = '<w:commentRangeEnd w:id="0"/>';

/**
 * Returns a row of two cells. A word may have the end of a comment's range after it, and `between` goes between the
 * cells.
 */
function row(one: string, other: string, between = ""): string {
  const cell = (text: string) =>
    `<w:tc><w:p>${r(text.replace(ends, ""))}${text.includes(ends) ? ends : ""}</w:p></w:tc>`;
  return `<w:tr>${cell(one)}${between}${cell(other)}</w:tr>`;
}

/** A change in short form: kind, start and end of its range in the original, and its text. */
test.each<[what: string, body: string, text: string, changes: string[]]>([
  [
    "an insertion has a position and text",
    `<w:p>${r("one ")}${ins("new ")}${r("two")}</w:p>`,
    "one two",
    ["insert 4-4 'new '"],
  ],
  ["a deletion has a range", `<w:p>${r("one ")}${del("old ")}${r("two")}</w:p>`, "one old two", ["delete 4-8 'old '"]],
  [
    "a replacement is a deletion and an insertion",
    `<w:p>${r("may ")}${del("grow")}${ins("fail")}</w:p>`,
    "may grow",
    ["delete 4-8 'grow'", "insert 8-8 'fail'"],
  ],
  [
    "adjacent runs of one author are one change",
    `<w:p>${ins("a")}${ins("b")}${r("x")}${del("c")}${del("d")}</w:p>`,
    "xcd",
    ["insert 0-0 'ab'", "delete 1-3 'cd'"],
  ],
  [
    "adjacent runs of two authors are two changes",
    `<w:p>${r("x")}${ins("a")}${ins("b", 'w:author="Bob"')}</w:p>`,
    "x",
    ["insert 1-1 'a'", "insert 1-1 'b'"],
  ],
  [
    "a change inside a label is at the start of the clause",
    `<w:p>${r("a")}${ins(" bis")}${r(") one;")}</w:p>${p("b) two;")}`,
    "one;\ntwo;",
    ["insert 0-0 ' bis'"],
  ],
  [
    "text inserted and deleted again by one person is no change",
    `<w:p>${r("x")}<w:ins w:id="1" ${who}>${del("y")}</w:ins></w:p>`,
    "x",
    [],
  ],
  [
    "an inserted paragraph is its text and its end, before the next paragraph",
    p("one.") + `<w:p><w:pPr><w:rPr><w:ins w:id="3" ${who}/></w:rPr></w:pPr>${ins("new.")}</w:p>` + p("two."),
    "one.\ntwo.",
    ["insert 5-5 'new.\n'"],
  ],
  [
    "a deleted paragraph is its text and its end",
    p("one.") + `<w:p><w:pPr><w:rPr><w:del w:id="3" ${who}/></w:rPr></w:pPr>${del("old.")}</w:p>` + p("two."),
    "one.\nold.\ntwo.",
    ["delete 5-10 'old.\n'"],
  ],
  [
    "joining two paragraphs is a change of the paragraph end",
    `<w:p><w:pPr><w:rPr><w:del w:id="3" ${who}/></w:rPr></w:pPr>${r("one.")}</w:p>` + p("two."),
    "one.\ntwo.",
    ["paragraph 4-5 '\n'"],
  ],
  [
    "splitting a paragraph is a change of the paragraph end",
    `<w:p><w:pPr><w:rPr><w:ins w:id="3" ${who}/></w:rPr></w:pPr>${r("one.")}</w:p>` + p(" two."),
    "one. two.",
    ["paragraph 4-4 '\n'"],
  ],
  [
    "text inserted into an empty cell belongs to that cell",
    `<w:tbl><w:tr><w:tc>${p("a")}</w:tc><w:tc><w:p>${ins("new")}</w:p></w:tc><w:tc>${p("c")}</w:tc></w:tr></w:tbl>${p("After.")}`,
    "a\n\nc\nAfter.",
    ["insert 2-2 'new'"],
  ],
  [
    "a move is one change with both positions",
    `<w:p>${r("a ")}<w:moveFromRangeStart w:id="5" w:name="move1"/><w:moveFrom w:id="6" ${who}>${r("b ")}</w:moveFrom><w:moveFromRangeEnd w:id="5"/>${r("c ")}` +
      `<w:moveToRangeStart w:id="7" w:name="move1"/><w:moveTo w:id="8" ${who}>${r("b ")}</w:moveTo><w:moveToRangeEnd w:id="7"/>${r("d")}</w:p>`,
    "a b c d",
    ["move 2-4 'b ' to 6"],
  ],
  [
    "a paragraph moves with its end and its typed label",
    p("a) one;") +
      `<w:p><w:pPr><w:rPr><w:moveFrom w:id="6" ${who}/></w:rPr></w:pPr>${r("b) ")}<w:moveFromRangeStart w:id="5" w:name="m"/><w:moveFrom w:id="6" ${who}>${r("two;")}</w:moveFrom></w:p><w:moveFromRangeEnd w:id="5"/>` +
      p("c) three;") +
      `<w:p><w:pPr><w:rPr><w:moveTo w:id="8" ${who}/></w:rPr></w:pPr><w:moveToRangeStart w:id="7" w:name="m"/><w:moveTo w:id="8" ${who}>${r("b) two;")}</w:moveTo></w:p><w:moveToRangeEnd w:id="7"/>` +
      p("d) four."),
    "one;\ntwo;\nthree;\nfour.",
    ["move 5-10 'two;\n' to 17"],
  ],
  [
    "a paragraph moved in LibreOffice, with many names for its runs and none for its end, is one move",
    p("a) one;") +
      `<w:p><w:pPr><w:rPr><w:moveFrom w:id="6" ${who}/></w:rPr></w:pPr>${libreMove("moveFrom", "m", "two")}${libreMove("moveFrom", "m_Copy_1", ";")}</w:p>` +
      p("c) three;") +
      `<w:p><w:pPr><w:rPr><w:moveTo w:id="8" ${who}/></w:rPr></w:pPr>${libreMove("moveTo", "m", "two")}${libreMove("moveTo", "m_Copy_1", ";")}</w:p>` +
      p("d) four."),
    "one;\ntwo;\nthree;\nfour.",
    ["move 5-10 'two;\n' to 17"],
  ],
  [
    "text inserted beside moved text is a separate change",
    `<w:p><w:moveFromRangeStart w:id="5" w:name="m"/><w:moveFrom w:id="6" ${who}>${r("b ")}</w:moveFrom><w:moveFromRangeEnd w:id="5"/>${r("c ")}` +
      `<w:moveToRangeStart w:id="7" w:name="m"/><w:moveTo w:id="8" ${who}>${r("b ")}</w:moveTo><w:moveToRangeEnd w:id="7"/>${ins("d")}</w:p>`,
    "b c",
    ["move 0-2 'b ' to 3", "insert 3-3 'd'"],
  ],
  [
    "moved text that was also edited is a deletion and an insertion",
    `<w:p><w:moveFromRangeStart w:id="5" w:name="m"/><w:moveFrom w:id="6" ${who}>${r("b ")}</w:moveFrom><w:moveFromRangeEnd w:id="5"/>${r("c ")}` +
      `<w:moveToRangeStart w:id="7" w:name="m"/><w:moveTo w:id="8" ${who}>${r("B")}</w:moveTo><w:moveToRangeEnd w:id="7"/></w:p>`,
    "b c",
    ["delete 0-2 'b '", "insert 3-3 'B'"],
  ],
])("%s", async (_what, body, text, changes) => {
  const read = await keep({ body });
  expect([read.text, read.markup.changes.map(inShort)]).toEqual([text, changes]);
});

test("deletes a whole note when only its reference is deleted", async () => {
  const sign = '<w:r><w:footnoteReference w:id="2"/></w:r>';
  const { text, markup } = await keep({
    body: `<w:p>${r("one")}<w:del w:id="9" ${who}>${sign}</w:del>${r(" two.")}</w:p>${p("three.")}`,
    footnotes: `<w:footnote w:id="2">${p("Note.")}</w:footnote>`,
  });
  expect([text, markup.changes.map(inShort)]).toEqual(["one two.\nNote.\nthree.", ["delete 9-14 'Note.'"]]);
});

test("does not list a note deleted with adjacent text separately, even with comments between them", async () => {
  const sign = '<w:r><w:footnoteReference w:id="2"/></w:r>';
  const deletion = (inside: string, id: number): string => `<w:del w:id="${String(id)}" ${who}>${inside}</w:del>`;
  const words = "<w:r><w:delText>two.</w:delText></w:r>";
  for (const body of [
    deletion(words, 8) + '<w:commentRangeStart w:id="1"/>' + deletion(sign, 9),
    deletion(sign, 8) + '<w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>' + deletion(words, 9),
  ]) {
    const { markup } = await keep({
      body: `<w:p>${r("one ")}${body}</w:p>`,
      footnotes: `<w:footnote w:id="2">${p("Note.")}</w:footnote>`,
      comments: '<w:comment w:id="1" w:author="Ada"><w:p/></w:comment>',
    });
    expect(markup.changes.map(inShort)).toEqual(["delete 4-8 'two.'"]);
  }
});

test("reads text typed after a printed note number, in its style, as text", async () => {
  const printed = (text: string): string =>
    `<w:r><w:rPr><w:rStyle w:val="PrintedNote"/></w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`;
  const put = `<w:ins w:id="9" ${who}>${printed(" in every country")}</w:ins>`;
  const read = await keep({ body: `<w:p>${r("amber")}${printed("12")}${put}</w:p>` });
  expect([read.text, read.markup.changes.map(inShort)]).toEqual(["amber", ["insert 5-5 ' in every country'"]]);
});

test("keeps text and rows that one person inserted and another changed, as each made them", async () => {
  const bob = 'w:author="Bob"';
  const row = (change: string, inside: string): string =>
    `<w:tr><w:trPr><w:ins w:id="3" ${who}/>${change}</w:trPr><w:tc><w:p>${inside}</w:p></w:tc><w:tc>${p("cedar")}</w:tc></w:tr>`;
  const deletedRow = row(`<w:del w:id="4" ${bob}/>`, r("late"));
  const editedRow = row(
    "",
    `${r("birch ")}${del("not ", bob)}<w:ins w:id="5" ${bob}>${r("and ")}</w:ins>${r("delta")}`,
  );
  const table = `<w:tbl><w:tr><w:tc>${p("Year")}</w:tc><w:tc>${p("Tree")}</w:tc></w:tr>${deletedRow}${editedRow}</w:tbl>`;
  const text = `<w:ins w:id="1" ${who}>${r("new ")}${del("and free ", bob)}</w:ins>`;
  const { markup } = await keep({ body: `<w:p>${r("one ")}${text}${r("two")}</w:p>${table}` });
  expect(markup.changes).toMatchObject([
    { author: "Ada", text: "new and free ", inner: [{ kind: "delete", author: "Bob", start: 4, end: 13 }] },
    { author: "Ada", text: "late\tcedar\n", inner: [{ kind: "delete", author: "Bob", text: "late\tcedar\n" }] },
    {
      author: "Ada",
      text: "birch not delta\tcedar\n",
      inner: [
        { kind: "delete", author: "Bob", start: 6, end: 10, text: "not " },
        { kind: "insert", author: "Bob", start: 10, end: 10, text: "and " },
      ],
    },
  ]);
  const applied = markup.changes.map(withInnerApplied);
  expect(applied.map((change) => change.text)).toEqual(["new ", "", "birch and delta\tcedar\n"]);
  expect(applied[2]?.cells?.map((cell) => cell.text)).toEqual(["birch and delta", "cedar"]);
});

test("keeps changes of others in whole paragraphs that an insertion wraps", async () => {
  const block = `<w:ins w:id="1" ${who}>${p("amber")}<w:p>${r("birch ")}${del("not ", 'w:author="Bob"')}${r("cedar")}</w:p></w:ins>`;
  const { markup } = await keep({ body: p("one") + block + p("two") });
  expect(markup.changes).toMatchObject([
    { author: "Ada", text: "amber\nbirch not cedar\n", inner: [{ author: "Bob", start: 12, end: 16, text: "not " }] },
  ]);
});

test("reads the author and date of a change", async () => {
  const { markup } = await keep({ body: `<w:p>${r("x")}${ins("y")}</w:p>` });
  expect(markup.changes).toEqual([
    { kind: "insert", author: "Ada", date: "2013-02-06T10:00:00Z", start: 1, end: 1, text: "y", to: null },
  ]);
});

test("reads the exact range, the replies and the resolved state of comments", async () => {
  const text = (id: number, author: string, text: string): string =>
    `<w:comment w:id="${String(id)}" w:author="${author}" w:initials="${author.charAt(0)}" w:date="2013-01-02T00:00:00Z"><w:p w14:paraId="P${String(id)}"><w:r><w:t>${text}</w:t></w:r></w:p></w:comment>`;
  const { markup } = await keep({
    body: `<w:p>${r("The forum ")}${comment(1, r("met"))}${r(" there.")}</w:p>${p("Next.")}`,
    comments: text(1, "Ada", "When?") + text(2, "Bob", "In May."),
    commentsExtended:
      '<w15:commentEx w15:paraId="P1" w15:done="1"/><w15:commentEx w15:paraId="P2" w15:paraIdParent="P1" w15:done="0"/>',
  });
  const date = "2013-01-02T00:00:00Z";
  expect(markup.comments).toEqual([
    {
      id: "1",
      parent: null,
      author: "Ada",
      initials: "A",
      date,
      resolved: true,
      start: 10,
      end: 13,
      change: null,
      text: "When?",
    },
    {
      id: "2",
      parent: "1",
      author: "Bob",
      initials: "B",
      date,
      resolved: false,
      start: 10,
      end: 13,
      change: null,
      text: "In May.",
    },
  ]);
});

test.each([
  [
    "across paragraphs",
    `<w:p>${r("one ")}<w:commentRangeStart w:id="1"/>${r("two.")}</w:p><w:p>${r("three")}<w:commentRangeEnd w:id="1"/>${r(" four.")}</w:p>`,
    [4, 14, null],
  ],
  [
    "around whole paragraphs",
    `${p("one.")}<w:commentRangeStart w:id="1"/>${p("two.")}<w:commentRangeEnd w:id="1"/>${p("three.")}`,
    [5, 9, null],
  ],
  [
    "at a position without a range",
    `<w:p>${r("one")}<w:r><w:commentReference w:id="1"/></w:r>${r(" two.")}</w:p>`,
    [3, 3, null],
  ],
  [
    "on inserted text",
    `<w:p>${r("one ")}<w:ins w:id="9" ${who}>${comment(1, r("new "))}</w:ins>${r("two.")}</w:p>`,
    [4, 4, 0],
  ],
  ["around an insertion", `<w:p>${r("one ")}${comment(1, ins("new "))}${r("two.")}</w:p>`, [4, 4, 0]],
  [
    "on an inserted picture, far from text that another person inserted",
    `<w:p>${r("one ")}${ins("new ")}${r("two")}<w:ins w:id="9" w:author="Bob">${comment(1, "<w:r/>")}</w:ins>${r(".")}</w:p>`,
    [7, 7, null],
  ],
  ["around text and an insertion", `<w:p>${comment(1, r("one ") + ins("new "))}${r("two.")}</w:p>`, [0, 4, null]],
  [
    "on a word after collapsed spaces and a label",
    `<w:p>${r("a)   one   ")}${comment(1, r("two"))}${r(";")}</w:p>${p("b) x;")}`,
    [4, 7, null],
  ],
])("reads a comment %s", async (_where, body, [start, end, change]) => {
  const comments = `<w:comment w:id="1" w:author="Ada">${p("Why?")}</w:comment>`;
  const { markup } = await keep({ body, comments });
  expect(markup.comments).toMatchObject([{ id: "1", start, end, change, text: "Why?" }]);
});

test("reads a comment that one person tracked and another deleted with its words as a comment, and no change of its own", async () => {
  const reference = '<w:r><w:commentReference w:id="1"/></w:r>';
  const gone = (text: string) => del(text).replaceAll('"Ada"', '"Bob"');
  const body = `<w:p>${r("One ")}${gone("two")}<w:ins w:id="8" w:author="Ada"><w:del w:id="9" w:author="Bob">${reference}</w:del></w:ins>${gone(";")}${r(" three.")}</w:p>${p("Four.")}`;
  const { markup } = await keep({ body, comments: `<w:comment w:id="1" w:author="Ada">${p("Why?")}</w:comment>` });
  expect(markup.comments).toMatchObject([{ start: 7, end: 7, change: null, text: "Why?" }]);
  expect(markup.changes).toMatchObject([{ kind: "delete", author: "Bob", text: "two;" }]);
});

test("reports a change of formatting alone, but not as a text change", async () => {
  const bold = r("b", '<w:b/><w:rPrChange w:id="2"><w:rPr/></w:rPrChange>');
  const { value, notices } = await readDraft(wordFile({ body: `${p("a")}<w:p>${bold}</w:p>` }), {
    fileName: "a.docx",
    language: "en",
    changes: "keep",
  });
  expect([value.markup.changes, notices.filter(({ code }) => code !== "title-guessed")]).toEqual([
    [],
    [{ code: "formatting-changes-rejected", params: { count: 1 }, place: "+1" }],
  ]);
});

test("accepts changes and drops comments by default", async () => {
  const { value } = await readDraft(wordFile({ body: `<w:p>${r("x")}${ins("y")}</w:p>` }), {
    fileName: "a.docx",
    language: "en",
  });
  expect([versionTextOf(value.draft).text, value.markup]).toEqual(["xy", { changes: [], comments: [] }]);
});

async function keep(parts: WordParts): Promise<{ text: string; markup: FileMarkup }> {
  const { value, notices } = await readDraft(wordFile(parts), { fileName: "a.docx", language: "en", changes: "keep" });
  expect(notices.filter(({ code }) => code !== "title-guessed")).toEqual([]);
  return { text: versionTextOf(value.draft).text, markup: value.markup };
}

function inShort({ kind, start, end, text, to }: FileMarkup["changes"][number]): string {
  return `${kind} ${String(start)}-${String(end)} '${text}'${to === null ? "" : ` to ${String(to)}`}`;
}

test.each<[where: string, table: string, words: string]>([
  [
    "between two rows and ends in the next row",
    row("one", "two") + begins + row("three", `four${ends}`),
    "three\nfour",
  ],
  [
    "between two rows and ends after the table",
    row("one", "two") + begins + row("three", "four") + ends,
    "three\nfour",
  ],
  [
    "before the first row of a table and ends between two rows",
    begins + row("one", "two") + ends + row("three", "four"),
    "one\ntwo",
  ],
  ["between two cells", row("one", "two", begins) + row(`three${ends}`, "four"), "two\nthree"],
  ["after the last row of a table", row("one", "two") + begins, "After"],
])("reads a comment range that begins %s", async (_where, table, words) => {
  const after = `<w:p>${r("After")}${table.includes("RangeEnd") ? "" : ends}<w:r><w:commentReference w:id="0"/></w:r></w:p>`;
  const { value } = await readDraft(
    wordFile({
      body: `${p("Before")}<w:tbl><w:tblPr/>${table}</w:tbl>${after}`,
      comments: `<w:comment w:id="0" ${who}>${p("Why?")}</w:comment>`,
    }),
    { fileName: "a.docx", language: "en", changes: "keep" },
  );
  const text = versionTextOf(value.draft).text;
  expect(value.markup.comments.map(({ start, end }) => text.slice(start, end))).toEqual([words]);
});
