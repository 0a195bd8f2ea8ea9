import type * as z from "zod";
import type { Actor } from "#core/access/ability.ts";
import type { Compilation } from "#core/compile/compilation.ts";
import { exportMediaTypes, type ExportFormat, type exportOperations } from "#core/contract/export-operations.ts";
import { csv } from "../export/csv.ts";
import { docx } from "../export/docx.ts";
import { html } from "../export/html.ts";
import { jsonld } from "../export/jsonld.ts";
import { markdown } from "../export/markdown.ts";
import { compileVersion } from "./compile-version.ts";
import type { Context } from "./context.ts";
import type { FileAnswer } from "./file-answer.ts";
import { findVersion } from "./find-version.ts";
import { readSaid, type Said } from "./get-annotations.ts";

type ExportQuery = z.infer<typeof exportOperations.exportVersion.query>;

interface Writer {
  extension: string;
  write: (compilation: Compilation, baseUrl: string) => string | Promise<Uint8Array>;
}

const writers: Readonly<Record<ExportFormat, Writer>> = {
  html: { extension: "html", write: html },
  docx: { extension: "docx", write: docx },
  markdown: { extension: "md", write: markdown },
  csv: { extension: "csv", write: csv },
  jsonld: { extension: "jsonld", write: jsonld },
};

/**
 * The commented text of a version as a file, with what was submitted, as far as the actor may know of it.
 * @throws ProblemError not-signed-in, not-found, invalid-request
 */
export async function exportVersion(
  context: Context,
  actor: Actor,
  input: { version: string } & ExportQuery,
): Promise<FileAnswer> {
  const { version: named, format, sources, annotations, ...filters } = input;
  const { found, said } = await context.store.read(async (reader) => {
    const found = await findVersion(reader, actor, named);
    const nothing = { threads: [], line: [found.version] };
    return { found, said: annotations === "with" ? submittedIn(await readSaid(reader, actor, found)) : nothing };
  });
  const compilation = await compileVersion(context, actor, found, said, { filters, sources });
  const { extension, write } = writers[format];
  const written = await write(compilation, context.publicUrl ?? unknownBase(found.forum.id));
  const { document, version } = found;
  return {
    fileName: `${document.id}.${version.round}.${version.language}.${extension}`,
    mediaType: exportMediaTypes[format],
    bytes: typeof written === "string" ? new TextEncoder().encode(written) : written,
  };
}

/** A file is passed on: a draft stays out of it, its author's own too. */
function submittedIn({ threads, line }: Said): Said {
  return { threads: threads.filter(({ annotation }) => annotation.visibility === "submitted"), line };
}

/** Where no address of the forum is known, what names things in it is a tag (RFC 4151): it names, and leads nowhere. */
function unknownBase(forumId: string): string {
  return `tag:rapporteur.example,2013:${forumId}`;
}
