import { labelsAtStart } from "#core/text/numbering.ts";
import type { PdfParagraph } from "./paragraphs.ts";

/** Minimum letter size of a heading, relative to the body text. */
const headingSize = 1.06;
/** Maximum length of a heading, in characters, whatever its appearance. */
const longestHeading = 300;

/**
 * Determines heading levels by appearance. Letters larger than the body text come first, ranked by size. Bold lines
 * that do not end a sentence follow, ranked by the depth of their label. The largest text, if it comes first, is the
 * title with level 0.
 */
export function headingsOf(paragraphs: readonly PdfParagraph[]): Map<PdfParagraph, number> {
  const weights = new Map<number, number>();
  for (const paragraph of paragraphs) {
    weights.set(sizeOf(paragraph), (weights.get(sizeOf(paragraph)) ?? 0) + textOf(paragraph).length);
  }
  const body = [...weights].reduce((most, entry) => (entry[1] > most[1] ? entry : most), [0, 0])[0];
  const long = new Set(paragraphs.filter((paragraph) => textOf(paragraph).length > longestHeading).map(sizeOf));
  const larger = [...weights.keys()].filter((size) => size > headingSize * body && !long.has(size));
  larger.sort((left, right) => right - left);
  const first = paragraphs[0];
  const title = first && larger[0] === sizeOf(first) ? 1 : 0;
  const levels = new Map<PdfParagraph, number>();
  for (const paragraph of paragraphs) {
    const rank = larger.indexOf(sizeOf(paragraph));
    if (rank >= 0) levels.set(paragraph, rank + 1 - title);
    else if (isBoldLine(paragraph))
      levels.set(paragraph, labelDepth(textOf(paragraph)) + (larger.length > title ? 1 : 0));
  }
  return levels;
}

function isBoldLine({ parts, isNote }: PdfParagraph): boolean {
  const text = parts.map((part) => part.text).join("");
  const isBold = parts.every(({ bold, text }) => bold || text.trim() === "");
  return isBold && !isNote && text.length < longestHeading && !/[.;:,]\s*$/u.test(text);
}

function labelDepth(text: string): number {
  return Math.max(1, labelsAtStart(text).find(({ sure }) => sure)?.label.path.length ?? 1);
}

function sizeOf({ size }: PdfParagraph): number {
  return Math.round(size * 2) / 2;
}

function textOf({ parts }: PdfParagraph): string {
  return parts.map(({ text }) => text).join("");
}
