import { childElements, textBelow, type XmlElement } from "../xml.ts";

/** The words of all runs below, paragraphs with blanks between them; without what was taken out. */
export function wordsBelow(element: XmlElement): string {
  return childElements(element)
    .map((part) => (part.name === "w:t" ? textBelow(part) : `${wordsBelow(part)}${part.name === "w:p" ? " " : ""}`))
    .join("");
}

/** The words that were put into a paragraph. */
export function insertedWords(paragraph: XmlElement): string {
  return childElements(paragraph)
    .map((part) => (part.name === "w:ins" || part.name === "w:moveTo" ? wordsBelow(part) : insertedWords(part)))
    .join("")
    .trim();
}
