import type { PendingNotice, Piece } from "#core/text/segments/block.ts";
import { ContentHashes, EquationLine, equationPiece, objectPiece, outlineHash } from "../shared/object-pieces.ts";
import { child, childElements, parseXml, textBelow, type XmlElement } from "../shared/xml.ts";
import { textOf } from "./changes.ts";

/** The objects of a drawing as pieces of text, and whether the content of all was found in the file. */
interface DrawnObjects {
  readonly pieces: readonly Piece[];
  readonly isComplete: boolean;
}

type Marks = Extract<Piece, { kind: "text" }>["marks"];

/** Contents of a frame. The first that a program knows is shown, and the others are for other programs. */
const contents = new Set([
  "draw:image",
  "draw:object",
  "draw:object-ole",
  "draw:text-box",
  "draw:plugin",
  "draw:applet",
]);

/** Reads the pictures, equations and embedded objects of an OpenDocument text as marked text. */
export class OdtObjects {
  readonly #hashes: ContentHashes;

  constructor(parts: { bytes: (name: string) => Uint8Array | undefined }) {
    this.#hashes = new ContentHashes(parts, parseXml);
  }

  /**
   * Reads a drawing without the text of its text boxes. A drawing of shapes alone is one object. A drawing
   * with text boxes is not an object, because their text is in the draft; nor is a drawing of straight lines.
   */
  inDrawing(drawing: XmlElement, { marks, hasBoxes }: { marks: Marks; hasBoxes: boolean }): DrawnObjects {
    const frames = framesIn(drawing);
    if (frames.length === 0) {
      if (hasBoxes || drawing.name === "draw:a" || isLines(drawing)) return { pieces: [], isComplete: true };
      const object = { ...descriptionOf(drawing), hash: outlineHash(drawing) };
      return { pieces: [objectPiece("Drawing", object, marks)], isComplete: true };
    }
    const found = frames.map((frame) => this.#inFrame(frame, marks));
    return {
      pieces: found.flatMap(({ piece }) => piece ?? []),
      isComplete: found.every(({ isComplete }) => isComplete),
    };
  }

  #inFrame(frame: XmlElement, marks: Marks): { piece: Piece | null; isComplete: boolean } {
    const content = childElements(frame).find(({ name }) => contents.has(name));
    if (!content || content.name === "draw:text-box") return { piece: null, isComplete: true };
    const description = descriptionOf(frame);
    if (content.name === "draw:object") {
      const root = this.#rootOf(content);
      const equation = root?.name === "math:math" ? linearMathml(root) : "";
      if (root && equation !== "") return { piece: equationPiece(root, equation), isComplete: true };
      const isChart = child(child(root, "office:body"), "office:chart") !== undefined;
      // OpenOffice wrote equations with a document type, which is not parsed.
      const hash = root ? outlineHash(root) : this.#hashes.ofFile(contentOf(content));
      const object = { ...description, hash };
      return { piece: objectPiece(isChart ? "Chart" : "Object", object, marks), isComplete: hash !== "" };
    }
    const isPicture = content.name === "draw:image";
    const hash = this.#hashOf(content, isPicture);
    const piece = objectPiece(isPicture ? "Picture" : "Object", { ...description, hash }, marks);
    return { piece, isComplete: hash !== "" };
  }

  #hashOf(content: XmlElement, isPicture: boolean): string {
    const inText = child(content, "office:binary-data");
    if (inText) return this.#hashes.ofText(textBelow(inText).replace(/\s+/gu, ""));
    const part = partOf(content);
    return isPicture ? this.#hashes.ofPicture(part) : this.#hashes.ofFile(part);
  }

  /** An object is in the text itself, or a document of its own in a folder of the file. */
  #rootOf(object: XmlElement): XmlElement | undefined {
    return childElements(object)[0] ?? this.#hashes.root(contentOf(object));
  }
}

