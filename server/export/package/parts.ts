import { zipSync, type Zippable } from "fflate";
import { joined } from "#core/text/pieces.ts";
import { FixedZip, zipDate } from "../shared/fixed-zip.ts";

/** The unpacked parts of a package by name, in the order of the file. */
export type Parts = ReadonlyMap<string, Uint8Array>;

/** Whether two parts have the same bytes. */
export function areEqual(first: Uint8Array, second: Uint8Array): boolean {
  return first.length === second.length && first.every((byte, index) => byte === second[index]);
}

/** A Word file into which changes cannot be written safely. `detail` is for logs. */
export class UnsupportedPackageError extends Error {
  constructor(part: string, detail: string) {
    super(`${part}: ${detail}`);
    this.name = "UnsupportedPackageError";
  }
}

/** Packs the parts of an Office file in their order. The same parts give the same bytes. */
export function packParts(parts: Parts): Uint8Array {
  const zip = new FixedZip();
  for (const [name, bytes] of parts) zip.put(name, bytes);
  zip.end();
  return joined([...zip.takeOutput()]);
}

/** The part that says what the file is. It comes first and is not compressed, so that programs recognise the file. */
const typePart = "mimetype";

/** Packs the parts of an OpenDocument text in their order. The same parts give the same bytes. */
export function packOdt(parts: Parts): Uint8Array {
  const names = [typePart, ...[...parts.keys()].filter((name) => name !== typePart)];
  const entries = names.flatMap((name) => {
    const bytes = parts.get(name);
    return bytes ? [[name, [bytes, { level: name === typePart ? 0 : 6, mtime: zipDate }]] as const] : [];
  });
  return zipSync(Object.fromEntries(entries) as unknown as Zippable);
}
