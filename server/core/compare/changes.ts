import { classOfChange } from "#core/compare/change-class.ts";
import type { Change } from "#core/compare/comparison.ts";
import type { Strand, Weave } from "#core/compare/weave.ts";
import { unmapped } from "#core/compare/word-map.ts";
import type { Clause, VersionText } from "#core/text/clause.ts";
import type { Words } from "#core/text/words.ts";

/** Two stretches of text that face each other; either may be empty. */
interface Hunk {
  base: [number, number];
  revised: [number, number];
}

/** A run of words that stands elsewhere, in tokens. */
export interface MovedRun {
  base: number;
  revised: number;
  length: number;
}

interface Sides {
  base: VersionText;
  revised: VersionText;
  baseWords: Words;
  revisedWords: Words;
}

/**
 * The changes a reader is shown. Their law: leave out of both texts what the changes cover, and the rest, pair by pair of
 * clauses, is the same to the letter.
 */
export function changesOf(sides: Sides, weave: Weave, moved: readonly MovedRun[]): Change[] {
  const draft = new ChangeDraft(sides, moved);
  for (const strand of weave.strands) draft.strand(strand, weave.beside);
  draft.unpaired(weave.strands);
  return draft.finish();
}

class ChangeDraft {
  readonly #sides: Sides;
  readonly #movedBase: readonly MovedRun[];
  readonly #movedRevised: readonly MovedRun[];
  readonly #changes: Change[] = [];

