import { changesBrackets, classOfChange, type PlainChanges } from "#core/compare/changes/change-class.ts";
import type { ComparedTexts } from "#core/compare/compared-texts.ts";
import type { Change } from "#core/compare/comparison.ts";
import type { Strand, Weave } from "#core/compare/changes/weave.ts";
import { unmapped } from "#core/compare/words/word-map.ts";
import type { Clause, VersionText } from "#core/text/clause.ts";
import type { Words } from "#core/text/tokens.ts";

/** Two stretches of text at the same point of the two texts; either may be empty. */
interface Hunk {
  base: [number, number];
  revised: [number, number];
}

/** A run of words that moved, in tokens. */
export interface MovedRun {
  base: number;
  revised: number;
  length: number;
}

/**
 * Returns the changes to show a reader. Invariant: without the text that the changes cover, each pair of clauses is
 * identical on both sides.
 */
export function changesOf(
  texts: ComparedTexts,
  weave: Weave,
  moved: readonly MovedRun[],
  plain: PlainChanges,
): Change[] {
  const draft = new ChangeDraft(texts, moved, plain);
  for (const strand of weave.strands) draft.strand(strand, weave.beside);
  draft.unpaired(weave.strands);
  return draft.finish();
}

class ChangeDraft {
  readonly #texts: ComparedTexts;
  readonly #movedBase: readonly MovedRun[];
  readonly #movedRevised: readonly MovedRun[];
  readonly #plain: PlainChanges;
  /** Whether either text has square brackets. Most texts have none. */
  readonly #hasBrackets: boolean;
  readonly #changes: Change[] = [];

