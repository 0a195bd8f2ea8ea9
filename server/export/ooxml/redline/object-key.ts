import { hashOf } from "../../tracked/object-hash.ts";
import type { WordFile } from "../word-file.ts";
import {
  childOf,
  descendants,
  elementsOf,
  relationNamespaces,
  type SourceElement,
  textIn,
  wordAttribute,
} from "../../package/xml-source.ts";

/** Returns the texts of the text boxes in an object, also those in its form for older programs. */
export function boxesIn(element: SourceElement): SourceElement[] {
  return elementsOf(element).flatMap((inner) => (inner.name === "w:txbxContent" ? [inner] : boxesIn(inner)));
}

/**
 * Returns a key that is the same for the same object in two files. Ids differ between files, so a picture is known by
 * its bytes, an equation by its symbols, and a drawing by its shapes.
 */
export function objectKey(element: SourceElement, part: string, file: WordFile): string {
  const { name } = element;
  if (name === "w:fldChar") return `field ${wordAttribute(element, "fldCharType") ?? ""}`;
  if (name === "w:instrText") return `field code ${textIn(element).trim()}`;
  if (name === "w:br") return `character ${name} ${wordAttribute(element, "type") ?? "textWrapping"}`;
  if (name === "w:sym")
    return `character ${name} ${wordAttribute(element, "font") ?? ""} ${wordAttribute(element, "char") ?? ""}`;
  if (/^w:(?:tab|cr|noBreakHyphen|softHyphen)$/u.test(name)) return `character ${name}`;
  if (name.startsWith("m:")) return `equation ${shapeOf(element)}`;
  const content = relatedContent(element, part, file);
  const boxes = boxesIn(element).length;
  if (content !== "") return `${content} ${String(boxes)}`;
  return boxes > 0 ? `boxes ${String(boxes)}` : `${name} ${shapeOf(element)}`;
}

/** Returns the shape of an element: names and text, without properties. */
function shapeOf(element: SourceElement): string {
  const inner = element.children.map((node) => {
    if (typeof node === "string") return node.trim();
    return /Pr$|^mc:Fallback$/u.test(node.name) ? "" : shapeOf(node);
  });
  return `${element.name}(${inner.join("")})`;
}

/** Returns the hashes of the parts that an object refers to, such as a picture's file. */
function relatedContent(element: SourceElement, part: string, file: WordFile): string {
  const relations = new Map(file.relationsOf(part).map((relation) => [relation.id, relation]));
  const chosen = childOf(element, "mc:Choice") ?? element;
  const targets = [chosen, ...descendants(chosen)].flatMap(({ attributes, name }) =>
    name === "a:hlinkClick"
      ? []
      : attributes
          .filter(({ uri }) => relationNamespaces.includes(uri))
          .flatMap(({ value }) => relations.get(value) ?? []),
  );
  return targets
    .map(({ type, external, target }) => {
      const bytes = external ? undefined : file.parts.get(target);
      return `${type} ${bytes ? hashOf(bytes) : target}`;
    })
    .join(" ");
}
