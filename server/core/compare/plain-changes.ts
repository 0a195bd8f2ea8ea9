import { commits, longestCommitment, longestNumber, numeric } from "#core/compare/change-class.ts";
import type { Change } from "#core/compare/comparison.ts";
import { tokenKind, type Words } from "#core/text/words.ts";

/** What a word is, by its number: asked once of each. */
const trait = { unasked: 0, other: 1, plain: 2, number: 4, commitment: 8 } as const;

/** Letters from here on are written without blanks, or beyond U+FFFF. */
const firstUnspaced = 0x2e80;
const wholeWord = /^[\p{L}\p{M}\p{N}]+$/u;

/**
 * The classes of changes that put plain words parted by blanks for others, as nearly all do. They follow from what each
 * word is, so no text is cut out and looked through for every change; the answer is that of `classOfChange`.
 */
export class PlainChanges {
  readonly #base: Words;
  readonly #revised: Words;
  readonly #traits: Uint8Array;

  /** @param size how many words the lexicon of both texts knows */
  constructor(base: Words, revised: Words, size: number) {
    this.#base = base;
    this.#revised = revised;
    this.#traits = new Uint8Array(size);
  }

  /**
   * The class of a change from [a, aEnd) of the base's tokens to [b, bEnd) of the revised's that does not open its clause
   * on both sides; undefined where the text has to be asked: marks, other forms of letters, the same words.
   */
  classOf(a: number, aEnd: number, b: number, bEnd: number): Change["class"] | undefined {
    const [inBase, inRevised] = [this.#plainWords(this.#base, a, aEnd), this.#plainWords(this.#revised, b, bEnd)];
    if (inBase < 0 || inRevised < 0) return undefined;
    const [one, other] = [this.#base.ids, this.#revised.ids];
    let same = inBase === inRevised;
    for (let k = 0; same && k < inBase; k += 1) same = one[a + k] === other[b + k];
    if (same) return undefined;
    const most = Math.max(inBase, inRevised);
    if (most > longestNumber) return "wording";
    let [differing, numbers, commitments] = [0, 0, 0];
    const count = (word: number, from: Int32Array, start: number, words: number): void => {
      for (let k = 0; k < words; k += 1) if (from[start + k] === word) return;
      const traits = this.#traits[word] ?? 0;
      differing += 1;
      if (traits & trait.number) numbers += 1;
      if (traits & trait.commitment) commitments += 1;
    };
    for (let k = 0; k < inBase; k += 1) count(one[a + k] ?? 0, other, b, inRevised);
    for (let k = 0; k < inRevised; k += 1) count(other[b + k] ?? 0, one, a, inBase);
    if (differing > 0 && numbers === differing) return "number";
    return most <= longestCommitment && commitments > 0 ? "verb" : "wording";
  }

  /** How many words stand in a stretch, counted no further than a date is long; -1 where one of them is not plain. */
  #plainWords(words: Words, start: number, end: number): number {
    const last = Math.min(end, start + longestNumber + 1);
    for (let k = start; k < last; k += 1) {
      if (words.folded[k] === 1 || (k + 1 < end && words.ends[k] === words.starts[k + 1])) return -1;
      if (!(this.#traitsOf(words, k) & trait.plain)) return -1;
    }
    return last - start;
  }

  #traitsOf(words: Words, k: number): number {
    const id = words.ids[k] ?? 0;
    const known = this.#traits[id] ?? trait.unasked;
    if (known !== trait.unasked) return known;
    return (this.#traits[id] = words.kinds[k] === tokenKind.mark ? trait.other : traitsOf(words, k));
  }
}

function traitsOf({ text, starts, ends }: Words, k: number): number {
  const word = text.slice(starts[k], ends[k]);
  for (let at = 0; at < word.length; at += 1) if (word.charCodeAt(at) >= firstUnspaced) return trait.other;
  if (!wholeWord.test(word)) return trait.other;
  return trait.plain | (numeric.test(word) ? trait.number : 0) | (commits(word) ? trait.commitment : 0);
}
