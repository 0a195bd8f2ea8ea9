import { type DivisionLevel, divisionLevels } from "#core/text/labels/division.ts";
import { follows, isFirst, isParent, sameSeries, type Label } from "#core/text/labels/numbering.ts";
import type { Block } from "#core/text/segments/block.ts";
import type { Entry } from "#core/text/segments/segment-entry.ts";

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

/** A division, or an unnumbered heading, that the clauses after it belong to. */
interface Opener {
  /** Null for an unnumbered heading. */
  level: DivisionLevel | null;
  /** The level that the file gives its heading; null if it marks none. */
  heading: number | null;
  /** Whether it is a heading with a letter or a Roman number. */
  isLettered: boolean;
}

/** Tracks which divisions are open at a place of the text, and so the depth of what follows. */
export class OpenDivisions {
  readonly #open: Opener[] = [];

  /** Number of open divisions and headings. */
  get depth(): number {
    return this.#open.length;
  }

  get hasDivision(): boolean {
    return this.#open.some(({ level }) => level !== null);
  }

  get isInArticle(): boolean {
    return this.#open.some(({ level }) => level === "article");
  }

  /** Closes the article and everything in it. */
  leaveArticle(): void {
    const at = this.#open.findIndex(({ level }) => level === "article");
    if (at >= 0) this.#open.length = at;
  }

  /** Opens a heading with a letter or Roman number among articles: it is above them, below chapters and parts. */
  openLettered({ isNested }: { isNested: boolean }): number {
    const isBelowChapter = this.#open.some(
      ({ level, isLettered }) => !isLettered && (level === "chapter" || level === "part"),
    );
    return this.#enter({ level: isNested || isBelowChapter ? "section" : "chapter", heading: null, isLettered: true });
  }

  /** Depth of the number "1": below the open divisions and the headings in them. Outside divisions it is 0. */
  get depthOfNumbers(): number {
    return this.hasDivision ? this.depth : 0;
  }

  /** Closes the unnumbered headings that the file does not mark as above another heading. */
  closeHeadings(heading: number): void {
    while (this.#open.at(-1)?.level === null && (this.#open.at(-1)?.heading ?? 0) >= heading) this.#open.pop();
  }

  /** Opens a division, closes those of the same or a deeper level, and returns its depth. */
  openDivision(level: DivisionLevel, heading: number | null): number {
    return this.#enter({ level, heading, isLettered: false });
  }

  #enter(entered: Opener & { level: DivisionLevel }): number {
    return this.#replace(entered, (opener) =>
      opener.level === null ? !isAbove(opener.heading, entered.heading) : rankOf(opener.level) >= rankOf(entered.level),
    );
  }

  /**
   * Opens an unnumbered heading that the file marks, closes what the file marks as deeper, and returns its depth. A
   * division that the file does not mark as a heading stays open.
   */
  openHeading(heading: number): number {
    return this.#replace(
      { level: null, heading, isLettered: false },
      (opener) => opener.heading !== null && opener.heading >= heading,
    );
  }

  #replace(opener: Opener, closes: (opener: Opener) => boolean): number {
    const first = this.#open.findIndex(closes);
    if (first >= 0) this.#open.length = first;
    this.#open.push(opener);
    return this.#open.length - 1;
  }
}

/** Whether a heading of the file is marked as above another. An unmarked one never is. */
function isAbove(heading: number | null, other: number | null): boolean {
  return heading !== null && other !== null && heading < other;
}

function rankOf(level: DivisionLevel): number {
  return divisionLevels.indexOf(level);
}
