import type { Node } from "prosemirror-model";
import { draftSchema } from "#core/text/schema.ts";
import { draftMarkup } from "../../../server/http/pages/ReadingPage.tsx";
import { draftOf } from "../../support/draft.ts";

/** Returns the markup of a clause on a page. */
function clauseMarkup(id: string, kind: string, depth: number, meaning: string, content: string): string {
  const [text = "", label] = content.split("|").reverse();
  const labelMarkup = label === undefined ? "" : `<span class="clause-label">${label}</span> `;
  const attributes = `class="clause clause-${kind} depth-${String(depth)}" data-clause="${id}"${meaning}`;
  return `<div id="${id}" ${attributes}>${labelMarkup}<div class="clause-text">${text}</div></div>`;
}
const heading = (level: number): string => ` role="heading" aria-level="${String(level)}"`;

test("marks titles, verbs and headings as headings by depth, and footnotes as notes", () => {
  const draft = draftOf([
    ["title", null, "Opinion 5"],
    ["verb", null, "considering"],
    ["recital", "a)", "that it grows"],
    ["heading", "1", "Internet"],
    ["heading", "1.1", "Reach", 1],
    ["footnote", "1", "See there."],
  ]);
  expect(draftMarkup(draft)).toBe(
    clauseMarkup("c1", "title", 0, heading(1), "Opinion 5") +
      clauseMarkup("c2", "verb", 0, heading(2), "considering") +
      clauseMarkup("c3", "recital", 0, "", "a)|that it grows") +
      clauseMarkup("c4", "heading", 0, heading(2), "1|Internet") +
      clauseMarkup("c5", "heading", 1, heading(3), "1.1|Reach") +
      clauseMarkup("c6", "footnote", 0, ' role="note"', "1|See there."),
  );
});

function cell(id: string, table: string, row: number, column: number, header = false): Node {
  return draftSchema.node("clause", { id, kind: "cell", table: { id: table, row, column, header } }, [
    draftSchema.text(id),
  ]);
}
const row = (...cells: string[]): string => `<div class="draft-row" role="row">${cells.join("")}</div>`;
const table = (...rows: string[]): string => `<div class="draft-table" role="table">${rows.join("")}</div>`;

test("groups cells into tables by row, and keeps adjacent tables apart", () => {
  const draft = draftSchema.node("doc", null, [
    cell("a", "t1", 1, 1, true),
    cell("b", "t1", 1, 2, true),
    cell("c", "t1", 2, 1),
    cell("d", "t2", 1, 1),
  ]);
  const cellMarkup = (id: string): string => clauseMarkup(id, "cell", 0, ' role="cell"', id);
  const headerMarkup = (id: string): string => clauseMarkup(id, "cell", 0, ' role="columnheader"', id);
  expect(draftMarkup(draft)).toBe(
    table(row(headerMarkup("a"), headerMarkup("b")), row(cellMarkup("c"))) + table(row(cellMarkup("d"))),
  );
});
