import { CsvError, parse } from "csv-parse/sync";
import type { PendingNotice } from "#core/text/block.ts";
import { withoutFormulaGuard } from "#core/compile/csv.ts";
import { decodeText } from "../shared/decode-text.ts";
import { mostCells, type TableRow } from "./read-sheets.ts";
import { UnreadableFile } from "../shared/unreadable-file.ts";

/** What parts fields: RFC 4180's own, and what spreadsheets write where the comma is a decimal sign, or that is pasted. */
const delimiters = [",", ";", "\t"] as const;

/** Characters of a record. A comment of a hundred pages has a quarter of it; a quote that never ends, or a file of commas, more. */
const longestRecord = 1_000_000;

/**
 * The records of a CSV file. Its delimiter is the one that parts the most fields in the first records; the apostrophe that
 * guards a field against being taken for a formula is taken off.
 * @throws UnreadableFile not-this-format for what is no text, too-large, damaged for a quote that never ends
 */
export function readCsv(bytes: Uint8Array): { value: TableRow[]; notices: PendingNotice[] } {
  const { text, notices } = decodeText(bytes, "csv");
  const widths = delimiters.map((delimiter) =>
    Math.max(0, ...records(text, delimiter, 30).map(({ length }) => length)),
  );
  const delimiter = delimiters[widths.indexOf(Math.max(...widths))] ?? ",";
  const value = records(text, delimiter);
  return { value: value.map((fields) => fields.map((field) => withoutFormulaGuard(field).trim())), notices };
}

/** @param to How many records are read, from the first; all where left out. */
function records(text: string, delimiter: string, to?: number): string[][] {
  let cells = 0;
  try {
    return parse(text, {
      bom: true,
      delimiter,
      max_record_size: longestRecord,
      // Counted as they come: the fields of a file may take a hundred times its room.
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
