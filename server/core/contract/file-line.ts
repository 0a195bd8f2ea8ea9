import * as z from "zod";
import { FileProgress } from "#core/contract/file-pieces.ts";
import { Problem } from "#core/contract/problem.ts";

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
