import type { Mark } from "prosemirror-model";
import { type ObjectNoun, objectWords } from "#core/text/object.ts";
import type { Piece } from "#core/text/segments/block.ts";
import { ContentHashes, objectPiece, outlineHash } from "../shared/object-pieces.ts";
import { child, childElements, parseXml, type XmlElement } from "../shared/xml.ts";
import type { Relationship } from "./docx-parts.ts";

/** A picture or an embedded object found in a drawing. */
interface Found {
  readonly noun: ObjectNoun;
  /** Id of the relationship to its content. */
  readonly id: string | undefined;
  /** Its own description, in a drawing of several. */
  readonly alt: string;
}

/** The objects of a drawing as pieces of text, and whether the content of all was found in the file. */
export interface DrawnObjects {
  readonly pieces: readonly Piece[];
  readonly isComplete: boolean;
}

/** Reads the pictures and embedded objects of a Word file as marked text. */
export class DocxObjects {
  readonly #hashes: ContentHashes;

  constructor(parts: { bytes: (name: string) => Uint8Array | undefined }) {
    this.#hashes = new ContentHashes(parts, parseXml);
  }

  /**
   * Reads a drawing, a picture in the older form, or an embedded object. A drawing of lines and shapes alone is one
   * object, unless it has text boxes: then its text is in the draft. Lines alone are none.
   */
  inDrawing(
    drawing: XmlElement,
    { links, marks, hasBoxes }: { links: ReadonlyMap<string, Relationship>; marks: readonly Mark[]; hasBoxes: boolean },
  ): DrawnObjects {
    const { alt, name } = descriptionIn(drawing);
    const found = objectsBelow(drawing, drawing.name === "w:object");
    const shapes = hasBoxes ? undefined : shapesIn(drawing);
    if (found.length === 0 && shapes) {
      const hash = outlineHash(shapes);
      return { pieces: [objectPiece("Drawing", { name, alt, hash }, marks)], isComplete: true };
    }
    const pieces = found.map((one) => {
      const link = one.id === undefined ? undefined : links.get(one.id);
      const hash = link && !link.external ? this.#hashOf(one.noun, link) : "";
      const words = found.length === 1 ? alt || one.alt : one.alt || alt;
      return { hash, piece: objectPiece(one.noun, { name, alt: words, hash }, marks) };
    });
    return { pieces: pieces.map(({ piece }) => piece), isComplete: pieces.every(({ hash }) => hash !== "") };
  }

  #hashOf(noun: ObjectNoun, { type, target }: Relationship): string {
    if (noun === "Chart" || noun === "Diagram") return this.#hashes.ofDrawn(target);
    return type === "image" ? this.#hashes.ofPicture(target) : this.#hashes.ofFile(target);
  }
}

/** Returns the description and the name of a drawing; "" without one. */
function descriptionIn(drawing: XmlElement): { alt: string; name: string } {
  const frame = child(drawing, "wp:inline") ?? child(drawing, "wp:anchor");
  if (!frame) return { alt: alternativeBelow(drawing), name: "" };
  const { descr = "", title = "", name = "" } = child(frame, "wp:docPr")?.attributes ?? {};
  return { alt: objectWords(descr) || title, name };
}

/** Returns the first alternative text of the shapes of the older form, without those in the text of text boxes. */
function alternativeBelow(element: XmlElement): string {
  for (const part of childElements(element)) {
    if (part.name === "w:txbxContent") continue;
    const alt = objectWords(part.attributes["alt"] ?? "") || alternativeBelow(part);
    if (alt !== "") return alt;
  }
  return "";
}

/** The elements that refer to the content of an object, with its name and the attributes that name the relationship. */
const references: Readonly<Record<string, readonly [noun: ObjectNoun, ...ids: string[]]>> = {
  "a:blip": ["Picture", "r:embed", "r:link"],
  "v:imagedata": ["Picture", "r:id", "r:href"],
  "c:chart": ["Chart", "r:id"],
  "cx:chart": ["Chart", "r:id"],
  "dgm:relIds": ["Diagram", "r:dm"],
  "o:OLEObject": ["Object", "r:id"],
  "w:control": ["Object", "r:id"],
  "w:objectEmbed": ["Object", "r:id"],
  "w:objectLink": ["Object", "r:id"],
};

