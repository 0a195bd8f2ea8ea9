import { joined } from "#core/text/pieces.ts";
import { FixedZip } from "../shared/fixed-zip.ts";
import type { Parts } from "./parts.ts";

/** Packs the parts of an Office file in their order. The same parts give the same bytes. */
export function packParts(parts: Parts): Uint8Array {
  const zip = new FixedZip();
  for (const [name, bytes] of parts) zip.put(name, bytes);
  zip.end();
  return joined([...zip.takeOutput()]);
}
