import { skippedContentNotice, generatedStyles } from "#core/compile/generated-styles.ts";
import { child, childElements, valueOf, type XmlElement } from "../shared/xml.ts";
import type { ParagraphProperties, Style, StyleSheet } from "./styles.ts";

/**
 * Returns the kind of generated content in a paragraph of our own export, or null if the paragraph belongs to the
 * draft.
 */
export function generatedContentIn(
  properties: ParagraphProperties,
  styles: StyleSheet,
): ReturnType<typeof skippedContentNotice> {
  const isOurs = styles.find(generatedStyles.titlePage[0]) !== undefined;
  return isOurs ? skippedContentNotice([properties.style]) : null;
}

/** Whether a paragraph's style belongs to a table of contents. */
export function isOfContents(style: Style | undefined): boolean {
  return /^toc (?:\d|heading$)/iu.test(style?.name ?? "");
}

/** Whether a content control holds a table of contents. */
export function isContentsControl(control: XmlElement): boolean {
  const gallery = valueOf(child(child(control, "w:sdtPr"), "w:docPartObj"), "w:docPartGallery") ?? "";
  return /table of contents/iu.test(gallery);
}

/**
 * Returns the body of a file without the pages of the template that it was exported in: those before our title page and
 * after our last page.
 */
export function withoutTemplate(body: XmlElement, styles: StyleSheet): XmlElement {
  const { titlePage, lastPage, template } = generatedStyles;
  const blocks = childElements(body);
  const hasStyle = (named: readonly string[]) => (block: XmlElement) =>
    block.name === "w:p" && named.includes(valueOf(child(block, "w:pPr"), "w:pStyle") ?? "");
  const start = styles.find(template.before) ? Math.max(0, blocks.findIndex(hasStyle(titlePage))) : 0;
  const last = styles.find(template.after) ? blocks.findLastIndex(hasStyle(lastPage)) : -1;
  return { ...body, children: blocks.slice(start, last < 0 ? blocks.length : last + 1) };
}
