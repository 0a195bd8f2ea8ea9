import { PDFDocument } from "pdf-lib";
import type { CompilationLayout } from "#core/compile/compilation-layout.ts";
import type { Compilation } from "#core/compile/compilation.ts";
import { pageOf } from "../html/html.ts";
import { writeComments } from "./pdf-comments.ts";
import { nameOutline } from "./pdf-outline.ts";
import { hasRealComments } from "./page.ts";
import { wordingOf } from "../shared/thread-phrases.ts";

/** A page that was printed, and what came of it. */
export interface PrintedPage {
  html: string;
  bytes: Uint8Array;
}

/**
 * A commented text as a PDF file: our page (pdf-page.ts) as a browser printed it, so that the order of words, digits and
 * brackets in every script is right, tagged and with an outline; on the words, and with tracked
 * changes, with real comments that a reader can answer.
 */
export async function pdf(
  compilation: Compilation,
  layout: CompilationLayout,
  printed: PrintedPage,
): Promise<Uint8Array> {
  const { forum, general, clauses, orphans, address, generatedAt } = compilation;
  const document = await PDFDocument.load(printed.bytes, { updateMetadata: false });
  nameOutline(document, printed.html);
  if (hasRealComments(layout)) {
    const threads = [...general, ...clauses.flatMap((clause) => clause.threads), ...orphans];
    writeComments(document, threads, { wording: wordingOf(compilation), direction: compilation.direction });
  }
  return finishPdf(document, { title: pageOf(compilation).title, author: forum.name, subject: address, generatedAt });
}

/** The file with its properties, which are ours and not the browser's. */
export async function finishPdf(
  document: PDFDocument,
  facts: { title: string; author: string; subject: string; generatedAt: string },
): Promise<Uint8Array> {
  document.setTitle(facts.title, { showInWindowTitleBar: true });
  document.setAuthor(facts.author);
  document.setSubject(facts.subject);
  document.setCreator("Rapporteur");
  document.setCreationDate(new Date(facts.generatedAt));
  document.setModificationDate(new Date(facts.generatedAt));
  return document.save();
}
