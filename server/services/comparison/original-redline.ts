import { compareVia } from "#core/compare/compare-via.ts";
import { redlineOf } from "#core/compare/redline.ts";
import { acceptChanges } from "../../export/original/accept-changes.ts";
import type { SourcedComparison } from "../../export/original/anchors.ts";
import { packParts } from "../../export/original/pack-parts.ts";
import type { RedlineNotice } from "../../export/original/redline-notice.ts";
import type { ChangeAuthor } from "../../export/original/tracked.ts";
import { UnsupportedPackageError } from "../../export/original/unsupported.ts";
import { writeOriginalRedline } from "../../export/original/write-redline.ts";
import { unpackWordFile } from "../../import/unpack-word-file.ts";
import { ProblemError } from "../kernel/problem.ts";
import { readOrRefuse } from "../versions/read-upload.ts";
import { readAlike, readOne, type ReadFile, type SourceFile } from "./read-files.ts";

/** A redline in the revised file, or why it was refused. */
export type OriginalRedlineResult =
  | {
      readonly bytes: Uint8Array;
      /** Differences that the redline does not show. */
      readonly notices: readonly RedlineNotice[];
    }
  | { readonly refused: "not-word" | "unsupported" };

/**
 * Writes the redline of two Word files into the revised file. Tracked changes in the files are accepted first. `via` are
 * the intermediate versions, in order.
 *
 * @throws ProblemError for a file that cannot be read
 */
export async function originalRedline(
  base: SourceFile,
  revised: SourceFile,
  { via, ...by }: ChangeAuthor & { via: readonly SourceFile[] },
): Promise<OriginalRedlineResult> {
  const [first, second] = [await unpacked(base), await unpacked(revised)];
  if (!first || !second) return { refused: "not-word" };
  try {
    const accepted = { base: acceptChanges(first), revised: acceptChanges(second) };
    const files = {
      base: await readText({ name: base.name, bytes: bytesOf(base, accepted.base) }),
      revised: await readText({ name: revised.name, bytes: bytesOf(revised, accepted.revised) }),
    };
    const { parts, notices } = writeOriginalRedline({
      ...by,
      base: accepted.base.parts,
      revised: accepted.revised.parts,
      comparison: compared(files, await readAlike(via, { plain: false })),
    });
    const count = accepted.base.count + accepted.revised.count;
    if (count > 0) notices.unshift({ code: "changes-accepted", count });
    return { bytes: packParts(parts), notices };
  } catch (error) {
    if (error instanceof UnsupportedPackageError) return { refused: "unsupported" };
    throw error;
  }
}

function unpacked({ name, bytes }: SourceFile): Promise<Map<string, Uint8Array> | null> {
  return readOrRefuse(name, () => unpackWordFile(bytes, name));
}

function bytesOf({ bytes }: SourceFile, { parts, count }: ReturnType<typeof acceptChanges>): Uint8Array {
  return count === 0 ? bytes : packParts(parts);
}

/** Returns null for a file without text. It may contain pictures, which the redline compares. */
async function readText(file: SourceFile): Promise<ReadFile | null> {
  try {
    return await readOne(file, { plain: false, sources: true });
  } catch (error) {
    if (error instanceof ProblemError && error.code === "file-empty") return null;
    throw error;
  }
}

function compared(
  { base, revised }: Record<"base" | "revised", ReadFile | null>,
  between: readonly ReadFile[],
): SourcedComparison {
  if (!base || !revised) return { redline: [], base: [], revised: [] };
  const vias = between.map(({ text }) => text);
  const { comparison } = compareVia(base.text, vias, revised.text);
  return { redline: redlineOf(base.text, revised.text, comparison), base: base.sources, revised: revised.sources };
}
