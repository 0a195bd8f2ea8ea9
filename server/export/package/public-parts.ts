import { type PrivateKind, privateKinds, type RemovedData } from "#core/compile/word-layout.ts";
import { withoutPictureData } from "../../pictures/picture-data.ts";
import { escapeXml } from "../shared/xml.ts";
import { type Parts, UnsupportedPackageError } from "./parts.ts";
import {
  type Edit,
  edited,
  elementsOf,
  type SourceAttribute,
  type SourceElement,
  type XmlSource,
} from "./xml-source.ts";

/** Counts what was removed from a file. */
export class RemovedCounts {
  readonly #counts = new Map<PrivateKind, number>();

  add(kind: PrivateKind, count = 1): void {
    this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + count);
  }

  /** Returns the kinds that were found, in the order of the closed list. */
  list(): RemovedData[] {
    return privateKinds.flatMap((kind) => {
      const count = this.#counts.get(kind) ?? 0;
      return count > 0 ? [{ kind, count }] : [];
    });
  }
}

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

/**
 * How to treat an element with private data. "remove" deletes the element, "unwrap" deletes its tags and keeps its content,
 * and "empty" deletes its content. `count` is the number of removals to report.
 */
export interface ElementRule {
  readonly do: "remove" | "unwrap" | "empty";
  readonly kind: PrivateKind;
  readonly count: number;
}

/** An attribute's new value. Null removes the attribute. */
export interface AttributeRule {
  readonly kind: PrivateKind;
  readonly value: string | null;
}

/** The rules of a format. They may refuse a part with UnsupportedPackageError. */
export interface PrivateRules {
  /** Returns undefined for an element that stays. Called for each element of the part that is not in a removed one. */
  element(element: SourceElement): ElementRule | undefined;
  /** Returns undefined for an attribute that stays. Called for each attribute of the elements that stay. */
  attribute(attribute: SourceAttribute, element: SourceElement): AttributeRule | undefined;
}

/** Returns the edits that remove private data from a part, and counts it. */
export function privateEdits({ xml, root }: XmlSource, rules: PrivateRules, counts: RemovedCounts): Edit[] {
  const edits: Edit[] = [];
  const put = (start: number, end: number, text = ""): void => void edits.push({ start, end, text });
  const visit = (element: SourceElement): void => {
    const { start, openEnd, closeStart, end } = element;
    const rule = rules.element(element);
    if (rule) counts.add(rule.kind, rule.count);
    if (rule?.do === "remove") put(start, end);
    else if (rule?.do === "empty") put(openEnd, closeStart);
    else if (rule) {
      put(start, openEnd);
      elementsOf(element).forEach(visit);
      if (closeStart >= openEnd && end > closeStart) put(closeStart, end);
    } else {
      const before = xml.slice(start, openEnd);
      const tag = publicTag(before, element, rules, counts);
      if (tag !== before) put(start, openEnd, tag);
      elementsOf(element).forEach(visit);
    }
  };
  visit(root);
  return edits;
}

function publicTag(tag: string, element: SourceElement, rules: PrivateRules, counts: RemovedCounts): string {
  return element.attributes.reduce((written, attribute) => {
    const rule = rules.attribute(attribute, element);
    if (!rule) return written;
    counts.add(rule.kind);
    const name = attribute.raw.replace(/[.\\]/gu, "\\$&");
    const own = new RegExp(`(\\s)${name}\\s*=\\s*(?:"[^"]*"|'[^']*')`, "u");
    return written.replace(own, rule.value === null ? "" : `$1${attribute.raw}="${escapeXml(rule.value)}"`);
  }, tag);
}

/** The addresses that lead out of a file and reveal nothing of its author's computer. */
const publicScheme = /^(?:https?|mailto|ftp|tel):/iu;

/** An address that leads nowhere. A relation needs one. */
export const noAddress = "about:blank";

/** Returns whether an address outside a file may stay: an address of the web, or a place in the same file. */
export function isPublicAddress(address: string): boolean {
  return address === "" || address.startsWith("#") || publicScheme.test(address.trim());
}

/** Fields whose text comes from a file's properties, settings or data, or from another file. */
const computed =
  /^\s*(?:ADDIN|AUTHOR|BIBLIOGRAPHY|CITATION|COMMENTS|CREATEDATE|DATABASE|DDE|DDEAUTO|DOCPROPERTY|DOCVARIABLE|EDITTIME|FILENAME|FILESIZE|INFO|KEYWORDS|LASTSAVEDBY|LINK|MERGEFIELD|PRINTDATE|REVNUM|SAVEDATE|SUBJECT|TEMPLATE|TITLE|USERADDRESS|USERINITIALS|USERNAME)\b/iu;
const author =
  /^\s*(?:AUTHOR|COMMENTS|DOCPROPERTY|DOCVARIABLE|FILENAME|INFO|KEYWORDS|LASTSAVEDBY|LINK|MERGEFIELD|TEMPLATE|USERADDRESS|USERINITIALS|USERNAME)\b/iu;
const toAnAddress = /^\s*(?:HYPERLINK|IMPORT|INCLUDE|INCLUDEPICTURE|INCLUDETEXT|RD)\s+(?:"([^"]*)"|([^\s"\\]\S*))/iu;

/** Returns whether a field shows a person, a file or what somebody wrote into the properties of the file. */
export function namesAuthor(instruction: string): boolean {
  return author.test(instruction);
}

/** Returns whether a field's instruction depends on what is removed, or names a file on a computer. */
export function isPrivateField(instruction: string): boolean {
  const address = toAnAddress.exec(instruction);
  if (address && !isPublicAddress(address[1] ?? address[2] ?? "")) return true;
  return computed.test(instruction) || /(?:^|[\s"])(?:file:|[a-z]:[\\/]|\\\\\S)/iu.test(instruction);
}

/**
 * Returns a part without comments of XML and instructions to programs, which no page shows.
 *
 * @throws UnsupportedPackageError for a part with CDATA sections
 */
function withoutAsides(part: string, xml: string, counts: RemovedCounts): string {
  const aside = /<!--.*?-->|<\?(?!xml\s).*?\?>/gsu;
  const found = xml.match(aside)?.length ?? 0;
  if (found === 0) return xml;
  if (xml.includes("<![CDATA[")) throw new UnsupportedPackageError(part, "CDATA");
  counts.add("other-data", found);
  return xml.replace(aside, "");
}
