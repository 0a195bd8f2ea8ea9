import { classOfChange, type PlainChanges } from "#core/compare/changes/change-class.ts";
import type { MovedRun } from "#core/compare/changes/changes.ts";
import type { ComparedWords } from "#core/compare/compared-texts.ts";
import { sentenceMark } from "#core/compare/words/sentence-text.ts";
import type { Strand, Weave } from "#core/compare/changes/weave.ts";
import { unmapped } from "#core/compare/words/word-map.ts";
import { oneWord } from "#core/compare/changes/written-word.ts";
import { tokenKind, type Words } from "#core/text/tokens.ts";

/** An edit within a pair of clauses, in tokens: the stretch only in the base and the stretch only in the revised. */
interface Edit {
  baseStart: number;
  baseEnd: number;
  revisedStart: number;
  revisedEnd: number;
}

/** The texts' words, the alignment that is being adjusted, and the facts that the steps look up. */
interface Context {
  readonly base: Words;
  readonly revised: Words;
  /** By base token: the aligned revised token. The steps change it. */
  readonly beside: Int32Array;
  readonly plain: PlainChanges;
  /** By token number: 1 if the word means nothing to a reader by itself. */
  readonly common: Uint8Array;
  /** By token number: 1 for the marks that end a sentence or a part of one. */
  readonly ends: Uint8Array;
  /** By token number: 1 for quotation marks. */
  readonly quotes: Uint8Array;
  /** Null if nothing is shown as moved. */
  readonly elsewhere: Moved | null;
}

/**
 * Kept words between two edits are dropped if each edit replaces at least this many words, indexed by the number of
 * kept words.
 */
const strandedBetween = [0, 2, 5, 9];
/** A sentence counts as rewritten if less than this share of it is kept. */
const rewritten = 0.35;

/**
 * Adjusts a weave for readers. The word map does not change: it records which words are the same, and the weave records
 * which of them a reader sees as kept. Keeping a "the" between two replaced halves of a sentence would be correct but
 * unreadable.
 *
 * - First, a mark or a word or two between much larger edits joins these edits.
 * - A sentence of which little is kept becomes one replacement.
 * - Edits end where written words end: not inside "1.5", "don't", "non-governmental" or a Chinese word. Text that both
 *   sides begin or end with is kept.
 * - An edit that contains only marks is extended to the word they adjoin.
 *
 * Brackets, quotation marks, figures, verbs and notes remain separate: a bracket added around "shall" is only a bracket
 * change.
 */
export function makeReadable(
  { strands, beside }: Weave,
  moved: readonly MovedRun[],
  words: ComparedWords,
  plain: PlainChanges,
): void {
  const { base, revised, vocabulary } = words;
  const context: Context = {
    base,
    revised,
    beside,
    plain,
    common: vocabulary.common,
    ends: marksLike(sentenceMark, [base], vocabulary.common.length),
    quotes: marksLike(quotationMark, [base, revised], vocabulary.common.length),
    elsewhere: tokensOf(moved, words),
  };
  for (const strand of strands) {
    let edits = editsOf(strand, beside);
    if (edits.length === 0) continue;
    // Each step returns whether it changed anything. Most do not, and then the edits remain valid.
    const then = (step: (edit: Edit) => boolean): void => {
      let redrawn = false;
      for (const edit of edits) redrawn = step(edit) || redrawn;
      if (redrawn) edits = editsOf(strand, beside);
    };
    then((edit) => widen(edit, strand, context));
    if (join(edits, context)) edits = editsOf(strand, beside);
    then((edit) => narrow(edit, context));
    for (const edit of edits) {
      if (hasOnlyMarks(edit, context)) includeWord(edit, strand, context);
    }
  }
}

function editsOf(strand: Strand, beside: Int32Array): Edit[] {
  const edits: Edit[] = [];
  let [a, b] = [strand.baseStart, strand.revisedStart];
  for (let next = strand.baseStart; next <= strand.baseEnd; next += 1) {
    const to = next === strand.baseEnd ? strand.revisedEnd : (beside[next] ?? unmapped);
    if (to === unmapped) continue;
    if (next > a || to > b) edits.push({ baseStart: a, baseEnd: next, revisedStart: b, revisedEnd: to });
    [a, b] = [next + 1, to + 1];
  }
  return edits;
}

