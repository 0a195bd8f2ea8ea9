import { parse, type DefaultTreeAdapterTypes } from "parse5";
import { PDFDict, PDFHexString, PDFName, type PDFDocument } from "pdf-lib";

type HtmlNode = DefaultTreeAdapterTypes.Node;

/**
 * Gives the entries of a printed file's outline their headings' own words: Chromium loses the blank where a heading's line
 * ends, and takes the numbers of comments for words. Left as it is where the entries are not the page's headings, one each.
 */
export function nameOutline(document: PDFDocument, html: string): void {
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
