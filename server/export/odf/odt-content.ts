import { UnsupportedPackageError } from "../package/unsupported.ts";
import type { Parts } from "../package/parts.ts";
import { childOf, parseSource, type SourceElement, type XmlSource } from "../package/xml-source.ts";

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
