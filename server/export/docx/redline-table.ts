import type { IParagraphOptions, Table } from "docx";
import { paragraphOf, type ParagraphPart } from "./element.ts";
import { tableOf, type TableRowContent } from "./tables.ts";
import type { ChangeTracker } from "./tracking.ts";
import { sideOnly } from "./redline-clause.ts";
import type { SourceRow, SideClause } from "../shared/redline-source.ts";

interface CellPlace {
  id: string;
  row: number;
  column: number;
  header: boolean;
}

/** A cell of one or both drafts, at its position in the rendered table. */
interface PlacedCell {
  cell: SourceRow;
  row: string;
  column: number;
  header: boolean;
}

/** Writes a cell's paragraph. */
export type WriteCell = (cell: SourceRow) => { options: IParagraphOptions; parts: ParagraphPart[] };

/**
 * Renders cells of both drafts as one table.
 *
 * A row whose cells are in only one draft is a tracked row. In a row that both drafts have, the text of the cells is
 * tracked. Word cannot track columns, or cells that are split, merged or moved. A table with such changes is rendered
 * twice, with its base rows deleted and its revised rows inserted.
 */
export function redlineTable(
  cells: readonly SourceRow[],
  tracker: ChangeTracker,
  write: WriteCell,
  rightToLeft: boolean,
): Table {
  const placed = placedInBoth(cells) ?? [
    ...cells.filter(({ base }) => base).map((cell) => placedAlone(cell, "base")),
    ...cells.filter(({ revised }) => revised).map((cell) => placedAlone(cell, "revised")),
  ];
  const rows = new Map<string, PlacedCell[]>();
  for (const cell of placed) rows.set(cell.row, [...(rows.get(cell.row) ?? []), cell]);
  return tableOf(
    [...rows.values()].map((row) => rowContent(row, tracker, write)),
    rightToLeft,
  );
}

function rowContent(row: readonly PlacedCell[], tracker: ChangeTracker, write: WriteCell): TableRowContent {
  const inBase = row.some(({ cell }) => cell.base);
  const inRevised = row.some(({ cell }) => cell.revised);
  const columns = new Map<number, { cell: SourceRow; options: IParagraphOptions; parts: ParagraphPart[] }[]>();
  for (const { cell, column } of row) {
    const written = { cell, ...write(cell) };
    const before = columns.get(column) ?? [];
    const last = before[before.length - 1];
    // In a row that both drafts have, one draft's text at a position and its replacement form one paragraph, whose mark
    // stays. A split or merged clause comes in several pieces.
    if (last && ((inBase && inRevised) || sameClause(last.cell, cell))) last.parts.push(...written.parts);
    else columns.set(column, [...before, written]);
  }
  return {
    header: row.every(({ header }) => header),
    cells: new Map(
      [...columns].map(([column, list]) => [column, list.map(({ options, parts }) => paragraphOf(options, parts))]),
    ),
    ...(inBase && inRevised
      ? {}
      : { change: inBase ? { deletion: tracker.nextFacts() } : { insertion: tracker.nextFacts() } }),
  };
}

function sameClause(left: SourceRow, right: SourceRow): boolean {
  return left.base?.id === right.base?.id && left.revised?.id === right.revised?.id;
}

/**
 * Overlays the rows of both drafts. Returns undefined if they do not fit:
 *
 * - a cell changed its column, was split or merged;
 * - a row's cells went to several rows;
 * - two cells of one draft would share a position.
 */
function placedInBoth(cells: readonly SourceRow[]): PlacedCell[] | undefined {
  const revisedRowOf = new Map<string, string>();
  const baseRowOf = new Map<string, string>();
  for (const { base, revised, row } of cells) {
    const [from, to] = [base && placeOf(base), revised && placeOf(revised)];
    if (!from || !to) continue;
    const [baseRow, revisedRow] = [rowKey("base", from), rowKey("revised", to)];
    const known = revisedRowOf.get(baseRow) ?? revisedRow;
    const knownBase = baseRowOf.get(revisedRow) ?? baseRow;
    if (row.relation !== "1:1" || from.column !== to.column || known !== revisedRow || knownBase !== baseRow)
      return undefined;
    revisedRowOf.set(baseRow, revisedRow);
    baseRowOf.set(revisedRow, baseRow);
  }
  const occupied = new Set<string>();
  const placed: PlacedCell[] = [];
  for (const cell of cells) {
    const clause = cell.revised ?? cell.base;
    const place = clause && placeOf(clause);
    if (!place) return undefined;
    const key = rowKey(cell.revised ? "revised" : "base", place);
    const row = revisedRowOf.get(key) ?? key;
    for (const side of ["base", "revised"] as const) {
      const slot = `${side} ${row} ${String(place.column)}`;
      if (!cell[side]) continue;
      if (occupied.has(slot)) return undefined;
      occupied.add(slot);
    }
    placed.push({ cell, row, column: place.column, header: place.header });
  }
  return placed;
}

function placedAlone(cell: SourceRow, side: "base" | "revised"): PlacedCell {
  const sideRow = cell.base && cell.revised ? sideOnly(cell, side) : cell;
  const clause = sideRow[side];
  const place = (clause && placeOf(clause)) ?? { id: "", row: 1, column: 1, header: false };
  return { cell: sideRow, row: rowKey(side, place), column: place.column, header: place.header };
}

function placeOf(clause: SideClause): CellPlace | null {
  return clause.node.attrs["table"] as CellPlace | null;
}

function rowKey(side: "base" | "revised", { id, row }: CellPlace): string {
  return `${side} ${id} ${String(row)}`;
}
