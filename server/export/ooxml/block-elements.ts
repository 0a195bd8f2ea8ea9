import { childOf, type Edit, elementsOf, type SourceElement, type XmlSource } from "../package/xml-source.ts";

/** Changes of a paragraph's properties. Empty strings change nothing. */
export interface PropertyChanges {
  /** A tracked change of the paragraph's end, such as `<w:ins …/>`. */
  readonly end: string;
  /** The tracked change of the properties, `<w:pPrChange …>`. */
  readonly formatting: string;
}

/** Returns the properties of a paragraph with tracked changes in the order of the standard. The rest is copied. */
export function changedProperties(
  { xml }: XmlSource,
  paragraph: SourceElement,
  { end, formatting }: PropertyChanges,
): string {
  const properties = childOf(paragraph, "w:pPr");
  if (!properties) {
    const content = (end === "" ? "" : `<w:rPr>${end}</w:rPr>`) + formatting;
    return content === "" ? "" : `<w:pPr>${content}</w:pPr>`;
  }
  const raw = xml.slice(properties.start, properties.end);
  if (end === "" && formatting === "") return raw;
  const [open, content] = [openTag(xml, properties), xml.slice(properties.openEnd, properties.closeStart)];
  const tail = childOf(properties, "w:sectPr") ?? childOf(properties, "w:pPrChange");
  const ofEnd = childOf(properties, "w:rPr");
  let inner = content;
  if (end !== "" && ofEnd) {
    const before = xml.slice(properties.openEnd, ofEnd.start);
    const after = xml.slice(ofEnd.end, properties.closeStart);
    const own = xml.slice(ofEnd.openEnd, ofEnd.closeStart);
    inner = `${before}${openTag(xml, ofEnd)}${end}${own}</${ofEnd.raw}>${after}`;
  } else if (end !== "") {
    const at = tail?.start ?? properties.closeStart;
    inner = `${xml.slice(properties.openEnd, at)}<w:rPr>${end}</w:rPr>${xml.slice(at, Math.max(properties.closeStart, at))}`;
  }
  return `${open}${inner}${formatting}</${properties.raw}>`;
}

/** Returns an element's start tag, also of an element that closes itself. */
export function openTag(xml: string, element: SourceElement): string {
  const tag = xml.slice(element.start, element.openEnd);
  return tag.endsWith("/>") ? `${tag.slice(0, -2)}>` : tag;
}

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
