import * as z from "zod";
import { Problem, ReceivedProblem } from "#core/contract/problem.ts";

/**
 * A file and its progress in one response. A client that asks for this media type gets lines of JSON, each ending in
 * "\n". After each line that announces bytes, that many bytes of the file follow. The last line says that the file is
 * complete, or why not. Without such a line the file is incomplete.
 *
 * A separate progress endpoint would have to be found by this client only, on whichever server writes the file. Also,
 * closing this response cancels the writing.
 */
export const filePiecesType = "application/vnd.rapporteur.file-pieces";

/** Serialises a line of a response in pieces, with its line ending. */
export function fileLine(line: FileLine): string {
  return `${JSON.stringify(line)}\n`;
}

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

const Announced = FileProgress.extend({ bytes: z.int().nonnegative() });
const Whole = z.object({ whole: z.object({ mediaType: z.string() }) });

/** A line between the pieces of a file. */
export const FileLine = z.union([
  /** This many bytes of the file follow. */
  Announced,
  /** The file is complete. */
  Whole,
  /** The file failed. The client must discard the bytes received. */
  z.object({ problem: Problem }),
]);
export type FileLine = z.infer<typeof FileLine>;

/** A line as clients receive it. */
export const ReceivedFileLine = z.union([Announced, Whole, z.object({ problem: ReceivedProblem })]);
