import { writeNamedOrdinal } from "#core/text/labels/named-ordinal.ts";
import { writeOrdinal, type OrdinalFormat } from "#core/text/labels/ordinal.ts";

/** One level of a list. */
export interface Level {
  readonly start: number;
  /** Word's name for the format. "decimalZero3" is "001, 002". */
  readonly format: string;
  /** "%1.%2)": the number of each level replaces its placeholder. */
  readonly text: string;
  readonly legal: boolean;
  /** The level (from 1) that restarts this one. 0 means never; undefined means any higher level. */
  readonly restart: number | undefined;
  readonly style: string | undefined;
}

export interface List {
  readonly definition: string;
  readonly levels: ReadonlyMap<number, Level>;
  /** Start numbers of levels that restart at the list's first use, although the definition is shared. */
  readonly starts: ReadonlyMap<number, number>;
}

export interface Numbering {
  readonly lists: ReadonlyMap<string, List>;
}

/** The number or bullet shown before a paragraph. */
export type Shown = { readonly number: string } | "bullet";

/** Number formats of word processors. Formats not listed here are shown as plain numbers. */
export const numberFormats: Readonly<Record<string, OrdinalFormat>> = {
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

/** Counts a text's automatic numbers, paragraph by paragraph, as the page shows them. */
export class NumberCounter {
  readonly #numbering: Numbering;
  readonly #language: string;
  /**
   * The number last shown on each level, by definition. Lists that share a definition continue each other's numbers.
   */
  readonly #counts = new Map<string, (number | undefined)[]>();
  readonly #started = new Set<string>();
  /** Unknown number formats found in the text, shown as plain numbers. */
  readonly unknownFormats = new Set<string>();

  /** @param language of the words in formats such as "First" (BCP 47) */
  constructor(numbering: Numbering, language = "en") {
    this.#numbering = numbering;
    this.#language = language;
  }

  /** Counts one paragraph of a list, from `start` if given. Returns undefined if the page shows nothing before it. */
  next(listId: string, level: number, start?: number): Shown | undefined {
    const list = this.#numbering.lists.get(listId);
    const listLevel = list?.levels.get(level);
    if (!list || !listLevel) return undefined;
    const counts = this.#counts.get(list.definition) ?? [];
    this.#counts.set(list.definition, counts);
    if (!this.#started.has(listId)) {
      this.#started.add(listId);
      for (const [at] of list.starts) counts[at] = undefined;
    }
    const current = counts[level];
    counts[level] = start ?? (current === undefined ? (list.starts.get(level) ?? listLevel.start) : current + 1);
    for (const [deeper, { restart }] of list.levels) {
      if (deeper > level && level < (restart ?? deeper)) counts[deeper] = undefined;
    }
    if (listLevel.format === "bullet") return listLevel.text === "" ? undefined : "bullet";
    const number = listLevel.text.replace(/%([1-9])/gu, (_sign, digit: string) =>
      this.#write(list, counts, Number(digit) - 1, listLevel),
    );
    return number === "" ? undefined : { number };
  }

  #write(list: List, counts: (number | undefined)[], level: number, shownAt: Level): string {
    const { format, start } = list.levels.get(level) ?? noLevel;
    // A skipped higher level counts as started.
    const count = (counts[level] ??= list.starts.get(level) ?? start);
    if (format === "none") return "";
    if (shownAt.legal) return String(count);
    const digits = /^decimalZero(?<digits>\d?)$/u.exec(format)?.groups?.["digits"];
    if (digits !== undefined) return String(count).padStart(Number(digits === "" ? 2 : digits), "0");
    const named = writeNamedOrdinal(format, count, this.#language);
    if (named !== undefined) return named;
    const numberFormat = numberFormats[format];
    if (!numberFormat) this.unknownFormats.add(format);
    return writeOrdinal(numberFormat ?? "decimal", count);
  }
}
