import { divisionAtStart, type DivisionLevel, isHeadingText } from "#core/text/labels/division.ts";
import {
  insertionIn,
  insertionRank,
  insertionWords,
  type OrdinalReading,
  readOrdinal,
} from "#core/text/labels/ordinal.ts";
import { namedOrdinalAtStart } from "#core/text/labels/named-ordinal.ts";
import { optionAtStart } from "#core/text/labels/option.ts";
import { streamSafe } from "#core/text/stream-safe.ts";

/**
 * A label in the form used for citing. Typed and automatic labels, and different spellings of one label, have the same
 * form:
 *
 * - numbers without a final dot, dash or stray space: "1. 1", "1.1.", "1.1", "1.1 –" → "1.1"; in parentheses "(1)",
 *   "1)" → "1)";
 * - lower-case letters and Roman numbers with one parenthesis: "(a)", "a)", "a." → "a)";
 * - capitals like numbers: "A.", "A" → "A"; "IV." → "IV";
 * - divisions and options with their name: "ARTICLE 4" → "Article 4" (division.ts), "OPTION 2:" → "Option 2"
 *   (option.ts);
 * - preambular and operative paragraphs of resolutions: "Pp1", "PP 2bis." → "PP2bis", "OP3";
 * - Chinese numbers "一、" → "一", and in parentheses "（一）", in half or full width;
 * - bis, ter, quater stay with their number: "62 bis" → "62bis", "a) bis" → "a bis)". The same applies to бис, 之二 and
 *   مكرراً, the last with a space before it because it is a separate word: "62مكررًا" → "62 مكررا";
 * - ordinal words and enclosed numbers as written, without a mark after them: "First:" → "First", "①" → "①".
 *
 * Square brackets that open before a number or letter stay in the text, because they are around the clause:
 * "[3. The Parties shall report.]" is "3" and "[The Parties shall report.]". Brackets around a number alone belong to
 * it: "[3.] The Parties" → "[3]". These need a mark, because "[3] [5] Parties" is wording.
 */
export interface Label {
  readonly text: string;
  /** The parts of a number, "1.1.2" → [1, 1, 2]; empty for letters. */
  readonly path: readonly number[];
  /** Possible meanings of the last part in a sequence. */
  readonly readings: readonly OrdinalReading[];
  /** The closing mark of the last part, the same for all siblings. */
  readonly close: ")" | "";
  /** 1 for bis, 2 for ter and so on; otherwise 0. */
  readonly inserted: number;
  /** The level of a division ("Article 4"); null for every other label. */
  readonly division: DivisionLevel | null;
  /** The series of an option ("option" for "Option 2"); null for every other label. */
  readonly option: string | null;
  /** "pp" for a preambular and "op" for an operative paragraph of a resolution ("Pp2"); null for every other label. */
  readonly resolution: string | null;
}

/** A label found at the start of a text. */
export interface TypedLabel {
  readonly label: Label;
  /** Length of the brackets before a number or letter, which stay in the text: 1 for "[3. The Parties]". */
  readonly opening: number;
  /** Length of these brackets, the label and the whitespace to remove, in UTF-16 code units. */
  readonly length: number;
  /** False if the same characters could be wording ("5 participants"), so that only the neighbours can decide. */
  readonly sure: boolean;
}

const insertion = `(?:[ \\u00A0-]?(${insertionWords})(?![\\p{L}\\p{M}]))?`;
const blank = "[\\s\\p{Zs}]";
const allBlanks = new RegExp(blank, "gu");
const blanksAtStart = new RegExp(`^(?:${blank}|\\u200B)*`, "u");
const numberAndDot = new RegExp(`^\\p{Nd}+(?:[.．]\\p{Nd}+)*[.．](?=${blank})`, "u");

const resolution = new RegExp(`^(pp|op)${blank}?(\\p{Nd}{1,3})${insertion}[.:]?(?=${blank})`, "iu");
const openingBrackets = new RegExp(`^(?:[[［]${blank}*)+`, "u");
const numberInBrackets = new RegExp(
  `^[[［]${blank}*(?<number>(?:\\p{Nd}|[(（]?\\p{L})[^[\\]［］]{0,12}?[.)）．、])${blank}*[\\]］](?:${blank}+|$)`,
  "u",
);

