import type { ChangesShown } from "../shared/markup-recorder.ts";
import { child, childElements, type XmlElement } from "../shared/xml.ts";

/** The tracked changes of a paragraph's formatting and numbering. */
export interface ParagraphChanges {
  readonly changes: readonly XmlElement[];
  /** The paragraph's properties with these changes accepted or rejected. */
  readonly properties: XmlElement | undefined;
}

/**
 * Reads the tracked changes of a paragraph's properties: formatting, numbering switched on, or another number. The
 * earlier number is not read: numbers are counted through the text, so that it would not fit the others.
 */
export function paragraphChanges(properties: XmlElement | undefined, shown: ChangesShown): ParagraphChanges {
  const formatting = child(properties, "w:pPrChange");
  const ofNumber = childElements(child(properties, "w:numPr")).filter(
    ({ name }) => name === "w:ins" || name === "w:numberingChange",
  );
  const changes = [...(formatting ? [formatting] : []), ...ofNumber];
  if (shown === "accept") return { changes, properties };
  return { changes, properties: child(formatting, "w:pPr") ?? withoutNewNumbering(properties) };
}

function withoutNewNumbering(properties: XmlElement | undefined): XmlElement | undefined {
  if (!properties || !child(child(properties, "w:numPr"), "w:ins")) return properties;
  const isKept = (node: XmlElement | string): boolean => typeof node === "string" || node.name !== "w:numPr";
  return { ...properties, children: properties.children.filter(isKept) };
}
