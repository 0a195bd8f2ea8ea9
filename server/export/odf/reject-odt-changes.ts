import { childOf, descendants, type Edit, elementsOf, type SourceElement } from "../package/xml-source.ts";
import { type Parts, UnsupportedPackageError } from "../package/parts.ts";
import { xmlEnd } from "../shared/xml.ts";
import { type SettledOdt, settledOdt, trackedRowStyles } from "./accept-odt-changes.ts";
import { attributeOf } from "./odt-styles.ts";
import { listParts } from "./list-positions.ts";
import { contentPart, type OdtContent, withoutIds } from "./odt-content.ts";

const marks = new Set(["text:change", "text:change-start", "text:change-end"]);
const paragraphs = new Set(["text:p", "text:h"]);

/**
 * Returns an OpenDocument text with all tracked changes of its text rejected, and how many there were. All parts of a
 * file without tracked changes keep their bytes.
 *
 * @throws UnsupportedPackageError for an insertion that joins a list with other text
 */
export function rejectOdtChanges(parts: Parts): SettledOdt {
  return settledOdt(parts, (content, list) => new OdtRejection(content, list).edits());
}

type Range = readonly [start: number, end: number];

class OdtRejection {
  readonly #content: OdtContent;
  readonly #list: SourceElement;
  readonly #xml: string;
  readonly #removed: Range[] = [];
  readonly #restored: Edit[] = [];

  constructor(content: OdtContent, list: SourceElement) {
    this.#content = content;
    this.#list = list;
    this.#xml = content.source.xml;
  }

