import type { CompiledClause } from "#core/compile/compilation.ts";
import { childOf, elementsOf, type SourceElement, wordAttribute, type XmlSource } from "../package/xml-source.ts";
import { type ClauseBlock, hasOwnNumber } from "./clause-blocks.ts";

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

/** Maximum number of clauses to look for a model in each direction. */
const farthest = 400;

/**
 * Finds the clause whose paragraph a new clause looks like: the nearest one of the same kind and depth before it, then
 * after it, then the nearest of the same kind, then the one before it. `blockOf` returns
 * the paragraph of a clause outside tables.
 */
export function modelFor<Block>(
  { kind, depth }: Pick<CompiledClause, "kind" | "depth">,
  after: string,
  { clauses, blockOf }: { clauses: readonly CompiledClause[]; blockOf: (clause: string) => Block | undefined },
): { clause: CompiledClause; block: Block } | undefined {
  const index = clauses.findIndex(({ id }) => id === after);
  const before = clauses.slice(Math.max(0, index + 1 - farthest), index + 1).toReversed();
  const near = [...before, ...clauses.slice(index + 1, index + 1 + farthest)];
  const find = (accept: (clause: CompiledClause) => boolean): { clause: CompiledClause; block: Block } | undefined => {
    for (const clause of near) {
      const block = accept(clause) ? blockOf(clause.id) : undefined;
      if (block) return { clause, block };
    }
    return undefined;
  };
  return (
    find((clause) => clause.kind === kind && clause.depth === depth) ??
    find((clause) => clause.kind === kind) ??
    find(({ kind: other }) => other !== "footnote")
  );
}

/** Returns the label of a new paragraph in the manner of its model: "(b)" and a tab like "(a)" and a tab. */
export function newLabel(label: string | null, { clause, block }: ModelBlock): NewLabel {
  const isNumbered = block.label === null && (clause.label !== null || hasOwnNumber(block.last));
  if (label === null) return { typed: "", isUnnumbered: isNumbered && clause.label !== null };
  const gap = block.label === null || block.label.gap === "" ? "\t" : block.label.gap;
  return { typed: likePrinted(label, clause, block.label?.text) + gap, isUnnumbered: isNumbered };
}

/** Returns a label as its clause prints it: "(b)" if "a)" is printed as "(a)". */
export function likePrinted(label: string, clause: CompiledClause, typed: string | undefined): string {
  const printed = typed ?? clause.printed;
  if (clause.label === null || printed == null || !printed.includes(clause.label)) return label;
  return printed.replace(clause.label, () => label);
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
