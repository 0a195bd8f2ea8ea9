import type { Node } from "prosemirror-model";
import { citationsOf } from "#core/text/citation.ts";
import { viewSchema } from "./view-schema.ts";

/** A section is cut at a verb or heading once it has this many clauses ... */
const wanted = 60;
/** ... and anywhere at this many: above it one section's layout begins to be felt while scrolling. */
const most = 200;

/** What a clause takes on the page, roughly: its lines of some 66 characters and the space under it, in pixels. */
const lineHeight = 29;
const charactersToALine = 66;
const spaceBetween = 14;

/** The draft as the reader shows it: its clauses in sections, its cells in rows. No clause is changed or left out. */
export function sectionedDoc(draft: Node): Node {
  const citations = citationsOf(draft);
  const clauses = draft.children.map((clause, index) =>
    viewSchema.node("clause", { ...clause.attrs, citation: citations[index] ?? "" }, clause.children.map(inlineNode)),
  );
  const sections: Node[][] = [];
  for (const clause of clauses) {
    const section = sections.at(-1);
    const opens = clause.attrs["kind"] === "verb" || clause.attrs["kind"] === "heading";
    if (!section || section.length >= most || (opens && section.length >= wanted)) sections.push([clause]);
    else section.push(clause);
  }
  return viewSchema.node(
    "doc",
    draft.attrs,
    sections.map((section) => viewSchema.node("section", { height: heightOf(section) }, withTables(section))),
  );
}

/** An inline node of the draft's schema as one of the view's. Most are plain text, and there may be a million words. */
function inlineNode(child: Node): Node {
  if (child.text !== undefined && child.marks.length === 0) return viewSchema.text(child.text);
  return viewSchema.nodeFromJSON(child.toJSON());
}

/** Runs of cells of one table as rows of one table. */
function withTables(clauses: readonly Node[]): Node[] {
  const result: Node[] = [];
  let rows: { table: string; row: number; cells: Node[] }[] = [];
  const finish = (): void => {
    if (rows.length === 0) return;
    const nodes = rows.map(({ cells }) => viewSchema.node("row", null, cells));
    result.push(viewSchema.node("table", null, nodes));
    rows = [];
  };
  for (const clause of clauses) {
    const cell = clause.attrs["table"] as { id: string; row: number } | null;
    const last = rows.at(-1);
    if (last && last.table !== cell?.id) finish();
    if (!cell) result.push(clause);
    else if (last?.table === cell.id && last.row === cell.row) last.cells.push(clause);
    else rows.push({ table: cell.id, row: cell.row, cells: [clause] });
  }
  finish();
  return result;
}

function heightOf(clauses: readonly Node[]): number {
  return clauses.reduce(
    (sum, { content }) => sum + Math.ceil((content.size + 1) / charactersToALine) * lineHeight + spaceBetween,
    0,
  );
}
