import { writeOrdinal, type OrdinalFormat } from "#core/text/labels/ordinal.ts";
import { attribute, isElement, styleOf, type HtmlElement } from "./element.ts";

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
