import { commits, longestCommitment, longestNumber, numeric } from "#core/compare/change-class.ts";
import type { Change } from "#core/compare/comparison.ts";
import { tokenKind, type Words } from "#core/text/tokens.ts";

/** What a token is, by its number: asked once of each. */
const trait = { unasked: 0, other: 1, word: 2, mark: 4, number: 8, commitment: 16 } as const;

/** Letters from here on are written without blanks, or beyond U+FFFF. */
const firstUnspaced = 0x2e80;
const wholeWord = /^[\p{L}\p{M}\p{N}]+$/u;
/** A mark that may be a bracket, part of a reference to a note, or of a word. */
const tellingMark = /[[\]^_]/;

/**
 * The classes of changes that put plain words parted by blanks and marks for others, as nearly all do. They follow from
 * what each word is, so no text is cut out and looked through for every change; the answer is that of `classOfChange`.
 */
export class PlainChanges {
  readonly #base: Words;
  readonly #revised: Words;
  readonly #traits: Uint8Array;
  /** The first words of either side of the change that is asked about. */
  readonly #taken = new Int32Array(longestNumber + 1);
  readonly #put = new Int32Array(longestNumber + 1);

  /** @param size how many words the lexicon of both texts knows */
  constructor(base: Words, revised: Words, size: number) {
    this.#base = base;
    this.#revised = revised;
    this.#traits = new Uint8Array(size);
  }

  /**
   * The class of a change from [a, aEnd) of the base's tokens to [b, bEnd) of the revised's that does not open its clause
   * on both sides; undefined where the text has to be asked: brackets, notes, other forms of letters, the same words.
   */
  classOf(a: number, aEnd: number, b: number, bEnd: number): Change["class"] | undefined {
    const [taken, put] = [this.#taken, this.#put];
    const inBase = this.#readWords(this.#base, a, aEnd, taken);
    if (inBase < 0) return undefined;
    const inRevised = this.#readWords(this.#revised, b, bEnd, put);
    if (inRevised < 0) return undefined;
    let same = inBase === inRevised;
    for (let k = 0; same && k < inBase; k += 1) same = taken[k] === put[k];
    if (same) return undefined;
    const most = Math.max(inBase, inRevised);
    if (most > longestNumber) return "wording";
    let [all, any] = [trait.number as number, 0];
    for (const [from, count, other, otherCount] of [
      [taken, inBase, put, inRevised],
      [put, inRevised, taken, inBase],
    ] as const) {
      for (let k = 0; k < count; k += 1) {
        if (isAmong(from[k] ?? 0, other, otherCount)) continue;
        const traits = this.#traits[from[k] ?? 0] ?? 0;
        all &= traits;
        any |= traits;
      }
    }
    if (any !== 0 && all !== 0) return "number";
    return most <= longestCommitment && any & trait.commitment ? "verb" : "wording";
  }

  /** Notes the first words of a stretch, as many as tell a date from a sentence, and how many; -1 where one is not plain. */
  #readWords(words: Words, start: number, end: number, found: Int32Array): number {
    let count = 0;
    for (let k = start; k < end && count < found.length; k += 1) {
      const id = words.ids[k] ?? 0;
      const known = this.#traits[id] ?? trait.unasked;
      const traits = known === trait.unasked ? (this.#traits[id] = traitsOf(words, k)) : known;
      if (traits & trait.other || words.folded[k] === 1) return -1;
      if (traits & trait.mark) continue;
      if (k + 1 < end && words.ends[k] === words.starts[k + 1] && words.kinds[k + 1] !== tokenKind.mark) return -1;
      found[count] = id;
      count += 1;
    }
    return count;
  }
}

function isAmong(word: number, words: Int32Array, count: number): boolean {
  for (let k = 0; k < count; k += 1) if (words[k] === word) return true;
  return false;
}

/** What a token is, from one place where it stands. */
function traitsOf({ text, starts, ends, kinds }: Words, k: number): number {
  const [start, end] = [starts[k] ?? 0, ends[k] ?? 0];
  if (kinds[k] === tokenKind.mark) return tellingMark.test(text.slice(start, end)) ? trait.other : trait.mark;
  let ascii = true;
  for (let at = start; at < end; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit >= firstUnspaced) return trait.other;
    if (unit >= 0x80) ascii = false;
    else if (unit === 0x5f) return trait.other;
  }
  if (kinds[k] === tokenKind.number && ascii) return trait.word | trait.number;
  const word = text.slice(start, end);
  if (!ascii && !wholeWord.test(word)) return trait.other;
  return trait.word | (!ascii && numeric.test(word) ? trait.number : 0) | (commits(word) ? trait.commitment : 0);
}
