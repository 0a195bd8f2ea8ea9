import { writeOrdinal, type OrdinalFormat } from "#core/text/ordinal.ts";

/** One level of a list. */
export interface Level {
  readonly start: number;
  readonly format: string;
  /** "%1.%2)": the number of each level in place of its sign. */
  readonly text: string;
  readonly legal: boolean;
  /** The level (from 1) whose use restarts this one; 0 never; undefined for any level above. */
  readonly restart: number | undefined;
  readonly style: string | undefined;
}

export interface List {
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

/** The numbers that formats of a word processor count in; those not named here are shown as plain numbers. */
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
  /** Per definition, since lists that share one go on counting together; per level the number last shown. */
  readonly #counts = new Map<string, (number | undefined)[]>();
  readonly #started = new Set<string>();
  /** Number formats met that are not known here; shown as plain numbers. */
  readonly unknownFormats = new Set<string>();

  constructor(numbering: Numbering) {
    this.#numbering = numbering;
  }

  /** Counts one paragraph of a list, from `start` where it is told to; undefined where the page shows nothing before it. */
  next(listId: string, level: number, start?: number): Shown | undefined {
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
    counts[level] = start ?? (current === undefined ? (list.starts.get(level) ?? own.start) : current + 1);
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
    const known = numberFormats[format];
    if (!known) this.unknownFormats.add(format);
    return writeOrdinal(known ?? "decimal", count);
  }
}
