import { Nesting } from "#core/text/segments/nesting.ts";
import { follows, isLater, type Label, sameSeries } from "#core/text/labels/numbering.ts";
import type { Entry } from "#core/text/segments/segment-entry.ts";

/** The numbers, lists and headings that the next entry may continue. */
export class OpenNumbers {
  readonly nesting = new Nesting();
  /** Depth of the last heading; that of a paragraph below it is one more. */
  headingDepth: number;
  paragraphDepth: number;
  /** The last label of the outermost numbers, and of all: "1" and "1.2". */
  lastTop: Label | undefined;
  lastNumber: Label | undefined;
  /** Number of parts of the first number in a division: 2 if that is "4.1"; null before that. */
  parts: number | null = null;

  constructor(headingDepth: number) {
    this.headingDepth = headingDepth;
    this.paragraphDepth = Math.max(headingDepth, 0);
  }

  /** Whether a label continues one of the numbers or lists. */
  continuedBy(label: Label): boolean {
    if (this.nesting.continues(label)) return true;
    return label.close !== ")" && [this.lastTop, this.lastNumber].some((last) => last && follows(last, label));
  }

  /** Starts the numbers of a division. */
  restart(): void {
    this.lastTop = this.lastNumber = undefined;
    this.parts = null;
  }

  /** Records a number outside lists. */
  add(label: Label): void {
    if (label.path.length === 1) this.lastTop = label;
    if (label.path.length > 0) this.lastNumber = label;
  }
}

interface OpenOption {
  readonly label: Label;
  readonly depth: number;
  /** The numbers around the option. */
  readonly outside: OpenNumbers;
  /** The level that the file gives it as a heading; null if it marks none. */
  readonly heading: number | null;
  /** Whether its text begins on the line of its label. A heading has its text below. */
  readonly hasText: boolean;
  /** Whether entries below it belong to it. */
  isUsed: boolean;
  /** Number of parts of its first number: 2 if that is "1.1"; null before that. */
  parts: number | null;
  /** Number of its brackets still open; null if neither its label nor an option before it opens one. */
  brackets: number | null;
}

/**
 * Tracks which options are open at a place of the text. An option begins at its label. It ends at the next option of
 * its series, at a division, and:
 *
 * - if its label or that of an option before it opens a bracket, where that closes;
 * - otherwise at a number or letter that continues the numbers around it and not its own;
 * - at a paragraph without a number, if its own text is on the line of its label;
 * - at a heading. An option alone on its line always contains the entry after it.
 */
export class OpenOptions {
  readonly #open: OpenOption[] = [];

  /** Depth of numbers and paragraphs in the innermost option; undefined outside options. */
  get depthInside(): number | undefined {
    const last = this.#open.at(-1);
    return last && last.depth + 1;
  }

  /** Returns the depth of a number with so many parts; undefined outside options. */
  depthOfNumber(parts: number): number | undefined {
    const last = this.#open.at(-1);
    if (!last) return undefined;
    last.parts ??= parts;
    return last.depth + 1 + Math.max(0, parts - last.parts);
  }

  /**
   * Opens an option, closes its sibling, and returns its depth and the numbers in it. `first` is the depth of a first.
   */
  open({ block, text }: Entry, label: Label, first: number, numbers: OpenNumbers): [number, OpenNumbers] {
    const at = this.#open.findLastIndex((option) => isSibling(option.label, label));
    const depth = this.#open[at]?.depth ?? first;
    const before = Math.max(0, this.#open[at]?.brackets ?? 0);
    const outside = at < 0 ? numbers : this.#close(at, numbers);
    const own = balance(label.text);
    const brackets = before > 0 || own > 0 ? before + own + balance(text) : null;
    const { heading } = block;
    this.#open.push({
      label,
      depth,
      outside,
      heading,
      hasText: heading === null && text !== "",
      isUsed: false,
      parts: null,
      brackets,
    });
    return [depth, new OpenNumbers(depth)];
  }

  /** Closes the options to which an entry does not belong, and returns the numbers that it may continue. */
  leave(entry: Entry, isHeading: boolean, numbers: OpenNumbers): OpenNumbers {
    let current = numbers;
    for (let last = this.#open.at(-1); last; last = this.#open.at(-1)) {
      const end = this.#endFor(entry, isHeading, last, current);
      if (end === undefined) break;
      current = this.#close(end, current);
    }
    for (const option of this.#open) {
      option.isUsed = true;
      if (option.brackets !== null) option.brackets += balance(entry.text);
    }
    return current;
  }

  /** Closes all options, and returns the numbers around them. */
  clear(numbers: OpenNumbers): OpenNumbers {
    return this.#close(0, numbers);
  }

  /** Returns the index of the first option to close, if the entry does not belong to the last one. */
  #endFor(entry: Entry, isHeading: boolean, last: OpenOption, current: OpenNumbers): number | undefined {
    const innermost = this.#open.length - 1;
    if (!last.isUsed && !last.hasText) return undefined;
    if (last.brackets !== null) return last.brackets > 0 ? undefined : innermost;
    if (isHeading) return isBelow(entry.block.heading, last.heading) ? undefined : innermost;
    const { label } = entry;
    if (label === null) return last.hasText && !entry.bullet ? innermost : undefined;
    if (current.continuedBy(label)) return undefined;
    const end = this.#open.findLastIndex(({ outside }) => outside.continuedBy(label));
    if (end >= 0) return end;
    // A number after a gap: the ones between were deleted.
    const isLaterOutside = last.parts === null && last.outside.lastTop && isLater(last.outside.lastTop, label);
    return isLaterOutside ? innermost : undefined;
  }

  #close(from: number, numbers: OpenNumbers): OpenNumbers {
    const first = this.#open[from];
    if (!first) return numbers;
    this.#open.length = from;
    return first.outside;
  }
}

/** Whether two labels belong to options of one clause. */
function isSibling(open: Label, label: Label): boolean {
  return (
    open.option === label.option && (sameSeries(open, label) || open.readings.length * label.readings.length === 0)
  );
}

function isBelow(heading: number | null, other: number | null): boolean {
  return heading !== null && other !== null && heading > other;
}

/** Returns the number of brackets that a text opens, less those that it closes. */
function balance(text: string): number {
  let sum = 0;
  for (const character of text) {
    if (character === "[" || character === "［") sum += 1;
    else if (character === "]" || character === "］") sum -= 1;
  }
  return sum;
}
