import type { ClauseKind } from "#core/text/clause.ts";
import { divisionOf, isHeadingText } from "#core/text/labels/division.ts";
import { labelsAtStart } from "#core/text/labels/numbering.ts";

/** Number of clauses that may have a contents list among them. */
const frontClauses = 1000;
/** Kinds that are in no list. */
const standsAlone: ReadonlySet<ClauseKind> = new Set(["cell", "footnote"]);

/** A paragraph's text, and its label if that is stored apart from the text. */
export interface ContentsLine {
  readonly label: string | null;
  readonly text: string;
}

/** One way to read a line as a heading with its page number. */
interface Reading {
  readonly label: string | null;
  /** The text without label, page number and leader, in lower case. */
  readonly title: string;
  readonly paged: boolean;
}

/** A line of a list, with the heading that it repeats. */
interface ListLine {
  readonly at: number;
  readonly paged: boolean;
  /** Whether the heading has the same label, and reads as a heading. */
  readonly sameLabel: boolean;
  readonly labelled: boolean;
  readonly heading: number | null;
}

/** A list of fewer lines may repeat other text by chance. */
const fewestLines = 3;
/** Maximum number of lines from a list without title and page numbers to the first heading: a title and a summary. */
const nearestHeading = 10;
/** Maximum length of a line with its leader. A longer text is no heading. */
const longestLine = 400;
/** Maximum number of equal titles to consider as the heading of a line. */
const mostCandidates = 8;

const contentsTitle =
  /^(?:(?:table of )?contents|(?:arrangement|list) of (?:articles|clauses|sections)|table des mati[èe]res|sommaire|[íi]ndice|sumario|(?:tabla de )?contenidos?|содержание|оглавление|目\s*[录次錄]|(?:جدول )?المحتويات|فهرس(?: المحتويات)?|inhalt(?:sverzeichnis)?)\s*[:：]?$/iu;
const pageNumber = /(?<leader>[\s.…·_]{1,300})(?:\p{Nd}{1,4}|[ivxl]{1,6})$/u;

/**
 * Finds the contents lists that somebody typed: at least 3 lines in a row that repeat headings further down, in their
 * order. A line repeats a heading if title and label are the same, with or without a page number.
 *
 * - The title "Contents" comes before the list, or most lines have a page number, or all lines have the same labels as
 *   the headings and the first heading follows soon. Any other list may repeat text for another reason.
 * - The headings have other text between them, because the list itself may occur twice.
 * - A line whose heading was edited belongs to the list if the next line does, or if it has a leader before its page
 *   number.
 *
 * @param all the paragraphs in order; null for one that cannot belong to a list, such as a table cell
 * @returns the indexes of the lines, without the title "Contents"
 */
export function typedContents(all: readonly (ContentsLine | null)[]): Set<number> {
  const lines = all.map((line) => (line && line.text.length <= longestLine ? line : null));
  const headings = new HeadingIndex(lines);
  const found = new Set<number>();
  let open: ListLine[] = [];
  let isTitled = false;
  for (const [at, line] of lines.entries()) {
    if (line && contentsTitle.test(line.text.trim())) close(true);
    else if (line && add(at)) continue;
    else {
      close(false);
      if (line) add(at);
    }
  }
  close(false);
  return found;

  /** Adds a line to the open list; returns false if it does not belong there. */
  function add(at: number): boolean {
    const line = lineAt(at);
    const isGap = line?.heading === null && !line.paged && lineAt(at + 1)?.heading == null;
    if (!line || isGap || (line.heading === null && open.length === 0)) return false;
    open.push(line);
    return true;
  }

  function lineAt(at: number): ListLine | undefined {
    const last = open.findLast(({ heading }) => heading !== null)?.heading ?? at;
    const line = lines[at];
    return line ? headings.find(line, at, Math.max(at, last)) : undefined;
  }

  function close(titled: boolean): void {
    for (const at of contentsIn(open, isTitled)) found.add(at);
    open = [];
    isTitled = titled;
  }
}

/**
 * Whether a draft has a contents list of its own. The list is among the first 1000 clauses, so that a long draft takes
 * no longer; of the clauses after these, only the headings are read.
 */
export function hasTypedContents(clauses: readonly (ContentsLine & { readonly kind: ClauseKind })[]): boolean {
  const lines = clauses.map((clause, at) =>
    standsAlone.has(clause.kind) || (at >= frontClauses && clause.kind !== "heading") ? null : clause,
  );
  return typedContents(lines).size > 0;
}

