import fc from "fast-check";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import writeExcelFile from "write-excel-file/node";
import type { ReadRemark } from "#core/receive/read-contribution.ts";
import { csv, xlsx } from "../../export/whole-files.ts";
import { readCommentForm as readForm } from "../../../server/import/forms/read-comment-form.ts";
import { compilation, annotationsOfEveryKind, here, opinion, words } from "../../export/sample.ts";

const readCommentForm = async (bytes: Uint8Array) => Promise.resolve(readForm(bytes));

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

async function remarksOf(file: string | Uint8Array): Promise<readonly ReadRemark[]> {
  return (await readCommentForm(typeof file === "string" ? bytesOf(file) : file)).remarks;
}

async function noticesOf(file: string): Promise<string[]> {
  const { notices } = await readCommentForm(bytesOf(file));
  return notices.map(({ code, params, place }) => [place, code, ...Object.values(params)].filter(Boolean).join(" "));
}

/** Returns a file as Excel writes it, with cells given in its own XML. */
function excelFile(rows: string, strings: readonly string[] = []): Uint8Array {
  const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const relations = "http://schemas.openxmlformats.org/package/2006/relationships";
  const relation = (id: string, type: string, target: string): string =>
    `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`;
  const parts = {
    "[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    "_rels/.rels": `<Relationships xmlns="${relations}">${relation("r1", "officeDocument", "xl/workbook.xml")}</Relationships>`,
    "xl/workbook.xml": `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="Form" sheetId="1" r:id="r1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships xmlns="${relations}">${relation("r1", "worksheet", "worksheets/sheet1.xml")}${relation("r2", "sharedStrings", "sharedStrings.xml")}${relation("r3", "styles", "styles.xml")}</Relationships>`,
    "xl/sharedStrings.xml": `<sst xmlns="${main}">${strings.map((one) => `<si>${one}</si>`).join("")}</sst>`,
    "xl/styles.xml": `<styleSheet xmlns="${main}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`,
    "xl/worksheets/sheet1.xml": `<worksheet xmlns="${main}"><sheetData>${rows}</sheetData></worksheet>`,
  };
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, strToU8(xml)])));
}

const inline = (place: string, text: string): string => `<c r="${place}" t="inlineStr"><is><t>${text}</t></is></c>`;

test("reads a row as a comment with its source, location, type and proposal", async () => {
  const [remark, ...others] = await remarksOf(
    [
      "No.,Source,Clause,Type,Comment,Proposed change,Words,Person,Date",
      '1,Valdoria,recalling b),te,"Stronger so.","Replace “more than” by “beyond”",more than,Ana Ruiz,2013-02-10',
    ].join("\r\n"),
  );
  expect(others).toEqual([]);
  expect(remark).toEqual({
    id: "row 2",
    author: "Ana Ruiz",
    source: "Valdoria",
    date: "2013-02-10T00:00:00.000Z",
    text: "Stronger so.",
    type: "technical",
    place: { citation: "recalling b)", quote: { exact: "more than", prefix: "", suffix: "" }, selectors: null },
    proposed: { text: "Replace “more than” by “beyond”", steps: null },
    resolved: false,
    replies: [],
  });
});

test("reads our forms with the headings of earlier releases", async () => {
  const file =
    "Clause,Comment,Words,Place in this draft,Why there,Standing\n1.1,So it is.,more than,exact,Same text.,open";
  expect(await noticesOf(file)).toEqual([]);
  expect(await remarksOf(file)).toMatchObject([{ place: { quote: { exact: "more than" } } }]);
});

test("reads the ISO form in its column order and skips the rows above its headings", async () => {
  const file = [
    "Template for comments;Date: 2013-02-10;Document: Opinion 5;;;;",
    ";;;;;;",
    "MB/NC1;Clause/ Subclause (e.g. 3.1);Paragraph/ Figure/ Table/ Note;Type of comment2;Comments;Proposed change;Observations of the secretariat",
    "SAR;1.1;;ed;Too long.;;",
  ].join("\n");
  expect(await noticesOf(file)).toEqual([]);
  expect(await remarksOf(file)).toMatchObject([
    { id: "row 4", source: "SAR", text: "Too long.", type: "editorial", place: { citation: "1.1" } },
  ]);
});

