import { bulletAtStart, labelsAtStart } from "#core/text/labels/numbering.ts";
import { draftSchema } from "#core/text/schema.ts";
import type { Piece } from "#core/text/segments/block.ts";
import { addPart, type LinedPage, type LinePart, type PdfLine, unspaced } from "./lines.ts";

/** A paragraph joined from its lines. */
export interface PdfParagraph {
  readonly parts: readonly LinePart[];
  readonly size: number;
  readonly rightToLeft: boolean;
  /** Whether it is a note in small letters at the foot of a page. */
  readonly isNote: boolean;
}

/** Maximum letter size of a footnote, relative to the body text. */
const noteSize = 0.92;
/** Minimum gap between paragraphs, relative to the usual line distance. */
const wideGap = 1.22;
const sizeChange = 0.08;

/**
 * Groups lines into paragraphs by what a reader sees: a wider gap, different letters, a label, or a line that ends
 * early. A paragraph cut off by the end of a page continues on the next. Notes at the foot of the page follow that
 * paragraph.
 */
export function paragraphsOf(pages: readonly LinedPage[]): PdfParagraph[] {
  const allLines = pages.flatMap(({ lines }) => lines);
  const body = commonest(allLines.map(({ size, text }) => ({ value: Math.round(size * 2) / 2, weight: text.length })));
  const right = Math.max(0, ...allLines.filter(({ size }) => near(size, body)).map((line) => line.right));
  const left = Math.min(right, ...allLines.filter(({ size }) => near(size, body)).map((line) => line.left));
  const pitch = pitchOf(pages, body);
  const words = new Set(
    allLines.flatMap(({ text }) => text.toLowerCase().match(/[\p{L}\p{M}]+(?:-[\p{L}\p{M}]+)*/gu) ?? []),
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

  /** Returns whether a line below another begins a new paragraph. */
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

  /**
   * Returns whether the next line's first word would have fitted on this one. If so, the author began a new line on
   * purpose.
   */
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
  return /[.;:!?。；：！？؛؟…][\p{Pe}\p{Pf}"']*\s*(?:(?:\p{No}|\p{Nd}{1,2})\s*)?$/u.test(text);
}

/**
 * Returns the notes at the foot of a page. They start at the first line with a raised mark. Without one, they start at
 * the first line with any note mark among the last lines in small letters.
 */
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
 * Joins lines into one text. A word hyphenated at a line end is rejoined: "inter-" "national" → "international". The
 * hyphen stays if the compound occurs elsewhere in the text, or if the next part begins with a capital: "Secretary-"
 * "General".
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

/** Returns the end of a line's text and the separator before the next line. */
function lineEnd(text: string, next: string, words: ReadonlySet<string>): { before: string; between: string } {
  const trimmed = text.trimEnd();
  const hyphen = /(?<![\p{L}\p{M}]-?)([\p{L}\p{M}]+(?:-[\p{L}\p{M}]+)*)[-\u2010\u00AD]$/u.exec(trimmed);
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

/** Returns the usual line distance by letter size. */
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
  // Headings rarely have 2 lines. Their line distance is then derived from the body text in proportion.
  return new Map(
    all.map(([size, gap]) => [size, ofBody && gap > (ofBody[1] / body) * size * 1.3 ? (ofBody[1] / body) * size : gap]),
  );
}

/**
 * Returns the smallest of the frequent gaps. Gaps between paragraphs are wider, and may be just as frequent in a list.
 */
function lineGap(list: readonly { value: number; weight: number }[]): number {
  const counts = new Map<number, number>();
  for (const { value } of list) counts.set(value, (counts.get(value) ?? 0) + 1);
  const often = [...counts].filter(([, count]) => count >= 0.15 * list.length).map(([value]) => value);
  return Math.min(...often, commonest(list));
}

function commonest(list: readonly { value: number; weight: number }[]): number {
  const weights = new Map<number, number>();
  for (const { value, weight } of list) weights.set(value, (weights.get(value) ?? 0) + weight);
  return [...weights].reduce((most, entry) => (entry[1] > most[1] ? entry : most), [0, -1])[0];
}

function sizeKey({ size }: PdfLine): number {
  return Math.round(size * 2) / 2;
}

function near(size: number, reference: number): boolean {
  return Math.abs(size - reference) <= sizeChange * reference;
}

/** Paragraphs of the text, and the notes by the keys of their references. */
export interface NotedParagraphs {
  readonly body: readonly { readonly paragraph: PdfParagraph; readonly pieces: readonly Piece[] }[];
  readonly notes: ReadonlyMap<string, { readonly label: string; readonly pieces: readonly Piece[] }>;
}

/** A note's own mark, before its text. */
const mark = /^\s*(\p{Nd}{1,3}|[*†‡§]{1,3})[\s.)]*/u;

/**
 * Pairs raised marks in the text, in order, with paragraphs at the foot of pages that begin with the same mark. A mark
 * or paragraph without a partner stays as it is.
 */
export function withNotes(paragraphs: readonly PdfParagraph[]): NotedParagraphs {
  const waiting = paragraphs.flatMap((paragraph) => {
    const label = paragraph.isNote ? mark.exec(textOf(paragraph.parts))?.[1] : undefined;
    return label === undefined ? [] : [{ paragraph, label }];
  });
  const notes = new Map<string, { label: string; pieces: Piece[] }>();
  const used = new Set<PdfParagraph>();
  const body = paragraphs.map((paragraph) => ({
    paragraph,
    pieces: paragraph.isNote ? piecesOf(paragraph.parts) : paragraph.parts.flatMap(pieceOrNote),
  }));
  return { body: body.filter(({ paragraph }) => !used.has(paragraph)), notes };

  function pieceOrNote(part: LinePart): Piece[] {
    const label = part.raised ? part.text.trim() : "";
    const at = label === "" ? -1 : waiting.findIndex((waitingNote) => waitingNote.label === label);
    const [note] = at < 0 ? [] : waiting.splice(at, 1);
    if (!note) return piecesOf([part]);
    const key = `note ${String(notes.size + 1)}`;
    notes.set(key, { label, pieces: piecesOf(withoutMark(note.paragraph.parts)) });
    used.add(note.paragraph);
    return [{ kind: "note", note: key }];
  }
}

function withoutMark(parts: readonly LinePart[]): LinePart[] {
  let remaining = mark.exec(textOf(parts))?.[0].length ?? 0;
  return parts.flatMap((part) => {
    const text = part.text.slice(remaining);
    remaining = Math.max(0, remaining - part.text.length);
    return text === "" ? [] : [{ ...part, text }];
  });
}

function piecesOf(parts: readonly LinePart[]): Piece[] {
  return parts.map(({ text, raised, bold, italic }) => ({
    kind: "text",
    text,
    marks: [
      ...(italic ? [draftSchema.mark("emphasis")] : []),
      ...(bold ? [draftSchema.mark("strong")] : []),
      ...(raised ? [draftSchema.mark("superscript")] : []),
    ],
  }));
}

function textOf(parts: readonly LinePart[]): string {
  return parts.map(({ text }) => text).join("");
}
