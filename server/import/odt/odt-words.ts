import { childElements, textBelow, type XmlElement } from "../shared/xml.ts";

/** The words of each paragraph below, those of lists too; of comments and notes among them none. */
export function wordsOfParagraphs(element: XmlElement): string[] {
  return childElements(element).flatMap((part) => {
    if (part.name === "text:p" || part.name === "text:h") return [wordsOf(part)];
    return wordsOfParagraphs(part);
  });
}

/** The words of a paragraph that these changes put into it. */
export function wordsPutInto(paragraph: XmlElement, insertions: ReadonlySet<string>): string {
  const open = new Set<string>();
  const read = (element: XmlElement): string =>
    element.children
      .map((part) => {
        if (typeof part === "string") return open.size > 0 ? part.replace(/\s+/gu, " ") : "";
        const id = part.attributes["text:change-id"] ?? "";
        if (part.name === "text:change-start" && insertions.has(id)) open.add(id);
        if (part.name === "text:change-end") open.delete(id);
        return apart.has(part.name) ? "" : read(part);
      })
      .join("");
  return read(paragraph).trim();
}

const apart = new Set(["office:annotation", "text:note"]);

function wordsOf(paragraph: XmlElement): string {
  return paragraph.children
    .map((part) => {
      if (typeof part === "string") return part.replace(/\s+/gu, " ");
      if (part.name === "text:s" || part.name === "text:tab" || part.name === "text:line-break") return " ";
      if (part.children.length === 0 || apart.has(part.name)) return "";
      return part.name === "text:span" ? wordsOf(part) : textBelow(part);
    })
    .join("");
}
