import type { Actor } from "#core/access/permissions.ts";
import { headText } from "#core/audit/chain-line.ts";
import { knownReason } from "#core/compile/redrawn-reason.ts";
import { ComparisonFormat, type VersionFormat, versionFormats } from "#core/compile/export-format.ts";
import type { WordLayout, WordNote } from "#core/compile/word-layout.ts";
import { fieldProblem } from "#core/contract/field-problem.ts";
import type { Context } from "../kernel/context.ts";
import type { PlainSide, RedlineFile } from "../../export/render-file.ts";
import type { WrittenFile } from "../kernel/file-answer.ts";
import { ProblemError } from "../kernel/problem.ts";
import { findVersion, type FoundVersion } from "../versions/find-version.ts";
import { loadComparison } from "../comparison/load-comparison.ts";
import { loadContent } from "../versions/content.ts";
import { type AskedChanges, redlineInOriginal } from "./own-file.ts";
import { atOnce, printerOf, unprinted, writeFile } from "./write-file.ts";
import { addressOf } from "../versions/version-order.ts";

/** Two versions by id or address, and how to export their redline. */
export interface ComparisonExport extends AskedChanges {
  base: string;
  revised: string;
  format: ComparisonFormat;
  /** Layout of a Word redline. */
  layout: WordLayout;
}

/**
 * Exports the redline of any two versions as a file. A redline in Word or OpenDocument is written into the file of the
 * revised version if that is possible and, for Word, was asked for. Otherwise it is a new Word document. No answer is
 * kept, because it depends on who may fetch the file.
 * @throws ProblemError not-signed-in, not-found, invalid-request, no-browser, server-busy; its pieces throw the errors of
 *   `writeFile`
 */
export async function exportComparison(
  context: Context,
  actor: Actor,
  input: ComparisonExport,
  signal: AbortSignal | null,
): Promise<WrittenFile> {
  const [base, revised, head] = await context.store.read(async (reader) =>
    Promise.all([
      findVersion(reader, actor, input.base),
      findVersion(reader, actor, input.revised),
      reader.chainHead("public"),
    ]),
  );
  checkFormat(context, input.format, [base, revised], ComparisonFormat.options);
  const auditHead = headText(head);
  // Fail before the comparison if no browser is available for printing.
  const print = versionFormats[input.format].printed ? printerOf(context, signal) : unprinted;
  const compared = await loadComparison(context, base.version, revised.version, signal);
  const redline = await compared.redline();
  const fileAs = (as: ComparisonFormat) => ({
    fileName: `${fileNameOf(base)}-${fileNameOf(revised)}.${versionFormats[as].ending}`,
    mediaType: versionFormats[as].mediaType,
    auditHead,
  });
  const { format } = input;
  const inOriginal =
    format === "odt" || (format === "docx" && input.layout === "original")
      ? await redlineInOriginal(context, actor, { base, revised, redline }, { ...input, format }, signal)
      : null;
  if (inOriginal && "bytes" in inOriginal) {
    const { bytes, notes } = inOriginal;
    return { ...fileAs(format), redline: { layout: "original", notes }, pieces: atOnce(bytes) };
  }
  const source: RedlineFile["redline"] = {
    forum: base.forum,
    base: await sideOf(context, base),
    revised: await sideOf(context, revised),
    redline,
    stats: compared.comparison.stats,
    generatedAt: context.now().toISOString(),
    auditHead,
  };
  const notes: WordNote[] = inOriginal ? [{ code: `redrawn-${inOriginal.redrawn}`, count: 0 }] : [];
  const newFormat = format === "odt" ? "docx" : format;
  return {
    ...fileAs(newFormat),
    ...(newFormat === "docx" && { redline: { layout: "redrawn", notes } }),
    pieces: writeFile(context, { redline: source, format: newFormat }, print, signal),
  };
}

/**
 * Rejects "odt" unless every version was uploaded as an OpenDocument text, because there are no new ones. The problem
 * names the other formats that are available.
 */
export function checkFormat(
  { print }: Context,
  format: VersionFormat,
  found: readonly FoundVersion[],
  formats: readonly VersionFormat[],
): void {
  const sources = found.map(({ version }) => version.source);
  if (format !== "odt" || knownReason(sources, "odt") === null) return;
  const choices = formats.filter((one) => one !== "odt" && (print || !versionFormats[one].printed));
  const problem = fieldProblem(["query", "format"], "format-of-another-draft", { choices: choices.join(", ") });
  throw new ProblemError("invalid-request", {}, [problem]);
}

async function sideOf(context: Context, { document, version, versions }: FoundVersion): Promise<PlainSide> {
  const { json } = await loadContent(context, version);
  return { document, version, address: addressOf(version, versions), draft: json };
}

/** Returns the base name of a file about a version: "opinion-5.3.en". */
export function fileNameOf({ document, version }: Pick<FoundVersion, "document" | "version">): string {
  return `${document.id}.${version.round}.${version.language}`;
}
