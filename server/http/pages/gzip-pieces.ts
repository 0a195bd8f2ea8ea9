import { promisify } from "node:util";
import zlib from "node:zlib";

/** A part of a file in gzip format: its bytes, and these compressed so that nothing refers beyond the piece. */
export interface GzipPiece {
  bytes: Buffer;
  deflated: Buffer;
}

/** Ends at a whole byte, after which nothing refers to what came before (RFC 1951; Z_FULL_FLUSH in zlib's manual). */
const ending = { finishFlush: zlib.constants.Z_FULL_FLUSH };
const deflate = promisify(zlib.deflateRaw);

/** Compresses a piece well, for many files. */
export async function gzipPiece(bytes: Buffer): Promise<GzipPiece> {
  return { bytes, deflated: await deflate(bytes, { ...ending, level: zlib.constants.Z_BEST_COMPRESSION }) };
}

/** Compresses a piece of a few hundred bytes at once. */
export function smallGzipPiece(text: string): GzipPiece {
  const bytes = Buffer.from(text);
  return { bytes, deflated: zlib.deflateRawSync(bytes, ending) };
}

/** Method deflate, no name, no time, no operating system (RFC 1952). */
const fileStart = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]);
/** An empty last block. */
const lastBlock = Buffer.from([3, 0]);

/** Joins pieces to a file in gzip format. */
export function joinGzip(all: readonly GzipPiece[]): Buffer {
  // For an empty piece, zlib may return the checksum of an empty file.
  const pieces = all.filter(({ bytes }) => bytes.length > 0);
  const end = Buffer.alloc(8);
  end.writeUInt32LE(pieces.reduce((sum, { bytes }) => zlib.crc32(bytes, sum), 0));
  end.writeUInt32LE(pieces.reduce((sum, { bytes }) => sum + bytes.length, 0) % 2 ** 32, 4);
  return Buffer.concat([fileStart, ...pieces.map(({ deflated }) => deflated), lastBlock, end]);
}
