import type { InsertedCell, RowChange } from "#core/receive/file-markup.ts";
import type { ReadingNotice } from "#core/text/notice.ts";
import type { Piece } from "#core/text/segments/block.ts";
import type { ChangesShown } from "../shared/markup-recorder.ts";
import type { Tally } from "../shared/notices.ts";
import { child, childElements, integerOf, switchOf, valueOf, type XmlElement } from "../shared/xml.ts";
import { fullText, type InsertedLine, joinedCells } from "./docx-text.ts";
import { commentsBelow, type TrackedMarkup } from "./tracked-markup.ts";

/** Callbacks at the edges of a cell's content. */
export interface CellEdges {
  open(): void;
  close(): void;
}

/** A table's context in its file, with callbacks for its content. */
export interface TableSurroundings {
  readonly changes: ChangesShown;
  readonly tracked: Tally;
  /** Recorder for changes and comments. Null if they are not wanted. */
  readonly markup: TrackedMarkup | null;
  /** Whether the table is inside a cell of another table. */
  readonly isNested: boolean;
  /** Adds pieces before the text that is read next. */
  readonly add: (pieces: readonly Piece[]) => void;
  /** Reads one cell and calls the edges around its content. */
  readonly cell: (cell: PlacedCell, edges: CellEdges) => void;
  /** Reads the text of an inserted cell, with its notes and comments. */
  readonly lineOf: (cell: XmlElement, insertion: XmlElement) => InsertedLine;
  readonly notice: (code: ReadingNotice, params?: Record<string, string | number>) => void;
}

/** Tracked changes of table cells, which are not supported. */
const cellChanges = ["w:cellIns", "w:cellDel", "w:cellMerge"];

/** Reads a table cell by cell, with the tracked changes of its rows. */
export function readTable(table: XmlElement, around: TableSurroundings): void {
  new TableReader(table, around).read();
}

class TableReader {
  readonly #table: XmlElement;
  readonly #around: TableSurroundings;
  /** Inserted rows that are not part of the text, each with the number of visible rows before it. */
  readonly #hidden: { before: number; row: XmlElement }[] = [];
  /** The tracked deletions of visible rows, by row number. */
  readonly #deleted = new Map<number, XmlElement>();

  constructor(table: XmlElement, around: TableSurroundings) {
    this.#table = table;
    this.#around = around;
  }

  read(): void {
    const { add, notice, markup, isNested } = this.#around;
    const cells = this.#visibleCells();
    const visible = new Set(cells.map(({ cell }) => cell));
    const { edges, rest } = commentEdges(this.#table, visible, new Set(this.#hidden.map(({ row }) => row)));
    let end: Piece | null = null;
    if (cells[0]) add(this.#hiddenRows(cells[0].row, "above"));
    for (const [at, placed] of cells.entries()) {
      const { cell, row } = placed;
      const deletion = cells[at - 1]?.row === row ? undefined : this.#deleted.get(row);
      const next = cells[at + 1]?.row;
      const open = (): void => {
        if (deletion && markup) {
          const ends = markup.deletedRow(deletion, isNested);
          add([ends.start]);
          ({ end } = ends);
        }
        const properties = child(cell, "w:tcPr");
        if (cellChanges.some((name) => child(properties, name))) notice("cell-changes-left-out");
        add(this.#comments(edges.get(cell)?.opens));
      };
      const close = (): void => {
        add(this.#comments(edges.get(cell)?.closes));
        if (next === row) return;
        if (end) add([end]);
        end = null;
        add(this.#hiddenRows(next ?? Infinity, "below"));
      };
      this.#around.cell(placed, { open, close });
    }
    add(this.#hiddenRows(Infinity, "new"));
    add(this.#comments(rest));
  }

  /** Returns the cells of the visible rows, and collects the hidden and the deleted rows. */
  #visibleCells(): PlacedCell[] {
    let shown = 0;
    return placeCells(this.#table, (row) => {
      const isShown = this.#isRowShown(row);
      const deletion = child(child(row, "w:trPr"), "w:del");
      if (isShown) shown += 1;
      else this.#hidden.push({ before: shown, row });
      if (isShown && deletion) this.#deleted.set(shown, deletion);
      return isShown;
    });
  }

  #isRowShown(row: XmlElement): boolean {
    const { tracked, changes } = this.#around;
    const properties = child(row, "w:trPr");
    const inserted = child(properties, "w:ins");
    const deleted = child(properties, "w:del");
    if (inserted) tracked.add("w:ins");
    if (deleted) tracked.add("w:del");
    return changes === "accept" ? deleted === undefined : inserted === undefined;
  }

  #comments(edges: readonly XmlElement[] = []): Piece[] {
    return edges.flatMap((edge) => this.#around.markup?.comment(edge) ?? []);
  }

  /** Returns the markers of the hidden rows before a visible row. Each hidden row is returned once. */
  #hiddenRows(before: number, place: RowChange): Piece[] {
    const rows = this.#hidden.splice(0, this.#hidden.filter((hidden) => hidden.before < before).length);
    return rows.flatMap(({ row }) => this.#insertedRow(row, place));
  }

  /** Returns the marker of an inserted row, which is not part of the text. */
  #insertedRow(row: XmlElement, place: RowChange): Piece[] {
    const { markup, notice, isNested, lineOf } = this.#around;
    const inserted = child(child(row, "w:trPr"), "w:ins");
    if (!inserted || !markup) return [];
    const deletion = child(child(row, "w:trPr"), "w:del");
    const isInner = deletion !== undefined && deletion.attributes["w:author"] !== inserted.attributes["w:author"];
    if (deletion && (isNested || !isInner)) {
      const author = deletion.attributes["w:author"] ?? "";
      const cellTexts = cellsInRow(row).map(({ cell }) => fullText(cell));
      if (isInner) {
        notice("insertion-taken-back", { author, words: cellTexts.filter(Boolean).join(" ") });
      }
      return commentsBelow(row).flatMap((edge) => markup.comment(edge));
    }
    const read = (): InsertedCell[] =>
      cellsInRow(row).map(({ cell, column }) => ({ column, ...lineOf(cell, inserted) }));
    if (!isNested) return [markup.insertedRow({ inserted, deleted: deletion }, place, read)];
    // Rows of a table inside a cell are lines of that cell.
    return [markup.insertion(inserted, () => joinedCells([{ text: "" }, ...read()], " "))];
  }
}

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
function placeCells(table: XmlElement, isRowShown: (row: XmlElement) => boolean): PlacedCell[] {
  return rowsOf(table)
    .filter(isRowShown)
    .flatMap((row, at) => {
      const header = switchOf(child(row, "w:trPr"), "w:tblHeader") ?? false;
      return cellsInRow(row).map((cell) => ({ ...cell, row: at + 1, header }));
    });
}

/** Returns the visible cells of one row. */
function cellsInRow(row: XmlElement): Pick<PlacedCell, "cell" | "column">[] {
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
function commentEdges(
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
