import { elementsOf, type SourceElement } from "../package/xml-source.ts";

/** Returns the rows of a table or the cells of a row, also those in content controls. */
export function inside(element: SourceElement, name: "w:tr" | "w:tc"): SourceElement[] {
  return elementsOf(element).flatMap((inner) => {
    if (inner.name === name) return [inner];
    return /^w:(?:sdt|sdtContent|customXml)$/u.test(inner.name) ? inside(inner, name) : [];
  });
}