const number = new RegExp(
  `^([(（]?)(\\p{Nd}{1,3}(?:${blank}?[.．]${blank}?\\p{Nd}{1,3})*)${insertion}(?:${blank}?([)）.．、:：]+|[-–—](?=${blank}+[^\\s\\p{N}])))?${insertion}`,
  "iu",
);
const letters = new RegExp(
  `^([(（]?)(\\p{Script=Latin}{1,2}|[ivxlcdm]{1,8}|[IVXLCDM]{1,8}|\\p{Script=Cyrillic}{1,2}|\\p{Script=Arabic}\\u0640?\\u200D?|[一二三四五六七八九十]{1,3})${insertion}(?:${blank}?([)）.．、:：]+))?${insertion}(?=${blank}|(?<=[)）、．]))`,
  "u",
);

const afterNamed = new RegExp(`^${blank}?[:：.．、)）]+`, "u");

/** The fields of a label without a name before its number. */
const unnamed = { division: null, option: null, resolution: null } as const;

/** Parses a label that the file itself puts before a paragraph. An unknown form is kept as printed. */
export function labelOf(printed: string): Label {
  const text = streamSafe(printed.trim()).normalize("NFC");
  const own = /^\[(.+)\]$/u.exec(text)?.[1];
  if (own !== undefined && /^[\p{N}(（]|^.{1,8}[)）]$/u.test(own)) return { ...labelOf(own), text };
  const typed =
    matchNumber(`${text}\t`, true) ??
    matchLetters(`${text}\t`) ??
    matchNamed(`${text}\t`) ??
    matchResolution(`${text}\t`) ??
    matchDivision(`${text}\t`) ??
    matchOption(`${text}\t`);
  if (typed?.length === text.length + 1) return typed.label;
  return {
    text: text.replace(/\s+/gu, " ").replace(/(?<![ .:–—-])[ .:–—-]+$/u, ""),
    path: [],
    readings: [],
    close: "",
    inserted: 0,
    ...unnamed,
  };
}

/**
 * Returns the labels that a text may begin with, likeliest first; empty if it begins with none. There are two only for
 * "1. 1 text": "1.1" with a stray space, or "1" before a text that begins with a number.
 */
export function labelsAtStart(text: string): TypedLabel[] {
  const named = [matchDivision(text), matchOption(text)];
  const opening = named.some(Boolean) ? 0 : (openingBrackets.exec(text)?.[0].length ?? 0);
  const inside = text.slice(opening);
  const numbered = [
    matchResolution(inside),
    matchNumber(inside, true),
    matchNumber(inside, false),
    matchLetters(inside),
    matchNamed(inside),
  ].map((typed) => typed && { ...typed, opening, length: opening + typed.length });
  const typedLabels = [...named, ...numbered, opening > 0 ? matchInBrackets(text) : undefined];
  return typedLabels.filter(
    (candidate, index): candidate is TypedLabel =>
      candidate !== undefined &&
      typedLabels.findIndex((earlier) => earlier?.label.text === candidate.label.text) === index,
  );
}

/** Returns a text without its typed label: "[3. The Parties]" → "[The Parties]". */
export function withoutLabel(text: string, { opening, length }: TypedLabel): string {
  return text.slice(0, opening) + text.slice(length);
}

/** Returns the label of a number or letter with its own brackets: "[3.] The Parties", "[(a)] Text". */
function matchInBrackets(text: string): TypedLabel | undefined {
  const [whole, number = ""] = numberInBrackets.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const typed = matchNumber(`${number}\t`, true) ?? matchLetters(`${number}\t`);
  if (typed?.length !== number.length + 1) return undefined;
  const label = { ...typed.label, text: `[${typed.label.text}]` };
  return { label, opening: 0, length: whole.length, sure: true };
}

function matchDivision(text: string): TypedLabel | undefined {
  const typed = divisionAtStart(text);
  if (!typed) return undefined;
  const { level, readings, inserted } = typed.division;
  const label = {
    text: typed.text,
    path: [],
    readings,
    close: "",
    inserted,
    ...unnamed,
    division: level,
  } as const;
  return { label, opening: 0, length: typed.length, sure: true };
}

function matchOption(text: string): TypedLabel | undefined {
  const typed = optionAtStart(text);
  if (!typed) return undefined;
  const { series, readings } = typed.option;
  const label = {
    text: typed.text,
    path: [],
    readings,
    close: "",
    inserted: 0,
    ...unnamed,
    option: series,
  } as const;
  return { label, opening: 0, length: typed.length, sure: typed.sure };
}

