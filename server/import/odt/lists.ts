import { writeOrdinal } from "#core/text/ordinal.ts";
import {
  type Level,
  type List,
  NumberCounter,
  numberFormats,
  type Numbering,
  type Shown,
} from "../shared/number-counter.ts";
import { child, childElements, integerOf, textBelow, type XmlElement } from "../shared/xml.ts";

/** An entry of a list whose paragraph is being read. */
export interface ListEntry {
  readonly list: string;
  /** From 0. */
  readonly level: number;
  /** Where it counts on from, where it is told. */
  readonly start: number | undefined;
}

/** A list that is open: what its entries count in. */
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

/** Formats that are named by how they begin to count, as LibreOffice names them. */
const formatsByStart: readonly (readonly [start: string, format: string])[] = [
  ["أ, ب, ت", "arabicAlpha"],
  ["أ, ب, ج", "arabicAbjad"],
  ["а, б", "russianLower"],
  ["А, Б", "russianUpper"],
  ["一, 二", "chineseCounting"],
  ["١, ٢", "decimal"],
];

/**
 * The lists of an OpenDocument text. Every list counts from its start unless it says which one it goes on from; entries
 * below the first level count within it (OpenDocument 1.3, part 3, 5.3.1 and 19.880).
 */
export class OdtLists {
  readonly #styles = new Map<string, ReadonlyMap<number, Level>>();
  readonly #lists = new Map<string, List>();
  readonly #counter = new NumberCounter({ lists: this.#lists } satisfies Numbering);
  /** By the id a list goes by in the file, and by style the list that was last met. */
  readonly #byId = new Map<string, string>();
  readonly #lastOf = new Map<string, string>();
  /** Whether what is read now goes into lists that are there: deleted entries do, though they are written as lists of their own. */
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

  /** A list as it begins, inside another or on its own. */
  open({ attributes }: XmlElement, outer: OpenList | null): OpenList {
    const style = attributes["text:style-name"] ?? outer?.style ?? "";
    const level = outer ? outer.level + 1 : 0;
    const list = outer?.style === style ? outer.list : this.#listOf(attributes, style);
    const id = attributes["xml:id"];
    if (id !== undefined) this.#byId.set(id, list);
    if (!outer) this.#lastOf.set(style, list);
    return { list, style, level };
  }

  /** A heading's place in the outline, which counts though it stands in no list. */
  outlineEntry(level: number, start: number | undefined): ListEntry {
    this.#define(outlineStyle, outlineStyle);
    return { list: outlineStyle, level, start };
  }

  /** Counts an entry; undefined where the page shows nothing before it. */
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

/** No list style of a file goes by a name with a blank: they are written as "_20_". */
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

/** How Word names a format of numbers. */
function formatOf(written: string): string {
  return formats[written] ?? formatsByStart.find(([start]) => written.startsWith(start))?.[1] ?? written;
}

/** As Word writes it, "%1.%2)": LibreOffice's own wording of it says more than the standard's prefix and suffix can. */
function numberText(attributes: XmlElement["attributes"], level: number): string {
  const whole = attributes["loext:num-list-format"];
  if (whole !== undefined) return whole.replace(/%(\d)%/gu, "%$1");
  if ((attributes["style:num-format"] ?? "") === "") return "";
  const shown = Math.min(Math.max(integerOf(attributes["text:display-levels"]) ?? 1, 1), level + 1);
  const numbers = Array.from({ length: shown }, (_, at) => `%${String(level - shown + at + 2)}`);
  return `${attributes["style:num-prefix"] ?? ""}${numbers.join(".")}${attributes["style:num-suffix"] ?? ""}`;
}

/**
 * The labels of notes as the page shows them. A file has the number of each as it was printed, with all changes made; where
 * they are shown unmade (`counts`) the notes are others, and are counted as the file's settings have it. A note with a sign
 * of its own keeps that, and so do notes that begin anew with every page or chapter.
 */
export class OdtNoteLabels {
  readonly #settings: ReadonlyMap<string, XmlElement>;
  readonly #counts: boolean;
  readonly #met = new Map<string, number>();

  constructor(holders: readonly XmlElement[], counts: boolean) {
    const settings = holders.flatMap((holder) => childElements(holder, "text:notes-configuration"));
    this.#settings = new Map(settings.map((one) => [one.attributes["text:note-class"] ?? "", one]));
    this.#counts = counts;
  }

  next(note: XmlElement): string {
    const citation = child(note, "text:note-citation");
    const own = citation?.attributes["text:label"];
    if (own !== undefined) return own;
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
