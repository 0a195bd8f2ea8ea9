import { type Parts, UnsupportedPackageError } from "../package/parts.ts";
import {
  childOf,
  type Edit,
  elementsOf,
  parseSource,
  type SourceElement,
  type XmlSource,
} from "../package/xml-source.ts";
import { escapeXml, xmlElement } from "../shared/xml.ts";

/** Name of the part with the text. */
export const contentPart = "content.xml";

const namespaces = {
  office: "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
  text: "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
  style: "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
  meta: "urn:oasis:names:tc:opendocument:xmlns:meta:1.0",
  fo: "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
  loext: "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
  dc: "http://purl.org/dc/elements/1.1/",
} as const;

/** The part of an OpenDocument text that has its text. */
export class OdtContent {
  readonly source: XmlSource;
  /** The element with the text. */
  readonly body: SourceElement;
  /** The prefixes that the part declares, with their namespaces. */
  readonly declared: ReadonlyMap<string, string>;

  /** @throws UnsupportedPackageError if there is no text */
  constructor(parts: Parts) {
    const bytes = parts.get(contentPart);
    if (!bytes) throw new UnsupportedPackageError(contentPart, "missing");
    this.source = parseSource(bytes, contentPart);
    const body = childOf(childOf(this.source.root, "office:body"), "office:text");
    if (!body) throw new UnsupportedPackageError(contentPart, "no text");
    this.body = body;
    this.declared = new Map(
      this.source.root.attributes
        .filter(({ uri }) => uri === "http://www.w3.org/2000/xmlns/")
        .map(({ local, value }) => [local, value]),
    );
  }

  /**
   * Returns the declarations that a new element needs for these prefixes, as attributes.
   *
   * @throws UnsupportedPackageError if the file uses a prefix for another namespace
   */
  declarations(prefixes: readonly (keyof typeof namespaces)[]): Record<string, string> {
    const missing = prefixes.filter((prefix) => {
      const declared = this.declared.get(prefix) ?? namespaces[prefix];
      if (declared !== namespaces[prefix]) throw new UnsupportedPackageError(contentPart, "prefixes");
      return !this.declared.has(prefix);
    });
    return Object.fromEntries(missing.map((prefix) => [`xmlns:${prefix}`, namespaces[prefix]]));
  }
}

/** Returns XML without ids, which are unique in a file. */
export function withoutIds(xml: string): string {
  return xml.replaceAll(/\s(?:xml:id|text:id)=(?:"[^"]*"|'[^']*')/gu, "");
}

/** The author and date of tracked changes. The date is ISO 8601 without a zone, as in LibreOffice. */
export interface OdtAuthor {
  readonly author: string;
  readonly date: string;
  /** Number of the move that the change is a half of. LibreOffice shows both halves in another colour. */
  readonly move?: number;
}

/** The list of tracked changes before the text. Marks in the text refer to it. */
export class OdtRegions {
  readonly #content: OdtContent;
  readonly #regions: string[] = [];
  readonly #prefix: string;

  /** @throws UnsupportedPackageError if the file has tracked changes of its own */
  constructor(content: OdtContent) {
    this.#content = content;
    if (elementsOf(childOf(content.body, "text:tracked-changes")).length > 0) {
      throw new UnsupportedPackageError(contentPart, "tracked changes");
    }
    let prefix = "change";
    while (content.source.xml.includes(`"${prefix}`)) prefix += "_";
    this.#prefix = prefix;
  }

  /** Adds an insertion, and returns the marks around the inserted text. */
  insertion(by: OdtAuthor): { start: string; end: string } {
    const id = { "text:change-id": this.#add("text:insertion", by, "") };
    return { start: xmlElement("text:change-start", id), end: xmlElement("text:change-end", id) };
  }

  /**
   * Adds a deletion of paragraphs, and returns the mark of their position. `insertedBy` inserted them, if they are not
   * part of the text before.
   */
  deletion(by: OdtAuthor, paragraphs: string, insertedBy?: OdtAuthor): string {
    const insertion = insertedBy ? xmlElement("text:insertion", {}, this.#facts(insertedBy)) : "";
    return xmlElement("text:change", { "text:change-id": this.#add("text:deletion", by, paragraphs, insertion) });
  }

  #add(kind: "text:insertion" | "text:deletion", by: OdtAuthor, content: string, beside = ""): string {
    const id = `${this.#prefix}${String(this.#regions.length + 1)}`;
    const change = xmlElement(kind, {}, this.#facts(by) + content);
    this.#regions.push(xmlElement("text:changed-region", { "xml:id": id, "text:id": id }, change + beside));
    return id;
  }

  #facts({ author, date, move }: OdtAuthor): string {
    const facts =
      xmlElement("dc:creator", {}, escapeXml(author)) +
      (move === undefined ? "" : xmlElement("loext:move-id", {}, String(move))) +
      xmlElement("dc:date", {}, date);
    const prefixes = ["office", "text", "dc", ...(move === undefined ? [] : ["loext" as const])] as const;
    return xmlElement("office:change-info", this.#content.declarations(prefixes), facts);
  }

  /** Returns the edit that writes the list. */
  edits(): Edit[] {
    if (this.#regions.length === 0) return [];
    const { body, source } = this.#content;
    const known = childOf(body, "text:tracked-changes");
    const list = xmlElement("text:tracked-changes", {}, this.#regions.join(""));
    const at = childOf(body, "office:forms")?.end ?? body.openEnd;
    const isEmpty = known && source.xml.slice(known.openEnd, known.closeStart).trim() === "";
    const place = isEmpty ? { start: known.start, end: known.end } : { start: at, end: at };
    return [{ ...place, text: list }];
  }
}
