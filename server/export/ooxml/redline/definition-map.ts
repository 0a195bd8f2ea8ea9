import { childOf, elementsOf, type SourceElement, wordAttribute, wordNamespaces } from "../../package/xml-source.ts";
import { escapeXml } from "../../shared/xml.ts";
import { type PackageChanges, xmlHead } from "../package-changes.ts";
import type { WordFile } from "../word-file.ts";

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

/** A list of a file with its definition. */
interface List {
  readonly id: string;
  readonly form: string;
  readonly element: SourceElement;
  readonly definition: SourceElement;
}

/** Parts of a definition that connect it with styles and pictures of its own file. */
const connections = /^w:(?:nsid|tmpl|pStyle|styleLink|lvlPicBulletId)$/u;

/** Maps the lists of the base file to those of the revised file, and adds the lists that it does not have. */
export class ListMap {
  readonly #files: Record<"base" | "revised", WordFile>;
  readonly #base: ReadonlyMap<string, List>;
  readonly #known: Map<string, string>;
  readonly #added: { definition: string; list: string }[] = [];
  #nextList: number;
  #nextDefinition: number;

  constructor(files: Record<"base" | "revised", WordFile>) {
    this.#files = files;
    const [base, revised] = [listsOf(files.base), listsOf(files.revised)];
    this.#base = new Map(base.map((list) => [list.id, list]));
    this.#known = sameLists(base, revised);
    const elements = elementsOf(files.revised.relatedRoot("numbering"));
    this.#nextList = highest(elements, "numId") + 1;
    this.#nextDefinition = highest(elements, "abstractNumId") + 1;
  }

  /** Returns the id that a list of the base has in the revised file. Undefined if the list cannot be added to it. */
  mapped(id: string): string | undefined {
    if (id === "0") return id;
    return this.#known.get(id) ?? this.#add(id);
  }

  #add(id: string): string | undefined {
    const list = this.#base.get(id);
    if (!list || childOf(list.definition, "w:numStyleLink")) return undefined;
    const [number, definition] = [String(this.#nextList), String(this.#nextDefinition)];
    this.#nextList += 1;
    this.#nextDefinition += 1;
    this.#known.set(id, number);
    const overrides = elementsOf(list.element).filter(({ name }) => name === "w:lvlOverride");
    this.#added.push({
      definition: `<w:abstractNum w:abstractNumId="${definition}">${contentOf(list.definition)}</w:abstractNum>`,
      list: `<w:num w:numId="${number}"><w:abstractNumId w:val="${definition}"/>${overrides.map(copied).join("")}</w:num>`,
    });
    return number;
  }

  /** Writes the added lists. Definitions come before the lists. */
  finish(changes: PackageChanges): void {
    if (this.#added.length === 0) return;
    const { base, revised } = this.#files;
    const definitions = this.#added.map(({ definition }) => definition).join("");
    const lists = this.#added.map(({ list }) => list).join("");
    const part = revised.related("numbering");
    const root = revised.source(part)?.root;
    if (part !== undefined && root && root.closeStart > root.openEnd) {
      const elements = elementsOf(root);
      const end = elements.find(({ name }) => name === "w:numIdMacAtCleanup")?.start ?? root.closeStart;
      const at = elements.find(({ name }) => name === "w:num")?.start ?? end;
      changes.edit(part, [
        { start: at, end: at, text: definitions },
        { start: end, end, text: lists },
      ]);
      return;
    }
    const uri = base.relationsOf(base.main).find(({ type }) => type === "numbering")?.uri;
    const name = `${revised.main.slice(0, revised.main.lastIndexOf("/") + 1)}numbering.xml`;
    const xml = `${xmlHead}<w:numbering xmlns:w="${wordNamespaces[0] ?? ""}">${definitions}${lists}</w:numbering>`;
    if (uri !== undefined) changes.addRelated(name, xml, "numbering", uri);
  }
}

function listsOf(file: WordFile): List[] {
  const elements = elementsOf(file.relatedRoot("numbering"));
  const definitions = new Map(
    elements
      .filter(({ name }) => name === "w:abstractNum")
      .map((element) => [wordAttribute(element, "abstractNumId") ?? "", element]),
  );
  return elements.flatMap((element) => {
    const definition = definitions.get(wordAttribute(childOf(element, "w:abstractNumId"), "val") ?? "");
    if (element.name !== "w:num" || !definition) return [];
    const overrides = elementsOf(element).filter(({ name }) => name === "w:lvlOverride");
    const form = [definition, ...overrides].map(formOf).join("");
    return [{ id: wordAttribute(element, "numId") ?? "", form, element, definition }];
  });
}

/** Pairs lists with the same definition: those with the same id first, and then in order. */
function sameLists(base: readonly List[], revised: readonly List[]): Map<string, string> {
  const known = new Map<string, string>();
  const taken = new Set<string>();
  const pair = (list: List, found: List | undefined): void => {
    if (!found || known.has(list.id)) return;
    known.set(list.id, found.id);
    taken.add(found.id);
  };
  for (const list of base)
    pair(
      list,
      revised.find(({ id, form }) => id === list.id && form === list.form),
    );
  for (const list of base)
    pair(
      list,
      revised.find(({ id, form }) => form === list.form && !taken.has(id)),
    );
  return known;
}

function highest(elements: readonly SourceElement[], attribute: string): number {
  return elements.reduce((most, element) => Math.max(most, Number(wordAttribute(element, attribute) ?? 0) || 0), 0);
}

function contentOf(element: SourceElement): string {
  return elementsOf(element).map(copied).join("");
}

function copied(element: SourceElement): string {
  if (connections.test(element.name) || !wordNamespaces.includes(element.uri)) return "";
  const attributes = element.attributes
    .filter(({ uri, local }) => wordNamespaces.includes(uri) && local !== "tplc")
    .map(({ local, value }) => ` w:${local}="${escapeXml(value)}"`)
    .join("");
  return `<${element.name}${attributes}>${contentOf(element)}</${element.name}>`;
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
