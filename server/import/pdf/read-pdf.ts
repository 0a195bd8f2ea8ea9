import { blockOf, type Blocks, type PendingNotice } from "#core/text/block.ts";
import { UnreadableFile } from "../shared/unreadable-file.ts";
import { withoutRunningHeads } from "./running-heads.ts";
import { pageLines } from "./lines.ts";
import { headingsOf } from "./headings.ts";
import { withNotes } from "./notes.ts";
import { readPdfPages } from "./pages.ts";
import { paragraphsOf } from "./paragraphs.ts";

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
