import { Paragraph, Table, TableCell, TableRow, WidthType, type ITableRowPropertiesOptions } from "docx";
import type { CompiledClause } from "#core/compile/compilation.ts";
import { textWidth } from "./styles.ts";

/** A row of a table: the paragraphs of its cells by column, counted from 1. */
export interface TableRowContent {
  header: boolean;
  cells: ReadonlyMap<number, readonly Paragraph[]>;
  /** Whether the whole row is a tracked change. */
  change?: Pick<ITableRowPropertiesOptions, "insertion" | "deletion">;
}

/** Groups the cells of a table by row. */
export function tableLines(cells: readonly CompiledClause[]): CompiledClause[][] {
  const lines = new Map<number, CompiledClause[]>();
  for (const cell of cells) {
    if (cell.table) lines.set(cell.table.row, [...(lines.get(cell.table.row) ?? []), cell]);
  }
  return [...lines.values()];
}

/**
 * Builds the rows of a draft's table from its cells, each rendered by `paragraphFor`. A row is a header row if all its
 * cells are header cells.
 */
export function tableRowsOf(
  cells: readonly CompiledClause[],
  paragraphFor: (cell: CompiledClause) => Paragraph,
): TableRowContent[] {
  const rows = new Map<number, { header: boolean; cells: Map<number, Paragraph[]> }>();
  for (const cell of cells) {
    if (!cell.table) continue;
    const { row: number, column, header } = cell.table;
    const row = rows.get(number) ?? { header: true, cells: new Map<number, Paragraph[]>() };
    rows.set(number, row);
    row.header &&= header;
    row.cells.set(column, [...(row.cells.get(column) ?? []), paragraphFor(cell)]);
  }
  return [...rows.values()];
}

/**
 * Builds a table of these rows. A position without paragraphs becomes an empty cell. Header rows repeat on each page.
 */
export function tableOf(rows: readonly TableRowContent[], rightToLeft: boolean): Table {
  const columns = Math.max(1, ...rows.flatMap((row) => [...row.cells.keys()]));
  const width = Math.floor(textWidth / columns);
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    columnWidths: Array.from({ length: columns }, () => width),
    visuallyRightToLeft: rightToLeft,
    margins: { left: 100, right: 100 },
    rows: rows.map(
      (row) =>
        new TableRow({
          tableHeader: row.header,
          cantSplit: true,
          ...row.change,
          children: Array.from({ length: columns }, (_, index) => {
            const paragraphs = row.cells.get(index + 1) ?? [];
            const children = paragraphs.length > 0 ? paragraphs : [new Paragraph({ style: "TableText" })];
            return new TableCell({ width: { size: width, type: WidthType.DXA }, children });
          }),
        }),
    ),
  });
}
