import { Packer, type Document, type FileChild } from "docx";
import { strFromU8, strToU8, unzipSync } from "fflate";
import { withWords } from "./docx-comments.ts";
import { DocxElement } from "./docx-element.ts";
import { packageOrder, zipInTurns } from "./fixed-zip.ts";
import { Turns } from "./turns.ts";
import { xmlText } from "./xml-text.ts";
import { xmlable } from "./xmlable.ts";

/** A text that is made as it is written, a paragraph or a table at a time. */
export interface WrittenText {
  body: Iterable<FileChild>;
  /** The words of its comments (see `CommentBook`). */
  comments: readonly string[];
  /** Aborted once nobody waits for the file any longer; null where it is needed in any case. */
  gone: AbortSignal | null;
}

/** Paragraphs whose XML is made into bytes at once. */
const atOnce = 50;

/** Stands in the document for the text that is made as it is written. */
export const textPlace = new DocxElement("w:textPlace", { "w:val": 1 });
const placeXml = '<w:textPlace w:val="1"/>';

/**
 * A Word file's bytes, the same for the same document and date.
 *
 * The docx package names links at random and stamps the hour of writing on properties and zip entries, so its zip is
 * opened and written again: links named by their order, both properties' dates set to `date` (ISO 8601), entries in
 * order of name at one time. `[Content_Types].xml` comes first, as packages have it.
 *
 * It also holds a document whole three times over, as objects, as a tree and as text, and nothing else is done meanwhile. A
 * long text is therefore given as `text`, in the document's `textPlace`, and others are served between its paragraphs.
 * @throws the reason of `gone` once that is aborted
 */
export async function packDocx(document: Document, date: string, text?: WrittenText): Promise<Uint8Array> {
  const linkNames = new Map<string, string>();
  // Before the other parts: its links are listed in one of them.
  const written = text ? await writeText(document, text, nameLinks) : [];
  const parts = unzipSync(await Packer.toBuffer(document));
  // Parts come before their relationships, so that links are counted in the order they are read.
  const names = packageOrder(Object.keys(parts));
  const rewritten: Record<string, Uint8Array> = {};
  for (const name of names) {
    const bytes = parts[name] ?? new Uint8Array();
    rewritten[name] = /\.(?:xml|rels)$/u.test(name) ? rewrite(name, strFromU8(bytes)) : bytes;
  }
  text?.gone?.throwIfAborted();
  return zipInTurns(rewritten, names);

  function rewrite(name: string, part: string): Uint8Array {
    const xml = xmlText(name === "word/comments.xml" && text ? withWords(part, text.comments) : part);
    if (name === "docProps/core.xml") {
      const seconds = `${date.slice(0, 19)}Z`;
      return strToU8(xml.replace(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/gu, `$1${seconds}`));
    }
    const named = nameLinks(name === "word/footnotes.xml" ? withoutNumbers(xml) : xml);
    const [before = "", after] = name === "word/document.xml" ? named.split(placeXml) : [named];
    return after === undefined ? strToU8(before) : joined([strToU8(before), ...written, strToU8(after)]);
  }

  /** 21 characters of nanoid's alphabet in lower case: what docx names external links by. */
  function nameLinks(xml: string): string {
    return xml.replace(/"rId([a-z0-9_-]{21})"/gu, (_match, random: string) => {
      const known = linkNames.get(random) ?? `rIdLink${String(linkNames.size + 1)}`;
      linkNames.set(random, known);
      return `"${known}"`;
    });
  }
}

async function writeText(
  document: Document,
  { body, gone }: WrittenText,
  nameLinks: (xml: string) => string,
): Promise<Uint8Array[]> {
  const turns = new Turns(gone, atOnce);
  const context = { file: document, viewWrapper: document.Document, stack: [] };
  const written: Uint8Array[] = [];
  let xml = "";
  let count = 0;
  for (const child of body) {
    const prepared = child.prepForXml(context);
    if (prepared) xml += xmlable(prepared);
    count += 1;
    if (count % atOnce === 0) {
      written.push(strToU8(nameLinks(xmlText(xml))));
      xml = "";
    }
    await turns.step();
  }
  return [...written, strToU8(nameLinks(xmlText(xml)))];
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** Takes Word's automatic number out of footnotes that carry a mark of their own (see `noteParagraph`). */
function withoutNumbers(xml: string): string {
  const number = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>';
  const mark = '<w:r><w:rPr><w:rStyle w:val="FootnoteMark"/>';
  return xml.replaceAll(number + mark, mark);
}
