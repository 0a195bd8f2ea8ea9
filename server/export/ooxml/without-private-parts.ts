import type { PrivateKind } from "#core/compile/word-layout.ts";
import { type Parts, UnsupportedPackageError } from "../package/parts.ts";
import { isPublicAddress, noAddress, type PublicPackage, PublicParts } from "../package/public-parts.ts";
import {
  type Edit,
  elementsOf,
  parseSource,
  plainAttribute,
  type SourceElement,
  textIn,
} from "../package/xml-source.ts";
import { xmlElement } from "../shared/xml.ts";
import { acceptedPart } from "./accept-changes.ts";
import { HiddenRuns, privateContent, type PublicContent } from "./private-content.ts";
import { type Relation, relationsPart, WordFile } from "./word-file.ts";

const contentTypes = "[Content_Types].xml";

/**
 * Returns a Word file with only what its printed pages show. All tracked changes are accepted first: their deleted text
 * and their authors are not on the pages either. The text stays word for word the same, except for hidden text.
 *
 * Only parts that a page is made of stay, so that data of unknown programs goes too. Pictures lose what cameras and
 * programs wrote into them, if their format is known. Fonts keep their bytes.
 *
 * @throws UnsupportedPackageError if something cannot be removed safely
 */
export function withoutPrivateParts(parts: Parts): PublicPackage {
  return new PackageRemoval(parts).result();
}

class PackageRemoval {
  readonly #public = new PublicParts();
  readonly #counts = this.#public.counts;
  readonly #file: WordFile;
  readonly #hidden: HiddenRuns;
  /** Names of parts by their names in small letters. */
  readonly #names: ReadonlyMap<string, string>;
  /** Parts that are kept or were removed for a reason. */
  readonly #known = new Set<string>([contentTypes]);
  readonly #waiting: { name: string; type: string }[] = [];
  #notes: PublicContent["notes"] | undefined;

  constructor(parts: Parts) {
    this.#file = new WordFile(parts);
    this.#hidden = new HiddenRuns(this.#file);
    this.#names = new Map([...parts.keys()].map((name) => [name.toLowerCase(), name]));
  }

