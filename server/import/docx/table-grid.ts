import { child, childElements, integerOf, switchOf, valueOf, type XmlElement } from "../shared/xml.ts";

/** A visible cell with its position in the grid, counted from 1. */
export interface PlacedCell {
  readonly cell: XmlElement;
  readonly row: number;
  readonly column: number;
  readonly header: boolean;
}

/**
 * Returns the cells of a Word table in row order. A cell merged across columns occupies all of them. A cell merged into
 * the one above is left out: Word keeps it, but empty. Grid columns skipped before a row's first cell count too.
 */
export function placeCells(table: XmlElement, isRowShown: (row: XmlElement) => boolean): PlacedCell[] {
  return rowsOf(table)
    .filter(isRowShown)
    .flatMap((row, at) => {
      const header = switchOf(child(row, "w:trPr"), "w:tblHeader") ?? false;
      return cellsInRow(row).map((cell) => ({ ...cell, row: at + 1, header }));
    });
}

/** Returns the visible cells of one row. */
export function cellsInRow(row: XmlElement): Pick<PlacedCell, "cell" | "column">[] {
  let column = (integerOf(valueOf(child(row, "w:trPr"), "w:gridBefore")) ?? 0) + 1;
  return cellsOf(row).flatMap((cell) => {
    const cellProperties = child(cell, "w:tcPr");
    const placed = { cell, column };
    column += Math.max(1, integerOf(valueOf(cellProperties, "w:gridSpan")) ?? 1);
    const merge = child(cellProperties, "w:vMerge");
    const isContinued = merge !== undefined && merge.attributes["w:val"] !== "restart";
    const intoLeft = child(cellProperties, "w:hMerge");
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

/** Comment range edges next to a cell. A range may start or end between rows or cells. */
export interface CommentEdges {
  /** Ranges that start at the cell. */
  readonly opens: XmlElement[];
  /** Ranges that end at the cell. */
  readonly closes: XmlElement[];
}

/**
 * Collects the comment range edges between a table's visible cells, by cell. `rest` lists the ranges that start after
 * the last cell. Ranges that start right before a hidden row are left to that row's own comments.
 */
export function commentEdges(
  table: XmlElement,
  visible: ReadonlySet<XmlElement>,
  hidden: ReadonlySet<XmlElement>,
): { edges: ReadonlyMap<XmlElement, CommentEdges>; rest: XmlElement[] } {
  const edges = new Map<XmlElement, CommentEdges>();
  let opened: XmlElement[] = [];
  let last: CommentEdges | undefined;
  const walk = (parent: XmlElement): void => {
    for (const part of childElements(parent)) {
      if (part.name === "w:commentRangeStart") opened.push(part);
      else if (part.name === "w:commentRangeEnd") last?.closes.push(part);
      else if (hidden.has(part)) opened = [];
      else if (part.name === "w:tr" || isWrapper(part)) walk(part);
      else if (visible.has(part)) {
        last = { opens: opened, closes: [] };
        edges.set(part, last);
        opened = [];
      }
    }
  };
  walk(table);
  return { edges, rest: opened };
}
