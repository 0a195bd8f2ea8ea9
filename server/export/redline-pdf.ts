import { PDFDocument } from "pdf-lib";
import { finishPdf } from "./pdf.ts";
import { printablePage } from "./printable-page.ts";
import { redlinePage } from "./redline-html.ts";
import type { RedlineSource } from "./redline-source.ts";

/** A redline as a PDF file: the page of redline-html.ts, printed. */
export async function redlinePdf(
  source: RedlineSource,
  print: (html: string) => Promise<Uint8Array>,
): Promise<Uint8Array> {
  const parts = redlinePage(source);
  const document = await PDFDocument.load(await print(printablePage(parts)), { updateMetadata: false });
  const subject = `${source.base.address} → ${source.revised.address}`;
  const { forum, generatedAt } = source;
  return finishPdf(document, { title: parts.title, author: forum.name, subject, generatedAt });
}
