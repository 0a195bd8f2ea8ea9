import {
  PDFArray,
  PDFDict,
  PDFName,
  PDFRef,
  PDFString,
  PDFHexString,
  type PDFDocument,
  type PDFObject,
} from "@cantoo/pdf-lib";
import { readMark, type PdfMark } from "./marks.ts";

/** A rectangle on a page, in points from its lower left corner: left, bottom, right, top. */
export type PdfRectangle = readonly [left: number, bottom: number, right: number, top: number];

/** A link of a printed page that is a mark. */
export interface MarkedLink {
  mark: PdfMark;
  /** Index of its page. */
  page: number;
  rectangle: PdfRectangle;
  reference: PDFRef;
}

/**
 * Removes the links that are marks from the pages and returns them in reading order. A link that also has a target of
 * its own stays, and leads to that target again.
 */
export function extractMarks(document: PDFDocument): MarkedLink[] {
  return document.getPages().flatMap((page, index) => {
    const annotations = page.node.Annots();
    if (!annotations) return [];
    const kept = document.context.obj([]);
    const links: MarkedLink[] = [];
    for (const object of annotations.asArray()) {
      const link = object instanceof PDFRef ? document.context.lookup(object, PDFDict) : undefined;
      const address = link && addressOf(link);
      const mark = address === undefined ? null : readMark(address);
      if (!link || !mark || !(object instanceof PDFRef)) {
        kept.push(object);
        continue;
      }
      links.push({ mark, page: index, rectangle: rectangleOf(link), reference: object });
      if (mark.to === null) continue;
      link.lookup(PDFName.of("A"), PDFDict).set(PDFName.of("URI"), PDFString.of(mark.to));
      kept.push(object);
    }
    page.node.set(PDFName.of("Annots"), kept);
    return links;
  });
}

/**
 * Updates the structure of a tagged file after links were removed. A link element becomes an annotation element if an
 * annotation replaced its link, and a plain text span otherwise (ISO 32000-1, 14.7.4.3).
 */
export function replaceInStructure(document: PDFDocument, replaced: ReadonlyMap<PDFRef, PDFRef | null>): void {
  const name = PDFName.of;
  for (const [, object] of document.context.enumerateIndirectObjects()) {
    if (!(object instanceof PDFDict) || object.get(name("S")) !== name("Link")) continue;
    const children = object.lookup(name("K"));
    const list = children instanceof PDFArray ? children.asArray() : [];
    const instead = list.map((child) => {
      const target = referred(document, child);
      return target && { element: target.element, by: replaced.get(target.reference) };
    });
    if (instead.every((replacement) => replacement?.by === undefined)) continue;
    const kept = list.filter((_child, index) => instead[index]?.by !== null);
    for (const replacement of instead) if (replacement?.by) replacement.element.set(name("Obj"), replacement.by);
    const annotated = instead.some((replacement) => replacement?.by);
    object.set(name("S"), name(annotated ? "Annot" : "Span"));
    object.set(name("K"), document.context.obj(kept));
  }
}

/** Returns the annotation that a child of a structure element refers to. */
function referred(document: PDFDocument, child: PDFObject) {
  const element = child instanceof PDFRef ? document.context.lookup(child) : child;
  if (!(element instanceof PDFDict) || element.get(PDFName.of("Type")) !== PDFName.of("OBJR")) return undefined;
  const reference = element.get(PDFName.of("Obj"));
  return reference instanceof PDFRef ? { element, reference } : undefined;
}

function addressOf(link: PDFDict): string | undefined {
  const action = link.lookup(PDFName.of("A"));
  const address = action instanceof PDFDict ? action.lookup(PDFName.of("URI")) : undefined;
  return address instanceof PDFString || address instanceof PDFHexString ? address.decodeText() : undefined;
}

function rectangleOf(link: PDFDict): PdfRectangle {
  const { x, y, width, height } = link.lookup(PDFName.of("Rect"), PDFArray).asRectangle();
  return [x, y, x + width, y + height];
}
