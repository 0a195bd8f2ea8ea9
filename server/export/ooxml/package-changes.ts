import { areEqual } from "../package/parts.ts";
import { type Edit, edited, elementsOf, plainAttribute, relationSpace } from "../package/xml-source.ts";
import { escapeXml, xmlElement } from "../shared/xml.ts";
import type { ChangeAuthor } from "../tracked/own-file.ts";
import { relationsPart, type WordFile } from "./word-file.ts";

const contentTypes = "[Content_Types].xml";
/** The first line of a new part. */
export const xmlHead = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const relationsSpace = "http://schemas.openxmlformats.org/package/2006/relationships";

/** The changes of a package: edits of its parts, and parts that are copied from the base's package. */
export class PackageChanges {
  readonly #file: WordFile;
  readonly #base: WordFile;
  readonly #edits = new Map<string, Edit[]>();
  readonly #added = new Map<string, Uint8Array>();
  /** Names of copied parts by their names in the base. */
  readonly #copies = new Map<string, string>();
  readonly #relations = new Map<string, { id: string; xml: string }[]>();
  readonly #overrides: string[] = [];

  constructor(file: WordFile, base: WordFile) {
    this.#file = file;
    this.#base = base;
  }

  edit(part: string, edits: readonly Edit[]): void {
    const known = this.#edits.get(part);
    if (known) for (const edit of edits) known.push(edit);
    else this.#edits.set(part, [...edits]);
  }

  /** Adds a new part of the main part, such as its notes. `uri` is the type of its relation, by default the usual one. */
  addRelated(name: string, xml: string, type: string, uri = this.#usual(type)): void {
    const contentType = `application/vnd.openxmlformats-officedocument.wordprocessingml.${type}+xml`;
    this.#add(name, encode(xml), contentType);
    this.#relate(this.#file.main, { uri, target: `/${name}`, external: false });
  }

  /** Adds a new part of the main part under a name that is free in its folder. */
  addBesideMain(xml: string, type: string, uri?: string): void {
    const { main, parts } = this.#file;
    const folder = main.slice(0, main.lastIndexOf("/") + 1);
    let name = `${folder}${type}.xml`;
    for (let count = 2; parts.has(name); count += 1) name = `${folder}${type}${String(count)}.xml`;
    this.addRelated(name, xmlHead + xml, type, uri);
  }

