import type { Block } from "#core/text/block.ts";
import { follows, isFirst, isParent, sameSeries, type Label } from "#core/text/numbering.ts";
import type { Entry } from "#core/text/segment-entry.ts";

/**
 * Tracks the nesting of list entries. Entries of a list in the file use its levels. Typed entries use their sequence: a
 * label that follows a label still open is its sibling, and a first label opens a new level.
 */
export class Nesting {
  readonly #open: { label: Label | null; list: Block["list"] }[] = [];

  /** Returns the level of the entry, from 0, and closes all deeper levels. */
  place(entry: Entry): number {
    const level = this.#levelOf(entry);
    this.#open.length = level;
    this.#open.push({ label: entry.label, list: entry.block.list });
    return level;
  }

  /** Whether the label continues a list that is still open. */
  continues(label: Label): boolean {
    return this.#open.some((level) => level.label !== null && follows(level.label, label));
  }

  /** Whether a list of such labels is still open. */
  hasSeries(label: Label): boolean {
    return this.#open.some((level) => level.label !== null && sameSeries(level.label, label));
  }

  /** Whether an entry of the same list with a smaller level is still open. */
  isBelow(list: NonNullable<Block["list"]>): boolean {
    return this.#open.some((level) => level.list?.id === list.id && level.list.level < list.level);
  }

  /** Whether entries of the same list are open, and all have a greater level. */
  isAbove(list: NonNullable<Block["list"]>): boolean {
    const levels = this.#open.flatMap((level) => (level.list?.id === list.id ? [level.list.level] : []));
    return levels.length > 0 && levels.every((level) => level > list.level);
  }

  /** Closes all lists. */
  clear(): void {
    this.#open.length = 0;
  }

  #levelOf(entry: Entry): number {
    const { list } = entry.block;
    if (list) {
      const listLevel = this.#open.findIndex((level) => level.list?.id === list.id && level.list.level >= list.level);
      if (listLevel >= 0) return listLevel;
      if (this.#open.some((level) => level.list?.id === list.id)) return this.#open.length;
    }
    const { label } = entry;
    if (!label) {
      const bullets = this.#open.findIndex((level) => level.label === null);
      return bullets >= 0 ? bullets : this.#open.length;
    }
    const parent = this.#open.findLastIndex((level) => level.label !== null && isParent(level.label, label));
    if (parent >= 0) return parent + 1;
    const next = this.#open.findLastIndex((level) => level.label !== null && follows(level.label, label));
    if (next >= 0) return next;
    // A gap in the sequence ("a)", "c)") is a deleted neighbour; a first label starts its own list.
    const sibling = this.#open.findLastIndex((level) => level.label !== null && sameSeries(level.label, label));
    return sibling >= 0 && !isFirst(label) ? sibling : this.#open.length;
  }
}
