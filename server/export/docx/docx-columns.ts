import { Table, TableCell, TableRow, TextRun, VerticalMergeType, WidthType, type Paragraph } from "docx";
import { readsRightToLeft } from "#core/text/reads-right-to-left.ts";
import { paragraphOf } from "./docx-element.ts";
import type { TableInRows } from "./package.ts";

/** A cell of a layout's table; one that runs over several rows says how many, and the rows after it leave it out. */
export interface ColumnCell {
  paragraphs: readonly Paragraph[];
  rows?: number;
}

/** Width of the text on a page turned on its side, in twips: A4 less both margins. */
export const wideText = 16838 - 2 * 1134;

/** A row of a layout's table. */
export interface ColumnRow {
  cells: readonly ColumnCell[];
  /** Whether it is not to be parted by the end of a page. */
  whole: boolean;
}

/** A table under a row of heads that every page repeats. `shares` are the columns' parts of the width and sum to 1. */
export function columnsTable(
  heads: readonly string[],
  shares: readonly number[],
  rows: readonly ColumnRow[],
  rightToLeft: boolean,
): TableInRows {
  const widths = shares.map((share) => Math.floor(wideText * share));
  const head = new TableRow({
    tableHeader: true,
    children: heads.map((text, index) => {
      const style = { style: "TableHead", bidirectional: readsRightToLeft(text) };
      return cell(widths[index] ?? 0, { paragraphs: [paragraphOf(style, [new TextRun({ text })])] });
    }),
  });
  const shell = new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    columnWidths: widths,
    visuallyRightToLeft: rightToLeft,
    margins: { left: 100, right: 100, top: 40, bottom: 40 },
    rows: [head],
  });
  const written = rows.map(({ cells, whole }) => {
    // What a cell of an earlier row covers is missing at the front, so columns are counted from the end.
    const first = heads.length - cells.length;
    const covered = widths.slice(0, first).map((width) => cell(width, { paragraphs: [], covered: true }));
    const own = cells.map((one, index) => cell(widths[first + index] ?? 0, one));
    return new TableRow({ ...(whole ? { cantSplit: true } : {}), children: [...covered, ...own] });
  });
  return { shell, rows: written };
}

function cell(width: number, { paragraphs, rows, covered }: ColumnCell & { covered?: true }): TableCell {
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    ...(covered ? { verticalMerge: VerticalMergeType.CONTINUE } : {}),
    ...(rows && rows > 1 ? { verticalMerge: VerticalMergeType.RESTART } : {}),
    children: paragraphs.length > 0 ? paragraphs : [paragraphOf({ style: "TableText" }, [])],
  });
}