  result(): PublicPackage {
    const { main, parts } = this.#file;
    this.#relations("", ({ type, target }) => type === "officeDocument" && this.#partOf(target) === main);
    for (let next = this.#waiting.shift(); next; next = this.#waiting.shift()) this.#part(next);
    for (const name of parts.keys()) {
      if (!this.#known.has(name) && !name.endsWith(".rels")) this.#counts.add("other-data");
    }
    this.#contentTypes();
    return this.#public.result(parts);
  }

  /** Keeps an XML part without its private content, and the relations that it needs. */
  #part({ name, type }: { name: string; type: string }): void {
    const accepted = acceptedPart(this.#file, name);
    this.#counts.add("tracked-changes", accepted?.count ?? 0);
    const source = accepted ? parseSource(accepted.bytes, name) : this.#file.source(name);
    if (!source) return;
    const notes = type === "footnotes" || type === "endnotes" ? (this.#notes?.[type] ?? new Set<string>()) : null;
    const isMargin = type === "header" || type === "footer";
    const how = { part: name, hidden: this.#hidden, counts: this.#counts, notes, isMargin };
    const content = privateContent(source, how);
    this.#public.keepXml(name, source, content.edits);
    this.#notes ??= content.notes;
    const removed = this.#relations(name, (relation) => this.#isKept(name, relation, content.values));
    const dangling = removed.find(({ id }) => content.references.has(id));
    if (dangling) throw new UnsupportedPackageError(name, `reference to ${dangling.type}`);
  }

  #isKept(part: string, relation: Relation, used: ReadonlySet<string>): boolean {
    const { id, type, target, external } = relation;
    if (type === "diagramDrawing") return this.#isDrawn(part, id, used);
    const rule = relationRule(type);
    if (!("keep" in rule) || (rule.ifUsed && !used.has(id))) return false;
    if (external) return type === "hyperlink" || type === "image";
    return type !== "hyperlink" || this.#partOf(target) === undefined;
  }

  /** Returns whether a diagram in use names a drawing. The part with the diagram has the relation to its drawing. */
  #isDrawn(part: string, id: string, used: ReadonlySet<string>): boolean {
    const diagrams = this.#file.relationsOf(part).filter((one) => one.type === "diagramData" && used.has(one.id));
    return diagrams.some(({ target }) => this.#file.source(this.#partOf(target))?.xml.includes(` relId="${id}"`));
  }

  /** Keeps the relations of a part that a test selects, with their parts. Returns the others. */
  #relations(part: string, isKept: (relation: Relation) => boolean): Relation[] {
    const name = relationsPart(part);
    const source = this.#file.source(name);
    if (!source) return [];
    const elements = elementsOf(source.root);
    const edits: Edit[] = [];
    const removed: Relation[] = [];
    for (const [index, relation] of this.#file.relationsOf(part).entries()) {
      const element = elements[index];
      const rule = relationRule(relation.type);
      if ("refuse" in rule) throw new UnsupportedPackageError(part, relation.type);
      if (!element) continue;
      if (!isKept(relation)) {
        edits.push({ start: element.start, end: element.end, text: "" });
        removed.push(relation);
        this.#forget(relation, "remove" in rule ? rule.remove : "other-data");
      } else if (!relation.external) this.#need(relation);
      else if (!isPublicAddress(relation.target)) {
        this.#counts.add("local-paths");
        edits.push({ start: element.start, end: element.end, text: leadingNowhere(element) });
      }
    }
    if (removed.length < elements.length) this.#public.keepXml(name, source, edits);
    return removed;
  }

  #need({ target, type }: Relation): void {
    const name = this.#partOf(target);
    const bytes = name === undefined ? undefined : this.#file.parts.get(name);
    if (name === undefined || !bytes || this.#public.has(name)) return;
    this.#known.add(name);
    if (type === "image") this.#public.keepPicture(name, bytes);
    else this.#public.keep(name, bytes);
    const rule = relationRule(type);
    if (!("keep" in rule) || rule.keep === "xml") this.#waiting.push({ name, type });
  }

  /** Counts a removed part. The parts that only it needs go with it. */
  #forget({ type, target, external }: Relation, kind: PrivateKind): void {
    const name = external ? undefined : this.#partOf(target);
    if (external) this.#counts.add(kind);
    if (name === undefined || this.#known.has(name)) return;
    this.#counts.add(kind, this.#sizeOf(type, name));
    const below = [name];
    for (let next = below.pop(); next !== undefined; next = below.pop()) {
      if (this.#known.has(next)) continue;
      this.#known.add(next);
      for (const relation of this.#file.relationsOf(next)) {
        const needed = relation.external ? undefined : this.#partOf(relation.target);
        if (needed !== undefined) below.push(needed);
      }
    }
  }

  /** Returns how many things a removed part has to report: comments, people, or properties with a value. */
  #sizeOf(type: string, name: string): number {
    if (/^comments./u.test(type)) return 0;
    if (type !== "comments" && type !== "people" && !type.endsWith("-properties")) return 1;
    const elements = elementsOf(this.#file.source(name)?.root);
    return type.endsWith("-properties") ? elements.filter((one) => textIn(one) !== "").length : elements.length;
  }

  #contentTypes(): void {
    const source = this.#file.source(contentTypes);
    if (!source) throw new UnsupportedPackageError(contentTypes, "missing");
    const edits = elementsOf(source.root).flatMap((element): Edit[] => {
      const name = plainAttribute(element, "PartName")?.replace(/^\//u, "");
      const isGone = name !== undefined && !this.#public.has(this.#partOf(name) ?? "");
      return isGone ? [{ start: element.start, end: element.end, text: "" }] : [];
    });
    this.#public.keepXml(contentTypes, source, edits);
  }

  /** Returns the name of the part that a target means. Case does not distinguish names. */
  #partOf(target: string): string | undefined {
    return this.#names.get(target.toLowerCase());
  }
}

/** Returns a relation to an address outside the file without the address. */
function leadingNowhere(element: SourceElement): string {
  const [Id, Type] = ["Id", "Type"].map((name) => plainAttribute(element, name));
  return xmlElement(element.raw, { Id, Type, Target: noAddress, TargetMode: "External" });
}

/** Relations to parts that a page is made of. `binary` parts keep their bytes. */
const kept: ReadonlyMap<string, "xml" | "binary"> = new Map([
  ...(
    [
      ...["styles", "stylesWithEffects", "numbering", "settings", "webSettings", "fontTable", "theme", "themeOverride"],
      ...["footnotes", "endnotes", "header", "footer", "hyperlink"],
      ...["chart", "chartEx", "chartStyle", "chartColorStyle", "chartUserShapes"],
      ...["diagramData", "diagramLayout", "diagramQuickStyle", "diagramColors", "diagramDrawing"],
    ] as const
  ).map((type) => [type, "xml"] as const),
  ...(["image", "hdphoto", "font"] as const).map((type) => [type, "binary"] as const),
]);

/** Relations to parts that a page needs only if their id is used in the related part. */
const used = new Set([
  ...["image", "hdphoto", "hyperlink", "header", "footer", "chart"],
  ...["diagramData", "diagramLayout", "diagramQuickStyle", "diagramColors"],
]);

/** Text of other files inside the text. It can neither be checked nor removed. */
const refused = new Set(["aFChunk", "subDocument"]);

/** The kinds of removed relations. Others are other data. */
const kinds: Readonly<Record<string, PrivateKind>> = {
  comments: "comments",
  "core-properties": "properties",
  "extended-properties": "properties",
  "custom-properties": "properties",
  people: "people",
  customXml: "custom-data",
  attachedTemplate: "local-paths",
  mailMergeSource: "settings",
  mailMergeHeaderSource: "settings",
  recipientData: "settings",
  thumbnail: "previews",
  printerSettings: "printer-settings",
  oleObject: "embedded-files",
  package: "embedded-files",
  control: "embedded-files",
  vbaProject: "embedded-files",
  attachedToolbars: "embedded-files",
};

/** How to treat a relation's part, by the type of the relation. */
export type RelationRule =
  | { readonly keep: "xml" | "binary"; readonly ifUsed: boolean }
  | { readonly remove: PrivateKind }
  | { readonly refuse: true };

/** Returns the rule for a relation. A type that is not known is removed. */
function relationRule(type: string): RelationRule {
  const form = kept.get(type);
  if (form) return { keep: form, ifUsed: used.has(type) };
  return refused.has(type) ? { refuse: true } : { remove: kinds[type] ?? "other-data" };
}
