import { type DefaultTreeAdapterTypes, parse } from "parse5";
import { PDFDict, PDFDocument, PDFHexString, PDFName } from "pdf-lib";
import type { CompilationLayout } from "#core/compile/compilation-layout.ts";
import type { Compilation } from "#core/compile/compilation.ts";
import { pageOf } from "../html/html.ts";
import { redlinePage, redlineTitle } from "../html/redline.ts";
import type { RedlineSource } from "../shared/redline-source.ts";
import type { Piece } from "../shared/steps.ts";
import { wordingOf } from "../shared/thread-phrases.ts";
import { writeComments } from "./comments.ts";
import { hasRealComments } from "./page.ts";
import { printablePage } from "./printable-page.ts";

/** A page that was printed, and what came of it. */
export interface PrintedPage {
  html: string;
  bytes: Uint8Array;
}

/**
 * A commented text as a PDF file: our page (pdf-page.ts) as a browser printed it, so that the order of words, digits and
 * brackets in every script is right, tagged and with an outline; on the words, and with tracked
 * changes, with real comments that a reader can answer.
 */
export async function pdf(
  compilation: Compilation,
  layout: CompilationLayout,
  printed: PrintedPage,
): Promise<Uint8Array> {
  const { forum, general, clauses, orphans, address, generatedAt } = compilation;
  const document = await PDFDocument.load(printed.bytes, { updateMetadata: false });
  nameOutline(document, printed.html);
  if (hasRealComments(layout)) {
    const threads = [...general, ...clauses.flatMap((clause) => clause.threads), ...orphans];
    writeComments(document, threads, { wording: wordingOf(compilation), direction: compilation.direction });
  }
  return finishPdf(document, { title: pageOf(compilation).title, author: forum.name, subject: address, generatedAt });
}

/** The file with its properties, which are ours and not the browser's. */
async function finishPdf(
  document: PDFDocument,
  facts: { title: string; author: string; subject: string; generatedAt: string },
): Promise<Uint8Array> {
  document.setTitle(facts.title, { showInWindowTitleBar: true });
  document.setAuthor(facts.author);
  document.setSubject(facts.subject);
  document.setCreator("Rapporteur");
  document.setCreationDate(new Date(facts.generatedAt));
  document.setModificationDate(new Date(facts.generatedAt));
  return document.save();
}

type HtmlNode = DefaultTreeAdapterTypes.Node;

/**
 * Gives the entries of a printed file's outline their headings' own words: Chromium loses the blank where a heading's line
 * ends, and takes the numbers of comments for words. Left as it is where the entries are not the page's headings, one each.
 */
function nameOutline(document: PDFDocument, html: string): void {
  const titles = headingsOf(parse(html));
  const entries = entriesOf(document);
  if (titles.length !== entries.length) return;
  entries.forEach((entry, index) => {
    entry.set(PDFName.of("Title"), PDFHexString.fromText(titles[index] ?? ""));
  });
}

/** Headings in the order of the page, without the links that stand in them for something else. */
function headingsOf(node: HtmlNode): string[] {
  if ("tagName" in node && /^h[1-6]$/u.test(node.tagName)) return [textOf(node).replace(/\s+/gu, " ").trim()];
  return "childNodes" in node ? node.childNodes.flatMap(headingsOf) : [];
}

function textOf(node: HtmlNode): string {
  if (node.nodeName === "#text" && "value" in node) return node.value;
  if (!("childNodes" in node)) return "";
  const attributes = "attrs" in node ? node.attrs : [];
  const aside = attributes.some(({ name, value }) => name === "class" && /^to-(?:comment|words|other)$/u.test(value));
  return aside ? "" : node.childNodes.map(textOf).join("");
}

/** The outline's entries in reading order. */
function entriesOf(document: PDFDocument): PDFDict[] {
  const child = (dictionary: PDFDict, name: string): PDFDict | undefined =>
    dictionary.lookupMaybe(PDFName.of(name), PDFDict);
  const outline = child(document.catalog, "Outlines");
  const entries: PDFDict[] = [];
  const visit = (first: PDFDict | undefined): void => {
    for (let entry = first; entry; entry = child(entry, "Next")) {
      entries.push(entry);
      visit(child(entry, "First"));
    }
  };
  visit(outline && child(outline, "First"));
  return entries;
}

/** The page that is printed: that of redline-html.ts. */
export function redlinePdfPage(source: RedlineSource): Iterable<Piece> {
  return printablePage(redlinePage(source));
}

/** A redline as a PDF file, from its page as a browser printed it. */
export async function redlinePdf(source: RedlineSource, printed: PrintedPage): Promise<Uint8Array> {
  const document = await PDFDocument.load(printed.bytes, { updateMetadata: false });
  const subject = `${source.base.address} → ${source.revised.address}`;
  const { forum, generatedAt } = source;
  return finishPdf(document, { title: redlineTitle(source), author: forum.name, subject, generatedAt });
}