  edits(): Edit[] {
    const regions = new Map(elementsOf(this.#list).map((region) => [attributeOf(region, "id") ?? "", region]));
    const body = [...descendants(this.#content.body)].filter(
      ({ start }) => start >= this.#list.end || this.#isBefore(start),
    );
    const found = body.filter(({ name }) => marks.has(name));
    const ends = new Map(found.flatMap((mark) => (mark.name === "text:change-end" ? [[idOf(mark), mark]] : [])));
    const inserted: { start: SourceElement; end: SourceElement }[] = [];
    for (const mark of found) {
      const end = ends.get(idOf(mark));
      const isInsertion = mark.name === "text:change-start" && childOf(regions.get(idOf(mark)), "text:insertion");
      if (isInsertion && end) inserted.push({ start: mark, end });
    }
    for (const row of this.#insertedRows(body, inserted)) this.#remove([row.start, row.end]);
    for (const range of inserted) this.#uninsert(range);
    this.#remove([this.#list.start, this.#list.end]);
    const gone = merged(this.#removed);
    for (const mark of found) {
      if (gone.some(([start, end]) => start <= mark.start && mark.end <= end)) continue;
      const region = regions.get(idOf(mark));
      const deletion = mark.name === "text:change" && !childOf(region, "text:insertion");
      const content = deletion ? childOf(region, "text:deletion") : undefined;
      this.#restore(
        mark,
        elementsOf(content).filter(({ name }) => name !== "office:change-info"),
      );
    }
    return [...gone.map(([start, end]) => ({ start, end, text: "" })), ...this.#restored];
  }

  #isBefore(at: number): boolean {
    return at < this.#list.start;
  }

  #remove(range: Range): void {
    if (range[0] < range[1]) this.#removed.push(range);
  }

  /** Rows that LibreOffice marks, with all their text inserted. */
  #insertedRows(
    body: readonly SourceElement[],
    inserted: readonly { start: SourceElement; end: SourceElement }[],
  ): SourceElement[] {
    const styles = trackedRowStyles(this.#content);
    const isInserted = ({ start, end }: SourceElement): boolean =>
      inserted.some((range) => range.start.end <= start && end <= range.end.start);
    return body.filter((row) => {
      if (row.name !== "table:table-row" || !styles.has(attributeOf(row, "style-name") ?? "")) return false;
      const inside = [...descendants(row)];
      const texts = inside.filter(({ name, children }) => !paragraphs.has(name) && children.some(isText));
      const direct = inside.filter(({ name, children }) => paragraphs.has(name) && children.some(isText));
      const isOwn = direct.every((paragraph) => {
        const bounds = elementsOf(paragraph).filter(({ name }) => marks.has(name));
        return bounds[0]?.name === "text:change-start" && bounds.at(-1)?.name === "text:change-end";
      });
      return inside.some(({ name }) => name === "text:change-start") && isOwn && texts.every(isInserted);
    });
  }

  /** Removes an insertion, with the ends of paragraphs in it. */
  #uninsert({ start, end }: { start: SourceElement; end: SourceElement }): void {
    const [first, last] = [paragraphAround(start), paragraphAround(end)];
    if (!first || !last) {
      this.#cut(this.#content.body, [start.start, end.end]);
      return;
    }
    if (first === last) {
      this.#cut(first, [start.start, end.end]);
      return;
    }
    if (!hasContentBefore(first, start.start)) this.#cut(this.#content.body, [first.start, last.start]);
    else if (shapeOf(first) === shapeOf(last)) this.#remove([first.closeStart, last.openEnd]);
    else throw new UnsupportedPackageError(contentPart, "an insertion that joins a list with other text");
    this.#cut(first, [start.start, first.closeStart]);
    this.#cut(last, [last.openEnd, end.end]);
  }

  /** Removes text and whole elements of a stretch. */
  #cut(parent: SourceElement, [from, to]: Range): void {
    let reached = parent.openEnd;
    const cutText = (end: number): void => {
      const isIn = parent.name !== "office:text" && !listParts.has(parent.name);
      if (isIn) this.#remove([Math.max(reached, from), Math.min(end, to)]);
    };
    for (const element of elementsOf(parent)) {
      cutText(element.start);
      reached = element.end;
      if (element.start >= from && element.end <= to) this.#remove([element.start, element.end]);
      else if (element.start < to && element.end > from) this.#cut(element, [from, to]);
    }
    cutText(parent.closeStart);
  }

  /** Writes deleted paragraphs instead of their mark. The first and the last continue in the text around it. */
  #restore(mark: SourceElement, blocks: readonly SourceElement[]): void {
    const rawOf = ({ start, end }: SourceElement): string => withoutIds(this.#xml.slice(start, end));
    const innerOf = (block: SourceElement | undefined): string | null =>
      block && paragraphs.has(block.name) ? withoutIds(this.#xml.slice(block.openEnd, block.closeStart)) : null;
    const put = (text: string): void => void this.#restored.push({ start: mark.start, end: mark.end, text });
    const [first, last] = [innerOf(blocks[0]), innerOf(blocks.at(-1))];
    const paragraph = paragraphAround(mark);
    if (blocks.length < 2 || !paragraph) {
      put(paragraph ? (first ?? "") : blocks.map(rawOf).join(""));
      return;
    }
    const isInList = listParts.has(paragraph.parent?.name ?? "");
    if (!isInList && !hasContentBefore(paragraph, mark.start)) {
      const whole = last === null ? blocks : blocks.slice(0, -1);
      this.#restored.push({ start: paragraph.start, end: paragraph.start, text: whole.map(rawOf).join("") });
      put(last ?? "");
      return;
    }
    const chain = chainOf(mark);
    const closed = chain.map(({ raw }) => xmlEnd(raw)).join("");
    const opened = chain.map(({ start, openEnd }) => withoutIds(this.#xml.slice(start, openEnd))).reverse();
    const middle = blocks.slice(first === null ? 0 : 1, last === null ? undefined : -1).map(rawOf);
    put((first ?? "") + closed + middle.join("") + opened.join("") + (last ?? ""));
  }
}

function idOf(mark: SourceElement): string {
  return attributeOf(mark, "change-id") ?? "";
}

function isText(node: SourceElement | string): boolean {
  return typeof node === "string" && node.trim() !== "";
}

function paragraphAround({ parent }: SourceElement): SourceElement | undefined {
  for (let at = parent; at; at = at.parent) if (paragraphs.has(at.name)) return at;
  return undefined;
}

/** Returns the elements from a mark to the outermost list around it, or to its paragraph, from the inside. */
function chainOf(mark: SourceElement): SourceElement[] {
  const chain: SourceElement[] = [];
  let isInParagraph = true;
  for (let at = mark.parent; at && (isInParagraph || listParts.has(at.name)); at = at.parent) {
    chain.push(at);
    if (paragraphs.has(at.name)) isInParagraph = false;
  }
  return chain;
}

/** Returns the lists around a paragraph, and what contains them. Paragraphs with the same shape can be joined. */
function shapeOf({ parent }: SourceElement): string {
  let shape = "";
  for (let at = parent; at; at = at.parent) {
    shape += ` ${at.name}`;
    if (!listParts.has(at.name)) return `${shape} ${String(at.start)}`;
  }
  return shape;
}

/** Whether a paragraph has text, objects or deleted text before an offset. */
function hasContentBefore(element: SourceElement, at: number): boolean {
  let reached = element.openEnd;
  let isFound = false;
  for (const node of element.children) {
    if (reached >= at) break;
    if (typeof node === "string") isFound ||= node !== "" && reached < at;
    else {
      if (node.start < at && !/^text:change-/u.test(node.name)) {
        isFound ||= node.name === "text:span" ? hasContentBefore(node, at) : !node.name.startsWith("text:bookmark");
      }
      reached = node.end;
    }
  }
  return isFound;
}

/** Joins stretches that overlap. */
function merged(ranges: readonly Range[]): Range[] {
  const result: Range[] = [];
  for (const [start, end] of [...ranges].sort((first, second) => first[0] - second[0])) {
    const last = result.at(-1);
    if (last && start <= last[1]) result[result.length - 1] = [last[0], Math.max(last[1], end)];
    else result.push([start, end]);
  }
  return result;
}
