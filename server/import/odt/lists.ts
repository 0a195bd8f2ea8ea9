import { writeOrdinal } from "#core/text/labels/ordinal.ts";
import {
  type Level,
  type List,
  NumberCounter,
  numberFormats,
  type Numbering,
  type Shown,
} from "../shared/number-counter.ts";
import { child, childElements, integerOf, textBelow, type XmlElement } from "../shared/xml.ts";

/** A list entry whose paragraph is being read. */
export interface ListEntry {
  readonly list: string;
  /** From 0. */
  readonly level: number;
  /** Start number, if the file gives one. */
  readonly start: number | undefined;
}

/** An open list, in which its entries are counted. */
export interface OpenList {
  readonly list: string;
  readonly style: string;
  readonly level: number;
}

const formats: Readonly<Record<string, string>> = {
  "1": "decimal",
  a: "lowerLetter",
  A: "upperLetter",
  i: "lowerRoman",
  I: "upperRoman",
  "": "none",
  "01, 02, 03, ...": "decimalZero",
};

/** Formats that LibreOffice names by their first numbers. */
const formatsByStart: readonly (readonly [start: string, format: string])[] = [
  ["أ, ب, ت", "arabicAlpha"],
  ["أ, ب, ج", "arabicAbjad"],
  ["а, б", "russianLower"],
  ["А, Б", "russianUpper"],
  ["一, 二", "chineseCounting"],
  ["١, ٢", "decimal"],
  ["001, 002", "decimalZero3"],
  ["①, ②", "decimalEnclosedCircle"],
  ["First, Second", "ordinalText"],
];

/**
 * The lists of an OpenDocument text. Every list starts counting afresh unless it names the list that it continues.
 * Entries below the first level count within their list (OpenDocument 1.3, part 3, 5.3.1 and 19.880).
 */
export class OdtLists {
  readonly #styles = new Map<string, ReadonlyMap<number, Level>>();
  readonly #lists = new Map<string, List>();
  readonly #counter = new NumberCounter({ lists: this.#lists } satisfies Numbering);
  /** Lists by their id in the file, and the latest list of each style. */
  readonly #byId = new Map<string, string>();
  readonly #lastOf = new Map<string, string>();
  /** Whether new lists join existing ones. Deleted entries do, although the file stores them as separate lists. */
  joining = false;
  #count = 0;

  constructor(holders: readonly XmlElement[]) {
    for (const style of holders.flatMap((holder) => childElements(holder))) {
      const { name, attributes } = style;
      if (name === "text:list-style") this.#styles.set(attributes["style:name"] ?? "", levelsOf(style));
      if (name === "text:outline-style") this.#styles.set(outlineStyle, levelsOf(style));
    }
  }

  get unknownFormats(): ReadonlySet<string> {
    return this.#counter.unknownFormats;
  }

  /** Opens a list, nested or on its own. */
  open({ attributes }: XmlElement, outer: OpenList | null): OpenList {
    const style = attributes["text:style-name"] ?? outer?.style ?? "";
    const level = outer ? outer.level + 1 : 0;
    const list = outer?.style === style ? outer.list : this.#listOf(attributes, style);
    const id = attributes["xml:id"];
    if (id !== undefined) this.#byId.set(id, list);
    if (!outer) this.#lastOf.set(style, list);
    return { list, style, level };
  }

  /** Returns a heading's entry in the outline. It counts although it is not in a list. */
  outlineEntry(level: number, start: number | undefined): ListEntry {
    this.#define(outlineStyle, outlineStyle);
    return { list: outlineStyle, level, start };
  }

  /** Counts an entry. Returns undefined if the page shows nothing before it. */
  next({ list, level, start }: ListEntry): Shown | undefined {
    return this.#counter.next(list, level, start);
  }

