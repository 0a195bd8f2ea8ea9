import { createHash } from "node:crypto";
import type { Mark } from "prosemirror-model";
import { type ObjectNoun, objectText, objectWords, type TextObject } from "#core/text/object.ts";
import { draftSchema } from "#core/text/schema.ts";
import type { Piece } from "#core/text/segments/block.ts";
import { withoutPictureData } from "../../pictures/picture-data.ts";
import { UnreadableFile } from "./unreadable-file.ts";
import type { XmlElement } from "./xml.ts";

/** Returns a picture or an embedded object as a piece of marked text. `marks` are those of the text around it. */
export function objectPiece(
  noun: ObjectNoun,
  { name, alt, hash }: Omit<TextObject, "kind">,
  marks: readonly Mark[],
): Piece {
  const kind = noun === "Picture" ? "picture" : "object";
  const object: TextObject = { kind, name: objectWords(name), alt: objectWords(alt), hash };
  return { kind: "text", text: objectText(noun, object), marks: [...marks, draftSchema.mark("object", { ...object })] };
}

/** Returns an equation as a piece of marked text. `text` is the equation on one line. */
export function equationPiece(equation: XmlElement, text: string): Piece {
  const object: TextObject = { kind: "equation", name: "", alt: "", hash: outlineHash(equation) };
  return { kind: "text", text, marks: [draftSchema.mark("object", { ...object })] };
}

const letterAtEnd = /[\p{L}\p{N}]$/u;
const letterAtStart = /^[\p{L}\p{N}]/u;

/**
 * The parts of an equation as one line. A part is open where more letters or digits would read as its own: "x^k a" and
 * "2 1/3" have a space there.
 */
export class EquationLine {
  // Joined at the end: asking a growing text for its last character copies all of it.
  readonly #parts: string[] = [];
  #isOpen = false;

  add(text: string, { startsOpen, endsOpen }: { startsOpen: boolean; endsOpen: boolean }): void {
    if (text === "") return;
    const isApart = (this.#isOpen || startsOpen) && letterAtEnd.test(this.#parts.at(-1) ?? "");
    if (isApart && letterAtStart.test(text)) this.#parts.push(" ");
    this.#parts.push(text);
    this.#isOpen = endsOpen;
  }

  text(): string {
    return this.#parts.join("");
  }
}

/** Maximum number of pictures and embedded files whose content is read. Each needs a search through the package. */
const mostParts = 1000;
/** Maximum size of a chart or a diagram, and of all of them, in bytes of XML. Parsing takes much more memory. */
const largestDrawn = { one: 2 * 1024 * 1024, all: 8 * 1024 * 1024 };

/** Reads the content of pictures and embedded objects for their hashes, those of pictures and files once. */
export class ContentHashes {
  readonly #parts: { bytes: (name: string) => Uint8Array | undefined };
  readonly #parse: (bytes: Uint8Array, name: string) => XmlElement;
  readonly #hashes = new Map<string, string>();
  #drawnBytes = 0;
  #partsRead = 0;

  constructor(
    parts: { bytes: (name: string) => Uint8Array | undefined },
    parse: (bytes: Uint8Array, name: string) => XmlElement,
  ) {
    this.#parts = parts;
    this.#parse = parse;
  }

  /**
   * Returns the SHA-256 of what a picture shows, in lower-case hex, without what cameras and programs wrote into it.
   * Files for other readers lack that, and it is the same picture. "" if the content cannot be read.
   */
  ofPicture(part: string): string {
    return this.#of(part, (bytes) => sha256(withoutPictureData(bytes)?.bytes ?? bytes));
  }

  /** Returns the SHA-256 of an embedded file. "" if it cannot be read. */
  ofFile(part: string): string {
    return this.#of(part, sha256);
  }

  /** Returns the SHA-256 of content that the text itself holds. */
  ofText(content: string): string {
    return content === "" ? "" : sha256(content);
  }

  /** Returns the hash of the outline of a part that programs draw, such as a chart. "" if it cannot be read. */
  ofDrawn(part: string): string {
    const root = this.root(part);
    return root ? outlineHash(root) : "";
  }

  /** Returns the root of a part that programs draw. Undefined if it cannot be read. */
  root(part: string): XmlElement | undefined {
    return this.#read(part, (bytes) => {
      this.#drawnBytes += bytes.length;
      const isTooLarge = bytes.length > largestDrawn.one || this.#drawnBytes > largestDrawn.all;
      return isTooLarge ? undefined : this.#parse(bytes, part);
    });
  }

  #of(part: string, hash: (bytes: Uint8Array) => string): string {
    const known = this.#hashes.get(part) ?? this.#read(part, hash) ?? "";
    this.#hashes.set(part, known);
    return known;
  }

  /** A picture that is damaged or too large to unpack must not make the text unreadable. */
  #read<Content>(part: string, read: (bytes: Uint8Array) => Content | undefined): Content | undefined {
    this.#partsRead += 1;
    if (this.#partsRead > mostParts) return undefined;
    try {
      const bytes = this.#parts.bytes(part);
      return bytes && read(bytes);
    } catch (error) {
      if (error instanceof UnreadableFile) return undefined;
      throw error;
    }
  }
}

function sha256(content: Uint8Array | string): string {
  return createHash("sha256").update(content).digest("hex");
}

/** Returns a hash of the shapes and text of an element, which is the same in every file that has it. */
export function outlineHash(element: XmlElement): string {
  return sha256(outlineOf(element));
}

/**
 * Parts of a drawing that are not seen: extensions, links to the cells of a workbook, settings for printing, numbers of
 * axes.
 */
const unseen =
  /^(?:mc:Fallback|cx?:f)$|:(?:extLst|ext|externalData|pivotSource|printSettings|axId|crossAx|ctrlPr|rPr)$/u;
/** Attributes left out of the hash: programs change them each time they save, or they only describe the object. */
const unsteady = /:|id$|^(?:name|descr|title|alt|style)$/iu;
/**
 * Attributes with a prefix that draw all the same: characters of an equation, and the outlines of shapes and the kind of
 * a chart in OpenDocument (`chart:class`).
 */
const drawing = /^(?:m:val|svg:(?:d|viewBox)|draw:(?:points|type|enhanced-path|modifiers|kind)|other:class)$/u;

function outlineOf({ name, attributes, children }: XmlElement): string {
  const kept = Object.entries(attributes)
    .filter(([attribute]) => !unsteady.test(attribute) || drawing.test(attribute))
    .map(([attribute, value]) => `${attribute}=${value}`)
    .sort();
  const inner = children.map((node) => {
    if (typeof node === "string") return node.trim();
    return unseen.test(node.name) ? "" : outlineOf(node);
  });
  return `${name}[${kept.join(" ")}](${inner.join("")})`;
}
