import { Schema, type DOMOutputSpec, type Node } from "prosemirror-model";
import { draftSchema } from "#core/text/schema.ts";

/** Headings as a screen reader's list of headings shows them; other clauses are named groups one can step through. */
const headingLevels: Readonly<Record<string, number>> = { title: 1, verb: 2, heading: 2 };

/**
 * The draft schema with sections and tables round its clauses. Both exist in the view alone: sections so that the
 * browser lays out only what is near the window, tables so that cells stand in rows. Stored drafts stay flat.
 */
export const viewSchema = new Schema({
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
