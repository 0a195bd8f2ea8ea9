import { commits, longestCommitment, longestNumber, numeric } from "#core/compare/change-class.ts";
import type { ComparedWords } from "#core/compare/compared-texts.ts";
import type { Change } from "#core/compare/comparison.ts";
import { tokenKind, type Words } from "#core/text/tokens.ts";

/** Traits of a token, determined once for each token number. */
const trait = { unasked: 0, other: 1, word: 2, mark: 4, number: 8, commitment: 16 } as const;

/** Code units from here on may be letters of a script without spaces, or halves of characters beyond U+FFFF. */
const firstUnspaced = 0x2e80;
const wholeWord = /^[\p{L}\p{M}\p{N}]+$/u;
/** A mark that may be a bracket, or part of a note reference or of a word. */
const ambiguousMark = /[[\]^_]/;

/**
 * Classifies changes that replace plain words, separated by spaces and marks, with other plain words. Nearly all
 * changes are of this kind. The class follows from the traits of each word, so no text is cut out and searched for each
 * change. The result is the same as that of `classOfChange`.
 */
export class PlainChanges {
  readonly #base: Words;
  readonly #revised: Words;
  readonly #traits: Uint8Array;
  /** The first words on each side of the change being classified. */
  readonly #deleted = new Int32Array(longestNumber + 1);
  readonly #inserted = new Int32Array(longestNumber + 1);

  constructor({ base, revised, vocabulary }: ComparedWords) {
    this.#base = base;
    this.#revised = revised;
    this.#traits = new Uint8Array(vocabulary.weights.length);
  }

  /**
   * Returns the class of a change from base tokens [a, aEnd) to revised tokens [b, bEnd). The change must not open its
   * clause on both sides. Undefined if the class depends on the text: brackets, notes, variant letter forms, or the
   * same words.
   */
  classOf(a: number, aEnd: number, b: number, bEnd: number): Change["class"] | undefined {
    const [deleted, inserted] = [this.#deleted, this.#inserted];
    const inBase = this.#readWords(this.#base, a, aEnd, deleted);
    if (inBase < 0) return undefined;
    const inRevised = this.#readWords(this.#revised, b, bEnd, inserted);
    if (inRevised < 0) return undefined;
    let same = inBase === inRevised;
    for (let k = 0; same && k < inBase; k += 1) same = deleted[k] === inserted[k];
    if (same) return undefined;
    const most = Math.max(inBase, inRevised);
    if (most > longestNumber) return "wording";
    let [all, any] = [trait.number as number, 0];
    for (const [from, count, other, otherCount] of [
      [deleted, inBase, inserted, inRevised],
      [inserted, inRevised, deleted, inBase],
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

  /**
   * Records the first words of a stretch, enough to tell a date from a sentence, and returns their number; -1 if one is
   * not plain.
   */
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

/** Returns the traits of a token, read from one of its occurrences. */
function traitsOf({ text, starts, ends, kinds }: Words, k: number): number {
  const [start, end] = [starts[k] ?? 0, ends[k] ?? 0];
  if (kinds[k] === tokenKind.mark) return ambiguousMark.test(text.slice(start, end)) ? trait.other : trait.mark;
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
