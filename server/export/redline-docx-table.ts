import type { IParagraphOptions, Table } from "docx";
import { paragraphOf, type ParagraphPart } from "./docx-element.ts";
import { tableOf, type TableRowContent } from "./docx-tables.ts";
import type { ChangeTracker } from "./docx-tracking.ts";
import type { DrawnRow, SideClause } from "./redline-source.ts";

interface CellPlace {
  id: string;
  row: number;
  column: number;
  header: boolean;
}

/** A row of the drawn table, gathered from the cells of either draft. */
interface GatheredRow {
  header: boolean;
  /** Whether any of its cells stands in the draft. */
  inBase: boolean;
  inRevised: boolean;
  cells: Map<number, { options: IParagraphOptions; parts: ParagraphPart[] }>;
}

/**
 * Cells of both drafts as one table. A row of cells that only one draft has is a tracked row. In a row that both have,
 * cells keep their place and their text is tracked: Word cannot track a column, so one that is put in or taken out is a
 * column of cells whose text is.
 */
export function redlineTable(
  cells: readonly DrawnRow[],
  tracker: ChangeTracker,
  write: (cell: DrawnRow) => { options: IParagraphOptions; parts: ParagraphPart[] },
  rightToLeft: boolean,
): Table {
  const sameRow = new Map<string, string>();
  for (const { base, revised } of cells) {
    if (base && revised && placeOf(revised)) sameRow.set(rowKey("base", base), rowKey("revised", revised));
  }
  const rows = new Map<string, GatheredRow>();
  for (const cell of cells) {
    const clause = cell.revised ?? cell.base;
    const place = clause && placeOf(clause);
    if (!clause || !place) continue;
    const own = rowKey(cell.revised ? "revised" : "base", clause);
    const key = sameRow.get(own) ?? own;
    const row = rows.get(key) ?? { header: true, inBase: false, inRevised: false, cells: new Map() };
    rows.set(key, row);
    row.header &&= place.header;
    row.inBase ||= cell.base !== null;
    row.inRevised ||= cell.revised !== null;
    const { options, parts } = write(cell);
    const before = row.cells.get(place.column);
    row.cells.set(place.column, { options, parts: [...(before?.parts ?? []), ...parts] });
  }
  return tableOf(
    [...rows.values()].map((row): TableRowContent => ({
      header: row.header,
      cells: new Map([...row.cells].map(([column, { options, parts }]) => [column, [paragraphOf(options, parts)]])),
      ...(row.inBase && row.inRevised
        ? {}
        : { change: row.inBase ? { deletion: tracker.facts() } : { insertion: tracker.facts() } }),
    })),
    rightToLeft,
  );
}

function placeOf(clause: SideClause): CellPlace | null {
  return clause.node.attrs["table"] as CellPlace | null;
}

function rowKey(side: "base" | "revised", clause: SideClause): string {
  const place = placeOf(clause);
  return `${side} ${place?.id ?? ""} ${String(place?.row ?? 0)}`;
}
