import writeExcelFile from "write-excel-file/node";
import { cell } from "../../server/export/tables/xlsx.ts";
import { readSheets } from "../../server/import/forms/read-sheets.ts";

/** A sheet as rows of cells by their headings. */
type Row = Record<string, string>;

/** Changes the rows of the first sheet of an Excel file, as somebody does who fills it in. Columns that no row has are gone. */
export async function changedBook(bytes: Uint8Array, change: (rows: Row[]) => Row[]): Promise<Uint8Array> {
  const rows = change(rowsOf(bytes));
  const heads = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const data = [heads, ...rows.map((row) => heads.map((head) => row[head] ?? ""))];
  const cells = data.map((row) => row.map((value) => cell(value)));
  return new Uint8Array(await writeExcelFile(cells).toBuffer());
}

/** Returns the rows of the first sheet of an Excel file. */
export function rowsOf(bytes: Uint8Array): Row[] {
  const [heads = [], ...rows] = readSheets(bytes).sheets[0] ?? [];
  return rows.map((row) => Object.fromEntries(heads.map((head, at) => [head, row[at] ?? ""])));
}
