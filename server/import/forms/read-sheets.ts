import { unzipSync } from "fflate";
import readCells from "read-excel-file/universal";
import { childElements, parseXml, type XmlElement } from "../shared/xml.ts";
import { UnreadableFile } from "../shared/unreadable-file.ts";

/** A row of a table: what its cells show, without blanks at their ends; "" for an empty cell. */
export type TableRow = readonly string[];

/** An Excel file has about ten parts and one a sheet; a form has two sheets. */
const mostEntries = 1_000;
/** All parts unpacked. Ten thousand comments of a page each are about 50 MB. */
const largestTotal = 100 * 1024 * 1024;
/** As for Word files: XML packs 10 to 40 times, empty cells 150 times, a bomb a thousand times. */
const highestRatio = 400;
/** Below this size a high ratio does no harm. */
const harmlessPart = 4 * 1024 * 1024;
/**
 * Cells of the area from the first to the last that is used, empty ones included: a table is held whole, and a file of a
 * few hundred bytes can claim a cell at the far end of a million rows. A form of 20 000 comments has 400 000.
 */
export const mostCells = 1_000_000;

/**
 * The sheets of an Excel file, row by row. What a formula came to is read, never the formula; dates as YYYY-MM-DD.
 * @throws UnreadableFile not-this-format for another zip file, too-large, damaged
 */
export async function readSheets(bytes: Uint8Array): Promise<TableRow[][]> {
  checkParts(bytes);
  try {
    // A copy: the library takes the whole buffer that a view may share with others.
    const sheets = await readCells(new Uint8Array(bytes).buffer, { trim: false });
    return sheets.map(({ data }) => data.map((row) => row.map(shown)));
  } catch (error) {
    throw new UnreadableFile("damaged", String(error));
  }
}

/** The library's types say of a date that it is the class of dates. */
function shown(cell: unknown): string {
  const value = cell as string | number | boolean | Date | null;
  if (value === null) return "";
  return (value instanceof Date ? value.toISOString().slice(0, 10) : String(value)).trim();
}

/** The library has no limits of its own and fills every gap between cells, so each sheet is measured before it is read. */
function checkParts(bytes: Uint8Array): void {
  let entries = 0;
  let total = 0;
  let parts: Record<string, Uint8Array>;
  try {
    parts = unzipSync(bytes, {
      filter: ({ name, size, originalSize }) => {
        entries += 1;
        total += originalSize;
        const bomb = originalSize > harmlessPart && originalSize > size * highestRatio;
        if (entries > mostEntries || total > largestTotal || bomb) {
          throw new UnreadableFile("too-large", `${name} unpacks to ${String(originalSize)} bytes`);
        }
        return /\.xml$/u.test(name);
      },
    });
  } catch (error) {
    if (error instanceof UnreadableFile) throw error;
    throw new UnreadableFile("damaged", String(error));
  }
  if (!Object.hasOwn(parts, "xl/workbook.xml")) {
    throw new UnreadableFile("not-this-format", "a zip file that is no Excel file");
  }
  const cells = Object.entries(parts).reduce((count, [name, part]) => {
    const root = parseXml(part, name);
    return localName(root) === "worksheet" ? count + areaOf(root) : count;
  }, 0);
  if (cells > mostCells) throw new UnreadableFile("too-large", `${String(cells)} cells`);
}

/** Cells from the first row and column to the last, with at least one in every row. */
function areaOf(sheet: XmlElement): number {
  const rows = childElements(sheet)
    .filter((one) => localName(one) === "sheetData")
    .flatMap((data) => childElements(data));
  let [lastRow, lastColumn] = [0, 0];
  for (const row of rows) {
    lastRow = Math.max(lastRow + 1, Number(row.attributes["r"]) || 0);
    let column = 0;
    for (const cell of childElements(row)) {
      const [, letters = "", figures = ""] = /^([A-Z]*)(\d*)$/u.exec(cell.attributes["r"] ?? "") ?? [];
      column = letters === "" ? column + 1 : columnNumber(letters);
      lastColumn = Math.max(lastColumn, column);
      lastRow = Math.max(lastRow, Number(figures) || 0);
    }
  }
  return lastRow * Math.max(1, lastColumn);
}

function localName({ name }: XmlElement): string {
  return name.slice(name.indexOf(":") + 1);
}

/** "A" is 1, "AB" is 28; beyond three letters it is past any limit anyway. */
function columnNumber(letters: string): number {
  return Array.from(letters).reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0);
}
