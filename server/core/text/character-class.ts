import { streamSafe } from "#core/text/stream-safe.ts";

/** Classes of a UTF-16 code unit for the word scanner. Each class is one bit, so that one test can check several. */
export const characterClass = {
  blank: 1,
  letter: 2,
  digit: 4,
  /**
   * Han and Kana: written without spaces, and each character carries meaning. The comparison treats each one as a word.
   */
  ideograph: 8,
  /** Thai, Lao, Khmer, Myanmar: written without spaces, so that only a dictionary finds their words. */
  unspaced: 16,
  mark: 32,
  /** Soft hyphens, joiners, direction marks and tatweel: nothing to read, so they belong to the word around them. */
  invisible: 64,
  /** First half of a character beyond U+FFFF: call `classOfCodePoint`. */
  surrogate: 128,
  /** A letter inside a word, and a mark at its ends. */
  underscore: 256,
} as const;

/** Added to a class if the character has another form that reads the same, so that the word must be folded. */
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
/** The Arabic vowel signs, which are optional in writing. */
const vowelSigns = /[\u064B-\u0652\u0670]/gu;

/**
 * Returns the common form of all variants of a word: compatibility forms composed (ligatures, full width, NFD),
 * straight quotes and hyphens, no invisible characters, no Arabic vowel signs. Letter case is not folded, because
 * "member states" and "Member States" differ in law.
 */
export function foldVariants(text: string): string {
  const plain = text.replace(single, "'").replace(double, '"').replace(hyphen, "-").replace(invisibles, "");
  return streamSafe(plain).normalize("NFKC").replace(vowelSigns, "");
}

/**
 * Returns the class of a character. `variantBit` is set if folding would change it, or if it may compose with its
 * neighbour.
 */
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

/**
 * The classes of all UTF-16 code units, 0 if not computed yet. A regular expression for every character would be ten
 * times slower.
 */
export const classTable: Readonly<Uint16Array> = table;

/**
 * Fills the table for the 256 code units around the given one. Filling page by page avoids start-up work for unused
 * characters.
 */
export function fillPage(codeUnit: number): void {
  const page = codeUnit & 0xff00;
  for (let unit = page; unit < page + 256; unit += 1) table[unit] = classOfCodePoint(unit);
}
