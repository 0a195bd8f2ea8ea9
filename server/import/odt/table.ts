import { child, childElements, integerOf, type XmlElement } from "../shared/xml.ts";
import type { OdtChange } from "./changes.ts";

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

/**
 * Finds the rows that are inserted or deleted as a whole. LibreOffice says so in the style of the row, as an extension
 * of OpenDocument, and tracks all text of the row.
 */
export class TrackedRows {
  readonly #styles: ReadonlySet<string>;
  readonly #changes: ReadonlyMap<string, OdtChange>;

  /** `holders` are the elements with the styles. */
  constructor(holders: readonly XmlElement[], changes: ReadonlyMap<string, OdtChange>) {
    const tracked = holders
      .flatMap((holder) => childElements(holder, "style:style"))
      .filter((style) => child(style, "style:table-row-properties")?.attributes["loext:text-changes-only"] === "false");
    this.#styles = new Set(tracked.map(({ attributes }) => attributes["style:name"] ?? ""));
    this.#changes = changes;
  }

  /** Whether a row is not in the text if all tracked changes are accepted, or rejected. */
  isGone(row: XmlElement, changes: "accept" | "reject"): boolean {
    if (!this.#styles.has(row.attributes["table:style-name"] ?? "")) return false;
    const found = new Set<OdtChange["kind"]>();
    const open = new Set<string>();
    /** Whether the row has text inside insertions, and outside. */
    const has = { inserted: false, kept: false };
    const visit = (element: XmlElement): void => {
      for (const part of element.children) {
        if (typeof part === "string") {
          if (part.trim() !== "") has[open.size > 0 ? "inserted" : "kept"] = true;
          continue;
        }
        const id = part.attributes["text:change-id"] ?? "";
        const kind = this.#changes.get(id)?.kind;
        if (kind && part.name !== "text:change-end") found.add(kind);
        if (part.name === "text:change-start" && kind === "insertion") open.add(id);
        else if (part.name === "text:change-end") open.delete(id);
        else if (part.name !== "office:annotation") visit(part);
      }
    };
    visit(row);
    if (has.kept) return false;
    return changes === "accept"
      ? found.has("deletion") && !has.inserted
      : found.has("insertion") && !found.has("deletion");
  }
}
