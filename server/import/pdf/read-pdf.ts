import { blockOf, type Blocks, type PendingNotice } from "#core/text/segments/block.ts";
import { labelsAtStart } from "#core/text/labels/numbering.ts";
import { UnreadableFile } from "../shared/unreadable-file.ts";
import { pageLines, withoutRunningHeads } from "./lines.ts";
import { paragraphsOf, type PdfParagraph, withNotes } from "./paragraphs.ts";
import { readPdfPages } from "./pages.ts";

/**
 * Reads a PDF file that contains text. PDF stores the appearance of pages, not their structure. Paragraphs, labels and
 * headings are therefore inferred from the layout, and a notice reports this.
 *
 * @throws UnreadableFile encrypted, damaged, too-large, scanned if the pages are images
 */
export async function readPdf(bytes: Uint8Array): Promise<Blocks> {
  const { pages, language, comments } = await readPdfPages(bytes);
  const letters = pages.reduce((sum, { runs }) => sum + runs.reduce((total, { text }) => total + text.length, 0), 0);
  if (letters === 0 && pages.length > 0) throw new UnreadableFile("scanned", "pages without text");
  const lined = pages.map((page) => ({ height: page.height, lines: pageLines(page) }));
  const { pages: bare, dropped } = withoutRunningHeads(lined);
  const paragraphs = paragraphsOf(bare);
  const headings = headingsOf(paragraphs);
  const { body, notes } = withNotes(paragraphs);
  const isRightToLeft = paragraphs.some(({ rightToLeft }) => rightToLeft);
  const notices: PendingNotice[] = [
    { code: "read-by-its-look", params: {}, at: "" },
    ...(dropped > 0 ? [{ code: "page-furniture-left-out" as const, params: { count: dropped }, at: "" }] : []),
    ...(isRightToLeft ? [{ code: "letters-out-of-order" as const, params: {}, at: "" }] : []),
    ...(comments > 0 ? [{ code: "comments-left-out" as const, params: { count: comments }, at: "" }] : []),
  ];
  return {
    blocks: body.map(({ paragraph, pieces }) =>
      blockOf(pieces, {
        heading: headings.get(paragraph) ?? null,
        direction: paragraph.rightToLeft ? "rtl" : null,
      }),
    ),
    notes: new Map([...notes].map(([key, { label, pieces }]) => [key, { label, blocks: [blockOf(pieces)] }])),
    language,
    notices,
  };
}

/** Minimum letter size of a heading, relative to the body text. */
const headingSize = 1.06;
/** Maximum length of a heading, in characters, whatever its appearance. */
const longestHeading = 300;

/**
 * Determines heading levels by appearance. Letters larger than the body text come first, ranked by size. Bold lines
 * that do not end a sentence follow, ranked by the depth of their label. The largest text, if it comes first, is the
 * title with level 0.
 */
function headingsOf(paragraphs: readonly PdfParagraph[]): Map<PdfParagraph, number> {
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