/** Returns the indexes of a list's lines if it is a contents list; otherwise none. */
function contentsIn(list: readonly ListLine[], isTitled: boolean): number[] {
  // A document's title above the list may be repeated too. It has neither label nor page number.
  const first = isTitled ? 0 : list.findIndex(({ paged, labelled }) => paged || labelled);
  const lines = first < 0 ? [] : list.slice(first);
  const headings = lines.flatMap(({ heading }) => heading ?? []);
  const isRepeated = headings.length >= fewestLines && 2 * headings.length >= lines.length;
  const isSpread = (headings.at(-1) ?? 0) - (headings[0] ?? 0) >= headings.length;
  const isPaged = 2 * lines.filter(({ paged }) => paged).length > lines.length;
  const isNear = (headings[0] ?? 0) - (lines.at(-1)?.at ?? 0) <= nearestHeading;
  const isSure = isTitled || isPaged || (isNear && lines.every(({ sameLabel }) => sameLabel));
  return isRepeated && isSpread && isSure ? lines.map(({ at }) => at) : [];
}

/** The lines of a text by their title, and those of divisions also by their label. */
class HeadingIndex {
  readonly #readings: readonly (Reading | null)[];
  readonly #byTitle = new Map<string, number[]>();

  constructor(lines: readonly (ContentsLine | null)[]) {
    this.#readings = lines.map((line) => line && readLine(line));
    for (const [at, reading] of this.#readings.entries()) {
      if (!reading) continue;
      if (reading.title !== "") this.#list(reading.title, at);
      if (isDivision(reading.label)) this.#list(`\n${reading.label}`, at);
    }
  }

  #list(key: string, at: number): void {
    const list = this.#byTitle.get(key);
    if (list) list.push(at);
    else this.#byTitle.set(key, [at]);
  }

  /** Finds the first heading after `after` that the line at `at` repeats. */
  find(line: ContentsLine, at: number, after: number): ListLine {
    const plain = this.#readings[at];
    const readings = [...(plain ? [plain] : []), ...pagedReadings(line)];
    for (const reading of readings) {
      const heading = this.#headingOf(reading, after);
      if (heading === undefined) continue;
      const sameLabel = reading.label !== null && this.#readings[heading]?.label === reading.label;
      const isPhrase = reading.title === "" || isHeadingText(reading.title);
      return { ...factsOf(reading, at), heading, sameLabel: sameLabel && isPhrase };
    }
    const paged = hasLeader(line.text);
    return { at, paged, labelled: plain?.label != null, sameLabel: false, heading: null };
  }

  #headingOf({ label, title }: Reading, after: number): number | undefined {
    const byTitle = this.#after(title, after).find((at) => {
      const other = this.#readings[at]?.label ?? null;
      return label === null || other === null || label === other;
    });
    if (byTitle !== undefined || !isDivision(label)) return byTitle;
    // A division may have its title on the next line.
    return this.#after(`\n${label}`, after).find(
      (at) => title === "" || (this.#readings[at]?.title === "" && this.#readings[at + 1]?.title === title),
    );
  }

  #after(key: string, after: number): number[] {
    const all = this.#byTitle.get(key) ?? [];
    let low = 0;
    let high = all.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((all[middle] ?? 0) <= after) low = middle + 1;
      else high = middle;
    }
    return all.slice(low, low + mostCandidates);
  }
}

function factsOf({ label, paged }: Reading, at: number): Pick<ListLine, "at" | "paged" | "labelled"> {
  return { at, paged, labelled: label !== null };
}

function readLine({ label, text }: ContentsLine): Reading {
  const trimmed = text.trim();
  const typed = label === null ? labelsAtStart(trimmed).find(({ opening }) => opening === 0) : undefined;
  const alone =
    label === null && !typed ? labelsAtStart(`${trimmed}\t`).find(({ length }) => length > trimmed.length) : undefined;
  const title = typed ? trimmed.slice(typed.length) : alone ? "" : trimmed;
  return {
    label: label ?? typed?.label.text ?? alone?.label.text ?? null,
    title: title
      .normalize("NFC")
      .toLowerCase()
      .replace(/[\s\p{Zs}]+/gu, " ")
      .trim(),
    paged: false,
  };
}

/** Reads a line without the number at its end. */
function pagedReadings({ label, text }: ContentsLine): Reading[] {
  const end = pageNumber.exec(text.trim());
  if (!end || end[0].length === text.trim().length) return [];
  return [{ ...readLine({ label, text: text.trim().slice(0, end.index) }), paged: true }];
}

function hasLeader(text: string): boolean {
  return /[\t…·_]|\.\s?\.|\s\s/u.test(pageNumber.exec(text.trim())?.groups?.["leader"] ?? "");
}

function isDivision(label: string | null): label is string {
  return label !== null && divisionOf(label) !== undefined;
}
