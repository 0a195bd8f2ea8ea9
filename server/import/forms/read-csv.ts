import { CsvError, parse } from "csv-parse/sync";
import type { PendingNotice } from "#core/text/block.ts";
import { withoutFormulaGuard } from "#core/compile/csv.ts";
import { decodeText } from "../shared/decode-text.ts";
import { mostCells, type TableRow } from "./read-sheets.ts";
import { UnreadableFile } from "../shared/unreadable-file.ts";

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

/**
 * Reads the records of a CSV file. The delimiter is the one that yields the most fields in the first records. Removes
 * the apostrophe that protects a field from being read as a formula.
 *
 * @throws UnreadableFile not-this-format if it is not text, too-large, damaged for an unclosed quote
 */
export function readCsv(
  bytes: Uint8Array,
  delimiters: readonly string[] = usualDelimiters,
): { value: TableRow[]; notices: PendingNotice[] } {
  const { text, notices } = decodeText(bytes, "csv");
  const widths = delimiters.map((delimiter) =>
    Math.max(0, ...records(text, delimiter, 30).map(({ length }) => length)),
  );
  const delimiter = delimiters[widths.indexOf(Math.max(...widths))] ?? ",";
  const value = records(text, delimiter);
  return { value: value.map((fields) => fields.map((field) => withoutFormulaGuard(field).trim())), notices };
}

/** @param to Number of records to read from the start. All if omitted. */
function records(text: string, delimiter: string, to?: number): string[][] {
  let cells = 0;
  try {
    return parse(text, {
      bom: true,
      delimiter,
      max_record_size: longestRecord,
      // Counted while parsing, because the fields may need 100 times the memory of the file.
      on_record: (record: string[]) => {
        cells += record.length;
        if (cells > mostCells) throw new UnreadableFile("too-large", `more than ${String(mostCells)} fields`);
        return record;
      },
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      ...(to !== undefined && { to }),
    });
  } catch (error) {
    if (error instanceof UnreadableFile) throw error;
    const isLong = error instanceof CsvError && error.code === "CSV_MAX_RECORD_SIZE";
    throw new UnreadableFile(isLong ? "too-large" : "damaged", String(error));
  }
}
