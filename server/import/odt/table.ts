import { childElements, integerOf, type XmlElement } from "../shared/xml.ts";

/** A visible cell with its position in the grid, counted from 1. */
export interface OdtCell {
  readonly cell: XmlElement;
  readonly row: number;
  readonly column: number;
  readonly header: boolean;
}

/**
 * Maximum repetition of rows or columns. No text table is larger; a spreadsheet repeats its empty cells to the end of
 * the sheet.
 */
const farthest = 10_000;

/**
 * Returns the cells of the shown rows of a table in row order. A cell covered by a merged one occupies a grid position
 * but is left out.
 */
export function placeOdtCells(table: XmlElement, isShown: (row: XmlElement) => boolean): OdtCell[] {
  let row = 0;
  return rowsOf(table, false).flatMap(({ element, header }) => {
    if (!isShown(element)) return [];
    const at = row + 1;
    row += repeated(element, "table:number-rows-repeated");
    let column = 0;
    return childElements(element).flatMap((cell): OdtCell[] => {
      if (cell.name !== "table:table-cell" && cell.name !== "table:covered-table-cell") return [];
      const place = { cell, row: at, column: column + 1, header };
      column += repeated(cell, "table:number-columns-repeated");
      return cell.name === "table:table-cell" ? [place] : [];
    });
  });
}

function repeated({ attributes }: XmlElement, name: string): number {
  return Math.min(Math.max(integerOf(attributes[name]) ?? 1, 1), farthest);
}

function rowsOf(parent: XmlElement, header: boolean): { element: XmlElement; header: boolean }[] {
  return childElements(parent).flatMap((part) => {
    if (part.name === "table:table-row") return [{ element: part, header }];
    if (part.name === "table:table-header-rows") return rowsOf(part, true);
    return part.name === "table:table-rows" || part.name === "table:table-row-group" ? rowsOf(part, header) : [];
  });
}
