import { type ContributionFormat, type DraftFormat, draftFormatNamed, hasEnding } from "#core/text/file-format.ts";
import type { Notice } from "#core/text/notice.ts";
import { decodeText } from "./shared/decode-text.ts";
import { UnreadableFile } from "./shared/unreadable-file.ts";

/** Formats acceptable under a given file extension. Each pair is unlikely to be a mix-up by the sender. */
const meantBy: Readonly<Record<DraftFormat, readonly DraftFormat[] | "any">> = {
  docx: ["docx", "odt"],
  odt: ["docx", "odt"],
  pdf: ["docx", "odt", "pdf"],
  html: "any",
  markdown: "any",
  text: "any",
};

/** Leading bytes of unsupported file types, which are rejected whatever the file name. */
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
 * Detects a file's format by its content, then checks it against its name.
 *
 * - Word, OpenDocument and PDF content is read as such, whatever the name. A notice reports a mismatch.
 * - A name that promises one of these over other content is rejected, because the sender meant another file.
 * - Text is HTML if it begins like a page, or if it has tags and is named so. It is Markdown only if named so, because
 *   any text is valid Markdown.
 *
 * @throws UnreadableFile not-this-format, encrypted
 */
export function detectFormat(bytes: Uint8Array, fileName: string): { format: DraftFormat; notices: Notice[] } {
  const ending = endingOf(fileName);
  const promised = draftFormatNamed(ending);
  const format = formatOf(bytes, promised);
  if (promised && meantBy[promised] !== "any" && !meantBy[promised].includes(format))
    throw new UnreadableFile("not-this-format", `its content is no such file: ${fileName}`);
  const differs = promised !== undefined && promised !== format;
  const notice = { code: "named-otherwise", params: { ending, format }, place: fileName };
  return { format, notices: differs ? [notice] : [] };
}

/** Returns the ending of a file name, in lower case and without the dot; "" if it has none. */
function endingOf(fileName: string): string {
  return /\.([A-Za-z0-9]+)$/u.exec(fileName)?.[1]?.toLowerCase() ?? "";
}

function formatOf(bytes: Uint8Array, promised: DraftFormat | undefined): DraftFormat {
  const start = String.fromCharCode(...bytes.subarray(0, 8));
  // A PDF file may have other bytes before its header (ISO 32000-1, annex H, note 13). Only a file named as PDF is
  // searched, because other files may mention "%PDF-".
  const near = promised === "pdf" ? String.fromCharCode(...bytes.subarray(0, 1024)) : start;
  if (near.includes("%PDF-")) return "pdf";
  if (start.startsWith("PK\x03\x04") || start.startsWith("PK\x05\x06")) return zippedFormat(bytes, promised);
  if (start.startsWith("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")) throw compoundFile(bytes);
  for (const [magic, format] of foreign) {
    if (start.startsWith(magic)) throw new UnreadableFile("not-this-format", format);
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

/** Start of an OpenDocument file: its first part is the uncompressed media type (OpenDocument 1.3, part 2, 3.3). */
const openDocument = "mimetypeapplication/vnd.oasis.opendocument.";

/**
 * A zip file without a media type, for example one re-zipped by hand, is read as its name suggests, otherwise as a Word
 * file.
 */
function zippedFormat(bytes: Uint8Array, promised: DraftFormat | undefined): DraftFormat {
  const head = String.fromCharCode(...bytes.subarray(30, 128));
  if (!head.startsWith(openDocument)) return promised === "odt" ? "odt" : "docx";
  if (head.startsWith(`${openDocument}text`)) return "odt";
  throw new UnreadableFile("not-this-format", "an OpenDocument file that is no text");
}

/**
 * Password-protected Word files and Word files from before 2007 share a container format. The entry's name
 * distinguishes them.
 */
function compoundFile(bytes: Uint8Array): UnreadableFile {
  const name = "EncryptedPackage";
  const wanted = Buffer.from(name, "utf16le");
  const encrypted = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(wanted);
  return encrypted
    ? new UnreadableFile("encrypted", "protected with a password")
    : new UnreadableFile("not-this-format", "a Word file of the form before 2007");
}

/**
 * Determines a contribution's format. Excel and JSON are recognised by content, and CSV by file name because any text
 * may be CSV. Anything else is treated as a Word file, whose reader reports any problem.
 */
export function contributionFormat(bytes: Uint8Array, fileName: string): ContributionFormat {
  const start = String.fromCharCode(...bytes.subarray(0, 512));
  if (start.startsWith("PK")) {
    // A zip file stores the names of its parts uncompressed.
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes("xl/workbook.xml") ? "xlsx" : "docx";
  }
  if (/^(?:\u00EF\u00BB\u00BF)?\s*[[{]/u.test(start)) return "jsonld";
  return hasEnding("csv", endingOf(fileName)) ? "csv" : "docx";
}
