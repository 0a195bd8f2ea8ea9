import { detectFormat } from "./detect-format.ts";
import { UnreadableFile } from "./shared/unreadable-file.ts";
import { openZip } from "./shared/zip-parts.ts";

/**
 * Returns the parts of a Word file by name, in the order of the file, within the limits for reading. Null if the bytes
 * are in another format.
 *
 * @throws UnreadableFile too-large, damaged, encrypted
 */
export function unpackWordFile(bytes: Uint8Array, fileName: string): Map<string, Uint8Array> | null {
  if (bytes.length === 0) throw new UnreadableFile("empty", "no bytes");
  return detectFormat(bytes, fileName).format === "docx" ? openZip(bytes).all() : null;
}

/**
 * Returns the parts of an OpenDocument text by name, in the order of the file, within the limits for reading. Null if the
 * bytes are in another format.
 *
 * @throws UnreadableFile too-large, damaged, encrypted
 */
export function unpackOdt(bytes: Uint8Array, fileName: string): Map<string, Uint8Array> | null {
  return detectFormat(bytes, fileName).format === "odt" ? openZip(bytes).all() : null;
}