test("guesses columns by their names, and reports guessed, unknown and repeated ones", async () => {
  const file =
    "Our proposals for new text,Your comment,Which section?,Priority,Comment 2\nDelete,Not needed.,1.1,high,Also this";
  expect(await remarksOf(file)).toMatchObject([
    { text: "Not needed.", place: { citation: "1.1" }, proposed: { text: "Delete" } },
  ]);
  expect(await noticesOf(file)).toEqual([
    "form-column-guessed Our proposals for new text Proposed change",
    "form-column-guessed Your comment Comment",
    "form-column-guessed Which section? Clause",
    "form-column-unknown Priority",
    "form-column-twice Comment 2 Comment",
  ]);
});

test.each(["", "General", "–", "Entire handbook", "the whole of the report"])(
  "reads the clause “%s” as the whole document",
  async (clause) => {
    const [remark] = await remarksOf(`Clause,Comment\n${clause},Well done.`);
    expect(remark?.place).toEqual({ citation: null, quote: null, selectors: null });
  },
);

test("leaves an unknown type open and reports it", async () => {
  const file = "Clause,Type,Comment\n1.1,urgent,So it is.\n1.2,Editorial,A comma.";
  expect((await remarksOf(file)).map(({ type }) => type)).toEqual([null, "editorial"]);
  expect(await noticesOf(file)).toEqual(["row 2 form-type-unknown urgent"]);
});

test("skips rows without a comment, and reports those with text in another column", async () => {
  const file = "No.,Clause,Comment,Remarks of our ministry\n1,1.1,,\n2,1.2,,see above\n3,1.3,Yes.,";
  expect((await remarksOf(file)).map(({ id }) => id)).toEqual(["row 4"]);
  expect(await noticesOf(file)).toEqual([
    "form-column-twice Remarks of our ministry Comment",
    "row 3 form-row-without-comment",
  ]);
});

test("reads shared and inline strings, runs, numbers, dates and formula results from Excel files", async () => {
  const heads = ["Clause", "Type", "Comment", "Date"].map((head, at) => inline(`${"ABCD".charAt(at)}1`, head)).join("");
  const file = excelFile(
    `<row r="1">${heads}</row><row r="3"><c r="A3"><v>1.1</v></c><c r="B3" t="s"><v>0</v></c><c r="C3" t="s"><v>1</v></c><c r="D3" s="1"><v>41315</v></c></row>` +
      `<row r="4"><c r="C4" t="str"><f>HYPERLINK("x")</f><v>=A1 is said</v></c></row>`,
    ["<t>te</t>", "<r><t>Two </t></r><r><t>runs\nand lines</t></r>"],
  );
  expect(await remarksOf(file)).toMatchObject([
    {
      id: "row 3",
      place: { citation: "1.1" },
      type: "technical",
      text: "Two runs\nand lines",
      date: "2013-02-10T00:00:00.000Z",
    },
    { id: "row 4", text: "=A1 is said", date: null },
  ]);
});

test.each([
  ["a date that no calendar has", '<c r="D4" s="1"><v>9e99</v></c>'],
  ["a formula error", '<c r="D4" t="e"><v>#REF!</v></c>'],
])("reads the other cells of an Excel file that has %s", async (_what, cell) => {
  const heads = ["Clause", "Type", "Comment", "Date"].map((head, at) => inline(`${"ABCD".charAt(at)}1`, head)).join("");
  const row = (at: number, more = ""): string =>
    `<row r="${String(at)}">${inline(`A${String(at)}`, "1.1")}${inline(`C${String(at)}`, "So it is.")}${more}</row>`;
  const file = excelFile(`<row r="1">${heads}</row>${row(3)}${row(4, cell)}`);
  expect((await remarksOf(file)).map(({ id, text, date }) => [id, text, date])).toEqual([
    ["row 3", "So it is.", null],
    ["row 4", "So it is.", null],
  ]);
});

test.each([
  ["text that is not in the file", (place: string) => `<c r="${place}" t="s"><v>99</v></c>`],
  ["a truth value that is neither", (place: string) => `<c r="${place}" t="b"><v>7</v></c>`],
])("leaves out a cell with %s and names its row", async (_what, bad) => {
  const heads = inline("A1", "Clause") + inline("B1", "Comment");
  const rows = [
    inline("A2", "1.1") + inline("B2", "So it is."),
    bad("A3") + inline("B3", "Here too."),
    inline("A4", "1.2") + bad("B4"),
  ];
  const file = excelFile([heads, ...rows].map((cells, at) => `<row r="${String(at + 1)}">${cells}</row>`).join(""));
  const { remarks, notices } = await readCommentForm(file);
  expect(remarks.map(({ id, text, place }) => [id, text, place.citation])).toEqual([
    ["row 2", "So it is.", "1.1"],
    ["row 3", "Here too.", null],
  ]);
  expect(notices.filter(({ code }) => code === "form-cell-unreadable").map(({ place }) => place)).toEqual([
    "row 3",
    "row 4",
  ]);
});

