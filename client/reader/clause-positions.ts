import type { Node } from "prosemirror-model";
import { positionAt } from "#core/discuss/inline-content.ts";

/** A clause's location in the view's document. */
export interface ClausePosition {
  id: string;
  /** Position just before the clause. */
  before: number;
  node: Node;
}

/**
 * Maps clauses and offsets to ProseMirror positions, for what the editor draws. All other code uses clauses and offsets,
 * and `ClauseMap` finds them on the page. A version's text never changes, so the map is built once.
 */
export class ClausePositions {
  readonly order: readonly ClausePosition[];
  readonly #byId: ReadonlyMap<string, number>;
  readonly #doc: Node;

  constructor(doc: Node) {
    const order: ClausePosition[] = [];
    doc.descendants((node, before) => {
      if (node.type.name !== "clause") return true;
      order.push({ id: String(node.attrs["id"]), before, node });
      return false;
    });
    this.order = order;
    this.#byId = new Map(order.map(({ id }, index) => [id, index]));
    this.#doc = doc;
  }

  /** Returns the clause with this id. */
  get(id: string): ClausePosition | undefined {
    const index = this.#byId.get(id);
    return index === undefined ? undefined : this.order[index];
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
}
