import { classOfChange } from "#core/compare/change-class.ts";
import type { MovedRun } from "#core/compare/changes.ts";
import type { PlainChanges } from "#core/compare/plain-changes.ts";
import { sentenceMark } from "#core/compare/sentences.ts";
import type { Strand, Weave } from "#core/compare/weave.ts";
import { unmapped } from "#core/compare/word-map.ts";
import { oneWord } from "#core/compare/written-word.ts";
import { tokenKind, type Words } from "#core/text/tokens.ts";

/** An edit within a pair of clauses, in tokens: what stands in the base alone, and what in the revised alone. */
interface Edit {
  baseStart: number;
  baseEnd: number;
  revisedStart: number;
  revisedEnd: number;
}

/** Kept words between two edits are given up when each edit replaces at least this many words ... */
const strandedBetween = [0, 2, 5, 9];
/** ... and a sentence is rewritten when less than this share of it is kept. */
const rewritten = 0.35;

/**
 * Redraws a weave for readers. The word map is not touched: which words are the same words is one question, which of
 * them a reader should see standing is another. "the" between two replaced halves of a sentence is true, and unreadable.
 *
 * 1. A lone mark, or a word or two, between edits much larger than themselves join them.
 * 2. A sentence of which little is kept is one replacement.
 * 3. Edits end where written words end: not inside "1.5", "don't", "non-governmental" or a Chinese word. What both sides
 *    begin or end with stays; an edit of marks alone takes in the word they are written to.
 *
 * Brackets, figures, verbs and notes stand alone: a bracket put around "shall" is a bracket, and nothing else.
 */