/** Makes an Excel file of two sheets. */
function twoSheets(first: string, second: string): Uint8Array {
  const parts = unzipSync(excelFile(first));
  const changed = (name: string, before: string, after: string): Uint8Array =>
    strToU8(strFromU8(parts[name] ?? new Uint8Array()).replace(before, after));
  const relations = "xl/_rels/workbook.xml.rels";
  const link = `<Relationship Id="r4" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet2.xml"/>`;
  return zipSync({
    ...parts,
    "xl/workbook.xml": changed("xl/workbook.xml", "</sheets>", '<sheet name="Two" sheetId="2" r:id="r4"/></sheets>'),
    [relations]: changed(relations, "</Relationships>", `${link}</Relationships>`),
    "xl/worksheets/sheet2.xml": unzipSync(excelFile(second))["xl/worksheets/sheet1.xml"]!,
  });
}

test("reads every sheet with the headings, and names the sheet of a cell that cannot be read", async () => {
  const heads = `<row r="1">${inline("A1", "Clause")}${inline("B1", "Comment")}</row>`;
  const first = `${heads}<row r="3">${inline("A3", "1.1")}${inline("B3", "So it is.")}</row>`;
  const second = `${heads}<row r="3"><c r="A3" t="b"><v>7</v></c>${inline("B3", "Here too.")}</row>`;
  const { remarks, notices } = await readCommentForm(twoSheets(first, second));
  expect(remarks.map(({ id, sheet, text }) => [id, sheet, text])).toEqual([
    ["row 3", "Form", "So it is."],
    ["sheet 2 row 3", "Two", "Here too."],
  ]);
  expect(notices).toMatchObject([{ code: "form-cell-unreadable", place: "sheet 2 row 3" }]);
});

test("counts only cells with content, however far an empty formatted cell is", async () => {
  const rows = `<row r="1">${inline("A1", "Clause")}${inline("B1", "Comment")}</row><row r="2">${inline("B2", "So it is.")}</row>`;
  const empty = '<row r="1048575"><c r="AMF1048575" s="1"/></row>';
  expect((await remarksOf(excelFile(rows + empty))).map(({ id }) => id)).toEqual(["row 2"]);
});

test("reads numbers with the decimals and dates with the figures that the cell shows", async () => {
  const parts = unzipSync(
    excelFile(
      `<row r="1">${inline("A1", "Section")}${inline("B1", "Comment")}</row>` +
        `<row r="2"><c r="A2" s="1"><v>3.1</v></c>${inline("B2", "Ten.")}</row>` +
        `<row r="3"><c r="A3" s="2"><v>46056</v></c>${inline("B3", "Two.")}</row>` +
        `<row r="4"><c r="A4" s="3"><v>36925</v></c>${inline("B4", "Three levels.")}</row>`,
    ),
  );
  const styles = `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts><numFmt numFmtId="164" formatCode="d\\.m"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="2"/><xf numFmtId="164"/><xf numFmtId="14"/></cellXfs></styleSheet>`;
  const read = await remarksOf(zipSync({ ...parts, "xl/styles.xml": strToU8(styles) }));
  expect(read.map(({ place: { citation, otherCitations } }) => [citation, otherCitations])).toEqual([
    ["3.10", undefined],
    ["3.2", undefined],
    ["3.2.1", ["2.3.1"]],
  ]);
});

test("reads a cell without its struck runs, and one that is all struck as it is", async () => {
  const struck = (text: string): string => `<r><rPr><strike/></rPr><t xml:space="preserve">${text}</t></r>`;
  const file = excelFile(
    `<row r="1">${inline("A1", "Clause")}${inline("B1", "Proposed change")}</row>` +
      `<row r="2"><c r="B2" t="s"><v>0</v></c></row><row r="3"><c r="B3" t="s"><v>1</v></c></row>`,
    [`<r><t xml:space="preserve">It </t></r>${struck("may ")}<r><t>must be kept.</t></r>`, struck("All of it.")],
  );
  expect((await remarksOf(file)).map(({ proposed }) => proposed?.text)).toEqual(["It must be kept.", "All of it."]);
});

