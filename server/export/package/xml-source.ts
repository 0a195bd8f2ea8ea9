import { SaxesParser, type SaxesTagNS } from "saxes";
import { UnsupportedPackageError } from "./unsupported.ts";

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
  readonly children: (SourceElement | string)[];
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
  const open: SourceElement[] = [];
  let root: SourceElement | undefined;
  parser.on("doctype", () => fail(part, "document type"));
  parser.on("error", (error) => fail(part, error.message));
  parser.on("opentag", (tag) => {
    const openEnd = parser.position;
    const start = xml.lastIndexOf("<", openEnd - 1);
    const element = elementOf(tag, open.at(-1) ?? null, start, openEnd);
    open.at(-1)?.children.push(element);
    root ??= element;
    if (open.push(element) > deepestNesting) fail(part, "deep nesting");
  });
  const text = (value: string): void => void open.at(-1)?.children.push(value);
  parser.on("text", text);
  parser.on("cdata", text);
  parser.on("closetag", (tag) => {
    const element = open.pop();
    if (!element) return;
    element.end = parser.position;
    element.closeStart = tag.isSelfClosing ? element.openEnd : xml.lastIndexOf("<", parser.position - 1);
  });
  parser.write(xml).close();
  if (!root) fail(part, "no element");
  return { xml, root };
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

function elementOf(tag: SaxesTagNS, parent: SourceElement | null, start: number, openEnd: number): SourceElement {
  return {
    name: nameOf(tag.uri, tag.local, tag.name),
    uri: tag.uri,
    raw: tag.name,
    attributes: Object.values(tag.attributes).map(({ uri, local, name, value }) => ({ uri, local, raw: name, value })),
    parent,
    children: [],
    start,
    openEnd,
    closeStart: openEnd,
    end: openEnd,
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
