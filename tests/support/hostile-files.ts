import { deflateSync } from "node:zlib";
import { strToU8, zipSync } from "fflate";
import { p, wordFile } from "../import/docx/word-file.ts";

const encoder = new TextEncoder();

/** Returns different words for each clause of a long text. */
export function wordsOfClause(at: number): string {
  return `that the ${String(at)} members of group ${String(at % 7)} should meet in session ${String(at * 13)} each year`;
}

/** Returns a collection of annotations on the quoted clauses of a text of `wordsOfClause`. */
export function annotationsFile({
  count,
  clauses,
  proposals = false,
  from = 0,
  quoteOf = (at) => wordsOfClause(at % clauses),
}: {
  count: number;
  clauses: number;
  proposals?: boolean;
  /** Number of the first annotation. */
  from?: number;
  /** The quote of each annotation. Usually a clause. */
  quoteOf?: (at: number) => string;
}): Uint8Array {
  const items = Array.from({ length: count }, (_, index) => index + from).map((at) => ({
    id: `urn:note:${String(at)}`,
    type: "Annotation",
    created: "2013-02-02T11:00:00Z",
    creator: { type: "Person", name: `Person ${String(at % 50)}` },
    ...(proposals && at % 4 === 0
      ? { motivation: "editing", body: { value: wordsOfClause(at % clauses).replace("should", "must") } }
      : { body: { value: `Remark number ${String(at)} on this clause, in a sentence or two.` } }),
    target: {
      source: "https://example.org/opinion-5",
      selector: { type: "TextQuoteSelector", exact: quoteOf(at), prefix: "", suffix: "" },
    },
  }));
  return encoder.encode(
    JSON.stringify({ type: "AnnotationCollection", total: count, first: { type: "AnnotationPage", items } }),
  );
}

/** A file that was made to stall a server, or a large one that is not. */
export interface HostileFile {
  name: string;
  fileName: string;
  bytes: () => Uint8Array;
}

/** Size of the texts, in characters. */
const size = 20_000_000;
const words = "to take part in meetings of the group ";

