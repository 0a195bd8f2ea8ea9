import type { Node } from "prosemirror-model";

interface TablePlace {
  id: string;
  row: number;
  column: number;
  header: boolean;
}

/**
 * The clauses of a changed draft with the rows of its tables counted anew: a row that came moves those below it on, one
 * that went moves them up. Of new cells one that does not stand to the right of the cell before it begins a row.
 */
export function withRowsCounted(draft: Node, clauses: readonly Node[]): readonly Node[] {
  const rowsBefore = rowsIn(draft.children);
  const isKnown = (node: Node): boolean => rowsBefore.get(placeOf(node)?.id ?? "")?.known.has(idOf(node)) ?? false;
  const rowsLeft = rowsIn(clauses.filter(isKnown));
  const hasNew = clauses.some((node) => placeOf(node) !== null && !isKnown(node));
  if (!hasNew && [...rowsBefore].every(([id, { rows }]) => rowsLeft.get(id)?.rows.size === rows.size)) return clauses;
  const gone = new Map(
    [...rowsBefore].map(([id, { rows }]) => [id, [...rows].filter((row) => !rowsLeft.get(id)?.rows.has(row))]),
  );
  const counts = new Map<string, { added: number; last: number; column: number | null }>();
  return clauses.map((node) => {
    const place = placeOf(node);
    if (!place) return node;
    const before = rowsBefore.get(place.id);
    const count = counts.get(place.id) ?? { added: 0, last: 0, column: null };
    counts.set(place.id, count);
    let row: number;
    if (before?.known.has(idOf(node))) {
      const above = gone.get(place.id)?.filter((other) => other < place.row) ?? [];
      row = place.row + count.added - above.length;
      count.column = null;
    } else {
      const begins = count.column === null || place.column <= count.column;
      row = begins ? count.last + 1 : count.last;
      if (begins) count.added += 1;
      count.column = place.column;
    }
    count.last = row;
    return row === place.row
      ? node
      : node.type.create({ ...node.attrs, table: { ...place, row } }, node.content, node.marks);
  });
}

/** By table: the rows it has cells in, and those cells. */
function rowsIn(clauses: readonly Node[]): Map<string, { rows: Set<number>; known: Set<string> }> {
  const tables = new Map<string, { rows: Set<number>; known: Set<string> }>();
  for (const node of clauses) {
    const place = placeOf(node);
    if (!place) continue;
    const table = tables.get(place.id) ?? { rows: new Set(), known: new Set() };
    tables.set(place.id, table);
    table.rows.add(place.row);
    table.known.add(idOf(node));
  }
  return tables;
}

function placeOf(node: Node): TablePlace | null {
  return node.attrs["table"] as TablePlace | null;
}

function idOf(node: Node): string {
  return String(node.attrs["id"]);
}
