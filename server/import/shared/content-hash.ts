import { createHash } from "node:crypto";
import { withoutPictureData } from "#core/text/picture-data.ts";
import { UnreadableFile } from "./unreadable-file.ts";
import type { XmlElement } from "./xml.ts";

/** Maximum number of pictures and embedded files whose content is read. Each needs a search through the package. */
const mostParts = 1000;
/** Maximum size of a chart or a diagram, and of all of them, in bytes of XML. Parsing takes much more memory. */
const largestDrawn = { one: 2 * 1024 * 1024, all: 8 * 1024 * 1024 };

/** Reads the content of pictures and embedded objects, each part once, for their hashes. */
export class ContentHashes {
  readonly #parts: { bytes: (name: string) => Uint8Array | undefined };
  readonly #parse: (bytes: Uint8Array, name: string) => XmlElement;
  readonly #hashes = new Map<string, string>();
  #drawnBytes = 0;

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

  /** Returns the hash of the outline of a part that programs draw, such as a chart. "" if it cannot be read. */
  ofDrawn(part: string): string {
    return this.#of(part, (bytes) => {
      this.#drawnBytes += bytes.length;
      if (bytes.length > largestDrawn.one || this.#drawnBytes > largestDrawn.all) return "";
      return outlineHash(this.#parse(bytes, part));
    });
  }

  /** A picture that is damaged or too large to unpack must not make the text unreadable. */
  #of(part: string, hash: (bytes: Uint8Array) => string): string {
    const known = this.#hashes.get(part);
    if (known !== undefined) return known;
    if (this.#hashes.size >= mostParts) return "";
    let found = "";
    try {
      const bytes = this.#parts.bytes(part);
      if (bytes) found = hash(bytes);
    } catch (error) {
      if (!(error instanceof UnreadableFile)) throw error;
    }
    this.#hashes.set(part, found);
    return found;
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
const unseen = /^mc:Fallback$|:(?:extLst|ext|externalData|pivotSource|printSettings|f|axId|crossAx|ctrlPr|rPr)$/u;
/** Attributes that programs choose anew, or that only describe. */
const unsteady = /:|id$|^(?:name|descr|title|alt|style)$/iu;

function outlineOf({ name, attributes, children }: XmlElement): string {
  const kept = Object.entries(attributes)
    .filter(([attribute]) => !unsteady.test(attribute) || attribute === "m:val")
    .map(([attribute, value]) => `${attribute}=${value}`)
    .sort();
  const inner = children.map((node) => {
    if (typeof node === "string") return node.trim();
    return unseen.test(node.name) ? "" : outlineOf(node);
  });
  return `${name}[${kept.join(" ")}](${inner.join("")})`;
}
