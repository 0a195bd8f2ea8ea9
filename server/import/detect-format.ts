import type { contributionFormats } from "#core/receive/contribution.ts";
import type { Notice } from "#core/text/notice.ts";
import type { draftFormats } from "#core/text/version.ts";
import { decodeText } from "./shared/decode-text.ts";
import { UnreadableFile } from "./shared/unreadable-file.ts";

/** A format a draft is read from. */
export type DraftFormat = (typeof draftFormats)[number];

const byEnding: Readonly<Record<string, DraftFormat>> = {
  docx: "docx",
  docm: "docx",
  dotx: "docx",
  odt: "odt",
  ott: "odt",
  pdf: "pdf",
  html: "html",
  htm: "html",
  xhtml: "html",
  md: "markdown",
  markdown: "markdown",
  txt: "text",
  text: "text",
};

/** What a file's content may be that is called one of these: each is unlikely to be sent by mistake for one of the others. */
const meantBy: Readonly<Partial<Record<DraftFormat, ReadonlySet<DraftFormat>>>> = {
  docx: new Set(["docx", "odt"]),
  odt: new Set(["docx", "odt"]),
  pdf: new Set(["docx", "odt", "pdf"]),
};

/** What files of other kinds begin with: refused by their content, whatever they are called. */
const foreign: readonly (readonly [start: string, what: string])[] = [
  ["{\\rtf", "an RTF file"],
  ["\x89PNG", "a picture"],
  ["\xFF\xD8\xFF", "a picture"],
  ["GIF8", "a picture"],
  ["\x1F\x8B", "a gzip file"],
  ["7z\xBC\xAF", "a 7-Zip file"],
  ["Rar!", "a RAR file"],
];

/**
 * The format of a file: by its content, then checked against its name.
 *
 * - A file whose content is a Word file, an OpenDocument text or a PDF file is read as one, whatever its name; a name that says
 *   otherwise is a notice.
 * - A name that promises one of them over other content is refused: the sender meant another file.
 * - Text is HTML if it begins like a page, or has tags and is called so; Markdown only if it is called so, since any
 *   text is Markdown.
 * @throws UnreadableFile not-this-format, encrypted
 */
export function detectFormat(bytes: Uint8Array, fileName: string): { format: DraftFormat; notices: Notice[] } {
  const ending = /\.([A-Za-z0-9]+)$/u.exec(fileName)?.[1]?.toLowerCase() ?? "";
  const promised = byEnding[ending];
  const format = formatOf(bytes, promised);
  if (promised && !(meantBy[promised]?.has(format) ?? true))
    throw new UnreadableFile("not-this-format", `its content is no such file: ${fileName}`);
  const differs = promised !== undefined && promised !== format;
  const notice = { code: "named-otherwise", params: { ending, format }, place: fileName };
  return { format, notices: differs ? [notice] : [] };
}

function formatOf(bytes: Uint8Array, promised: DraftFormat | undefined): DraftFormat {
  const start = String.fromCharCode(...bytes.subarray(0, 8));
  // A PDF file may have other bytes before its beginning (ISO 32000-1, annex H, note 13); another may speak of one.
  const near = promised === "pdf" ? String.fromCharCode(...bytes.subarray(0, 1024)) : start;
  if (near.includes("%PDF-")) return "pdf";
  if (start.startsWith("PK\x03\x04") || start.startsWith("PK\x05\x06")) return zippedFormat(bytes, promised);
  if (start.startsWith("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")) throw compoundFile(bytes);
  for (const [magic, what] of foreign) {
    if (start.startsWith(magic)) throw new UnreadableFile("not-this-format", what);
  }
  const { text } = decodeText(bytes, promised ?? "text");
  const beginsLikeAPage =
    /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)[\s>]/iu.test(
      text.slice(0, 8192),
    );
  if (beginsLikeAPage) return "html";
  if (promised === "html")
    return /<(?:p|div|h[1-6]|ul|ol|table|br|span|article|section)[\s>/]/iu.test(text) ? "html" : "text";
  return promised === "markdown" ? "markdown" : "text";
}

/** The media type an OpenDocument file begins with: its first part, stored as it is (OpenDocument 1.3, part 2, 3.3). */
const openDocument = "mimetypeapplication/vnd.oasis.opendocument.";

/** Zip files that do not say what they are, as some are zipped anew by hand, are what their name promises, or Word files. */
function zippedFormat(bytes: Uint8Array, promised: DraftFormat | undefined): DraftFormat {
  const head = String.fromCharCode(...bytes.subarray(30, 128));
  if (!head.startsWith(openDocument)) return promised === "odt" ? "odt" : "docx";
  if (head.startsWith(`${openDocument}text`)) return "odt";
  throw new UnreadableFile("not-this-format", "an OpenDocument file that is no text");
}

/** Word's password-protected files and its files before 2007 share a container; the entry's name tells them apart. */
function compoundFile(bytes: Uint8Array): UnreadableFile {
  const name = "EncryptedPackage";
  const wanted = Buffer.from(name, "utf16le");
  const encrypted = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(wanted);
  return encrypted
    ? new UnreadableFile("encrypted", "protected with a password")
    : new UnreadableFile("not-this-format", "a Word file of the form before 2007");
}

/**
 * What kind of contribution a file is: by its content where that tells (an Excel file, JSON), by its name for CSV, which any
 * text may be. What is none of these is taken for a Word file, whose reader says what is wrong with it.
 */
export function contributionFormat(bytes: Uint8Array, fileName: string): (typeof contributionFormats)[number] {
  const start = String.fromCharCode(...bytes.subarray(0, 512));
  if (start.startsWith("PK")) {
    // The names of a zip file's parts stand in it as they are.
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes("xl/workbook.xml") ? "xlsx" : "docx";
  }
  if (/^(?:\u00EF\u00BB\u00BF)?\s*[[{]/u.test(start)) return "jsonld";
  return /\.(?:csv|tsv)$/iu.test(fileName) ? "csv" : "docx";
}
