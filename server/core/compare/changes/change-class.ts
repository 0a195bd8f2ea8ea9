import type { ComparedWords } from "#core/compare/compared-texts.ts";
import type { Change, changeClasses } from "#core/compare/comparison.ts";
import { foldVariants } from "#core/text/character-class.ts";
import { insertionWords } from "#core/text/labels/ordinal.ts";
import { tokenKind, type Words } from "#core/text/tokens.ts";

type ChangeClass = (typeof changeClasses)[number];

/**
 * Modals and verbs that carry a commitment, in the six languages. Delegates look first for a change to one of these.
 * Chinese ones have a separate pattern because Chinese has no spaces between words.
 */
const commitments = new Set(
  (
    "shall should must may might can could will would need ought invites invite requests request urges urge encourages " +
    "encourage instructs instruct resolves resolve decides decide recommends recommend considers recognizes recognize " +
    "affirms reaffirms emphasizes stresses notes acknowledges calls directs authorizes agrees commits supports welcomes " +
    "doit doivent devrait devraient peut peuvent pourrait pourraient invite invitent prie prient demande charge décide " +
    "recommande encourage reconnaît souligne note rappelle " +
    "debe deben debería deberían deberá deberán puede pueden podrá podrán podría podrían invita invitan pide solicita " +
    "insta alienta encarga resuelve decide recomienda reconoce subraya " +
    "должен должна должно должны следует может могут необходимо предлагает просит призывает настоятельно поручает решает " +
    "рекомендует признает подчеркивает отмечает " +
    "يجب ينبغي يجوز يمكن تدعو يدعو تحث يحث تطلب يطلب تكلف يكلف تقرر يقرر توصي يوصي تشجع يشجع تعترف تؤكد"
  ).split(" "),
);
const unspacedCommitments = /^(?:应当|应该|应|须|必须|可以|可|不得|请|要求|敦促|鼓励|责成|决定|建议|认识到|强调)$/u;
/** A change of more words than this is a wording change, even if it includes a commitment verb. */
const longestCommitment = 3;

/** Longest change, in words, that a reader still sees as figures only: a date such as "4 de enero de 2016". */
const longestNumber = 6;

/** A word of digits only. */
export const numeric = /^\p{N}+$/u;
// The pattern matches wherever it begins.
// eslint-disable-next-line regexp/no-super-linear-move
const words = /[\p{L}\p{M}\p{N}]+(?:_+[\p{L}\p{M}\p{N}]+)*/gu;
/** The same for ASCII texts, which are the most common: Unicode classes take several times as long. */
// eslint-disable-next-line regexp/no-super-linear-move
const plainWords = /[A-Za-z0-9]+(?:_+[A-Za-z0-9]+)*/g;
const reference = /^(?:\[\^[^\]]+\]|[\u00B9\u00B2\u00B3\u2070-\u2079\s])+$/u;
const label = new RegExp(
  String.raw`^(?:[([]?(?:\p{N}+|\p{L}{1,2}|[ivxlc]+)[)\].:]?|\p{N}+(?:\s?\.\s?\p{N}+)*[.)]?)(?:\s?(?:${insertionWords}))?[.)]?$`,
  "u",
);

/** Classifies a change from its deleted and inserted text. `opens` says whether it begins its clause on both sides. */
export function classOfChange(base: string, revised: string, opens: boolean): ChangeClass {
  const [one, other] = [folded(base), folded(revised)];
  // Long texts nearly always differ within their first words, so the rest is read only if those are equal.
  let [inBase, inRevised] = [wordsIn(one, longestNumber + 1), wordsIn(other, longestNumber + 1)];
  const most = Math.max(inBase.length, inRevised.length);
  if (most > longestNumber && isSame(inBase, inRevised)) {
    [inBase, inRevised] = [wordsIn(one, Infinity), wordsIn(other, Infinity)];
  }
  if (isSame(inBase, inRevised)) {
    if (sameBut(/\s/gu, one, other)) return "variant";
    return changesBrackets(base, revised) ? "bracket" : "punctuation";
  }
  if (most > longestNumber) return "wording";
  const both = [one.trim(), other.trim()];
  if (both.every((text) => text === "" || reference.test(text))) return "footnote";
  if (opens && both.every((text) => label.test(text))) return "label";
  const differing = differingWords(inBase, inRevised);
  if (differing.length > 0 && differing.every((word) => numeric.test(word))) return "number";
  if (most <= longestCommitment) {
    if (differing.some((word) => commits(word, one, other))) return "verb";
    if (unspacedCommitments.test(inBase.join("")) || unspacedCommitments.test(inRevised.join(""))) return "verb";
  }
  return "wording";
}

/** Whether a change adds or removes a square bracket, besides whatever else it changes. */
export function changesBrackets(base: string, revised: string): boolean {
  return bracketsIn(base) !== bracketsIn(revised);
}

/** Returns the square brackets of a text in order, all in half width. */
function bracketsIn(text: string): string {
  return text
    .replace(/[^[\]［］]+/gu, "")
    .replace(/［/gu, "[")
    .replace(/］/gu, "]");
}

/** Returns the words of a text in lower case, and each Han character as a word. */
export function wordsOfChange(text: string): string[] {
  return (folded(text).match(/\p{Script=Han}|[\p{L}\p{M}\p{N}]+/gu) ?? []).map((word) => word.toLowerCase());
}

/**
 * For each word length, a bit set of the first letters of commitment words. In the scripts of these words, both cases
 * of a letter share the lowest five bits. The set rules out most words without a look-up.
 */
const firstLetters = new Int32Array(32);
for (const word of commitments) firstLetters[word.length] = (firstLetters[word.length] ?? 0) | letterBit(word);

function letterBit(word: string): number {
  return 1 << (word.charCodeAt(0) & 31);
}

/** Whether a word of a change carries a commitment, regardless of case. In "people in need", the verb is a noun. */
export function commits(word: string, ...texts: readonly string[]): boolean {
  if (((firstLetters[word.length] ?? 0) & letterBit(word)) === 0 || !commitments.has(word.toLowerCase())) return false;
  return word.toLowerCase() !== "need" || !texts.some((text) => /\bin need\b/iu.test(text));
}

const plain = /^[\n -~]*$/u;

function folded(text: string): string {
  return plain.test(text) ? text : foldVariants(text);
}

/** Returns the first `most` words of a text. */
function wordsIn(text: string, most: number): string[] {
  const pattern = plain.test(text) ? plainWords : words;
  const found: string[] = [];
  pattern.lastIndex = 0;
  while (found.length < most) {
    const match = pattern.exec(text);
    if (!match) break;
    found.push(match[0]);
  }
  return found;
}

function isSame(base: readonly string[], revised: readonly string[]): boolean {
  return base.length === revised.length && base.every((word, index) => word === revised[index]);
}

function sameBut(ignored: RegExp, one: string, other: string): boolean {
  return one.replace(ignored, "") === other.replace(ignored, "");
}

function differingWords(base: readonly string[], revised: readonly string[]): string[] {
  return [...base.filter((word) => !revised.includes(word)), ...revised.filter((word) => !base.includes(word))];
}

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
