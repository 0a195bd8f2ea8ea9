import { type PDFDocument, PDFName, type PDFRef } from "@cantoo/pdf-lib";
import type { PdfRectangle } from "./links.ts";

/**
 * The look of a comment, which a file for the archive must bring along (ISO 19005-2, 6.3.3). Without it each reader draws
 * its own.
 */
export interface CommentLook {
  rectangle: PdfRectangle;
  /** Red, green and blue, from 0 to 1. */
  colour: readonly number[];
}

/** A highlight: its rectangles, through which the text is seen. */
export function highlightLook(
  document: PDFDocument,
  { rectangle, colour }: CommentLook,
  marked: readonly PdfRectangle[],
): PDFRef {
  const areas = marked.map(([left, bottom, right, top]) => [left, bottom, right - left, top - bottom]);
  const drawn = areas.map((area) => `${area.map(round).join(" ")} re f`);
  return look(document, rectangle, `/Through gs ${colour.map(round).join(" ")} rg ${drawn.join(" ")}`);
}

/** A note: a sheet with three lines. */
export function noteLook(document: PDFDocument, { rectangle, colour }: CommentLook): PDFRef {
  const [left, bottom, right, top] = rectangle;
  const [width, height] = [right - left, top - bottom];
  const sheet = `${[left + 1, bottom + 1, width - 2, height - 2].map(round).join(" ")} re B`;
  const lines = [0.3, 0.5, 0.7].map(
    (share) =>
      `${round(left + width / 4)} ${round(bottom + height * share)} m ${round(right - width / 4)} ${round(bottom + height * share)} l S`,
  );
  return look(document, rectangle, `${colour.map(round).join(" ")} rg 0.35 G 0.75 w ${sheet} ${lines.join(" ")}`);
}

/** Nothing: a reply is shown with the comment that it answers. */
export function noLook(document: PDFDocument, rectangle: PdfRectangle): PDFRef {
  return look(document, rectangle, "");
}

function look({ context }: PDFDocument, rectangle: PdfRectangle, content: string): PDFRef {
  const through = context.obj({ Type: "ExtGState", BM: "Multiply" });
  const form = context.flateStream(content, {
    Type: "XObject",
    Subtype: "Form",
    BBox: [...rectangle],
    Resources: { ExtGState: { Through: through } },
  });
  const appearance = context.obj({});
  appearance.set(PDFName.of("N"), context.register(form));
  return context.register(appearance);
}

function round(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}
