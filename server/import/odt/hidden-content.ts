import { generatedStyles } from "#core/compile/generated-styles.ts";
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

/**
 * Returns the body of our own export, saved again as ODT, without the pages of its template: those before our title page
 * and after our last page.
 */
export function withoutTemplate(
  body: XmlElement,
  { has, namesOf }: { has: (style: string) => boolean; namesOf: (paragraph: XmlElement) => readonly string[] },
): XmlElement {
  const { titlePage, lastPage, template } = generatedStyles;
  const blocks = childElements(body);
  const hasStyle = (styles: readonly string[]) => (block: XmlElement) =>
    block.name === "text:p" && namesOf(block).some((name) => styles.includes(name.replaceAll(" ", "")));
  const start = has(template.before) ? Math.max(0, blocks.findIndex(hasStyle(titlePage))) : 0;
  const last = has(template.after) ? blocks.findLastIndex(hasStyle(lastPage)) : -1;
  const end = last < 0 ? blocks.length : last + 1;
  // The text of deletions is before the body's own.
  const kept = (block: XmlElement, at: number) => (at >= start && at < end) || block.name === "text:tracked-changes";
  return { ...body, children: blocks.filter(kept) };
}
