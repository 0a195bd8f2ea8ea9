import { writeOrdinal, type OrdinalFormat } from "#core/text/ordinal.ts";
import { child, childElements, integerOf, switchOf, valueOf, type XmlElement } from "../xml.ts";

/** One level of a list. */
interface Level {
  readonly start: number;
  readonly format: string;
  /** "%1.%2)": the number of each level in place of its sign. */
  readonly text: string;
  readonly legal: boolean;
  /** The level (from 1) whose use restarts this one; 0 never; undefined for any level above. */
  readonly restart: number | undefined;
  readonly style: string | undefined;
}

interface List {
  readonly definition: string;
  readonly levels: ReadonlyMap<number, Level>;
  /** Levels that begin anew at the list's first use, though its definition is shared. */
  readonly starts: ReadonlyMap<number, number>;
}

export interface Numbering {
  readonly lists: ReadonlyMap<string, List>;
}

/** What a page shows before a paragraph: a number, or a bullet. */
export type Shown = { readonly number: string } | "bullet";

const formats: Readonly<Record<string, OrdinalFormat>> = {
  decimal: "decimal",
  lowerLetter: "lowerLetter",
  upperLetter: "upperLetter",
  lowerRoman: "lowerRoman",
  upperRoman: "upperRoman",
  arabicAlpha: "arabicAlpha",
  arabicAbjad: "arabicAbjad",
  russianLower: "russianLower",
  russianUpper: "russianUpper",
  chineseCounting: "chinese",
  chineseCountingThousand: "chinese",
  ideographDigital: "chinese",
  japaneseCounting: "chinese",
  taiwaneseCounting: "chinese",
  taiwaneseCountingThousand: "chinese",
};

const noLevel: Level = { start: 1, format: "none", text: "", legal: false, restart: undefined, style: undefined };

/** Reads the numbering part. A list takes its definition's levels, save those it defines itself. */
export function readNumbering(root: XmlElement | undefined): Numbering {
  const definitions = new Map(
    childElements(root, "w:abstractNum").map((one) => [one.attributes["w:abstractNumId"] ?? "", one]),
  );
  const byStyleLink = new Map<string, string>();
  for (const [id, definition] of definitions) {
    const style = valueOf(definition, "w:styleLink");
    if (style !== undefined) byStyleLink.set(style, id);
  }
  const lists = new Map<string, List>();
  for (const element of childElements(root, "w:num")) {
    let definition = valueOf(element, "w:abstractNumId") ?? "";
    // A definition may lend itself from a list style: it then has no levels of its own.
    const link = valueOf(definitions.get(definition), "w:numStyleLink");
    if (link !== undefined) definition = byStyleLink.get(link) ?? definition;
    const levels = readLevels(definitions.get(definition));
    const starts = new Map<number, number>();
    for (const change of childElements(element, "w:lvlOverride")) {
      const level = integerOf(change.attributes["w:ilvl"]) ?? 0;
      const own = child(change, "w:lvl");
      if (own) levels.set(level, readLevel(own));
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

/** Newer Word wraps a level's format in an alternative; the fallback is the same number in a plainer form. */
function formatOf(level: XmlElement): string {
  const alternative = child(level, "mc:AlternateContent");
  return (
    valueOf(level, "w:numFmt") ??
    valueOf(child(alternative, "mc:Choice"), "w:numFmt") ??
    valueOf(child(alternative, "mc:Fallback"), "w:numFmt") ??
    "decimal"
  );
}

/** The level a style stands at in a list: the one that names the style, since a style itself often names none. */
export function levelOfStyle(numbering: Numbering, list: string, chain: readonly string[]): number | undefined {
  const levels = numbering.lists.get(list)?.levels;
  for (const style of chain) {
    for (const [at, level] of levels ?? []) if (level.style === style) return at;
  }
  return undefined;
}

/** Counts a text's automatic numbers, paragraph by paragraph, as the page shows them. */
export class NumberCounter {
  readonly #numbering: Numbering;
  /** Per definition, since lists that share one go on counting together; per level the number last shown. */
  readonly #counts = new Map<string, (number | undefined)[]>();
  readonly #started = new Set<string>();
  /** Number formats met that are not known here; shown as plain numbers. */
  readonly unknownFormats = new Set<string>();

  constructor(numbering: Numbering) {
    this.#numbering = numbering;
  }

  /** Counts one paragraph of a list; undefined where the page shows nothing before it. */
  next(listId: string, level: number): Shown | undefined {
    const list = this.#numbering.lists.get(listId);
    const own = list?.levels.get(level);
    if (!list || !own) return undefined;
    const counts = this.#counts.get(list.definition) ?? [];
    this.#counts.set(list.definition, counts);
    if (!this.#started.has(listId)) {
      this.#started.add(listId);
      for (const [at] of list.starts) counts[at] = undefined;
    }
    const current = counts[level];
    counts[level] = current === undefined ? (list.starts.get(level) ?? own.start) : current + 1;
    for (const [deeper, { restart }] of list.levels) {
      if (deeper > level && level < (restart ?? deeper)) counts[deeper] = undefined;
    }
    if (own.format === "bullet") return own.text === "" ? undefined : "bullet";
    const number = own.text.replace(/%([1-9])/gu, (_sign, digit: string) =>
      this.#write(list, counts, Number(digit) - 1, own),
    );
    return number === "" ? undefined : { number };
  }

  #write(list: List, counts: (number | undefined)[], level: number, shownAt: Level): string {
    const { format, start } = list.levels.get(level) ?? noLevel;
    // A level above that was skipped counts as begun.
    const count = (counts[level] ??= list.starts.get(level) ?? start);
    if (format === "none") return "";
    if (shownAt.legal) return String(count);
    if (format === "decimalZero") return String(count).padStart(2, "0");
    const known = formats[format];
    if (!known) this.unknownFormats.add(format);
    return writeOrdinal(known ?? "decimal", count);
  }
}
