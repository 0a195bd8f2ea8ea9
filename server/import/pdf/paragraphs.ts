import { bulletAtStart, labelsAtStart } from "#core/text/numbering.ts";
import type { LinedPage } from "./page-furniture.ts";
import { addPart, unspaced, type LinePart, type PdfLine } from "./lines.ts";

/** Lines that make one paragraph, joined. */
export interface PdfParagraph {
  readonly parts: readonly LinePart[];
  readonly size: number;
  readonly rightToLeft: boolean;
  /** It stands at the foot of a page, in small letters. */
  readonly isNote: boolean;
}

/** Letters smaller than this part of the text's are a note at the foot of the page. */
const noteSize = 0.92;
/** A gap this much wider than the one that is usual between lines parts paragraphs. */
const wideGap = 1.22;
const sizeChange = 0.08;

/**
 * Paragraphs from lines, by what a reader sees: a wider gap, other letters, a label, a line that ends before it is full.
 * One that is cut by the end of a page goes on in the next; notes at the foot of a page stand after the paragraph that does.
 */
export function paragraphsOf(pages: readonly LinedPage[]): PdfParagraph[] {
  const all = pages.flatMap(({ lines }) => lines);
  const body = commonest(all.map(({ size, text }) => ({ value: Math.round(size * 2) / 2, weight: text.length })));
  const right = Math.max(0, ...all.filter(({ size }) => near(size, body)).map((line) => line.right));
  const left = Math.min(right, ...all.filter(({ size }) => near(size, body)).map((line) => line.left));
  const pitch = pitchOf(pages, body);
  const words = new Set(
    all.flatMap(({ text }) => text.toLowerCase().match(/[\p{L}\p{M}]+(?:-[\p{L}\p{M}]+)*/gu) ?? []),
  );
  const paragraphs: PdfLine[][] = [];
  const noted = new Set<PdfLine[]>();
  let waiting: PdfLine[][] = [];
  for (const { lines } of pages) {
    const notes = footOf(lines, body);
    let before: PdfLine | undefined;
    for (const line of lines.slice(0, lines.length - notes.length)) {
      const open = paragraphs.at(-1);
      const last = open?.at(-1);
      const goesOn = last && (before ? !partsHere(before, line) : runsOverPage(last, line));
      if (goesOn) open?.push(line);
      else {
        paragraphs.push(...waiting, [line]);
        waiting = [];
      }
      before = line;
    }
    for (const [at, line] of notes.entries()) {
      if (at === 0 || startsNote(line)) waiting.push([line]);
      else waiting.at(-1)?.push(line);
    }
    for (const note of waiting) noted.add(note);
  }
  paragraphs.push(...waiting);
  return paragraphs.map((lines) => ({
    parts: joined(lines, words),
    size: lines[0]?.size ?? body,
    rightToLeft: lines[0]?.rightToLeft ?? false,
    isNote: noted.has(lines),
  }));

  /** Whether a new paragraph begins with a line that stands under another. */
  function partsHere(last: PdfLine, line: PdfLine): boolean {
    const gap = last.y - line.y;
    if (gap < 0 || gap > wideGap * (pitch.get(sizeKey(line)) ?? 1.5 * line.size)) return true;
    if (Math.abs(last.size - line.size) > sizeChange * last.size) return true;
    if (startsEntry(line) && (isShort(last, line) || endsSentence(last) || outdented(last, line))) return true;
    return isShort(last, line) && (endsSentence(last) || !/^\s*\p{Ll}/u.test(line.text));
  }

  function runsOverPage(last: PdfLine, line: PdfLine): boolean {
    if (!near(last.size, line.size) || startsEntry(line)) return false;
    return /^\s*\p{Ll}/u.test(line.text) || !(endsSentence(last) || isShort(last, line));
  }

  /** Whether the first word of the next line would have had room: whoever set it began anew. */
  function isShort(last: PdfLine, line: PdfLine): boolean {
    const first = unspaced.test(line.text.trimStart().slice(0, 1)) ? /^\s*\S/u : /^\s*\S+/u;
    const word = first.exec(line.text)?.[0].length ?? 0;
    const needed = ((word + 1) / Math.max(1, line.text.length)) * (line.right - line.left);
    return last.rightToLeft ? last.left - needed > left + line.size : last.right + needed < right - line.size;
  }
}

function outdented(last: PdfLine, line: PdfLine): boolean {
  return line.rightToLeft ? line.right > last.right + line.size : line.left < last.left - line.size;
}

function startsEntry({ text }: PdfLine): boolean {
  const start = text.trimStart();
  return bulletAtStart(start) > 0 || labelsAtStart(start).some(({ sure }) => sure);
}

function startsNote({ text, parts }: PdfLine): boolean {
  return parts[0]?.raised === true || /^\s*(?:\p{Nd}{1,3}|[*†‡§]{1,3})[\s.)]/u.test(text);
}

