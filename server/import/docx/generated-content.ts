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

/** An open field, whose instruction or result is being read. */
interface OpenField {
  instruction: string;
  inResult: boolean;
}

/**
 * Tracks Word's fields. A field has an instruction and its latest result. Only the result is text of the page. Fields
 * nest and may span paragraphs: a table of contents is one field.
 */
export class Fields {
  readonly #open: OpenField[] = [];

  begin(): void {
    this.#open.push({ instruction: "", inResult: false });
  }

  instruct(text: string): void {
    const field = this.#open.at(-1);
    if (field && !field.inResult) field.instruction += text;
  }

  separate(): void {
    const field = this.#open.at(-1);
    if (field) field.inResult = true;
  }

  /** Ends the innermost field. Returns its instruction if it had no result. */
  end(): string | undefined {
    const field = this.#open.pop();
    return field && !field.inResult ? field.instruction : undefined;
  }

  /** Whether the current content is part of an instruction, not text. */
  get inInstruction(): boolean {
    return this.#open.some((field) => !field.inResult);
  }

  /** Whether the current content is part of a table of contents or an index, which is left out. */
  get inContents(): boolean {
    return this.#open.some((field) => field.inResult && isContents(field.instruction));
  }

  /** Target of the innermost hyperlink field. */
  get href(): string | undefined {
    const field = this.#open.findLast(
      (openField) => openField.inResult && /^\s*HYPERLINK\b/iu.test(openField.instruction),
    );
    return field && hrefOf(field.instruction);
  }
}

export function isContents(instruction: string): boolean {
  return /^\s*(?:TOC|INDEX|TOA)\b/iu.test(instruction);
}

/** Parses `HYPERLINK "address" \l "bookmark"`: an address, a bookmark in the same file, or both. */
export function hrefOf(instruction: string): string | undefined {
  const words = [...instruction.matchAll(/\\?[a-z](?=\s)|"([^"]*)"|\S+/giu)].map((match) => match[1] ?? match[0]);
  const at = words.indexOf("\\l");
  const bookmark = at >= 0 ? words[at + 1] : undefined;
  const address = words.slice(1).find((word, index) => !word.startsWith("\\") && !words[index]?.startsWith("\\"));
  if (address === undefined) return bookmark === undefined ? undefined : `#${bookmark}`;
  return bookmark === undefined || address.includes("#") ? address : `${address}#${bookmark}`;
}
