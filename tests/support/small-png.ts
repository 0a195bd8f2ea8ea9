/** Returns the beginning of a PNG file of this size in pixels: signature and header. */
export function smallPng(width = 16, height = 16, more = 20): Buffer {
  const size = Buffer.alloc(8);
  size.writeUInt32BE(width, 0);
  size.writeUInt32BE(height, 4);
  const signature = Buffer.from("\x89PNG\r\n\x1a\n", "latin1");
  return Buffer.concat([signature, Buffer.from([0, 0, 0, 13]), Buffer.from("IHDR"), size, Buffer.alloc(more)]);
}

/** Returns the beginning of a JPEG file of this size in pixels: its first segments. */
export function smallJpeg(width = 16, height = 16): Buffer {
  const comment = Buffer.from([0xff, 0xfe, 0x00, 0x04, 0x61, 0x62]);
  const frame = Buffer.from([
    0xff,
    0xc0,
    0x00,
    0x0b,
    8,
    height >> 8,
    height & 255,
    width >> 8,
    width & 255,
    1,
    1,
    17,
    0,
  ]);
  return Buffer.concat([Buffer.from([0xff, 0xd8]), comment, frame]);
}
