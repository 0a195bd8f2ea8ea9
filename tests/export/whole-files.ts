import type { Compilation } from "#core/compile/compilation.ts";
import type { CompilationLayout } from "#core/compile/compilation-layout.ts";
import { joined } from "#core/text/pieces.ts";
import { akn as writeAkn } from "../../server/export/akn/akn.ts";
import { csv as writeCsv } from "../../server/export/tables/csv.ts";
import type { HostFile } from "../../server/export/docx/package.ts";
import { docx as writeDocx } from "../../server/export/docx/docx.ts";
import { collectPieces, type Piece } from "../../server/export/shared/steps.ts";
import { html as writeHtml } from "../../server/export/html/html.ts";
import { jsonld as writeJsonld } from "../../server/export/annotations/jsonld.ts";
import { markdown as writeMarkdown } from "../../server/export/markdown/markdown.ts";
import { pdf as writePdf, pdfPage } from "../../server/export/pdf/pdf.ts";
import { redlineDocx as writeRedlineDocx } from "../../server/export/docx/redline.ts";
import { redlineHtml as writeRedlineHtml } from "../../server/export/html/redline.ts";
import { xlsx as writeXlsx } from "../../server/export/tables/xlsx.ts";

/** Returns the whole output of a text writer. */
export function textOf(pieces: Iterable<Piece>): string {
  return Array.from(pieces, ({ content }) => content).join("");
}

/** Returns all bytes of a file that arrives in pieces. */
export async function bytesOf(pieces: AsyncIterable<{ bytes: Uint8Array }>): Promise<Uint8Array> {
  const all: Uint8Array[] = [];
  for await (const { bytes } of pieces) all.push(bytes);
  return joined(all);
}

const whole = (pieces: AsyncIterable<Piece>): Promise<Uint8Array> => bytesOf(collectPieces(pieces, null));

export const docx = (
  compiled: Compilation,
  layout?: CompilationLayout,
  host: HostFile | null = null,
): Promise<Uint8Array> => whole(writeDocx(compiled, layout, host));
export const xlsx = (compiled: Compilation): Promise<Uint8Array> => whole(writeXlsx(compiled));
export const html = (compiled: Compilation, layout?: CompilationLayout): string => textOf(writeHtml(compiled, layout));
export const markdown = (compiled: Compilation): string => textOf(writeMarkdown(compiled));
export const csv = (compiled: Compilation): string => textOf(writeCsv(compiled));
export const jsonld = (compiled: Compilation, baseUrl: string): string => textOf(writeJsonld(compiled, baseUrl));
export const akn = (compiled: Compilation, began: string): string => textOf(writeAkn(compiled, began));
export const redlineDocx = (...source: Parameters<typeof writeRedlineDocx>): Promise<Uint8Array> =>
  whole(writeRedlineDocx(...source));
export const redlineHtml = (...source: Parameters<typeof writeRedlineHtml>): string =>
  textOf(writeRedlineHtml(...source));

/** Returns a PDF file of a compilation, with its page printed by `print`. */
export async function pdf(
  compiled: Compilation,
  layout: CompilationLayout,
  print: (html: string) => Promise<Uint8Array>,
): Promise<Uint8Array> {
  const page = textOf(pdfPage(compiled, layout));
  return writePdf(compiled, layout, { html: page, bytes: await print(page) });
}
