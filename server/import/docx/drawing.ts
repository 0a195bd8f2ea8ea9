import { child, childElements, type XmlElement } from "../shared/xml.ts";

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
