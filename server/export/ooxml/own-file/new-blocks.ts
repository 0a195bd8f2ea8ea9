import type { CompiledClause } from "#core/compile/compilation.ts";
import {
  childOf,
  type Edit,
  elementsOf,
  type SourceElement,
  wordAttribute,
  type XmlSource,
} from "../../package/xml-source.ts";
import { likePrinted } from "../../tracked/clause-sources.ts";
import { changedProperties, markedRow } from "../block-elements.ts";
import { type ClauseBlock, hasOwnNumber } from "./draft-places.ts";

/** A paragraph whose properties a new one takes over. */
export interface ModelBlock {
  readonly clause: CompiledClause;
  readonly block: ClauseBlock;
}

/** The label of a new paragraph. */
export interface NewLabel {
  /** Text before the paragraph's own. Empty if Word writes the number, or if there is none. */
  readonly typed: string;
  /** Whether the number of the model paragraph is switched off. */
  readonly isUnnumbered: boolean;
}

/** Returns the label of a new paragraph in the manner of its model: "(b)" and a tab like "(a)" and a tab. */
export function newLabel(label: string | null, { clause, block }: ModelBlock): NewLabel {
  const isNumbered = block.label === null && (clause.label !== null || hasOwnNumber(block.last));
  if (label === null) return { typed: "", isUnnumbered: isNumbered && clause.label !== null };
  const gap = block.label === null || block.label.gap === "" ? "\t" : block.label.gap;
  return { typed: likePrinted(label, clause, block.label?.text) + gap, isUnnumbered: isNumbered };
}

/** Returns a new paragraph with the properties of another one. `mark` is the tracked change of its end. */
export function newParagraph(
  { source, paragraph }: { source: XmlSource; paragraph: SourceElement },
  { mark, isUnnumbered, content }: { mark: string; isUnnumbered: boolean; content: string },
): string {
  const { xml } = source;
  const properties = childOf(paragraph, "w:pPr");
  const own = elementsOf(properties)
    .filter(({ name }) => !/^w:(?:rPr|sectPr|pPrChange|numPr)$/u.test(name))
    .map((element) => ({ name: element.name, text: xml.slice(element.start, element.end) }));
  const number = childOf(properties, "w:numPr");
  const numbering = isUnnumbered
    ? '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'
    : number
      ? xml.slice(number.start, number.end)
      : "";
  // The standard puts the number after these properties and before all others.
  const at = own.findLastIndex(({ name }) =>
    /^w:(?:pStyle|keepNext|keepLines|pageBreakBefore|framePr|widowControl)$/u.test(name),
  );
  const texts = own.map(({ text }) => text);
  texts.splice(at + 1, 0, numbering);
  const ofEnd = elementsOf(childOf(properties, "w:rPr"))
    .filter(({ name }) => !/^w:(?:ins|del|move\w+|rPrChange)$/u.test(name))
    .map((element) => xml.slice(element.start, element.end));
  const end = mark === "" && ofEnd.length === 0 ? "" : `<w:rPr>${mark}${ofEnd.join("")}</w:rPr>`;
  const all = texts.join("") + end;
  return `<w:p>${all === "" ? "" : `<w:pPr>${all}</w:pPr>`}${content}</w:p>`;
}

/** Returns a new row like another one. `cells` are the contents by column, from 1; `mark` is the row's tracked change. */
export function newRow(
  source: XmlSource,
  row: SourceElement,
  { cells, mark }: { cells: ReadonlyMap<number, string>; mark: string },
): string {
  const { xml } = source;
  let column = 1;
  const written = elementsOf(row).flatMap((cell) => {
    if (cell.name !== "w:tc") return [];
    const properties = childOf(cell, "w:tcPr");
    const own = elementsOf(properties)
      .filter(({ name }) => !/^w:(?:vMerge|cell(?:Ins|Del|Merge)|tcPrChange)$/u.test(name))
      .map((element) => xml.slice(element.start, element.end));
    const span = Number(wordAttribute(childOf(properties, "w:gridSpan"), "val") ?? 1) || 1;
    const content = [...cells].filter(([at]) => at >= column && at < column + span).map(([, text]) => text);
    column += span;
    const model = childOf(cell, "w:p");
    const paragraph = model
      ? newParagraph({ source, paragraph: model }, { mark: "", isUnnumbered: false, content: content.join("") })
      : `<w:p>${content.join("")}</w:p>`;
    return [`<w:tc><w:tcPr>${own.join("")}</w:tcPr>${paragraph}</w:tc>`];
  });
  const properties = elementsOf(childOf(row, "w:trPr"))
    .filter(({ name }) => !/^w:(?:ins|del|trPrChange|tblHeader)$/u.test(name))
    .map((element) => xml.slice(element.start, element.end));
  return `<w:tr><w:trPr>${properties.join("")}${mark}</w:trPr>${written.join("")}</w:tr>`;
}

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
