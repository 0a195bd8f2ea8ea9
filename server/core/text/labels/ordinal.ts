import type { NamedFormat } from "#core/text/labels/named-ordinal.ts";

/**
 * Ordinals of numbered lists: how the n-th entry is written, and the possible meanings of a written one.
 *
 * Tables are by script and order. Arabic lists use abjad order (أ ب ج د) in United Nations texts and alphabetical order
 * (أ ب ت ث) elsewhere. Russian lists omit ё й ъ ь, as word processors do.
 */
const alphabets = {
  lowerLetter: "abcdefghijklmnopqrstuvwxyz",
  upperLetter: "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
  arabicAbjad: "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ",
  arabicAlpha: "أبتثجحخدذرزسشصضطظعغفقكلمنهوي",
  russianLower: "абвгдежзиклмнопрстуфхцчшщыэюя",
  russianUpper: "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЫЭЮЯ",
} as const;

const romanValues: readonly (readonly [string, number])[] = [
  ["m", 1000],
  ["cm", 900],
  ["d", 500],
  ["cd", 400],
  ["c", 100],
  ["xc", 90],
  ["l", 50],
  ["xl", 40],
  ["x", 10],
  ["ix", 9],
  ["v", 5],
  ["iv", 4],
  ["i", 1],
];

const chineseDigits = "零一二三四五六七八九";

export const ordinalFormats = [
  "decimal",
  ...(Object.keys(alphabets) as (keyof typeof alphabets)[]),
  "lowerRoman",
  "upperRoman",
  "chinese",
] as const;
export type OrdinalFormat = (typeof ordinalFormats)[number];

/** One meaning of a written ordinal: "i" is the ninth letter and the first Roman number. */
export interface OrdinalReading {
  readonly format: OrdinalFormat | NamedFormat;
  readonly ordinal: number;
}

/**
 * Returns the n-th ordinal of a format, n from 1. Values of 0 and less are written as decimals, as in word processors.
 * After the last letter, letters repeat (aa, bb, cc) as in word processors. If `pastLast` is "count", they continue
 * (aa, ab, ac) as on web pages.
 */
export function writeOrdinal(format: OrdinalFormat, n: number, pastLast: "repeat" | "count" = "repeat"): string {
  if (n < 1 || format === "decimal") return String(n);
  if (format === "lowerRoman") return roman(n);
  if (format === "upperRoman") return roman(n).toUpperCase();
  if (format === "chinese") return chinese(n);
  const letters = alphabets[format];
  if (pastLast === "repeat") return letters.charAt((n - 1) % letters.length).repeat(Math.ceil(n / letters.length));
  let word = "";
  for (let rest = n; rest > 0; rest = Math.floor((rest - 1) / letters.length)) {
    word = letters.charAt((rest - 1) % letters.length) + word;
  }
  return word;
}

/** Returns all possible meanings of a written ordinal; empty if it is not one. Digits may be of any script. */
export function readOrdinal(written: string): OrdinalReading[] {
  if (/^\p{Nd}+$/u.test(written)) return [{ format: "decimal", ordinal: decimalOf(written) }];
  const word = written.replace(/\u0640|\u200D/gu, "").replace(/^ا$/u, "أ");
  const readings: OrdinalReading[] = [];
  for (const format of ordinalFormats) {
    if (format in alphabets) {
      const ordinal = letterOrdinal(alphabets[format as keyof typeof alphabets], word);
      if (ordinal > 0) readings.push({ format, ordinal });
    }
  }
  for (const format of ["lowerRoman", "upperRoman"] as const) {
    const ordinal = romanOrdinal(format === "lowerRoman" ? word : lowered(word));
    if (ordinal > 0) readings.push({ format, ordinal });
  }
  if (/^[一二三四五六七八九十]+$/u.test(word)) {
    for (let ordinal = 1; ordinal < 100; ordinal += 1)
      if (chinese(ordinal) === word) readings.push({ format: "chinese", ordinal });
  }
  return readings;
}

