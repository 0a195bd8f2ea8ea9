import {
  characterClass,
  classOfCodePoint,
  classTable,
  fillPage,
  foldVariants,
  variantBit,
} from "#core/text/character-class.ts";
import type { VersionText } from "#core/text/clause.ts";
import { hashSeed, hashUnit, widened, type Lexicon } from "#core/text/lexicon.ts";

/** What a token is. */
export const tokenKind = { word: 0, number: 1, mark: 2 } as const;

/** The words and marks of a text in order, in columns. Blanks are no tokens: they lie between. */
export interface Words {
  readonly text: string;
  readonly count: number;
  /** UTF-16 offsets into the text. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** Numbers from the lexicon: equal where the words read the same, variants included. */
  readonly ids: Int32Array;
  /** One of `tokenKind`. */
  readonly kinds: Uint8Array;
  /** 1 where the word was folded, so that equal ids do not yet mean equal letters. */
  readonly folded: Uint8Array;
  /** `firsts[i]` is the first token of clause i; one more at the end is the count. */
  readonly firsts: Int32Array;
}

/**
 * Reads the words of a text, clause by clause, in one pass over a table of character classes with a running hash.
 *
 * A word is a run of letters, marks, digits and "_"; every other character that is no blank is a token of its own.
 * "don't" is therefore three tokens, and "Art.5" three: a change of the mark is not a change of the word.
 * A Han or Kana character is a token of its own; runs of Thai, Lao, Khmer and Myanmar are cut by `Intl.Segmenter`.
 */
export function wordsOf(version: VersionText, lexicon: Lexicon): Words {
  const scan = new Scan(version.text, lexicon);
  const firsts = new Int32Array(version.clauses.length + 1);
  version.clauses.forEach((clause, index) => {
    firsts[index] = scan.count;
    scan.read(clause.start, clause.end);
  });
  firsts[version.clauses.length] = scan.count;
  return scan.finish(firsts);
}

class Scan {
  count = 0;
  readonly #text: string;
  readonly #lexicon: Lexicon;
  #starts: Int32Array<ArrayBuffer>;
  #ends: Int32Array<ArrayBuffer>;
  #ids: Int32Array<ArrayBuffer>;
  #marks: Uint8Array<ArrayBuffer>;

  constructor(text: string, lexicon: Lexicon) {
    this.#text = text;
    this.#lexicon = lexicon;
    const guess = (text.length >> 2) + 16;
    this.#starts = new Int32Array(guess);
    this.#ends = new Int32Array(guess);
    this.#ids = new Int32Array(guess);
    this.#marks = new Uint8Array(guess);
  }

  read(from: number, to: number): void {
    const text = this.#text;
    let at = from;
    while (at < to) {
      const kind = classAt(text, at);
      switch (kind & 15) {
        case characterClass.blank:
          at += 1;
          break;
        case characterClass.letter:
        case characterClass.digit:
        case characterClass.invisible:
          at = this.#word(at, to);
          break;
        case characterClass.unspaced:
          at = this.#unspaced(at, to);
          break;
        default: {
          const end = (text.codePointAt(at) ?? 0) > 0xffff ? Math.min(at + 2, to) : at + 1;
          const ideograph = (kind & 15) === characterClass.ideograph;
          this.#add(at, end, kind & variantBit, ideograph ? tokenKind.word : tokenKind.mark);
          at = end;
        }
      }
    }
  }

  finish(firsts: Int32Array): Words {
    const { count } = this;
    const kinds = new Uint8Array(count);
    const folded = new Uint8Array(count);
    for (let i = 0; i < count; i += 1) {
      const mark = this.#marks[i] ?? 0;
      kinds[i] = mark & 3;
      folded[i] = mark >> 2;
    }
    return {
      text: this.#text,
      count,
      starts: this.#starts.subarray(0, count),
      ends: this.#ends.subarray(0, count),
      ids: this.#ids.subarray(0, count),
      kinds,
      folded,
      firsts,
    };
  }

  #word(from: number, to: number): number {
    const text = this.#text;
    let at = from;
    let varies = 0;
    let seen = 0;
    let hash = hashSeed;
    while (at < to) {
      const unit = text.charCodeAt(at);
      let kind = classTable[unit] ?? 0;
      if (kind === 0 || kind === characterClass.surrogate) kind = classAt(text, at);
      const plain = kind & 15;
      if (plain !== characterClass.letter && plain !== characterClass.digit && plain !== characterClass.invisible)
        break;
      hash = hashUnit(hash, unit);
      varies |= kind & variantBit;
      seen |= 1 << plain;
      at += 1;
      if (unit >= 0xd800 && unit < 0xdc00 && at < to) {
        hash = hashUnit(hash, text.charCodeAt(at));
        at += 1;
      }
    }
    const kind =
      seen & (1 << characterClass.letter)
        ? tokenKind.word
        : seen & (1 << characterClass.digit)
          ? tokenKind.number
          : tokenKind.mark;
    if (varies) this.#add(from, at, varies, kind);
    else this.#push(from, at, this.#lexicon.numberOf(text, from, at, hash), kind);
    return at;
  }

  #unspaced(from: number, to: number): number {
    let end = from;
    while (end < to && (classAt(this.#text, end) & 15) === characterClass.unspaced) end += 1;
    for (const [start, stop] of segmentsOf(this.#text, from, end)) this.#add(start, stop, 0, tokenKind.word);
    return end;
  }

  #add(start: number, end: number, varies: number, kind: number): void {
    if (varies) {
      const form = foldVariants(this.#text.slice(start, end));
      this.#push(start, end, this.#lexicon.numberOf(form, 0, form.length, hashOf(form, 0, form.length)), kind | 4);
    } else {
      this.#push(start, end, this.#lexicon.numberOf(this.#text, start, end, hashOf(this.#text, start, end)), kind);
    }
  }

  #push(start: number, end: number, id: number, mark: number): void {
    const { count } = this;
    if (count === this.#ids.length) {
      this.#starts = widened(this.#starts, count * 2);
      this.#ends = widened(this.#ends, count * 2);
      this.#ids = widened(this.#ids, count * 2);
      const wider = new Uint8Array(count * 2);
      wider.set(this.#marks);
      this.#marks = wider;
    }
    this.#starts[count] = start;
    this.#ends[count] = end;
    this.#ids[count] = id;
    this.#marks[count] = mark;
    this.count = count + 1;
  }
}

function classAt(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  if (classTable[unit] === 0) fillPage(unit);
  const kind = classTable[unit] ?? 0;
  if (kind !== characterClass.surrogate) return kind;
  return classOfCodePoint(text.codePointAt(at) ?? unit);
}

function hashOf(text: string, start: number, end: number): number {
  let hash = hashSeed;
  for (let at = start; at < end; at += 1) hash = hashUnit(hash, text.charCodeAt(at));
  return hash;
}

/** `Intl.Segmenter` takes time that grows with the square of one call's length; pieces of this size keep it linear. */
const longestPiece = 4000;
const segmenter = new Intl.Segmenter(undefined, { granularity: "word" });

/** The words of a run written without blanks, as offsets into the text, found with a dictionary. */
export function segmentsOf(text: string, start: number, end: number): [number, number][] {
  const segments: [number, number][] = [];
  for (let from = start; from < end; from += longestPiece) {
    const piece = text.slice(from, Math.min(from + longestPiece, end));
    for (const { index, segment } of segmenter.segment(piece)) {
      segments.push([from + index, from + index + segment.length]);
    }
  }
  return segments;
}
