import type { Edit } from "../../package/edits.ts";
import { markedRow } from "../rows-and-cells.ts";
import { changedProperties } from "../paragraph-properties.ts";
import { childOf, type SourceElement, type XmlSource } from "../../package/xml-source.ts";

/** Order of what is inserted between paragraphs at one offset: what ends, what is new, and what begins. */
export const blockRanks = { end: 0, new: 1, start: 2 } as const;

interface BlockInsert {
  readonly part: string;
  readonly at: number;
  readonly rank: number;
  readonly xml: string;
}

/** Collects edits of paragraphs, rows, and what is between them. */
export class BlockEdits {
  readonly #inserts: BlockInsert[] = [];
  readonly #edits: [part: string, edit: Edit][] = [];
  readonly #marked = new Set<SourceElement>();

  insert(part: string, at: number, rank: number, xml: string): void {
    this.#inserts.push({ part, at, rank, xml });
  }

  /** Tracks the end of a paragraph as changed: `<w:del …/>`. */
  markEnd(part: string, source: XmlSource, paragraph: SourceElement, mark: string): void {
    const text = changedProperties(source, paragraph, { end: mark, formatting: "" });
    const properties = childOf(paragraph, "w:pPr");
    const [start, end] = properties ? [properties.start, properties.end] : [paragraph.openEnd, paragraph.openEnd];
    this.#edits.push([part, { start, end, text }]);
  }

  /** Tracks a row as changed, once. `mark` returns the change. */
  markRow(part: string, row: SourceElement, mark: () => string): void {
    if (this.#marked.has(row)) return;
    this.#marked.add(row);
    this.#edits.push([part, markedRow(row, mark())]);
  }

  /** Returns the edits of each part. */
  *edits(): Generator<[part: string, edit: Edit], void> {
    yield* this.#edits;
    for (const { part, at, xml } of this.#inserts.toSorted((first, second) => first.rank - second.rank)) {
      yield [part, { start: at, end: at, text: xml }];
    }
  }
}