function letterOrdinal(letters: string, word: string): number {
  const positions = Array.from(word, (letter) => letters.indexOf(letter) + 1);
  const first = positions[0] ?? 0;
  if (first === 0 || positions.includes(0) || positions.length > 3) return 0;
  if (positions.every((position) => position === first)) return first + (positions.length - 1) * letters.length;
  return positions.reduce((sum, position) => sum * letters.length + position, 0);
}

function lowered(word: string): string {
  return word === word.toUpperCase() ? word.toLowerCase() : "";
}

function romanOrdinal(word: string): number {
  if (!/^[ivxlcdm]{1,9}$/u.test(word)) return 0;
  let rest = word;
  let sum = 0;
  for (const [letters, value] of romanValues) {
    while (rest.startsWith(letters)) {
      sum += value;
      rest = rest.slice(letters.length);
    }
  }
  return rest === "" && roman(sum) === word ? sum : 0;
}

function roman(n: number): string {
  let rest = Math.min(n, 32_767);
  let word = "";
  for (const [letters, value] of romanValues) {
    while (rest >= value) {
      word += letters;
      rest -= value;
    }
  }
  return word;
}

function chinese(n: number): string {
  if (n > 99) return String(n);
  const tens = Math.floor(n / 10);
  const ones = n % 10;
  return (
    (tens > 1 ? chineseDigits.charAt(tens) : "") + (tens > 0 ? "十" : "") + (ones > 0 ? chineseDigits.charAt(ones) : "")
  );
}

/** Returns the value of digits in any script. Unicode places every set of ten digits in a row, from 0 to 9. */
function decimalOf(digits: string): number {
  let value = 0;
  for (const digit of digits) {
    let code = digit.codePointAt(0) ?? 0;
    let ones = 0;
    while (ones < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - 1))) {
      code -= 1;
      ones += 1;
    }
    value = value * 10 + ones;
  }
  return value;
}

/**
 * Suffixes of a number or letter that show an inserted clause, ordered by rank: 1 for bis, 2 for ter. They cover the
 * six official languages of the United Nations. The Latin words also occur in Cyrillic spelling. Chinese has 之二, 之三,
 * literally "of it the second, the third". Arabic has مكررا and, from the second on, مكررا ثانيا, "repeated, a second
 * time".
 *
 * The Arabic ordinal alone, as in (ثالثا) 6 of the Paris Convention, is excluded: after "1." it begins wording
 * ("thirdly").
 */
const suffixes: readonly (readonly string[])[] = [
  ["bis", "бис", "之二", "مكررا", "مكرر"],
  ["ter", "тер", "之三", "مكررا ثانيا"],
  ["quater", "кватер", "之四", "مكررا ثالثا"],
  ["quinquies", "квинквиес", "之五", "مكررا رابعا"],
  ["sexies", "сексиес", "之六", "مكررا خامسا"],
  ["septies", "септиес", "之七", "مكررا سادسا"],
  ["octies", "октиес", "之八", "مكررا سابعا"],
  ["nonies", "нониес", "之九", "مكررا ثامنا"],
  ["decies", "дециес", "之十", "مكررا تاسعا"],
];

/** Optional in Arabic: the meaning is the same with and without them. */
const vowelSigns = /[\u064B-\u0652]/gu;

/**
 * Regular expression source that matches any of the suffixes, with optional vowel signs. Longer ones come first,
 * because some begin with a shorter one.
 */
export const insertionWords = suffixes
  .flat()
  .sort((left, right) => right.length - left.length)
  .map((word) =>
    /\p{Script=Arabic}/u.test(word)
      ? word.replace(/\p{L}/gu, "$&[\\u064B-\\u0652]*").replace(/ /gu, "[ \\u00A0]")
      : word,
  )
  .join("|");

/** Normalises a suffix for use in labels: lower case, no vowel signs, plain spaces. */
export function insertionIn(printed: string): string {
  return printed
    .toLowerCase()
    .replace(vowelSigns, "")
    .replace(/\u00A0/gu, " ");
}

/** Returns the rank of a suffix in the form that `insertionIn` returns: 1 for bis, 2 for ter; 0 for "". */
export function insertionRank(word: string): number {
  return suffixes.findIndex((spellings) => spellings.includes(word)) + 1;
}
