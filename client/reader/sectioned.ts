import { type DOMOutputSpec, type Node, Schema } from "prosemirror-model";
import type { Clause, ClauseKind } from "#core/text/clause.ts";
import { headingLevel } from "#core/text/heading-level.ts";
import { draftSchema } from "#core/text/schema.ts";

/** A section ends before a verb or heading once it has this many clauses ... */
const clausesPerSection = 60;
/** ... and before any clause at this many. The layout of a larger section would slow down scrolling. */
const most = 200;

/** A clause's estimated size on the page: lines of about 66 characters, and the space below it, in pixels. */
const lineHeight = 29;
const charactersToALine = 66;
const spaceBetween = 14;

/**
 * Returns the draft as the reader shows it: clauses in sections, cells in rows. No clause is changed or omitted.
 *
 * @param cited the draft's clauses with their citations, in document order
 */
export function sectionedDoc(draft: Node, cited: readonly Pick<Clause, "citation">[]): Node {
  const clauses = draft.children.map((clause, index) => {
    const { citation = "" } = cited[index] ?? {};
    return viewSchema.node("clause", { ...clause.attrs, citation }, clause.children.map(inlineNode));
  });
  const sections: Node[][] = [];
  for (const clause of clauses) {
    const section = sections.at(-1);
    const opens = clause.attrs["kind"] === "verb" || clause.attrs["kind"] === "heading";
    if (!section || section.length >= most || (opens && section.length >= clausesPerSection)) sections.push([clause]);
    else section.push(clause);
  }
  return viewSchema.node(
    "doc",
    draft.attrs,
    sections.map((section) => viewSchema.node("section", { height: heightOf(section) }, withTables(section))),
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

/** Groups consecutive cells of a table into rows of one table. */
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
 * Renders a clause as the server's page does, with the same classes, id and label. Makes it focusable. A clause that is
 * no heading is a named group that a screen reader can step through.
 */
function clauseElement(node: Node): DOMOutputSpec {
  const { id, kind, label, depth, language, direction, table, citation } = node.attrs as Record<string, unknown>;
  const level = headingLevel(kind as ClauseKind, Number(depth));
  const cell = table as { header: boolean } | null;
  const role = cell
    ? { role: cell.header ? "columnheader" : "cell" }
    : level === null
      ? { role: "group", "aria-label": String(citation) }
      : { role: "heading", "aria-level": String(level) };
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

/**
 * Distance beyond the window at which a section still counts as near, in window heights. Large enough that scrolling
 * never overtakes it.
 */
const ahead = 1;

/** The element's children that are near the window, by index. */
export interface NearSections {
  isNear: (index: number) => boolean;
  /** Checks at once instead of in the next frame. Returns whether the set of near children changed. */
  look: () => boolean;
  stop: () => void;
}

/** Watches which of an element's children are near the window, and reports changes. */
export function nearSections(root: Element, onChange: (near: ReadonlySet<number>) => void): NearSections {
  let near: ReadonlySet<number> = new Set();
  const change = (next: ReadonlySet<number>): boolean => {
    if (next.size === near.size && [...next].every((index) => near.has(index))) return false;
    near = next;
    onChange(near);
    return true;
  };
  const children = [...root.children];
  const indexes = new Map(children.map((child, index) => [child, index]));
  const observer = new IntersectionObserver(
    (entries) => {
      const next = new Set(near);
      for (const { target, isIntersecting } of entries) {
        const index = indexes.get(target);
        if (index === undefined) continue;
        if (isIntersecting) next.add(index);
        else next.delete(index);
      }
      change(next);
    },
    { rootMargin: `${String(ahead * 100)}% 0px` },
  );
  for (const child of children) observer.observe(child);
  return {
    isNear: (index) => near.has(index),
    look: () => {
      const height = root.ownerDocument.documentElement.clientHeight;
      const next = new Set<number>();
      for (const [index, child] of children.entries()) {
        const { top, bottom } = child.getBoundingClientRect();
        if (bottom >= -ahead * height && top <= (1 + ahead) * height) next.add(index);
      }
      return change(next);
    },
    stop: () => observer.disconnect(),
  };
}
