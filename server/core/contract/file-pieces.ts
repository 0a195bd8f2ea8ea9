import * as z from "zod";
import { Problem } from "#core/contract/problem.ts";

/**
 * A file that is told how far it is while it is written, in one answer: whoever asks for this media type gets lines of JSON,
 * each ending in "\n", and after each line that announces bytes as many of the file. The last line says that the file is
 * whole, or why it is not; without one it is not. An answer of its own for the progress would have to be found again by
 * whoever asked and by nobody else, on whichever server writes the file; and leaving this one is what stops the writing.
 */
export const filePiecesType = "application/vnd.rapporteur.file-pieces";

/** The line that whoever reads an answer in pieces takes apart, in bytes with its end. */
export function fileLine(line: FileLine): string {
  return `${JSON.stringify(line)}\n`;
}

/**
 * waiting: another file has its turn first; writing: `done` of `of` steps (a clause, a comment); printing: by a browser, which does not say how far it is; finishing:
 * what was printed is given its comments and its properties.
 */
export const FileProgress = z.object({
  stage: z.enum(["waiting", "writing", "printing", "finishing"]),
  done: z.int().nonnegative(),
  /** 0 where nothing is counted. */
  of: z.int().nonnegative(),
});
export type FileProgress = z.infer<typeof FileProgress>;

/** A line between the pieces of a file. */
export const FileLine = z.union([
  /** So many bytes of the file follow. */
  FileProgress.extend({ bytes: z.int().nonnegative() }),
  /** That was all of it, and what it is. */
  z.object({ whole: z.object({ mediaType: z.string() }) }),
  /** There is no more of it, and what there was is to be thrown away. */
  z.object({ problem: Problem }),
]);
export type FileLine = z.infer<typeof FileLine>;
