import type { Actor } from "#core/access/ability.ts";
import type { redlineFormats } from "#core/contract/comparison-operations.ts";
import { exportMediaTypes } from "#core/contract/export-operations.ts";
import { redlineDocx } from "../export/redline-docx.ts";
import { redlineHtml } from "../export/redline-html.ts";
import { redlinePdf } from "../export/redline-pdf.ts";
import type { RedlineSide, RedlineSource } from "../export/redline-source.ts";
import type { Context } from "./context.ts";
import type { FileAnswer } from "./file-answer.ts";
import { findVersion, type FoundVersion } from "./find-version.ts";
import { loadComparison } from "./load-comparison.ts";
import { loadContent } from "./load-content.ts";
import { printerOf } from "./printer-of.ts";
import { addressOf } from "./version-order.ts";

type RedlineFormat = (typeof redlineFormats)[number];

const writers: Readonly<
  Record<RedlineFormat, (source: RedlineSource, context: Context) => string | Promise<Uint8Array>>
> = {
  html: redlineHtml,
  docx: redlineDocx,
  pdf: (source, context) => redlinePdf(source, printerOf(context)),
};

/**
 * The redline of any two versions as a file.
 * @throws ProblemError not-signed-in, not-found, no-browser, not-printed, server-busy
 */
export async function exportComparison(
  context: Context,
  actor: Actor,
  input: { base: string; revised: string; format: RedlineFormat },
): Promise<FileAnswer> {
  const [base, revised] = await context.store.read(async (reader) =>
    Promise.all([findVersion(reader, actor, input.base), findVersion(reader, actor, input.revised)]),
  );
  // Where nothing can be printed nobody waits for what would be.
  if (input.format === "pdf") printerOf(context);
  const { redline, comparison } = await loadComparison(context, base.version, revised.version);
  const source: RedlineSource = {
    forum: base.forum,
    base: await sideOf(context, base),
    revised: await sideOf(context, revised),
    redline,
    stats: comparison.stats,
    generatedAt: context.now().toISOString(),
  };
  const written = await writers[input.format](source, context);
  return {
    fileName: `${fileNameOf(base)}-${fileNameOf(revised)}.${input.format}`,
    mediaType: exportMediaTypes[input.format],
    bytes: typeof written === "string" ? new TextEncoder().encode(written) : written,
  };
}

async function sideOf(context: Context, { document, version, versions }: FoundVersion): Promise<RedlineSide> {
  const { draft } = await loadContent(context, version);
  return { document, version, address: addressOf(version, versions), draft };
}

function fileNameOf({ document, version }: FoundVersion): string {
  return `${document.id}.${version.round}.${version.language}`;
}
