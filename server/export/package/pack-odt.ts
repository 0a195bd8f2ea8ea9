import { zipSync, type Zippable } from "fflate";
import type { Parts } from "./parts.ts";
import { zipDate } from "../shared/fixed-zip.ts";

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
