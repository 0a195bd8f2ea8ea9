import {
  characterClass,
  classOfCodePoint,
  classTable,
  fillPage,
  foldVariants,
  variantBit,
} from "#core/text/character-class.ts";
import type { VersionText } from "#core/text/clause.ts";
import { hashSeed, hashUnit, Lexicon, widened } from "#core/text/lexicon.ts";

export const tokenKind = { word: 0, number: 1, mark: 2 } as const;

/** The words and marks of a text in order, one array per property. Whitespace is not a token. */
export interface Words {
  readonly text: string;
  readonly count: number;
  /** UTF-16 offsets into the text. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** Numbers from the lexicon: equal if the words read the same, including variants. */
  readonly ids: Int32Array;
  /** One of `tokenKind`. */
  readonly kinds: Uint8Array;
  /** 1 if the word was folded, so that equal ids do not guarantee equal letters. */
  readonly folded: Uint8Array;
  /** `firsts[i]` is the first token of clause i; the extra last entry is the count. */
  readonly firsts: Int32Array;
}

/**
 * Reads the words of a text, clause by clause, in one pass over a table of character classes with a running hash.
 *
 * A word is a run of letters, combining marks and digits, with "_" between them. Every other character except
 * whitespace is a separate token. "don't" and "Art.5" are therefore three tokens each, so that a change of the mark is
 * not a change of the word. A Han or Kana character is one token. Runs of Thai, Lao, Khmer and Myanmar are divided by
 * `Intl.Segmenter`.
 */
export function wordsOf(version: VersionText, lexicon: Lexicon): Words {
  const { text, clauses } = version;
  const scan = new Scan(text, lexicon);
  const firsts = new Int32Array(clauses.length + 1);
  clauses.forEach((clause, index) => {
    firsts[index] = scan.count;
    scan.read(clause.start, clause.end);
  });
  firsts[clauses.length] = scan.count;
  return scan.finish(firsts);
}

/** For the initial capacity. Texts with spaces have fewer tokens than that allows; for others the arrays grow. */
const charactersPerToken = 5;
const underscore = 0x5f;
const inWord = characterClass.letter | characterClass.digit | characterClass.invisible;
/** A word with one of these is not just its letters and needs further processing. */
const unusual = variantBit | characterClass.underscore;

/** Its fields are not `#private`: they are read for every character, and `#private` fields cost a check each time. */
class Scan {
  count = 0;
  private readonly text: string;
  private readonly lexicon: Lexicon;
  private starts: Int32Array<ArrayBuffer>;
  private ends: Int32Array<ArrayBuffer>;
  private ids: Int32Array<ArrayBuffer>;
  private kinds: Uint8Array<ArrayBuffer>;
  private folded: Uint8Array<ArrayBuffer>;

  constructor(text: string, lexicon: Lexicon) {
    this.text = text;
    this.lexicon = lexicon;
    const guess = Math.ceil(text.length / charactersPerToken) + 16;
    this.starts = new Int32Array(guess);
    this.ends = new Int32Array(guess);
    this.ids = new Int32Array(guess);
    this.kinds = new Uint8Array(guess);
    this.folded = new Uint8Array(guess);
  }

  read(from: number, to: number): void {
    const { text, lexicon } = this;
    let at = from;
    while (at < to) {
      const start = at;
      let unit = text.charCodeAt(at);
      let kind = classTable[unit] ?? 0;
      if (kind === characterClass.blank) {
        at += 1;
        continue;
      }
      // The loop over the letters of a word is inline because it takes nearly all of the time.
      let [seen, hash] = [0, hashSeed];
      while (kind & inWord) {
        hash = hashUnit(hash, unit);
        seen |= kind;
        at += 1;
        if (at === to) break;
        unit = text.charCodeAt(at);
        kind = classTable[unit] ?? 0;
      }
      if (kind === 0) {
        fillPage(unit);
        at = start;
      } else if (kind === characterClass.surrogate) at = this.beyondPlane(start, to);
      else if (at === start) at = this.alone(start, to, kind);
      else if (seen & unusual) this.word(start, at, seen);
      else this.push(start, at, lexicon.numberOf(text, start, at, hash), kindOf(seen), 0);
    }
  }

  finish(firsts: Int32Array): Words {
    const { text, count } = this;
    return {
      text,
      count,
      starts: this.starts.subarray(0, count),
      ends: this.ends.subarray(0, count),
      ids: this.ids.subarray(0, count),
      kinds: this.kinds.subarray(0, count),
      folded: this.folded.subarray(0, count),
      firsts,
    };
  }

