import { exportComparison } from "../../server/services/export-comparison.ts";
import { exportVersion } from "../../server/services/export-version.ts";
import type { FileAnswer, WrittenFile } from "../../server/services/file-answer.ts";
import { bytesOf } from "../export/whole-files.ts";

/** The commented text of a version, written whole. */
export async function takeVersion(...asked: Parameters<typeof exportVersion>): Promise<FileAnswer> {
  return whole(await exportVersion(...asked));
}

/** The redline of two versions, written whole. */
export async function takeRedline(...asked: Parameters<typeof exportComparison>): Promise<FileAnswer> {
  return whole(await exportComparison(...asked));
}

async function whole({ pieces, ...named }: WrittenFile): Promise<FileAnswer> {
  return { ...named, bytes: await bytesOf(pieces) };
}