  constructor(texts: ComparedTexts, moved: readonly MovedRun[], plain: PlainChanges) {
    this.#texts = texts;
    this.#plain = plain;
    this.#hasBrackets = /[[\]［］]/u.test(texts.base.text) || /[[\]［］]/u.test(texts.revised.text);
    this.#movedBase = [...moved].sort((x, y) => x.base - y.base);
    this.#movedRevised = [...moved].sort((x, y) => x.revised - y.revised);
    for (const run of moved) {
      this.#changes.push({
        class: "move",
        base: this.#range(texts.words.base, run.base, run.length),
        revised: this.#range(texts.words.revised, run.revised, run.length),
      });
    }
  }

  finish(): Change[] {
    return this.#changes.sort(
      (x, y) =>
        x.revised[0] - y.revised[0] || x.base[0] - y.base[0] || y.revised[1] - x.revised[1] || y.base[1] - x.base[1],
    );
  }

  /** Walks the aligned words of a pair and reports the text between them on either side. */
  strand({ pair, baseStart, baseEnd, revisedStart, revisedEnd }: Strand, beside: Int32Array): void {
    const { base, revised } = this.#texts;
    const { base: baseWords, revised: revisedWords } = this.#texts.words;
    const [baseStarts, baseEnds] = [baseWords.starts, baseWords.ends];
    const [revisedStarts, revisedEnds] = [revisedWords.starts, revisedWords.ends];
    const baseClauses = pair.base.map((index) => clauseOf(base, index));
    const revisedClauses = pair.revised.map((index) => clauseOf(revised, index));
    const baseLast = baseClauses[baseClauses.length - 1]?.end ?? 0;
    const revisedLast = revisedClauses[revisedClauses.length - 1]?.end ?? 0;
    let baseFrom = baseClauses[0]?.start ?? 0;
    let revisedFrom = revisedClauses[0]?.start ?? 0;
    let [a, b] = [baseStart, revisedStart];
    for (let next = baseStart; next <= baseEnd; next += 1) {
      const last = next === baseEnd;
      const to = last ? revisedEnd : (beside[next] ?? unmapped);
      if (to === unmapped) continue;
      const baseTo = last ? baseLast : (baseStarts[next] ?? 0);
      const revisedTo = last ? revisedLast : (revisedStarts[to] ?? 0);
      if (next > a || to > b || !sameText(base.text, baseFrom, baseTo, revised.text, revisedFrom, revisedTo)) {
        const hunk: Hunk = { base: [baseFrom, baseTo], revised: [revisedFrom, revisedTo] };
        this.#between(baseClauses, revisedClauses, hunk, [a, next, b, to]);
      }
      if (last) break;
      baseFrom = baseEnds[next] ?? 0;
      revisedFrom = revisedEnds[to] ?? 0;
      if (!sameLetters(baseWords, next, revisedWords, to)) {
        this.#report([baseTo, baseFrom], [revisedTo, revisedFrom], false);
      }
      a = next + 1;
      b = to + 1;
    }
    if (pair.moved) {
      this.#changes.push({
        class: "move",
        base: [baseClauses[0]?.start ?? 0, baseLast],
        revised: [revisedClauses[0]?.start ?? 0, revisedLast],
      });
    }
  }

  /** Reports the clauses that exist on one side only. */
  unpaired(strands: readonly Strand[]): void {
    const { base, revised } = this.#texts;
    const { base: baseWords, revised: revisedWords } = this.#texts.words;
    const inPlace = strands.filter(({ pair }) => !pair.moved);
    const paired = { base: new Set<number>(), revised: new Set<number>() };
    for (const { pair } of strands) {
      for (const index of pair.base) paired.base.add(index);
      for (const index of pair.revised) paired.revised.add(index);
    }
    let next = 0;
    let position = 0;
    base.clauses.forEach((clause, index) => {
      for (; next < inPlace.length && (inPlace[next]?.pair.base[0] ?? 0) < index; next += 1) {
        const last = inPlace[next]?.pair.revised;
        position = clauseOf(revised, last?.[last.length - 1] ?? 0).end;
      }
      if (paired.base.has(index) || clause.start === clause.end) return;
      this.#pieces(
        { base: [clause.start, clause.end], revised: [position, position] },
        [baseWords.firsts[index] ?? 0, baseWords.firsts[index + 1] ?? 0, 0, 0],
        false,
        true,
      );
    });
    inPlace.sort((x, y) => x.revisedStart - y.revisedStart);
    next = 0;
    position = 0;
    revised.clauses.forEach((clause, index) => {
      for (; next < inPlace.length && (inPlace[next]?.pair.revised[0] ?? 0) < index; next += 1) {
        const last = inPlace[next]?.pair.base;
        position = clauseOf(base, last?.[last.length - 1] ?? 0).end;
      }
      if (paired.revised.has(index) || clause.start === clause.end) return;
      this.#pieces(
        { base: [position, position], revised: [clause.start, clause.end] },
        [0, 0, revisedWords.firsts[index] ?? 0, revisedWords.firsts[index + 1] ?? 0],
        false,
        true,
      );
    });
  }

  /** Handles the text between two aligned words. It is cut at clause ends because no change crosses clauses. */
  #between(
    baseClauses: readonly Clause[],
    revisedClauses: readonly Clause[],
    hunk: Hunk,
    tokens: [number, number, number, number],
  ): void {
    if (baseClauses.length === 1 && revisedClauses.length === 1) {
      this.#trimmed(baseClauses, revisedClauses, hunk, tokens, true);
      return;
    }
    const bases = cut(hunk.base, baseClauses);
    const reviseds = cut(hunk.revised, revisedClauses);
    const count = Math.max(bases.length, reviseds.length);
    for (let k = 0; k < count; k += 1) {
      const [base, revised] = [bases[k] ?? emptyAfter(bases), reviseds[k] ?? emptyAfter(reviseds)];
      this.#trimmed(baseClauses, revisedClauses, { base: [...base], revised: [...revised] }, tokens, false);
    }
  }

  #trimmed(
    baseClauses: readonly Clause[],
    revisedClauses: readonly Clause[],
    hunk: Hunk,
    tokens: [number, number, number, number],
    whole: boolean,
  ): void {
    trimBlanks(this.#texts, hunk);
    const opens =
      baseClauses.some((clause) => clause.start === hunk.base[0]) &&
      revisedClauses.some((clause) => clause.start === hunk.revised[0]) &&
      labelled(this.#texts.base.text, hunk.base) &&
      labelled(this.#texts.revised.text, hunk.revised);
    this.#pieces(hunk, tokens, opens, whole);
  }

  /**
   * Removes from a hunk the text that is shown as moved, and reports the rest. `whole` says whether the tokens are all
   * that the hunk contains.
   */
  #pieces(hunk: Hunk, tokens: [number, number, number, number], opens: boolean, whole: boolean): void {
    const { base: baseWords, revised: revisedWords } = this.#texts.words;
    const [a, aEnd, b, bEnd] = tokens;
    const [moved, movedRevised] = [this.#movedBase, this.#movedRevised];
    const bases = without(moved, { side: "base", range: hunk.base, tokens: [a, aEnd], words: baseWords });
    const reviseds = without(movedRevised, {
      side: "revised",
      range: hunk.revised,
      tokens: [b, bEnd],
      words: revisedWords,
    });
    if (!bases && !reviseds) {
      this.#report(hunk.base, hunk.revised, opens, whole ? tokens : undefined);
      return;
    }
    const [left, leftRevised] = [bases ?? [hunk.base], reviseds ?? [hunk.revised]];
    if (left.length === 1 && leftRevised.length === 1) {
      this.#report(left[0] ?? hunk.base, leftRevised[0] ?? hunk.revised, opens);
      return;
    }
    for (const base of left) if (base[0] < base[1]) this.#report(base, [hunk.revised[0], hunk.revised[0]], false);
    for (const revised of leftRevised) {
      if (revised[0] < revised[1]) this.#report([hunk.base[0], hunk.base[0]], revised, false);
    }
  }

  /**
   * Reports a change, unless the text is the same on both sides. This check comes after the moved runs are removed from
   * the hunk. If `tokens` is given, the change contains nothing else.
   */
  #report(
    base: [number, number],
    revised: [number, number],
    opens: boolean,
    tokens?: [number, number, number, number],
  ): void {
    const { base: from, revised: to } = this.#texts;
    const known = tokens && !opens ? this.#plain.classOf(...tokens) : undefined;
    if (!known && sameText(from.text, base[0], base[1], to.text, revised[0], revised[1])) return;
    const kind = known ?? classOfChange(from.text.slice(...base), to.text.slice(...revised), opens);
    const withBrackets =
      this.#hasBrackets && kind !== "bracket" && changesBrackets(from.text.slice(...base), to.text.slice(...revised));
    this.#changes.push({ class: kind, ...(withBrackets && { also: ["bracket"] }), base, revised });
  }

  #range(words: Words, start: number, length: number): [number, number] {
    return [words.starts[start] ?? 0, words.ends[start + length - 1] ?? 0];
  }
}

