import { UnreadableFile } from "../shared/unreadable-file.ts";
import { readCsv } from "./read-csv.ts";
import type { TableRow } from "./read-sheets.ts";

/** Maximum number of cells in a row that are kept. A table of people has 10 columns. */
const mostColumns = 100;

/**
 * Reads a CSV file of at most `mostLines` lines below its headings. The first row has the headings. Blank lines are
 * empty rows, and those before the headings count as lines.
 *
 * @throws UnreadableFile empty, not-this-format, damaged, too-large
 */
export function readRows(bytes: Uint8Array, delimiters: readonly string[], mostLines: number): TableRow[] {
  const { value: rows, cut } = readCsv(bytes, delimiters);
  if (cut) throw new UnreadableFile(cut.fault, `record ${String(cut.at)} is not closed or too long`);
  const head = rows.findIndex((row) => row.some((cell) => cell !== ""));
  if (head < 0) throw new UnreadableFile("empty", "no line with text");
  if (rows.length - head - 1 > mostLines) throw new UnreadableFile("too-large", `${String(rows.length)} lines`);
  return rows.map((row) => row.slice(0, mostColumns));
}
