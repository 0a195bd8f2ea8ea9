import type { Edit } from "../package/edits.ts";
import { childOf, elementsOf } from "../package/xml-source.ts";
import { attributeOf } from "./hidden-styles.ts";
import { appended } from "../package/edits.ts";
import { xmlElement } from "../shared/xml.ts";
import type { OdtContent } from "./odt-content.ts";

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
