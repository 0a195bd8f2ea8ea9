import { unzipSync } from "fflate";
import { childElements, parseXml, textBelow, type XmlElement } from "../shared/xml.ts";
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
 * Maximum number of cells in the area with content, including empty ones. A table is kept in memory as a whole. A file
 * of a few hundred bytes can claim a cell in row 1 000 000. A form of 20 000 comments has 400 000 cells.
 */
export const mostCells = 1_000_000;

/** Maximum length of the name of a sheet, in characters. Excel permits 31. */
const longestName = 100;

/** Maximum number of cells that are left out because they cannot be read. A file with more is damaged. */
const mostBadCells = 20;

/**
 * The sheets of an Excel file, and for each its name and the numbers of the rows, from 1, with a cell that could not be
 * read.
 */
export interface ReadSheets {
  sheets: TableRow[][];
  names: string[];
  badRows: number[][];
}

/**
 * Reads the sheets of an Excel file, row by row, hidden rows too. A cell that cannot be read is empty.
 *
 * - Formulas are read as their results, and numbers with the decimals that the cell shows.
 * - Dates are YYYY-MM-DD. Those that show no year are two numbers with a dot, in the order of the cell.
 * - Struck text is left out unless all of the cell is struck.
 * - Cells merged with the one above have its content.
 *
 * @throws UnreadableFile not-this-format for another zip file, too-large, damaged
 */
export function readSheets(bytes: Uint8Array): ReadSheets {
  const parts = unpacked(bytes);
  const part = (name: string): XmlElement | undefined => {
    const found = Object.entries(parts).find(([path]) => path.toLowerCase() === name.toLowerCase());
    return found && parseXml(found[1], name);
  };
  const workbook = part("xl/workbook.xml");
  if (!workbook) throw new UnreadableFile("not-this-format", "a zip file that is no Excel file");
  const targets = new Map(
    childElements(part("xl/_rels/workbook.xml.rels")).map(({ attributes }) => [
      attributes["Id"],
      (attributes["Target"] ?? "").replace(/^\/?(?:xl\/)?/u, "xl/"),
    ]),
  );
  const from = (name: string): XmlElement | undefined =>
    part([...targets.values()].find((target) => target.endsWith(`/${name}.xml`)) ?? `xl/${name}.xml`);
  const book: Workbook = {
    strings: below(from("sharedStrings"), "si").map(richText),
    formats: formatsOf(from("styles")),
    is1904: ["1", "true"].includes(below(workbook, "workbookPr")[0]?.attributes["date1904"] ?? ""),
  };
  const named = below(below(workbook, "sheets")[0], "sheet").map(({ attributes }) => ({
    part: targets.get(attributes["r:id"]),
    name: Array.from(attributes["name"] ?? "")
      .slice(0, longestName)
      .join(""),
  }));
  let cells = 0;
  let bad = 0;
  const read = named.flatMap(({ part: path, name }) => {
    const root = path === undefined ? undefined : part(path);
    if (!root || localName(root) !== "worksheet") return [];
    const sheet = readSheet(root, book);
    cells += sheet.area;
    bad += sheet.badRows.length;
    if (cells > mostCells) throw new UnreadableFile("too-large", `${String(cells)} cells`);
    if (bad > mostBadCells) throw new UnreadableFile("damaged", `${String(bad)} cells cannot be read`);
    return [{ rows: sheet.rows(), badRows: sheet.badRows, name }];
  });
  return {
    sheets: read.map(({ rows }) => rows),
    names: read.map(({ name }) => name),
    badRows: read.map(({ badRows }) => badRows),
  };
}

/** Unpacks the parts in XML. Measures them before, because the library has no limits of its own. */
function unpacked(bytes: Uint8Array): Record<string, Uint8Array> {
  let entries = 0;
  let total = 0;
  try {
    return unzipSync(bytes, {
      filter: ({ name, size, originalSize }) => {
        entries += 1;
        total += originalSize;
        const bomb = originalSize > harmlessPart && originalSize > size * highestRatio;
        if (entries > mostEntries || total > largestTotal || bomb) {
          throw new UnreadableFile("too-large", `${name} unpacks to ${String(originalSize)} bytes`);
        }
        return /\.(?:xml|rels)$/iu.test(name);
      },
    });
  } catch (error) {
    if (error instanceof UnreadableFile) throw error;
    throw new UnreadableFile("damaged", String(error));
  }
}

/** The parts of a workbook to which cells refer. */
interface Workbook {
  strings: string[];
  /** How a cell style shows a number. */
  formats: NumberFormat[];
  /** Whether dates are counted from 1904. */
  is1904: boolean;
}

/** "plain", a date, a date without its year, or a fixed number of decimals. */
type NumberFormat = "plain" | "date" | "day-month" | "month-day" | number;

interface Sheet {
  /** Number of cells up to the last row and column with content, at least one per row. */
  area: number;
  badRows: number[];
  rows: () => TableRow[];
}

