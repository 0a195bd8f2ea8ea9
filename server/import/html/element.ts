import type { DefaultTreeAdapterMap } from "parse5";
import { writeOrdinal, type OrdinalFormat } from "#core/text/labels/ordinal.ts";

export type HtmlNode = DefaultTreeAdapterMap["childNode"];
export type HtmlElement = DefaultTreeAdapterMap["element"];

/** Returns the value of an attribute, or undefined if it is not set. */
export function attribute(element: HtmlElement, name: string): string | undefined {
  return element.attrs.find((attr) => attr.name === name)?.value;
}

/**
 * Returns the value of one declaration in the style attribute, in lower case. This covers the inline styles of word
 * processors.
 */
export function styleOf(element: HtmlElement, property: string): string | undefined {
  const style = attribute(element, "style");
  if (style === undefined) return undefined;
  for (const declaration of style.split(";")) {
    const [name = "", ...value] = declaration.split(":");
    if (name.trim().toLowerCase() === property) return value.join(":").trim().toLowerCase();
  }
  return undefined;
}

export function classesOf(element: HtmlElement): string[] {
  return (attribute(element, "class") ?? "").split(/\s+/u).filter(Boolean);
}

export function isElement(node: HtmlNode): node is HtmlElement {
  return "tagName" in node;
}

/** Yields all elements below, in document order. Not recursive, because pages may nest to any depth. */
export function* elementsBelow(root: { childNodes: HtmlNode[] }): Generator<HtmlElement> {
  const stack: HtmlNode[] = [...root.childNodes].reverse();
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (!isElement(node)) continue;
    yield node;
    for (let at = node.childNodes.length - 1; at >= 0; at -= 1) {
      const child = node.childNodes[at];
      if (child) stack.push(child);
    }
  }
}

/** Returns the text below, without recursion. */
export function textBelow(root: { childNodes: HtmlNode[] }): string {
  let text = "";
  const stack: HtmlNode[] = [...root.childNodes].reverse();
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node.nodeName === "#text" && "value" in node) text += node.value;
    else if (isElement(node)) stack.push(...[...node.childNodes].reverse());
  }
  return text;
}

const byType: Readonly<Record<string, OrdinalFormat>> = {
  "1": "decimal",
  a: "lowerLetter",
  A: "upperLetter",
  i: "lowerRoman",
  I: "upperRoman",
};

const byStyle: Readonly<Record<string, OrdinalFormat>> = {
  decimal: "decimal",
  "arabic-indic": "decimal",
  "lower-alpha": "lowerLetter",
  "lower-latin": "lowerLetter",
  "upper-alpha": "upperLetter",
  "upper-latin": "upperLetter",
  "lower-roman": "lowerRoman",
  "upper-roman": "upperRoman",
  "cjk-ideographic": "chinese",
  "simp-chinese-informal": "chinese",
  "trad-chinese-informal": "chinese",
};

/**
 * Returns the number that a browser shows before each entry of an `ol`. Follows `start`, `reversed`, `type` and
 * `value`, or the element's list style. Null for entries without a number (`ul` and `list-style: none`).
 */
export function entryNumbers(list: HtmlElement): Map<HtmlElement, string | null> {
  const entries = list.childNodes.filter((node): node is HtmlElement => isElement(node) && node.tagName === "li");
  const numbers = new Map<HtmlElement, string | null>();
  const reversed = attribute(list, "reversed") !== undefined;
  let next = integer(attribute(list, "start")) ?? (reversed ? entries.length : 1);
  for (const entry of entries) {
    next = integer(attribute(entry, "value")) ?? next;
    const format = list.tagName === "ol" ? formatOf(list, entry) : null;
    numbers.set(entry, format === null ? null : `${writeOrdinal(format, next, "count")}.`);
    next += reversed ? -1 : 1;
  }
  return numbers;
}

/** Returns whether the list shows neither numbers nor bullets. Its entries are then ordinary paragraphs. */
export function isUnmarked(list: HtmlElement): boolean {
  return styleName(list) === "none";
}

function formatOf(list: HtmlElement, entry: HtmlElement): OrdinalFormat | null {
  const style = styleName(entry) ?? styleName(list);
  if (style === "none") return null;
  if (style !== undefined && byStyle[style]) return byStyle[style];
  return byType[attribute(entry, "type") ?? attribute(list, "type") ?? "1"] ?? "decimal";
}

function styleName(element: HtmlElement): string | undefined {
  const whole = styleOf(element, "list-style-type") ?? styleOf(element, "list-style");
  return whole?.split(/\s+/u).find((word) => word === "none" || word in byStyle || word === "disc");
}

function integer(value: string | undefined): number | undefined {
  return value !== undefined && /^\s*-?\d{1,6}\s*$/u.test(value) ? Number(value) : undefined;
}

/** A cell with its position in the grid, counted from 1, or the table's caption. */
export interface PlacedCell {
  readonly cell: HtmlElement | null;
  readonly caption: HtmlElement | null;
  readonly row: number;
  readonly column: number;
  readonly header: boolean;
}

/** Maximum span. Browsers accept no larger one, and nobody reads a larger grid. */
const widestSpan = 1000;
/** Columns in which a cell pushes those of later rows to the right. Without a limit, spans over rows take quadratic time. */
const widestTable = 1000;

/**
 * Returns the cells of a table in row order with their grid positions. A cell that spans rows pushes later cells of
 * those rows to the right. A caption comes first, as in a browser.
 */
export function placeCells(table: HtmlElement): PlacedCell[] {
  const placed: PlacedCell[] = [];
  /** For each column, the last row occupied by a cell above. */
  const occupiedUntil: number[] = [];
  let row = 0;
  for (const { element, head } of rowsOf(table)) {
    if (element.tagName === "caption") {
      placed.push({ cell: null, caption: element, row: 0, column: 0, header: false });
      continue;
    }
    row += 1;
    let column = 0;
    for (const cell of element.childNodes) {
      if (!isElement(cell) || (cell.tagName !== "td" && cell.tagName !== "th")) continue;
      while ((occupiedUntil[column] ?? 0) >= row) column += 1;
      placed.push({ cell, caption: null, row, column: column + 1, header: head || cell.tagName === "th" });
      const last = row + span(cell, "rowspan") - 1;
      for (let at = span(cell, "colspan"); at > 0; at -= 1) {
        if (column < widestTable) occupiedUntil[column] = last;
        column += 1;
      }
    }
  }
  return placed;
}

function rowsOf(table: HtmlElement): { element: HtmlElement; head: boolean }[] {
  return table.childNodes.filter(isElement).flatMap((part) => {
    if (part.tagName === "caption" || part.tagName === "tr") return [{ element: part, head: false }];
    const rows = part.childNodes.filter((node): node is HtmlElement => isElement(node) && node.tagName === "tr");
    return rows.map((element) => ({ element, head: part.tagName === "thead" }));
  });
}

function span(cell: HtmlElement, name: "rowspan" | "colspan"): number {
  const value = Number.parseInt(attribute(cell, name) ?? "1", 10);
  return Number.isFinite(value) ? Math.min(Math.max(value, 1), widestSpan) : 1;
}
