import { isLocalPath } from "#core/text/object.ts";
import { withoutPictureData } from "../../pictures/picture-data.ts";
import { withoutAsides } from "../package/asides.ts";
import { type Edit, edited } from "../package/edits.ts";
import { withAttribute } from "../original/private-content.ts";
import { isPublicAddress, noAddress } from "../package/public-address.ts";
import { RemovedCounts } from "../package/removed-data.ts";
import { UnsupportedPackageError } from "../package/unsupported.ts";
import type { PublicPackage } from "../original/without-private-parts.ts";
import type { Parts } from "../package/parts.ts";
import {
  descendants,
  elementsOf,
  parseSource,
  type SourceElement,
  textIn,
  type XmlSource,
} from "../package/xml-source.ts";
import { attributeOf, HiddenStyles } from "./hidden-styles.ts";
import { contentPart } from "./odt-content.ts";
import { odtRule } from "./private-elements.ts";

const [stylesPart, metaPart, settingsPart, manifestPart] = [
  "styles.xml",
  "meta.xml",
  "settings.xml",
  "META-INF/manifest.xml",
];
const binary = /^(?:Pictures|ObjectReplacements|Fonts)\//u;

/**
 * Returns an OpenDocument text with only what its printed pages show. All tracked changes are accepted first. The text
 * stays word for word the same, except for hidden text. Only parts that a page is made of stay, and pictures lose what
 * cameras and programs wrote into them, if their format is known.
 *
 * @throws UnsupportedPackageError if something cannot be removed safely
 */
export function withoutPrivateOdt(parts: Parts): PublicPackage {
  return new OdtRemoval(parts).result();
}

class OdtRemoval {
  readonly #counts = new RemovedCounts();
  readonly #parts: Parts;
  readonly #kept = new Map<string, Uint8Array>();
  readonly #used = new Set<string>();
  #uncheckedPictures = 0;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  result(): PublicPackage {
    const [content, styles] = [this.#source(contentPart), this.#source(stylesPart)];
    if (!content) throw new UnsupportedPackageError(contentPart, "missing");
    const named = styles ? [styles.root] : [];
    this.#clean(contentPart, content, new HiddenStyles([...named, content.root]));
    if (styles) this.#clean(stylesPart, styles, new HiddenStyles(named));
    this.#meta();
    this.#settings();
    const type = this.#parts.get("mimetype");
    if (type) this.#kept.set("mimetype", type);
    for (const name of this.#parts.keys()) this.#other(name);
    this.#manifest();
    const inOrder = [...this.#parts.keys()].flatMap((name): [string, Uint8Array][] => {
      const bytes = this.#kept.get(name);
      return bytes ? [[name, bytes]] : [];
    });
    return { parts: new Map(inOrder), removed: this.#counts.list(), uncheckedPictures: this.#uncheckedPictures };
  }

  #source(name: string): XmlSource | undefined {
    const bytes = this.#parts.get(name);
    return bytes && parseSource(bytes, name);
  }

