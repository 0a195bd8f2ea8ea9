import type { CompiledClause } from "#core/compile/compilation.ts";
import { fragmentOf } from "#core/discuss/inline-content.ts";
import type { InsertOperation } from "#core/discuss/proposal-operation.ts";
import { childOf, descendants, type Edit, elementsOf, type SourceElement } from "../../package/xml-source.ts";
import { inlineRunsOf } from "../../shared/inline-runs.ts";
import { escapeXml, xmlElement, xmlEnd } from "../../shared/xml.ts";
import { cellBeside, rowOfCell } from "../../tracked/clause-sources.ts";
import { attributeOf, type NewStyles } from "../odt-styles.ts";
import { isPlain, newText } from "./inserted-text.ts";
import { type OdtAuthor, type OdtContent, type OdtRegions, withoutIds } from "../odt-content.ts";
import type { OdtPlaces } from "./odt-places.ts";
import type { OdtTrackSetting } from "./odt-replacements.ts";

/** A cell of a new row. */
interface NewCell {
  readonly column: number;
  readonly content: InsertOperation["clause"]["content"];
}

/** A deleted cell with the comments on it. */
interface DeletedCell {
  readonly cell: SourceElement;
  readonly by: OdtAuthor;
  begun: string;
  ended: string;
}

/** The elements that a deleted row may contain. */
const kept = /^text:(?:p|h|span|a|s|tab|line-break|soft-page-break)$/u;

/** Writes deleted and new rows of tables. OpenDocument tracks their text, and LibreOffice also the rows. */
export class OdtRows {
  readonly #content: OdtContent;
  readonly #places: OdtPlaces;
  readonly #styles: NewStyles;
  readonly #regions: OdtRegions;
  readonly #clauses: readonly CompiledClause[];
  readonly #deleted = new Map<SourceElement, DeletedCell[]>();
  readonly #edits: Edit[] = [];

  constructor({ content, places, styles, regions }: OdtTrackSetting, clauses: readonly CompiledClause[]) {
    this.#content = content;
    this.#places = places;
    this.#styles = styles;
    this.#regions = regions;
    this.#clauses = clauses;
  }

  /** Whether a cell is in a row of plain text that shares no cell with another row. */
  canDelete(clause: string): boolean {
    const row = this.#rowOf(clause);
    if (!row) return false;
    return cellsIn(row).every((cell) => isSingle(cell) && [...descendants(cell)].every(({ name }) => kept.test(name)));
  }

  /** Tracks the row of a cell as deleted. */
  delete(clause: string, by: OdtAuthor): void {
    const row = this.#rowOf(clause);
    if (!row || this.#deleted.has(row)) return;
    this.#deleted.set(
      row,
      cellsIn(row).map((cell) => ({ cell, by, begun: "", ended: "" })),
    );
  }

  /** Whether a new cell has plain text, and a row beside it to copy. */
  canInsert({ after, clause, notes = [] }: InsertOperation): boolean {
    const row = this.#rowAfter(after)?.row;
    if (!row || notes.length > 0 || !inlineRunsOf(fragmentOf(clause.content)).every(isPlain)) return false;
    return cellsIn(row).every(isSingle) && (clause.column ?? 1) <= cellsIn(row).length;
  }

