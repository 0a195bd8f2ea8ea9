import * as z from "zod";

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
