import type { Node } from "prosemirror-model";
import { draftMarkup } from "#core/text/draft-markup.ts";
import type { NamedSign } from "#core/text/draft-view.ts";
import { draftSchema } from "#core/text/schema.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import { draftOf } from "../../support/draft.ts";

/** Returns the markup of a draft, with some signs and names of buttons. */
function markupOf(draft: Node, signs: NamedSign[] = [], folds: [string, string][] = []): string {
  return [...draftMarkup(draft, { clauses: versionTextOf(draft).clauses, signs, folds: new Map(folds) })].join("");
}

/** Returns the markup of a clause. */
function clause(id: string, kind: string, depth: number, meaning: string, content: string): string {
  const [text = "", label] = content.split("|").reverse();
  const labelMarkup = label === undefined ? "" : `<span class="clause-label">${label}</span> `;
  const attributes = `class="clause clause-${kind} depth-${String(depth)}" data-clause="${id}" tabindex="-1"${meaning}`;
  return `<div id="${id}" ${attributes}>${labelMarkup}<div class="clause-text">${text}</div></div>`;
}
const cited = (citation: string): string => ` data-citation="${citation}"`;
const heading = (level: number, citation: string): string =>
  ` role="heading" aria-level="${String(level)}"${cited(citation)}`;
const named = (role: string, citation: string): string => ` role="${role}" aria-label="${citation}"`;
const section = (...clauses: string[]): string => `<div class="draft-section is-near">${clauses.join("")}</div>`;

test("marks titles, verbs and headings as headings by depth, and names all other clauses", () => {
  const draft = draftOf([
    ["title", null, "Opinion 5"],
    ["verb", null, "considering"],
    ["recital", "a)", "that it grows"],
    ["heading", "1", "Internet"],
    ["heading", "1.1", "Reach", 1],
    ["footnote", "1", "See there."],
  ]);
  const [title, verb, recital, first, second, note] = versionTextOf(draft).clauses.map(({ citation }) => citation);
  expect(markupOf(draft)).toBe(
    section(
      clause("c1", "title", 0, heading(1, title!), "Opinion 5"),
      clause("c2", "verb", 0, heading(2, verb!), "considering"),
      clause("c3", "recital", 0, named("group", recital!), "a)|that it grows"),
      clause("c4", "heading", 0, heading(2, first!), "1|Internet"),
      clause("c5", "heading", 1, heading(3, second!), "1.1|Reach"),
      clause("c6", "footnote", 0, named("note", note!), "1|See there."),
    ),
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
  const citations = new Map(versionTextOf(draft).clauses.map(({ id, citation }) => [id, citation]));
  const cellMarkup = (id: string): string => clause(id, "cell", 0, ` role="cell"${cited(citations.get(id)!)}`, id);
  const headerMarkup = (id: string): string =>
    clause(id, "cell", 0, ` role="columnheader"${cited(citations.get(id)!)}`, id);
  expect(markupOf(draft)).toBe(
    section(table(row(headerMarkup("a"), headerMarkup("b")), row(cellMarkup("c"))), table(row(cellMarkup("d")))),
  );
});

test("shows the signs of negotiation, and a button where the label names an option", () => {
  const draft = draftOf([["operative", "Option 1", "the [full] text"]]);
  const markup = markupOf(
    draft,
    [
      { clause: "c1", kind: "alternative", start: 0, end: 15, depth: 0, name: "Option" },
      { clause: "c1", kind: "bracket", start: 4, end: 10, depth: 1, name: "Not agreed" },
    ],
    [["c1", "Fold Option 1"]],
  );
  expect(markup).toContain(
    '<div class="clause-text">' +
      '<button type="button" class="fold-option bare-button screen-only" aria-expanded="true" aria-label="Fold Option 1"></button>' +
      'the <span class="sign sign-bracket" title="Not agreed">[full]</span> text</div>',
  );
});
