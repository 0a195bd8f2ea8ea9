import type { RemovedData } from "#core/compile/word-layout.ts";
import { withoutPictureData } from "../../pictures/picture-data.ts";
import { withoutAsides } from "./asides.ts";
import { type Edit, edited } from "./edits.ts";
import type { Parts } from "./parts.ts";
import { RemovedCounts } from "./removed-data.ts";
import type { XmlSource } from "./xml-source.ts";

/** A package without private data. */
export interface PublicPackage {
  readonly parts: Map<string, Uint8Array>;
  /** The kinds of data that were removed, each with its number. */
  readonly removed: RemovedData[];
  /** Number of pictures that keep all their data, because their format is not known. */
  readonly uncheckedPictures: number;
}

/** Collects the parts of a package that stay without their private data. */
export class PublicParts {
  readonly counts = new RemovedCounts();
  readonly #kept = new Map<string, Uint8Array>();
  #uncheckedPictures = 0;

  has(name: string): boolean {
    return this.#kept.has(name);
  }

  keep(name: string, bytes: Uint8Array): void {
    this.#kept.set(name, bytes);
  }

  /** Keeps a part of XML with edits, without comments and instructions to programs. */
  keepXml(name: string, { xml }: XmlSource, edits: readonly Edit[]): void {
    this.keep(name, new TextEncoder().encode(withoutAsides(name, edited(xml, edits), this.counts)));
  }

  /** Keeps a picture without what cameras and programs wrote into it. */
  keepPicture(name: string, bytes: Uint8Array): void {
    const clean = withoutPictureData(bytes);
    if (!clean) this.#uncheckedPictures += 1;
    if (clean?.isChanged) this.counts.add("picture-data");
    this.keep(name, clean?.bytes ?? bytes);
  }

  /** Returns the parts that stay, in the order of the package. */
  result(parts: Parts): PublicPackage {
    const inOrder = [...parts.keys()].flatMap((name): [string, Uint8Array][] => {
      const bytes = this.#kept.get(name);
      return bytes ? [[name, bytes]] : [];
    });
    return { parts: new Map(inOrder), removed: this.counts.list(), uncheckedPictures: this.#uncheckedPictures };
  }
}
