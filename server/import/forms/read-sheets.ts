import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import readCells from "read-excel-file/universal";
import { childElements, parseXml, type XmlElement } from "../shared/xml.ts";
import { UnreadableFile } from "../shared/unreadable-file.ts";

/** A table row: the displayed text of its cells, trimmed; "" for an empty cell. */
export type TableRow = readonly string[];

/** Maximum number of parts. An Excel file has about 10 plus one per sheet, and a form has 2 sheets. */
const mostEntries = 1_000;
/** Maximum size of all parts, unpacked. 10 000 comments of one page each are about 50 MB. */
const largestTotal = 100 * 1024 * 1024;
/**
 * Maximum compression ratio, as for Word files. XML compresses 10 to 40 times, empty cells 150 times, a zip bomb 1 000
 * times.
 */
const highestRatio = 400;
/** Below this size, in bytes, a high ratio does no harm. */
const harmlessPart = 4 * 1024 * 1024;
/**
 * Maximum number of cells in the used area, including empty ones. A table is kept in memory as a whole. A file of a few
 * hundred bytes can claim a cell in row 1 000 000. A form of 20 000 comments has 400 000 cells.
 */
export const mostCells = 1_000_000;

/** Maximum number of cells that are left out because they cannot be read. A file with more is damaged. */
const mostBadCells = 20;

/** Stands in a file for a cell that could not be read. Unicode assigns this character to no text. */
const unreadable = "\u{FDD0}";

/** The sheets of an Excel file, and for each the numbers of the rows, from 1, with a cell that could not be read. */
export interface ReadSheets {
  sheets: TableRow[][];
  badRows: number[][];
}

/**
 * Reads the sheets of an Excel file, row by row. Formulas are read as their results, and dates as YYYY-MM-DD. A cell
 * that cannot be read is empty.
 *
 * @throws UnreadableFile not-this-format for another zip file, too-large, damaged
 */
export async function readSheets(bytes: Uint8Array): Promise<ReadSheets> {
  checkParts(bytes);
  let file = bytes;
  for (let left = mostBadCells; ; left -= 1) {
    const reading = await tryToRead(file);
    if ("sheets" in reading) {
      const { sheets } = reading;
      return {
        sheets: sheets.map((rows) => rows.map((cells) => cells.map((cell) => (cell === unreadable ? "" : cell)))),
        badRows: sheets.map((rows) => rows.flatMap((cells, at) => (cells.includes(unreadable) ? [at + 1] : []))),
      };
    }
    const mended = left > 0 ? await withoutBadCell(file, reading.fault) : null;
    if (!mended) throw new UnreadableFile("damaged", reading.fault);
    file = mended;
  }
}

async function tryToRead(bytes: Uint8Array): Promise<{ sheets: TableRow[][] } | { fault: string }> {
  try {
    // Passes a copy, because the library reads the whole underlying buffer, which the view may share with others.
    const sheets = await readCells(new Uint8Array(bytes).buffer, { trim: false });
    return { sheets: sheets.map(({ data }) => data.map((row) => row.map(shown))) };
  } catch (error) {
    return { fault: String(error) };
  }
}

/**
 * Marks the cell that the library could not read. It names the row and the column, but not the sheet: it is the first
 * whose file then has no such fault. Null if it is in none.
 */
async function withoutBadCell(bytes: Uint8Array, fault: string): Promise<Uint8Array | null> {
  const [, row = "", column = ""] = /<c\/> at row (\d+), col (\d+)/u.exec(fault) ?? [];
  if (row === "") return null;
  const place = `${columnName(Number(column))}${row}`;
  const cell = new RegExp(`<((\\w+:)?c)\\b(?=[^>]*\\sr="${place}")[^>]*?(?:/>|>[\\s\\S]*?</\\1>)`, "u");
  const parts = unzipSync(bytes);
  const all = { ...parts };
  for (const [name, part] of Object.entries(parts)) {
    if (!/worksheets\/[^/]+\.xml$/u.test(name)) continue;
    const xml = strFromU8(part);
    const marked = xml.replace(cell, (_whole, tag: string, prefix = "") => {
      const text = `<${prefix}is><${prefix}t>${unreadable}</${prefix}t></${prefix}is>`;
      return `<${tag} r="${place}" t="inlineStr">${text}</${tag}>`;
    });
    if (marked === xml) continue;
    all[name] = strToU8(marked);
    const mended = zipSync({ ...parts, [name]: strToU8(marked) }, { level: 0 });
    const reading = await tryToRead(mended);
    if ("sheets" in reading || reading.fault !== fault) return mended;
  }
  // Several sheets may have the same fault in the same place.
  const isChanged = Object.entries(all).some(([name, part]) => part !== parts[name]);
  return isChanged ? zipSync(all, { level: 0 }) : null;
}

/** The library's types wrongly give date cells the type of the Date constructor, hence the cast. */
function shown(cell: unknown): string {
  const value = cell as string | number | boolean | Date | null;
  if (value === null) return "";
  // A number too large for a date stays visible and is no reason to refuse the file.
  const isDate = value instanceof Date && !Number.isNaN(value.getTime());
  return (isDate ? value.toISOString().slice(0, 10) : String(value)).trim();
}

/**
 * Measures each sheet before reading, because the library has no limits of its own and fills every gap between cells.
 */
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

/** Counts the cells of a sheet's used area, at least one per row. */
function areaOf(sheet: XmlElement): number {
  const rows = childElements(sheet)
    .filter((element) => localName(element) === "sheetData")
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

/** Converts a column number to its name: 28 is "AB". */
function columnName(number: number): string {
  const letter = String.fromCharCode(65 + ((number - 1) % 26));
  return number > 26 ? columnName(Math.floor((number - 1) / 26)) + letter : letter;
}

/** Converts a column name to its number: "A" is 1, "AB" is 28. A name of more than 3 letters is beyond any limit. */
function columnNumber(letters: string): number {
  return Array.from(letters).reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0);
}
