import { FixedZip } from "../shared/fixed-zip.ts";
import type { Parts } from "./word-file.ts";

/** Packs the parts of an Office file in their order. The same parts give the same bytes. */
export function packParts(parts: Parts): Uint8Array {
  const zip = new FixedZip();
  for (const [name, bytes] of parts) zip.put(name, bytes);
  zip.end();
  const output = [...zip.takeOutput()];
  const packed = new Uint8Array(output.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const bytes of output) {
    packed.set(bytes, at);
    at += bytes.length;
  }
  return packed;
}