  #keep(name: string, { xml }: XmlSource, edits: readonly Edit[]): void {
    this.#kept.set(name, new TextEncoder().encode(withoutAsides(name, edited(xml, edits), this.#counts)));
  }

  #clean(part: string, source: XmlSource, hidden: HiddenStyles): void {
    const edits: Edit[] = [];
    const remove = (start: number, end: number): void => void edits.push({ start, end, text: "" });
    const visit = (element: SourceElement): void => {
      const rule = odtRule(element, part === stylesPart);
      const { start, openEnd, closeStart, end } = element;
      if (rule?.do === "remove") {
        this.#counts.add(rule.kind, rule.count);
        remove(start, end);
      } else if (rule) {
        this.#counts.add(rule.kind);
        remove(start, openEnd);
        elementsOf(element).forEach(visit);
        if (closeStart >= openEnd && end > closeStart) remove(closeStart, end);
      } else if (hidden.hides(element) === true && (textIn(element) !== "" || elementsOf(element).length > 0)) {
        const isShownAgain = [...descendants(element)].some((inner) => hidden.hides(inner) === false);
        if (isShownAgain) throw new UnsupportedPackageError(part, "shown text in hidden text");
        this.#counts.add("hidden-text");
        remove(openEnd, closeStart);
      } else {
        if (element.name === "dc:creator") throw new UnsupportedPackageError(part, element.raw);
        const tag = this.#attributes(source, element);
        if (tag !== null) edits.push({ start, end: openEnd, text: tag });
        elementsOf(element).forEach(visit);
      }
    };
    visit(source.root);
    this.#keep(part, source, edits);
  }

  /** Returns a start tag without private attributes. Null if it has none. */
  #attributes({ xml }: XmlSource, element: SourceElement): string | null {
    const before = xml.slice(element.start, element.openEnd);
    let tag = before;
    for (const { uri, local, raw, value } of element.attributes) {
      if (uri === "http://www.w3.org/2000/xmlns/") continue;
      if (/^(?:paragraph-)?rsid$/u.test(local)) {
        this.#counts.add("editing-sessions");
        tag = withAttribute(tag, raw, null);
      } else if (local.startsWith("protection-key")) {
        this.#counts.add("settings");
        tag = withAttribute(tag, raw, null);
      } else if (local === "href" && !this.#isOwn(value) && !isPublicAddress(value) && value !== noAddress) {
        this.#counts.add("local-paths");
        tag = withAttribute(tag, raw, noAddress);
      } else if (local !== "href" && isLocalPath(value)) {
        this.#counts.add("local-paths");
        tag = withAttribute(tag, raw, "");
      }
    }
    return tag === before ? null : tag;
  }

  /** Whether an address names a picture or font of the file, which is then kept. */
  #isOwn(address: string): boolean {
    const name = address.replace(/^\.\//u, "");
    if (!binary.test(name) || !this.#parts.has(name)) return false;
    this.#used.add(name);
    return true;
  }

  #meta(): void {
    const source = this.#source(metaPart);
    if (!source) return;
    const properties = elementsOf(source.root).flatMap((meta) => elementsOf(meta));
    this.#counts.add("properties", properties.length);
    const edits = properties.map(({ start, end }): Edit => ({ start, end, text: "" }));
    this.#keep(metaPart, source, edits);
  }

  #settings(): void {
    const source = this.#source(settingsPart);
    if (!source) return;
    const edits: Edit[] = [];
    const visit = (element: SourceElement): void => {
      const kind = settingKind(element);
      if (kind) this.#counts.add(kind);
      if (kind) edits.push({ start: element.start, end: element.end, text: "" });
      else elementsOf(element).forEach(visit);
    };
    visit(source.root);
    this.#keep(settingsPart, source, edits);
  }

  /** Keeps a picture or font that is used, and counts every other part. */
  #other(name: string): void {
    if (this.#kept.has(name) || name === manifestPart) return;
    const bytes = this.#parts.get(name);
    if (bytes && this.#used.has(name)) this.#kept.set(name, name.startsWith("Fonts/") ? bytes : this.#picture(bytes));
    else if (name.startsWith("Thumbnails/")) this.#counts.add("previews");
    else if (/^(?:Basic|Scripts|Dialogs)\//u.test(name)) this.#counts.add("embedded-files");
    // Objects are counted where the text has them.
    else if (!/^Object/u.test(name)) this.#counts.add("other-data");
  }

  #picture(bytes: Uint8Array): Uint8Array {
    const clean = withoutPictureData(bytes);
    if (!clean) this.#uncheckedPictures += 1;
    if (clean?.isChanged) this.#counts.add("picture-data");
    return clean?.bytes ?? bytes;
  }

  #manifest(): void {
    const source = this.#source(manifestPart);
    if (!source) return;
    const edits = elementsOf(source.root).flatMap((entry): Edit[] => {
      if ([...descendants(entry)].some(({ raw }) => raw.endsWith("encryption-data"))) {
        throw new UnsupportedPackageError(manifestPart, "encrypted");
      }
      const path = attributeOf(entry, "full-path") ?? "";
      const isKept = path === "/" || path === "" || this.#kept.has(path);
      return isKept ? [] : [{ start: entry.start, end: entry.end, text: "" }];
    });
    this.#keep(manifestPart, source, edits);
  }
}

/** Returns the kind of a private setting. Null for others, which decide how pages look. */
function settingKind(element: SourceElement) {
  const name = attributeOf(element, "name") ?? "";
  if (element.name === "config:config-item-set" && name === "ooo:view-settings") return "other-data";
  if (element.name !== "config:config-item" || textIn(element).trim() === "") return null;
  if (/^Printer(?:Name|Setup)$/u.test(name)) return "printer-settings";
  if (/rsid/iu.test(name)) return "editing-sessions";
  if (/database|datasource|protection|password/iu.test(name)) return "settings";
  return isLocalPath(textIn(element)) ? "local-paths" : null;
}
