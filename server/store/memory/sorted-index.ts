import { setImmediate as nextTurn } from "node:timers/promises";
import sorted, { type ISortedMap } from "sorted-btree";
import type { Identified } from "../collections.ts";
import { keysIn } from "../indexes.ts";
import { comparePositions, type Position } from "../ranges.ts";

type Positions = ISortedMap<Position, undefined>;

// The default export of a CommonJS package is the class for some loaders, and for Node an object that has it.
const BTree = ((sorted as { default?: unknown }).default ?? sorted) as new (
  entries: undefined,
  compare: typeof comparePositions,
) => Positions;

/** Number of rows to add before others get their turn, in a few ms. */
const addedAtOnce = 200;

/**
 * The positions of an index in order. They are sorted when somebody first asks, and then kept with the writes: most
 * indexes are never asked for in order, and sorting takes longer than the rest of a start.
 */
export class SortedIndex {
  readonly #rows: ReadonlyMap<string, Identified>;
  readonly #keysOf: (row: Identified) => readonly string[];
  readonly #tree: Positions = new BTree(undefined, comparePositions);
  #whole: Promise<void> | null = null;

  /** @param rows The rows of the collection by id, which change with the writes */
  constructor(rows: ReadonlyMap<string, Identified>, keysOf: (row: Identified) => readonly string[]) {
    this.#rows = rows;
    this.#keysOf = keysOf;
  }

  /** Sorts what is there. Others get their turn meanwhile. */
  whole(): Promise<void> {
    return (this.#whole ??= this.#sort());
  }

  async #sort(): Promise<void> {
    let added = 0;
    // A map yields what is added while it is read, and not what is removed before its turn.
    for (const row of this.#rows.values()) {
      this.add(row);
      added += 1;
      if (added % addedAtOnce === 0) await nextTurn();
    }
  }

  add(row: Identified): void {
    for (const key of keysIn(this.#keysOf, row)) this.#tree.set({ key, id: row.id }, undefined);
  }

  remove(row: Identified): void {
    for (const key of keysIn(this.#keysOf, row)) this.#tree.delete({ key, id: row.id });
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
