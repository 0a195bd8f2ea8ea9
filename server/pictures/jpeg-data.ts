import { joined } from "#core/text/pieces.ts";

const marker = { scan: 0xda, end: 0xd9, firstData: 0xe0, lastData: 0xef, comment: 0xfe } as const;

/** Names of the data segments that decide what is seen, by their markers: size, colour profile, colour transform. */
const shownData: ReadonlyMap<number, string> = new Map([
  [0xe0, "JFIF\0"],
  [0xe2, "ICC_PROFILE\0"],
  [0xee, "Adobe"],
]);

/**
 * Returns a JPEG picture without comments, previews and the data of cameras and programs (Exif, XMP, IPTC). Its
 * orientation stays. Null if the picture is damaged. Sources: ITU-T T.81, annex B; Exif 2.32, chapter 4.
 */
export function cleanJpeg(bytes: Uint8Array): Uint8Array | null {
  const pieces = [bytes.subarray(0, 2)];
  for (let at = 2; at + 4 <= bytes.length || bytes[at + 1] === marker.end;) {
    const code = bytes[at + 1] ?? 0;
    if (bytes[at] !== 0xff) return null;
    if (code === marker.end) return joined([...pieces, bytes.subarray(at, at + 2)]);
    if (code === 0xff) {
      at += 1;
      continue;
    }
    const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
    const end = at + 2 + length;
    if (length < 2 || end > bytes.length) return null;
    for (const piece of keptSegment(code, bytes.subarray(at, end))) appendPiece(pieces, piece);
    at = code === marker.scan ? endOfScan(bytes, end) : end;
    if (code === marker.scan) appendPiece(pieces, bytes.subarray(end, at));
  }
  return null;
}

function keptSegment(code: number, segment: Uint8Array): Uint8Array[] {
  const isData = code >= marker.firstData && code <= marker.lastData;
  if (code !== marker.comment && !isData) return [segment];
  const name = shownData.get(code);
  if (code === 0xe1) return orientation(segment);
  if (name === undefined || !hasName(segment, name)) return [];
  return [code === 0xe0 ? withoutPreview(segment) : segment];
}

function hasName(segment: Uint8Array, name: string): boolean {
  return String.fromCharCode(...segment.subarray(4, 4 + name.length)) === name;
}

/** The basic segment may end with a small picture, of a width and a height in its last bytes. */
function withoutPreview(segment: Uint8Array): Uint8Array {
  const length = 18;
  if (segment.length <= length) return segment;
  const kept = segment.slice(0, length);
  kept.set([0, length - 2], 2);
  kept.set([0, 0], length - 2);
  return kept;
}

const orientationTag = 0x0112;

/** Returns a segment with nothing but the orientation of a photo. None if the photo is upright. */
function orientation(segment: Uint8Array): Uint8Array[] {
  if (!hasName(segment, "Exif\0\0") || segment.length < 20) return [];
  const view = new DataView(segment.buffer, segment.byteOffset + 10, segment.length - 10);
  const isLittle = view.getUint16(0) === 0x4949;
  const first = view.getUint32(4, isLittle);
  if (first + 2 > view.byteLength) return [];
  const count = view.getUint16(first, isLittle);
  for (let entry = first + 2; entry < first + 2 + count * 12 && entry + 12 <= view.byteLength; entry += 12) {
    const value = view.getUint16(entry + 8, isLittle);
    if (view.getUint16(entry, isLittle) === orientationTag) return value > 1 && value <= 8 ? [turned(value)] : [];
  }
  return [];
}

/** Returns a segment that says how to turn a photo, by the codes 2 to 8 of Exif. */
function turned(code: number): Uint8Array {
  const tiff = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, code, 0, 0, 0, 0, 0, 0];
  const name = [0x45, 0x78, 0x69, 0x66, 0, 0];
  return new Uint8Array([0xff, 0xe1, 0, 2 + name.length + tiff.length, ...name, ...tiff]);
}

/** Returns the offset of the marker after a scan. Its data escapes 0xff, except for restarts. */
function endOfScan(bytes: Uint8Array, start: number): number {
  let at = bytes.indexOf(0xff, start);
  for (; at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1] ?? 0;
    if (next !== 0 && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  return bytes.length;
}

/**
 * Appends a piece of a file to the pieces that are kept of it. One that follows the last piece in the file becomes part of
 * it, because a hostile picture may have millions of parts, each of a few bytes.
 */
export function appendPiece(pieces: Uint8Array[], piece: Uint8Array): void {
  const last = pieces.at(-1);
  const isNext = last?.buffer === piece.buffer && last.byteOffset + last.length === piece.byteOffset;
  if (last && isNext) {
    pieces[pieces.length - 1] = new Uint8Array(last.buffer, last.byteOffset, last.length + piece.length);
  } else pieces.push(piece);
}