test("gives cells that are merged with one above its content", async () => {
  const rows =
    `<row r="1">${inline("A1", "Source")}${inline("B1", "Comment")}</row>` +
    `<row r="2">${inline("A2", "North")}${inline("B2", "One.")}</row><row r="3">${inline("B3", "Two.")}</row>`;
  const parts = unzipSync(excelFile(rows));
  const sheet = strFromU8(parts["xl/worksheets/sheet1.xml"]!).replace(
    "</sheetData>",
    '</sheetData><mergeCells><mergeCell ref="A2:A3"/></mergeCells>',
  );
  const read = await remarksOf(zipSync({ ...parts, "xl/worksheets/sheet1.xml": strToU8(sheet) }));
  expect(read.map(({ source, text }) => [source, text])).toEqual([
    ["North", "One."],
    ["North", "Two."],
  ]);
});

test("adds rows without a reference to the comment above, if the table numbers its comments", async () => {
  const form = "No.,Clause,Comment,Proposed change\n1,1.1,One.,\n,,And more.,Delete\n2,1.2,Two.,\n\n,,Alone.,";
  expect(
    (await remarksOf(form)).map(({ id, text, proposed, continuedIn }) => [id, text, proposed?.text, continuedIn]),
  ).toEqual([
    ["row 2", "One.\n\nAnd more.", "Delete", ["row 3"]],
    ["row 4", "Two.", undefined, undefined],
    ["row 6", "Alone.", undefined, undefined],
  ]);
});

test.each([
  ["French", "N°;Organisme;Page;Ligne;Section;Observation;Modification proposée;Remarques"],
  ["Arabic", "الرقم;الجهة;الصفحة;السطر;القسم;التعليق;التعديل المقترح;ملاحظات"],
  ["Spanish", "N.º;Organización;Página;Línea;Sección;Comentario;Cambio propuesto;Observaciones"],
  ["Russian", "№;Организация;Страница;Строка;Раздел;Комментарий;Предлагаемое изменение;Примечания"],
  ["Chinese", "序号;单位;页;行;章节;意见;建议修改;备注"],
])("reads the headings of a form in %s", async (_language, heads) => {
  expect(await remarksOf(`${heads}\n1;North;3;40-42;1.1;So it is.;Delete;Noted`)).toMatchObject([
    {
      source: "North",
      place: { page: "3", line: "40-42", citation: "1.1" },
      text: "So it is.",
      proposed: { text: "Delete" },
    },
  ]);
});

test("keeps a row with a state of its own form", async () => {
  expect((await remarksOf("Clause,Comment,Status\n1.1,So it is.,to discuss")).length).toBe(1);
});

test("refuses an Excel file with many cells that cannot be read", async () => {
  const rows = Array.from(
    { length: 30 },
    (_, at) => `<row r="${String(at + 2)}"><c r="A${String(at + 2)}" t="b"><v>7</v></c></row>`,
  );
  const file = excelFile(`<row r="1">${inline("A1", "Comment")}</row>${rows.join("")}`);
  await expect(readCommentForm(file)).rejects.toMatchObject({ code: "damaged" });
});

test("reads the rows before one whose quotation mark is not closed, and names it", async () => {
  const form = bytesOf('Clause,Comment\n1.1,So it is.\n1.2,"Never closed.\n1.3,Lost.\n');
  const { remarks, notices } = await readCommentForm(form);
  expect(remarks.map(({ id, text }) => [id, text])).toEqual([["row 2", "So it is."]]);
  expect(notices).toEqual([{ code: "form-rows-cut", params: {}, place: "row 3" }]);
});

test("reads the rows before one that is too long", async () => {
  const form = bytesOf(`Clause,Comment\n1.1,So it is.\n1.2,"${"word ".repeat(250_000)}`);
  expect(await readCommentForm(form)).toMatchObject({
    remarks: [{ id: "row 2" }],
    notices: [{ code: "form-rows-cut", place: "row 3" }],
  });
});

