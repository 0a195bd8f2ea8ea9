import type * as z from "zod";
import type { Actor } from "#core/access/permissions.ts";
import {
  exportMediaTypes,
  layoutsOf,
  type ExportFormat,
  type exportOperations,
} from "#core/contract/export-operations.ts";
import { fieldProblem, type FieldProblem } from "#core/contract/field-problem.ts";
import { compileVersion } from "./compile-version.ts";
import type { Context } from "../kernel/context.ts";
import type { WrittenFile } from "../kernel/file-answer.ts";
import { findVersion, type FoundVersion } from "../versions/find-version.ts";
import { printerOf, unprinted, writeFile } from "./write-file.ts";
import { ProblemError } from "../kernel/problem.ts";
import { readSaid, type Said } from "../annotations/threads.ts";

type ExportQuery = z.infer<typeof exportOperations.exportVersion.query>;

const extensions: Readonly<Record<ExportFormat, string>> = {
  html: "html",
  docx: "docx",
  pdf: "pdf",
  markdown: "md",
  xlsx: "xlsx",
  csv: "csv",
  jsonld: "jsonld",
  akn: "akn",
};

/**
 * The commented text of a version as a file, with what was submitted, as far as the actor may know of it.
 * @throws ProblemError not-signed-in, not-found, invalid-request, no-browser; its pieces what `writeFile` throws
 */
export async function exportVersion(
  context: Context,
  actor: Actor,
  input: { version: string } & ExportQuery,
): Promise<WrittenFile> {
  const { version: named, format, layout, sources, annotations, ...filters } = input;
  const { found, said } = await context.store.read(async (reader) => {
    const found = await findVersion(reader, actor, named);
    const said = await readSaid(context, reader, actor, found);
    return { found, said: annotations === "with" ? submittedIn(said) : { ...said, threads: [] } };
  });
  checkLayout(input);
  // Where nothing can be printed nobody waits for what would be.
  const print = format === "pdf" ? printerOf(context) : unprinted;
  const compilation = await compileVersion(context, found, said, { filters, sources });
  const { document, version } = found;
  const baseUrl = context.publicUrl ?? unknownBase(found.forum.id);
  const task = { compilation, format, layout, baseUrl, began: firstDate(found) };
  return {
    fileName: [
      document.id,
      version.round,
      version.language,
      ...(layout === "on-the-words" ? [] : [layout]),
      extensions[format],
    ].join("."),
    mediaType: exportMediaTypes[format],
    pieces: writeFile(context, task, print),
  };
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
