import type { Node, ResolvedPos } from "prosemirror-model";
import type { EditorView } from "prosemirror-view";
import { positionAt } from "#core/discuss/inline-content.ts";
import type { ClausePoint } from "#core/discuss/target.ts";

/** A clause's location in the view's document. */
export interface ClausePosition {
  id: string;
  /** Position just before the clause. */
  before: number;
  node: Node;
  /** Index of its section. */
  section: number;
  /** Position within its section, from 0 to 1, counted in clauses. */
  share: number;
}

/** Whether a clause with the sign of an alternative has it as its label: "Option 1". */
export function isOptionLabel(position: ClausePosition | undefined): boolean {
  return /\p{L}{2}/u.test(String(position?.node.attrs["label"] ?? ""));
}

/**
 * Maps clauses and offsets to ProseMirror positions and back. All other code uses clauses and offsets. A version's text
 * never changes, so the map is built once.
 */
export class ClausePositions {
  readonly order: readonly ClausePosition[];
  /** Start and end position of each section. */
  readonly sections: readonly { from: number; to: number }[];
  readonly #byId: ReadonlyMap<string, number>;
  readonly #doc: Node;

  constructor(doc: Node) {
    const order: ClausePosition[] = [];
    const sections: { from: number; to: number }[] = [];
    doc.forEach((section, offset, index) => {
      sections.push({ from: offset, to: offset + section.nodeSize });
      const clauseStarts: { node: Node; before: number }[] = [];
      section.descendants((node, position) => {
        if (node.type.name !== "clause") return true;
        clauseStarts.push({ node, before: offset + 1 + position });
        return false;
      });
      for (const [at, { node, before }] of clauseStarts.entries()) {
        order.push({ id: String(node.attrs["id"]), before, node, section: index, share: at / clauseStarts.length });
      }
    });
    this.order = order;
    this.sections = sections;
    this.#byId = new Map(order.map(({ id }, index) => [id, index]));
    this.#doc = doc;
  }

  /** Returns the clause with this id. */
  get(id: string): ClausePosition | undefined {
    const index = this.#byId.get(id);
    return index === undefined ? undefined : this.order[index];
  }

  /** Returns the clause `steps` further on; undefined past either end. */
  beside(id: string, steps: number): ClausePosition | undefined {
    const index = this.#byId.get(id);
    return index === undefined ? undefined : this.order[index + steps];
  }

  /** Returns the position after a clause and its footnotes; for "", the position before the first clause. */
  after(id: string): number | undefined {
    if (id === "") return this.order[0]?.before;
    const index = this.#byId.get(id);
    if (index === undefined) return undefined;
    const next = this.order.findIndex(({ node }, at) => at > index && node.attrs["kind"] !== "footnote");
    const last = this.order[next < 0 ? this.order.length - 1 : next - 1];
    return last && last.before + last.node.nodeSize;
  }

  /** Returns the position after a cell's row; undefined if the clause is not a cell. */
  afterRow(id: string): number | undefined {
    const position = this.get(id);
    if (position?.node.attrs["kind"] !== "cell") return undefined;
    const $position = this.#doc.resolve(position.before);
    return $position.after($position.depth);
  }

  /**
   * Returns the position before the first row of the table that follows a clause ("" for the start of the document);
   * undefined if no table follows.
   */
  beforeTable(id: string): number | undefined {
    const index = id === "" ? -1 : (this.#byId.get(id) ?? this.order.length);
    const next = this.order.find(({ node }, at) => at > index && node.attrs["kind"] !== "footnote");
    if (next?.node.attrs["kind"] !== "cell") return undefined;
    const $position = this.#doc.resolve(next.before);
    return $position.before($position.depth);
  }

  /** Returns the position of an offset in a clause's text. An offset past the end gives the end of the clause. */
  position(id: string, offset: number, notes: "before" | "after"): number | undefined {
    const position = this.get(id);
    return position && position.before + 1 + positionAt(position.node, offset, notes);
  }

  /**
   * Returns the clause and offset of a position. A position between clauses belongs to the clause on the given side.
   */
  point(position: number, side: "before" | "after"): ClausePoint | undefined {
    const $position = this.#doc.resolve(position);
    const depth = clauseDepth($position);
    if (depth !== undefined) {
      const clause = $position.node(depth);
      const inside = position - $position.start(depth);
      return { clause: String(clause.attrs["id"]), offset: clause.textBetween(0, inside).length };
    }
    const containing =
      side === "after"
        ? this.order.find(({ before }) => before >= position)
        : this.order.findLast(({ before }) => before < position);
    return containing && { clause: containing.id, offset: side === "after" ? 0 : containing.node.textContent.length };
  }
}

function clauseDepth($position: ResolvedPos): number | undefined {
  for (let depth = $position.depth; depth > 0; depth -= 1) {
    if ($position.node(depth).type.name === "clause") return depth;
  }
  return undefined;
}

/** A selection in the text; it may span several clauses. */
export interface ReaderSelection {
  start: ClausePoint;
  end: ClausePoint;
  /** The end of the selection in the window, where a toolbar can appear. */
  box: DOMRect;
}

/**
 * Returns the selection in the text; null if nothing is selected or one end is outside the text. Spaces at the edges
 * are dropped, because on some systems a double click also selects the space after a word.
 */
export function readSelection(view: EditorView, positions: ClausePositions): ReaderSelection | null {
  const selection = view.dom.ownerDocument.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  if (!view.dom.contains(range.startContainer) || !view.dom.contains(range.endContainer)) return null;

  const start = positions.point(view.posAtDOM(range.startContainer, range.startOffset, 1), "after");
  const end = positions.point(view.posAtDOM(range.endContainer, range.endOffset, -1), "before");
  if (!start || !end) return null;
  const trimmedStart = skipBlanks(positions, start, 1);
  const trimmedEnd = skipBlanks(positions, end, -1);
  if (!inOrder(positions, trimmedStart, trimmedEnd)) return null;

  const boxes = range.getClientRects();
  return { start: trimmedStart, end: trimmedEnd, box: boxes[boxes.length - 1] ?? range.getBoundingClientRect() };
}

function skipBlanks(positions: ClausePositions, point: ClausePoint, direction: 1 | -1): ClausePoint {
  const text = positions.get(point.clause)?.node.textContent ?? "";
  let { offset } = point;
  const next = (): string => text.charAt(direction === 1 ? offset : offset - 1);
  while (next() !== "" && next().trim() === "") offset += direction;
  return { clause: point.clause, offset };
}

function inOrder(positions: ClausePositions, start: ClausePoint, end: ClausePoint): boolean {
  if (start.clause === end.clause) return start.offset < end.offset;
  return (positions.get(start.clause)?.before ?? 0) < (positions.get(end.clause)?.before ?? 0);
}
