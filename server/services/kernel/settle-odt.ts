import { acceptOdtChanges } from "../../export/odf/accept-odt-changes.ts";
import { rejectOdtChanges } from "../../export/odf/reject-odt-changes.ts";
import { packOdt } from "../../export/package/pack-odt.ts";
import { withoutPrivateOdt } from "../../export/odf/without-private-odt.ts";
import type { Parts } from "../../export/package/parts.ts";
import type { SettledFile, Settling } from "./settle-word-file.ts";

/**
 * Returns an OpenDocument text, given as bytes and unpacked, in which all tracked changes are accepted or rejected.
 *
 * @throws UnsupportedPackageError
 */
export function settleOdt(bytes: Uint8Array, parts: Parts, { changes, withoutPrivate }: Settling): SettledFile {
  const { parts: settled, count } = changes === "accept" ? acceptOdtChanges(parts) : rejectOdtChanges(parts);
  if (withoutPrivate) {
    const cleaned = withoutPrivateOdt(settled);
    return { ...cleaned, bytes: packOdt(cleaned.parts), count };
  }
  const own = count === 0 ? bytes : packOdt(settled);
  return { parts: settled, bytes: own, count, removed: [], uncheckedPictures: 0 };
}
