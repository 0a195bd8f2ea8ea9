import { escapeXml } from "../../shared/xml.ts";
import type { ListMap } from "./list-map.ts";
import type { WordFile } from "../word-file.ts";
import { childOf, elementsOf, type SourceElement, wordAttribute } from "../../package/xml-source.ts";

const styleReferences: Readonly<Record<string, string>> = {
  "w:pStyle": "paragraph",
  "w:rStyle": "character",
  "w:tblStyle": "table",
};

/** Maps the styles and lists of the base file to those of the revised file. */
export class DefinitionMap {
  readonly #styles: ReadonlyMap<string, string>;
  readonly #lists: ListMap;
  /** Styles that the revised file does not have. */
  readonly missing = new Set<string>();

  constructor(files: Record<"base" | "revised", WordFile>, lists: ListMap) {
    this.#styles = mappedStyles(files.base, files.revised);
    this.#lists = lists;
  }

  /**
   * Returns the XML of a reference to a style or list, as the revised file names it: "" if it has no such style or list.
   * Undefined for other elements.
   */
  mapped(element: SourceElement): string | undefined {
    const type = styleReferences[element.name];
    if (type !== undefined) {
      const style = `${type} ${wordAttribute(element, "val") ?? ""}`;
      const id = this.#styles.get(style);
      if (id === undefined) this.missing.add(style);
      return id === undefined ? "" : `<${element.name} w:val="${escapeXml(id)}"/>`;
    }
    if (element.name !== "w:numPr") return undefined;
    const list = wordAttribute(childOf(element, "w:numId"), "val");
    const level = wordAttribute(childOf(element, "w:ilvl"), "val");
    const id = list === undefined ? undefined : this.#lists.mapped(list);
    if (list !== undefined && id === undefined) return "";
    const parts = [
      level === undefined ? "" : `<w:ilvl w:val="${escapeXml(level)}"/>`,
      id === undefined ? "" : `<w:numId w:val="${escapeXml(id)}"/>`,
    ];
    return `<w:numPr>${parts.join("")}</w:numPr>`;
  }
}

function mappedStyles(base: WordFile, revised: WordFile): Map<string, string> {
  const styles = (file: WordFile): { type: string; id: string; name: string }[] =>
    elementsOf(file.relatedRoot("styles"))
      .filter(({ name }) => name === "w:style")
      .map((element) => ({
        type: wordAttribute(element, "type") ?? "paragraph",
        id: wordAttribute(element, "styleId") ?? "",
        name: wordAttribute(childOf(element, "w:name"), "val")?.toLowerCase() ?? "",
      }));
  const byName = new Map(styles(revised).map(({ type, id, name }) => [`${type} ${name}`, id]));
  const ids = new Set(styles(revised).map(({ type, id }) => `${type} ${id}`));
  return new Map(
    styles(base).flatMap(({ type, id, name }) => {
      const found = byName.get(`${type} ${name}`) ?? (ids.has(`${type} ${id}`) ? id : undefined);
      return found === undefined ? [] : [[`${type} ${id}`, found] as const];
    }),
  );
}
