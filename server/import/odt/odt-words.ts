import { childElements, textBelow, type XmlElement } from "../xml.ts";

/** The words of each paragraph below, those of lists too; of comments and notes among them none. */
export function wordsOfParagraphs(element: XmlElement): string[] {
  return childElements(element).flatMap((part) => {
    if (part.name === "text:p" || part.name === "text:h") return [wordsOf(part)];
    return wordsOfParagraphs(part);
  });
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
