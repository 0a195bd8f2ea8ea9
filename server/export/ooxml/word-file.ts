import { type Parts, UnsupportedPackageError } from "../package/parts.ts";
import { elementsOf, parseSource, plainAttribute, type SourceElement, type XmlSource } from "../package/xml-source.ts";

/** A reference from one part to another, or to an address outside the file. */
export interface Relation {
  readonly id: string;
  /** The type as written, and its last step ("image"). */
  readonly uri: string;
  readonly type: string;
  /** Name of the part, or the address. */
  readonly target: string;
  readonly external: boolean;
}

/** A Word file whose parts are parsed on demand. */
export class WordFile {
  readonly parts: Parts;
  /** Name of the part with the text. */
  readonly main: string;
  readonly #parsed = new Map<string, XmlSource>();
  readonly #relations = new Map<string, Relation[]>();

  /** @throws UnsupportedPackageError if there is no main part */
  constructor(parts: Parts) {
    this.parts = parts;
    const main = this.relationsOf("").find(({ type }) => type === "officeDocument")?.target;
    if (main === undefined || !parts.has(main)) throw new UnsupportedPackageError("", "no main part");
    this.main = main;
  }

  /** Returns a part's elements. Undefined if there is no such part. */
  source(name: string | undefined): XmlSource | undefined {
    const bytes = name === undefined ? undefined : this.parts.get(name);
    if (name === undefined || !bytes) return undefined;
    const known = this.#parsed.get(name) ?? parseSource(bytes, name);
    this.#parsed.set(name, known);
    return known;
  }

  /** Returns the relations of a part; of the whole file for "". */
  relationsOf(part: string): Relation[] {
    const known = this.#relations.get(part);
    if (known) return known;
    const folder = part.slice(0, part.lastIndexOf("/") + 1);
    const read = elementsOf(this.source(relationsPart(part))?.root).map((element) => {
      const external = plainAttribute(element, "TargetMode") === "External";
      const [uri, target] = [plainAttribute(element, "Type") ?? "", plainAttribute(element, "Target") ?? ""];
      return {
        id: plainAttribute(element, "Id") ?? "",
        uri,
        type: uri.replace(/^.*\//u, ""),
        target: external ? target : resolved(folder, target),
        external,
      };
    });
    this.#relations.set(part, read);
    return read;
  }

  /** Returns the name of the main part's related part of a type, such as "footnotes". */
  related(type: string): string | undefined {
    return this.relationsOf(this.main).find((relation) => relation.type === type && !relation.external)?.target;
  }

  /** Returns the root element of the main part's related part of a type. */
  relatedRoot(type: string): SourceElement | undefined {
    return this.source(this.related(type))?.root;
  }
}

/** Returns the name of the part with a part's relations. */
export function relationsPart(part: string): string {
  const slash = part.lastIndexOf("/") + 1;
  return `${part.slice(0, slash)}_rels/${part.slice(slash)}.rels`;
}

/** Resolves a target, which is relative to its part's folder or absolute within the file. */
function resolved(folder: string, target: string): string {
  const steps = target.startsWith("/") ? [] : folder.split("/").filter(Boolean);
  for (const step of target.split("/")) {
    if (step === "..") steps.pop();
    else if (step !== "." && step !== "") steps.push(step);
  }
  return steps.join("/");
}

/** Returns an id above those of the file's own bookmarks and comments. */
export function freeId(file: WordFile): number {
  let highest = 0;
  for (const name of [file.main, file.related("footnotes"), file.related("endnotes")]) {
    for (const [, id] of file.source(name)?.xml.matchAll(/\sw:id="(\d{1,8})"/gu) ?? []) {
      highest = Math.max(highest, Number(id));
    }
  }
  return highest + 1;
}
