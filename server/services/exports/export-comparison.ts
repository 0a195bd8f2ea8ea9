import type { Actor } from "#core/access/permissions.ts";
import { headText } from "#core/audit/chain-line.ts";
import { exportFormats, type RedlineFormat } from "#core/compile/export-format.ts";
import type { Context } from "../kernel/context.ts";
import type { PlainSide, RedlineFile } from "../../export/render-file.ts";
import type { WrittenFile } from "../kernel/file-answer.ts";
import { findVersion, type FoundVersion } from "../versions/find-version.ts";
import { loadComparison } from "../comparison/load-comparison.ts";
import { loadContent } from "../versions/content.ts";
import { printerOf, unprinted, writeFile } from "./write-file.ts";
import { addressOf } from "../versions/version-order.ts";

/**
 * Exports the redline of any two versions as a file.
 * @throws ProblemError not-signed-in, not-found, no-browser, server-busy; its pieces throw the errors of `writeFile`
 */
export async function exportComparison(
  context: Context,
  actor: Actor,
  input: { base: string; revised: string; format: RedlineFormat },
  signal: AbortSignal | null,
): Promise<WrittenFile> {
  const [base, revised, head] = await context.store.read(async (reader) =>
    Promise.all([
      findVersion(reader, actor, input.base),
      findVersion(reader, actor, input.revised),
      reader.chainHead("public"),
    ]),
  );
  const auditHead = headText(head);
  // Fail before the comparison if no browser is available for printing.
  const print = exportFormats[input.format].printed ? printerOf(context, signal) : unprinted;
  const compared = await loadComparison(context, base.version, revised.version, signal);
  const [redline, { comparison }] = [await compared.redline(), compared];
  const source: RedlineFile["redline"] = {
    forum: base.forum,
    base: await sideOf(context, base),
    revised: await sideOf(context, revised),
    redline,
    stats: comparison.stats,
    generatedAt: context.now().toISOString(),
    auditHead,
  };
  const task = { redline: source, format: input.format };
  return {
    fileName: `${fileNameOf(base)}-${fileNameOf(revised)}.${exportFormats[input.format].ending}`,
    mediaType: exportFormats[input.format].mediaType,
    auditHead,
    pieces: writeFile(context, task, print, signal),
  };
}

async function sideOf(context: Context, { document, version, versions }: FoundVersion): Promise<PlainSide> {
  const { json } = await loadContent(context, version);
  return { document, version, address: addressOf(version, versions), draft: json };
}

/** Returns the base name of a file about a version: "opinion-5.3.en". */
export function fileNameOf({ document, version }: Pick<FoundVersion, "document" | "version">): string {
  return `${document.id}.${version.round}.${version.language}`;
}
