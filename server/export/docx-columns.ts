import { Table, TableCell, TableRow, TextRun, WidthType, type Paragraph } from "docx";
import { paragraphOf } from "./docx-element.ts";
import { readsRightToLeft } from "./words.ts";

/** A cell of a layout's table; one that runs over several rows says how many, and the rows after it leave it out. */
export interface ColumnCell {
  paragraphs: readonly Paragraph[];
  rows?: number;
}

/** Width of the text on a page turned on its side, in twips: A4 less both margins. */
export const wideText = 16838 - 2 * 1134;

/** A table under a row of heads that every page repeats. `shares` are the columns' parts of the width and sum to 1. */
export function columnsTable(
  heads: readonly string[],
  shares: readonly number[],
  rows: readonly (readonly ColumnCell[])[],
  rightToLeft: boolean,
): Table {
  const widths = shares.map((share) => Math.floor(wideText * share));
  const head = new TableRow({
    tableHeader: true,
    children: heads.map((text, index) => {
      const style = { style: "TableHead", bidirectional: readsRightToLeft(text) };
      return cell(widths[index] ?? 0, { paragraphs: [paragraphOf(style, [new TextRun({ text })])] });
    }),
  });
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    columnWidths: widths,
    visuallyRightToLeft: rightToLeft,
    margins: { left: 100, right: 100, top: 40, bottom: 40 },
    rows: [
      head,
      ...rows.map((cells) => {
        // What a cell of an earlier row covers is missing at the front, so columns are counted from the end.
        const first = heads.length - cells.length;
        return new TableRow({ children: cells.map((one, index) => cell(widths[first + index] ?? 0, one)) });
      }),
    ],
  });
}

function cell(width: number, { paragraphs, rows }: ColumnCell): TableCell {
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    ...(rows && rows > 1 ? { rowSpan: rows } : {}),
    children: paragraphs.length > 0 ? paragraphs : [paragraphOf({ style: "TableText" }, [])],
  });
}
