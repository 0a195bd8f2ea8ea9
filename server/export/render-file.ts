import { unzipSync } from "fflate";
import type { CompilationLayout } from "#core/compile/compilation-layout.ts";
import type { Compilation } from "#core/compile/compilation.ts";
import type { DeskTable } from "#core/compile/desk-table.ts";
import type { Invitation } from "#core/compile/invitation.ts";
import type { FieldValues, HouseTemplate } from "#core/text/word-template.ts";
import type { ExportFormat, ReconciliationFormat, RedlineFormat } from "#core/compile/export-format.ts";
import { csvOf } from "#core/compile/csv.ts";
import { type Reconciliation, reconciliationLines } from "#core/phrases/reconciliation-report.ts";
import { parseDraft } from "#core/text/schema.ts";
import { akn } from "./akn/akn.ts";
import { csv } from "./tables/csv.ts";
import { deskBook } from "./tables/desk-book.ts";
import { docx } from "./docx/docx.ts";
import { invitationFields, invitationLetter } from "./docx/invitation.ts";
import type { HostFile } from "./docx/package.ts";
import { houseFile } from "./ooxml/house/house-file.ts";
import { mastheadFields } from "./shared/title-facts.ts";
import { collectPieces, type FilePiece, type Piece, Steps } from "./shared/steps.ts";
import { html } from "./html/html.ts";
import { htmlPage } from "./html/page.ts";
import { reconciliationPage } from "./html/reconciliation.ts";
import { jsonld } from "./annotations/jsonld.ts";
import { markdown } from "./markdown/markdown.ts";
import {
  pdf,
  pdfPage,
  type PrintedPage,
  reconciliationPdf,
  reconciliationPdfPage,
  redlinePdf,
  redlinePdfPage,
} from "./pdf/pdf.ts";
import { redlineDocx } from "./docx/redline.ts";
import { redlineHtml } from "./html/redline.ts";
import type { RedlineSide, RedlineSource } from "./shared/redline-source.ts";
import { xlsx } from "./tables/xlsx.ts";

/** A compilation to render as a file. */
export interface CompilationFile {
  compilation: Compilation;
  format: ExportFormat;
  layout: CompilationLayout;
  /** Base URL of the forum, or a tag URI that identifies its contents if no URL is known. */
  baseUrl: string;
  /** Date of the document's first published version, YYYY-MM-DD. */
  began: string;
  /** The template of a Word file. Omitted for the usual look. */
  template?: HouseTemplate | undefined;
}

/** A redline to render as a file. */
export interface RedlineFile {
  redline: Omit<RedlineSource, "base" | "revised"> & Record<"base" | "revised", PlainSide>;
  format: RedlineFormat;
}

/** A side with its draft as JSON of the schema. A task can be sent to a worker thread, but ProseMirror nodes cannot. */
export type PlainSide = Omit<RedlineSide, "draft"> & { draft: unknown };

/** A letter of invitation to render as a Word file. */
export interface InvitationFile {
  invitation: Invitation;
  format: "docx";
  /** Omitted for the usual look. */
  template?: HouseTemplate | undefined;
}

/** Comments of the desk to render as an Excel file. */
interface DeskFile {
  desk: DeskTable;
  format: "xlsx";
}

/** A reconciliation report to render as a file. */
interface ReconciliationFile {
  reconciliation: Reconciliation;
  format: ReconciliationFormat;
}

/** All input needed to render a file. */
export type FileTask = CompilationFile | RedlineFile | InvitationFile | DeskFile | ReconciliationFile;

/** The input of one rendering pass. */
export interface RenderPass {
  task: FileTask;
  /** The printed page of a PDF; null before printing and for all other formats. */
  printed: PrintedPage | null;
}

/**
 * Renders a file in one pass. This is the only place that maps formats to writers. A PDF takes two passes: the first
 * renders the page for the browser to print, the second renders the file from the printed page.
 * @throws the reason of `gone` once that is aborted
 */
export function renderFile({ task, printed }: RenderPass, signal: AbortSignal | null): AsyncGenerator<FilePiece, void> {
  return collectPieces(piecesOf(task, printed), signal);
}

type Pieces = Iterable<Piece> | AsyncIterable<Piece>;

function piecesOf(task: FileTask, printed: PrintedPage | null): Pieces {
  if ("redline" in task) return redlineWriters[task.format](sourceOf(task.redline), printed);
  if ("compilation" in task) return writers[task.format](task, printed);
  if ("desk" in task) return deskBook(task.desk);
  if ("reconciliation" in task) return reconciliationWriters[task.format](task.reconciliation, printed);
  const { invitation, template } = task;
  return invitationLetter(invitation, template ? hostOf(template, invitationFields(invitation)) : null);
}

/** The writer of each format. `printed` is null except in the second pass of a PDF. */
const writers: Readonly<Record<ExportFormat, (task: CompilationFile, printed: PrintedPage | null) => Pieces>> = {
  html: ({ compilation, layout }) => html(compilation, layout),
  docx: ({ compilation, layout, template }) =>
    docx(compilation, layout, template ? hostOf(template, mastheadFields(compilation)) : null),
  pdf: ({ compilation, layout }, printed) =>
    printed ? atOnce(pdf(compilation, layout, printed)) : pdfPage(compilation, layout),
  markdown: ({ compilation }) => markdown(compilation),
  xlsx: ({ compilation }) => xlsx(compilation),
  csv: ({ compilation }) => csv(compilation),
  jsonld: ({ compilation, baseUrl }) => jsonld(compilation, baseUrl),
  akn: ({ compilation, began }) => akn(compilation, began),
};

const redlineWriters: Readonly<Record<RedlineFormat, (source: RedlineSource, printed: PrintedPage | null) => Pieces>> =
  {
    html: redlineHtml,
    docx: redlineDocx,
    pdf: (source, printed) => (printed ? atOnce(redlinePdf(source, printed)) : redlinePdfPage(source)),
  };

const reconciliationWriters: Readonly<
  Record<ReconciliationFormat, (report: Reconciliation, printed: PrintedPage | null) => Pieces>
> = {
  html: (report) => htmlPage(reconciliationPage(report)),
  csv: (report) => [new Steps(1).piece(csvOf(reconciliationLines(report)))],
  pdf: (report, printed) => (printed ? atOnce(reconciliationPdf(report, printed)) : reconciliationPdfPage(report)),
};

/** Yields a file that can only be written as a whole, as a single piece. */
async function* atOnce(file: Promise<Uint8Array>): AsyncGenerator<Piece, void> {
  const bytes = await file;
  const steps = new Steps(1);
  steps.advance();
  yield steps.piece(bytes);
}

/** Opens a template with its fields filled. The template was checked when it was uploaded. */
function hostOf({ file }: HouseTemplate, values: FieldValues): HostFile {
  return houseFile(new Map(Object.entries(unzipSync(Buffer.from(file, "base64")))), values);
}

function sourceOf({ base, revised, ...source }: RedlineFile["redline"]): RedlineSource {
  return {
    ...source,
    base: { ...base, draft: parseDraft(base.draft) },
    revised: { ...revised, draft: parseDraft(revised.draft) },
  };
}
