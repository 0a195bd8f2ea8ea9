import { type Clause, clauseAt, type VersionText } from "#core/text/clause.ts";
import type { ClauseLines, LineNumbers } from "#core/text/lines/line-numbers.ts";

/** A range of the version's text: UTF-16 offsets of its start and of the character after its end. */
type TextRange = readonly [start: number, end: number];

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

/** The beginning of a line in a clause. */
export interface LineStart {
  clause: string;
  /** UTF-16 offset in the clause's text. */
  offset: number;
  number: number;
}

/** Returns where each line begins, in the order of the text. */
export function lineStartsOf({ clauses }: Pick<VersionText, "clauses">, lines: LineNumbers): LineStart[] {
  return lines.starts.flatMap((start, index) => {
    const clause = clauseAt(clauses, start);
    return clause ? [{ clause: clause.id, offset: start - clause.start, number: numberOfLine(lines, index) }] : [];
  });
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
export function lineRangeOf(
  lines: LineNumbers,
  clause: Pick<Clause, "start">,
  [start, end]: TextRange,
): LineRange | null {
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

/** Returns the numbered lines of each clause, by id. Clauses without numbered lines are left out. */
export function linesByClause(version: Pick<VersionText, "clauses">, lines: LineNumbers): Map<string, ClauseLines> {
  const starts = new Map<string, ClauseLines["starts"]>();
  for (const { clause, ...start } of lineStartsOf(version, lines)) {
    starts.set(clause, starts.get(clause) ?? []);
    starts.get(clause)?.push(start);
  }
  return new Map(
    version.clauses.flatMap((clause) => {
      const range = lineRangeOf(lines, clause, [clause.start, clause.end]);
      if (!range) return [];
      const { first, last } = range;
      return [[clause.id, { starts: starts.get(clause.id) ?? [], first, last }] as const];
    }),
  );
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

/**
 * Finds the clauses that a citation by page and line means, in order. Null if it is no such citation; empty if the
 * version has no such lines.
 */
export function clausesOnLines(
  version: Pick<VersionText, "text" | "clauses">,
  lines: LineNumbers,
  citation: string,
): Clause[] | null {
  const cited = parseLineCitation(citation);
  const range = cited && rangeOfLines(lines, cited, version.text.length);
  return cited && (range ? clausesInRange(version, range) : []);
}
