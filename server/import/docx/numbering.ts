import { writeOrdinal } from "#core/text/labels/ordinal.ts";
import { type Level, type List, numberFormats, type Numbering } from "../shared/number-counter.ts";
import { child, childElements, integerOf, switchOf, valueOf, type XmlElement } from "../shared/xml.ts";

/** Reads the numbering part. A list inherits its definition's levels and may override some. */
export function readNumbering(root: XmlElement | undefined): Numbering {
  const definitions = new Map(
    childElements(root, "w:abstractNum").map((definition) => [
      definition.attributes["w:abstractNumId"] ?? "",
      definition,
    ]),
  );
  const byStyleLink = new Map<string, string>();
  for (const [id, definition] of definitions) {
    const style = valueOf(definition, "w:styleLink");
    if (style !== undefined) byStyleLink.set(style, id);
  }
  const lists = new Map<string, List>();
  for (const element of childElements(root, "w:num")) {
    let definition = valueOf(element, "w:abstractNumId") ?? "";
    // A definition without own levels may refer to a list style.
    const link = valueOf(definitions.get(definition), "w:numStyleLink");
    if (link !== undefined) definition = byStyleLink.get(link) ?? definition;
    const levels = readLevels(definitions.get(definition));
    const starts = new Map<number, number>();
    for (const change of childElements(element, "w:lvlOverride")) {
      const level = integerOf(change.attributes["w:ilvl"]) ?? 0;
      const levelElement = child(change, "w:lvl");
      if (levelElement) levels.set(level, readLevel(levelElement));
      const start = integerOf(valueOf(change, "w:startOverride"));
      if (start !== undefined) starts.set(level, start);
    }
    lists.set(element.attributes["w:numId"] ?? "", { definition, levels, starts });
  }
  return { lists };
}

function readLevels(definition: XmlElement | undefined): Map<number, Level> {
  return new Map(
    childElements(definition, "w:lvl").map((level) => [integerOf(level.attributes["w:ilvl"]) ?? 0, readLevel(level)]),
  );
}

function readLevel(level: XmlElement): Level {
  return {
    start: integerOf(valueOf(level, "w:start")) ?? 0,
    format: formatOf(level),
    text: valueOf(level, "w:lvlText") ?? "",
    legal: switchOf(level, "w:isLgl") ?? false,
    restart: integerOf(valueOf(level, "w:lvlRestart")),
    style: valueOf(level, "w:pStyle"),
  };
}

/**
 * Newer versions of Word wrap a level's format in an alternative. The fallback is the same number in a simpler format.
 * A custom format is written as its first numbers: "001, 002, 003, ...".
 */
function formatOf(level: XmlElement): string {
  const alternative = child(level, "mc:AlternateContent");
  const custom = child(child(alternative, "mc:Choice") ?? level, "w:numFmt")?.attributes["w:format"];
  const zeros = /^(?<first>0+1), /u.exec(custom ?? "")?.groups?.["first"];
  if (zeros !== undefined) return `decimalZero${String(zeros.length)}`;
  return (
    valueOf(level, "w:numFmt") ??
    valueOf(child(alternative, "mc:Choice"), "w:numFmt") ??
    valueOf(child(alternative, "mc:Fallback"), "w:numFmt") ??
    "decimal"
  );
}

/** Finds a style's level in a list: the level that names the style, because styles often name none themselves. */
export function levelOfStyle(numbering: Numbering, list: string, chain: readonly string[]): number | undefined {
  const levels = numbering.lists.get(list)?.levels;
  for (const style of chain) {
    for (const [at, level] of levels ?? []) if (level.style === style) return at;
  }
  return undefined;
}

export type NoteKind = "footnote" | "endnote";

const signs = ["*", "†", "‡", "§"];

/**
 * Numbers footnotes and endnotes as the page shows them. Counts through the text from the settings' start value and in
 * their format. Endnotes use small Roman numerals by default. A restart on every page cannot be determined from the
 * file and is ignored.
 */
export class NoteLabels {
  readonly #settings: XmlElement | undefined;
  readonly #counts: Record<NoteKind, number> = { footnote: 0, endnote: 0 };

  constructor(settings: XmlElement | undefined) {
    this.#settings = settings;
  }

  next(kind: NoteKind): string {
    const settings = child(this.#settings, kind === "footnote" ? "w:footnotePr" : "w:endnotePr");
    const start = integerOf(valueOf(settings, "w:numStart")) ?? 1;
    const format = valueOf(settings, "w:numFmt") ?? (kind === "footnote" ? "decimal" : "lowerRoman");
    const count = start + this.#counts[kind];
    this.#counts[kind] += 1;
    if (format === "chicago") {
      const at = (count - 1) % signs.length;
      return (signs[at] ?? "*").repeat(Math.floor((count - 1) / signs.length) + 1);
    }
    return writeOrdinal(numberFormats[format] ?? "decimal", count);
  }
}
