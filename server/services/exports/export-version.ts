import type * as z from "zod";
import type { Actor } from "#core/access/permissions.ts";
import { headText } from "#core/audit/chain-line.ts";
import { compilationLayouts, isOnText } from "#core/compile/compilation-layout.ts";
import { RedlineFormat, VersionFormat, versionFormats } from "#core/compile/export-format.ts";
import type { WordNote } from "#core/compile/word-layout.ts";
import type { exportOperations } from "#core/contract/export-operations.ts";
import { fieldProblem, type FieldProblem } from "#core/contract/field-problem.ts";
import { compileVersion } from "./compile-version.ts";
import { identifyingBase, type WrittenFile } from "../kernel/file-answer.ts";
import type { Context } from "../kernel/context.ts";
import { findVersion, type FoundVersion } from "../versions/find-version.ts";
import { checkFormat, fileNameOf } from "./export-comparison.ts";
import { exportLetters } from "./letters.ts";
import { compileRecord } from "./record.ts";
import { houseStyle, type TemplateFile } from "./house-style.ts";
import { inOwnFile } from "./own-file.ts";
import { atOnce, printerOf, unprinted, writeFile } from "./write-file.ts";
import { ProblemError } from "../kernel/problem.ts";
import { readDiscussion, type Discussion } from "../annotations/threads.ts";

type ExportQuery = z.infer<typeof exportOperations.exportVersion.query>;

/**
 * Exports the text of a version as a file, with the submitted annotations that the actor may see. A Word file is written
 * into the version's own file if that was asked for and is possible, or else in the forum's template or that given. An
 * OpenDocument text always is the version's own file, so other versions have none.
 * @throws ProblemError not-signed-in, not-found, invalid-request, no-browser; its pieces throw the errors of
 *   `writeFile`
 */
export async function exportVersion(
  context: Context,
  actor: Actor,
  input: { version: string } & ExportQuery,
  signal: AbortSignal | null,
  givenTemplate: TemplateFile | null = null,
): Promise<WrittenFile> {
  const { version: named, format, layout, wordLayout, sources, annotations, lines, recipient, ...filters } = input;
  if (layout === "letter") {
    checkLayout(input);
    const as = RedlineFormat.parse(format);
    const print = versionFormats[as].printed ? printerOf(context, signal) : null;
    const house = as === "docx" ? await houseStyle(context, givenTemplate) : null;
    return exportLetters(context, actor, { version: named, recipient, filters, format: as, house, print }, signal);
  }
  const { found, discussion, auditHead } = await context.store.read(async (reader) => {
    const found = await findVersion(reader, actor, named);
    const discussion = await readDiscussion(context, reader, actor, found);
    const auditHead = headText(await reader.chainHead("public"));
    return {
      found,
      auditHead,
      discussion: annotations === "with" ? submittedIn(discussion) : { ...discussion, threads: [] },
    };
  });
  checkFormat(context, format, [found], VersionFormat.options);
  checkLayout(input);
  const hasLines = lines === "shown";
  if (hasLines && !showsLines(format))
    throw new ProblemError("invalid-request", {}, [
      fieldProblem(["query", "lines"], "lines-not-in-format", { format }),
    ]);
  // Fail before compiling if no browser is available for printing.
  const print = versionFormats[format].printed ? printerOf(context, signal) : unprinted;
  const compile = layout === "record" ? compileRecord : compileVersion;
  const compilation = await compile(context, { found, discussion, auditHead }, { filters, sources, hasLines }, signal);
  const fileAs = (as: typeof format) => ({
    fileName: [fileNameOf(found), ...namePart(input, as), versionFormats[as].ending].join("."),
    mediaType: versionFormats[as].mediaType,
    auditHead,
  });
  const isWord = (format === "docx" || format === "odt") && isOnText(layout);
  const own =
    isWord && !hasLines && (wordLayout === "original" || format === "odt")
      ? await inOwnFile(context, actor, { found, compilation, format, layout }, signal)
      : null;
  if (own && "bytes" in own) {
    return { ...fileAs(format), redline: { layout: "original", notes: own.notes }, pieces: atOnce(own.bytes) };
  }
  const newFormat = format === "odt" ? "docx" : format;
  const house = newFormat === "docx" ? await houseStyle(context, givenTemplate) : null;
  const notes: WordNote[] = own ? [{ code: `redrawn-${own.redrawn}`, count: 0 }] : [];
  const baseUrl = identifyingBase(context, found.forum.id);
  const task = { compilation, format: newFormat, layout, baseUrl, began: firstDate(found), template: house?.template };
  return {
    ...fileAs(newFormat),
    ...((isWord || house) && { redline: { layout: "redrawn", notes: [...notes, ...(house?.notes ?? [])] } }),
    pieces: writeFile(context, task, print, signal),
  };
}

/** Returns the part of a file name that tells the layouts of a format apart. Formats with one layout have none. */
function namePart({ layout, annotations }: ExportQuery, as: ExportQuery["format"]): string[] {
  if (annotations === "without") return ["clean"];
  if (layout !== "on-the-words") return [layout];
  return versionFormats[as].layouts.length > 1 ? ["commented"] : [];
}

/**
 * Returns the earliest date of the document's published versions. If none was published, returns the version's own
 * date.
 */
function firstDate({ version, versions }: FoundVersion): string {
  const published = versions.filter(({ publishedAt }) => publishedAt !== null).map(({ date }) => date);
  return published.toSorted()[0] ?? version.date;
}

/** Returns whether a format is a printed text that can show line numbers. An own OpenDocument text is not redrawn. */
function showsLines(format: VersionFormat): boolean {
  return format === "html" || format === "pdf" || format === "docx";
}

/** Rejects a layout that the format does not support, and a layout by source if sources are hidden. */
function checkLayout({ format, layout, sources }: ExportQuery): void {
  if (layout === "on-the-words") return;
  const refuse = (code: FieldProblem["code"], params?: FieldProblem["params"]): ProblemError =>
    new ProblemError("invalid-request", {}, [fieldProblem(["query", "layout"], code, params)]);
  if (!versionFormats[format].layouts.some((candidate) => candidate === layout))
    throw refuse("layout-not-in-format", { format });
  if (compilationLayouts[layout].namesSources && sources === "hidden") throw refuse("layout-tells-sources");
}

/** Exported files are passed on to others, so they never contain drafts, not even the actor's own. */
function submittedIn(discussion: Discussion): Discussion {
  return {
    ...discussion,
    threads: discussion.threads.filter(({ annotation }) => annotation.visibility === "submitted"),
  };
}