function matchResolution(text: string): TypedLabel | undefined {
  const match = resolution.exec(text);
  if (!match) return undefined;
  const [whole, name = "", digits = "", suffix = ""] = match;
  const rest = restAfter(text, whole.length, false);
  if (!rest) return undefined;
  const inserted = insertionIn(suffix);
  const label = {
    text: `${name}${digits}${inserted}`,
    path: [],
    readings: readOrdinal(digits),
    close: "",
    inserted: insertionRank(inserted),
    ...unnamed,
    resolution: name.toLowerCase(),
  } as const;
  return { label, opening: 0, length: rest.length, sure: true };
}

function matchNumber(text: string, joining: boolean): TypedLabel | undefined {
  const match = number.exec(text);
  if (!match) return undefined;
  const [, open = "", whole = "", insertedInside, closing = "", insertedAfter] = match;
  const joined = whole.replace(allBlanks, "").replace(/．/gu, ".");
  let printed = joined;
  let end = match[0].length;
  let close = closing;
  let inserted = insertionIn(insertedInside ?? insertedAfter ?? "");
  if (!joining) {
    const dot = numberAndDot.exec(whole)?.[0];
    if (open || !dot) return undefined;
    printed = dot.replace(/[.．]$/u, "").replace(/．/gu, ".");
    end = dot.length;
    close = ".";
    inserted = "";
  }
  const parts = printed.split(".");
  if (parts.length > 1 && parts.some((part) => part.length > 1 && readOrdinal(part[0] ?? "")[0]?.ordinal === 0))
    return undefined;
  if (open && !/^[)）]/u.test(close)) return undefined;
  const rest = restAfter(text, end, /[、）．]$/u.test(close));
  if (!rest) return undefined;
  const path = parts.map((part) => readOrdinal(part)[0]?.ordinal ?? 0);
  const parenthesis = /^[)）]/u.test(close) ? ")" : "";
  // Arabic writes "1- ". In other languages, a dash after a number may be a range or wording.
  const isDash = /^[-–—]/u.test(close);
  return {
    label: {
      text: `${printed}${/^\p{Script=Arabic}/u.test(inserted) ? " " : ""}${inserted}${parenthesis}`,
      path,
      readings: [{ format: "decimal", ordinal: path.at(-1) ?? 0 }],
      close: parenthesis,
      inserted: insertionRank(inserted),
      ...unnamed,
    },
    opening: 0,
    length: rest.length,
    sure:
      inserted !== "" ||
      rest.tab ||
      (close !== "" && (!isDash || /^[[［]*\p{Script=Arabic}/u.test(text.slice(rest.length)))),
  };
}

function matchLetters(text: string): TypedLabel | undefined {
  const match = letters.exec(text);
  if (!match) return undefined;
  const [whole, open = "", word = "", insertedInside, closing = "", insertedAfter] = match;
  const readings = readOrdinal(word);
  const isChinese = /^[一二三四五六七八九十]/u.test(word);
  if (readings.length === 0) return undefined;
  const parenthesised = /^[)）]/u.test(closing);
  if (open && !parenthesised) return undefined;
  const rest = restAfter(text, whole.length, isChinese && closing !== "");
  if (!rest || (closing === "" && !rest.tab)) return undefined;
  const inserted = insertionIn(insertedInside ?? insertedAfter ?? "");
  const capital = readings.some((reading) => reading.format.startsWith("upper") || reading.format === "russianUpper");
  const parenthesis = isChinese ? "" : parenthesised || !capital ? ")" : "";
  const printed = isChinese && parenthesised ? `（${word}）` : word;
  return {
    label: {
      text: `${printed}${inserted ? ` ${inserted}` : ""}${parenthesis}`,
      path: [],
      readings,
      close: parenthesis,
      inserted: insertionRank(inserted),
      ...unnamed,
    },
    opening: 0,
    length: rest.length,
    // "is)" and "to)" are valid labels after z, but alone they are more likely to be words.
    sure:
      (parenthesised && readings.some((reading) => reading.ordinal <= 78)) ||
      (closing !== "" && rest.tab) ||
      (isChinese && closing !== "") ||
      (/^[IVX]{2,}$/u.test(word) && closing === ".") ||
      (capital && closing === "." && isInCapitals(text.slice(rest.length))),
  };
}

