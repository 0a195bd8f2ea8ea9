import { type DOMOutputSpec, type Node, Schema } from "prosemirror-model";
import type { Clause, ClauseKind } from "#core/text/clause.ts";
import { clauseRole, draftSections, tableBlocks } from "#core/text/draft-view.ts";
import { draftSchema } from "#core/text/schema.ts";

/**
 * Returns the draft as the reader shows it: clauses in sections, cells in rows. No clause is changed or omitted.
 *
 * @param cited the draft's clauses with their citations, in document order
 */
export function sectionedDoc(draft: Node, cited: readonly Pick<Clause, "citation">[]): Node {
  let index = 0;
  const clauseNode = (clause: Node): Node => {
    const { citation = "" } = cited[index] ?? {};
    index += 1;
    return viewSchema.node("clause", { ...clause.attrs, citation }, clause.children.map(inlineNode));
  };
  const block = (part: Node | Node[][]): Node =>
    Array.isArray(part)
      ? viewSchema.node(
          "table",
          null,
          part.map((cells) => viewSchema.node("row", null, cells.map(clauseNode))),
        )
      : clauseNode(part);
  const sections = Array.from(draftSections(draft), (section) => tableBlocks(section).map(block));
  return viewSchema.node(
    "doc",
    draft.attrs,
    sections.map((blocks) => viewSchema.node("section", null, blocks)),
  );
}

/**
 * Converts an inline node from the draft schema to the view schema. Plain text, the usual case, skips the JSON
 * conversion, because there may be a million words.
 */
function inlineNode(child: Node): Node {
  if (child.text !== undefined && child.marks.length === 0) return viewSchema.text(child.text);
  return viewSchema.nodeFromJSON(child.toJSON());
}

/**
 * The draft schema with sections and tables around its clauses. Both exist only in the view: sections let the browser
 * lay out only the part near the window, and tables arrange cells in rows. Stored drafts stay flat.
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
        toDOM: (): DOMOutputSpec => ["div", { class: "draft-section" }, 0],
      },
      table: { content: "row*", toDOM: (): DOMOutputSpec => ["div", { class: "draft-table", role: "table" }, 0] },
      row: { content: "clause*", toDOM: (): DOMOutputSpec => ["div", { class: "draft-row", role: "row" }, 0] },
    }),
  marks: draftSchema.spec.marks,
});

/** Renders a clause as `draftMarkup` does, with the same classes, id, label and role. Makes it focusable. */
function clauseElement(node: Node): DOMOutputSpec {
  const { id, kind, label, depth, language, direction, table, citation } = node.attrs as Record<string, unknown>;
  const facts = { kind: kind as ClauseKind, depth: Number(depth) };
  return [
    "div",
    {
      class: `clause clause-${String(kind)} depth-${String(depth)}`,
      id: String(id),
      "data-clause": String(id),
      lang: language as string | null,
      dir: direction as string | null,
      tabindex: "-1",
      ...clauseRole(facts, table as { header: boolean } | null, String(citation)),
    },
    ...(typeof label === "string" ? [["span", { class: "clause-label", contenteditable: "false" }, label], " "] : []),
    ["div", { class: "clause-text" }, 0],
  ] as unknown as DOMOutputSpec;
}
