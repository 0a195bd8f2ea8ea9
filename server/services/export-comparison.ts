import type { Actor } from "#core/access/ability.ts";
import type { redlineFormats } from "#core/contract/comparison-operations.ts";
import { exportMediaTypes } from "#core/contract/export-operations.ts";
import { redlineDocx } from "../export/redline-docx.ts";
import { redlineHtml } from "../export/redline-html.ts";
import type { RedlineSide, RedlineSource } from "../export/redline-source.ts";
import type { Context } from "./context.ts";
import type { FileAnswer } from "./file-answer.ts";
import { findVersion, type FoundVersion } from "./find-version.ts";
import { loadComparison } from "./load-comparison.ts";
import { loadContent } from "./load-content.ts";
import { addressOf } from "./version-order.ts";

type RedlineFormat = (typeof redlineFormats)[number];

const writers: Readonly<Record<RedlineFormat, (source: RedlineSource) => string | Promise<Uint8Array>>> = {
  html: redlineHtml,
  docx: redlineDocx,
};

/**
 * The redline of any two versions as a file.
 * @throws ProblemError not-signed-in, not-found
 */
export async function exportComparison(
  context: Context,
  actor: Actor,
  input: { base: string; revised: string; format: RedlineFormat },
): Promise<FileAnswer> {
  const [base, revised] = await context.store.read(async (reader) =>
    Promise.all([findVersion(reader, actor, input.base), findVersion(reader, actor, input.revised)]),
  );
  const { redline, comparison } = await loadComparison(context, base.version, revised.version);
  const written = await writers[input.format]({
    forum: base.forum,
    base: await sideOf(context, base),
    revised: await sideOf(context, revised),
    redline,
    stats: comparison.stats,
    generatedAt: context.now().toISOString(),
  });
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
