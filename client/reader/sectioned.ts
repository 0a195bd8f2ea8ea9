import { type DOMOutputSpec, type Node, Schema } from "prosemirror-model";
import { citationsOf } from "#core/text/citation.ts";
import { draftSchema } from "#core/text/schema.ts";

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

/** Headings as a screen reader's list of headings shows them; other clauses are named groups one can step through. */
const headingLevels: Readonly<Record<string, number>> = { title: 1, verb: 2, heading: 2 };

/**
 * The draft schema with sections and tables round its clauses. Both exist in the view alone: sections so that the
 * browser lays out only what is near the window, tables so that cells stand in rows. Stored drafts stay flat.
 */
const viewSchema = new Schema({
  topNode: "doc",
  nodes: draftSchema.spec.nodes
    .update("doc", { ...draftSchema.spec.nodes.get("doc"), content: "section*" })
    .update("clause", {
      ...draftSchema.spec.nodes.get("clause"),
      attrs: { ...draftSchema.spec.nodes.get("clause")?.attrs, citation: { default: "" } },
      toDOM: clauseElement,
    })
    .append({
      section: {
        content: "(clause | table)*",
        attrs: { height: {} },
        toDOM: (node): DOMOutputSpec => [
          "div",
          {
            class: "draft-section",
            style: `contain-intrinsic-block-size: auto ${String(Math.round(Number(node.attrs["height"])))}px`,
          },
          0,
        ],
      },
      table: { content: "row*", toDOM: (): DOMOutputSpec => ["div", { class: "draft-table", role: "table" }, 0] },
      row: { content: "clause*", toDOM: (): DOMOutputSpec => ["div", { class: "draft-row", role: "row" }, 0] },
    }),
  marks: draftSchema.spec.marks,
});

/**
 * A clause as the server's page draws it (the same classes, id and label), and what the reading room adds: a name for
 * screen readers and a place for the focus.
 */
function clauseElement(node: Node): DOMOutputSpec {
  const { id, kind, label, depth, language, direction, table, citation } = node.attrs as Record<string, unknown>;
  const level = headingLevels[String(kind)];
  const cell = table as { header: boolean } | null;
  const role = cell
    ? { role: cell.header ? "columnheader" : "cell" }
    : level === undefined
      ? { role: "group", "aria-label": String(citation) }
      : { role: "heading", "aria-level": String(kind === "heading" ? level + Number(depth) : level) };
  return [
    "div",
    {
      class: `clause clause-${String(kind)} depth-${String(depth)}`,
      id: String(id),
      "data-clause": String(id),
      lang: language as string | null,
      dir: direction as string | null,
      tabindex: "-1",
      ...role,
    },
    ...(typeof label === "string" ? [["span", { class: "clause-label", contenteditable: "false" }, label]] : []),
    ["div", { class: "clause-text" }, 0],
  ] as unknown as DOMOutputSpec;
}
