import { childElements, type XmlElement } from "../shared/xml.ts";

/** Content whose paragraphs are not those around it. */
const apart = /^(?:text:note|office:annotation|draw:.*)$/u;

/**
 * Whether the fields of a paragraph hid it when the file was saved. As in LibreOffice, it is shown if one of them shows
 * it.
 */
export function isHiddenByField(paragraph: XmlElement): boolean {
  const fields = fieldsIn(paragraph);
  return fields.length > 0 && fields.every(({ attributes }) => attributes["text:is-hidden"] === "true");
}

function fieldsIn(element: XmlElement): XmlElement[] {
  return childElements(element).flatMap((child) => {
    if (child.name === "text:hidden-paragraph") return [child];
    return apart.test(child.name) ? [] : fieldsIn(child);
  });
}

/** Whether a section was hidden when the file was saved, always or by its condition. */
export function isHiddenSection({ attributes }: XmlElement): boolean {
  return attributes["text:display"] === "none" || attributes["text:is-hidden"] === "true";
}
