import { inside, openTag } from "./block-elements.ts";
import type { Parts } from "../package/parts.ts";
import { WordFile } from "./word-file.ts";
import {
  childOf,
  descendants,
  elementsOf,
  type SourceElement,
  wordAttribute,
  type XmlSource,
} from "../package/xml-source.ts";

/** Quick test for a part with tracked changes. The ends of moved ranges may be left from earlier ones. */
export const mayHaveChanges =
  /<\w+:(?:ins|del|moveFrom|moveTo|\w+Change|cellIns|cellDel|cellMerge|(?:move|customXml)\w+Range(?:Start|End))[\s/>]/u;

const unwrapped = new Set(["w:ins", "w:moveTo"]);
const removed =
  /^w:(?:del|moveFrom|cellIns|cellMerge|numberingChange|(?:rPr|pPr|sectPr|tblPr|tblGrid|trPr|tcPr|tblPrEx)Change|move(?:From|To)Range(?:Start|End)|customXml(?:Ins|Del|MoveFrom|MoveTo)Range(?:Start|End))$/u;

/**
 * Returns a package with all tracked changes of its text and notes accepted, and how many there were. Other parts, and
 * all parts of a file without tracked changes, keep their bytes.
 *
 * @throws UnsupportedPackageError
 */
export function acceptChanges(parts: Parts): { parts: Map<string, Uint8Array>; count: number } {
  const file = new WordFile(parts);
  const accepted = new Map(parts);
  let count = 0;
  for (const name of [file.main, file.related("footnotes"), file.related("endnotes")]) {
    const part = name === undefined ? null : acceptedPart(file, name);
    if (name === undefined || !part) continue;
    accepted.set(name, part.bytes);
    count += part.count;
  }
  return { parts: accepted, count };
}

/**
 * Returns a part with its tracked changes accepted, and their number. Null if there is no such part, or no change in it.
 *
 * @throws UnsupportedPackageError
 */
export function acceptedPart(file: WordFile, name: string): { bytes: Uint8Array; count: number } | null {
  const bytes = file.parts.get(name);
  if (!bytes || !mayHaveChanges.test(new TextDecoder().decode(bytes))) return null;
  const source = file.source(name);
  if (!source) return null;
  const part = new AcceptedPart(source);
  return { bytes: new TextEncoder().encode(part.text()), count: part.count };
}

class AcceptedPart {
  count = 0;
  readonly #source: XmlSource;

  constructor(source: XmlSource) {
    this.#source = source;
  }

  text(): string {
    const { xml, root } = this.#source;
    return xml.slice(0, root.start) + this.#element(root) + xml.slice(root.end);
  }