/** Drafts to upload. */
export const hostileDrafts: readonly HostileFile[] = [
  { name: "Word, 28 MB in one paragraph", fileName: "a.docx", bytes: () => word(p(words.repeat(28e6 / words.length))) },
  {
    name: "Word, 28 MB in 28 000 paragraphs",
    fileName: "a.docx",
    bytes: () => word(p(words.repeat(26)).repeat(28_000)),
  },
  { name: "Word, 60 000 paragraphs", fileName: "a.docx", bytes: () => word(p("a").repeat(60_000)) },
  {
    name: "Word, 20 000 different paragraphs",
    fileName: "a.docx",
    bytes: () =>
      word(
        longText(20_000)
          .map((one) => p(one))
          .join(""),
      ),
  },
  { name: "Word, 1 000 000 empty runs", fileName: "a.docx", bytes: () => word(`<w:p>${"<w:r/>".repeat(1e6)}</w:p>`) },
  {
    name: "Word, 300 nested tables",
    fileName: "a.docx",
    bytes: () => word(`${"<w:tbl><w:tr><w:tc>".repeat(90)}${p("a")}${"</w:tc></w:tr></w:tbl>".repeat(90)}`.repeat(200)),
  },
  {
    name: "Word, 100 000 nested elements",
    fileName: "a.docx",
    bytes: () => word("<w:p>".repeat(1e5) + "</w:p>".repeat(1e5)),
  },
  { name: "Word, ratio of 1 000", fileName: "a.docx", bytes: () => word(p(" ".repeat(150e6))) },
  { name: "Word, spaces before a letter", fileName: "a.docx", bytes: () => word(p(`a${" \t".repeat(3e6)}b`)) },
  {
    name: "Word, 1 000 000 tracked changes",
    fileName: "a.docx",
    bytes: () => word(`<w:p>${'<w:ins w:id="1" w:author="A"><w:r><w:t>a</w:t></w:r></w:ins>'.repeat(250_000)}</w:p>`),
  },
  {
    name: "OpenDocument, 28 MB in one paragraph",
    fileName: "a.odt",
    bytes: () => openDocument(`<text:p>${words.repeat(28e6 / words.length)}</text:p>`),
  },
  {
    name: "OpenDocument, 60 000 paragraphs",
    fileName: "a.odt",
    bytes: () => openDocument("<text:p>a</text:p>".repeat(60_000)),
  },
  {
    name: "OpenDocument, one repeated cell",
    fileName: "a.odt",
    bytes: () =>
      openDocument(
        '<table:table><table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="1000000"><text:p>a</text:p></table:table-cell></table:table-row></table:table>',
      ),
  },
  {
    name: "OpenDocument, a million spaces",
    fileName: "a.odt",
    bytes: () => openDocument(`<text:p>a${'<text:s text:c="999999999"/>'.repeat(100)}b</text:p>`),
  },
  {
    name: "HTML, 20 MB in one paragraph",
    fileName: "a.html",
    bytes: () => page(`<p>${words.repeat(size / words.length)}`),
  },
  { name: "HTML, 1 000 000 paragraphs", fileName: "a.html", bytes: () => page("<p>a".repeat(1e6)) },
  { name: "HTML, 1 000 000 nested elements", fileName: "a.html", bytes: () => page("<div>".repeat(1e6)) },
  { name: "HTML, misnested formatting", fileName: "a.html", bytes: () => page("<b><i><p></b>".repeat(20_000)) },
  {
    name: "HTML, cells that span everything",
    fileName: "a.html",
    bytes: () => page(`<table>${`<tr>${"<td rowspan=1000 colspan=1000>a".repeat(10)}`.repeat(1_500)}`),
  },
  { name: "HTML, 20 MB of tag starts", fileName: "a.html", bytes: () => page("<a <".repeat(size / 4)) },
  {
    name: "Markdown, nested brackets",
    fileName: "a.md",
    bytes: () => strToU8(`${"[".repeat(1e6)}${"](".repeat(1e6)}`),
  },
  { name: "Markdown, nested quotations", fileName: "a.md", bytes: () => strToU8(`${">".repeat(1e6)} a`) },
  { name: "Markdown, emphasis", fileName: "a.md", bytes: () => strToU8("*a_**b__".repeat(500_000)) },
  { name: "Markdown, footnotes", fileName: "a.md", bytes: () => strToU8("a[^1] ".repeat(500_000) + "\n\n[^1]: b\n") },
  { name: "Text, 20 MB of one letter", fileName: "a.txt", bytes: () => strToU8("a".repeat(size)) },
  { name: "Text, spaces before a letter", fileName: "a.txt", bytes: () => strToU8(`a${" ".repeat(size)}b`) },
  {
    name: "Text, 2 000 000 accents on a letter",
    fileName: "a.txt",
    bytes: () => strToU8(`a${"\u0301\u0316".repeat(1e6)}`),
  },
  { name: "Text, brackets", fileName: "a.txt", bytes: () => strToU8("[".repeat(3e6) + "]".repeat(3e6)) },
  { name: "Text, 10 000 000 lines", fileName: "a.txt", bytes: () => strToU8("a\n".repeat(size / 2)) },
  {
    name: "Text, 20 000 lines of brackets",
    fileName: "a.txt",
    bytes: () => strToU8(`${"[".repeat(200)}a${"]".repeat(200)}\n\n`.repeat(19_000)),
  },
  {
    name: "Text, 19 000 labels",
    fileName: "a.txt",
    bytes: () => strToU8(Array.from({ length: 19_000 }, (_, at) => `${"1.".repeat(80)}${String(at)} a`).join("\n\n")),
  },
  {
    name: "PDF, 20 MB of noise",
    fileName: "a.pdf",
    bytes: () => strToU8(`%PDF-1.7\n${"1 0 obj << /a ".repeat(size / 14)}`),
  },
  { name: "PDF, 60 MB of text on one page", fileName: "a.pdf", bytes: () => printed("(a) Tj 0 -1 Td ".repeat(4e6)) },
];

