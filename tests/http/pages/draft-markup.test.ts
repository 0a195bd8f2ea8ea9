import type { Node } from "prosemirror-model";
import { draftSchema } from "#core/text/schema.ts";
import { draftMarkup } from "../../../server/http/pages/draft-markup.ts";
import { draftOf } from "../../support/draft.ts";

test("a title and headings are headings, deeper ones of a lower rank; footnotes are notes", () => {
  const markup = draftMarkup(
    draftOf([
      ["title", null, "Report"],
      ["heading", "1", "Internet"],
      ["heading", "1.1", "Reach", 1],
      ["paragraph", "1.1.1", "It grows.", 2],
      ["footnote", "1", "See there.", 0],
    ]),
  );
  expect(markup).toBe(
    '<div id="c1" class="clause clause-title depth-0" data-clause="c1" role="heading" aria-level="1">Report</div>' +
      '<div id="c2" class="clause clause-heading depth-0" data-clause="c2" role="heading" aria-level="2">' +
      '<span class="clause-label">1</span> Internet</div>' +
      '<div id="c3" class="clause clause-heading depth-1" data-clause="c3" role="heading" aria-level="3">' +
      '<span class="clause-label">1.1</span> Reach</div>' +
      '<div id="c4" class="clause clause-paragraph depth-2" data-clause="c4">' +
      '<span class="clause-label">1.1.1</span> It grows.</div>' +
      '<div id="c5" class="clause clause-footnote depth-0" data-clause="c5" role="note">' +
      '<span class="clause-label">1</span> See there.</div>',
  );
});

function cell(id: string, table: string, row: number, column: number, header = false): Node {
  return draftSchema.node("clause", { id, kind: "cell", table: { id: table, row, column, header } }, [
    draftSchema.text(id),
  ]);
}
const drawn = (id: string): string =>
  `<div id="${id}" class="clause clause-cell depth-0" data-clause="${id}">${id}</div>`;

test("cells are gathered into their tables, row by row; two tables in a row stay two", () => {
  const draft = draftSchema.node("doc", null, [
    cell("a", "t1", 1, 1, true),
    cell("b", "t1", 1, 2, true),
    cell("c", "t1", 2, 1),
    cell("d", "t2", 1, 1),
  ]);
  expect(draftMarkup(draft)).toBe(
    `<table data-table="t1"><tbody><tr><th>${drawn("a")}</th><th>${drawn("b")}</th></tr><tr><td>${drawn("c")}</td></tr></tbody></table>` +
      `<table data-table="t2"><tbody><tr><td>${drawn("d")}</td></tr></tbody></table>`,
  );
});
