import { UnreadableFile } from "../shared/unreadable-file.ts";
import { folded, furthestHead } from "./form-columns.ts";
import { readSheets } from "./read-sheets.ts";

/** The cells of a row by column. A column that the file lacks has none. */
export interface ColumnRow {
  /** From 1, as the spreadsheet shows it. */
  row: number;
  cells: Readonly<Record<string, string>>;
}

/** The rows of a table, and the numbers of those with a cell that could not be read. */
export interface ReadColumns {
  rows: ColumnRow[];
  badRows: number[];
}

/**
 * Reads the named columns of the first sheet of an Excel file that has all required ones, in any order and among others.
 * `headings` has the possible headings of each column. Rows that are empty in these columns are left out.
 *
 * @throws UnreadableFile not-this-format if no row has the headings; too-large; the errors of `readSheets`
 */
export function readColumns(bytes: Uint8Array, { headings, required, mostRows }: ColumnsWanted): ReadColumns {
  const names = new Map(Object.entries(headings).flatMap(([column, all]) => all.map((one) => [folded(one), column])));
  const { sheets, badRows } = readSheets(bytes);
  for (const [sheet, rows] of sheets.entries())
    for (const [head, heads] of rows.slice(0, furthestHead).entries()) {
      // If a heading is there twice, the first one counts.
      const places = new Map(heads.map((name, at) => [names.get(folded(name)), at] as const).toReversed());
      if (!required.every((column) => places.has(column))) continue;
      const found = rows.slice(head + 1).flatMap((cells, index): ColumnRow[] => {
        const own = [...places].flatMap(([column, at]) => (column === undefined ? [] : [[column, cells[at] ?? ""]]));
        return own.some(([, cell]) => cell !== "")
          ? [{ row: head + 2 + index, cells: Object.fromEntries(own) as ColumnRow["cells"] }]
          : [];
      });
      if (found.length > mostRows) throw new UnreadableFile("too-large", `${String(found.length)} rows`);
      return { rows: found, badRows: badRows[sheet] ?? [] };
    }
  throw new UnreadableFile("not-this-format", `no row has the headings ${required.join(", ")}`);
}

/** The columns to read, and those without which a table is another one. */
export interface ColumnsWanted {
  headings: Readonly<Record<string, readonly string[]>>;
  required: readonly string[];
  mostRows: number;
}
