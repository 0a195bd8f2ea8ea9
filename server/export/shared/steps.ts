import type { Compilation } from "#core/compile/compilation.ts";
import { joined } from "#core/text/pieces.ts";

/** Output of a writer: the next part of its file, or only its progress. */
export interface Piece {
  content: string | Uint8Array;
  /** Steps taken. */
  done: number;
  /** Total number of steps, at least one. */
  of: number;
}

/** Counts the steps of writing a file, so that every piece reports the overall progress. */
export class Steps {
  readonly #of: number;
  #done = 0;

  /** @param total Total number of steps; 0 counts as 1. */
  constructor(total: number) {
    this.#of = Math.max(1, total);
  }

  /** Records completed steps. */
  advance(count = 1): void {
    this.#done = Math.min(this.#done + count, this.#of);
  }

  /** Returns the next piece of the file with the current progress. */
  piece(content: Piece["content"] = ""): Piece {
    return { content, done: this.#done, of: this.#of };
  }
}

/** Returns the number of threads of a compilation. */
export function threadCount({ general, clauses, orphans }: Compilation): number {
  return clauses.reduce((sum, { threads }) => sum + threads.length, general.length + orphans.length);
}

/** Returns the steps for a writer that renders each clause and each thread once. */
export function stepsOf(compilation: Compilation): Steps {
  return new Steps(compilation.clauses.length + threadCount(compilation));
}

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
