import type { Mark } from "prosemirror-model";
import type { Piece } from "#core/text/segments/block.ts";
import { type ObjectNoun, objectText, objectWords, type TextObject } from "#core/text/object.ts";
import { draftSchema } from "#core/text/schema.ts";
import { outlineHash } from "./content-hash.ts";
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