test.each([
  ["text that is not a form", bytesOf("Dear all,\nplease find our comments attached."), "not-this-format"],
  ["a header of 20,000 columns", bytesOf(`${"Column,".repeat(20_000)}Comment\n`), "not-this-format"],
  ["a record of a million fields", bytesOf(`Clause,Comment\n${",".repeat(1_100_000)}\n`), "too-large"],
  ["a quote that never ends", bytesOf(`Clause,Comment\n1.1,"${"word ".repeat(250_000)}`), "too-large"],
  ["records of two million fields", bytesOf(`Clause,Comment\n${`${",".repeat(999)}\n`.repeat(2_000)}`), "too-large"],
  ["an empty form", bytesOf("Clause,Comment\n1.1,\n"), "empty"],
  ["another zip file", zipSync({ "word/document.xml": strToU8("<w/>") }), "not-this-format"],
  ["a zip file cut short", excelFile("").slice(0, 300), "damaged"],
  ["a cell at the far end of the sheet", excelFile(inline0("XFD1048576")), "too-large"],
  ["a row far below all others", excelFile(`<row r="900000000">${inline("A900000000", "x")}</row>`), "too-large"],
  ["a part that unpacks to a thousand times its size", excelFile(" ".repeat(20_000_000)), "too-large"],
  ["a document type", excelFile("").length > 0 ? withDoctype() : bytesOf(""), "damaged"],
])("rejects %s", async (_what, file, code) => {
  await expect(readCommentForm(file)).rejects.toMatchObject({ name: "UnreadableFile", code });
});

function inline0(place: string): string {
  return `<row>${inline("A1", "Comment")}${inline(place, "x")}</row>`;
}

function withDoctype(): Uint8Array {
  return zipSync({ "xl/workbook.xml": strToU8('<!DOCTYPE w [<!ENTITY a "b">]><w>&a;</w>') });
}

test("reads the version address from our own form", async () => {
  expect(await readCommentForm(await xlsx(compilation(annotationsOfEveryKind())))).toMatchObject({
    names: "opinion-5@3:en",
  });
});

test("reads only open comments back from our own form", async () => {
  const texts = (await remarksOf(await xlsx(compilation(annotationsOfEveryKind())))).map(({ text }) => text);
  expect(texts).toHaveLength(annotationsOfEveryKind().length - 2);
  expect(texts).not.toContain("Undone.");
});

test.each(["xlsx", "csv"] as const)(
  "reads an exported form (%s) back as the same comments on the same text",
  async (format) => {
    const comment = fc.record({
      text: fc.stringMatching(/^\S[\s\S]{0,40}\S$/u).filter((text) => text === clean(text)),
      type: fc.constantFrom("general", "technical", "editorial"),
      target: fc.constantFrom(
        { kind: "clause", clause: "r-a" },
        { kind: "document" },
        words(opinion, "r-a", "first report"),
        words(opinion, "r-b", "“participation”"),
        words(opinion, "o-2", "figures every"),
        words(opinion, "n1", "second meeting"),
        words(opinion, "t-22", "38 per cent"),
        words(opinion, "r-a", "open;", { clause: "r-b", exact: "that" }),
      ),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(comment, { minLength: 1, maxLength: 4 }), async (all) => {
        const compiled = compilation(
          all.map(({ text, type, target }) => here({ text, type, targets: [target] } as Parameters<typeof here>[0])),
        );
        const expected = [
          ...compiled.general,
          ...compiled.clauses.flatMap(({ threads, citation }) => threads.map((thread) => ({ ...thread, citation }))),
        ];
        const remarks = await remarksOf(format === "xlsx" ? await xlsx(compiled) : bytesOf(csv(compiled)));
        expect(
          remarks.map(({ text, type, author, date, place }) => [
            text,
            type,
            author,
            date,
            place.citation,
            place.quote?.exact,
          ]),
        ).toEqual(
          expected.map((thread) => [
            thread.text,
            thread.type,
            thread.source?.name,
            new Date(thread.createdAt).toISOString(),
            "citation" in thread ? thread.citation : null,
            thread.origin.quotes[0],
          ]),
        );
      }),
      { numRuns: 60 },
    );
  },
);

/** Returns text as any cell can hold it, because the writer leaves out what Excel cannot store. */
function clean(text: string): string {
  return text
    .normalize("NFC")
    .replace(/[^\t\n\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "")
    .replace(/\n{3,}/gu, "\n\n")
    .trim();
}

test("reads an Excel file that another program wrote", async () => {
  const written = await writeExcelFile([
    [{ value: "Proposed change" }, { value: "Clause" }, { value: "Comment" }],
    [{ value: "Delete" }, { value: "recalling b)" }, { value: "Not needed." }],
    [],
    [null, { value: 1.1, type: Number }, { value: "  Blanks around it  " }],
  ]).toBuffer();
  expect(await remarksOf(new Uint8Array(written))).toMatchObject([
    { id: "row 2", text: "Not needed.", proposed: { text: "Delete" } },
    { id: "row 4", text: "Blanks around it", proposed: null, place: { citation: "1.1" } },
  ]);
});
