import { appended, edited } from "../../package/edits.ts";
import { areEqual, type Parts } from "../../package/parts.ts";
import { parseSource } from "../../package/xml-source.ts";
import { xmlElement } from "../../shared/xml.ts";

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
