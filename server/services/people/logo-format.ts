import { mostLogoPixels } from "#core/contract/logo-operations.ts";

/** The formats of a logo. Both are raster images: a vector image could carry a script. */
export type LogoType = "image/png" | "image/jpeg";

const pngSignature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/**
 * Returns the format of an image by its content, or null if it is neither PNG nor JPEG, is cut off, or is too wide or
 * high.
 */
export function logoTypeOf(bytes: Uint8Array): LogoType | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isPng = bytes.length >= 33 && pngSignature.every((byte, at) => bytes[at] === byte);
  if (isPng) {
    const isHeader = view.getUint32(8) === 13 && view.getUint32(12) === 0x49484452;
    return isHeader && isSmall(view.getUint32(16), view.getUint32(20)) ? "image/png" : null;
  }
  const size = jpegSize(view);
  return size && isSmall(...size) ? "image/jpeg" : null;
}

function isSmall(width: number, height: number): boolean {
  return width > 0 && height > 0 && width <= mostLogoPixels && height <= mostLogoPixels;
}

/** Finds width and height in the frame header of a JPEG file (ITU-T T.81, B.2.2). */
function jpegSize(view: DataView): [width: number, height: number] | null {
  if (view.byteLength < 4 || view.getUint16(0) !== 0xffd8) return null;
  for (let at = 2; at + 9 <= view.byteLength; at += 2 + view.getUint16(at + 2)) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    // The frame headers, without the tables that share their range.
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return [view.getUint16(at + 7), view.getUint16(at + 5)];
    if (marker === 0xda) return null;
  }
  return null;
}