function readSheet(root: XmlElement, book: Workbook): Sheet {
  const filled = new Map<number, Map<number, string>>();
  const badRows: number[] = [];
  let [row, last, width] = [0, 0, 1];
  const put = (column: number, text: string): void => {
    const cells = filled.get(row) ?? new Map<number, string>();
    filled.set(row, cells.set(column, text));
    last = Math.max(last, row);
    width = Math.max(width, column);
  };
  for (const element of below(below(root, "sheetData")[0], "row")) {
    row = Number(element.attributes["r"]) || row + 1;
    let column = 0;
    for (const cell of below(element, "c")) {
      const [, letters = "", figures = ""] = /^([A-Z]*)(\d*)$/u.exec(cell.attributes["r"] ?? "") ?? [];
      column = letters === "" ? column + 1 : columnNumber(letters);
      row = Number(figures) || row;
      const text = cellText(cell, book);
      if (text === null) badRows.push(row);
      else if (text !== "") put(column, text);
    }
  }
  let merged = 0;
  for (const { attributes } of below(below(root, "mergeCells")[0], "mergeCell")) {
    const [, letters = "", first, bottom] = /^([A-Z]+)(\d+):[A-Z]+(\d+)$/u.exec(attributes["ref"] ?? "") ?? [];
    const column = columnNumber(letters);
    const text = filled.get(Number(first))?.get(column);
    const end = Math.min(Number(bottom), last);
    merged += Math.max(1, end - Number(first));
    if (merged > mostCells) throw new UnreadableFile("too-large", `${String(merged)} merged cells`);
    if (text === undefined) continue;
    for (row = Number(first) + 1; row <= end; row += 1) if (filled.has(row)) put(column, text);
  }
  const rows = (): TableRow[] =>
    Array.from({ length: last }, (_, index) => {
      const cells = filled.get(index + 1);
      return Array.from({ length: cells ? width : 0 }, (_cell, at) => cells?.get(at + 1) ?? "");
    });
  return { area: last * width, badRows, rows };
}

/** Returns the displayed text of a cell; null if it cannot be read. */
function cellText(cell: XmlElement, { strings, formats, is1904 }: Workbook): string | null {
  const type = cell.attributes["t"] ?? "n";
  if (type === "inlineStr") return richText(below(cell, "is")[0]);
  const [stored] = below(cell, "v");
  if (!stored || type === "e") return "";
  const value = textBelow(stored);
  if (type === "s") return strings[Number(value)] ?? null;
  if (type === "b") return ({ 0: "false", 1: "true" } as Record<string, string>)[value.trim()] ?? null;
  if (type === "d") return value.trim().slice(0, 10);
  if (type !== "n") return unescaped(value).trim();
  if (value.trim() === "" || Number.isNaN(Number(value))) return value.trim() === "" ? "" : null;
  const format = formats[Number(cell.attributes["s"] ?? 0)] ?? "plain";
  if (typeof format === "number") return Number(value).toFixed(format);
  const date = format === "plain" ? null : dateOf(Number(value), is1904);
  if (date === null) return String(Number(value));
  const [month = 0, day = 0] = date.slice(5).split("-").map(Number);
  if (format === "date") return date;
  return (format === "day-month" ? [day, month] : [month, day]).join(".");
}

/** Converts a spreadsheet's number of days to a date. Null if the number is not a valid date. */
function dateOf(days: number, is1904: boolean): string | null {
  // Day 60 of 1900 is a 29 February that there never was.
  const since1970 = days - (is1904 ? 24_107 : 25_569) + (!is1904 && days < 60 ? 1 : 0);
  const date = new Date(Math.round(since1970 * 86_400_000));
  return Number.isNaN(date.getTime()) ? null : date.toISOString().slice(0, 10);
}

/** The formats with these numbers are dates in every workbook. */
const isDateFormat = (id: number): boolean =>
  (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);

function formatsOf(styles: XmlElement | undefined): NumberFormat[] {
  const codes = new Map(
    below(below(styles, "numFmts")[0], "numFmt").map(({ attributes }) => [
      Number(attributes["numFmtId"]),
      attributes["formatCode"] ?? "",
    ]),
  );
  return below(below(styles, "cellXfs")[0], "xf").map(({ attributes }): NumberFormat => {
    const id = Number(attributes["numFmtId"] ?? 0);
    const own = codes.get(id)?.replace(/"[^"]*"|\\.|\[[^[\]]*\]|_.|\*./gu, "");
    const decimals = /^0\.(0{1,10})(?:;|$)/u.exec(own ?? (id === 2 ? "0.00" : ""))?.[1];
    if (decimals !== undefined) return decimals.length;
    if (own === undefined) return id === 16 ? "day-month" : isDateFormat(id) ? "date" : "plain";
    if (!/[dy]/iu.test(own)) return "plain";
    if (/y/iu.test(own)) return "date";
    return own.search(/d/iu) < own.search(/m/iu) ? "day-month" : "month-day";
  });
}

/** Returns a text without its struck runs, and without the readings that Japanese files give beside words. */
function richText(element: XmlElement | undefined): string {
  const runs = below(element, "r").map((run) => {
    const [strike] = below(below(run, "rPr")[0], "strike");
    return {
      text: plainText(run),
      isStruck: strike !== undefined && !/^(?:0|false)$/u.test(strike.attributes["val"] ?? ""),
    };
  });
  const left = runs.filter(({ isStruck }) => !isStruck);
  const shown = left.some(({ text }) => text.trim() !== "") ? left : runs;
  return unescaped(element ? plainText(element) + shown.map(({ text }) => text).join("") : "").trim();
}

function plainText(element: XmlElement): string {
  return below(element, "t").map(textBelow).join("");
}

/** Resolves the escapes of characters that XML cannot have, such as `_x000D_` for a carriage return. */
function unescaped(text: string): string {
  return text.replace(/_x([0-9A-Fa-f]{4})_/gu, (_whole, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}

function below(element: XmlElement | undefined, name: string): XmlElement[] {
  return childElements(element).filter((one) => localName(one) === name);
}

function localName({ name }: XmlElement): string {
  return name.slice(name.indexOf(":") + 1);
}

/** Converts a column name to its number: "A" is 1, "AB" is 28. A name of more than 3 letters is beyond any limit. */
function columnNumber(letters: string): number {
  return Array.from(letters).reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0);
}
