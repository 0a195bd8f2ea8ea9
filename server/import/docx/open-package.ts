import { UnreadableFile } from "../shared/unreadable-file.ts";
import { childElements, type XmlElement } from "../shared/xml.ts";
import { openZip, type ZipParts } from "../shared/zip-parts.ts";

/** A part that another leads to. */
export interface Relationship {
  readonly type: string;
  /** A part's name for internal ones, an address for external ones. */
  readonly target: string;
  readonly external: boolean;
}

/** A Word file: its parts, unpacked when asked for. */
export class WordPackage {
  readonly #parts: ZipParts;

  constructor(parts: ZipParts) {
    this.#parts = parts;
  }

  /**
   * The root element of a part; undefined where the file has none of that name.
   * @throws UnreadableFile too-large, damaged
   */
  part(name: string): XmlElement | undefined {
    return this.#parts.part(name);
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
}

/**
 * Opens a Word file and finds its main part.
 * @throws UnreadableFile not-this-format for another zip file or another of Office's, too-large, damaged
 */
export function openPackage(bytes: Uint8Array): { file: WordPackage; main: string } {
  const parts = openZip(bytes);
  const file = new WordPackage(parts);
  const main = [...file.relationshipsOf("").values()].find(({ type }) => type === "officeDocument")?.target;
  if (main === undefined || !parts.names.has(main)) {
    if (parts.names.has("[Content_Types].xml")) throw new UnreadableFile("damaged", "the main part is missing");
    throw new UnreadableFile("not-this-format", "a zip file that is no Word file");
  }
  if (/^(?:xl|ppt)\//u.test(main)) throw new UnreadableFile("not-this-format", "an Excel or PowerPoint file");
  return { file, main };
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
