import { type FileProgress, pieceReader } from "#core/contract/file-pieces.ts";
import { ProblemError } from "./problem-error.ts";

/**
 * Reads a file that is sent in pieces (see file-pieces.ts) and reports progress.
 *
 * @throws ProblemError with the problem the server reported, or "offline" if the connection breaks; an AbortError if it
 *   was stopped
 */
export async function readFilePieces({ body }: Response, onProgress?: (progress: FileProgress) => void): Promise<Blob> {
  const reader = body?.getReader();
  const answer = pieceReader<Uint8Array<ArrayBuffer>>(() => reader?.read());
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  try {
    for (;;) {
      const line = await answer.line();
      if ("problem" in line) throw new ProblemError(line.problem.code, line.problem.detail, line.problem);
      if ("whole" in line) return new Blob(pieces, { type: line.whole.mediaType });
      const { bytes, ...progress } = line;
      pieces.push(...(await answer.bytes(bytes)));
      onProgress?.(progress);
    }
  } catch (error) {
    if (error instanceof ProblemError || (error instanceof DOMException && error.name === "AbortError")) throw error;
    throw ProblemError.offline();
  }
}
