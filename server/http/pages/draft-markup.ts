import type { Node } from "prosemirror-model";
import { clauseMarkup, type Attributes } from "#core/text/html-markup.ts";

/** A cell's place in its table. */
interface Cell {
  id: string;
  row: number;
  column: number;
  header: boolean;
}

/**
 * A whole draft as HTML: its clauses one after another, as the schema draws them, with what a page needs beside: headings
 * that are headings to a screen reader, footnotes that are notes, and cells gathered into tables. The client's reader
 * draws the same elements and classes over it, so that nothing moves when it mounts.
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

/** What a clause is to a screen reader. The title is the page's first heading; a verb opens a block, as a heading does. */
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
