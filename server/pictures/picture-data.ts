import { joined } from "#core/text/pieces.ts";
import { appendPiece, cleanJpeg } from "./jpeg-data.ts";
import { cleanEmf, cleanWmf } from "./metafile-data.ts";
import { cleanSvg } from "./svg-data.ts";

/** A picture without the data that no viewer shows, and whether there was any. */
export interface CleanPicture {
  readonly bytes: Uint8Array;
  readonly isChanged: boolean;
}

/**
 * Removes what cameras and programs wrote into a picture: place, time, authors, previews, text and bytes after its end.
 * The pixels keep their bytes, and so do the lines of a drawing. A photo keeps its orientation. Returns null for a
 * damaged picture and for a format that is not known, such as TIFF.
 */
export function withoutPictureData(bytes: Uint8Array): CleanPicture | null {
  const kept = cleaned(bytes);
  return kept && { bytes: kept, isChanged: Buffer.compare(kept, bytes) !== 0 };
}

function cleaned(bytes: Uint8Array): Uint8Array | null {
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return cleanJpeg(bytes);
  if (startsWith(bytes, pngStart)) return cleanPng(bytes);
  if (startsWith(bytes, [0x47, 0x49, 0x46, 0x38])) return cleanGif(bytes);
  if (startsWith(bytes, [0x42, 0x4d])) return cleanBmp(bytes);
  if (startsWith(bytes.subarray(40), [0x20, 0x45, 0x4d, 0x46])) return cleanEmf(bytes);
  if (wmfStarts.some((start) => startsWith(bytes, start))) return cleanWmf(bytes);
  return /^\uFEFF?\s*</u.test(new TextDecoder().decode(bytes.subarray(0, 100))) ? cleanSvg(bytes, cleaned) : null;
}

/** An old metafile, with or without a header for its place on the page. */
const wmfStarts = [
  [0xd7, 0xcd, 0xc6, 0x9a],
  [0x01, 0, 0x09, 0],
  [0x02, 0, 0x09, 0],
];

/** A bitmap has room for pixels only. Source: BITMAPFILEHEADER and BITMAPINFOHEADER of Windows. */
function cleanBmp(bytes: Uint8Array): Uint8Array | null {
  if (bytes.length < 54) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [start, header] = [view.getUint32(10, true), view.getUint32(14, true)];
  const [width, height] = [view.getInt32(18, true), Math.abs(view.getInt32(22, true))];
  const [bits, compression] = [view.getUint16(28, true), view.getUint32(30, true)];
  const uncompressed = [0, 3];
  // Later headers name a colour profile behind the pixels.
  if (header !== 40 || width <= 0 || !uncompressed.includes(compression)) return null;
  const end = start + Math.ceil((width * bits) / 32) * 4 * height;
  return end <= bytes.length ? bytes.subarray(0, end) : null;
}

const pngStart = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Chunks that decide what is seen: pixels, colours, size and frames. */
const shownChunks = new Set(
  "IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD pHYs hIST acTL fcTL fdAT".split(" "),
);

/** Source: PNG specification, third edition, chapter 5. */
function cleanPng(bytes: Uint8Array): Uint8Array | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const pieces = [bytes.subarray(0, pngStart.length)];
  for (let at = pngStart.length; at + 12 <= bytes.length;) {
    const end = at + 12 + view.getUint32(at);
    if (end > bytes.length) return null;
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (shownChunks.has(name)) appendPiece(pieces, bytes.subarray(at, end));
    // Without a critical chunk that is not known, the pixels would be read wrongly.
    else if (/^[A-Z]/u.test(name)) return null;
    if (name === "IEND") return joined(pieces);
    at = end;
  }
  return null;
}

/** Applications whose blocks decide what is seen: repeats of an animation, and colours. */
const shownApplications = new Set(["NETSCAPE2.0", "ANIMEXTS1.0", "ICCRGBG1012"]);

/** Source: GIF89a specification. */
function cleanGif(bytes: Uint8Array): Uint8Array | null {
  let at = 13 + colourTable(bytes[10]);
  const pieces = [bytes.subarray(0, at)];
  while (at < bytes.length) {
    const [start, kind, label] = [at, bytes[at], bytes[at + 1]];
    if (kind === 0x3b) return joined([...pieces, bytes.subarray(start, start + 1)]);
    if (kind === 0x2c) at += 11 + colourTable(bytes[at + 9]);
    else if (kind === 0x21) at += 2;
    else return null;
    const application = String.fromCharCode(...bytes.subarray(start + 3, start + 14));
    while (bytes[at]) at += (bytes[at] ?? 0) + 1;
    at += 1;
    const isRemoved = kind === 0x21 && (label === 0xfe || (label === 0xff && !shownApplications.has(application)));
    if (!isRemoved) appendPiece(pieces, bytes.subarray(start, at));
  }
  return null;
}

/** Returns the length of a table of colours in bytes, given the flags that precede it. */
function colourTable(flags = 0): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0;
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, at) => bytes[at] === byte);
}
