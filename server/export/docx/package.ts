import { Document, Packer, type FileChild, type Table, type TableRow } from "docx";
import { strFromU8, strToU8, unzipSync } from "fflate";
import type { HouseField } from "#core/text/word-template.ts";
import { FixedZip, packageOrder } from "../shared/fixed-zip.ts";
import type { Piece, Steps } from "../shared/steps.ts";
import { xmlText } from "../shared/xml.ts";
import { withWords } from "./comments.ts";
import { componentXml, DocxElement } from "./element.ts";
import { docxStyles } from "./styles.ts";

/** The content of a Word file besides its document. */
export interface PackedText {
  /** Replaces the document's `textPlace`. Created while it is written, one paragraph or table at a time. */
  body: Iterable<FileChild | TableInRows>;
  /** The text of its comments (see `CommentBook`). */
  comments: readonly string[];
  /** The steps taken by `body`, including one for each row of a table in rows, plus `packingSteps`. */
  steps: Steps;
  /** The file to write the text into, such as a template. Omitted for a file of its own. */
  host?: HostSetting | null;
}

/** A host file, and how the text is printed in it. */
export interface HostSetting {
  file: HostFile;
  /** BCP 47. */
  language: string;
  wide: boolean;
}

/** A table that may be as long as the text. Its rows are packed one by one. */
export interface TableInRows {
  /** The table with only its head row. */
  shell: Table;
  rows: readonly TableRow[];
}

/** Steps for packing, in addition to those of the text. */
export const packingSteps = 10;

/** Number of paragraphs packed at once. */
const atOnce = 50;

/** Placeholder in the document for the text, which is created while it is written. */
export const textPlace = new DocxElement("w:textPlace", { "w:val": 1 });
const tableEnd = "</w:tbl>";
const placeXml = '<w:textPlace w:val="1"/>';
const xmlHead = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const contentTypes = "[Content_Types].xml";
const mainPart = "word/document.xml";
const mainRelations = "word/_rels/document.xml.rels";
const bodyStart = "<w:body>";

/**
 * Packs a Word file. The same document and date give the same bytes.
 *
 * The docx package names links at random and puts the current time on properties and zip entries. Therefore its zip is
 * unpacked and written again: links are named by their order, both property dates are set to `date` (ISO 8601), and the
 * entries are sorted by name with one time. `[Content_Types].xml` comes first, as usual in packages, and then the text.
 *
 * The docx package also holds a whole document three times, as objects, as a tree and as text. Therefore the text is
 * passed as `body`, which replaces the document's `textPlace`, and each paragraph is packed and released before the
 * next is created.
 */
export async function* packDocx(
  document: Document,
  date: string,
  { body, comments, steps, host: setting = null }: PackedText,
): AsyncGenerator<Piece, void> {
  const zip = new FixedZip();
  const context = { file: document, viewWrapper: document.Document, stack: [] };
  const host = setting && openHost(setting, componentXml(document.Styles, context), comments.length > 0);
  const nameLinks = linkNamer(host?.linkPrefix ?? "rIdLink");
  const write = (xml: string): Uint8Array => strToU8(host ? host.adapt(nameLinks(xml)) : nameLinks(xml));
  zip.put(contentTypes, host?.contentTypes ?? strToU8(xmlHead + componentXml(document.ContentTypes, context)));
  // Before the other parts, because one of them lists its links.
  const main = xmlHead + componentXml(document.Document.View, context);
  const { before, after } = surroundings(main, host);
  const part = zip.part(host?.main.name ?? mainPart);
  if (host) part.push(strToU8(host.main.before));
  let xml = before;
  let waiting = 0;
  for (const written of xmlOf(body, context, steps)) {
    xml += written;
    waiting += 1;
    if (waiting % atOnce > 0) continue;
    part.push(write(xml));
    xml = "";
    for (const bytes of zip.takeOutput()) yield steps.piece(bytes);
    yield steps.piece();
  }
  part.push(write(xml + after), !host);
  if (host) part.push(strToU8(host.main.after), true);
  for (const bytes of zip.takeOutput()) yield steps.piece(bytes);

  const packed = unzipSync(await Packer.toBuffer(document), {
    filter: ({ name }) => name !== contentTypes && name !== mainPart,
  });
  steps.advance(packingSteps / 2);
  const own = new Map<string, Uint8Array>();
  // Parts come before their relationships, so that links are numbered in reading order.
  for (const name of packageOrder(Object.keys(packed))) {
    const bytes = packed[name] ?? new Uint8Array();
    const isXml = /\.(?:xml|rels)$/u.test(name);
    own.set(name, isXml ? strToU8(rewritten(name, strFromU8(bytes), { date, comments, nameLinks })) : bytes);
  }
  const parts = host ? host.finish(own, linksIn(strFromU8(own.get(mainRelations) ?? new Uint8Array()))) : own;
  for (const name of packageOrder([...parts.keys()])) {
    zip.put(name, parts.get(name) ?? new Uint8Array());
    for (const bytes of zip.takeOutput()) yield steps.piece(bytes);
  }
  zip.end();
  steps.advance(packingSteps / 2);
  for (const bytes of zip.takeOutput()) yield steps.piece(bytes);
}