  #listOf(attributes: XmlElement["attributes"], style: string): string {
    const continued = this.#byId.get(attributes["text:continue-list"] ?? "");
    if (continued !== undefined) return continued;
    const last = this.#lastOf.get(style);
    const goesOn = this.joining || attributes["text:continue-numbering"] === "true";
    if (goesOn && last !== undefined) return last;
    this.#count += 1;
    const list = `l${String(this.#count)}`;
    this.#define(list, style);
    return list;
  }

  #define(list: string, style: string): void {
    if (this.#lists.has(list)) return;
    this.#lists.set(list, { definition: list, levels: this.#styles.get(style) ?? new Map(), starts: new Map() });
  }
}

/** The space avoids a clash with list styles of the file, which write a space as "_20_". */
const outlineStyle = "the outline";

function levelsOf(style: XmlElement): Map<number, Level> {
  return new Map(
    childElements(style).map((element) => {
      const level = (integerOf(element.attributes["text:level"]) ?? 1) - 1;
      return [level, levelOf(element, level)];
    }),
  );
}

function levelOf({ name, attributes }: XmlElement, level: number): Level {
  const isBullet = name === "text:list-level-style-bullet" || name === "text:list-level-style-image";
  return {
    start: integerOf(attributes["text:start-value"]) ?? 1,
    format: isBullet ? "bullet" : formatOf(attributes["style:num-format"] ?? ""),
    text: isBullet ? "•" : numberText(attributes, level),
    legal: attributes["loext:is-legal"] === "true",
    restart: undefined,
    style: undefined,
  };
}

/** Converts a number format to Word's name for it. */
function formatOf(written: string): string {
  return formats[written] ?? formatsByStart.find(([start]) => written.startsWith(start))?.[1] ?? written;
}

/**
 * Returns a number's text in Word's notation, "%1.%2)". LibreOffice's own attribute is preferred, because it can
 * express more than the standard's prefix and suffix.
 */
function numberText(attributes: XmlElement["attributes"], level: number): string {
  const whole = attributes["loext:num-list-format"];
  if (whole !== undefined) return whole.replace(/%(\d)%/gu, "%$1");
  if ((attributes["style:num-format"] ?? "") === "") return "";
  const shown = Math.min(Math.max(integerOf(attributes["text:display-levels"]) ?? 1, 1), level + 1);
  const numbers = Array.from({ length: shown }, (_, at) => `%${String(level - shown + at + 2)}`);
  return `${attributes["style:num-prefix"] ?? ""}${numbers.join(".")}${attributes["style:num-suffix"] ?? ""}`;
}

/**
 * Labels notes as the page shows them. A file stores each note's number as printed with all changes accepted. If
 * changes are rejected (`counts`), the notes differ and are numbered by the file's settings. A note with its own sign
 * keeps it. Notes that restart on every page or chapter keep their printed numbers.
 */
export class OdtNoteLabels {
  readonly #settings: ReadonlyMap<string, XmlElement>;
  readonly #counts: boolean;
  readonly #met = new Map<string, number>();

  constructor(holders: readonly XmlElement[], counts: boolean) {
    const settings = holders.flatMap((holder) => childElements(holder, "text:notes-configuration"));
    this.#settings = new Map(
      settings.map((configuration) => [configuration.attributes["text:note-class"] ?? "", configuration]),
    );
    this.#counts = counts;
  }

  next(note: XmlElement): string {
    const citation = child(note, "text:note-citation");
    const label = citation?.attributes["text:label"];
    if (label !== undefined) return label;
    const printed = citation ? textBelow(citation).trim() : "";
    const kind = note.attributes["text:note-class"] ?? "footnote";
    const { attributes = {} } = this.#settings.get(kind) ?? {};
    const count = this.#met.get(kind) ?? integerOf(attributes["text:start-value"]) ?? 0;
    this.#met.set(kind, count + 1);
    const format = numberFormats[formatOf(attributes["style:num-format"] ?? (kind === "footnote" ? "1" : "i"))];
    const runs = (attributes["text:start-numbering-at"] ?? "document") === "document";
    return this.#counts && runs && format ? writeOrdinal(format, count + 1) : printed;
  }
}
