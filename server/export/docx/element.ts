import {
  type BaseXmlComponent,
  FileChild,
  type IContext,
  type IParagraphOptions,
  Paragraph,
  type ParagraphChild,
  type XmlComponent,
} from "docx";
import { escapeOfficeXml, xmlEnd, xmlStart, type XmlAttributes } from "../shared/xml.ts";

/**
 * A WordprocessingML element that the docx package has no class for: moves, deleted text, footnote marks. It can be
 * used between paragraphs (so it is a `FileChild`) or inside one.
 */
export class DocxElement extends FileChild {
  /**
   * `name` and the attributes' names carry their prefix: "w:moveFrom", "w:id". Strings are text, which docx escapes.
   */
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

/** A part of a paragraph. The docx package has a closed list of types, but it writes any component. */
export type ParagraphPart = ParagraphChild | DocxElement;

/** Builds a paragraph of any parts. */
export function paragraphOf(options: IParagraphOptions, parts: readonly ParagraphPart[]): Paragraph {
  return new Paragraph({ ...options, children: parts as ParagraphChild[] });
}

/**
 * Serialises a docx component, which is part of the file of `context`. docx serialises a whole part at once. This
 * function serialises one component at a time, so that a long text is never held as a tree.
 */
export function componentXml(component: BaseXmlComponent, context: IContext): string {
  const prepared = component.prepForXml(context);
  return prepared ? treeXml(prepared) : "";
}

type XmlText = string | number | boolean | null | undefined;

/** `tree` is an object with one key, the element's name, which holds its attributes (`_attr`) and children. */
function treeXml(tree: object): string {
  const [entry] = Object.entries(tree) as [string, object | XmlText][];
  if (!entry) return "";
  const [name, value] = entry;
  if (value === null || typeof value !== "object") return xmlStart(name) + textXml(value) + xmlEnd(name);
  if (!Array.isArray(value)) return `${xmlStart(name, attributesOf(value), escapeOfficeXml).slice(0, -1)}/>`;
  let attributes: XmlAttributes = attributesOf(value);
  let content = "";
  for (const child of value as (object | XmlText)[]) {
    if (child === null || typeof child !== "object") content += textXml(child);
    else if ("_attr" in child) attributes = { ...attributes, ...attributesOf(child) };
    else content += treeXml(child);
  }
  return xmlStart(name, attributes, escapeOfficeXml) + content + xmlEnd(name);
}

function textXml(text: XmlText): string {
  return escapeOfficeXml(String(text ?? ""));
}

function attributesOf(holder: object): XmlAttributes {
  return (holder as { _attr?: XmlAttributes })._attr ?? {};
}