  constructor(sides: Sides, moved: readonly MovedRun[]) {
    this.#sides = sides;
    this.#movedBase = [...moved].sort((x, y) => x.base - y.base);
    this.#movedRevised = [...moved].sort((x, y) => x.revised - y.revised);
    for (const run of moved) {
      this.#changes.push({
        class: "move",
        base: this.#range(sides.baseWords, run.base, run.length),
        revised: this.#range(sides.revisedWords, run.revised, run.length),
      });
    }
  }

  finish(): Change[] {
    return this.#changes.sort(
      (x, y) =>
        x.revised[0] - y.revised[0] || x.base[0] - y.base[0] || y.revised[1] - x.revised[1] || y.base[1] - x.base[1],
    );
  }

  /** Walks the words that stand side by side in a pair, and reports what lies between them on either side. */
  strand({ pair, baseStart, baseEnd, revisedStart, revisedEnd }: Strand, beside: Int32Array): void {
    const { base, revised, baseWords, revisedWords } = this.#sides;
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
        this.#report({ base: [baseTo, baseFrom], revised: [revisedTo, revisedFrom] }, false);
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

  /** Clauses of one side alone. */
  unpaired(strands: readonly Strand[]): void {
    const { base, revised, baseWords, revisedWords } = this.#sides;
    const inPlace = strands.filter(({ pair }) => !pair.moved);
    const paired = { base: new Set<number>(), revised: new Set<number>() };
    for (const { pair } of strands) {
      for (const index of pair.base) paired.base.add(index);
      for (const index of pair.revised) paired.revised.add(index);
    }
    let next = 0;
    let place = 0;
    base.clauses.forEach((clause, index) => {
      for (; next < inPlace.length && (inPlace[next]?.pair.base[0] ?? 0) < index; next += 1) {
        const last = inPlace[next]?.pair.revised;
        place = clauseOf(revised, last?.[last.length - 1] ?? 0).end;
      }
      if (paired.base.has(index) || clause.start === clause.end) return;
      this.#pieces(
        { base: [clause.start, clause.end], revised: [place, place] },
        [baseWords.firsts[index] ?? 0, baseWords.firsts[index + 1] ?? 0, 0, 0],
        false,
      );
    });
    inPlace.sort((x, y) => x.revisedStart - y.revisedStart);
    next = 0;
    place = 0;
    revised.clauses.forEach((clause, index) => {
      for (; next < inPlace.length && (inPlace[next]?.pair.revised[0] ?? 0) < index; next += 1) {
        const last = inPlace[next]?.pair.base;
        place = clauseOf(base, last?.[last.length - 1] ?? 0).end;
      }
      if (paired.revised.has(index) || clause.start === clause.end) return;
      this.#pieces(
        { base: [place, place], revised: [clause.start, clause.end] },
        [0, 0, revisedWords.firsts[index] ?? 0, revisedWords.firsts[index + 1] ?? 0],
        false,
      );
    });
  }

  /** What lies between two words that stand side by side: cut where a clause ends, since no change crosses clauses. */
  #between(
    baseClauses: readonly Clause[],
    revisedClauses: readonly Clause[],
    hunk: Hunk,
    tokens: [number, number, number, number],
  ): void {
    if (baseClauses.length === 1 && revisedClauses.length === 1) {
      this.#trimmed(baseClauses, revisedClauses, hunk, tokens);
      return;
    }
    const bases = cut(hunk.base, baseClauses);
    const reviseds = cut(hunk.revised, revisedClauses);
    const count = Math.max(bases.length, reviseds.length);
    for (let k = 0; k < count; k += 1) {
      const base = bases[k] ?? emptyAfter(bases);
      const revised = reviseds[k] ?? emptyAfter(reviseds);
      this.#trimmed(baseClauses, revisedClauses, { base, revised }, tokens);
    }
  }

  #trimmed(
    baseClauses: readonly Clause[],
    revisedClauses: readonly Clause[],
    hunk: Hunk,
    tokens: [number, number, number, number],
  ): void {
    const trimmed = trimBlanks(this.#sides, hunk);
    const opens =
      baseClauses.some((clause) => clause.start === trimmed.base[0]) &&
      revisedClauses.some((clause) => clause.start === trimmed.revised[0]) &&
      labelled(this.#sides.base.text, trimmed.base) &&
      labelled(this.#sides.revised.text, trimmed.revised);
    this.#pieces(trimmed, tokens, opens);
  }

  /** Leaves out of a hunk what is shown as a move, and reports the rest. */
  #pieces(hunk: Hunk, [a, aEnd, b, bEnd]: [number, number, number, number], opens: boolean): void {
    const { baseWords, revisedWords } = this.#sides;
    const bases = without(hunk.base, this.#movedBase, (run) => run.base, a, aEnd, baseWords);
    const reviseds = without(hunk.revised, this.#movedRevised, (run) => run.revised, b, bEnd, revisedWords);
    if (bases.length === 1 && reviseds.length === 1) {
      this.#report({ base: bases[0] ?? hunk.base, revised: reviseds[0] ?? hunk.revised }, opens);
      return;
    }
    for (const base of bases)
      if (base[0] < base[1]) this.#report({ base, revised: [hunk.revised[0], hunk.revised[0]] }, false);
    for (const revised of reviseds) {
      if (revised[0] < revised[1]) this.#report({ base: [hunk.base[0], hunk.base[0]], revised }, false);
    }
  }

  /** The same text on both sides is no change: asked here, when what moved away from between it or into it is left out. */
  #report({ base, revised }: Hunk, opens: boolean): void {
    const sides = this.#sides;
    if (sameText(sides.base.text, ...base, sides.revised.text, ...revised)) return;
    const kind = classOfChange(sides.base.text.slice(...base), sides.revised.text.slice(...revised), opens);
    this.#changes.push({ class: kind, base, revised });
  }

  #range(words: Words, start: number, length: number): [number, number] {
    return [words.starts[start] ?? 0, words.ends[start + length - 1] ?? 0];
  }
}

/** Whether two tokens that read the same are the same to the letter. */
export function sameLetters(base: Words, a: number, revised: Words, b: number): boolean {
  if (base.folded[a] === 0 && revised.folded[b] === 0) return true;
  return base.text.slice(base.starts[a], base.ends[a]) === revised.text.slice(revised.starts[b], revised.ends[b]);
}

/** Whether two stretches are the same to the letter: what lies between two words mostly is, and needs no string. */
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

/** Whether a change looks like a typed label: closed by a mark, "a)", or cut by points, "1.2". "To build" is none. */
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

/** A hunk without the blanks both sides begin or end with. */
function trimBlanks({ base, revised }: Sides, hunk: Hunk): Hunk {
  let [a, aEnd] = hunk.base;
  let [b, bEnd] = hunk.revised;
  while (a < aEnd && b < bEnd && isSameBlank(a, b)) [a, b] = [a + 1, b + 1];
  while (a < aEnd && b < bEnd && isSameBlank(aEnd - 1, bEnd - 1)) [aEnd, bEnd] = [aEnd - 1, bEnd - 1];
  return { base: [a, aEnd], revised: [b, bEnd] };

  function isSameBlank(x: number, y: number): boolean {
    const unit = base.text.charCodeAt(x);
    return unit === revised.text.charCodeAt(y) && isBlank(unit);
  }
}

function isBlank(unit: number): boolean {
  return unit <= 0x20 || (unit >= 0x80 && /\s/u.test(String.fromCharCode(unit)));
}

/** What is left of a stretch when the moved runs in it are taken out; the stretch itself, even empty, where there are none. */
function without(
  [start, end]: [number, number],
  moved: readonly MovedRun[],
  sideOf: (run: MovedRun) => number,
  firstToken: number,
  lastToken: number,
  words: Words,
): [number, number][] {
  if (moved.length === 0) return [[start, end]];
  const pieces: [number, number][] = [];
  let from = start;
  let low = 0;
  for (let high = moved.length; low < high;) {
    const middle = (low + high) >> 1;
    if (sideOf(moved[middle] ?? { base: 0, revised: 0, length: 0 }) < firstToken) low = middle + 1;
    else high = middle;
  }
  let found = false;
  for (; low < moved.length; low += 1) {
    const run = moved[low];
    if (!run || sideOf(run) >= lastToken) break;
    const runStart = words.starts[sideOf(run)] ?? 0;
    const runEnd = words.ends[sideOf(run) + run.length - 1] ?? 0;
    if (runStart < from || runEnd > end) continue;
    found = true;
    if (runStart > from) pieces.push([from, runStart]);
    from = runEnd;
  }
  if (from < end || !found) pieces.push([from, end]);
  return pieces;
}