/** Joins edits over stranded text between them, whole rewritten sentences first. Returns whether it joined any. */
function join(edits: readonly Edit[], context: Context): boolean {
  let joined = false;
  const sizes = edits.map((edit) => sizeOf(edit, context));
  let first = 0;
  edits.forEach((edit, last) => {
    const next = edits[last + 1];
    if (next && !endsSentence(edit.baseEnd, next.baseStart, context)) return;
    if (first < last && joinSentence(edits, sizes, [first, last], context)) joined = true;
    first = last + 1;
  });
  return joined;
}

/** Joins edits within one sentence, given the indexes of its first and last edit. Returns whether it joined any. */
function joinSentence(
  edits: readonly Edit[],
  sizes: readonly number[],
  [first, last]: readonly [number, number],
  context: Context,
): boolean {
  const { beside } = context;
  let changed = 0;
  for (let k = first; k <= last; k += 1) changed += sizes[k] ?? 0;
  const [start, end] = [edits[first]?.baseEnd ?? 0, edits[last]?.baseStart ?? 0];
  if (last - first > 1) {
    const kept = wordsBetween(start, end, context);
    if (kept < rewritten * (kept + changed)) {
      beside.fill(unmapped, start, end);
      return true;
    }
  }
  let joined = false;
  // The size includes the edits already joined, so that a chain of strays is joined as a whole.
  let size = sizes[first] ?? 0;
  for (let k = first + 1; k <= last; k += 1) {
    const [before, after] = [edits[k - 1], edits[k]];
    const nextSize = sizes[k] ?? 0;
    if (before && after && joins({ before, after, size, nextSize }, context)) {
      beside.fill(unmapped, before.baseEnd, after.baseStart);
      joined = true;
      size += nextSize;
    } else size = nextSize;
  }
  return joined;
}

/** Two neighbouring edits, and their sizes. The first size includes the edits already joined to the first edit. */
interface Neighbours {
  before: Edit;
  after: Edit;
  size: number;
  nextSize: number;
}

function joins(neighbours: Neighbours, context: Context): boolean {
  const { before, after, size, nextSize } = neighbours;
  const kept = wordsBetween(before.baseEnd, after.baseStart, context);
  const needed = strandedBetween[kept];
  if (needed !== undefined) {
    const smaller = Math.min(size, nextSize);
    const stray = kept === 1 && context.common[context.base.ids[wordIn(neighbours, context)] ?? 0] === 1;
    if (smaller > 0 && smaller >= (stray ? 1 : needed)) return true;
  }
  return kept <= slightReach && readsBetterMerged(neighbours, context);
}

/** Whether one of two edits is so small (marks, or one common word) that it reads better as part of the other. */
function readsBetterMerged({ before, after, size, nextSize }: Neighbours, context: Context): boolean {
  if (!isSlight(before, size, context) && !isSlight(after, nextSize, context)) return false;
  return !isSeparate(before, context) && !isSeparate(after, context);
}

function isSlight(edit: Edit, size: number, { base, revised, common, elsewhere }: Context): boolean {
  if (size > 1) return false;
  if (elsewhere?.base.subarray(edit.baseStart, edit.baseEnd).includes(1)) return false;
  if (elsewhere?.revised.subarray(edit.revisedStart, edit.revisedEnd).includes(1)) return false;
  return (
    areAll(common, base, edit.baseStart, edit.baseEnd) && areAll(common, revised, edit.revisedStart, edit.revisedEnd)
  );
}

/** Whether a table, by token number, has 1 for every token of a stretch. */
function areAll(table: Uint8Array, { ids }: Words, start: number, end: number): boolean {
  for (let k = start; k < end; k += 1) if (table[ids[k] ?? 0] !== 1) return false;
  return true;
}

/** Returns the first word between two edits. */
function wordIn({ before, after }: Neighbours, { base }: Context): number {
  let at = before.baseEnd;
  while (at < after.baseStart && base.kinds[at] === tokenKind.mark) at += 1;
  return at;
}

function endsSentence(start: number, end: number, { base, ends }: Context): boolean {
  for (let at = start; at < end; at += 1) if (ends[base.ids[at] ?? 0] === 1) return true;
  return false;
}

/** Maximum number of kept words between a small edit and the edit it joins. */
const slightReach = 2;
/**
 * Classes that readers look for. A small edit is not joined if either edit has such a class. An edit with such a class
 * is not extended to a word.
 */
const standsAlone = new Set(["verb", "number", "bracket", "footnote", "label"]);

