import type { PrivateKind } from "#core/compile/word-layout.ts";
import { escapeXml } from "../shared/xml.ts";
import type { Edit } from "./edits.ts";
import type { RemovedCounts } from "./removed-data.ts";
import { elementsOf, type SourceAttribute, type SourceElement, type XmlSource } from "./xml-source.ts";

/**
 * How to treat an element with private data. "remove" deletes the element, "unwrap" deletes its tags and keeps its content,
 * and "empty" deletes its content. `count` is the number of removals to report.
 */
export interface ElementRule {
  readonly do: "remove" | "unwrap" | "empty";
  readonly kind: PrivateKind;
  readonly count: number;
}

/** An attribute's new value. Null removes the attribute. */
export interface AttributeRule {
  readonly kind: PrivateKind;
  readonly value: string | null;
}

/** The rules of a format. They may refuse a part with UnsupportedPackageError. */
export interface PrivateRules {
  /** Returns undefined for an element that stays. Called for each element of the part that is not in a removed one. */
  element(element: SourceElement): ElementRule | undefined;
  /** Returns undefined for an attribute that stays. Called for each attribute of the elements that stay. */
  attribute(attribute: SourceAttribute, element: SourceElement): AttributeRule | undefined;
}

/** Returns the edits that remove private data from a part, and counts it. */
export function privateEdits({ xml, root }: XmlSource, rules: PrivateRules, counts: RemovedCounts): Edit[] {
  const edits: Edit[] = [];
  const put = (start: number, end: number, text = ""): void => void edits.push({ start, end, text });
  const visit = (element: SourceElement): void => {
    const { start, openEnd, closeStart, end } = element;
    const rule = rules.element(element);
    if (rule) counts.add(rule.kind, rule.count);
    if (rule?.do === "remove") put(start, end);
    else if (rule?.do === "empty") put(openEnd, closeStart);
    else if (rule) {
      put(start, openEnd);
      elementsOf(element).forEach(visit);
      if (closeStart >= openEnd && end > closeStart) put(closeStart, end);
    } else {
      const before = xml.slice(start, openEnd);
      const tag = publicTag(before, element, rules, counts);
      if (tag !== before) put(start, openEnd, tag);
      elementsOf(element).forEach(visit);
    }
  };
  visit(root);
  return edits;
}

function publicTag(tag: string, element: SourceElement, rules: PrivateRules, counts: RemovedCounts): string {
  return element.attributes.reduce((written, attribute) => {
    const rule = rules.attribute(attribute, element);
    if (!rule) return written;
    counts.add(rule.kind);
    const name = attribute.raw.replace(/[.\\]/gu, "\\$&");
    const own = new RegExp(`(\\s)${name}\\s*=\\s*(?:"[^"]*"|'[^']*')`, "u");
    return written.replace(own, rule.value === null ? "" : `$1${attribute.raw}="${escapeXml(rule.value)}"`);
  }, tag);
}
