import type { PrivateKind } from "#core/compile/word-layout.ts";
import { isLocalPath } from "#core/text/object.ts";
import { type Parts, UnsupportedPackageError } from "../package/parts.ts";
import {
  type AttributeRule,
  type ElementRule,
  isPublicAddress,
  noAddress,
  privateEdits,
  type PrivateRules,
  type PublicPackage,
  PublicParts,
} from "../package/public-parts.ts";
import {
  descendants,
  type Edit,
  elementsOf,
  parseSource,
  type SourceAttribute,
  type SourceElement,
  textIn,
  type XmlSource,
} from "../package/xml-source.ts";
import { contentPart } from "./odt-content.ts";
import { attributeOf, HiddenStyles } from "./odt-styles.ts";

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
  readonly #parts: Parts;
  readonly #public = new PublicParts();
  readonly #counts = this.#public.counts;
  readonly #used = new Set<string>();

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
    if (type) this.#public.keep("mimetype", type);
    for (const name of this.#parts.keys()) this.#other(name);
    this.#manifest();
    return this.#public.result(this.#parts);
  }

  #source(name: string): XmlSource | undefined {
    const bytes = this.#parts.get(name);
    return bytes && parseSource(bytes, name);
  }

  #clean(part: string, source: XmlSource, hidden: HiddenStyles): void {
    const rules: PrivateRules = {
      element: (element) => odtRule(element, part === stylesPart) ?? hiddenRule(part, element, hidden),
      attribute: (attribute) => this.#attribute(attribute),
    };
    this.#public.keepXml(part, source, privateEdits(source, rules, this.#counts));
  }

  #attribute({ uri, local, value }: SourceAttribute): AttributeRule | undefined {
    if (uri === "http://www.w3.org/2000/xmlns/") return undefined;
    if (/^(?:paragraph-)?rsid$/u.test(local)) return { kind: "editing-sessions", value: null };
    if (local.startsWith("protection-key")) return { kind: "settings", value: null };
    if (local !== "href") return isLocalPath(value) ? { kind: "local-paths", value: "" } : undefined;
    if (this.#isOwn(value) || isPublicAddress(value) || value === noAddress) return undefined;
    return { kind: "local-paths", value: noAddress };
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
    this.#public.keepXml(metaPart, source, edits);
  }

  #settings(): void {
    const source = this.#source(settingsPart);
    if (!source) return;
    const rules: PrivateRules = {
      element: (element) => {
        const kind = settingKind(element);
        return kind ? { do: "remove", kind, count: 1 } : undefined;
      },
      attribute: () => undefined,
    };
    this.#public.keepXml(settingsPart, source, privateEdits(source, rules, this.#counts));
  }

  /** Keeps a picture or font that is used, and counts every other part. */
  #other(name: string): void {
    if (this.#public.has(name) || name === manifestPart) return;
    const bytes = this.#parts.get(name);
    if (bytes && this.#used.has(name)) {
      if (name.startsWith("Fonts/")) this.#public.keep(name, bytes);
      else this.#public.keepPicture(name, bytes);
    } else if (name.startsWith("Thumbnails/")) this.#counts.add("previews");
    else if (/^(?:Basic|Scripts|Dialogs)\//u.test(name)) this.#counts.add("embedded-files");
    // Objects are counted where the text has them.
    else if (!/^Object/u.test(name)) this.#counts.add("other-data");
  }

  #manifest(): void {
    const source = this.#source(manifestPart);
    if (!source) return;
    const edits = elementsOf(source.root).flatMap((entry): Edit[] => {
      if ([...descendants(entry)].some(({ raw }) => raw.endsWith("encryption-data"))) {
        throw new UnsupportedPackageError(manifestPart, "encrypted");
      }
      const path = attributeOf(entry, "full-path") ?? "";
      const isKept = path === "/" || path === "" || this.#public.has(path);
      return isKept ? [] : [{ start: entry.start, end: entry.end, text: "" }];
    });
    this.#public.keepXml(manifestPart, source, edits);
  }
}

