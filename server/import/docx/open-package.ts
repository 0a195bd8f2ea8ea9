import { unzipSync } from "fflate";
import { UnreadableFile } from "../unreadable-file.ts";
import { childElements, parseXml, type XmlElement } from "../xml.ts";

/** More entries than any Word file has: a report with a thousand pictures has fewer than 1 100. */
const mostEntries = 10_000;
/** One part unpacked. A million words of text are about 60 MB of XML. */
const largestPart = 160 * 1024 * 1024;
/** All parts that are read, together. */
const largestTotal = 256 * 1024 * 1024;
/** XML packs 10 to 40 times, a long table of empty cells 150 times; a bomb packs a thousand times. */
const highestRatio = 400;
/** Below this size a high ratio does no harm. */
const harmlessPart = 4 * 1024 * 1024;

/** A part that another leads to. */
export interface Relationship {
  readonly type: string;
  /** A part's name for internal ones, an address for external ones. */
  readonly target: string;
  readonly external: boolean;
}

/** A Word file: its parts, unpacked when asked for. */
export class WordPackage {
  readonly #bytes: Uint8Array;
  readonly #names: ReadonlySet<string>;
  #unpacked = 0;

  constructor(bytes: Uint8Array, names: ReadonlySet<string>) {
    this.#bytes = bytes;
    this.#names = names;
  }

  has(part: string): boolean {
    return this.#names.has(part);
  }

  /**
   * The root element of a part; undefined where the file has none of that name.
   * @throws UnreadableFile too-large, damaged
   */
  part(name: string): XmlElement | undefined {
    return this.#names.has(name) ? parseXml(this.#unpack(name), name) : undefined;
  }

  /** Where a part's relationships lead, by their id. */
  relationshipsOf(part: string): Map<string, Relationship> {
    const slash = part.lastIndexOf("/") + 1;
    const root = this.part(`${part.slice(0, slash)}_rels/${part.slice(slash)}.rels`);
    return new Map(
      childElements(root, "rel:Relationship").map(({ attributes }) => {
        const external = attributes["TargetMode"] === "External";
        const target = attributes["Target"] ?? "";
        const type = (attributes["Type"] ?? "").replace(/^.*\//u, "");
        return [
          attributes["Id"] ?? "",
          { type, target: external ? target : resolve(part.slice(0, slash), target), external },
        ];
      }),
    );
  }

  #unpack(name: string): Uint8Array {
    const files = unzip(this.#bytes, (entry) => {
      if (entry.name !== name) return false;
      this.#unpacked += entry.originalSize;
      const bomb = entry.originalSize > harmlessPart && entry.originalSize > entry.size * highestRatio;
      if (entry.originalSize > largestPart || this.#unpacked > largestTotal || bomb) {
        throw new UnreadableFile("too-large", `${name} unpacks to ${String(entry.originalSize)} bytes`);
      }
      return true;
    });
    const bytes = files[name];
    if (!bytes) throw new UnreadableFile("damaged", `${name} cannot be unpacked`);
    return bytes;
  }
}

/**
 * Opens a Word file and finds its main part.
 * @throws UnreadableFile not-this-format for another zip file, too-large, damaged
 */
export function openPackage(bytes: Uint8Array): { file: WordPackage; main: string } {
  const names = new Set<string>();
  unzip(bytes, (entry) => {
    if (names.size >= mostEntries) throw new UnreadableFile("too-large", `more than ${String(mostEntries)} entries`);
    names.add(entry.name);
    return false;
  });
  const file = new WordPackage(bytes, names);
  const main = [...file.relationshipsOf("").values()].find(({ type }) => type === "officeDocument")?.target;
  if (main === undefined || !file.has(main)) {
    if (names.has("[Content_Types].xml")) throw new UnreadableFile("damaged", "the main part is missing");
    throw new UnreadableFile("not-this-format", "a zip file that is no Word file");
  }
  return { file, main };
}

interface ZipEntry {
  readonly name: string;
  readonly size: number;
  readonly originalSize: number;
}

/** The library writes into a buffer of the size the entry claims, so an entry that claims too little fails and is no bomb. */
function unzip(bytes: Uint8Array, filter: (entry: ZipEntry) => boolean): Record<string, Uint8Array> {
  try {
    return unzipSync(bytes, { filter });
  } catch (error) {
    if (error instanceof UnreadableFile) throw error;
    throw new UnreadableFile("damaged", String(error));
  }
}

/** A target is relative to its part's folder, or absolute within the file. */
function resolve(folder: string, target: string): string {
  const steps = target.startsWith("/") ? [] : folder.split("/").filter(Boolean);
  for (const step of target.split("/")) {
    if (step === "..") steps.pop();
    else if (step !== "." && step !== "") steps.push(step);
  }
  return steps.join("/");
}
