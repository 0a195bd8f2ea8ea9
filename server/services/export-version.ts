import type * as z from "zod";
import type { Actor } from "#core/access/ability.ts";
import type { CompilationLayout } from "#core/compile/compilation-layout.ts";
import type { Compilation } from "#core/compile/compilation.ts";
import {
  exportMediaTypes,
  layoutsOf,
  type ExportFormat,
  type exportOperations,
} from "#core/contract/export-operations.ts";
import { fieldProblem, type FieldProblem } from "#core/contract/field-problem.ts";
import { akn } from "../export/akn.ts";
import { csv } from "../export/csv.ts";
import { docx } from "../export/docx.ts";
import { html } from "../export/html.ts";
import { htmlLayout } from "../export/html-layouts.ts";
import { jsonld } from "../export/jsonld.ts";
import { pdf } from "../export/pdf.ts";
import { markdown } from "../export/markdown.ts";
import { xlsx } from "../export/xlsx.ts";
import { compileVersion } from "./compile-version.ts";
import type { Context } from "./context.ts";
import type { FileAnswer } from "./file-answer.ts";
import { findVersion, type FoundVersion } from "./find-version.ts";
import { printerOf } from "./printer-of.ts";
import { ProblemError } from "./problem-error.ts";
import { readSaid, type Said } from "./get-annotations.ts";

type ExportQuery = z.infer<typeof exportOperations.exportVersion.query>;

interface Writer {
  extension: string;
  write: (compilation: Compilation, setting: WriterSetting) => string | Promise<Uint8Array>;
}

/** What a form may need that the compilation does not know. */
interface WriterSetting {
  baseUrl: string;
  layout: CompilationLayout;
  /** @throws ProblemError no-browser, not-printed, server-busy */
  print: (html: string) => Promise<Uint8Array>;
  /** Date of the document's first published version, YYYY-MM-DD. */
  began: string;
  /** Aborted once nobody waits for the file any longer; null where it is needed in any case. */
  gone: AbortSignal | null;
}

const writers: Readonly<Record<ExportFormat, Writer>> = {
  html: { extension: "html", write: (compilation, { layout }) => html(compilation, htmlLayout(layout)) },
  docx: { extension: "docx", write: (compilation, { layout, gone }) => docx(compilation, layout, gone) },
  pdf: { extension: "pdf", write: (compilation, { layout, print }) => pdf(compilation, htmlLayout(layout), print) },
  markdown: { extension: "md", write: markdown },
  xlsx: { extension: "xlsx", write: xlsx },
  csv: { extension: "csv", write: csv },
  jsonld: { extension: "jsonld", write: (compilation, { baseUrl }) => jsonld(compilation, baseUrl) },
  akn: { extension: "akn", write: (compilation, { began }) => akn(compilation, began) },
};

/**
 * The commented text of a version as a file, with what was submitted, as far as the actor may know of it.
 * @throws ProblemError not-signed-in, not-found, invalid-request, no-browser, not-printed, server-busy
 */
export async function exportVersion(
  context: Context,
  actor: Actor,
  input: { version: string } & ExportQuery,
): Promise<FileAnswer> {
  const { version: named, format, layout, sources, annotations, ...filters } = input;
  checkLayout(input);
  const { found, said } = await context.store.read(async (reader) => {
    const found = await findVersion(reader, actor, named);
    const said = await readSaid(context, reader, actor, found);
    return { found, said: annotations === "with" ? submittedIn(said) : { ...said, threads: [] } };
  });
  // Where nothing can be printed nobody waits for what would be.
  const print = format === "pdf" ? printerOf(context) : unasked;
  const compilation = await compileVersion(context, found, said, { filters, sources });
  const { extension, write } = writers[format];
  const { document, version } = found;
  const baseUrl = context.publicUrl ?? unknownBase(found.forum.id);
  const written = await write(compilation, { baseUrl, layout, print, began: firstDate(found), gone: context.gone });
  return {
    fileName: [
      document.id,
      version.round,
      version.language,
      ...(layout === "on-the-words" ? [] : [layout]),
      extension,
    ].join("."),
    mediaType: exportMediaTypes[format],
    bytes: typeof written === "string" ? new TextEncoder().encode(written) : written,
  };
}

/** No other form prints. */
function unasked(): never {
  throw new TypeError("Only PDF is printed");
}

/** When the document's first version came out, as far as that is public; of one that is only prepared, its own date. */
function firstDate({ version, versions }: FoundVersion): string {
  const published = versions.filter(({ publishedAt }) => publishedAt !== null).map(({ date }) => date);
  return published.toSorted()[0] ?? version.date;
}

/** A layout is drawn only in some forms, and one that goes by sources shows them. */
function checkLayout({ format, layout, sources }: ExportQuery): void {
  if (layout === "on-the-words") return;
  const refuse = (code: FieldProblem["code"], params?: FieldProblem["params"]): ProblemError =>
    new ProblemError("invalid-request", {}, [fieldProblem(["query", "layout"], code, params)]);
  if (!layoutsOf[format].includes(layout)) throw refuse("layout-not-in-format", { format });
  if (layout === "by-source" && sources === "hidden") throw refuse("layout-tells-sources");
}

/** A file is passed on: a draft stays out of it, its author's own too. */
function submittedIn(said: Said): Said {
  return { ...said, threads: said.threads.filter(({ annotation }) => annotation.visibility === "submitted") };
}

/** Where no address of the forum is known, what names things in it is a tag (RFC 4151): it names, and leads nowhere. */
function unknownBase(forumId: string): string {
  return `tag:rapporteur.example,2013:${forumId}`;
}
