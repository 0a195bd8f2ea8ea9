/**
 * The sRGB colour space (IEC 61966-2-1) as an ICC profile of version 2.1: three primaries and one curve for all of them.
 * The values of the primaries are adapted to the white of the profile connection space, D50, as ICC.1:2001-04 asks.
 */
export function srgbProfile(): Uint8Array {
  return (profile ??= build());
}

let profile: Uint8Array | undefined;

const white = [0.9642, 1, 0.8249] as const;
const primaries = {
  rXYZ: [0.43607, 0.22249, 0.01392],
  gXYZ: [0.38515, 0.71687, 0.09708],
  bXYZ: [0.14307, 0.06061, 0.7141],
} as const;

/** Number of points of the curve. */
const points = 1024;
const name = "sRGB IEC61966-2.1";
const headerLength = 128;

function build(): Uint8Array {
  const curve = curveData();
  const tags: [signature: string, data: Uint8Array][] = [
    ["desc", descriptionData(name)],
    ["cprt", data("text", ascii("No rights reserved\0"))],
    ["wtpt", xyzData(white)],
    ...Object.entries(primaries).map(([signature, value]): [string, Uint8Array] => [signature, xyzData(value)]),
    ["rTRC", curve],
    ["gTRC", curve],
    ["bTRC", curve],
  ];
  const offsets = new Map<Uint8Array, number>();
  let length = headerLength + 4 + 12 * tags.length;
  for (const [, value] of tags) {
    if (offsets.has(value)) continue;
    offsets.set(value, length);
    length += Math.ceil(value.length / 4) * 4;
  }
  const bytes = new Uint8Array(length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, length);
  view.setUint32(8, 0x02_10_00_00);
  bytes.set(ascii("mntrRGB XYZ "), 12);
  // 2013-01-01. A date is required, and must not differ between two files.
  for (const [index, value] of [2013, 1, 1, 0, 0, 0].entries()) view.setUint16(24 + 2 * index, value);
  bytes.set(ascii("acsp"), 36);
  bytes.set(numbers(white), 68);
  view.setUint32(headerLength, tags.length);
  for (const [index, [signature, value]] of tags.entries()) {
    const at = headerLength + 4 + 12 * index;
    const offset = offsets.get(value) ?? 0;
    bytes.set(ascii(signature), at);
    view.setUint32(at + 4, offset);
    view.setUint32(at + 8, value.length);
    bytes.set(value, offset);
  }
  return bytes;
}

function curveData(): Uint8Array {
  const values = new DataView(new ArrayBuffer(4 + 2 * points));
  values.setUint32(0, points);
  for (let index = 0; index < points; index += 1) {
    const signal = index / (points - 1);
    const light = signal <= 0.04045 ? signal / 12.92 : ((signal + 0.055) / 1.055) ** 2.4;
    values.setUint16(4 + 2 * index, Math.round(light * 65_535));
  }
  return data("curv", new Uint8Array(values.buffer));
}

/** A description in ASCII only: its other two forms are empty. */
function descriptionData(text: string): Uint8Array {
  const length = text.length + 1;
  const bytes = new Uint8Array(4 + length + 4 + 4 + 2 + 1 + 67);
  new DataView(bytes.buffer).setUint32(0, length);
  bytes.set(ascii(text), 4);
  return data("desc", bytes);
}

function xyzData(value: readonly number[]): Uint8Array {
  return data("XYZ ", numbers(value));
}

/** Returns numbers with 16 bits before and after the point. */
function numbers(values: readonly number[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(4 * values.length));
  for (const [index, value] of values.entries()) view.setInt32(4 * index, Math.round(value * 65_536));
  return new Uint8Array(view.buffer);
}

function data(type: string, content: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(8 + content.length);
  bytes.set(ascii(type));
  bytes.set(content, 8);
  return bytes;
}

function ascii(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
