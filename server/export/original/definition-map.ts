import { escapeXml } from "../shared/xml.ts";
import type { WordFile } from "./word-file.ts";
import { childOf, elementsOf, type SourceElement, wordAttribute } from "./xml-source.ts";

const styleReferences: Readonly<Record<string, string>> = {
  "w:pStyle": "paragraph",
  "w:rStyle": "character",
  "w:tblStyle": "table",
};

/** Maps the styles and lists of the base file to those of the revised file that are the same. */
export class DefinitionMap {
  readonly #styles: ReadonlyMap<string, string>;
  readonly #lists: ReadonlyMap<string, string>;

  constructor(base: WordFile, revised: WordFile) {
    this.#styles = mappedStyles(base, revised);
    this.#lists = mappedLists(base, revised);
  }

  /**
   * Returns the XML of a reference to a style or list, as the revised file names it: "" if it has no such style or list.
   * Undefined for other elements.
   */
  mapped(element: SourceElement): string | undefined {
    const type = styleReferences[element.name];
    if (type !== undefined) {
      const id = this.#styles.get(`${type} ${wordAttribute(element, "val") ?? ""}`);
      return id === undefined ? "" : `<${element.name} w:val="${escapeXml(id)}"/>`;
    }
    if (element.name !== "w:numPr") return undefined;
    const list = wordAttribute(childOf(element, "w:numId"), "val");
    const level = wordAttribute(childOf(element, "w:ilvl"), "val");
    const id = list === "0" ? "0" : this.#lists.get(list ?? "");
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

function mappedLists(base: WordFile, revised: WordFile): Map<string, string> {
  const known = new Map<string, string>();
  const same = new Map<string, string>();
  for (const [id, form] of listForms(revised)) {
    if (!known.has(form)) known.set(form, id);
    same.set(`${id} ${form}`, id);
  }
  return new Map(
    [...listForms(base)].flatMap(([id, form]) => {
      const found = same.get(`${id} ${form}`) ?? known.get(form);
      return found === undefined ? [] : [[id, found] as const];
    }),
  );
}

/** Returns the definition of each list of a file, without ids. */
function listForms(file: WordFile): Map<string, string> {
  const elements = elementsOf(file.relatedRoot("numbering"));
  const abstracts = new Map(
    elements
      .filter(({ name }) => name === "w:abstractNum")
      .map((element) => [wordAttribute(element, "abstractNumId") ?? "", element]),
  );
  return new Map(
    elements
      .filter(({ name }) => name === "w:num")
      .map((element) => {
        const definition = abstracts.get(wordAttribute(childOf(element, "w:abstractNumId"), "val") ?? "");
        const overrides = elementsOf(element).filter(({ name }) => name === "w:lvlOverride");
        const forms = [...(definition ? [definition] : []), ...overrides].map(formOf);
        return [wordAttribute(element, "numId") ?? "", forms.join("")];
      }),
  );
}

/** Returns an element's form: names, values and contents, without ids of sessions and templates. */
export function formOf(element: SourceElement): string {
  if (/^w:(?:nsid|tmpl|\w+Change)$/u.test(element.name)) return "";
  const attributes = element.attributes
    .filter(({ local }) => !/^(?:rsid.*|tplc|abstractNumId|hint|restartNumberingAfterBreak)$/u.test(local))
    .map(({ local, value }) => ` ${local}=${value}`)
    .sort();
  return `<${element.name}${attributes.join("")}>${elementsOf(element).map(formOf).join("")}`;
}
