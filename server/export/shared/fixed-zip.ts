import { Zip, ZipDeflate } from "fflate";

/**
 * The earliest date a zip supports. The real date is in the file's properties, and two exports of one day must be
 * identical.
 */
export const zipDate = new Date(1980, 0, 1);

/**
 * Writes the parts of an Office package as a zip that can be sent while it is created. The same parts, pushed in the
 * same pieces and order, give the same bytes.
 */
export class FixedZip {
  readonly #zip: Zip;
  #output: Uint8Array[] = [];
  #fault: Error | null = null;

  constructor() {
    this.#zip = new Zip((error, bytes) => {
      if (error) this.#fault = error;
      else this.#output.push(bytes);
    });
  }

  /** Starts a part of the package, to be pushed in pieces. The previous part must be complete. */
  part(name: string): ZipDeflate {
    const part = new ZipDeflate(name, { level: 6 });
    part.mtime = zipDate;
    this.#zip.add(part);
    return part;
  }

  /** Adds a complete part. */
  put(name: string, bytes: Uint8Array): void {
    this.part(name).push(bytes, true);
  }

  end(): void {
    this.#zip.end();
  }

  /** Returns the bytes produced since the last call. */
  *takeOutput(): Generator<Uint8Array, void> {
    if (this.#fault) throw this.#fault;
    const output = this.#output;
    this.#output = [];
    yield* output;
  }
}

/** Sorts part names in the usual order of packages: `[Content_Types].xml`, the parts, then their relationships. */
export function packageOrder(names: readonly string[]): string[] {
  return [...names].sort((first, second) => rank(first) - rank(second) || (first < second ? -1 : 1));
}

function rank(name: string): number {
  if (name === "[Content_Types].xml") return 0;
  return name.includes("_rels/") ? 2 : 1;
}
