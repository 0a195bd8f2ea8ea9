import { setImmediate as nextTurn } from "node:timers/promises";
import sorted, { type ISortedMap } from "sorted-btree";
import type { Identified } from "../collections.ts";
import { comparePositions, type Position } from "../ranges.ts";

type Positions = ISortedMap<Position, undefined>;

// The default export of a CommonJS package is the class for some loaders, and for Node an object that has it.
const BTree = ((sorted as { default?: unknown }).default ?? sorted) as new (
  entries: undefined,
  compare: typeof comparePositions,
) => Positions;

/** Number of positions to add before others get their turn, in about 2 ms. */
const addedAtOnce = 500;

/**
 * The positions of an index in order. They are sorted when somebody first asks, and then kept with the writes: most
 * indexes are never asked for in order, and sorting takes longer than the rest of a start.
 */
export class SortedIndex {
  readonly #rows: ReadonlyMap<string, ReadonlyMap<string, Identified>>;
  readonly #tree: Positions = new BTree(undefined, comparePositions);
  #whole: Promise<void> | null = null;

  /** @param rows The rows of the index by key and id, which change with the writes */
  constructor(rows: ReadonlyMap<string, ReadonlyMap<string, Identified>>) {
    this.#rows = rows;
  }

  /** Sorts what is there. Others get their turn meanwhile. */
  whole(): Promise<void> {
    return (this.#whole ??= this.#sort());
  }

  async #sort(): Promise<void> {
    let added = 0;
    // A map yields what is added while it is read, and not what is removed before its turn.
    for (const [key, rows] of this.#rows) {
      for (const id of rows.keys()) {
        this.#tree.set({ key, id }, undefined);
        added += 1;
        if (added % addedAtOnce === 0) await nextTurn();
      }
    }
  }

  add(key: string, id: string): void {
    if (this.#whole) this.#tree.set({ key, id }, undefined);
  }

  remove(key: string, id: string): void {
    if (this.#whole) this.#tree.delete({ key, id });
  }

  /** Yields the positions after one, in order, whose key begins with a prefix. */
  *within(prefix: string, after: Position | undefined): Generator<Position, void> {
    const first = { key: prefix, id: "" };
    const isLater = after !== undefined && comparePositions(after, first) > 0;
    for (const position of this.#tree.keys(isLater ? after : first)) {
      if (!position.key.startsWith(prefix)) return;
      if (!isLater || comparePositions(position, after) > 0) yield position;
    }
  }
}
