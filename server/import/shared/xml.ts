import { SaxesParser, type SaxesTagNS } from "saxes";
import { UnreadableFile } from "./unreadable-file.ts";

/** An element whose name and attributes have the usual prefixes, whatever prefixes the file uses. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (XmlElement | string)[];
}

/** Namespaces of Word files (transitional and strict), of OpenDocument, and of the extensions that contain text. */
const prefixes: Readonly<Record<string, string>> = {
  "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
  "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
  "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
  "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
  "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
  "http://purl.oclc.org/ooxml/officeDocument/math": "m",
  "http://schemas.openxmlformats.org/package/2006/relationships": "rel",
  "http://schemas.openxmlformats.org/package/2006/content-types": "ct",
  "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
  "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
  "http://purl.oclc.org/ooxml/drawingml/main": "a",
  "http://schemas.openxmlformats.org/drawingml/2006/picture": "pic",
  "http://purl.oclc.org/ooxml/drawingml/picture": "pic",
  "http://schemas.openxmlformats.org/drawingml/2006/chart": "c",
  "http://purl.oclc.org/ooxml/drawingml/chart": "c",
  "http://schemas.microsoft.com/office/drawing/2014/chartex": "cx",
  "http://schemas.openxmlformats.org/drawingml/2006/diagram": "dgm",
  "http://purl.oclc.org/ooxml/drawingml/diagram": "dgm",
  "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing": "wp",
  "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": "wp",
  "http://schemas.microsoft.com/office/word/2010/wordprocessingShape": "wps",
  "http://schemas.microsoft.com/office/word/2010/wordml": "w14",
  "http://schemas.microsoft.com/office/word/2012/wordml": "w15",
  "urn:schemas-microsoft-com:vml": "v",
  "urn:schemas-microsoft-com:office:office": "o",
  "http://www.w3.org/XML/1998/namespace": "xml",
  "urn:oasis:names:tc:opendocument:xmlns:office:1.0": "office",
  "urn:oasis:names:tc:opendocument:xmlns:text:1.0": "text",
  "urn:oasis:names:tc:opendocument:xmlns:table:1.0": "table",
  "urn:oasis:names:tc:opendocument:xmlns:style:1.0": "style",
  "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0": "draw",
  "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0": "fo",
  "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0": "svg",
  "urn:oasis:names:tc:opendocument:xmlns:meta:1.0": "meta",
  "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0": "loext",
  "http://purl.org/dc/elements/1.1/": "dc",
  "http://www.w3.org/1999/xlink": "xlink",
  "http://www.w3.org/1998/Math/MathML": "math",
};

/**
 * Maximum nesting depth. A cell in a table in a text box in a content control, with a tracked run in it, has a depth of
 * about 40. Deeper files were made to break readers.
 */
const deepestNesting = 300;

/**
 * Maximum number of tags in one part. 1 000 000 words with a mark on every sentence have 1 000 000 tags, and each needs
 * about 1 kB of memory. Beyond this, a single file could use up a small machine's memory.
 */
const mostTags = 1_500_000;

/**
 * Parses a part and returns its root element. Rejects any document type: the standard forbids it, and it would allow
 * entities that expand without limit or read other files.
 *
 * @throws UnreadableFile damaged, too-large
 */
export function parseXml(bytes: Uint8Array, part: string): XmlElement {
  const text = decodeXml(bytes);
  if (/<!(?:DOCTYPE|ENTITY)/iu.test(text)) throw new UnreadableFile("damaged", `${part} declares a document type`);
  let tags = 0;
  for (let at = text.indexOf("<"); at >= 0; at = text.indexOf("<", at + 1)) tags += 1;
  if (tags > mostTags) throw new UnreadableFile("too-large", `${part} has ${String(tags)} tags`);
  const parser = new SaxesParser({ xmlns: true, position: false });
  let root: Open | undefined;
  const open: Open[] = [];
  parser.on("opentag", (tag) => {
    const element = elementOf(tag);
    open.at(-1)?.children.push(element);
    root ??= element;
    if (open.push(element) > deepestNesting) throw new UnreadableFile("too-large", `${part} nests too deep`);
  });
  parser.on("text", (text) => open.at(-1)?.children.push(text));
  parser.on("cdata", (text) => open.at(-1)?.children.push(text));
  parser.on("closetag", () => open.pop());
  parser.on("error", (error) => {
    throw new UnreadableFile("damaged", `${part}: ${error.message}`);
  });
  parser.write(text).close();
  if (!root) throw new UnreadableFile("damaged", `${part} has no element`);
  return root;
}

function decodeXml(bytes: Uint8Array): string {
  const encoding =
    (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0x3c && bytes[1] === 0)
      ? "utf-16le"
      : (bytes[0] === 0xfe && bytes[1] === 0xff) || (bytes[0] === 0 && bytes[1] === 0x3c)
        ? "utf-16be"
        : "utf-8";
  return new TextDecoder(encoding).decode(bytes);
}

type Open = XmlElement & { children: (XmlElement | string)[] };

function elementOf(tag: SaxesTagNS): Open {
  const attributes: Record<string, string> = {};
  for (const { uri, local, value } of Object.values(tag.attributes)) attributes[qualified(uri, local)] = value;
  return { name: qualified(tag.uri, tag.local), attributes, children: [] };
}

function qualified(namespace: string, local: string): string {
  return namespace === "" ? local : `${prefixes[namespace] ?? "other"}:${local}`;
}

/** Returns the first child element with this name. */
export function child(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((node): node is XmlElement => typeof node !== "string" && node.name === name);
}

/** Returns all child elements, or only those with this name. */
export function childElements(element: XmlElement | undefined, name?: string): XmlElement[] {
  return (element?.children ?? []).filter(
    (node): node is XmlElement => typeof node !== "string" && (name === undefined || node.name === name),
  );
}

/** Returns the `w:val` of a child element. Undefined if either is missing. */
export function valueOf(element: XmlElement | undefined, name: string): string | undefined {
  return child(element, name)?.attributes["w:val"];
}

/**
 * Returns an on/off property of the standard. An element without a value means on. Undefined if the element is missing.
 */
export function switchOf(element: XmlElement | undefined, name: string): boolean | undefined {
  const childElement = child(element, name);
  if (!childElement) return undefined;
  return !/^(?:0|false|off|none)$/iu.test(childElement.attributes["w:val"] ?? "on");
}

/** Parses an integer attribute, such as a count or an id. Undefined if it is missing or not a number. */
export function integerOf(value: string | undefined): number | undefined {
  return value !== undefined && /^-?\d{1,9}$/u.test(value) ? Number(value) : undefined;
}

/** Returns the text of an element and all its descendants. */
export function textBelow(element: XmlElement): string {
  return element.children.map((node) => (typeof node === "string" ? node : textBelow(node))).join("");
}
