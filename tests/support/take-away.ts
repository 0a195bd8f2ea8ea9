import { strFromU8, unzipSync } from "fflate";
import { exportComparison } from "../../server/services/exports/export-comparison.ts";
import { exportContribution } from "../../server/services/exports/export-contribution.ts";
import { exportVersion } from "../../server/services/exports/export-version.ts";
import type { FileAnswer, WrittenFile } from "../../server/services/kernel/file-answer.ts";
import { bytesOf } from "../export/whole-files.ts";

/** The commented text of a version, written whole. */
export async function takeVersion(...asked: Parameters<typeof exportVersion>): Promise<FileAnswer> {
  return whole(await exportVersion(...asked));
}

/** The redline of two versions, written whole. */
export async function takeRedline(...asked: Parameters<typeof exportComparison>): Promise<FileAnswer> {
  return whole(await exportComparison(...asked));
}

/** A contribution against its draft, written whole. */
export async function takeContributed(...asked: Parameters<typeof exportContribution>): Promise<FileAnswer> {
  return whole(await exportContribution(...asked));
}

/** A file's words; of an archive, those of all its parts. */
export function textOf({ bytes, fileName }: FileAnswer): string {
  if (!/\.(?:docx|xlsx)$/u.test(fileName)) return strFromU8(bytes);
  return Object.values(unzipSync(bytes))
    .map((part) => strFromU8(part))
    .join("\n");
}

async function whole({ pieces, ...named }: WrittenFile): Promise<FileAnswer> {
  return { ...named, bytes: await bytesOf(pieces) };
}
