import type { ShownRun } from "../shared/run-marks.ts";
import { childElements, integerOf, child, type XmlElement } from "../shared/xml.ts";

/** A style's text and paragraph properties, including inherited ones. Undefined means not specified. */
export interface OdtStyle extends ShownRun {
  readonly hidden?: boolean | undefined;
  readonly language?: string | undefined;
  readonly complexLanguage?: string | undefined;
  readonly asianLanguage?: string | undefined;
  readonly rightToLeft?: boolean | undefined;
  /** Outline level from 1; 0 means body text. */
  readonly outline?: number | undefined;
  /** Display names from the style itself up to its root. */
  readonly names: readonly string[];
}

export interface OdtStyles {
  find(family: "paragraph" | "text", name: string | undefined): OdtStyle;
  /** Whether a style has this name. */
  has(name: string): boolean;
}

/** Maximum length of a style chain, which cuts circular inheritance. */
const longestChain = 50;

/** Reads the automatic and named styles of an OpenDocument text from the given elements. */
export function readOdtStyles(holders: readonly XmlElement[]): OdtStyles {
  const elements = new Map<string, XmlElement>();
  const defaults = new Map<string, XmlElement>();
  const names = new Set<string>();
  for (const style of holders.flatMap((holder) => childElements(holder))) {
    const family = style.attributes["style:family"] ?? "";
    const name = style.attributes["style:name"] ?? "";
    if (style.name === "style:default-style") defaults.set(family, style);
    if (style.name !== "style:style") continue;
    elements.set(`${family} ${name}`, style);
    names.add(nameOf(style));
  }
  const resolved = new Map<string, OdtStyle>();
  return { find: (family, name) => resolve(family, name ?? "Standard", 0), has: (name) => names.has(name) };

  function resolve(family: string, name: string, depth: number): OdtStyle {
    const key = `${family} ${name}`;
    const resolvedStyle = resolved.get(key);
    if (resolvedStyle) return resolvedStyle;
    const element = elements.get(key);
    if (!element || depth > longestChain)
      return family === "paragraph" ? ownOf(defaults.get(family), []) : { names: [] };
    const parent = element.attributes["style:parent-style-name"];
    const base = resolve(family, parent ?? "", depth + 1);
    const ownStyle = ownOf(element, [nameOf(element), ...base.names]);
    const style = {
      ...base,
      ...Object.fromEntries(Object.entries(ownStyle).filter(([, value]) => value !== undefined)),
    };
    resolved.set(key, style);
    return style;
  }
}

function nameOf({ attributes }: XmlElement): string {
  return attributes["style:display-name"] ?? attributes["style:name"] ?? "";
}

function ownOf(element: XmlElement | undefined, names: readonly string[]): OdtStyle {
  const text = child(element, "style:text-properties")?.attributes ?? {};
  const mode = child(element, "style:paragraph-properties")?.attributes["style:writing-mode"];
  return {
    italic: setting(text["fo:font-style"], (value) => /italic|oblique/u.test(value)),
    bold: setting(text["fo:font-weight"], (value) => /bold|[6-9]00/u.test(value)),
    underline: setting(text["style:text-underline-style"], (value) => value !== "none"),
    strike: setting(text["style:text-line-through-style"], (value) => value !== "none"),
    vertical: setting(text["style:text-position"], verticalOf),
    hidden: setting(text["text:display"], (value) => value === "none"),
    language: tagOf(text["fo:language"], text["fo:country"]),
    complexLanguage: tagOf(text["style:language-complex"], text["style:country-complex"]),
    asianLanguage: tagOf(text["style:language-asian"], text["style:country-asian"]),
    rightToLeft: mode === undefined || mode === "page" ? undefined : mode.startsWith("rl"),
    outline: integerOf(element?.attributes["style:default-outline-level"]),
    names,
  };
}

function setting<T>(value: string | undefined, read: (value: string) => T): T | undefined {
  return value === undefined ? undefined : read(value);
}

/** Parses "super 58%", "sub 58%", or a raise as in "33% 58%". */
function verticalOf(position: string): NonNullable<OdtStyle["vertical"]> {
  const [first = ""] = position.split(/\s+/u);
  if (first === "super" || /^[1-9]\d*%/u.test(first)) return "superscript";
  return first === "sub" || /^-\d*[1-9]/u.test(first) ? "subscript" : "baseline";
}

function tagOf(language: string | undefined, country: string | undefined): string | undefined {
  if (language === undefined || language === "none" || language === "zxx") return undefined;
  return country === undefined || country === "none" ? language : `${language}-${country}`;
}
