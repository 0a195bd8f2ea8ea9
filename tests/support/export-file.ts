import { strFromU8, unzipSync } from "fflate";
import type { Actor } from "../../server/core/access/permissions.ts";
import { type ComparisonExport, exportComparison } from "../../server/services/exports/export-comparison.ts";
import { exportContribution } from "../../server/services/exports/export-contribution.ts";
import { exportVersion } from "../../server/services/exports/export-version.ts";
import type { Context } from "../../server/services/kernel/context.ts";
import type { FileAnswer, WrittenFile } from "../../server/services/kernel/file-answer.ts";
import { bytesOf } from "../export/whole-files.ts";

/** Exports the commented text of a version, as a complete file. */
export async function exportVersionFile(...input: Parameters<typeof exportVersion>): Promise<WholeFile> {
  return wholeFile(await exportVersion(...input));
}

/** Exports the redline of two versions, as a complete file. */
export async function exportRedlineFile(
  context: Context,
  actor: Actor,
  input: Omit<ComparisonExport, "layout"> & Partial<ComparisonExport>,
  signal: AbortSignal | null,
): Promise<WholeFile> {
  return wholeFile(await exportComparison(context, actor, { layout: "original", ...input }, signal));
}

/** Exports a contribution as a redline against its draft, as a complete file. */
export async function exportContributionFile(...input: Parameters<typeof exportContribution>): Promise<FileAnswer> {
  return wholeFile(await exportContribution(...input));
}

/** Returns a file's text; for an archive, the text of all its parts. */
export function textOf({ bytes, fileName }: FileAnswer): string {
  if (!/\.(?:docx|xlsx)$/u.test(fileName)) return strFromU8(bytes);
  return Object.values(unzipSync(bytes))
    .map((part) => strFromU8(part))
    .join("\n");
}

/** A complete file, with the layout of a Word file. */
type WholeFile = FileAnswer & Pick<WrittenFile, "redline">;

/** Returns a file that was written in pieces. */
export async function wholeFile({ pieces, ...named }: WrittenFile): Promise<WholeFile> {
  return { ...named, bytes: await bytesOf(pieces) };
}
