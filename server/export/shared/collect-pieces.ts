import { joined } from "#core/text/pieces.ts";
import type { Piece } from "./steps.ts";

/** A chunk of a file, possibly empty, with the progress of the whole file: `done` of `of` steps. */
export interface FilePiece {
  bytes: Uint8Array<ArrayBuffer>;
  done: number;
  /** 0 while the file waits in the queue. */
  of: number;
}

/** Minimum number of bytes to send on their own. */
const enough = 65_536;
/** Progress is reported in steps of at least one hundredth. */
const reports = 100;
/** Milliseconds after which the writer yields to other tasks. */
const turn = 8;

/**
 * Combines the output of a writer into pieces that are large enough to send or show enough progress. The last piece has
 * all steps done. Yields to other tasks between pieces. `gone` is null if the file is needed in any case.
 * @throws the reason of `gone` once that is aborted, because no client waits for the file
 */
export async function* collectPieces(
  pieces: Iterable<Piece> | AsyncIterable<Piece>,
  signal: AbortSignal | null,
): AsyncGenerator<FilePiece, void> {
  const encoder = new TextEncoder();
  let waiting: Uint8Array[] = [];
  let size = 0;
  let reported = 0;
  let total = 0;
  let last = performance.now();
  signal?.throwIfAborted();
  for await (const piece of pieces) {
    const bytes = typeof piece.content === "string" ? encoder.encode(piece.content) : piece.content;
    if (bytes.length > 0) waiting.push(bytes);
    size += bytes.length;
    total = piece.of;
    if (size >= enough || (piece.done - reported) * reports >= total) {
      yield { bytes: joined(waiting), done: piece.done, of: total };
      [waiting, size, reported] = [[], 0, piece.done];
    }
    if (performance.now() - last < turn) continue;
    await new Promise((resolve) => setImmediate(resolve));
    signal?.throwIfAborted();
    last = performance.now();
  }
  if (size > 0 || reported < total) yield { bytes: joined(waiting), done: total, of: total };
}
