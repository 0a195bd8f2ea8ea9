import { Zip, ZipDeflate } from "fflate";

/** The first date a zip can hold; the real one stands in the file's properties, and two exports of one day must not differ. */
const zipDate = new Date(1980, 0, 1);

/**
 * An Office package's parts as a zip that can be sent while it is made, with the same bytes for the same parts, put in the
 * same pieces in the same order.
 */
export class FixedZip {
  readonly #zip: Zip;
  #made: Uint8Array[] = [];
  #fault: Error | null = null;

  constructor() {
    this.#zip = new Zip((error, bytes) => {
      if (error) this.#fault = error;
      else this.#made.push(bytes);
    });
  }

  /** A part of the package, to be pushed piece by piece; the one before has to have its last. */
  part(name: string): ZipDeflate {
    const part = new ZipDeflate(name, { level: 6 });
    part.mtime = zipDate;
    this.#zip.add(part);
    return part;
  }

  /** A part whole. */
  put(name: string, bytes: Uint8Array): void {
    this.part(name).push(bytes, true);
  }

  /** Ends the package. */
  end(): void {
    this.#zip.end();
  }

  /** What was made since this was last asked. */
  *made(): Generator<Uint8Array, void> {
    if (this.#fault) throw this.#fault;
    const made = this.#made;
    this.#made = [];
    yield* made;
  }
}

/** Parts in the order in which packages have them: `[Content_Types].xml`, the parts, and then their relationships. */
export function packageOrder(names: readonly string[]): string[] {
  return [...names].sort((first, second) => rank(first) - rank(second) || (first < second ? -1 : 1));
}

function rank(name: string): number {
  if (name === "[Content_Types].xml") return 0;
  return name.includes("_rels/") ? 2 : 1;
}
