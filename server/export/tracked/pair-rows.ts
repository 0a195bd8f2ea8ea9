import { bestPairs } from "./alignment.ts";
import { comparesTexts, likeness, type Partners } from "./partners.ts";
import { type Row, rowText, type Story, type Table } from "./story.ts";

/**
 * Pairs the rows of two tables in order, as indexes. Rows correspond by equal text, then by words that the comparison
 * kept, then by similar text, and last by their shape alone.
 */
function pairRows(base: readonly Row[], revised: readonly Row[], partners: Partners): [number, number][] {
  const [own, other] = [base.map(described), revised.map(described)];
  const isSame = (first: number, second: number): boolean =>
    own[first]?.text === other[second]?.text && own[first]?.columns === other[second]?.columns;
  const pairs: [number, number][] = [];
  let start = 0;
  while (start < Math.min(own.length, other.length) && isSame(start, start)) {
    pairs.push([start, start]);
    start += 1;
  }
  let tail = 0;
  const most = Math.min(own.length, other.length) - start;
  while (tail < most && isSame(own.length - 1 - tail, other.length - 1 - tail)) tail += 1;
  const [rest, otherRest] = [own.length - start - tail, other.length - start - tail];
  const comparesText = comparesTexts(rest, otherRest);
  const inner = bestPairs([rest, otherRest], (first, second) => {
    const [row, revisedRow] = [own[start + first], other[start + second]];
    if (!row || row.columns !== revisedRow?.columns) return 0;
    if (row.text === revisedRow.text) return 3;
    const common = partners.common(row.row, revisedRow.row);
    if (common > 0) return 1 + common / (row.text.length + revisedRow.text.length);
    return Math.max(comparesText ? likeness(row.text, revisedRow.text) : 0, 0.2);
  });
  for (const [first, second] of inner) pairs.push([start + first, start + second]);
  for (let at = tail; at > 0; at -= 1) pairs.push([own.length - at, other.length - at]);
  return pairs;
}

/** Writes the changes of a table. */
export interface RowWriter {
  inserted(row: Row): void;
  /** Writes deleted rows of the base at an offset of the revised part. */
  deleted(rows: readonly Row[], at: number): void;
  /** Writes the changes between the stories of two cells. */
  cell(base: Story, revised: Story): void;
}

/** Compares two tables row by row. Deleted rows come directly after the row that precedes them in the base. */
export function compareRows(base: Table, revised: Table, partners: Partners, writer: RowWriter): void {
  const partner = new Map(pairRows(base.rows, revised.rows, partners).map(([first, second]) => [second, first]));
  let next = 0;
  let at = revised.rows[0]?.element.start;
  const deleteRows = (before: number): void => {
    const rows = base.rows.slice(next, before);
    next = Math.max(next, before);
    if (at !== undefined && rows.length > 0) writer.deleted(rows, at);
  };
  for (const [index, row] of revised.rows.entries()) {
    const first = partner.get(index);
    const other = first === undefined ? undefined : base.rows[first];
    if (first === undefined || !other) {
      writer.inserted(row);
      continue;
    }
    deleteRows(first);
    next = first + 1;
    at = row.element.end;
    for (const [column, cell] of row.cells.entries()) {
      const before = other.cells[column];
      if (before) writer.cell(before.story, cell.story);
    }
  }
  deleteRows(base.rows.length);
}

function described(row: Row): { row: Row; text: string; columns: number } {
  return { row, text: rowText(row), columns: row.cells.length };
}