/**
 * A word is a label only with a mark or a tab after it. Because a sentence may begin so too ("First: the Parties
 * report."), it needs a tab or a neighbour. An enclosed number begins nothing else.
 */
function matchNamed(text: string): TypedLabel | undefined {
  const named = namedOrdinalAtStart(text);
  if (!named) return undefined;
  const { written, reading } = named;
  const close = afterNamed.exec(text.slice(written.length))?.[0] ?? "";
  const isEnclosed = reading.format === "enclosed";
  const rest = restAfter(text, written.length + close.length, isEnclosed);
  if (!rest || (!isEnclosed && close === "" && !rest.tab)) return undefined;
  const label = { text: written, path: [], readings: [reading], close: "", inserted: 0, ...unnamed } as const;
  return { label, opening: 0, length: rest.length, sure: isEnclosed || rest.tab };
}

/** Whether a text is a heading all in capitals: "X. FINANCE". Initials of a person come before a name: "A. Smith". */
function isInCapitals(text: string): boolean {
  return isHeadingText(text) && text === text.toUpperCase() && /\p{Lu}{6}/u.test(text);
}

/**
 * Returns the length of the label with the whitespace after it. Undefined if the label continues into a word, or if
 * neither text nor a tab follows it.
 */
function restAfter(text: string, end: number, mayTouch: boolean): { length: number; tab: boolean } | undefined {
  const blanks = blanksAtStart.exec(text.slice(end))?.[0] ?? "";
  if (blanks === "" && !mayTouch) return undefined;
  if (end + blanks.length === text.length && !blanks.includes("\t")) return undefined;
  return { length: end + blanks.length, tab: blanks.includes("\t") };
}

/** Whether `next` comes directly after `label` in one list: 2 after 1, b) after a), 2bis after 2. */
export function follows(label: Label, next: Label): boolean {
  if (label.close !== next.close || label.path.length !== next.path.length) return false;
  if (label.division !== next.division || label.option !== next.option) return false;
  if (label.resolution !== next.resolution) return false;
  if (label.path.slice(0, -1).some((part, at) => part !== next.path[at])) return false;
  return label.readings.some((before) =>
    next.readings.some(
      (after) =>
        before.format === after.format &&
        (after.ordinal === before.ordinal + 1 && next.inserted === 0
          ? true
          : after.ordinal === before.ordinal && next.inserted === label.inserted + 1),
    ),
  );
}

/**
 * Whether `next` may come after `label` in one list, with or without others between them, or repeats it; never a first.
 */
export function isLater(label: Label, next: Label): boolean {
  if (!sameSeries(label, next) || isFirst(next)) return false;
  return label.readings.some((before) =>
    next.readings.some(
      (after) =>
        before.format === after.format &&
        (after.ordinal > before.ordinal || (after.ordinal === before.ordinal && next.inserted >= label.inserted)),
    ),
  );
}

/** Whether a list may begin with this label: 1, a), i), A, and aa) below i). */
export function isFirst(label: Label): boolean {
  if (label.inserted > 0) return false;
  const doubled = /^(\p{L})\1\)$/u.exec(label.text)?.[1];
  const readings = doubled === undefined ? label.readings : [...label.readings, ...readOrdinal(doubled)];
  return readings.some((reading) => reading.ordinal === 1);
}

/** Whether `child` is one level below `label`: 1.2 below 1. */
export function isParent(label: Label, child: Label): boolean {
  return (
    label.path.length > 0 &&
    label.path.length + 1 === child.path.length &&
    label.path.every((part, at) => part === child.path[at])
  );
}

/** Whether two labels may belong to one list: same closing mark, level, number of parts, and a common number format. */
export function sameSeries(left: Label, right: Label): boolean {
  return (
    left.close === right.close &&
    left.division === right.division &&
    left.option === right.option &&
    left.resolution === right.resolution &&
    left.path.length === right.path.length &&
    left.readings.some((a) => right.readings.some((b) => a.format === b.format))
  );
}

/** Returns the length of a typed bullet and the whitespace after it at the start of a text; 0 if there is none. */
export function bulletAtStart(text: string): number {
  return /^(?:[•●○◦▪▫■□‣⁃·\uF0B7\uF0A7\uF0D8]\s*|[-–—*o]\t\s*|[-–—*] +)(?=\S)/u.exec(text)?.[0].length ?? 0;
}
