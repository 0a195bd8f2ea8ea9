import {
  childOf,
  descendants,
  elementsOf,
  type SourceElement,
  textIn,
  wordAttribute,
  type XmlSource,
} from "../../package/xml-source.ts";
import type { Edit } from "../../package/edits.ts";
import { bodyControls } from "./controls.ts";
import { UnfitTemplate } from "./unfit-template.ts";

/** The place for the text in a template's main part. */
export interface BodyPlace {
  body: SourceElement;
  /** The content control that the text replaces. Null if the text comes after the template's own content. */
  control: SourceElement | null;
  /** Offsets in the part of what the text replaces. */
  start: number;
  end: number;
  /** The properties of the section that the text is in. */
  section: SourceElement;
  /** Whether pages before the text, or after it, show something. */
  before: boolean;
  after: boolean;
  /** The page break between the template's own content and the text. Null if they share a page. */
  pageBreak: SourceElement | null;
}

/**
 * Finds the place for the text.
 *
 * @throws UnfitTemplate unsupported if the place is inside a table or repeated, or if the body has no section
 */
export function bodyPlace({ root }: XmlSource): BodyPlace {
  const body = childOf(root, "w:body");
  const last = elementsOf(body).at(-1);
  if (!body || last?.name !== "w:sectPr") throw new UnfitTemplate("unsupported", "a body without a section");
  const controls = bodyControls(root);
  const [control = null] = controls;
  const block = control && blockOf(control);
  if (controls.length > 1 || (block && block.parent !== body)) {
    throw new UnfitTemplate("unsupported", "the place for the text");
  }
  const start = block?.start ?? last.start;
  // A paragraph that ends a section stays, after the text.
  const end = block && !sectionOf(block) ? block.end : start;
  const blocks = elementsOf(body).filter((block) => block !== last);
  const before = blocks.filter((block) => block.end <= start);
  const after = blocks.filter((block) => block.start >= end);
  const breakBefore = before.findLastIndex((block) => sectionOf(block));
  const following = after.map(sectionOf).find((section) => section !== undefined);
  return {
    body,
    control,
    start,
    end,
    section: following ?? last,
    before: before.some(isShown),
    after: after.some(isShown),
    pageBreak: pageBreakIn(before.slice(breakBefore + 1)),
  };
}

/**
 * Returns the control, or the paragraph that it fills, as Word and LibreOffice write a control in an empty paragraph.
 *
 * @throws UnfitTemplate unsupported if the paragraph has other text
 */
function blockOf(control: SourceElement): SourceElement {
  const { parent } = control;
  if (parent?.name !== "w:p") return control;
  if (textIn(parent) !== textIn(control)) throw new UnfitTemplate("unsupported", "text beside the place for the text");
  return parent;
}

/** Finds a page break after which the blocks show nothing. */
function pageBreakIn(blocks: readonly SourceElement[]): SourceElement | null {
  const elements = blocks.flatMap((block) => [...descendants(block)]);
  const at = elements.findLastIndex((element) => element.name === "w:br" && wordAttribute(element, "type") === "page");
  const isEnd = elements.slice(at + 1).every(({ name }) => !["w:t", "w:drawing", "w:pict", "w:sdt"].includes(name));
  return isEnd ? (elements[at] ?? null) : null;
}

/** Returns the section that ends with a paragraph. */
function sectionOf(block: SourceElement): SourceElement | undefined {
  return block.name === "w:p" ? childOf(childOf(block, "w:pPr"), "w:sectPr") : undefined;
}

/** Whether a block shows something, or ends a section. An empty paragraph does not count. */
function isShown(block: SourceElement): boolean {
  if (block.name === "w:bookmarkStart" || block.name === "w:bookmarkEnd") return false;
  if (block.name !== "w:p") return true;
  return (
    textIn(block).trim() !== "" ||
    [...descendants(block)].some(({ name }) =>
      ["w:drawing", "w:pict", "w:sectPr", "w:sdt", "w:fldSimple"].includes(name),
    )
  );
}

/**
 * Turns the section of the text to landscape. Pages of the template before the text, if a page break ends them, become a
 * section of their own, as they are. Returns what to insert before the text, and the edits of the part.
 */
export function wideFrame({ xml }: XmlSource, { section, pageBreak }: BodyPlace): { before: string; edits: Edit[] } {
  const own = xml.slice(section.start, section.end);
  const text = turned(own, section, section.start, pageBreak !== null);
  return {
    before: pageBreak ? `<w:p><w:pPr>${own}</w:pPr></w:p>` : "",
    edits: [
      { start: section.start, end: section.end, text },
      // The end of the section breaks the page.
      ...(pageBreak ? [{ start: pageBreak.start, end: pageBreak.end, text: "" }] : []),
    ],
  };
}

/** Returns section properties in landscape. A section after another one has no first page of its own. */
function turned(own: string, section: SourceElement, offset: number, isFurther: boolean): string {
  const size = childOf(section, "w:pgSz");
  const dropped = ["w:footnotePr", ...(isFurther ? ["w:titlePg", "w:type"] : [])];
  const [width = "11906", height = "16838"] = [wordAttribute(size, "w"), wordAttribute(size, "h")];
  const [long, short] = Number(width) > Number(height) ? [width, height] : [height, width];
  const turnedSize = `<w:pgSz w:w="${long}" w:h="${short}" w:orient="landscape"/>`;
  let text = "";
  let at = section.openEnd;
  const isEmpty = section.end === section.openEnd;
  if (isEmpty) return `<w:sectPr>${turnedSize}</w:sectPr>`;
  let hasSize = false;
  for (const child of elementsOf(section)) {
    text += own.slice(at - offset, child.start - offset);
    if (child.name === "w:pgSz") {
      text += turnedSize;
      hasSize = true;
    } else if (!dropped.includes(child.name)) text += own.slice(child.start - offset, child.end - offset);
    at = child.end;
  }
  const open = own.slice(0, section.openEnd - offset);
  return hasSize ? `${open}${text}${own.slice(at - offset)}` : own;
}