/**
 * Returns the rule for an element that is hidden, or that names a person.
 *
 * @throws UnsupportedPackageError
 */
function hiddenRule(part: string, element: SourceElement, hidden: HiddenStyles): ElementRule | undefined {
  if (hidden.hides(element) === true && (textIn(element) !== "" || elementsOf(element).length > 0)) {
    const isShownAgain = [...descendants(element)].some((inner) => hidden.hides(inner) === false);
    if (isShownAgain) throw new UnsupportedPackageError(part, "shown text in hidden text");
    return { do: "empty", kind: "hidden-text", count: 1 };
  }
  if (element.name === "dc:creator") throw new UnsupportedPackageError(part, element.raw);
  return undefined;
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

/** Elements that go with all their content, by name: the kind, and whether each is counted, its children, or nothing. */
const removals: Readonly<Record<string, readonly [kind: PrivateKind, counts: "each" | "children" | "none"]>> = {
  "office:annotation": ["comments", "each"],
  "office:annotation-end": ["comments", "none"],
  "text:tracked-changes": ["tracked-changes", "children"],
  "text:change": ["tracked-changes", "none"],
  "text:change-start": ["tracked-changes", "none"],
  "text:change-end": ["tracked-changes", "none"],
  "text:hidden-text": ["hidden-text", "each"],
  "text:hidden-paragraph": ["hidden-text", "each"],
  "office:forms": ["custom-data", "each"],
  "draw:control": ["custom-data", "none"],
  // Options of lists to choose from.
  "text:label": ["custom-data", "each"],
  "loext:list-item": ["custom-data", "each"],
  "office:scripts": ["embedded-files", "each"],
  "office:event-listeners": ["embedded-files", "each"],
  "text:script": ["embedded-files", "each"],
  "draw:object": ["embedded-files", "each"],
  "draw:object-ole": ["embedded-files", "each"],
  "draw:plugin": ["embedded-files", "each"],
  "draw:applet": ["embedded-files", "each"],
  "draw:floating-frame": ["embedded-files", "each"],
  "text:user-field-decls": ["settings", "children"],
  "text:variable-decls": ["settings", "none"],
  "text:dde-connection-decls": ["settings", "children"],
  "text:section-source": ["local-paths", "each"],
  "office:dde-source": ["local-paths", "each"],
};
const indexMark = /^text:(?:toc|user-index|alphabetical-index)-mark/u;

/** Fields that show a person, a file, or what somebody entered as data. */
const author =
  /^text:(?:author-(?:name|initials)|sender-.+|initial-creator|creator|printed-by|description|keywords|user-defined|file-name|template-name|database-.+|user-field-.+|variable-.+|dde-connection)$/u;
const computed =
  /^text:(?:title|subject|(?:print|creation|modification)-(?:date|time)|editing-(?:cycles|duration)|expression|conditional-text|execute-macro|bibliography-mark)$/u;

/** Elements that say themselves whether they are shown. */
const hideable = /^text:(?:section|variable-|user-field-)|^draw:/u;

/** Returns the rule for an element. In headers and footers, fields that show a person or a file lose their text. */
function odtRule(element: SourceElement, isMargin: boolean): ElementRule | undefined {
  const { name } = element;
  const [kind, counts] = Object.hasOwn(removals, name) ? (removals[name] ?? []) : [];
  const remove = (as: PrivateKind, count = 1): ElementRule => ({ do: "remove", kind: as, count });
  if (kind) return remove(kind, counts === "children" ? elementsOf(element).length : Number(counts === "each"));
  if (indexMark.test(name)) return remove("other-data");
  const isHidden = element.attributes.some(
    ({ local, value }) => (local === "display" && value === "none") || (local === "is-hidden" && value === "true"),
  );
  if (isHidden && hideable.test(name)) return remove("hidden-text");
  if (author.test(name))
    return isMargin ? remove("computed-fields") : { do: "unwrap", kind: "computed-fields", count: 1 };
  return computed.test(name) ? { do: "unwrap", kind: "computed-fields", count: 1 } : undefined;
}