  /** Returns the usual type of a relation: another one in the strict form of the standard. */
  #usual(type: string): string {
    const { uri = "" } = this.#file.source(this.#file.main)?.root ?? {};
    return `${relationSpace(uri)}/${type}`;
  }

  /** Adds a link from a part to an address. Returns its id. */
  addLink(part: string, target: string): string {
    return this.#relate(part, { uri: this.#usual("hyperlink"), target, external: true });
  }

  /**
   * Makes a relation of a part of the base available to a part of this package. Copies the related part, and those that
   * it refers to. Returns the new id, or undefined if the base has no such relation.
   */
  adopt(part: string, basePart: string, id: string): string | undefined {
    const relation = this.#base.relationsOf(basePart).find((candidate) => candidate.id === id);
    if (!relation) return undefined;
    const { uri, external } = relation;
    const target = external ? relation.target : this.#copy(relation.target);
    return target === undefined
      ? undefined
      : this.#relate(part, { uri, target: external ? target : `/${target}`, external });
  }

  /** Returns the parts of the changed package. Untouched parts have the same bytes. */
  finish(): Map<string, Uint8Array> {
    const parts = new Map(this.#file.parts);
    for (const [part, relations] of this.#relations) this.#writeRelations(part, relations, parts);
    for (const [name, bytes] of this.#added) parts.set(name, bytes);
    const types = this.#file.source(contentTypes);
    if (types && this.#overrides.length > 0) {
      const at = types.root.closeStart;
      this.edit(contentTypes, [{ start: at, end: at, text: this.#overrides.join("") }]);
    }
    for (const [part, edits] of this.#edits) {
      const source = this.#file.source(part);
      if (source && edits.length > 0) parts.set(part, encode(edited(source.xml, edits)));
    }
    return parts;
  }

  #writeRelations(part: string, relations: readonly { xml: string }[], parts: Map<string, Uint8Array>): void {
    const name = relationsPart(part);
    const text = relations.map(({ xml }) => xml).join("");
    const source = this.#file.source(name);
    if (source && source.root.closeStart > source.root.openEnd) {
      this.edit(name, [{ start: source.root.closeStart, end: source.root.closeStart, text }]);
    } else {
      parts.set(name, encode(`${xmlHead}<Relationships xmlns="${relationsSpace}">${text}</Relationships>`));
    }
  }

  #relate(part: string, { uri, target, external }: { uri: string; target: string; external: boolean }): string {
    const added = this.#relations.get(part) ?? [];
    const known = new Set([...this.#file.relationsOf(part).map(({ id }) => id), ...added.map(({ id }) => id)]);
    let count = known.size + 1;
    while (known.has(`rId${String(count)}`)) count += 1;
    const id = `rId${String(count)}`;
    const attributes = { Id: id, Type: uri, Target: target, TargetMode: external ? "External" : null };
    added.push({ id, xml: xmlElement("Relationship", attributes) });
    this.#relations.set(part, added);
    return id;
  }

  #copy(name: string): string | undefined {
    const known = this.#copies.get(name);
    if (known !== undefined) return known;
    const bytes = this.#base.parts.get(name);
    if (!bytes) return undefined;
    const same = this.#file.parts.get(name);
    if (same && areEqual(same, bytes) && this.#base.relationsOf(name).length === 0) return name;
    const copy = this.#freeName(name);
    this.#copies.set(name, copy);
    this.#add(copy, bytes, contentTypeOf(this.#base, name));
    for (const { id, uri, target, external } of this.#base.relationsOf(name)) {
      const to = external ? target : this.#copy(target);
      if (to !== undefined) this.#copyRelation(copy, id, { Type: uri, Target: external ? to : `/${to}`, external });
    }
    return copy;
  }

  /** A copied part keeps its own relation ids, because its content refers to them. */
  #copyRelation(
    part: string,
    id: string,
    { external, ...rest }: { Type: string; Target: string; external: boolean },
  ): void {
    const added = this.#relations.get(part) ?? [];
    added.push({ id, xml: xmlElement("Relationship", { Id: id, ...rest, TargetMode: external ? "External" : null }) });
    this.#relations.set(part, added);
  }

  #freeName(name: string): string {
    const dot = name.lastIndexOf(".");
    const [stem, ending] = dot < 0 ? [name, ""] : [name.slice(0, dot), name.slice(dot)];
    for (let count = 1; ; count += 1) {
      const free = `${stem}_base${String(count)}${ending}`;
      if (!this.#file.parts.has(free) && !this.#added.has(free)) return free;
    }
  }

  #add(name: string, bytes: Uint8Array, contentType: string | undefined): void {
    this.#added.set(name, bytes);
    if (contentType === undefined || defaultType(this.#file, name) === contentType) return;
    this.#overrides.push(xmlElement("Override", { PartName: `/${name}`, ContentType: contentType }));
  }
}

function contentTypeOf(file: WordFile, name: string): string | undefined {
  const override = elementsOf(file.source(contentTypes)?.root).find(
    (element) => plainAttribute(element, "PartName")?.toLowerCase() === `/${name}`.toLowerCase(),
  );
  return plainAttribute(override, "ContentType") ?? defaultType(file, name);
}

function defaultType(file: WordFile, name: string): string | undefined {
  const ending = name.slice(name.lastIndexOf(".") + 1).toLowerCase();
  const found = elementsOf(file.source(contentTypes)?.root).find(
    (element) => plainAttribute(element, "Extension")?.toLowerCase() === ending,
  );
  return plainAttribute(found, "ContentType");
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** Numbers the tracked changes of a file. */
export class ChangeNumbers {
  readonly #facts: string;
  readonly #ids: { next: number };

  /** `ids` counts the changes of a file. Several authors share it. */
  constructor({ author, date }: ChangeAuthor, ids: { next: number }) {
    this.#facts = ` w:author="${escapeXml(author)}" w:date="${escapeXml(`${date.slice(0, 19)}Z`)}"`;
    this.#ids = ids;
  }

  /** Returns an id that no other change of the file has. */
  id(): string {
    return String(this.#ids.next++);
  }

  /** Returns the start of a change's tag, without its closing bracket: `<w:ins w:id="4" …`. */
  start(name: "ins" | "del" | "moveFrom" | "moveTo" | "rPrChange" | "pPrChange"): string {
    return `<w:${name} w:id="${this.id()}"${this.#facts}`;
  }

  /** Returns the ends of the range of a move. */
  range(name: "moveFrom" | "moveTo", move: string): { open: string; close: string } {
    const id = this.id();
    return {
      open: `<w:${name}RangeStart w:id="${id}"${this.#facts} w:name="${escapeXml(move)}"/>`,
      close: `<w:${name}RangeEnd w:id="${id}"/>`,
    };
  }

  /** Returns a change without content, such as of a paragraph's end. */
  mark(name: "ins" | "del" | "moveFrom" | "moveTo"): string {
    return `${this.start(name)}/>`;
  }

  /** Returns a change around its content. */
  around(name: "ins" | "del" | "moveFrom" | "moveTo" | "rPrChange" | "pPrChange", content: string): string {
    return content === "" ? "" : `${this.start(name)}>${content}</w:${name}>`;
  }
}
