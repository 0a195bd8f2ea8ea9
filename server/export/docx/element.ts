import {
  FileChild,
  type IParagraphOptions,
  type IXmlableObject,
  Paragraph,
  type ParagraphChild,
  type XmlComponent,
} from "docx";

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

const escapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  '"': "&quot;",
  "'": "&apos;",
  "<": "&lt;",
  ">": "&gt;",
};

/**
 * Serialises what a docx component prepares: an object with one key, the element's name, which holds its attributes
 * (`_attr`) and children. docx serialises a whole part at once. This function serialises one component at a time, so
 * that a long text is never held as a tree.
 */
export function xmlable(object: IXmlableObject): string {
  const [entry] = Object.entries(object) as [string, unknown][];
  if (!entry) return "";
  const [name, value] = entry;
  if (value === null || typeof value !== "object") return `<${name}>${escaped(value ?? "")}</${name}>`;
  let attributes = attributesOf(value);
  if (!Array.isArray(value)) return `<${name}${attributes}/>`;
  let content = "";
  for (const child of value as unknown[]) {
    if (child === null || typeof child !== "object") content += escaped(child ?? "");
    else if ("_attr" in child) attributes += attributesOf(child);
    else content += xmlable(child);
  }
  return `<${name}${attributes}>${content}</${name}>`;
}

function attributesOf(holder: object): string {
  const { _attr: attributes } = holder as { _attr?: Readonly<Record<string, unknown>> };
  return Object.entries(attributes ?? {})
    .map(([name, value]) => ` ${name}="${escaped(value)}"`)
    .join("");
}

function escaped(value: unknown): string {
  return String(value).replace(/[&"'<>]/gu, (character) => escapes[character] ?? character);
}