  /**
   * Reads a character that cannot be part of a word, or a run in a script without spaces. Returns the end of the text
   * read.
   */
  private alone(start: number, to: number, kind: number): number {
    if (kind & characterClass.unspaced) return this.unspaced(start, to);
    const end = Math.min(to, start + widthAt(this.text, start));
    this.add(start, end, kind & variantBit, kind & characterClass.ideograph ? tokenKind.word : tokenKind.mark);
    return end;
  }

  /** Reads a word or a single character that includes characters beyond U+FFFF. Returns the end of the text read. */
  private beyondPlane(start: number, to: number): number {
    let [at, seen, kind] = [start, 0, classAt(this.text, start)];
    while (kind & inWord && at < to) {
      seen |= kind;
      at = Math.min(to, at + widthAt(this.text, at));
      kind = at < to ? classAt(this.text, at) : 0;
    }
    if (at === start) return this.alone(start, to, kind);
    this.word(start, at, seen);
    return at;
  }

  /** Adds a word. "_" at either end of it is a mark, as in emphasised text. */
  private word(from: number, to: number, seen: number): void {
    let [start, end] = [from, to];
    while (start < to && this.text.charCodeAt(start) === underscore) start += 1;
    while (end > start && this.text.charCodeAt(end - 1) === underscore) end -= 1;
    if (from === start && end === to) {
      this.add(from, to, seen & variantBit, kindOf(seen));
      return;
    }
    if (from < start) this.add(from, start, 0, tokenKind.mark);
    this.read(start, end);
    if (end < to) this.add(end, to, 0, tokenKind.mark);
  }

  private unspaced(from: number, to: number): number {
    let end = from;
    while (end < to && classAt(this.text, end) & characterClass.unspaced) end += 1;
    for (const [start, stop] of segmentsOf(this.text, from, end)) this.add(start, stop, 0, tokenKind.word);
    return end;
  }

  private add(start: number, end: number, varies: number, kind: number): void {
    if (varies) {
      const form = foldVariants(this.text.slice(start, end));
      this.push(start, end, this.lexicon.numberOf(form, 0, form.length, hashOf(form, 0, form.length)), kind, 1);
    } else {
      const id = this.lexicon.numberOf(this.text, start, end, hashOf(this.text, start, end));
      this.push(start, end, id, kind, 0);
    }
  }

  private push(start: number, end: number, id: number, kind: number, folded: number): void {
    const at = this.count;
    if (at === this.ids.length) {
      const wider = Math.ceil(at * 1.5);
      this.starts = widened(this.starts, wider);
      this.ends = widened(this.ends, wider);
      this.ids = widened(this.ids, wider);
      this.kinds = widened(this.kinds, wider);
      this.folded = widened(this.folded, wider);
    }
    this.starts[at] = start;
    this.ends[at] = end;
    this.ids[at] = id;
    this.kinds[at] = kind;
    this.folded[at] = folded;
    this.count = at + 1;
  }
}

/** Returns the kind of a token from the classes of its characters. */
function kindOf(seen: number): number {
  if (seen & characterClass.letter) return tokenKind.word;
  return seen & characterClass.digit ? tokenKind.number : tokenKind.mark;
}

function widthAt(text: string, at: number): number {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
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

/** The time of `Intl.Segmenter` grows with the square of the input length. Pieces of this size keep it linear. */
const longestPiece = 4000;
const segmenter = new Intl.Segmenter(undefined, { granularity: "word" });

/** Divides a run written without spaces into words, with a dictionary. Returns offsets in the text. */
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

/** A word of a text, in lower case so that case does not matter. */
export interface PlainWord {
  word: string;
  /** UTF-16 offsets into the text. */
  start: number;
  end: number;
}

/**
 * Returns the words of a text in order. Punctuation marks do not count, except square brackets. Brackets mean that the
 * text in them is not agreed, so removing them is an agreement. Callers with many short texts pass one lexicon, because
 * each has a large table.
 */
export function plainWords(text: string, lexicon = new Lexicon()): PlainWord[] {
  const whole = { id: "", kind: "paragraph", label: null, citation: "", depth: 0, start: 0, end: text.length } as const;
  const words = wordsOf({ text, language: "und", clauses: [whole] }, lexicon);
  return Array.from(words.starts, (start, index) => {
    const end = words.ends[index] ?? start;
    return { word: text.slice(start, end).toLowerCase(), start, end };
  }).filter(({ word }, index) => words.kinds[index] !== tokenKind.mark || isBracket(word));
}

/** Returns whether a word is a square bracket. */
export function isBracket(word: string): boolean {
  return word === "[" || word === "]";
}

/** Counts words and numbers. Punctuation marks do not count. */
export function wordCountOf(text: VersionText): number {
  return wordsOf(text, new Lexicon()).kinds.filter((kind) => kind !== tokenKind.mark).length;
}
