import {
  appended,
  childOf,
  descendants,
  type Edit,
  elementsOf,
  parseSource,
  type SourceElement,
  textIn,
  wordNamespaces,
} from "../package/xml-source.ts";
import { escapeXml, xmlElement } from "../shared/xml.ts";
import type { OdtContent } from "./odt-content.ts";

/** Maximum length of a style chain, which cuts circular inheritance. */
const longestChain = 50;

const families: Readonly<Record<string, string>> = {
  "text:span": "text",
  "text:p": "paragraph",
  "text:h": "paragraph",
};

/** Content whose paragraphs are not those around it. */
const apart = /^(?:text:note|office:annotation|draw:.*)$/u;

/** Decides which text an OpenDocument text hides by its styles and fields, by the same rules as its reader. */
export class HiddenStyles {
  readonly #styles = new Map<string, SourceElement>();

  /** `roots` are the parts whose styles count, the named ones first. */
  constructor(roots: readonly SourceElement[]) {
    for (const root of roots) {
      for (const style of descendants(root)) {
        if (style.name !== "style:style") continue;
        this.#styles.set(`${attributeOf(style, "family") ?? ""} ${attributeOf(style, "name") ?? ""}`, style);
      }
    }
  }

  /** Returns whether an element's own style or field hides or shows its text. Undefined if it does not say. */
  hides(element: SourceElement): boolean | undefined {
    const family = families[element.name];
    if (family === "paragraph" && isHiddenByField(element)) return true;
    return family === undefined ? undefined : this.#style(family, attributeOf(element, "style-name"), 0);
  }

  #style(family: string, name: string | undefined, depth: number): boolean | undefined {
    const style = name === undefined ? undefined : this.#styles.get(`${family} ${name}`);
    if (!style || depth > longestChain) return undefined;
    const display = attributeOf(childOf(style, "style:text-properties"), "display");
    if (display !== undefined) return display === "none";
    return this.#style(family, attributeOf(style, "parent-style-name"), depth + 1);
  }
}

function isHiddenByField(paragraph: SourceElement): boolean {
  const fields = fieldsIn(paragraph);
  return fields.length > 0 && fields.every((field) => attributeOf(field, "is-hidden") === "true");
}

function fieldsIn(element: SourceElement): SourceElement[] {
  return elementsOf(element).flatMap((inner) => {
    if (inner.name === "text:hidden-paragraph") return [inner];
    return apart.test(inner.name) ? [] : fieldsIn(inner);
  });
}

/** Returns an attribute by its local name. */
export function attributeOf(element: SourceElement | undefined, local: string): string | undefined {
  return element?.attributes.find((attribute) => attribute.local === local)?.value;
}

/** Automatic styles of new text and rows, each with a name that the file does not use. */
export class NewStyles {
  readonly #content: OdtContent;
  readonly #prefix: string;
  /** Names by their properties. */
  readonly #names = new Map<string, string>();
  /** Styles of rows, by the name of the row's own style. */
  readonly #rows = new Map<string, { readonly name: string; readonly style: string }>();

  constructor(content: OdtContent) {
    this.#content = content;
    let prefix = "Added";
    while (content.source.xml.includes(`"${prefix}`)) prefix += "_";
    this.#prefix = prefix;
  }

  /** Returns the name of a text style with these properties. */
  nameOf(properties: Readonly<Record<string, string>>): string {
    const look = xmlElement("style:text-properties", properties);
    const name = this.#names.get(look) ?? `${this.#prefix}${String(this.#names.size + 1)}`;
    this.#names.set(look, name);
    return name;
  }

  /**
   * Returns the name of a style for a row that is inserted or deleted, given the name of its style. LibreOffice knows
   * such rows by a property of its own.
   */
  trackedRow(name: string | undefined): string {
    const key = name ?? "";
    const known = this.#rows.get(key);
    const own = known?.name ?? `${this.#prefix}Row${String(this.#rows.size + 1)}`;
    if (!known) this.#rows.set(key, { name: own, style: this.#rowStyle(name, own) });
    return own;
  }

  #rowStyle(name: string | undefined, own: string): string {
    const { xml, root } = this.#content.source;
    const declared = this.#content.declarations(["style", "loext"]);
    const style = elementsOf(childOf(root, "office:automatic-styles")).find(
      (one) => attributeOf(one, "family") === "table-row" && attributeOf(one, "name") === name,
    );
    const properties = childOf(style, "style:table-row-properties");
    const tag = properties ? xml.slice(properties.start, properties.openEnd) : "";
    const attributes = tag.replace(/^<[^\s/>]+/u, "").replace(/\/?>$/u, "");
    const kept = attributes.replace(/\sloext:text-changes-only=(?:"[^"]*"|'[^']*')/u, "");
    const inner = properties ? xml.slice(properties.openEnd, properties.closeStart) : "";
    const mark = ' loext:text-changes-only="false"';
    const row = `<style:table-row-properties${kept}${mark}${inner === "" ? "/>" : `>${inner}</style:table-row-properties>`}`;
    return xmlElement("style:style", { ...declared, "style:name": own, "style:family": "table-row" }, row);
  }

  /** Returns the edit that adds the styles used so far, and others given as XML. */
  edits(others: readonly string[] = []): Edit[] {
    if (this.#names.size + this.#rows.size + others.length === 0) return [];
    const { xml, root } = this.#content.source;
    const declared = this.#content.declarations(["style", "fo"]);
    const styles = [...this.#names].map(([look, name]) =>
      xmlElement("style:style", { ...declared, "style:name": name, "style:family": "text" }, look),
    );
    for (const { style } of this.#rows.values()) styles.push(style);
    styles.push(...others);
    const holder = childOf(root, "office:automatic-styles");
    if (holder) return [appended({ xml, root: holder }, styles.join(""))];
    const start = childOf(root, "office:body")?.start ?? root.closeStart;
    return [{ start, end: start, text: xmlElement("office:automatic-styles", {}, styles.join("")) }];
  }
}

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
