import { type SaxesAttributeNS, SaxesParser, type SaxesTagNS } from "saxes";
import { UnsupportedPackageError } from "./parts.ts";

/** An attribute as written, with its namespace. */
export interface SourceAttribute {
  readonly uri: string;
  readonly local: string;
  /** Name as written, with its prefix. */
  readonly raw: string;
  readonly value: string;
}

/**
 * An element of a part with its offsets in the part's text, in UTF-16 code units. The text between the offsets can
 * therefore be copied without serialising it again.
 */
export interface SourceElement {
  /** Name with the usual prefix for Word's own namespaces ("w:p"), and as written for others. */
  readonly name: string;
  readonly uri: string;
  /** Name as written. */
  readonly raw: string;
  readonly attributes: readonly SourceAttribute[];
  readonly parent: SourceElement | null;
  children: readonly (SourceElement | string)[];
  readonly start: number;
  /** End of the start tag. */
  readonly openEnd: number;
  /** Start of the end tag. Same as `openEnd` if the element closes itself. */
  closeStart: number;
  end: number;
}

export const wordNamespaces = [
  "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
  "http://purl.oclc.org/ooxml/wordprocessingml/main",
];
export const relationNamespaces = [
  "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
  "http://purl.oclc.org/ooxml/officeDocument/relationships",
];

/** Returns the namespace of relations that belongs to a namespace of Word's: there is a strict form of both. */
export function relationSpace(wordNamespace: string): string {
  return relationNamespaces[Math.max(wordNamespaces.indexOf(wordNamespace), 0)] ?? "";
}

const prefixes = new Map([
  ...wordNamespaces.map((uri) => [uri, "w"] as const),
  ...relationNamespaces.map((uri) => [uri, "r"] as const),
  ["http://schemas.openxmlformats.org/officeDocument/2006/math", "m"],
  ["http://purl.oclc.org/ooxml/officeDocument/math", "m"],
  ["http://schemas.openxmlformats.org/markup-compatibility/2006", "mc"],
  ["http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing", "wp"],
  ["http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing", "wp"],
  ["http://schemas.openxmlformats.org/drawingml/2006/main", "a"],
  ["http://schemas.openxmlformats.org/package/2006/relationships", "rel"],
  ["http://schemas.openxmlformats.org/package/2006/content-types", "ct"],
  ...["office", "text", "table", "style", "meta", "config", "manifest", "form"].map(
    (name) => [`urn:oasis:names:tc:opendocument:xmlns:${name}:1.0`, name] as const,
  ),
  ["urn:oasis:names:tc:opendocument:xmlns:drawing:1.0", "draw"],
  ["urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0", "loext"],
  ["http://purl.org/dc/elements/1.1/", "dc"],
]);

/** A part's text with its elements. */
export interface XmlSource {
  readonly xml: string;
  readonly root: SourceElement;
}

/** Maximum nesting depth, as for reading. */
const deepestNesting = 300;

/**
 * Parses a part and keeps the offsets of its elements.
 *
 * @throws UnsupportedPackageError if the part is no XML in UTF-8, or declares a document type
 */
export function parseSource(bytes: Uint8Array, part: string): XmlSource {
  const xml = decode(bytes, part);
  const parser = new SaxesParser({ xmlns: true, position: true });
  const shared = new SharedNames();
  const open: { readonly element: SourceElement; readonly children: (SourceElement | string)[] }[] = [];
  let root: SourceElement | undefined;
  parser.on("doctype", () => fail(part, "document type"));
  parser.on("error", (error) => fail(part, error.message));
  parser.on("opentag", (tag) => {
    const openEnd = parser.position;
    const start = xml.lastIndexOf("<", openEnd - 1);
    const element = elementOf(tag, {
      parent: open.at(-1)?.element ?? null,
      attributes: shared.attributes(xml.slice(start, openEnd), tag.attributes),
      start,
      openEnd,
      shared,
    });
    open.at(-1)?.children.push(element);
    root ??= element;
    if (open.push({ element, children: [] }) > deepestNesting) fail(part, "deep nesting");
  });
  const text = (value: string): void => void open.at(-1)?.children.push(value);
  parser.on("text", text);
  parser.on("cdata", text);
  parser.on("closetag", (tag) => {
    const { element, children } = open.pop() ?? {};
    if (!element || !children) return;
    // A copy has no room for more children, which most elements would never use.
    if (children.length > 0) element.children = children.slice();
    element.end = parser.position;
    element.closeStart = tag.isSelfClosing ? element.openEnd : xml.lastIndexOf("<", parser.position - 1);
  });
  parser.write(xml).close();
  if (!root) fail(part, "no element");
  return { xml, root };
}

/** Longest value of an attribute that is kept once for all elements. */
const longestShared = 40;
const none: readonly never[] = [];

/** Names and attributes of a part, each once: a long text has the same few on hundreds of thousands of elements. */
class SharedNames {
  readonly #names = new Map<string, string>();
  readonly #attributes = new Map<string, SourceAttribute>();
  readonly #lists = new Map<string, readonly SourceAttribute[]>();

  name(name: string): string {
    const known = this.#names.get(name);
    if (known !== undefined) return known;
    this.#names.set(name, name);
    return name;
  }

