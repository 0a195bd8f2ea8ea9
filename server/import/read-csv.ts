import { parse } from "csv-parse/sync";
import type { PendingNotice } from "#core/text/block.ts";
import { withoutFormulaGuard } from "#core/compile/formula-guard.ts";
import { decodeText } from "./decode-text.ts";
import { mostCells, type TableRow } from "./read-sheets.ts";
import { UnreadableFile } from "./unreadable-file.ts";

/** What parts fields: RFC 4180's own, and what spreadsheets write where the comma is a decimal sign, or that is pasted. */
const delimiters = [",", ";", "\t"] as const;

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
  const cells = value.reduce((count, { length }) => count + length, 0);
  if (cells > mostCells) throw new UnreadableFile("too-large", `${String(cells)} fields`);
  return { value: value.map((fields) => fields.map((field) => withoutFormulaGuard(field).trim())), notices };
}

/** @param to How many records are read, from the first; all where left out. */
function records(text: string, delimiter: string, to?: number): string[][] {
  try {
    return parse(text, {
      bom: true,
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      ...(to !== undefined && { to }),
    });
  } catch (error) {
    throw new UnreadableFile("damaged", String(error));
  }
}
