import {
  appended,
  childOf,
  descendants,
  type Edit,
  elementsOf,
  parseSource,
  type SourceElement,
  wordAttribute,
  type XmlSource,
} from "../../package/xml-source.ts";
import { textStyleNames } from "../../docx/styles.ts";
import { escapeXml } from "../../shared/xml.ts";

/** A template's styles, with those of the text that it lacks. */
export interface MergedStyles {
  /** The template's id of each style of the text. */
  ids: ReadonlyMap<string, string>;
  /** Ids of the template's paragraph styles with automatic numbers. The labels of a draft are text. */
  numbered: ReadonlySet<string>;
  edits: Edit[];
}

/** Returns the names of the text's styles that a template has. `own` is the text's style sheet, as XML. */
export function commonStyles(template: XmlSource, own: string): string[] {
  const known = namesOf(stylesIn(template.root));
  const names = textStyleNames();
  return stylesIn(parsed(own).root).flatMap((style) => {
    const name = nameOf(style);
    return names.has(name) && known.has(keyOf(style)) ? [name] : [];
  });
}

/**
 * Merges the text's style sheet into the template's. A style of the same kind and name is the template's; the others are
 * added. The language of the text replaces the template's, so that spelling is checked in it. `markers` are names of
 * further empty styles to add.
 */
export function mergeStyles(
  template: XmlSource,
  own: string,
  { language, markers }: { language: string; markers: readonly string[] },
): MergedStyles {
  const known = stylesIn(template.root);
  const byName = namesOf(known);
  const taken = new Set(known.map(idOf));
  const source = parsed(own);
  const ids = new Map<string, string>();
  const missing: SourceElement[] = [];
  const fallback = known.find((style) => typeOf(style) === "paragraph" && isDefault(style));
  for (const style of stylesIn(source.root)) {
    const same = byName.get(keyOf(style)) ?? (idOf(style) === "Normal" ? fallback : undefined);
    if (same) ids.set(idOf(style), idOf(same));
    else {
      let id = idOf(style);
      while (taken.has(id)) id += "_";
      taken.add(id);
      ids.set(idOf(style), id);
      missing.push(style);
    }
  }
  const added = missing.map((style) => adapted(source.xml.slice(style.start, style.end), style, ids)).join("");
  const marks = markers.map(
    (id) =>
      `<w:style w:type="paragraph" w:customStyle="1" w:styleId="${id}"><w:name w:val="${id}"/><w:semiHidden/></w:style>`,
  );
  return {
    ids,
    numbered: numberedStyles(known),
    edits: [...languageEdits(template, language), appended(template, added + marks.join(""))],
  };
}

function parsed(own: string): XmlSource {
  return parseSource(new TextEncoder().encode(own), "styles");
}

function stylesIn(root: SourceElement): SourceElement[] {
  return elementsOf(root).filter(({ name }) => name === "w:style");
}

function idOf(style: SourceElement): string {
  return wordAttribute(style, "styleId") ?? "";
}

function nameOf(style: SourceElement): string {
  return wordAttribute(childOf(style, "w:name"), "val") ?? "";
}

function typeOf(style: SourceElement): string {
  return wordAttribute(style, "type") ?? "paragraph";
}

function isDefault(style: SourceElement): boolean {
  return /^(?:1|true|on)$/u.test(wordAttribute(style, "default") ?? "");
}

/** Word does not distinguish case in the names of its own styles. */
function keyOf(style: SourceElement): string {
  return `${typeOf(style)} ${nameOf(style).toLowerCase()}`;
}

function namesOf(styles: readonly SourceElement[]): Map<string, SourceElement> {
  return new Map(styles.map((style) => [keyOf(style), style]));
}

/** Returns a style with its id and its references to others as in the template. */
function adapted(xml: string, style: SourceElement, ids: ReadonlyMap<string, string>): string {
  return xml
    .replace(/ w:styleId="[^"]*"/u, ` w:styleId="${escapeXml(ids.get(idOf(style)) ?? "")}"`)
    .replace(/ w:default="[^"]*"/u, "")
    .replace(/<w:(basedOn|next|link) w:val="([^"]*)"\/>/gu, (_match, kind: string, id: string) => {
      return `<w:${kind} w:val="${escapeXml(ids.get(id) ?? id)}"/>`;
    });
}

/** Maximum number of styles that a style is based on, directly and indirectly. */
const longestChain = 50;

/** Returns the ids of styles with automatic numbers of their own or of a style that they are based on. */
function numberedStyles(styles: readonly SourceElement[]): Set<string> {
  const byId = new Map(styles.map((style) => [idOf(style), style]));
  const isNumbered = (style: SourceElement): boolean => {
    let at: SourceElement | undefined = style;
    for (let steps = 0; at && steps < longestChain; steps += 1) {
      const number = childOf(childOf(childOf(at, "w:pPr"), "w:numPr"), "w:numId");
      if (number) return wordAttribute(number, "val") !== "0";
      at = byId.get(wordAttribute(childOf(at, "w:basedOn"), "val") ?? "");
    }
    return false;
  };
  return new Set(styles.filter(isNumbered).map(idOf));
}

function languageEdits({ root }: XmlSource, language: string): Edit[] {
  const value = escapeXml(language);
  const lang = `<w:lang w:val="${value}" w:eastAsia="${value}" w:bidi="${value}"/>`;
  const removed = [...descendants(root)].filter(({ name }) => name === "w:lang");
  const edits = removed.map(({ start, end }): Edit => ({ start, end, text: "" }));
  const defaults = childOf(root, "w:docDefaults");
  const runs = childOf(defaults, "w:rPrDefault");
  const properties = childOf(runs, "w:rPr");
  const at = (element: SourceElement, text: string): Edit => {
    const isEmpty = element.end === element.openEnd;
    return isEmpty
      ? { start: element.start, end: element.end, text: `<${element.raw}>${text}</${element.raw}>` }
      : { start: element.closeStart, end: element.closeStart, text };
  };
  if (properties) edits.push(at(properties, lang));
  else if (runs) edits.push(at(runs, `<w:rPr>${lang}</w:rPr>`));
  else {
    const block = `<w:rPrDefault><w:rPr>${lang}</w:rPr></w:rPrDefault>`;
    // The defaults of runs come before those of paragraphs, and the defaults before all styles.
    const start = defaults && defaults.end > defaults.openEnd ? defaults.openEnd : root.openEnd;
    const whole = defaults && defaults.end > defaults.openEnd ? block : `<w:docDefaults>${block}</w:docDefaults>`;
    edits.push(
      defaults && defaults.end === defaults.openEnd
        ? { start: defaults.start, end: defaults.end, text: whole }
        : { start, end: start, text: whole },
    );
  }
  return edits;
}
