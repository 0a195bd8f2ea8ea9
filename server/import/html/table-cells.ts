import { attribute, isElement, type HtmlElement } from "./element.ts";

/** A cell with its position in the grid, counted from 1, or the table's caption. */
export interface PlacedCell {
  readonly cell: HtmlElement | null;
  readonly caption: HtmlElement | null;
  readonly row: number;
  readonly column: number;
  readonly header: boolean;
}

/** Maximum span. Browsers accept no larger one, and nobody reads a larger grid. */
const widestSpan = 1000;
/** Columns in which a cell pushes those of later rows to the right. Without a limit, spans over rows take quadratic time. */
const widestTable = 1000;

/**
 * Returns the cells of a table in row order with their grid positions. A cell that spans rows pushes later cells of
 * those rows to the right. A caption comes first, as in a browser.
 */
export function placeCells(table: HtmlElement): PlacedCell[] {
  const placed: PlacedCell[] = [];
  /** For each column, the last row occupied by a cell above. */
  const occupiedUntil: number[] = [];
  let row = 0;
  for (const { element, head } of rowsOf(table)) {
    if (element.tagName === "caption") {
      placed.push({ cell: null, caption: element, row: 0, column: 0, header: false });
      continue;
    }
    row += 1;
    let column = 0;
    for (const cell of element.childNodes) {
      if (!isElement(cell) || (cell.tagName !== "td" && cell.tagName !== "th")) continue;
      while ((occupiedUntil[column] ?? 0) >= row) column += 1;
      placed.push({ cell, caption: null, row, column: column + 1, header: head || cell.tagName === "th" });
      const last = row + span(cell, "rowspan") - 1;
      for (let at = span(cell, "colspan"); at > 0; at -= 1) {
        if (column < widestTable) occupiedUntil[column] = last;
        column += 1;
      }
    }
  }
  return placed;
}

function rowsOf(table: HtmlElement): { element: HtmlElement; head: boolean }[] {
  return table.childNodes.filter(isElement).flatMap((part) => {
    if (part.tagName === "caption" || part.tagName === "tr") return [{ element: part, head: false }];
    const rows = part.childNodes.filter((node): node is HtmlElement => isElement(node) && node.tagName === "tr");
    return rows.map((element) => ({ element, head: part.tagName === "thead" }));
  });
}

function span(cell: HtmlElement, name: "rowspan" | "colspan"): number {
  const value = Number.parseInt(attribute(cell, name) ?? "1", 10);
  return Number.isFinite(value) ? Math.min(Math.max(value, 1), widestSpan) : 1;
}
