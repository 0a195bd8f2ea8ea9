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

/** The record at the end of a zip file that locates its list of entries (APPNOTE 6.3.10, 4.3.16). */
const endSignature = 0x06054b50;
const endLength = 22;
/** Maximum length of the comment after that record. */
const longestComment = 0xffff;
/** An entry in the list (4.3.12). */
const entrySignature = 0x02014b50;
const entryLength = 46;

/**
 * Returns the size of a file in bytes once it is unpacked, as a zip file declares it; its own size if it is no zip file.
 * Reads only the list of entries. A file that declares too little cannot be unpacked.
 */
export function unpackedSize(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOf(view);
  if (end === null) return bytes.length;
  let size = 0;
  let at = view.getUint32(end + 16, true);
  while (at + entryLength <= view.byteLength && view.getUint32(at, true) === entrySignature) {
    size += view.getUint32(at + 24, true);
    at += entryLength + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return Math.max(bytes.length, size);
}

function endOf(view: DataView): number | null {
  const first = Math.max(0, view.byteLength - endLength - longestComment);
  for (let at = view.byteLength - endLength; at >= first; at -= 1) {
    if (view.getUint32(at, true) === endSignature) return at;
  }
  return null;
}