function endsSentence({ text }: PdfLine): boolean {
  return /[.;:!?。；：！？؛؟…][\p{Pe}\p{Pf}"']*\s*(?:\p{No}|\p{Nd}{1,2})?\s*$/u.test(text);
}

/** The notes at the foot of a page: its last lines from the first that begins with a raised mark, or with any in small letters. */
function footOf(lines: readonly PdfLine[], body: number): PdfLine[] {
  const raised = lines.findIndex((line) => line.parts[0]?.raised === true && startsNote(line));
  if (raised >= 0) return lines.slice(raised);
  let from = lines.length;
  while (from > 0 && (lines[from - 1]?.size ?? body) < noteSize * body) from -= 1;
  const foot = lines.slice(from);
  const first = foot.findIndex(startsNote);
  return first < 0 ? [] : foot.slice(first);
}

/**
 * The lines in one. A word parted by a hyphen at the end of its line is whole again, save where the text elsewhere has it
 * with one, or the next part is no small letter: "inter-" "national" → "international", "Secretary-" "General" stays.
 */
function joined(lines: readonly PdfLine[], words: ReadonlySet<string>): LinePart[] {
  const parts: LinePart[] = [];
  for (const line of lines) {
    for (const [at, part] of line.parts.entries()) {
      const last = parts.at(-1);
      if (!last || at > 0) addPart(parts, last ? part : { ...part, text: part.text.trimStart() });
      else {
        const kept = part.text.trimStart();
        const { before, between } = lineEnd(last.text, kept, words);
        parts[parts.length - 1] = { ...last, text: before };
        addPart(parts, { ...part, text: between + kept });
      }
    }
  }
  return parts;
}

/** What becomes of a line's end before the next line. */
function lineEnd(text: string, next: string, words: ReadonlySet<string>): { before: string; between: string } {
  const trimmed = text.trimEnd();
  const hyphen = /([\p{L}\p{M}]+(?:-[\p{L}\p{M}]+)*)[-\u2010\u00AD]$/u.exec(trimmed);
  const rest = /^[\p{L}\p{M}]+/u.exec(next)?.[0] ?? "";
  if (hyphen && rest !== "") {
    const isCompound = words.has(`${hyphen[1] ?? ""}-${rest}`.toLowerCase());
    const isWhole = trimmed.endsWith("\u00AD") || (/^\p{Ll}/u.test(rest) && !isCompound);
    return { before: isWhole ? trimmed.slice(0, -1) : trimmed, between: "" };
  }
  const touches = unspaced.test(trimmed.slice(-1)) && unspaced.test(next.slice(0, 1));
  const isOpen = /[/\u2010-\u2013-]$/u.test(trimmed) && !/\s[-\u2013]$/u.test(trimmed);
  return { before: trimmed, between: touches || isOpen ? "" : " " };
}

/** The usual distance between lines, by the height of their letters. */
function pitchOf(pages: readonly LinedPage[], body: number): Map<number, number> {
  const gaps = new Map<number, { value: number; weight: number }[]>();
  for (const { lines } of pages) {
    for (const [at, line] of lines.entries()) {
      const before = lines[at - 1];
      const gap = before ? before.y - line.y : 0;
      if (!before || sizeKey(before) !== sizeKey(line) || gap <= 0 || gap > 2.5 * line.size) continue;
      const list = gaps.get(sizeKey(line)) ?? [];
      gaps.set(sizeKey(line), list);
      list.push({ value: Math.round(gap * 2) / 2, weight: 1 });
    }
  }
  const all = [...gaps].map(([size, list]) => [size, lineGap(list)] as const);
  const ofBody = all.find(([size]) => near(size, body));
  // Headings seldom have two lines; theirs is then as the text's, in proportion.
  return new Map(
    all.map(([size, gap]) => [size, ofBody && gap > (ofBody[1] / body) * size * 1.3 ? (ofBody[1] / body) * size : gap]),
  );
}

/** Of gaps that are met often the smallest: those between paragraphs are wider, and may be as many in a list. */
function lineGap(list: readonly { value: number; weight: number }[]): number {
  const counts = new Map<number, number>();
  for (const { value } of list) counts.set(value, (counts.get(value) ?? 0) + 1);
  const often = [...counts].filter(([, count]) => count >= 0.15 * list.length).map(([value]) => value);
  return Math.min(...often, commonest(list));
}

function commonest(list: readonly { value: number; weight: number }[]): number {
  const weights = new Map<number, number>();
  for (const { value, weight } of list) weights.set(value, (weights.get(value) ?? 0) + weight);
  return [...weights].reduce((most, one) => (one[1] > most[1] ? one : most), [0, -1])[0];
}

function sizeKey({ size }: PdfLine): number {
  return Math.round(size * 2) / 2;
}

function near(one: number, other: number): boolean {
  return Math.abs(one - other) <= sizeChange * other;
}
