import type { Block } from "#core/text/block.ts";
import { follows, isFirst, isParent, sameSeries, type Label } from "#core/text/numbering.ts";
import type { Entry } from "#core/text/segment-entry.ts";

/**
 * Keeps count of how deep list entries stand in each other. Entries of one list of the file are told by its levels;
 * typed ones by their sequence: a label that follows one still open is its sibling, a first label opens a level.
 */
export class Nesting {
  readonly #open: { label: Label | null; list: Block["list"] }[] = [];

  /** The level of the entry, from 0, with all deeper levels closed. */
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

  clear(): void {
    this.#open.length = 0;
  }

  #levelOf(entry: Entry): number {
    const { list } = entry.block;
    if (list) {
      const known = this.#open.findIndex((level) => level.list?.id === list.id && level.list.level >= list.level);
      if (known >= 0) return known;
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
    // A gap in the sequence ("a)", "c)") is a deleted neighbour; a first label is a list of its own.
    const sibling = this.#open.findLastIndex((level) => level.label !== null && sameSeries(level.label, label));
    return sibling >= 0 && !isFirst(label) ? sibling : this.#open.length;
  }
}
