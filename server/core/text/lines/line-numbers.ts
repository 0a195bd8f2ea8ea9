import * as z from "zod";
import { type Clause, clauseAt, type VersionText } from "#core/text/clause.ts";

/** A page of the file from which a draft's lines were read. */
const NumberedPage = z.object({
  /** The page's number as printed, or its position in the file if none is printed. */
  label: z.string(),
  /** UTF-16 offset of its first character in the version's text. */
  start: z.int().nonnegative(),
});

/** A range of the version's text: UTF-16 offsets of its start and of the character after its end. */
type TextRange = readonly [start: number, end: number];

/** The numbered lines of a version. */
export const LineNumbers = z.object({
  /** UTF-16 offset in the version's text at which each line begins, in ascending order. */
  starts: z.array(z.int().nonnegative()),
  /** The number of each line. Absent if they are numbered from 1 without gaps. */
  numbers: z.array(z.int().nonnegative()).optional(),
  /** In the order of the text. Absent if the file has no pages. */
  pages: z.array(NumberedPage).optional(),
});
export type LineNumbers = z.infer<typeof LineNumbers>;

/** The line and page numbers that a file prints. Each is absent if it prints none. */
export interface PrintedLines {
  lines?: LineNumbers;
  pages?: LineNumbers["pages"];
}

/**
 * - printed: read from the file, or from a PDF of the same text;
 * - computed: counted by `computeLines`.
 */
export const lineOrigins = ["printed", "computed"] as const;
export type LineOrigin = (typeof lineOrigins)[number];

/**
 * Width of a computed line in columns. An ideograph has two columns, a combining mark none. People cite these lines, so
 * this width and the rule of `computeLines` must stay.
 */
const lineColumns = 72;

/**
 * Divides a text into lines of at most 72 columns, numbered from 1. Each clause begins a line, and an empty clause is
 * one. A line breaks after white space or a hyphen, and around an ideograph except before closing punctuation. A word
 * longer than a line is divided.
 */
export function computeLines({ text, clauses }: Pick<VersionText, "text" | "clauses">): LineNumbers {
  const starts: number[] = [];
  for (const { start, end } of clauses) {
    starts.push(start);
    let opportunity = start;
    let columns = 0;
    let columnsAtOpportunity = 0;
    let previous = "";
    for (let at = start; at < end;) {
      const code = text.codePointAt(at) ?? 0;
      const character = String.fromCodePoint(code);
      const width = widthOf(code, character);
      if (mayBreak(previous, character)) [opportunity, columnsAtOpportunity] = [at, columns];
      if (columns + width > lineColumns && !isSpace(character)) {
        const from = opportunity > (starts.at(-1) ?? 0) ? opportunity : at;
        columns -= from === at ? columns : columnsAtOpportunity;
        starts.push(from);
      }
      columns += width;
      previous = character;
      at += character.length;
    }
  }
  return { starts };
}

function isSpace(character: string): boolean {
  return character === " " || (character > "~" && /^(?!\u00A0)\s$/u.test(character));
}

/** Returns whether a line may break between two characters. */
function mayBreak(previous: string, next: string): boolean {
  if (previous === "" || isSpace(next)) return false;
  if (isSpace(previous) || previous === "-" || previous === "–" || previous === "—") return true;
  if (previous < "\u2E80" && next < "\u2E80") return false;
  return (
    (isWide(previous) || isWide(next)) && !/^[\p{Pe}\p{Pf}\p{Po}]$/u.test(next) && !/^[\p{Ps}\p{Pi}]$/u.test(previous)
  );
}

function isWide(character: string): boolean {
  return (
    character >= "\u2E80" &&
    /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303F\uFF01-\uFF60]$/u.test(
      character,
    )
  );
}

function widthOf(code: number, character: string): number {
  if (code < 0x300) return 1;
  if (/^[\p{M}\p{Cf}]$/u.test(character)) return 0;
  return isWide(character) ? 2 : 1;
}

