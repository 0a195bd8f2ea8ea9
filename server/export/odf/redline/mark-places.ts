import { type Edit, type SourceElement, textOffsets, type XmlSource } from "../../package/xml-source.ts";
import type { Token } from "../../tracked/story.ts";
import { listParts } from "../list-positions.ts";
import { xmlEnd } from "../../shared/xml.ts";

/** Inserts marks and elements into a part at the positions of tokens. Those at the same position keep their order. */
export class MarkPlaces {
  readonly #source: XmlSource;
  readonly #edits: Edit[] = [];
  /** Marks in paragraphs that close themselves. */
  readonly #opened = new Map<SourceElement, string>();

  constructor(source: XmlSource) {
    this.#source = source;
  }

  /** Inserts before a token. Before the end of a paragraph is after its text. */
  before(token: Token, text: string): void {
    const [part] = token.parts;
    if (token.kind === "end" || !part) this.#inside(token.block, token.block.closeStart, text);
    else this.#insert(this.#offset(part.element, part.from), text);
  }

  /** Inserts after a token of a paragraph that is not its end. */
  after(token: Token, text: string): void {
    const part = token.parts.at(-1);
    if (part)
      this.#insert(part.element.name === "#text" ? this.#offset(part.element, part.to) : part.element.end, text);
  }

  /** Inserts at the start of a paragraph. */
  atStart(block: SourceElement, text: string): void {
    this.#inside(block, block.openEnd, text);
  }

  /** Inserts a paragraph or table before another one, outside its lists. */
  blockBefore(block: SourceElement, text: string): void {
    this.#insert(outside(block).start, text);
  }

  blockAfter(block: SourceElement, text: string): void {
    this.#insert(outside(block).end, text);
  }

  /** Replaces a stretch of the part, in which there are no marks. */
  replace(edit: Edit): void {
    this.#edits.push(edit);
  }

  edits(): Edit[] {
    const opened = [...this.#opened].map(([{ openEnd, raw }, text]): Edit => {
      return { start: openEnd - 2, end: openEnd, text: `>${text}${xmlEnd(raw)}` };
    });
    return [...this.#edits, ...opened];
  }

  #inside(block: SourceElement, at: number, text: string): void {
    if (!this.#source.xml.slice(block.start, block.openEnd).endsWith("/>")) this.#insert(at, text);
    else this.#opened.set(block, (this.#opened.get(block) ?? "") + text);
  }

  #insert(at: number, text: string): void {
    if (text !== "") this.#edits.push({ start: at, end: at, text });
  }

  #offset(element: SourceElement, at: number): number {
    if (element.name !== "#text") return at === 0 ? element.start : element.end;
    return textOffsets(this.#source, element)[at] ?? element.end;
  }
}

/** Returns the outermost list around a paragraph, or the paragraph. Tables cannot be in lists. */
export function outside(block: SourceElement): SourceElement {
  let at = block;
  while (at.parent && listParts.has(at.parent.name)) at = at.parent;
  return at;
}
