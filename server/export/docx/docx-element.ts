import { FileChild, Paragraph, type IParagraphOptions, type ParagraphChild, type XmlComponent } from "docx";

/**
 * An element of WordprocessingML that the docx package has no class for: moves, deleted text, marks of footnotes.
 * It may stand among paragraphs (so it is a `FileChild`) or inside one.
 */
export class DocxElement extends FileChild {
  /** `name` and the attributes' names carry their prefix: "w:moveFrom", "w:id". Strings are text; docx escapes them. */
  constructor(
    name: string,
    attributes: Readonly<Record<string, string | number>> = {},
    children: readonly (XmlComponent | string)[] = [],
  ) {
    super(name);
    if (Object.keys(attributes).length > 0) this.root.push({ _attr: attributes });
    this.root.push(...children);
  }
}

/** What may stand in a paragraph. docx closes its own list, though it writes whatever component it is given. */
export type ParagraphPart = ParagraphChild | DocxElement;

/** A paragraph of any parts. */
export function paragraphOf(options: IParagraphOptions, parts: readonly ParagraphPart[]): Paragraph {
  return new Paragraph({ ...options, children: parts as ParagraphChild[] });
}
