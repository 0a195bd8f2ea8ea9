import { PDFDict, PDFDocument, PDFHexString, PDFName } from "@cantoo/pdf-lib";
import { type DefaultTreeAdapterTypes, parse } from "parse5";
import type { Reconciliation } from "#core/phrases/reconciliation-report.ts";
import { colours } from "#core/compile/colours.ts";
import { type CompilationLayout, isOnText, type LayoutOnText } from "#core/compile/compilation-layout.ts";
import type { Compilation } from "#core/compile/compilation.ts";
import { noFilters } from "../html/filters.ts";
import { coverMarkup, pageOf, runningHead } from "../html/html.ts";
import { htmlLayouts } from "../html/layouts.ts";
import { closingMarkup } from "../html/page.ts";
import { reconciliationPage } from "../html/reconciliation.ts";
import { redlinePage, redlineTitle } from "../html/redline.ts";
import { HtmlRenderer } from "../html/renderer.ts";
import { commentedStyle } from "../html/style.ts";
import type { RedlineSource } from "../shared/redline-source.ts";
import { type Piece, type Steps, stepsOf, threadCount } from "../shared/steps.ts";
import { allThreads, type ThreadView, threadViewer } from "../shared/thread-view.ts";
import { closingFacts } from "../shared/title-facts.ts";
import { completeForArchive, type PdfFacts } from "./archive.ts";
import { writeComments } from "./comments.ts";
import { markAddress, markWords } from "./marks.ts";
import { printablePage } from "./printable-page.ts";

/** A page and its printed result. */
export interface PrintedPage {
  html: string;
  bytes: Uint8Array;
}

/**
 * Returns a commented text as a PDF file, tagged and with an outline. A browser printed its page (pdf.ts), so that
 * words, digits and brackets are in the right order in every script. In the layouts "on-the-words" and
 * "tracked-changes" it has PDF comments that a reader can answer.
 */
export async function pdf(
  compilation: Compilation,
  layout: CompilationLayout,
  printed: PrintedPage,
): Promise<Uint8Array> {
  const { forum, version, address, generatedAt, direction } = compilation;
  const document = await PDFDocument.load(printed.bytes, { updateMetadata: false });
  nameOutline(document, printed.html);
  if (isOnText(layout)) {
    const threads = allThreads(compilation).map(threadViewer(compilation));
    writeComments(document, threads, { language: version.language, direction });
  }
  const { title } = pageOf(compilation);
  return finishPdf(document, { title, language: version.language, author: forum.name, subject: address, generatedAt });
}

/** Returns a printed page as a PDF file with its metadata. */
async function printedPdf(bytes: Uint8Array, facts: PdfFacts): Promise<Uint8Array> {
  return finishPdf(await PDFDocument.load(bytes, { updateMetadata: false }), facts);
}

/** Completes the file and saves it. */
async function finishPdf(document: PDFDocument, facts: PdfFacts): Promise<Uint8Array> {
  completeForArchive(document, facts);
  // By default the file would stay as loosely packed as the browser's, and be half as large again.
  return document.save({ useObjectStreams: true });
}

type HtmlNode = DefaultTreeAdapterTypes.Node;

/**
 * Sets the titles of a printed file's outline to the headings' own text. Chromium drops the space where a heading
 * wraps, and includes the numbers of comments. Leaves the outline unchanged if its entries do not match the page's
 * headings one to one.
 */
function nameOutline(document: PDFDocument, html: string): void {
  const titles = headingsOf(parse(html));
  const entries = entriesOf(document);
  if (titles.length !== entries.length) return;
  entries.forEach((entry, index) => {
    entry.set(PDFName.of("Title"), PDFHexString.fromText(titles[index] ?? ""));
  });
}

/** Returns the headings in page order, without the links inside them that are not part of the heading. */
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

/** Returns the outline's entries in reading order. */
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

/** Renders the page to print: that of html/redline.ts. */
export function redlinePdfPage(source: RedlineSource): Iterable<Piece> {
  return printablePage(redlinePage(source));
}

/** Returns a redline as a PDF file, from its page as printed by a browser. */
export async function redlinePdf(source: RedlineSource, printed: PrintedPage): Promise<Uint8Array> {
  const subject = `${source.base.address} → ${source.revised.address}`;
  const { forum, generatedAt } = source;
  const [title, language] = [redlineTitle(source), source.revised.version.language];
  return printedPdf(printed.bytes, { title, language, author: forum.name, subject, generatedAt });
}

/** Renders the page of a reconciliation report to print. */
export function reconciliationPdfPage(report: Reconciliation): Iterable<Piece> {
  return printablePage(reconciliationPage(report));
}

/** Returns a reconciliation report as a PDF file, from its printed page. */
export function reconciliationPdf(report: Reconciliation, { bytes }: PrintedPage): Promise<Uint8Array> {
  const { language, forum, file, generatedAt } = report;
  const { title } = reconciliationPage(report);
  return printedPdf(bytes, { title, language, author: forum.name, subject: file.name, generatedAt });
}

/** The text below the masthead, and no highlight where the PDF comment's own highlight will be. */
const paperStyle = `
.commented a{color:inherit;text-decoration:none}
.commented mark{background:none}
.commented .to-comment{color:${colours.accent.light}}
.notes{break-before:page}
.notes .threads{margin-inline-start:0}`.replace(/\n/gu, "");

/**
 * Renders the page to print, like the web page after the title page. For the layouts "on-the-words" and
 * "tracked-changes", the comments are a numbered list at the end, so that the draft reads as a document. The text they
 * are about is marked (marks.ts).
 */
export function pdfPage(compilation: Compilation, layout: CompilationLayout): Iterable<Piece> {
  const steps = stepsOf(compilation);
  return printablePage({
    ...pageOf(compilation),
    style: commentedStyle(layout, runningHead(compilation)) + paperStyle,
    body: bodyMarkup(compilation, layout, steps),
    steps,
  });
}

function* bodyMarkup(compilation: Compilation, layout: CompilationLayout, steps: Steps): Generator<string, void> {
  yield coverMarkup(compilation);
  yield `<main class="layout-${layout}${isOnText(layout) ? " commented" : ""}">`;
  yield* isOnText(layout)
    ? commentedText(compilation, layout, steps)
    : htmlLayouts[layout](new HtmlRenderer(compilation, noFilters, steps));
  yield "</main>";
  yield closingMarkup(closingFacts(compilation));
}

function* commentedText(compilation: Compilation, layout: LayoutOnText, steps: Steps): Generator<string, void> {
  const { compilation: marked, marked: numbers } = markWords(compilation);
  const plain = new HtmlRenderer(marked, noFilters, steps);
  const renderer = layout === "tracked-changes" ? plain.tracking() : plain;
  const entry = (thread: ThreadView): string => {
    const unmarked = !numbers.has(thread.number);
    const headingLink = unmarked ? { headingLink: markAddress({ words: [], notes: [thread.number], to: null }) } : {};
    return renderer.thread(thread, headingLink);
  };
  for (const { markup } of renderer.blocks()) yield `<div class="row">${markup}</div>`;
  if (threadCount(marked) === 0) return;
  yield `<div class="notes">`;
  yield* renderer.section("export-general", marked.general, entry);
  yield* renderer.section(
    "export-notes",
    marked.clauses.flatMap(({ threads }) => threads),
    entry,
  );
  yield* renderer.section("export-orphans", marked.orphans, entry);
  yield "</div>";
}