/** Returns the index of the last start at or before an offset; -1 if there is none. */
function indexAt(starts: readonly number[], offset: number): number {
  let low = 0;
  for (let high = starts.length; low < high;) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Returns the number of a line by its index. */
export function numberOfLine({ numbers }: Pick<LineNumbers, "numbers">, index: number): number {
  return numbers ? (numbers[index] ?? 0) : index + 1;
}

/** Returns whether the numbers begin again, as they do on each page of some files. A number alone is then ambiguous. */
export function linesRestart({ numbers = [] }: Pick<LineNumbers, "numbers">): boolean {
  return numbers.some((number, index) => index > 0 && number <= (numbers[index - 1] ?? 0));
}

/** The lines of a range of text, as people cite them. */
export interface LineRange {
  /** The page on which it begins. Null if the file has no pages. */
  page: string | null;
  first: number;
  last: number;
}

/**
 * Returns the lines that a range of a clause's text covers. Null if none of the clause's lines has a number there: a file
 * may print no numbers beside a table or a note.
 */
export function linesOf(lines: LineNumbers, clause: Pick<Clause, "start">, [start, end]: TextRange): LineRange | null {
  const last = indexAt(lines.starts, Math.max(start, end - 1));
  const at = indexAt(lines.starts, start);
  const first = (lines.starts[at] ?? -1) < clause.start ? at + 1 : at;
  if (last < first) return null;
  const page =
    lines.pages?.[
      Math.max(
        0,
        indexAt(
          lines.pages.map((one) => one.start),
          start,
        ),
      )
    ];
  return { page: page?.label ?? null, first: numberOfLine(lines, first), last: numberOfLine(lines, last) };
}

/** A citation by page and line, as typed. */
export interface CitedLines {
  page: string | null;
  /** Null for the page as a whole. */
  lines: readonly [first: number, last: number] | null;
}

const word = {
  page: String.raw`(?:pages?|pp?\.|pág(?:ina)?s?\.?|стр(?:аниц[аыу])?\.?|(?:ال)?صفح(?:ة|ات)|ص\.?|页)`,
  line: String.raw`(?:lines?|ll?\.|lignes?|líneas?|lineas?|строк[аиу]?|(?:ال)?سطر|(?:ال)?[أا]سطر|(?:ال)?سطور|行)`,
  range: String.raw`\s*(?:[-–—~]|to|through|à|a|al?|по|до|إلى|至|到)\s*`,
};

const citedPage = new RegExp(
  String.raw`(?:^|[^\p{L}\p{N}])${word.page}\s*(\p{Nd}+|[ivxlc]+\b)|第\s*(\p{Nd}+)\s*页`,
  "iu",
);
const citedLines = new RegExp(
  String.raw`(?:^|[^\p{L}\p{N}])${word.line}\s*(\p{Nd}+)(?:${word.range}(?:${word.line}\s*)?(\p{Nd}+))?|第\s*(\p{Nd}+)(?:\s*[-–至到]\s*(?:第\s*)?(\p{Nd}+))?\s*行`,
  "iu",
);

/**
 * Parses a citation by page and line in the six languages: "lines 484–487", "p. 12, l. 3", "第3页第12行". Null for
 * anything else: the citation must have no other text.
 */
export function parseLineCitation(citation: string): CitedLines | null {
  const text = westernDigits(citation.normalize("NFKC")).trim();
  const lines = citedLines.exec(text);
  const page = citedPage.exec(lines ? text.replace(lines[0], " ") : text);
  const rest = [lines?.[0], page?.[0]].reduce<string>((left, found) => (found ? left.replace(found, " ") : left), text);
  if ((!lines && !page) || /[\p{L}\p{N}]/u.test(rest)) return null;
  const first = Number(lines?.[1] ?? lines?.[3]);
  const last = Number(lines?.[2] ?? lines?.[4] ?? first);
  return { page: page ? (page[1] ?? page[2] ?? null) : null, lines: lines ? [first, Math.max(first, last)] : null };
}

/** Writes the digits of any script as 0 to 9. */
export function westernDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => String(valueOf(digit)));
}

/** The value of a decimal digit. In Unicode the ten digits of a script follow each other. */
function valueOf(digit: string): number {
  const code = digit.codePointAt(0) ?? 0;
  let zero = code;
  while (/^\p{Nd}$/u.test(String.fromCodePoint(zero - 1)) && code - zero < 9) zero -= 1;
  return code - zero;
}

/**
 * Finds cited lines. Returns a range of the version's text; null if the version has no such lines, or several because the
 * numbers begin again on each page and no page is cited.
 */
export function rangeOfLines(lines: LineNumbers, { page, lines: cited }: CitedLines, length: number): TextRange | null {
  const { starts, numbers, pages = [] } = lines;
  const onPage: TextRange | null = page === null ? [0, length] : pageRange(pages, page, length);
  if (!onPage) return cited && !linesRestart(lines) ? rangeOfLines(lines, { page: null, lines: cited }, length) : null;
  if (!cited) return onPage;
  const [from, to] = cited;
  const found: number[] = [];
  const firstIndex = numbers ? 0 : from - 1;
  const lastIndex = numbers ? starts.length : Math.min(starts.length, to);
  for (let index = Math.max(0, firstIndex); index < lastIndex; index += 1) {
    const [start = 0, number] = [starts[index], numberOfLine(lines, index)];
    const isCited = number >= from && number <= to;
    if (isCited && start >= onPage[0] && start < onPage[1]) found.push(index);
  }
  const [first, last] = [found[0], found.at(-1)];
  // With other lines between them, the numbers begin again.
  if (first === undefined || last === undefined || last - first !== found.length - 1) return null;
  return [starts[first] ?? 0, starts[last + 1] ?? length];
}

function pageRange(pages: NonNullable<LineNumbers["pages"]>, label: string, length: number): TextRange | null {
  const index = pages.findIndex((page) => page.label.toLowerCase() === label.toLowerCase());
  const page = pages[index];
  return page ? [page.start, pages[index + 1]?.start ?? length] : null;
}

/** Returns the clauses with text in a range, in order. */
export function clausesInRange({ clauses }: Pick<VersionText, "clauses">, [start, end]: TextRange): Clause[] {
  const first = clauseAt(clauses, start);
  if (!first) return [];
  const from = clauses.indexOf(first);
  const next = clauses.findIndex((clause, index) => index > from && clause.start >= end);
  return clauses.slice(from, next < 0 ? clauses.length : next);
}
