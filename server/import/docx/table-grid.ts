import { wordsBelow } from "./words-below.ts";
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
      const properties = child(row, "w:trPr");
      const header = switchOf(properties, "w:tblHeader") ?? false;
      let column = (integerOf(valueOf(properties, "w:gridBefore")) ?? 0) + 1;
      return cellsOf(row).flatMap((cell): PlacedCell[] => {
        const own = child(cell, "w:tcPr");
        const placed = { cell, row: at + 1, column, header };
        column += Math.max(1, integerOf(valueOf(own, "w:gridSpan")) ?? 1);
        const merge = child(own, "w:vMerge");
        const isContinued = merge !== undefined && merge.attributes["w:val"] !== "restart";
        const intoLeft = child(own, "w:hMerge");
        const isJoinedLeft = intoLeft !== undefined && intoLeft.attributes["w:val"] !== "restart";
        return isContinued || isJoinedLeft ? [] : [placed];
      });
    });
}

/** The words in each cell of a row, its paragraphs with blanks between them; without what was taken out of it. */
export function wordsOfRow(row: XmlElement): string[] {
  return cellsOf(row).map((cell) => wordsBelow(cell).trimEnd());
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
