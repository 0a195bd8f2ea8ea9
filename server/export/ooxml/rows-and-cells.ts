import type { Edit } from "../package/edits.ts";
import { childOf, elementsOf, type SourceElement } from "../package/xml-source.ts";

/** Returns the rows of a table or the cells of a row, also those in content controls. */
export function inside(element: SourceElement, name: "w:tr" | "w:tc"): SourceElement[] {
  return elementsOf(element).flatMap((inner) => {
    if (inner.name === name) return [inner];
    return /^w:(?:sdt|sdtContent|customXml)$/u.test(inner.name) ? inside(inner, name) : [];
  });
}

/** Returns the edit that tracks a row as changed: `<w:ins …/>`. */
export function markedRow(row: SourceElement, mark: string): Edit {
  const properties = childOf(row, "w:trPr");
  if (properties && properties.closeStart > properties.openEnd) {
    return { start: properties.closeStart, end: properties.closeStart, text: mark };
  }
  const at = childOf(row, "w:tblPrEx")?.end ?? row.openEnd;
  const { start, end } = properties ?? { start: at, end: at };
  return { start, end, text: `<w:trPr>${mark}</w:trPr>` };
}
