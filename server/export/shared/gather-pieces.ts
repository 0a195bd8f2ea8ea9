import type { Piece } from "./steps.ts";

/** Some bytes of a file, or none, and how far the whole has come: `done` of `of` steps. */
export interface FilePiece {
  bytes: Uint8Array<ArrayBuffer>;
  done: number;
  /** 0 where the file waits for its turn. */
  of: number;
}

/** Bytes worth sending by themselves. */
const enough = 65_536;
/** A change of less than a hundredth is nothing to tell of. */
const tellings = 100;
/** Milliseconds after which others have their turn. */
const turn = 8;

/**
 * What a writer gives, in pieces that are worth being sent or told of, the last with all steps done. Others have their
 * turn in between.
 * @throws the reason of `gone` once that is aborted: nobody waits for the file any longer; null where it is needed in any case
 */
export async function* gatherPieces(
  pieces: Iterable<Piece> | AsyncIterable<Piece>,
  gone: AbortSignal | null,
): AsyncGenerator<FilePiece, void> {
  const encoder = new TextEncoder();
  let waiting: Uint8Array[] = [];
  let size = 0;
  let told = 0;
  let of = 0;
  let last = performance.now();
  gone?.throwIfAborted();
  for await (const piece of pieces) {
    const bytes = typeof piece.content === "string" ? encoder.encode(piece.content) : piece.content;
    if (bytes.length > 0) waiting.push(bytes);
    size += bytes.length;
    of = piece.of;
    if (size >= enough || (piece.done - told) * tellings >= of) {
      yield { bytes: joined(waiting), done: piece.done, of };
      [waiting, size, told] = [[], 0, piece.done];
    }
    if (performance.now() - last < turn) continue;
    await new Promise((resolve) => setImmediate(resolve));
    gone?.throwIfAborted();
    last = performance.now();
  }
  if (size > 0 || told < of) yield { bytes: joined(waiting), done: of, of };
}

/** Pieces of bytes as one. */
export function joined(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
