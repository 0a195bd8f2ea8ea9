/** The record at the end of a zip file that locates its list of entries (APPNOTE 6.3.10, 4.3.16). */
const endSignature = 0x06054b50;
const endLength = 22;
/** Maximum length of the comment after that record. */
const longestComment = 0xffff;
/** An entry in the list (4.3.12). */
const entrySignature = 0x02014b50;
const entryLength = 46;

/**
 * Returns the size of a file in bytes once it is unpacked, as a zip file declares it; its own size if it is no zip file.
 * Reads only the list of entries. A file that declares too little cannot be unpacked.
 */
export function unpackedSize(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOf(view);
  if (end === null) return bytes.length;
  let size = 0;
  let at = view.getUint32(end + 16, true);
  while (at + entryLength <= view.byteLength && view.getUint32(at, true) === entrySignature) {
    size += view.getUint32(at + 24, true);
    at += entryLength + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return Math.max(bytes.length, size);
}

function endOf(view: DataView): number | null {
  const first = Math.max(0, view.byteLength - endLength - longestComment);
  for (let at = view.byteLength - endLength; at >= first; at -= 1) {
    if (view.getUint32(at, true) === endSignature) return at;
  }
  return null;
}