function openHost({ file, ...setting }: HostSetting, styles: string, hasComments: boolean): OpenHost {
  return file.open({ ...setting, styles, hasComments });
}

/**
 * Returns the main part before and after the text. In a host, these are only the paragraphs of our own, without the
 * section that they end with.
 */
function surroundings(main: string, host: OpenHost | null): { before: string; after: string } {
  const [before = "", after = ""] = main.split(placeXml);
  if (!host) return { before, after };
  const start = before.indexOf(bodyStart) + bodyStart.length;
  return { before: before.slice(start), after: after.slice(0, after.lastIndexOf("<w:sectPr")) };
}

/** Returns the relationships of a part that are links, as XML. */
function linksIn(relationships: string): string {
  return (relationships.match(/<Relationship [^>]*>/gu) ?? []).filter((one) => /\/hyperlink"/u.test(one)).join("");
}

/** Returns the XML of the text, in pieces. */
function* xmlOf(
  body: PackedText["body"],
  context: Parameters<typeof componentXml>[1],
  steps: Steps,
): Generator<string> {
  for (const child of body) {
    if (!("shell" in child)) {
      yield componentXml(child, context);
      continue;
    }
    yield componentXml(child.shell, context).slice(0, -tableEnd.length);
    for (const row of child.rows) {
      yield componentXml(row, context);
      steps.advance();
    }
    yield tableEnd;
  }
}

/** Returns a part with fixed dates or links, and with the text of its comments. */
function rewritten(
  name: string,
  part: string,
  { date, comments, nameLinks }: { date: string; nameLinks: (xml: string) => string } & Pick<PackedText, "comments">,
): string {
  const xml = xmlText(name === "word/comments.xml" ? withWords(part, comments) : part);
  if (name === "docProps/core.xml") {
    const seconds = `${date.slice(0, 19)}Z`;
    return xml.replace(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/gu, `$1${seconds}`);
  }
  return nameLinks(name === "word/footnotes.xml" ? withoutNumbers(xml) : xml);
}

/**
 * Returns a function that names the links of one file by their order. docx names external links with 21 characters of
 * nanoid's alphabet in lower case.
 */
function linkNamer(prefix: string): (xml: string) => string {
  const linkNames = new Map<string, string>();
  return (xml) =>
    xml.replace(/"rId([a-z0-9_-]{21})"/gu, (_match, random: string) => {
      const linkName = linkNames.get(random) ?? `${prefix}${String(linkNames.size + 1)}`;
      linkNames.set(random, linkName);
      return `"${linkName}"`;
    });
}

/** Returns the number of steps that `eachAStep` takes for `children`. */
export function stepCount(children: readonly (FileChild | TableInRows)[]): number {
  return children.reduce((sum, child) => sum + ("shell" in child ? child.rows.length : 1), 0);
}

/**
 * Yields the children and counts each paragraph or table as a step once the next is requested. The rows of a table in
 * rows count themselves.
 */
export function* eachAStep(
  children: Iterable<FileChild | TableInRows>,
  steps: Steps,
): Generator<FileChild | TableInRows, void> {
  for (const child of children) {
    yield child;
    if (!("shell" in child)) steps.advance();
  }
}

/** Removes Word's automatic number from footnotes with a custom mark (see `noteParagraph`). */
function withoutNumbers(xml: string): string {
  const number = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>';
  const mark = '<w:r><w:rPr><w:rStyle w:val="FootnoteMark"/>';
  return xml.replaceAll(number + mark, mark);
}

/** Returns the style sheet of an exported text as XML. */
export function styleSheetXml(): string {
  const document = new Document({ styles: docxStyles("en"), sections: [] });
  return componentXml(document.Styles, { file: document, viewWrapper: document.Document, stack: [] });
}

/** The parts of a Word file that are known before its text is written. */
export interface OwnParts {
  /** The style sheet, as XML. */
  styles: string;
  /** BCP 47. */
  language: string;
  /** Whether the file has comments. */
  hasComments: boolean;
  /** Whether the text is printed in landscape. */
  wide: boolean;
}

/** A Word file with a place for the text, such as a forum's template. */
export interface HostFile {
  /** The fields that its pages before and after the text show. */
  readonly shown: ReadonlySet<HouseField>;
  /** Prepares the host for one text. */
  open: (own: OwnParts) => OpenHost;
}

/** A host prepared for one text. */
export interface OpenHost {
  readonly contentTypes: Uint8Array;
  /** Name and XML of the main part before and after the text. */
  readonly main: { name: string; before: string; after: string };
  /** Prefix for the ids of links in the text. No relationship of the host begins with it. */
  readonly linkPrefix: string;
  /** Returns XML of the text, the notes or the comments with the styles of the host. */
  adapt: (xml: string) => string;
  /**
   * Returns the other parts of the file. `own` are the parts that would be written without a host; `links` are the
   * relationships of the text's links, as XML.
   */
  finish: (own: ReadonlyMap<string, Uint8Array>, links: string) => Map<string, Uint8Array>;
}
