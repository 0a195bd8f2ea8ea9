import type { RemovedData } from "#core/compile/private-data.ts";
import { acceptChanges } from "../../export/ooxml/accept-changes.ts";
import { invertChanges } from "../../export/ooxml/invert-changes.ts";
import { packParts } from "../../export/package/pack-parts.ts";
import { withoutPrivateParts } from "../../export/ooxml/without-private-parts.ts";
import type { Parts } from "../../export/package/parts.ts";

/** A Word file without tracked changes. */
export interface SettledFile {
  readonly parts: Parts;
  readonly bytes: Uint8Array;
  /** Number of tracked changes that it had in its text. */
  readonly count: number;
  /** Private data that was removed. */
  readonly removed: readonly RemovedData[];
  /** Number of pictures that may contain private data, because their format is not known. */
  readonly uncheckedPictures: number;
}

/** What to do with a file before a redline is written into it. */
export interface Settling {
  readonly changes: "accept" | "reject";
  /** Whether to remove what the printed pages do not show. */
  readonly withoutPrivate: boolean;
}

/**
 * Returns a Word file, given as bytes and unpacked, in which all tracked changes are accepted or rejected.
 *
 * @throws UnsupportedPackageError
 */
export function settleWordFile(bytes: Uint8Array, parts: Parts, { changes, withoutPrivate }: Settling): SettledFile {
  const { parts: settled, count } = acceptChanges(changes === "reject" ? invertChanges(parts) : parts);
  if (withoutPrivate) {
    const cleaned = withoutPrivateParts(settled);
    return { ...cleaned, bytes: packParts(cleaned.parts), count };
  }
  const isUntouched = changes === "accept" && count === 0;
  return { parts: settled, bytes: isUntouched ? bytes : packParts(settled), count, removed: [], uncheckedPictures: 0 };
}
