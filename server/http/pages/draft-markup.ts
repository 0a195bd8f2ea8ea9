import type { Node } from "prosemirror-model";
import { clauseMarkup, type Attributes } from "#core/text/html-markup.ts";

/** A cell's position in its table. */
interface Cell {
  id: string;
  row: number;
  column: number;
  header: boolean;
}

/**
 * Renders a whole draft as HTML, with its clauses in order, as the schema renders them. Adds headings and footnotes for
 * screen readers, and groups cells into tables. The client's reader renders the same elements and classes, so nothing
 * shifts when it mounts.
 */
export function draftMarkup(draft: Node): string {
  const parts: string[] = [];
  let table: Pick<Cell, "id" | "row"> | null = null;
  const endTable = (): void => {
    if (table) parts.push("</div></div>");
    table = null;
  };
  draft.forEach((clause) => {
    const cell = clause.attrs["table"] as Cell | null;
    if (!cell) endTable();
    else if (table?.id !== cell.id) {
      endTable();
      parts.push('<div class="draft-table" role="table"><div class="draft-row" role="row">');
    } else if (table.row !== cell.row) parts.push('</div><div class="draft-row" role="row">');
    table = cell && { id: cell.id, row: cell.row };
    parts.push(clauseMarkup(clause, [], meaningOf(clause, cell)));
  });
  endTable();
  return parts.join("");
}

/**
 * Returns a clause's ARIA role. The title is the page's first heading. A verb opens a block, so it is a heading too.
 */
function meaningOf(clause: Node, cell: Cell | null): Attributes {
  if (cell) return { role: cell.header ? "columnheader" : "cell" };
  const heading = (level: number): Attributes => ({ role: "heading", "aria-level": String(Math.min(level, 6)) });
  switch (String(clause.attrs["kind"])) {
    case "title":
      return heading(1);
    case "verb":
      return heading(2);
    case "heading":
      return heading(2 + Number(clause.attrs["depth"]));
    case "footnote":
      return { role: "note" };
    default:
      return {};
  }
}
