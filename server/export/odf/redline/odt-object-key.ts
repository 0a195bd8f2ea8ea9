import { hashOf } from "../../tracked/object-hash.ts";
import { descendants, elementsOf, type SourceElement, textIn } from "../../package/xml-source.ts";
import { attributeOf } from "../hidden-styles.ts";
import type { OdtFile } from "./odt-file.ts";

/** Returns a key that is the same for the same object in two files. A picture is known by its bytes. */
export function odtObjectKey(element: SourceElement, file: OdtFile): string {
  const { name } = element;
  if (name === "text:s") return `character ${name} ${attributeOf(element, "c") ?? "1"}`;
  if (name === "text:tab" || name === "text:line-break") return `character ${name}`;
  if (!name.startsWith("draw:")) return `${name} ${textIn(element)}`;
  const boxes = boxesIn(element).length;
  if (boxes > 0) return `boxes ${String(boxes)}`;
  const pictures = [element, ...descendants(element)].flatMap((one) => {
    const address = attributeOf(one, "href");
    if (address === undefined || one.name === "draw:a") return [];
    const bytes = file.picture(address);
    return [bytes ? hashOf(bytes) : one.name];
  });
  return `${name} ${pictures.join(" ")} ${shapeOf(element)}`;
}

/** Returns the shape of a drawing: the names of its parts, and its text. */
function shapeOf(element: SourceElement): string {
  const inner = [...descendants(element)];
  const names = inner.filter(({ name }) => name.startsWith("draw:")).map(({ name }) => name);
  const texts = inner.filter(({ name }) => name === "text:p" || name === "text:h").map(textIn);
  return `${names.join(" ")} ${texts.join("\n")}`;
}

/** Returns the text boxes in a frame, and the shapes with text. */
export function boxesIn(element: SourceElement): SourceElement[] {
  if (!element.name.startsWith("draw:")) return [];
  const inner = elementsOf(element);
  if (element.name === "draw:text-box" || inner.some(({ name }) => name === "text:p")) return [element];
  return inner.flatMap(boxesIn);
}
