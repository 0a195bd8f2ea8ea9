import { Packer, type Document, type FileChild, type Table, type TableRow } from "docx";
import { strFromU8, strToU8, unzipSync } from "fflate";
import { withWords } from "./comments.ts";
import { componentXml, DocxElement } from "./element.ts";
import { FixedZip, packageOrder } from "../shared/fixed-zip.ts";
import type { Piece, Steps } from "../shared/steps.ts";
import { xmlText } from "../shared/xml.ts";

/** The content of a Word file besides its document. */
export interface PackedText {
  /** Replaces the document's `textPlace`. Created while it is written, one paragraph or table at a time. */
  body: Iterable<FileChild | TableInRows>;
  /** The text of its comments (see `CommentBook`). */
  comments: readonly string[];
  /** The steps taken by `body`, including one for each row of a table in rows, plus `packingSteps`. */
  steps: Steps;
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
  { body, comments, steps }: PackedText,
): AsyncGenerator<Piece, void> {
  const nameLinks = linkNamer();
  const zip = new FixedZip();
  const context = { file: document, viewWrapper: document.Document, stack: [] };
  zip.put(contentTypes, strToU8(xmlHead + componentXml(document.ContentTypes, context)));
  // Before the other parts, because one of them lists its links.
  const main = xmlHead + componentXml(document.Document.View, context);
  const [before = "", after = ""] = main.split(placeXml);
  const part = zip.part(mainPart);
  let xml = before;
  let waiting = 0;
  for (const written of xmlOf(body, context, steps)) {
    xml += written;
    waiting += 1;
    if (waiting % atOnce > 0) continue;
    part.push(strToU8(nameLinks(xml)));
    xml = "";
    for (const bytes of zip.takeOutput()) yield steps.piece(bytes);
    yield steps.piece();
  }
  part.push(strToU8(nameLinks(xml + after)), true);
  for (const bytes of zip.takeOutput()) yield steps.piece(bytes);

  const parts = unzipSync(await Packer.toBuffer(document), {
    filter: ({ name }) => name !== contentTypes && name !== mainPart,
  });
  steps.advance(packingSteps / 2);
  // Parts come before their relationships, so that links are numbered in reading order.
  for (const name of packageOrder(Object.keys(parts))) {
    const bytes = parts[name] ?? new Uint8Array();
    zip.put(
      name,
      /\.(?:xml|rels)$/u.test(name) ? strToU8(rewritten(name, strFromU8(bytes), { date, comments, nameLinks })) : bytes,
    );
    for (const bytes of zip.takeOutput()) yield steps.piece(bytes);
  }
  zip.end();
  steps.advance(packingSteps / 2);
  for (const bytes of zip.takeOutput()) yield steps.piece(bytes);
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
function linkNamer(): (xml: string) => string {
  const linkNames = new Map<string, string>();
  return (xml) =>
    xml.replace(/"rId([a-z0-9_-]{21})"/gu, (_match, random: string) => {
      const linkName = linkNames.get(random) ?? `rIdLink${String(linkNames.size + 1)}`;
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
