import * as z from "zod";

/** A page of the file from which a draft's lines were read. */
const NumberedPage = z.object({
  /** The page's number as printed, or its position in the file if none is printed. */
  label: z.string(),
  /** UTF-16 offset of its first character in the version's text. */
  start: z.int().nonnegative(),
});

/** The numbered lines of a version. */
export const LineNumbers = z.object({
  /** UTF-16 offset in the version's text at which each line begins, in ascending order. */
  starts: z.array(z.int().nonnegative()),
  /** The number of each line. Absent if they are numbered from 1 without gaps. */
  numbers: z.array(z.int().nonnegative()).optional(),
  /** In the order of the text. Absent if the file has no pages. */
  pages: z.array(NumberedPage).optional(),
});
export type LineNumbers = z.infer<typeof LineNumbers>;

/** The numbered lines of one clause. */
export const ClauseLines = z.object({
  /** Where lines begin: UTF-16 offsets in the clause's text, in ascending order. */
  starts: z.array(z.object({ offset: z.int().nonnegative(), number: z.int().nonnegative() })),
  first: z.int().nonnegative(),
  last: z.int().nonnegative(),
});
export type ClauseLines = z.infer<typeof ClauseLines>;

/** The line and page numbers that a file prints. Each is absent if it prints none. */
export interface PrintedLines {
  lines?: LineNumbers;
  pages?: LineNumbers["pages"];
}

/**
 * - printed: read from the file, or from a PDF of the same text;
 * - computed: counted by `computeLines`.
 */
export const lineOrigins = ["printed", "computed"] as const;
export type LineOrigin = (typeof lineOrigins)[number];
