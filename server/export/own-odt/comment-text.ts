import {
  wordNamespaces,
  childOf,
  elementsOf,
  parseSource,
  type SourceElement,
  textIn,
} from "../original/xml-source.ts";
import { escapeXml, xmlElement } from "../shared/xml.ts";
import type { OdtContent } from "./odt-content.ts";

/** The looks of text in comments: by the element of a Word run, with the letter of a style's name and its properties. */
const looks = [
  ["w:b", "B", { "fo:font-weight": "bold" }],
  ["w:i", "I", { "fo:font-style": "italic" }],
  ["w:u", "U", { "style:text-underline-style": "solid" }],
  ["w:strike", "S", { "style:text-line-through-style": "solid" }],
] as const;

/** Writes the texts of comments as paragraphs of an OpenDocument text, and the styles that they use. */
export class OdtCommentTexts {
  readonly #content: OdtContent;
  readonly #prefix: string;
  readonly #used = new Map<string, string>();

  constructor(content: OdtContent) {
    this.#content = content;
    let prefix = "Comment";
    while (content.source.xml.includes(`"${prefix}`)) prefix += "_";
    this.#prefix = prefix;
  }

  /** Returns paragraphs that are given as those of a Word comment. */
  paragraphs(word: string): string {
    const bytes = new TextEncoder().encode(`<w:comment xmlns:w="${String(wordNamespaces[0])}">${word}</w:comment>`);
    const { root } = parseSource(bytes, "comment");
    return elementsOf(root)
      .map((paragraph) => {
        const runs = elementsOf(paragraph).filter(({ name }) => name === "w:r");
        return xmlElement("text:p", {}, runs.map((run) => this.#run(run)).join(""));
      })
      .join("");
  }

  /** Returns the automatic styles of the texts written so far. */
  styles(): string {
    return [...this.#used.values()].join("");
  }

  #run(run: SourceElement): string {
    const text = elementsOf(run)
      .map((part) => {
        if (part.name === "w:t") return spaced(textIn(part));
        if (part.name === "w:tab") return "<text:tab/>";
        return part.name === "w:br" ? "<text:line-break/>" : "";
      })
      .join("");
    const style = this.#styleOf(childOf(run, "w:rPr"));
    return style === null || text === "" ? text : xmlElement("text:span", { "text:style-name": style }, text);
  }

  #styleOf(properties: SourceElement | undefined): string | null {
    const own = looks.filter(([element]) => childOf(properties, element));
    if (own.length === 0) return null;
    const name = this.#prefix + own.map(([, letter]) => letter).join("");
    const declared = this.#content.declarations(["style", "fo"]);
    const shown = xmlElement(
      "style:text-properties",
      Object.fromEntries(own.flatMap(([, , look]) => Object.entries(look))),
    );
    const style = xmlElement("style:style", { ...declared, "style:name": name, "style:family": "text" }, shown);
    this.#used.set(name, style);
    return name;
  }
}

/** Escapes text. OpenDocument collapses white space, so that further spaces are elements. */
function spaced(text: string): string {
  return escapeXml(text).replace(/ {2,}/gu, (all) => ` ${xmlElement("text:s", { "text:c": all.length - 1 })}`);
}
