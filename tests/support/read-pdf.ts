import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";

/** A piece of text on a page, in points from the page's lower left corner. */
export interface PdfPiece {
  text: string;
  left: number;
  right: number;
  bottom: number;
}

/** A comment of a PDF file, with only the fields that tests check. */
export interface PdfComment {
  page: number;
  subtype: string;
  author: string;
  contents: string;
  modified: string | null;
  /** Id of the comment it replies to. */
  inReplyTo: string | null;
  id: string;
  rectangle: [number, number, number, number];
  /** The text under a highlight, with its lines joined by spaces; "" for anything else. */
  words: string;
}

export interface ReadPdf {
  /** Text of each page, in drawing order. */
  pages: string[];
  /** The same text in pieces, with their positions. */
  pieces: PdfPiece[][];
  comments: PdfComment[];
  /** Titles of the outline, indented by two spaces for each level. */
  outline: string[];
  isTagged: boolean;
  title: string;
  language: string | null;
  /** Addresses of links that lead outside the file. */
  links: string[];
}

interface Annotation {
  id: string;
  subtype: string;
  rect: [number, number, number, number];
  quadPoints?: Float32Array | null;
  titleObj?: { str: string };
  contentsObj?: { str: string };
  modificationDate?: string | null;
  inReplyTo?: string;
  url?: string;
  unsafeUrl?: string;
}

interface OutlineEntry {
  title: string;
  items: OutlineEntry[];
}

/** Reads a PDF file as a PDF viewer does. */
export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const document = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  const pages: string[] = [];
  const allPieces: PdfPiece[][] = [];
  const comments: PdfComment[] = [];
  const links: string[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent({ includeMarkedContent: true });
    const pieces = items.flatMap((item): PdfPiece[] => {
      if (!("str" in item)) return [];
      const [, , , , left, bottom] = item.transform as [number, number, number, number, number, number];
      return [{ text: item.str + (item.hasEOL ? "\n" : ""), left, right: left + item.width, bottom }];
    });
    allPieces.push(pieces);
    pages.push(pieces.map(({ text }) => text).join(""));
    for (const annotation of (await page.getAnnotations()) as Annotation[]) {
      if (annotation.subtype === "Link") links.push(annotation.url ?? annotation.unsafeUrl ?? "");
      if (annotation.subtype === "Link" || annotation.subtype === "Popup") continue;
      comments.push({
        page: number,
        subtype: annotation.subtype,
        author: annotation.titleObj?.str ?? "",
        contents: annotation.contentsObj?.str ?? "",
        modified: annotation.modificationDate ?? null,
        inReplyTo: annotation.inReplyTo ?? null,
        id: annotation.id,
        rectangle: annotation.rect,
        words: wordsUnder(annotation, pieces),
      });
    }
  }
  const { info } = (await document.getMetadata()) as unknown as { info: Record<string, string | null> };
  const outline = (await document.getOutline()) as unknown as OutlineEntry[] | null;
  const mark = await document.getMarkInfo();
  const read = {
    pages,
    pieces: allPieces,
    comments,
    outline: titles(outline ?? [], ""),
    isTagged: mark !== null && "Marked" in mark,
    title: info["Title"] ?? "",
    language: info["Language"] ?? null,
    links: links.filter(Boolean),
  };
  await document.destroy();
  return read;
}

function titles(entries: readonly OutlineEntry[], indent: string): string[] {
  return entries.flatMap(({ title, items }) => [indent + title, ...titles(items, `${indent}  `)]);
}

/**
 * Returns the text under a highlight, one line for each of its quadrilaterals. A piece is included if its middle is
 * inside.
 */
function wordsUnder({ quadPoints }: Annotation, pieces: readonly PdfPiece[]): string {
  if (!quadPoints) return "";
  const lines: string[] = [];
  for (let at = 0; at + 8 <= quadPoints.length; at += 8) {
    const corners = Array.from(quadPoints.slice(at, at + 8));
    const across = corners.filter((_value, index) => index % 2 === 0);
    const up = corners.filter((_value, index) => index % 2 === 1);
    const inside = pieces.filter(({ left, right, bottom }) => {
      const middle = (left + right) / 2;
      return (
        middle > Math.min(...across) &&
        middle < Math.max(...across) &&
        bottom > Math.min(...up) &&
        bottom < Math.max(...up)
      );
    });
    lines.push(inside.map(({ text }) => text).join(""));
  }
  return lines.join(" ").replace(/\s+/gu, " ").trim();
}
