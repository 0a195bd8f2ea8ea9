import { strToU8, zipSync } from "fflate";
import { detectFormat, remarkFormatOf } from "../../server/import/detect-format.ts";

const odt = (kind: string) => {
  const mimetype = strToU8(`application/vnd.oasis.opendocument.${kind}`);
  return zipSync({ mimetype: [mimetype, { level: 0 }], "content.xml": strToU8("<x/>") });
};
const zip = (name: string) => zipSync({ [name]: strToU8("<x/>") });

test.each<[what: string, bytes: Uint8Array, fileName: string, format: string]>([
  ["a zip file", zip("word/document.xml"), "a.docx", "docx"],
  ["a zip file without an ending", zip("word/document.xml"), "a", "docx"],
  ["a re-zipped OpenDocument file", zip("content.xml"), "a.odt", "odt"],
  ["an OpenDocument text named as a Word file", odt("text"), "a.docx", "odt"],
  ["a PDF file with bytes before its header", strToU8(`${"x".repeat(600)}%PDF-1.7`), "a.pdf", "pdf"],
  ["text that mentions a PDF header", strToU8("The file starts with %PDF-1.7."), "a.txt", "text"],
  ["a page", strToU8("<!doctype html><p>A"), "a.txt", "html"],
  ["a part of a page that is named as one", strToU8("<p>A</p>"), "a.html", "html"],
  ["a part of a page that is named as text", strToU8("<p>A</p>"), "a.txt", "text"],
  ["text that is named as a page", strToU8("A"), "a.html", "text"],
  ["text that is named as Markdown", strToU8("# A"), "a.md", "markdown"],
  ["any other text", strToU8("# A"), "a", "text"],
])("detects %s", (_what, bytes, fileName, format) => {
  expect(detectFormat(bytes, fileName).format).toBe(format);
});

test.each<[what: string, bytes: Uint8Array, fileName: string, reason: string]>([
  ["an OpenDocument spreadsheet", odt("spreadsheet"), "a.odt", "machine-format: an OpenDocument spreadsheet"],
  ["an OpenDocument drawing", odt("graphics"), "a.odt", "an OpenDocument file that is no text"],
  ["a picture named as Markdown", Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10), "a.md", "a picture"],
  ["an RTF file named as a page", strToU8("{\\rtf1"), "a.html", "outdated-format: an RTF file"],
])("rejects %s", (_what, bytes, fileName, reason) => {
  expect(() => detectFormat(bytes, fileName)).toThrow(reason);
});

test.each<[what: string, bytes: Uint8Array, fileName: string, format: string | null]>([
  ["a spreadsheet, whatever its name", zip("xl/workbook.xml"), "a.docx", "xlsx"],
  ["a Word file named as a table", zip("word/document.xml"), "a.csv", null],
  ["a table", strToU8("Clause,Comment\n"), "a.csv", "csv"],
  ["a table with tabs", strToU8("Clause\tComment\n"), "a.TSV", "csv"],
  ["annotations, whatever their name", strToU8(' {"type": "Annotation"}'), "a.csv", "jsonld"],
  ["annotations after a byte order mark", Uint8Array.of(0xef, 0xbb, 0xbf, 0x5b), "a", "jsonld"],
  ["any other text", strToU8("Dear all,"), "a.txt", null],
  ["a Word file", zip("word/document.xml"), "a.docx", null],
])("detects whether a contribution is a list of remarks: %s", (_what, bytes, fileName, format) => {
  expect(remarkFormatOf(bytes, fileName)).toBe(format);
});