/** Whether an edit is shown by itself: one of these classes, or quotation marks only. */
function isSeparate(edit: Edit, context: Context): boolean {
  const { base, revised, quotes } = context;
  const { baseStart, baseEnd, revisedStart, revisedEnd } = edit;
  const areQuotes = areAll(quotes, base, baseStart, baseEnd) && areAll(quotes, revised, revisedStart, revisedEnd);
  return areQuotes || standsAlone.has(classOf(edit, context));
}

function classOf(edit: Edit, { base, revised, plain }: Context): string {
  const known = plain.classOf(edit.baseStart, edit.baseEnd, edit.revisedStart, edit.revisedEnd);
  if (known) return known;
  const [deleted, inserted] = [
    textOf(base, edit.baseStart, edit.baseEnd),
    textOf(revised, edit.revisedStart, edit.revisedEnd),
  ];
  return classOfChange(deleted, inserted, false);
}

function textOf(words: Words, start: number, end: number): string {
  return start === end ? "" : words.text.slice(words.starts[start], words.ends[end - 1]);
}

/** The tokens of each side that are shown as moved: 1 for each of them. */
interface Moved {
  base: Uint8Array;
  revised: Uint8Array;
}

function tokensOf(moved: readonly MovedRun[], { base, revised }: ComparedWords): Moved | null {
  if (moved.length === 0) return null;
  const tokens = { base: new Uint8Array(base.count), revised: new Uint8Array(revised.count) };
  for (const run of moved) {
    tokens.base.fill(1, run.base, run.base + run.length);
    tokens.revised.fill(1, run.revised, run.revised + run.length);
  }
  return tokens;
}

/**
 * Removes from an edit the words that both sides end or begin with: "met." → "met and parted." inserts "and parted".
 * The word map may lack such a word, because a mark alone beside a large edit is weak evidence. It may also map the
 * word elsewhere: all recitals begin with "that", and recitals may have changed places. A reader still sees the same
 * word.
 */
function narrow(edit: Edit, context: Context): boolean {
  const { base, revised, beside } = context;
  let { baseStart, baseEnd, revisedStart, revisedEnd } = edit;
  while (baseEnd > baseStart && revisedEnd > revisedStart && isSame(baseEnd - 1, revisedEnd - 1, context)) {
    if (oneWord(base, baseEnd - 2, baseEnd - 1 > baseStart)) break;
    if (oneWord(revised, revisedEnd - 2, revisedEnd - 1 > revisedStart)) break;
    baseEnd -= 1;
    revisedEnd -= 1;
    beside[baseEnd] = revisedEnd;
  }
  while (baseEnd > baseStart && revisedEnd > revisedStart && isSame(baseStart, revisedStart, context)) {
    if (
      oneWord(base, baseStart, baseStart + 1 < baseEnd) ||
      oneWord(revised, revisedStart, revisedStart + 1 < revisedEnd)
    ) {
      break;
    }
    beside[baseStart] = revisedStart;
    baseStart += 1;
    revisedStart += 1;
  }
  return baseStart > edit.baseStart || baseEnd < edit.baseEnd;
}

/** Whether two tokens are the same word and neither is shown as moved. */
function isSame(a: number, b: number, { base, revised, elsewhere }: Context): boolean {
  return base.ids[a] === revised.ids[b] && elsewhere?.base[a] !== 1 && elsewhere?.revised[b] !== 1;
}

/** Maximum number of marks between an edit and the word they adjoin: "({{fund}})." has five. */
const mostMarks = 6;

/**
 * Extends an edit of marks to the adjoining word, because a mark alone is easily missed. At the start of a line, it
 * takes the word that follows ("## Summary").
 */
