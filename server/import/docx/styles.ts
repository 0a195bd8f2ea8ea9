import type { ShownRun } from "../shared/run-marks.ts";
import { child, childElements, integerOf, switchOf, valueOf, type XmlElement } from "../shared/xml.ts";

/** Run properties. Undefined means not specified. */
export interface RunProperties extends ShownRun {
  readonly hidden?: boolean | undefined;
  readonly rightToLeft?: boolean | undefined;
  readonly language?: string | undefined;
  readonly bidiLanguage?: string | undefined;
  readonly eastAsianLanguage?: string | undefined;
}

/** Paragraph properties. Undefined means not specified. */
export interface ParagraphProperties {
  readonly style?: string | undefined;
  readonly list?: string | undefined;
  readonly level?: number | undefined;
  /** Outline level from 1; 0 means body text. */
  readonly outline?: number | undefined;
  readonly rightToLeft?: boolean | undefined;
}

/** A style with all its inherited properties. */
export interface Style {
  readonly id: string;
  readonly name: string;
  readonly paragraph: ParagraphProperties;
  readonly run: RunProperties;
  /** Ids from the style itself up to its root. */
  readonly chain: readonly string[];
}

export interface StyleSheet {
  readonly defaults: RunProperties;
  /** The style of a paragraph that names none. */
  readonly defaultParagraph: string | undefined;
  find(id: string | undefined): Style | undefined;
}

/** Maximum length of a style chain, which cuts circular inheritance. */
const longestChain = 50;

export function readRunProperties(properties: XmlElement | undefined): RunProperties {
  const underline = child(properties, "w:u");
  const vertical = valueOf(properties, "w:vertAlign");
  const language = child(properties, "w:lang")?.attributes ?? {};
  const strikes = [switchOf(properties, "w:strike"), switchOf(properties, "w:dstrike")].filter(
    (strike) => strike !== undefined,
  );
  return {
    italic: switchOf(properties, "w:i"),
    bold: switchOf(properties, "w:b"),
    underline: underline && (underline.attributes["w:val"] ?? "single") !== "none",
    strike: strikes.length > 0 ? strikes.includes(true) : undefined,
    vertical: vertical === "superscript" || vertical === "subscript" || vertical === "baseline" ? vertical : undefined,
    hidden: switchOf(properties, "w:vanish"),
    rightToLeft: switchOf(properties, "w:rtl"),
    language: language["w:val"],
    bidiLanguage: language["w:bidi"],
    eastAsianLanguage: language["w:eastAsia"],
  };
}

export function readParagraphProperties(properties: XmlElement | undefined): ParagraphProperties {
  const numbering = child(properties, "w:numPr");
  const outline = integerOf(valueOf(properties, "w:outlineLvl"));
  return {
    style: valueOf(properties, "w:pStyle"),
    list: valueOf(numbering, "w:numId"),
    level: integerOf(valueOf(numbering, "w:ilvl")),
    outline: outline === undefined ? undefined : outline > 8 ? 0 : outline + 1,
    rightToLeft: switchOf(properties, "w:bidi"),
  };
}

/** Merges two sets of properties. Defined values of `own` win. */
export function override<T extends object>(base: T, own: T): T {
  return { ...base, ...Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined)) };
}

/** Reads the styles part. A file without one has no styles. */
export function readStyles(root: XmlElement | undefined): StyleSheet {
  const elements = new Map<string, XmlElement>();
  let defaultParagraph: string | undefined;
  for (const style of childElements(root, "w:style")) {
    const id = style.attributes["w:styleId"] ?? "";
    elements.set(id, style);
    const isDefault = /^(?:1|true|on)$/iu.test(style.attributes["w:default"] ?? "");
    if (isDefault && style.attributes["w:type"] === "paragraph") defaultParagraph = id;
  }
  const resolved = new Map<string, Style>();
  const defaults = child(child(root, "w:docDefaults"), "w:rPrDefault");
  return {
    defaults: readRunProperties(child(defaults, "w:rPr")),
    defaultParagraph,
    find: (id) => (id === undefined ? undefined : resolve(id, 0)),
  };

  function resolve(id: string, depth: number): Style | undefined {
    const resolvedStyle = resolved.get(id);
    if (resolvedStyle) return resolvedStyle;
    const element = elements.get(id);
    if (!element || depth > longestChain) return undefined;
    const based = valueOf(element, "w:basedOn");
    const base = based === undefined ? undefined : resolve(based, depth + 1);
    const paragraph = readParagraphProperties(child(element, "w:pPr"));
    const run = readRunProperties(child(element, "w:rPr"));
    const style: Style = {
      id,
      name: valueOf(element, "w:name") ?? id,
      paragraph: base ? override(base.paragraph, paragraph) : paragraph,
      run: base ? override(base.run, run) : run,
      chain: [id, ...(base?.chain ?? [])],
    };
    resolved.set(id, style);
    return style;
  }
}

const inks = new Set(["auto", "000000", "none", "black", "windowText"]);
const papers = new Set(["auto", "FFFFFF", "none"]);

/**
 * Returns whether a run sets its own colour, highlight or shading, which some authors use to mark insertions. Black on
 * white does not count. A colour from a style does not count either, because all text of that style has it.
 */
export function hasOwnColour(properties: XmlElement | undefined): boolean {
  const ink = valueOf(properties, "w:color");
  const highlight = valueOf(properties, "w:highlight");
  const ground = child(properties, "w:shd")?.attributes["w:fill"];
  return (
    (ink !== undefined && !inks.has(ink)) ||
    (highlight !== undefined && !inks.has(highlight)) ||
    (ground !== undefined && !papers.has(ground.toUpperCase() === "AUTO" ? "auto" : ground.toUpperCase()))
  );
}

/** The properties that together determine a run's appearance. */
interface RunSources {
  readonly own: RunProperties;
  readonly character: RunProperties;
  readonly paragraph: RunProperties;
  readonly defaults: RunProperties;
}

/**
 * Returns a run's effective properties. Italics and bold are toggles. Set by both the paragraph style and the character
 * style, they cancel out (ISO 29500-1, 17.7.3). Set on the run itself, they apply as set.
 */
export function shownProperties({ own, character, paragraph, defaults }: RunSources): RunProperties {
  const toggled = (name: "italic" | "bold" | "strike"): boolean =>
    defaults[name] === true || (character[name] === true) !== (paragraph[name] === true);
  const inherited = override(override(defaults, paragraph), character);
  return override({ ...inherited, italic: toggled("italic"), bold: toggled("bold"), strike: toggled("strike") }, own);
}

/** Returns a paragraph's heading level: 0 for a title, null if it is no heading. */
export function headingLevelOf({ outline }: ParagraphProperties, style: Style | undefined): number | null {
  const name = style?.name.toLowerCase() ?? "";
  if (/^(?:title|subtitle)$/u.test(name)) return 0;
  if (outline !== undefined) return outline === 0 ? null : outline;
  const level = /^heading ([1-9])$/u.exec(name)?.[1];
  return level === undefined ? null : Number(level);
}

/** Returns the direction that a paragraph sets; null if it sets none. */
export function directionOf({ rightToLeft }: ParagraphProperties): "ltr" | "rtl" | null {
  return rightToLeft === undefined ? null : rightToLeft ? "rtl" : "ltr";
}

/** A paragraph's own properties and style, which determine its appearance. */
export interface Form {
  readonly own: ParagraphProperties;
  readonly style: Style | undefined;
}
