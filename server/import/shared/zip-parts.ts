import { unzipSync } from "fflate";
import { UnreadableFile } from "./unreadable-file.ts";
import { parseXml, type XmlElement } from "./xml.ts";

/** Maximum number of entries. A report with 1 000 pictures has fewer than 1 100. */
const mostEntries = 10_000;
/** Maximum size of one part, unpacked. 1 000 000 words of text are about 60 MB of XML. */
const largestPart = 160 * 1024 * 1024;
/** Maximum total size of all parts read, unpacked. */
const largestTotal = 256 * 1024 * 1024;
/**
 * Maximum compression ratio. XML compresses 10 to 40 times, a long table of empty cells 150 times, a zip bomb 1 000
 * times.
 */
const highestRatio = 400;
/** Below this size, in bytes, a high ratio does no harm. */
const harmlessPart = 4 * 1024 * 1024;

/** The parts of a zip file, unpacked on demand. */
export class ZipParts {
  readonly names: ReadonlySet<string>;
  readonly #bytes: Uint8Array;
  #unpacked = 0;

  constructor(bytes: Uint8Array, names: ReadonlySet<string>) {
    this.#bytes = bytes;
    this.names = names;
  }

  /**
   * Returns a part's root element, or undefined if there is no such part.
   *
   * @throws UnreadableFile too-large, damaged
   */
  part(name: string): XmlElement | undefined {
    return this.names.has(name) ? parseXml(this.#unpack(name), name) : undefined;
  }

  /**
   * Returns a part's bytes, or undefined if there is no such part.
   *
   * @throws UnreadableFile too-large, damaged
   */
  bytes(name: string): Uint8Array | undefined {
    return this.names.has(name) ? this.#unpack(name) : undefined;
  }

  /**
   * Returns a part's raw text, for checks before parsing. "" if there is no such part.
   *
   * @throws UnreadableFile too-large, damaged
   */
  text(name: string): string {
    return this.names.has(name) ? new TextDecoder().decode(this.#unpack(name)) : "";
  }

  /**
   * Returns all parts by name, in the order of the file.
   *
   * @throws UnreadableFile too-large, damaged
   */
  all(): Map<string, Uint8Array> {
    const files = unzip(this.#bytes, (entry) => !entry.name.endsWith("/") && this.#isWithinLimits(entry));
    return new Map(Object.entries(files));
  }

  /** @throws UnreadableFile too-large */
  #isWithinLimits({ name, size, originalSize }: ZipEntry): true {
    this.#unpacked += originalSize;
    const bomb = originalSize > harmlessPart && originalSize > size * highestRatio;
    if (originalSize > largestPart || this.#unpacked > largestTotal || bomb) {
      throw new UnreadableFile("too-large", `${name} unpacks to ${String(originalSize)} bytes`);
    }
    return true;
  }

  #unpack(name: string): Uint8Array {
    const files = unzip(this.#bytes, (entry) => entry.name === name && this.#isWithinLimits(entry));
    const bytes = files[name];
    if (!bytes) throw new UnreadableFile("damaged", `${name} cannot be unpacked`);
    return bytes;
  }
}

/**
 * Opens a zip file without unpacking it.
 *
 * @throws UnreadableFile too-large, damaged
 */
export function openZip(bytes: Uint8Array): ZipParts {
  const names = new Set<string>();
  unzip(bytes, (entry) => {
    if (names.size >= mostEntries) throw new UnreadableFile("too-large", `more than ${String(mostEntries)} entries`);
    names.add(entry.name);
    return false;
  });
  return new ZipParts(bytes, names);
}

interface ZipEntry {
  readonly name: string;
  readonly size: number;
  readonly originalSize: number;
}

/**
 * The library allocates a buffer of the size that the entry declares. An entry that declares too little therefore fails
 * and is not a zip bomb.
 */
function unzip(bytes: Uint8Array, filter: (entry: ZipEntry) => boolean): Record<string, Uint8Array> {
  try {
    return unzipSync(bytes, { filter });
  } catch (error) {
    if (error instanceof UnreadableFile) throw error;
    throw new UnreadableFile("damaged", String(error));
  }
}