function includeWord(edit: Edit, strand: Strand, context: Context): void {
  const { base, revised, beside } = context;
  if (isSeparate(edit, context)) return;
  const before = reach(edit.baseStart - 1, edit.revisedStart - 1, -1);
  const word = before ?? reach(edit.baseEnd, edit.revisedEnd, 1);
  if (word === undefined) return;
  const last = farEnd(word, before === undefined ? 1 : -1);
  beside.fill(unmapped, Math.min(last, edit.baseStart), Math.max(last + 1, edit.baseEnd));

  /** Returns the end, away from the edit, of the written word that contains a kept token: "1" for the "5" of "1.5". */
  function farEnd(from: number, step: 1 | -1): number {
    let at = from;
    for (let next = at + step; next >= strand.baseStart && next < strand.baseEnd; next += step) {
      const to = (beside[at] ?? 0) + step;
      if (beside[next] !== to) break;
      if (!oneWord(base, Math.min(at, next), true) && !oneWord(revised, Math.min(to, to - step), true)) break;
      at = next;
    }
    return at;
  }

  /**
   * Finds the first word on one side of the edit. No space may separate them, unless the edit is at the start of a line
   * and the word follows.
   */
  function reach(a: number, b: number, step: 1 | -1): number | undefined {
    const opens = step === 1 && opensLine();
    for (let k = 0; k < mostMarks; k += 1) {
      const [at, to] = [a + k * step, b + k * step];
      if (at < strand.baseStart || at >= strand.baseEnd || beside[at] !== to) return undefined;
      // Next to the edit, a side without text cannot show whether the token adjoins the edit.
      const ofBase = k > 0 || edit.baseStart < edit.baseEnd;
      const ofRevised = k > 0 || edit.revisedStart < edit.revisedEnd;
      const glued = (ofBase && isGlued(base, at, step)) || (ofRevised && isGlued(revised, to, step));
      if (!opens && !glued) return undefined;
      if (base.kinds[at] !== tokenKind.mark) return at;
    }
    return undefined;
  }

  function opensLine(): boolean {
    return beginsLine(base, edit.baseStart) && beginsLine(revised, edit.revisedStart);
  }
}

/** Whether no space separates a token from its neighbour towards the edit. */
function isGlued({ starts, ends }: Words, at: number, step: 1 | -1): boolean {
  return step === 1 ? ends[at - 1] === starts[at] : ends[at] === starts[at + 1];
}

function beginsLine({ text, starts, ends }: Words, at: number): boolean {
  if (at === 0) return true;
  return text.slice(ends[at - 1], starts[at]).includes("\n");
}

/** Returns the number of words that an edit replaces: that of the larger side. Moved words are not replaced. */
function sizeOf({ baseStart, baseEnd, revisedStart, revisedEnd }: Edit, { base, revised, elsewhere }: Context): number {
  return Math.max(
    countWords(base, baseStart, baseEnd, elsewhere?.base),
    countWords(revised, revisedStart, revisedEnd, elsewhere?.revised),
  );
}

function hasOnlyMarks({ baseStart, baseEnd, revisedStart, revisedEnd }: Edit, { base, revised }: Context): boolean {
  return countWords(base, baseStart, baseEnd) + countWords(revised, revisedStart, revisedEnd) === 0;
}

function countWords({ kinds }: Words, start: number, end: number, moved?: Uint8Array): number {
  let count = 0;
  for (let k = start; k < end; k += 1) if (kinds[k] !== tokenKind.mark && moved?.[k] !== 1) count += 1;
  return count;
}

/** Counts the kept words of a stretch of base tokens. */
function wordsBetween(start: number, end: number, { base, beside }: Context): number {
  let count = 0;
  for (let k = start; k < end; k += 1) {
    if (base.kinds[k] !== tokenKind.mark && beside[k] !== unmapped) count += 1;
  }
  return count;
}

const quotationMark = /^["'“”„‟‘’‚‛«»‹›「」『』《》]$/u;

/** Finds the marks that match a pattern: 1 by token number. */
function marksLike(pattern: RegExp, texts: readonly Words[], size: number): Uint8Array {
  const found = new Uint8Array(size);
  const checked = new Uint8Array(size);
  for (const { count, ids, kinds, text, starts, ends } of texts) {
    for (let k = 0; k < count; k += 1) {
      const id = ids[k] ?? 0;
      if (kinds[k] !== tokenKind.mark || checked[id] === 1) continue;
      checked[id] = 1;
      if (pattern.test(text.slice(starts[k], ends[k]))) found[id] = 1;
    }
  }
  return found;
}

/** Drops the kept tokens that belong to the same written word as an edit. Returns whether there were any. */
function widen(edit: Edit, strand: Strand, { base, revised, beside }: Context): boolean {
  let start = edit.baseStart;
  let other = edit.revisedStart;
  while (start > strand.baseStart && beside[start - 1] === other - 1) {
    const glued =
      oneWord(base, start - 1, start < edit.baseEnd) || oneWord(revised, other - 1, other < edit.revisedEnd);
    if (!glued) break;
    start -= 1;
    other -= 1;
    beside[start] = unmapped;
  }
  let end = edit.baseEnd;
  other = edit.revisedEnd;
  while (end < strand.baseEnd && beside[end] === other) {
    const glued =
      oneWord(base, end - 1, end > edit.baseStart) || oneWord(revised, other - 1, other > edit.revisedStart);
    if (!glued) break;
    beside[end] = unmapped;
    end += 1;
    other += 1;
  }
  return start < edit.baseStart || end > edit.baseEnd;
}
