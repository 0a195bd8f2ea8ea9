import * as z from "zod";
import { Problem } from "#core/contract/problem.ts";

/**
 * A file and its progress in one response. A client that asks for this media type gets lines of JSON, each ending in
 * "\n". After each line that announces bytes, that many bytes of the file follow. The last line says that the file is
 * complete, or why not. Without such a line the file is incomplete.
 *
 * A separate progress endpoint would have to be found by this client only, on whichever server writes the file. Also,
 * closing this response cancels the writing.
 */
export const filePiecesType = "application/vnd.rapporteur.file-pieces";

/**
 * The progress of a file:
 *
 * - waiting: another file is being written first;
 * - writing: `done` of `of` steps (a clause, a comment);
 * - printing: in a browser, which reports no progress;
 * - finishing: adding comments and properties to the printed file.
 */
export const FileProgress = z.object({
  stage: z.enum(["waiting", "writing", "printing", "finishing"]),
  done: z.int().nonnegative(),
  /** 0 if the stage has no steps to count. */
  of: z.int().nonnegative(),
});
export type FileProgress = z.infer<typeof FileProgress>;

/** A line between the pieces of a file. */
export const FileLine = z.union([
  /** This many bytes of the file follow. */
  FileProgress.extend({ bytes: z.int().nonnegative() }),
  /** The file is complete. */
  z.object({ whole: z.object({ mediaType: z.string() }) }),
  /** The file failed. The client must discard the bytes received. */
  z.object({ problem: Problem }),
]);
export type FileLine = z.infer<typeof FileLine>;

/** Serialises a line of a response in pieces, with its line ending. */
export function fileLine(line: FileLine): string {
  return `${JSON.stringify(line)}\n`;
}

/** Reads an answer in pieces (file-pieces.ts). It throws if the answer ends too early or is no such answer. */
interface PieceReader<Bytes> {
  line: () => Promise<FileLine>;
  /** Reads as many bytes as the line announced, in the chunks in which they arrive. */
  bytes: (length: number) => Promise<Bytes[]>;
}

const lineEnd = "\n".charCodeAt(0);

/** Begins to read an answer, of which `next` returns the next chunk, or none at its end. */
export function pieceReader<Bytes extends Uint8Array>(
  next: () => Promise<{ value?: Bytes | undefined }> | undefined,
): PieceReader<Bytes> {
  let rest: Bytes | undefined;
  const arrived = async (): Promise<Bytes> => {
    while (!rest?.length) {
      rest = (await next())?.value;
      if (!rest) throw new RangeError();
    }
    return rest;
  };
  /** Takes at least one byte and at most `most`, depending on how many have arrived. */
  const take = async (most: number): Promise<Bytes> => {
    const chunk = await arrived();
    rest = chunk.subarray(most) as Bytes;
    return chunk.subarray(0, most) as Bytes;
  };
  return {
    line: async () => {
      const decoder = new TextDecoder();
      let line = "";
      while (!line.endsWith("\n")) {
        // All that has arrived, if the line does not end in it.
        const end = (await arrived()).indexOf(lineEnd) + 1 || Infinity;
        line += decoder.decode(await take(end), { stream: true });
      }
      return JSON.parse(line) as FileLine;
    },
    bytes: async (length) => {
      const chunks: Bytes[] = [];
      for (let due = length; due > 0; due -= chunks.at(-1)?.length ?? 0) chunks.push(await take(due));
      return chunks;
    },
  };
}
