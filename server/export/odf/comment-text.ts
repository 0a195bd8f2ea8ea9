import { childOf, elementsOf, parseSource, type SourceElement, textIn, wordNamespaces } from "../package/xml-source.ts";
import { escapeXml, xmlElement } from "../shared/xml.ts";
import type { NewStyles } from "./new-styles.ts";

/** The looks of text in comments, by the element of a Word run. */
const looks = [
  ["w:b", { "fo:font-weight": "bold" }],
  ["w:i", { "fo:font-style": "italic" }],
  ["w:u", { "style:text-underline-style": "solid" }],
  ["w:strike", { "style:text-line-through-style": "solid" }],
] as const;

/** Returns paragraphs, which are given as those of a Word comment, as those of an OpenDocument text. */
export function odtParagraphs(word: string, styles: NewStyles): string {
  const bytes = new TextEncoder().encode(`<w:comment xmlns:w="${String(wordNamespaces[0])}">${word}</w:comment>`);
  return elementsOf(parseSource(bytes, "comment").root)
    .map((paragraph) => {
      const runs = elementsOf(paragraph).filter(({ name }) => name === "w:r");
      return xmlElement("text:p", {}, runs.map((run) => odtRun(run, styles)).join(""));
    })
    .join("");
}

function odtRun(run: SourceElement, styles: NewStyles): string {
  const text = elementsOf(run)
    .map((part) => {
      if (part.name === "w:t") return odtText(textIn(part));
      if (part.name === "w:tab") return "<text:tab/>";
      return part.name === "w:br" ? "<text:line-break/>" : "";
    })
    .join("");
  const properties = childOf(run, "w:rPr");
  const own = looks.filter(([element]) => childOf(properties, element));
  if (own.length === 0 || text === "") return text;
  const style = styles.nameOf(Object.fromEntries(own.flatMap(([, look]) => Object.entries(look))));
  return xmlElement("text:span", { "text:style-name": style }, text);
}

/** Escapes text. OpenDocument collapses white space, so that further spaces are elements. */
export function odtText(text: string): string {
  return escapeXml(text).replace(/ {2,}/gu, (all) => ` ${xmlElement("text:s", { "text:c": all.length - 1 })}`);
}