  /** Returns the attributes of a tag, given with the text of the tag. */
  attributes(tag: string, attributes: Readonly<Record<string, SaxesAttributeNS>>): readonly SourceAttribute[] {
    const list = Object.values(attributes).map((attribute) => this.#attribute(attribute));
    if (list.length === 0) return none;
    const known = this.#lists.get(tag);
    // The same prefix may mean another namespace in another given.
    if (known?.length === list.length && known.every((attribute, index) => attribute === list[index])) return known;
    if (tag.length <= longestShared * 4) this.#lists.set(tag, list);
    return list;
  }

  #attribute({ uri, local, name, value }: SaxesAttributeNS): SourceAttribute {
    const attribute = { uri, local: this.name(local), raw: this.name(name), value };
    if (value.length > longestShared) return attribute;
    const key = `${name}=${value}`;
    const known = this.#attributes.get(key);
    if (known?.uri === uri && known.raw === name) return known;
    this.#attributes.set(key, attribute);
    return attribute;
  }
}

function fail(part: string, detail: string): never {
  throw new UnsupportedPackageError(part, detail);
}

function decode(bytes: Uint8Array, part: string): string {
  try {
    // Keeps the byte order mark, so that the part has it when it is written again.
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return fail(part, "encoding");
  }
}

function elementOf(
  tag: SaxesTagNS,
  { shared, ...given }: Pick<SourceElement, "attributes" | "parent" | "start" | "openEnd"> & { shared: SharedNames },
): SourceElement {
  return {
    name: shared.name(nameOf(tag.uri, tag.local, tag.name)),
    uri: tag.uri,
    raw: shared.name(tag.name),
    attributes: given.attributes,
    parent: given.parent,
    children: none,
    start: given.start,
    openEnd: given.openEnd,
    closeStart: given.openEnd,
    end: given.openEnd,
  };
}

function nameOf(uri: string, local: string, raw: string): string {
  const prefix = prefixes.get(uri);
  return prefix === undefined ? raw : `${prefix}:${local}`;
}

/** Returns the first child element with this name. */
export function childOf(element: SourceElement | undefined, name: string): SourceElement | undefined {
  return element?.children.find((node): node is SourceElement => typeof node !== "string" && node.name === name);
}

/** Returns the child elements. */
export function elementsOf(element: SourceElement | undefined): SourceElement[] {
  return (element?.children ?? []).filter((node): node is SourceElement => typeof node !== "string");
}

/** Returns an attribute of Word's own namespace, such as `val` for `w:val`. */
export function wordAttribute(element: SourceElement | undefined, local: string): string | undefined {
  return element?.attributes.find((attribute) => attribute.local === local && wordNamespaces.includes(attribute.uri))
    ?.value;
}

/** Returns an attribute without a namespace. */
export function plainAttribute(element: SourceElement | undefined, local: string): string | undefined {
  return element?.attributes.find((attribute) => attribute.local === local && attribute.uri === "")?.value;
}

/** Returns the text of an element and all its descendants. */
export function textIn(element: SourceElement): string {
  return element.children.map((node) => (typeof node === "string" ? node : textIn(node))).join("");
}

/** Yields all descendants in document order. */
export function* descendants(element: SourceElement): Generator<SourceElement, void> {
  for (const inner of elementsOf(element)) {
    yield inner;
    yield* descendants(inner);
  }
}

/**
 * Returns the offset in the part's text of each character of a text element, and of its end. Entities and line ends take
 * more characters in the part than in the text.
 *
 * @throws UnsupportedPackageError for text with comments or CDATA sections inside
 */
export function textOffsets(source: XmlSource, { openEnd, closeStart }: SourceElement): number[] {
  return [...offsetsBetween(source, openEnd, closeStart), closeStart];
}

/**
 * Returns the offset in the part's text of each character between two tags.
 *
 * @throws UnsupportedPackageError for text with comments or CDATA sections inside
 */
export function offsetsBetween({ xml }: XmlSource, start: number, end: number): number[] {
  const offsets: number[] = [];
  for (let at = start; at < end;) {
    const entity = /^(?:&[^;]{1,12};|\r\n)/u.exec(xml.slice(at, at + 14))?.[0];
    if (xml[at] === "<") throw new UnsupportedPackageError("", "CDATA");
    offsets.push(at);
    const code = /^&#(?:x([\da-f]+)|(\d+));$/iu.exec(entity ?? "");
    const value = code ? Number.parseInt(code[1] ?? code[2] ?? "", code[1] === undefined ? 10 : 16) : 0;
    if (value > 0xffff) offsets.push(at);
    at += entity?.length ?? 1;
  }
  return offsets;
}

/** Replaces a stretch of a part's text. An insertion has an empty stretch. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Returns a stretch of a part's text with the edits inside it. Edits at the same offset keep their order. */
export function edited(xml: string, edits: readonly Edit[], start = 0, end = xml.length): string {
  if (edits.length === 0) return xml.slice(start, end);
  const pieces: string[] = [];
  let at = start;
  const sorted = [...edits].sort((first, second) => first.start - second.start || first.end - second.end);
  for (const edit of sorted) {
    if (edit.start < at) throw new RangeError("Edits overlap");
    pieces.push(xml.slice(at, edit.start), edit.text);
    at = edit.end;
  }
  pieces.push(xml.slice(at, end));
  return pieces.join("");
}

/** Returns the edit that appends to a part's root element. */
export function appended({ xml, root }: XmlSource, text: string): Edit {
  if (!xml.slice(root.start, root.openEnd).endsWith("/>"))
    return { start: root.closeStart, end: root.closeStart, text };
  return { start: root.openEnd - 2, end: root.openEnd, text: `>${text}</${root.raw}>` };
}