/**
 * Returns the objects below an element in order, without those in the text of text boxes. An embedded object has a
 * picture of itself, which counts only if the file holds nothing else of the object.
 */
function objectsBelow(element: XmlElement, isEmbedded: boolean): Found[] {
  const found = referencesBelow(element, "");
  if (!isEmbedded) return found;
  const objects = found.filter(({ noun }) => noun === "Object");
  return objects.length > 0 ? objects : found.slice(0, 1).map((one) => ({ ...one, noun: "Object" }));
}

function referencesBelow(element: XmlElement, outerAlt: string): Found[] {
  return childElements(element).flatMap((part) => {
    if (part.name === "w:txbxContent") return [];
    if (part.name === "mc:AlternateContent") return referencesBelow(chosen(part), outerAlt);
    const own = child(child(part, "pic:nvPicPr"), "pic:cNvPr")?.attributes;
    const alt = own ? objectWords(own["descr"] ?? "") || objectWords(own["title"] ?? "") : outerAlt;
    const [noun, ...ids] = references[part.name] ?? [];
    if (noun === undefined) return referencesBelow(part, alt);
    const id = ids.map((name) => part.attributes[name]).find((value) => value !== undefined && value !== "");
    return [{ noun, id, alt: noun === "Object" ? (part.attributes["ProgID"] ?? "") : alt }];
  });
}

/** Returns the element with the shapes of a drawing. Undefined if it has none but lines, which divide a page. */
function shapesIn(drawing: XmlElement): XmlElement | undefined {
  if (drawing.name === "w:drawing") {
    const frame = child(drawing, "wp:inline") ?? child(drawing, "wp:anchor");
    const data = child(child(frame, "a:graphic"), "a:graphicData");
    return data && data.children.length > 0 && !isLines(data) ? data : undefined;
  }
  const shapes = childElements(drawing).filter(({ name }) => name.startsWith("v:") && name !== "v:shapetype");
  return drawing.name === "w:pict" && shapes.length > 0 && !shapes.every(isLine) ? drawing : undefined;
}

function isLine({ name, attributes }: XmlElement): boolean {
  return name === "v:line" || /^(?:t|true|1)$/iu.test(attributes["o:hr"] ?? "");
}

/** Whether all shapes below an element are straight lines. */
function isLines(element: XmlElement): boolean {
  const forms = geometriesBelow(element);
  return forms.length > 0 && forms.every((form) => form === "line" || form === "straightConnector1");
}

function geometriesBelow(element: XmlElement): string[] {
  return childElements(element).flatMap((part) =>
    part.name === "a:prstGeom" || part.name === "a:custGeom" ? [part.attributes["prst"] ?? ""] : geometriesBelow(part),
  );
}

/** Word stores a drawing twice for older readers. The first choice is the one that Word displays. */
export function chosen(alternatives: XmlElement): XmlElement {
  return (
    child(alternatives, "mc:Choice") ?? child(alternatives, "mc:Fallback") ?? { name: "", attributes: {}, children: [] }
  );
}

/** Returns the contents of the text boxes below an element. */
export function textBoxesIn(element: XmlElement): XmlElement[] {
  return childElements(element).flatMap((part) => {
    if (part.name === "w:txbxContent") return [part];
    return textBoxesIn(part.name === "mc:AlternateContent" ? chosen(part) : part);
  });
}

/** Returns whether a drawing is not on the page. */
export function isHiddenDrawing(drawing: XmlElement): boolean {
  return childElements(drawing).some((shape) => {
    if (drawing.name !== "w:drawing") return /visibility\s*:\s*hidden/iu.test(shape.attributes["style"] ?? "");
    return /^(?:1|true)$/u.test(child(shape, "wp:docPr")?.attributes["hidden"] ?? "");
  });
}

/** Returns the alternative text of a drawing, or "" if it has none. */
export function descriptionOf(element: XmlElement): string {
  for (const part of childElements(element)) {
    const description = part.attributes["descr"] ?? part.attributes["alt"] ?? part.attributes["title"];
    if (description !== undefined && description !== "") return description;
    const below = descriptionOf(part);
    if (below !== "") return below;
  }
  return "";
}
