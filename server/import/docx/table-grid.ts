import { child, childElements, integerOf, switchOf, valueOf, type XmlElement } from "../xml.ts";

/** A cell that is drawn, with its place in the grid counted from 1. */
export interface PlacedCell {
  readonly cell: XmlElement;
  readonly row: number;
  readonly column: number;
  readonly header: boolean;
}

/**
 * The cells of a Word table in row order. Cells merged across columns take as many columns; cells merged into the one
 * above are drawn as part of it and left out (Word keeps them, empty). Rows left before the first cell count.
 */
export function placeCells(table: XmlElement, isRowShown: (row: XmlElement) => boolean): PlacedCell[] {
  return rowsOf(table)
    .filter(isRowShown)
    .flatMap((row, at) => {
      const header = switchOf(child(row, "w:trPr"), "w:tblHeader") ?? false;
      return cellsInRow(row).map((cell) => ({ ...cell, row: at + 1, header }));
    });
}

/** The cells of one row that are drawn. */
export function cellsInRow(row: XmlElement): Pick<PlacedCell, "cell" | "column">[] {
  let column = (integerOf(valueOf(child(row, "w:trPr"), "w:gridBefore")) ?? 0) + 1;
  return cellsOf(row).flatMap((cell) => {
    const own = child(cell, "w:tcPr");
    const placed = { cell, column };
    column += Math.max(1, integerOf(valueOf(own, "w:gridSpan")) ?? 1);
    const merge = child(own, "w:vMerge");
    const isContinued = merge !== undefined && merge.attributes["w:val"] !== "restart";
    const intoLeft = child(own, "w:hMerge");
    const isJoinedLeft = intoLeft !== undefined && intoLeft.attributes["w:val"] !== "restart";
    return isContinued || isJoinedLeft ? [] : [placed];
  });
}

function rowsOf(parent: XmlElement): XmlElement[] {
  return childElements(parent).flatMap((part) => (part.name === "w:tr" ? [part] : isWrapper(part) ? rowsOf(part) : []));
}

function cellsOf(parent: XmlElement): XmlElement[] {
  return childElements(parent).flatMap((part) =>
    part.name === "w:tc" ? [part] : isWrapper(part) ? cellsOf(part) : [],
  );
}

function isWrapper({ name }: XmlElement): boolean {
  return (
    name === "w:sdt" || name === "w:sdtContent" || name === "w:customXml" || name === "w:ins" || name === "w:moveTo"
  );
}