  /** Tracks a new row. */
  insert(after: string, cells: readonly NewCell[], by: OdtAuthor): void {
    const place = this.#rowAfter(after);
    if (!place) return;
    const { row, isBefore } = place;
    const at = isBefore ? row.start : row.end;
    const { xml } = this.#content.source;
    const written = cellsIn(row).map((cell, index) => {
      const own = cells.find(({ column }) => column === index + 1);
      const runs = own ? inlineRunsOf(fragmentOf(own.content)) : [];
      const text = runs.map((run) => newText(run, {}, this.#styles)).join("");
      const marks = text === "" ? { start: "", end: "" } : this.#regions.insertion(by);
      const model = childOf(cell, "text:p");
      const style = model && attributeOf(model, "style-name");
      const paragraph = xmlElement("text:p", { "text:style-name": style }, marks.start + text + marks.end);
      return `${openOf(xml, cell)}>${paragraph}${xmlEnd(cell.raw)}`;
    });
    this.#edits.push({ start: at, end: at, text: `${this.#rowTag(row)}>${written.join("")}${xmlEnd(row.raw)}` });
  }

  /** Takes an edit of a comment over if it is in a deleted row. Returns whether it is. */
  takeOver({ start, text }: Edit, isEnd: boolean): boolean {
    const around = [...this.#deleted.values()].flat().find(({ cell }) => cell.start < start && start < cell.end);
    if (around && isEnd) around.ended += text;
    else if (around) around.begun += text;
    return around !== undefined;
  }

  /** Returns the edits of all rows. */
  edits(): Edit[] {
    const { xml } = this.#content.source;
    const deleted = [...this.#deleted].flatMap(([row, cells]): Edit[] => [
      { start: row.start, end: row.openEnd, text: `${this.#rowTag(row)}>` },
      ...cells.flatMap(({ cell, by, begun, ended }): Edit[] => {
        const { openEnd: start, closeStart: end } = cell;
        const content = withoutIds(xml.slice(start, end));
        const isEmpty = elementsOf(cell).every((part) => elementsOf(part).length === 0 && part.children.length === 0);
        if (isEmpty && begun + ended === "") return [];
        const mark = isEmpty ? "" : this.#regions.deletion(by, content);
        const style = attributeOf(childOf(cell, "text:p"), "style-name");
        const rest = xmlElement("text:p", { "text:style-name": style }, begun + mark + ended);
        return [{ start, end, text: rest }];
      }),
    ]);
    return [...deleted, ...this.#edits];
  }

  /** Returns the start tag of a changed row without its closing bracket. */
  #rowTag(row: SourceElement): string {
    const style = this.#styles.trackedRow(attributeOf(row, "style-name"));
    const tag = openOf(this.#content.source.xml, row).replace(/\stable:style-name=(?:"[^"]*"|'[^']*')/u, "");
    return `${tag} table:style-name="${escapeXml(style)}"`;
  }

  #rowAfter(after: string): { row: SourceElement; isBefore: boolean } | undefined {
    const beside = cellBeside(this.#clauses, after);
    const row = beside && this.#rowOf(beside.cell.id);
    return row && { row, isBefore: beside.isBefore };
  }

  #rowOf(clause: string): SourceElement | undefined {
    const cell = this.#clauses.find(({ id }) => id === clause);
    if (!cell) return undefined;
    return rowOfCell(this.#clauses, cell, (id) => rowAround(this.#places.within(id, 0, Infinity)[0]?.element ?? null));
  }
}

/** Returns the row with an element. Undefined for one of a nested table, and for a row that is repeated. */
function rowAround(element: SourceElement | null): SourceElement | undefined {
  let row: SourceElement | undefined;
  for (let at = element; at; at = at.parent) {
    if (at.name !== "table:table-row") continue;
    if (row) return undefined;
    row = at;
  }
  return row && attributeOf(row, "number-rows-repeated") === undefined ? row : undefined;
}

function cellsIn(row: SourceElement): SourceElement[] {
  return elementsOf(row);
}

/** Whether a cell is one of its row alone. */
function isSingle(cell: SourceElement): boolean {
  const repeats = ["number-rows-spanned", "number-columns-spanned", "number-columns-repeated"];
  return cell.name === "table:table-cell" && repeats.every((name) => (attributeOf(cell, name) ?? "1") === "1");
}

/** Returns a start tag without ids, closing bracket and slash. */
function openOf(xml: string, { start, openEnd }: SourceElement): string {
  return withoutIds(xml.slice(start, openEnd)).replace(/\/?>$/u, "");
}