/** Returns the name of the part that an element refers to. */
function partOf({ attributes }: XmlElement): string {
  return (attributes["xlink:href"] ?? "").replace(/^\.\//u, "").replace(/\/$/u, "");
}

/** Returns the name of the part with the content of an object that is a document of its own. */
function contentOf(object: XmlElement): string {
  return `${partOf(object)}/content.xml`;
}

function framesIn(drawing: XmlElement): XmlElement[] {
  if (drawing.name === "draw:frame") return [drawing];
  return childElements(drawing)
    .filter(({ name }) => name.startsWith("draw:"))
    .flatMap(framesIn);
}

/** Whether a drawing is straight lines, which divide a page. */
function isLines(drawing: XmlElement): boolean {
  if (drawing.name !== "draw:g") return drawing.name === "draw:line";
  return childElements(drawing)
    .filter(({ name }) => name.startsWith("draw:"))
    .every(isLines);
}

function descriptionOf(element: XmlElement): { alt: string; name: string } {
  return {
    alt: textOf(element, "svg:desc") || textOf(element, "svg:title"),
    name: element.attributes["draw:name"] ?? "",
  };
}

/**
 * Reads a drawing without the text of its text boxes, with notices about what is not in the text. `objects` is null if
 * objects are left out.
 */
export function readDrawing(
  element: XmlElement,
  around: { marks: Marks; hasBoxes: boolean },
  objects: OdtObjects | null,
): { pieces: readonly Piece[]; notices: Pick<PendingNotice, "code" | "params">[] } {
  const { alt: description } = descriptionOf(element);
  const isLink = element.name === "draw:a" && description === "";
  if (objects) {
    const { pieces, isComplete } = objects.inDrawing(element, around);
    const isEquation = pieces.some(
      (piece) => piece.kind === "text" && piece.marks.some(({ attrs }) => attrs["kind"] === "equation"),
    );
    return {
      pieces,
      notices: [
        ...(isEquation ? [{ code: "equation-as-text", params: {} } as const] : []),
        ...(isComplete ? [] : [{ code: "object-content-unknown", params: { description } } as const]),
        ...(pieces.length > 0 || isLink || around.hasBoxes
          ? []
          : [{ code: "picture-left-out", params: { description } } as const]),
      ],
    };
  }
  if (around.hasBoxes) return { pieces: [], notices: [] };
  const object = child(element, "draw:object") ?? child(element, "draw:object-ole");
  const isFormula =
    object !== undefined && textBelow(object).trim() !== "" && /math/u.test(JSON.stringify(object.attributes));
  const left = object ? (isFormula ? "equation-left-out" : "object-left-out") : "picture-left-out";
  return { pieces: [], notices: !object && isLink ? [] : [{ code: left, params: { description } }] };
}

/**
 * Returns an equation in MathML as one line of text, in the same form as equations of Word files. Source: MathML Core,
 * chapter 3.
 */
function linearMathml(element: XmlElement): string {
  return below(element).replace(/\s+/gu, " ").trim();
}

/** "y^2 z" would otherwise read as another power. */
const ending = /^math:(?:mfrac|m(?:sub|sup|subsup|under|over|underover))$/u;

function below(element: XmlElement): string {
  const line = new EquationLine();
  for (const part of childElements(element)) {
    line.add(textOfPart(part), { startsOpen: false, endsOpen: ending.test(part.name) });
  }
  return line.text();
}

function textOfPart(element: XmlElement): string {
  const name = element.name.replace("math:", "");
  if (name.startsWith("annotation")) return "";
  if (name === "mo" || name === "mi" || name === "mn" || name === "mtext") return textBelow(element).trim();
  return structures[name]?.(element) ?? below(element);
}

/** Returns the arguments of a structure, each in parentheses if it is more than one number, name or sign. */
function argumentsOf(element: XmlElement): string[] {
  return childElements(element).map((part) => {
    const text = textOfPart(part);
    return /^(?:[\p{L}\p{M}]+|[\p{N}.,]+|[^\s]?)$/u.test(text) ? text : `(${text})`;
  });
}

const scripts = (base = "", sub = "", sup = ""): string => `${base}${sub && `_${sub}`}${sup && `^${sup}`}`;

const structures: Readonly<Record<string, (element: XmlElement) => string>> = {
  mfrac: (element) => argumentsOf(element).join("/"),
  msqrt: (element) => `√(${below(element)})`,
  mroot: (element) => {
    const [base] = childElements(element);
    const [, degree = ""] = argumentsOf(element);
    return `√_${degree}(${base ? textOfPart(base) : ""})`;
  },
  msub: (element) => scripts(...argumentsOf(element)),
  munder: (element) => scripts(...argumentsOf(element)),
  msup: (element) => withPower(argumentsOf(element)),
  mover: (element) => withPower(argumentsOf(element)),
  msubsup: (element) => scripts(...argumentsOf(element)),
  munderover: (element) => scripts(...argumentsOf(element)),
  mfenced: (element) => {
    const { open = "(", close = ")", separators = "," } = element.attributes;
    return `${open}${childElements(element).map(textOfPart).join(separators.slice(0, 1))}${close}`;
  },
  mspace: () => " ",
  mtable: (element) => childElements(element).map(textOfPart).join("; "),
  mtr: (element) => childElements(element).map(textOfPart).join(", "),
};

function withPower([base, power]: readonly string[]): string {
  return scripts(base, "", power);
}