/** Whether two tokens with the same reading are also spelled the same. */
export function sameLetters(base: Words, a: number, revised: Words, b: number): boolean {
  if (base.folded[a] === 0 && revised.folded[b] === 0) return true;
  return base.text.slice(base.starts[a], base.ends[a]) === revised.text.slice(revised.starts[b], revised.ends[b]);
}

/** Whether two stretches are identical. Most text between two words is, so the comparison creates no strings. */
function sameText(
  base: string,
  from: number,
  to: number,
  revised: string,
  otherFrom: number,
  otherTo: number,
): boolean {
  if (to - from !== otherTo - otherFrom) return false;
  for (let k = 0; k < to - from; k += 1) {
    if (base.charCodeAt(from + k) !== revised.charCodeAt(otherFrom + k)) return false;
  }
  return true;
}

/**
 * Whether a change looks like a typed label: followed or closed by a mark ("a)") or with inner points ("1.2"). "To
 * build" does not.
 */
function labelled(text: string, [start, end]: readonly [number, number]): boolean {
  return /[)\].:]$/u.test(text.slice(start, end + 1)) || /\p{N}\.\p{N}/u.test(text.slice(start, end));
}

function clauseOf(version: VersionText, index: number): Clause {
  const clause = version.clauses[index];
  if (!clause) throw new RangeError(`No clause ${String(index)}`);
  return clause;
}

function cut([start, end]: [number, number], clauses: readonly Clause[]): [number, number][] {
  const pieces: [number, number][] = [];
  for (const clause of clauses) {
    if (clause.end < start || clause.start > end) continue;
    pieces.push([Math.max(start, clause.start), Math.min(end, clause.end)]);
  }
  return pieces.length > 0 ? pieces : [[start, end]];
}

function emptyAfter(pieces: readonly [number, number][]): [number, number] {
  const end = pieces[pieces.length - 1]?.[1] ?? 0;
  return [end, end];
}

/** Trims from a hunk the whitespace that both sides begin or end with. */
function trimBlanks({ base: { text }, revised: { text: other } }: ComparedTexts, { base, revised }: Hunk): void {
  while (base[0] < base[1] && revised[0] < revised[1] && isSameBlank(text, base[0], other, revised[0])) {
    base[0] += 1;
    revised[0] += 1;
  }
  while (base[0] < base[1] && revised[0] < revised[1] && isSameBlank(text, base[1] - 1, other, revised[1] - 1)) {
    base[1] -= 1;
    revised[1] -= 1;
  }
}

function isSameBlank(base: string, at: number, revised: string, to: number): boolean {
  const unit = base.charCodeAt(at);
  return unit === revised.charCodeAt(to) && isBlank(unit);
}

function isBlank(unit: number): boolean {
  return unit <= 0x20 || (unit >= 0x80 && /\s/u.test(String.fromCharCode(unit)));
}

/** A stretch of one side: its range in the text, and its tokens. */
interface SideStretch {
  side: "base" | "revised";
  range: readonly [number, number];
  tokens: readonly [number, number];
  words: Words;
}

/**
 * Returns the parts of a stretch that remain without the moved runs in it; undefined if it contains none. The runs are
 * in the order of that side.
 */
function without(
  moved: readonly MovedRun[],
  { side, range: [start, end], tokens: [firstToken, lastToken], words }: SideStretch,
): [number, number][] | undefined {
  let low = 0;
  for (let high = moved.length; low < high;) {
    const middle = (low + high) >> 1;
    if ((moved[middle]?.[side] ?? 0) < firstToken) low = middle + 1;
    else high = middle;
  }
  let pieces: [number, number][] | undefined;
  let from = start;
  for (; low < moved.length; low += 1) {
    const run = moved[low];
    if (!run || run[side] >= lastToken) break;
    const runStart = words.starts[run[side]] ?? 0;
    const runEnd = words.ends[run[side] + run.length - 1] ?? 0;
    if (runStart < from || runEnd > end) continue;
    pieces ??= [];
    if (runStart > from) pieces.push([from, runStart]);
    from = runEnd;
  }
  if (pieces && from < end) pieces.push([from, end]);
  return pieces;
}