  #element(element: SourceElement): string {
    const { xml } = this.#source;
    if (removed.test(element.name) || isDeletedRow(element)) return this.#gone(element);
    if (isDeletedTable(element)) return this.#gone(element);
    if (unwrapped.has(element.name)) {
      this.count += 1;
      return this.#content(element);
    }
    // Word has no deletion of a number. This is the opposite of numbering that was switched on.
    if (element.name === "w:numPr" && childOf(element, "w:del")) return this.#gone(element);
    if (element.name === "m:r" && childOf(childOf(element, "w:rPr"), "w:del")) return this.#gone(element);
    if (isDeletedStructure(element) && !/<(?:\w+:)?t[\s>]/u.test(this.#content(element))) return this.#gone(element);
    if (isDeletedCell(element)) return this.#gone(element);
    const content = this.#content(element);
    if (element.closeStart === element.openEnd && xml.slice(element.start, element.openEnd).endsWith("/>")) {
      return xml.slice(element.start, element.end);
    }
    return xml.slice(element.start, element.openEnd) + content + xml.slice(element.closeStart, element.end);
  }

  /** Returns the ends of ranges, such as bookmarks, that go on outside an element that goes. */
  #gone(element: SourceElement): string {
    this.count += 1;
    return openEnds(element)
      .map(({ start, end }) => this.#source.xml.slice(start, end))
      .join("");
  }

  #content(parent: SourceElement): string {
    const { xml } = this.#source;
    const pieces: string[] = [];
    let at = parent.openEnd;
    /** Content of paragraphs whose end is deleted. It begins the next paragraph. */
    let joined = "";
    const elements = elementsOf(parent);
    for (const [index, element] of elements.entries()) {
      pieces.push(xml.slice(at, element.start));
      at = element.end;
      if (element.name !== "w:p") {
        pieces.push(this.#element(element));
        continue;
      }
      const properties = childOf(element, "w:pPr");
      const inner = joined + this.#inner(element, properties);
      joined = "";
      const end = childOf(properties, "w:rPr");
      const isEndDeleted = childOf(end, "w:del") ?? childOf(end, "w:moveFrom");
      // A paragraph before a table and the last one of a cell keep their end.
      if (isEndDeleted && isBeforeParagraph(elements, index)) {
        this.count += 1;
        joined = inner;
        continue;
      }
      const own = properties ? this.#element(properties) : "";
      pieces.push(`${openTag(xml, element)}${own}${inner}</${element.raw}>`);
    }
    pieces.push(xml.slice(at, parent.closeStart));
    return pieces.join("");
  }

  /** Returns the content of a paragraph without its properties. */
  #inner(paragraph: SourceElement, properties: SourceElement | undefined): string {
    const { xml } = this.#source;
    if (!properties) return this.#content(paragraph);
    const rest = {
      ...paragraph,
      openEnd: properties.end,
      children: paragraph.children.filter((node) => node !== properties),
    };
    return xml.slice(paragraph.openEnd, properties.start) + this.#content(rest);
  }
}

/** Whether a structure of an equation, such as a fraction, is deleted. Word marks its sign, and its text run by run. */
function isDeletedStructure(element: SourceElement): boolean {
  if (!element.name.startsWith("m:")) return false;
  return childOf(childOf(childOf(element, `${element.name}Pr`), "m:ctrlPr"), "w:del") !== undefined;
}

/** Whether the next element of a sequence is a paragraph. Marks of bookmarks, comments and changes do not count. */
function isBeforeParagraph(elements: readonly SourceElement[], index: number): boolean {
  const next = elements
    .slice(index + 1)
    .find(
      (element) => !/^w:(?:bookmark|comment|perm|proofErr|\w+Range)/u.test(element.name) && !isDeletedTable(element),
    );
  return next?.name === "w:p";
}

function isDeletedCell(element: SourceElement): boolean {
  return element.name === "w:tc" && childOf(childOf(element, "w:tcPr"), "w:cellDel") !== undefined;
}

/** Whether a row is deleted, by itself or with all its cells. */
function isDeletedRow(element: SourceElement): boolean {
  if (element.name !== "w:tr") return false;
  const cells = inside(element, "w:tc");
  const isEmptied = cells.length > 0 && cells.every(isDeletedCell);
  return isEmptied || childOf(childOf(element, "w:trPr"), "w:del") !== undefined;
}

/** Whether all rows of a table are deleted. A table without a row damages the file. */
function isDeletedTable(element: SourceElement): boolean {
  if (element.name !== "w:tbl") return false;
  const rows = inside(element, "w:tr");
  return rows.length > 0 && rows.every(isDeletedRow);
}

const rangeEnd = /^w:(?<kind>bookmark|commentRange|perm)(?:Start|End)$/u;

/** Returns the ends of ranges in an element whose other end is outside. */
function openEnds(element: SourceElement): SourceElement[] {
  const byRange = new Map<string, SourceElement[]>();
  for (const inner of descendants(element)) {
    const kind = rangeEnd.exec(inner.name)?.groups?.["kind"];
    if (kind === undefined) continue;
    const range = `${kind} ${wordAttribute(inner, "id") ?? ""}`;
    byRange.set(range, [...(byRange.get(range) ?? []), inner]);
  }
  return [...byRange.values()].filter(({ length }) => length === 1).flat();
}
