import { CsvError, parse } from "csv-parse/sync";
import { withoutFormulaGuard } from "#core/compile/csv.ts";
import type { PendingNotice } from "#core/text/segments/block.ts";
import { decodeText } from "../shared/decode-text.ts";
import { UnreadableFile } from "../shared/unreadable-file.ts";
import { mostCells, type TableRow } from "./read-sheets.ts";

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

/**
 * Field delimiters: the one of RFC 4180, the one of spreadsheets whose decimal sign is the comma, and the one of pasted
 * tables.
 */
const usualDelimiters = [",", ";", "\t"] as const;

/**
 * Maximum record length, in characters. A comment of 100 pages has a quarter of it. An unclosed quote or a file of
 * commas exceeds it.
 */
const longestRecord = 1_000_000;

/** The records of a CSV file. */
export interface CsvTable {
  value: TableRow[];
  notices: PendingNotice[];
  /**
   * The first record that could not be read: its number, from 1, and whether its quote is not closed or it is too long.
   * It may reach to the end of the file, so nothing after it is in `value`. Null if all were read.
   */
  cut: { at: number; fault: "damaged" | "too-large" } | null;
}

/**
 * Reads the records of a CSV file. The delimiter is the one that yields the most fields in the first records. Removes
 * the apostrophe that protects a field from being read as a formula.
 *
 * @throws UnreadableFile not-this-format if it is not text, too-large
 */
export function readCsv(bytes: Uint8Array, delimiters: readonly string[] = usualDelimiters): CsvTable {
  const { text, notices } = decodeText(bytes, "csv");
  const widths = delimiters.map((delimiter) =>
    Math.max(0, ...records(text, delimiter, 30).found.map(({ length }) => length)),
  );
  const delimiter = delimiters[widths.indexOf(Math.max(...widths))] ?? ",";
  const { found, fault } = records(text, delimiter);
  const value = found.map((fields) => fields.map((field) => withoutFormulaGuard(field).trim()));
  return { value, notices, cut: fault && { at: found.length + 1, fault } };
}

/** Limits of a table without a name of one: a list of lines with the same number of commas may be a text. */
const tableRows = { named: 1, unnamed: 5 };
const tableColumns = 3;

/** Number of records that are read to recognise a table. */
const recordsRead = 200;

/** Maximum length of a heading, in characters. */
const longestHeading = 80;

/**
 * Whether a text is a table: a row of different headings, and records as wide as it. `isNamed` says whether its file is
 * named as one. In a text, a space follows a comma.
 */
export function isTable(text: string, isNamed: boolean): boolean {
  return usualDelimiters.some((delimiter) => {
    const rows = records(text, delimiter, recordsRead).found.filter((fields) => fields.join("") !== "");
    const head = rows[0] ?? [];
    if (head.length < tableColumns || rows.length < tableRows[isNamed ? "named" : "unnamed"]) return false;
    if (rows.some(({ length }) => length !== head.length)) return false;
    if (!isNamed && head.some((heading) => /^\s/u.test(heading))) return false;
    const headings = new Set(head.map((heading) => heading.trim()));
    return headings.size === head.length && [...headings].every((name) => name !== "" && name.length <= longestHeading);
  });
}

interface Records {
  found: string[][];
  /** Why the next record could not be read. Null if all were read. */
  fault: "damaged" | "too-large" | null;
}

/** @param to Number of records to read from the start. All if omitted. */
function records(text: string, delimiter: string, to?: number): Records {
  let cells = 0;
  const found: string[][] = [];
  try {
    parse(text, {
      bom: true,
      delimiter,
      max_record_size: longestRecord,
      // Counted while parsing, because the fields may need 100 times the memory of the file.
      on_record: (record: string[]) => {
        cells += record.length;
        if (cells > mostCells) throw new UnreadableFile("too-large", `more than ${String(mostCells)} fields`);
        found.push(record);
        return record;
      },
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      ...(to !== undefined && { to }),
    });
    return { found, fault: null };
  } catch (error) {
    if (error instanceof UnreadableFile) throw error;
    if (!(error instanceof CsvError)) throw error;
    return { found, fault: error.code === "CSV_MAX_RECORD_SIZE" ? "too-large" : "damaged" };
  }
}
