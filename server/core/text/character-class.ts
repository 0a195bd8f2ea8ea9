/** What a UTF-16 code unit is to the scanner of words: a bit for each, so that one test asks for several. */
export const characterClass = {
  blank: 1,
  letter: 2,
  digit: 4,
  /** Han and Kana: written without blanks, and each character carries meaning; a word of its own to the comparison. */
  ideograph: 8,
  /** Thai, Lao, Khmer, Myanmar: written without blanks; only a dictionary finds their words. */
  unspaced: 16,
  mark: 32,
  /** Soft hyphen, joiners, direction marks, tatweel: nothing to read; they belong to the word they stand in. */
  invisible: 64,
  /** First half of a character beyond U+FFFF: ask `classOfCodePoint`. */
  surrogate: 128,
  /** A letter of a word that stands in it, and a mark at its ends. */
  underscore: 256,
} as const;

/** Set on a class where the character has another form that reads the same, so that the word has to be folded. */
export const variantBit = 512;

const blank = /[\s\p{Z}]/u;
const ideograph = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]/u;
const unspaced = /[\p{sc=Thai}\p{sc=Lao}\p{sc=Khmr}\p{sc=Mymr}]/u;
const letter = /[\p{L}\p{M}\p{N}]/u;
const digit = /\p{Nd}/u;
const invisible =
  /\u00AD|\u0640|\u061C|[\u200B-\u200F]|[\u202A-\u202E]|[\u2060-\u2064]|[\u2066-\u2069]|\uFEFF|[\uFE0E\uFE0F]/u;
const surrogate = /[\uD800-\uDBFF]/;

const single = /['‘’‚‛′ʼ＇`´]/gu;
const double = /["“”„‟″«»＂]/gu;
const hyphen = /[\u2010-\u2015\u2212\uFE58\uFE63\uFF0D]/gu;
const invisibles = new RegExp(invisible.source, "gu");
/** The vowel signs of Arabic, which a writer may put to a word or leave out. */
const vowelSigns = /[\u064B-\u0652\u0670]/gu;

/**
 * The form all variants of a word share: compatibility forms composed (ligatures, full width, NFD), quotes and hyphens
 * straight, nothing invisible, no Arabic vowel signs. Case is no variant: "member states" and "Member States" differ in law.
 */
export function foldVariants(text: string): string {
  return text
    .replace(single, "'")
    .replace(double, '"')
    .replace(hyphen, "-")
    .replace(invisibles, "")
    .normalize("NFKC")
    .replace(vowelSigns, "");
}

/** The class of a character; `variantBit` is set where folding would change it or it may compose with its neighbour. */
export function classOfCodePoint(codePoint: number): number {
  const character = String.fromCodePoint(codePoint);
  if (blank.test(character)) return characterClass.blank;
  if (invisible.test(character)) return characterClass.invisible | variantBit;
  const varies = foldVariants(character) !== character || /\p{M}/u.test(character) ? variantBit : 0;
  if (ideograph.test(character)) return characterClass.ideograph | varies;
  if (unspaced.test(character)) return characterClass.unspaced;
  if (digit.test(character)) return characterClass.digit | varies;
  if (letter.test(character)) return characterClass.letter | varies;
  if (character === "_") return characterClass.letter | characterClass.underscore;
  if (surrogate.test(character)) return characterClass.surrogate;
  return characterClass.mark | varies;
}

const table = new Uint16Array(65536);

/** The classes of all UTF-16 code units, 0 where not asked yet: a table, because a regular expression a character is ten times slower. */
export const classTable: Readonly<Uint16Array> = table;

/** Fills the table for the 256 code units around one. A page at a time, so that start-up pays for nothing unused. */
export function fillPage(codeUnit: number): void {
  const page = codeUnit & 0xff00;
  for (let unit = page; unit < page + 256; unit += 1) table[unit] = classOfCodePoint(unit);
}
