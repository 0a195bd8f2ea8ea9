import type { Edit } from "../original/edits.ts";
import { childOf } from "../original/xml-source.ts";
import { appended } from "../original/edits.ts";
import { xmlElement } from "../shared/xml.ts";
import type { OdtContent } from "./odt-content.ts";

/** Automatic styles of new text, each with a name that the file does not use. */
export class NewStyles {
  readonly #content: OdtContent;
  readonly #prefix: string;
  /** Names by their properties. */
  readonly #names = new Map<string, string>();

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

  /** Returns the edit that adds the styles used so far. */
  edits(): Edit[] {
    if (this.#names.size === 0) return [];
    const { xml, root } = this.#content.source;
    const declared = this.#content.declarations(["style", "fo"]);
    const styles = [...this.#names].map(([look, name]) =>
      xmlElement("style:style", { ...declared, "style:name": name, "style:family": "text" }, look),
    );
    const holder = childOf(root, "office:automatic-styles");
    if (holder) return [appended({ xml, root: holder }, styles.join(""))];
    const start = childOf(root, "office:body")?.start ?? root.closeStart;
    return [{ start, end: start, text: xmlElement("office:automatic-styles", {}, styles.join("")) }];
  }
}