export function makeReadable(
  { strands, beside }: Weave,
  moved: readonly MovedRun[],
  base: Words,
  revised: Words,
  common: Uint8Array,
  plain: PlainChanges,
): void {
  const ends = sentenceEnds(base, common.length);
  const elsewhere = tokensOf(moved, base, revised);
  for (const strand of strands) {
    let edits = editsOf(strand, beside);
    if (edits.length === 0) continue;
    // Each step says whether it has redrawn anything: most do not, and then the edits are what they were.
    const then = (step: (edit: Edit) => boolean): void => {
      let redrawn = false;
      for (const edit of edits) redrawn = step(edit) || redrawn;
      if (redrawn) edits = editsOf(strand, beside);
    };
    then((edit) => widen(edit, strand, beside, base, revised));
    if (join(edits, beside, base, revised, common, plain, ends)) edits = editsOf(strand, beside);
    then((edit) => narrow(edit, elsewhere, beside, base, revised));
    for (const edit of edits) {
      if (sizeOf(edit, base, revised) === 0) takeWord(edit, strand, beside, base, revised, common, plain);
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

/** Joins edits over what is stranded between them, whole rewritten sentences first; whether there was any. */
function join(
  edits: readonly Edit[],
  beside: Int32Array,
  base: Words,
  revised: Words,
  common: Uint8Array,
  plain: PlainChanges,
  ends: Uint8Array,
): boolean {
  let joined = false;
  const sizes = edits.map((edit) => sizeOf(edit, base, revised));
  let first = 0;
  edits.forEach((edit, last) => {
    const next = edits[last + 1];
    if (next && !endsSentence(edit.baseEnd, next.baseStart)) return;
    if (first < last) joinSentence(first, last);
    first = last + 1;
  });
  return joined;

  /** Joins among the edits of one sentence, the first and the last by their number. */
  function joinSentence(first: number, last: number): void {
    let changed = 0;
    for (let k = first; k <= last; k += 1) changed += sizes[k] ?? 0;
    const [start, end] = [edits[first]?.baseEnd ?? 0, edits[last]?.baseStart ?? 0];
    if (last - first > 1) {
      const kept = wordsBetween(base, start, end, beside);
      if (kept < rewritten * (kept + changed)) {
        give(start, end);
        return;
      }
    }
    // An edit grows by what it joined, so that a chain of strays goes as one.
    let size = sizes[first] ?? 0;
    for (let k = first + 1; k <= last; k += 1) {
      const [before, after] = [edits[k - 1], edits[k]];
      const nextSize = sizes[k] ?? 0;
      if (before && after && joins(before, after, size, nextSize)) {
        give(before.baseEnd, after.baseStart);
        size += nextSize;
      } else size = nextSize;
    }
  }

  function joins(before: Edit, after: Edit, beforeSize: number, afterSize: number): boolean {
    const kept = wordsBetween(base, before.baseEnd, after.baseStart, beside);
    return (
      isStranded(before.baseEnd, after.baseStart, kept, Math.min(beforeSize, afterSize)) ||
      (kept <= slightReach && isDrawnIn(before, after, beforeSize, afterSize))
    );
  }

  function isStranded(start: number, end: number, kept: number, smaller: number): boolean {
    const needed = strandedBetween[kept];
    if (needed === undefined || smaller === 0) return false;
    const stray = kept === 1 && common[base.ids[wordIn(start, end)] ?? 0] === 1;
    return smaller >= (stray ? 1 : needed);
  }

  /** Whether one of two edits is so slight (marks, or a lone common word) that it is read with the other beside it. */
  function isDrawnIn(before: Edit, after: Edit, beforeSize: number, afterSize: number): boolean {
    if (!isSlight(before, beforeSize) && !isSlight(after, afterSize)) return false;
    return (
      !standsAlone.has(classOf(before, base, revised, plain)) && !standsAlone.has(classOf(after, base, revised, plain))
    );
  }

  function isSlight(edit: Edit, size: number): boolean {
    if (size > 1) return false;
    return isCommon(base, edit.baseStart, edit.baseEnd) && isCommon(revised, edit.revisedStart, edit.revisedEnd);
  }

  function isCommon({ ids }: Words, start: number, end: number): boolean {
    for (let k = start; k < end; k += 1) if (common[ids[k] ?? 0] !== 1) return false;
    return true;
  }

  function wordIn(start: number, end: number): number {
    let at = start;
    while (at < end && base.kinds[at] === tokenKind.mark) at += 1;
    return at;
  }

  function endsSentence(start: number, end: number): boolean {
    for (let at = start; at < end; at += 1) if (ends[base.ids[at] ?? 0] === 1) return true;
    return false;
  }

  function give(start: number, end: number): void {
    joined = true;
    for (let at = start; at < end; at += 1) beside[at] = unmapped;
  }
}

/** A slight edit is drawn in over at most this many kept words. */
const slightReach = 2;
/** Classes a reader looks for by themselves: such a change is never drawn into another. */
const standsAlone = new Set(["verb", "number", "bracket", "footnote", "label"]);
function classOf(edit: Edit, base: Words, revised: Words, plain: PlainChanges): string {
  const known = plain.classOf(edit.baseStart, edit.baseEnd, edit.revisedStart, edit.revisedEnd);
  if (known) return known;
  const [taken, put] = [
    textOf(base, edit.baseStart, edit.baseEnd),
    textOf(revised, edit.revisedStart, edit.revisedEnd),
  ];
  return classOfChange(taken, put, false);
}

function textOf(words: Words, start: number, end: number): string {
  return start === end ? "" : words.text.slice(words.starts[start], words.ends[end - 1]);
}

/** The tokens of each side that are shown as moved, 1 each. */
interface Moved {
  base: Uint8Array;
  revised: Uint8Array;
}

function tokensOf(moved: readonly MovedRun[], base: Words, revised: Words): Moved | null {
  if (moved.length === 0) return null;
  const tokens = { base: new Uint8Array(base.count), revised: new Uint8Array(revised.count) };
  for (const run of moved) {
    tokens.base.fill(1, run.base, run.base + run.length);
    tokens.revised.fill(1, run.revised, run.revised + run.length);
  }
  return tokens;
}

/**
 * Lets go what both sides of an edit end or begin with: "met." → "met and parted." puts in "and parted". The map may not
 * have it, as a lone mark beside a large edit says little of where it came from, or may have it elsewhere, as the "that"
 * every recital begins with where recitals changed places; but a reader sees the same word.
 */
function narrow(edit: Edit, elsewhere: Moved | null, beside: Int32Array, base: Words, revised: Words): boolean {
  let { baseStart, baseEnd, revisedStart, revisedEnd } = edit;
  while (
    baseEnd > baseStart &&
    revisedEnd > revisedStart &&
    isSame(baseEnd - 1, revisedEnd - 1, elsewhere, base, revised)
  ) {
    if (oneWord(base, baseEnd - 2, baseEnd - 1 > baseStart)) break;
    if (oneWord(revised, revisedEnd - 2, revisedEnd - 1 > revisedStart)) break;
    baseEnd -= 1;
    revisedEnd -= 1;
    beside[baseEnd] = revisedEnd;
  }
  while (
    baseEnd > baseStart &&
    revisedEnd > revisedStart &&
    isSame(baseStart, revisedStart, elsewhere, base, revised)
  ) {
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

/** The same word, and none that is shown as moved. */
function isSame(a: number, b: number, elsewhere: Moved | null, base: Words, revised: Words): boolean {
  return base.ids[a] === revised.ids[b] && elsewhere?.base[a] !== 1 && elsewhere?.revised[b] !== 1;
}

/** Marks between an edit and the word they are written to: "({{fund}})." has five. */
const mostMarks = 6;

/**
 * A mark alone is easily missed: an edit, one of marks, takes in the word they are written to, or, at the start of a line, the
 * word that follows ("## Summary"). Where a word after it says nothing alone ("“The"), it takes in the next one too.
 */
function takeWord(
  edit: Edit,
  strand: Strand,
  beside: Int32Array,
  base: Words,
  revised: Words,
  common: Uint8Array,
  plain: PlainChanges,
): void {
  if (standsAlone.has(classOf(edit, base, revised, plain))) return;
  const before = reach(edit.baseStart - 1, edit.revisedStart - 1, -1);
  const after = before ? undefined : reach(edit.baseEnd, edit.revisedEnd, 1);
  const taken = before ?? after;
  if (taken === undefined) return;
  const more =
    after !== undefined && common[base.ids[after] ?? 0] === 1 && isKeptWord(after + 1, (beside[after] ?? 0) + 1);
  const last = more ? taken + 1 : taken;
  beside.fill(unmapped, Math.min(last, edit.baseStart), Math.max(last + 1, edit.baseEnd));

  /** The first word on one side of the edit, if it is written to it without a blank, or stands after it on its line. */
  function reach(a: number, b: number, step: 1 | -1): number | undefined {
    const opens = step === 1 && opensLine();
    for (let k = 0; k < mostMarks; k += 1) {
      const [at, to] = [a + k * step, b + k * step];
      if (at < strand.baseStart || at >= strand.baseEnd || beside[at] !== to) return undefined;
      // Next to the edit, only a side that has text in it says whether it is written to this.
      const ofBase = k > 0 || edit.baseStart < edit.baseEnd;
      const ofRevised = k > 0 || edit.revisedStart < edit.revisedEnd;
      const glued = (ofBase && isGlued(base, at, step)) || (ofRevised && isGlued(revised, to, step));
      if (!opens && !glued) return undefined;
      if (base.kinds[at] !== tokenKind.mark) return at;
    }
    return undefined;
  }

  function isKeptWord(a: number, b: number): boolean {
    return a >= strand.baseStart && a < strand.baseEnd && beside[a] === b && base.kinds[a] !== tokenKind.mark;
  }

  function opensLine(): boolean {
    return beginsLine(base, edit.baseStart) && beginsLine(revised, edit.revisedStart);
  }
}

/** Whether a token stands without a blank beside its neighbour towards the edit. */
function isGlued({ starts, ends }: Words, at: number, step: 1 | -1): boolean {
  return step === 1 ? ends[at - 1] === starts[at] : ends[at] === starts[at + 1];
}

function beginsLine({ text, starts, ends }: Words, at: number): boolean {
  if (at === 0) return true;
  return text.slice(ends[at - 1], starts[at]).includes("\n");
}

/** The words an edit replaces: the larger of both sides; 0 where it is only marks, or only a number. */
function sizeOf(edit: Edit, base: Words, revised: Words): number {
  let [inBase, inRevised] = [0, 0];
  for (let k = edit.baseStart; k < edit.baseEnd; k += 1) if (base.kinds[k] !== tokenKind.mark) inBase += 1;
  for (let k = edit.revisedStart; k < edit.revisedEnd; k += 1) if (revised.kinds[k] !== tokenKind.mark) inRevised += 1;
  return Math.max(inBase, inRevised);
}

function wordsBetween(words: Words, start: number, end: number, beside: Int32Array): number {
  let count = 0;
  for (let k = start; k < end; k += 1) {
    if (words.kinds[k] !== tokenKind.mark && beside[k] !== unmapped) count += 1;
  }
  return count;
}

/** By token number, 1 for the marks that end a sentence or a part of one. */
function sentenceEnds(words: Words, size: number): Uint8Array {
  const ends = new Uint8Array(size);
  const asked = new Uint8Array(size);
  for (let k = 0; k < words.count; k += 1) {
    const id = words.ids[k] ?? 0;
    if (words.kinds[k] !== tokenKind.mark || asked[id] === 1) continue;
    asked[id] = 1;
    if (sentenceMark.test(words.text.slice(words.starts[k], words.ends[k]))) ends[id] = 1;
  }
  return ends;
}

/** Gives up the kept tokens that share a written word with an edit; whether there was any. */
function widen(edit: Edit, strand: Strand, beside: Int32Array, base: Words, revised: Words): boolean {
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
