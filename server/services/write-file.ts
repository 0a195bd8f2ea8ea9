import type { CompilationLayout } from "#core/compile/compilation-layout.ts";
import type { Compilation } from "#core/compile/compilation.ts";
import type { redlineFormats } from "#core/contract/comparison-operations.ts";
import type { ExportFormat } from "#core/contract/export-operations.ts";
import { parseDraft } from "#core/text/schema.ts";
import { akn } from "../export/akn.ts";
import { csv } from "../export/csv.ts";
import { docx } from "../export/docx.ts";
import { html } from "../export/html.ts";
import { jsonld } from "../export/jsonld.ts";
import { markdown } from "../export/markdown.ts";
import { pdf } from "../export/pdf.ts";
import { redlineDocx } from "../export/redline-docx.ts";
import { redlineHtml } from "../export/redline-html.ts";
import { redlinePdf } from "../export/redline-pdf.ts";
import type { RedlineSide, RedlineSource } from "../export/redline-source.ts";
import { xlsx } from "../export/xlsx.ts";

export type RedlineFormat = (typeof redlineFormats)[number];

/** A compilation as a file of one form. */
export interface CompilationFile {
  compilation: Compilation;
  format: ExportFormat;
  layout: CompilationLayout;
  /** Where the forum is, or what names things in it where no address is known. */
  baseUrl: string;
  /** Date of the document's first published version, YYYY-MM-DD. */
  began: string;
}

/** A redline as a file of one form. */
export interface RedlineFile {
  redline: Omit<RedlineSource, "base" | "revised"> & Record<"base" | "revised", PlainSide>;
  format: RedlineFormat;
}

/** A side with its draft as the schema's JSON: a task can be handed over to a thread, and the draft's nodes cannot. */
export type PlainSide = Omit<RedlineSide, "draft"> & { draft: unknown };

/** All that a file is written from. */
export type FileTask = CompilationFile | RedlineFile;

/** What a file may need of whoever has it written. */
export interface FileTerms {
  /** Prints a page as PDF, where that is asked for. */
  print: (html: string) => Promise<Uint8Array>;
  /** Aborted once nobody waits for the file any longer; null where it is needed in any case. */
  gone: AbortSignal | null;
}

/**
 * Writes a file: the only place that knows which writer draws which form.
 * @throws what `print` throws; the reason of `gone` once that is aborted
 */
export async function writeFile(task: FileTask, terms: FileTerms): Promise<Uint8Array> {
  const written =
    "redline" in task
      ? await redlineWriters[task.format](sourceOf(task.redline), terms)
      : await writers[task.format](task.compilation, task, terms);
  return typeof written === "string" ? new TextEncoder().encode(written) : written;
}

type Written = string | Promise<Uint8Array>;

const writers: Readonly<
  Record<ExportFormat, (compilation: Compilation, how: CompilationFile, terms: FileTerms) => Written>
> = {
  html: (compilation, { layout }) => html(compilation, layout),
  docx: (compilation, { layout }, { gone }) => docx(compilation, layout, gone),
  pdf: (compilation, { layout }, { print }) => pdf(compilation, layout, print),
  markdown,
  xlsx,
  csv,
  jsonld: (compilation, { baseUrl }) => jsonld(compilation, baseUrl),
  akn: (compilation, { began }) => akn(compilation, began),
};

const redlineWriters: Readonly<Record<RedlineFormat, (source: RedlineSource, terms: FileTerms) => Written>> = {
  html: redlineHtml,
  docx: redlineDocx,
  pdf: (source, { print }) => redlinePdf(source, print),
};

function sourceOf({ base, revised, ...source }: RedlineFile["redline"]): RedlineSource {
  return {
    ...source,
    base: { ...base, draft: parseDraft(base.draft) },
    revised: { ...revised, draft: parseDraft(revised.draft) },
  };
}
