import { areEqual, type Parts } from "../../package/parts.ts";
import { appended, childOf, edited, elementsOf, parseSource, type SourceElement } from "../../package/xml-source.ts";
import { escapeXml, xmlElement } from "../../shared/xml.ts";
import { attributeOf } from "../odt-styles.ts";
import type { OdtFile } from "./odt-stories.ts";

/** Families of styles that a deletion may use. "list" stands for list styles, which have no family. */
export type StyleFamily =
  "text" | "paragraph" | "list" | "graphic" | "table" | "table-column" | "table-row" | "table-cell";

/** Attributes of styles that name other styles, by their family. */
const references: Readonly<Record<string, StyleFamily | "own">> = {
  "style:parent-style-name": "own",
  "style:next-style-name": "own",
  "style:list-style-name": "list",
  "text:style-name": "text",
};

/** Attributes that belong to their file. A page style would begin a page. */
const dropped = /^(?:style:(?:name|display-name|master-page-name|data-style-name)|.*rsid)$/u;

/** The styles of a base file as those of the revised file. Automatic styles are copied; named ones must be in both. */
export class BaseStyles {
  readonly #base: ReadonlyMap<string, SourceElement>;
  readonly #known: ReadonlySet<string>;
  /** Names in the revised file, by family and name in the base. Null for a style that the revised file does not have. */
  readonly #mapped = new Map<string, string | null>();
  /** Names of the automatic styles of the revised file, by their form. */
  readonly #byForm = new Map<string, string>();
  readonly #added: string[] = [];
  readonly #prefix: string;
  /** Named styles of the base that the revised file does not have. */
  readonly missing = new Set<string>();

  constructor(files: Readonly<Record<"base" | "revised", OdtFile>>) {
    this.#base = new Map(automatic(files.base).map((style) => [keyOf(style), style]));
    this.#known = new Set(named(files.revised).map(keyOf));
    for (const style of automatic(files.revised)) {
      const form = this.#formOf(style, (_, name) => name);
      if (!this.#byForm.has(form)) this.#byForm.set(form, attributeOf(style, "name") ?? "");
    }
    let prefix = "Deleted";
    while (files.revised.content.source.xml.includes(`"${prefix}`)) prefix += "_";
    this.#prefix = prefix;
  }

  /** Returns the name that a style of the base has in the revised file. Undefined if it has none. */
  nameOf(family: StyleFamily, name: string): string | undefined {
    const key = `${family} ${name}`;
    const known = this.#mapped.get(key);
    if (known !== undefined) return known ?? undefined;
    // Guards against a style that is based on itself.
    this.#mapped.set(key, null);
    const found = this.#find(key, name);
    this.#mapped.set(key, found);
    return found ?? undefined;
  }

  #find(key: string, name: string): string | null {
    const style = this.#base.get(key);
    if (!style) {
      if (this.#known.has(key)) return name;
      this.missing.add(key);
      return null;
    }
    return this.#nameOfForm(this.#formOf(style, (family, other) => this.nameOf(family, other)));
  }

  #nameOfForm(form: string): string {
    const known = this.#byForm.get(form);
    if (known !== undefined) return known;
    const name = `${this.#prefix}${String(this.#added.length + 1)}`;
    this.#byForm.set(form, name);
    this.#added.push(form.replace(/^<[\w:-]+/u, (tag) => `${tag} style:name="${name}"`));
    return name;
  }

  /** Returns a style without its name, with the names of other styles as `nameOf` gives them. */
  #formOf(style: SourceElement, nameOf: (family: StyleFamily, name: string) => string | undefined): string {
    const own = attributeOf(style, "family") as StyleFamily | undefined;
    const write = (element: SourceElement): string => {
      const attributes = element.attributes.flatMap(({ raw, value, uri }) => {
        if (uri === "http://www.w3.org/2000/xmlns/" || dropped.test(raw) || (raw === "fo:break-before" && own))
          return [];
        const family = references[raw];
        const kept =
          family === undefined || value === "" ? value : nameOf(family === "own" ? (own ?? "text") : family, value);
        return kept === undefined ? [] : [` ${raw}="${escapeXml(kept)}"`];
      });
      const inner = element.children.map((node) => (typeof node === "string" ? "" : write(node))).join("");
      const tag = `<${element.raw}${attributes.sort().join("")}`;
      return inner === "" ? `${tag}/>` : `${tag}>${inner}</${element.raw}>`;
    };
    return write(style);
  }

  /** Returns the styles that were copied so far, as XML. */
  added(): readonly string[] {
    return this.#added;
  }
}

function automatic({ content }: OdtFile): SourceElement[] {
  return stylesIn(childOf(content.source.root, "office:automatic-styles"));
}

function named({ styles }: OdtFile): SourceElement[] {
  return stylesIn(childOf(styles?.root, "office:styles"));
}

function stylesIn(holder: SourceElement | undefined): SourceElement[] {
  return elementsOf(holder).filter(({ name }) => name === "style:style" || name === "text:list-style");
}

function keyOf(style: SourceElement): string {
  const family = style.name === "text:list-style" ? "list" : (attributeOf(style, "family") ?? "");
  return `${family} ${attributeOf(style, "name") ?? ""}`;
}

const manifestPart = "META-INF/manifest.xml";

/** Pictures of deleted text, which the revised file needs as well. */
export class BasePictures {
  readonly #base: Parts;
  readonly #revised: Parts;
  readonly #added = new Map<string, Uint8Array>();

  constructor(base: Parts, revised: Parts) {
    this.#base = base;
    this.#revised = revised;
  }

  /** Returns the address that a picture of the base has in the revised file. */
  adopt(address: string): string {
    const name = address.replace(/^\.\//u, "");
    const bytes = this.#base.get(name);
    if (!bytes) return address;
    const known = this.#revised.get(name) ?? this.#added.get(name);
    if (known && areEqual(known, bytes)) return name;
    const [, folder = "", file = ""] = /^(.*\/)?([^/]+)$/u.exec(name) ?? [];
    let own = name;
    for (let number = 1; this.#revised.has(own) || this.#added.has(own); number += 1) {
      own = `${folder}deleted${String(number)}-${file}`;
    }
    this.#added.set(own, bytes);
    return own;
  }

  /** Returns the parts of the revised file with the pictures that were adopted. */
  added(): Map<string, Uint8Array> {
    const parts = new Map([...this.#revised, ...this.#added]);
    const manifest = this.#revised.get(manifestPart);
    if (this.#added.size === 0 || !manifest) return parts;
    const source = parseSource(manifest, manifestPart);
    const entries = [...this.#added.keys()].map((name) =>
      xmlElement("manifest:file-entry", { "manifest:full-path": name, "manifest:media-type": mediaTypeOf(name) }),
    );
    parts.set(manifestPart, new TextEncoder().encode(edited(source.xml, [appended(source, entries.join(""))])));
    return parts;
  }
}

function mediaTypeOf(name: string): string {
  const ending = name.slice(name.lastIndexOf(".") + 1).toLowerCase();
  const types: Readonly<Record<string, string>> = { jpg: "image/jpeg", svg: "image/svg+xml", emf: "", wmf: "" };
  return types[ending] ?? `image/${ending}`;
}
