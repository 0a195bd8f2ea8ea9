import { PDFDocument } from "pdf-lib";
import { finishPdf, type PrintedPage } from "./pdf.ts";
import { printablePage } from "./printable-page.ts";
import { redlinePage, redlineTitle } from "../html/redline.ts";
import type { RedlineSource } from "../shared/redline-source.ts";
import type { Piece } from "../shared/steps.ts";

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