/** Contributions to upload. */
export const hostileContributions: readonly HostileFile[] = [
  ...hostileDrafts.filter(({ fileName, name }) => fileName === "a.docx" && /28 000|60 000|20 000|tracked/u.test(name)),
  { name: "CSV, 20 MB of commas", fileName: "a.csv", bytes: () => strToU8(",".repeat(size)) },
  {
    name: "CSV, 20 000 rows",
    fileName: "a.csv",
    bytes: () => strToU8(`Clause,Comment\n${'1.1,"Too weak."\n'.repeat(20_000)}`),
  },
  {
    name: "CSV, one open quote",
    fileName: "a.csv",
    bytes: () => strToU8(`Clause,Comment\n1.1,"${"a,\n".repeat(size / 3)}`),
  },
  {
    name: "JSON, 20 000 annotations",
    fileName: "a.jsonld",
    bytes: () => annotationsFile({ count: 20_000, clauses: 3_400 }),
  },
  {
    name: "JSON, 10 000 long quotes",
    fileName: "a.jsonld",
    bytes: () =>
      annotationsFile({ count: 10_000, clauses: 3_400, quoteOf: (at) => `${"should meet ".repeat(100)}${String(at)}` }),
  },
  {
    name: "JSON, 20 MB of brackets",
    fileName: "a.jsonld",
    bytes: () => strToU8("[".repeat(size / 2) + "]".repeat(size / 2)),
  },
  { name: "JSON, 20 MB of numbers", fileName: "a.jsonld", bytes: () => strToU8(`[${"1,".repeat(size / 2)}1]`) },
  {
    name: "Excel, a cell in the last row",
    fileName: "a.xlsx",
    bytes: () => workbook('<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>a</t></is></c></row>'),
  },
  {
    name: "Excel, 100 MB of cells",
    fileName: "a.xlsx",
    bytes: () => workbook("<row><c><v>1</v></c></row>".repeat(3.5e6)),
  },
];

/** Returns different paragraphs of about 30 words. */
export function longText(paragraphs: number): string[] {
  return Array.from({ length: paragraphs }, (_, at) => `${wordsOfClause(at)}, and ${wordsOfClause(at * 31)}.`);
}

function word(body: string): Uint8Array {
  return wordFile({ body });
}

function page(body: string): Uint8Array {
  return strToU8(`<!doctype html><html><body>${body}`);
}

function openDocument(body: string): Uint8Array {
  const namespace = (name: string): string => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`;
  const names = ["office", "text", "table", "style"].map(namespace).join(" ");
  const content = `<office:document-content ${names}><office:body><office:text>${body}</office:text></office:body></office:document-content>`;
  return zipSync({
    mimetype: [strToU8("application/vnd.oasis.opendocument.text"), { level: 0 }],
    "content.xml": strToU8(content),
  });
}

/** Returns an Excel file with one sheet, of the XML of its rows. */
export function workbook(rows: string): Uint8Array {
  const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
  const relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const packaged = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"';
  return zipSync({
    "[Content_Types].xml": strToU8('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'),
    "xl/workbook.xml": strToU8(
      `<workbook ${main} xmlns:r="${relations}"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ),
    "xl/_rels/workbook.xml.rels": strToU8(
      `<Relationships ${packaged}><Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    ),
    "xl/worksheets/sheet1.xml": strToU8(`<worksheet ${main}><sheetData>${rows}</sheetData></worksheet>`),
  });
}

/** Returns a PDF file of one page. */
function printed(content: string): Uint8Array {
  const stream = deflateSync(`BT /F 1 Tf 10 700 Td ${content} ET`);
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>",
    `<< /Length ${String(stream.length)} /Filter /FlateDecode >>\nstream\n${stream.toString("latin1")}\nendstream`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
  ];
  const body = objects.map((object, at) => `${String(at + 1)} 0 obj\n${object}\nendobj\n`).join("");
  return new Uint8Array(Buffer.from(`%PDF-1.7\n${body}trailer << /Root 1 0 R >>\n`, "latin1"));
}
