import { SaxesParser } from "saxes";
import {
  contributionFormats,
  type DraftFormat,
  draftFormatNamed,
  draftFormats,
  type FileFormat,
  hasEnding,
  isMarkedText,
  type RemarkFormat,
} from "#core/text/file-format.ts";
import type { Notice } from "#core/text/notice.ts";
import { isTable } from "./forms/read-rows.ts";
import { decodeText } from "./shared/decode-text.ts";
import { UnreadableFile } from "./shared/unreadable-file.ts";

const remarkFormats = contributionFormats.filter((format): format is RemarkFormat => !isMarkedText(format));

/** Formats acceptable under a given file extension. Each pair is unlikely to be a mix-up by the sender. */
const meantBy: Readonly<Record<DraftFormat, readonly DraftFormat[] | "any">> = {
  docx: ["docx", "odt"],
  odt: ["docx", "odt"],
  pdf: ["docx", "odt", "pdf"],
  html: "any",
  markdown: "any",
  text: "any",
};

/** Leading bytes of the container of Office files from before 2007, and of Rich Text. */
const compoundStart = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
const richTextStart = "{\\rtf";

/** Leading bytes of unsupported file types, which are rejected whatever the file name. */
const foreign: readonly (readonly [start: string, what: string])[] = [
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
 * @throws UnreadableFile not-this-format, outdated-format, outdated-spreadsheet, outlook-message, machine-format for a
 *   spreadsheet, encrypted
 */
export function detectFormat(bytes: Uint8Array, fileName: string): { format: DraftFormat; notices: Notice[] } {
  const file = unknownFile(bytes, fileName);
  const { ending, promised } = file;
  const format = draftFormats.find((candidate) => recognise[candidate](file));
  if (!format) throw new UnreadableFile("not-this-format", `no format recognises it: ${fileName}`);
  if (promised && meantBy[promised] !== "any" && !meantBy[promised].includes(format))
    throw new UnreadableFile("not-this-format", `its content is no such file: ${fileName}`);
  const differs = promised !== undefined && promised !== format;
  const notice = { code: "named-otherwise", params: { ending, format }, place: fileName };
  return { format, notices: differs ? [notice] : [] };
}

/** Returns the ending of a file name, in lower case and without the dot; "" if it has none. */
export function endingOf(fileName: string): string {
  return /\.([A-Za-z0-9]+)$/u.exec(fileName)?.[1]?.toLowerCase() ?? "";
}

/** A file whose format is not known yet. */
interface UnknownFile {
  bytes: Uint8Array;
  /** The ending of its name, in lower case and without the dot. */
  ending: string;
  /** The draft format that the ending promises. */
  promised: DraftFormat | undefined;
  /** Its first 1024 bytes, one character each. */
  start: string;
  /**
   * Returns its text.
   * @throws UnreadableFile not-this-format, outdated-format, outdated-spreadsheet, outlook-message, encrypted if it is no
   *   text
   */
  text: () => string;
}

function unknownFile(bytes: Uint8Array, fileName: string): UnknownFile {
  const ending = endingOf(fileName);
  const promised = draftFormatNamed(ending);
  const start = String.fromCharCode(...bytes.subarray(0, 1024));
  let decoded: string | undefined;
  const text = (): string => {
    if (start.startsWith(compoundStart)) throw compoundFile(bytes);
    if (start.startsWith(richTextStart)) throw new UnreadableFile("outdated-format", "an RTF file");
    const known = foreign.find(([magic]) => start.startsWith(magic));
    if (known) throw new UnreadableFile("not-this-format", known[1]);
    decoded ??= decodeText(bytes, promised ?? "text").text;
    return decoded;
  };
  return { bytes, ending, promised, start, text };
}

/**
 * Recognises each format by a file's content and name. The formats of drafts and those of remarks are asked in the
 * order of their table. Any file that can be decoded is text, so that text is the last draft format.
 */
const recognise: Readonly<Record<FileFormat, (file: UnknownFile) => boolean>> = {
  // A zip file without a media type, for example one re-zipped by hand, is read as its name suggests, otherwise as a
  // Word file.
  docx: (file) => {
    if (!isZip(file) || mediaTypeIn(file) !== null || file.promised === "odt") return false;
    if (isWorkbook(file)) throw new UnreadableFile("machine-format", "a spreadsheet");
    if (bufferOf(file.bytes).includes("Index/Document.iwa"))
      throw new UnreadableFile("outdated-format", "a Pages file");
    return true;
  },
  odt: (file) => {
    if (!isZip(file)) return false;
    const mediaType = mediaTypeIn(file);
    if (mediaType === null) return file.promised === "odt";
    if (mediaType.startsWith("text")) return true;
    if (mediaType.startsWith("spreadsheet")) throw new UnreadableFile("machine-format", "an OpenDocument spreadsheet");
    throw new UnreadableFile("not-this-format", "an OpenDocument file that is no text");
  },
  // A PDF file may have other bytes before its header (ISO 32000-1, annex H, note 13). Only a file named as PDF is
  // searched, because other files may mention "%PDF-".
  pdf: ({ start, promised }) => (promised === "pdf" ? start : start.slice(0, 8)).includes("%PDF-"),
  html: ({ text, promised }) => {
    const content = text();
    return beginsLikeAPage(content) || (promised === "html" && hasTags(content));
  },
  markdown: ({ promised }) => promised === "markdown",
  text: ({ text }) => {
    text();
    return true;
  },
  xlsx: (file) => isZip(file) && isWorkbook(file),
  // Any text may be CSV.
  csv: (file) => hasEnding("csv", file.ending) && !isZip(file) && !isJson(file),
  jsonld: (file) => isJson(file),
  // Any file may be the text of a mail. Its header has a field on the first line.
  eml: (file) => hasEnding("eml", file.ending) && /^(?:\u00EF\u00BB\u00BF)?\s*(?:From |[!-9;-~]+:)/u.test(file.start),
};

function isZip({ start }: UnknownFile): boolean {
  return start.startsWith("PK\x03\x04") || start.startsWith("PK\x05\x06");
}

/** A zip file stores the names of its parts uncompressed. */
function isWorkbook({ bytes }: UnknownFile): boolean {
  return bufferOf(bytes).includes("xl/workbook.xml");
}

function isJson({ start }: UnknownFile): boolean {
  return /^(?:\u00EF\u00BB\u00BF)?\s*[[{]/u.test(start);
}

function beginsLikeAPage(text: string): boolean {
  return /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)[\s>]/iu.test(
    text.slice(0, 8192),
  );
}

function hasTags(text: string): boolean {
  return /<(?:p|div|h[1-6]|ul|ol|table|br|span|article|section)[\s>/]/iu.test(text);
}

/** Start of an OpenDocument file: its first part is the uncompressed media type (OpenDocument 1.3, part 2, 3.3). */
const openDocument = "mimetypeapplication/vnd.oasis.opendocument.";

/** Returns the media type of an OpenDocument file after "…opendocument."; null for any other zip file. */
function mediaTypeIn({ start }: UnknownFile): string | null {
  const head = start.slice(30, 128);
  return head.startsWith(openDocument) ? head.slice(openDocument.length) : null;
}

function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/**
 * Password-protected files, mails of Outlook and Office files from before 2007 share a container format. The names of
 * its entries distinguish them. A Word file may contain a spreadsheet.
 */
function compoundFile(bytes: Uint8Array): UnreadableFile {
  const has = (name: string): boolean => bufferOf(bytes).includes(Buffer.from(name, "utf16le"));
  if (has("EncryptedPackage")) return new UnreadableFile("encrypted", "protected with a password");
  // A mail may have a Word file attached, so its own entries are looked for first.
  if (has("__nameid_version1.0")) return new UnreadableFile("outlook-message", "a mail of Outlook");
  if (!has("WordDocument") && has("Workbook"))
    return new UnreadableFile("outdated-spreadsheet", "a spreadsheet before 2007");
  if (!has("WordDocument") && has("PowerPoint Document")) return new UnreadableFile("not-this-format", "slides");
  return new UnreadableFile("outdated-format", "a Word file of the form before 2007");
}

/**
 * Detects whether a contribution is a list of remarks, and in which format. Returns null for any other file. It is read
 * as a marked-up text, and that reader reports any problem.
 */
export function remarkFormatOf(bytes: Uint8Array, fileName: string): RemarkFormat | null {
  const file = unknownFile(bytes, fileName);
  if (file.start.startsWith(compoundStart) || file.start.startsWith(richTextStart)) return null;
  return remarkFormats.find((format) => recognise[format](file)) ?? null;
}

/**
 * Rejects text that was written for programs. Whether it was is decided by parsing it, because a text may also begin
 * with "[", "{" or "<", or contain commas. Each record would become a clause.
 *
 * - XML: begins with its declaration, or is well-formed as a whole. A part of a web page is read as text.
 * - JSON: an object or a list.
 * - a table: see `isTable`.
 *
 * @throws UnreadableFile machine-format
 */
export function refuseMachineText(text: string, isNamedTable: boolean): void {
  const what = isXml(text) ? "XML" : isJsonText(text) ? "JSON" : isTable(text, isNamedTable) ? "a table" : null;
  if (what !== null) throw new UnreadableFile("machine-format", what);
}

const partOfAPage =
  /^\s*<(?:p|div|h[1-6]|ul|ol|dl|table|a|b|i|em|strong|span|img|article|section|main|details|center)[\s>/]/iu;

function isXml(text: string): boolean {
  if (/^\uFEFF?\s*<\?xml\s/u.test(text)) return true;
  if (!/^\s*<[\p{L}_!]/u.test(text) || partOfAPage.test(text)) return false;
  const errors: Error[] = [];
  const parser = new SaxesParser({ xmlns: false });
  parser.on("error", (error) => void errors.push(error));
  for (let at = 0; at < text.length && errors.length === 0; at += 65_536) parser.write(text.slice(at, at + 65_536));
  if (errors.length === 0) parser.close();
  return errors.length === 0;
}

function isJsonText(text: string): boolean {
  if (!/^\s*[[{]/u.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
