import type { ClausePair, Comparison } from "#core/compare/comparison.ts";
import { pairRedliner } from "#core/compare/redline.ts";
import type { ThreeWaySegment } from "#core/compare/three-way-rows.ts";
import type { VersionText } from "#core/text/clause.ts";

/**
 * Merges two sides' edits of one base text. Edits that overlap, or that insert at the same offset, form one piece:
 * agreed if both result in the same text, otherwise a conflict. Edits that only touch remain separate pieces.
 */
export function mergeEdits(revised: JoinedPairs, other: JoinedPairs): ThreeWaySegment[] {
  const segments: ThreeWaySegment[] = [];
  const sides = { revised: { ...revised, next: 0, shift: 0 }, other: { ...other, next: 0, shift: 0 } };
  let at = 0;
  for (;;) {
    const hunk = nextHunk(sides.revised.edits[sides.revised.next], sides.other.edits[sides.other.next]);
    if (!hunk) break;
    keepTo(hunk.start);
    mergePiece(hunk);
  }
  keepTo(revised.base.length);
  return segments;

  function keepTo(end: number): void {
    const text = revised.base.slice(at, end);
    if (text !== "") segments.push({ kind: "kept", base: text, revised: text, other: text });
    at = end;
  }

  /** Extends the piece over every edit that overlaps it, and adds it to the segments. */
  function mergePiece({ start, end }: { start: number; end: number }): void {
    const counts = { revised: 0, other: 0 };
    const from = { revised: start + sides.revised.shift, other: start + sides.other.shift };
    let last = end;
    for (let grown = true; grown;) {
      grown = false;
      for (const name of ["revised", "other"] as const) {
        const side = sides[name];
        for (
          let edit = side.edits[side.next];
          edit && belongs(edit, start, last, counts.revised + counts.other);
          edit = side.edits[side.next]
        ) {
          last = Math.max(last, edit.base[1]);
          side.shift = edit.revised[1] - edit.base[1];
          side.next += 1;
          counts[name] += 1;
          grown = true;
        }
      }
    }
    const words = {
      base: revised.base.slice(start, last),
      revised: revised.revised.slice(from.revised, last + sides.revised.shift),
      other: other.revised.slice(from.other, last + sides.other.shift),
    };
    const kind =
      counts.other === 0
        ? "revised"
        : counts.revised === 0
          ? "other"
          : words.revised === words.other
            ? "agreed"
            : "conflict";
    segments.push({ kind, ...words });
    at = last;
  }
}

/**
 * Finds the next edit. If two start at the same offset, the one that ends first wins, so an insertion comes before a
 * deletion.
 */
function nextHunk(one: PairEdit | undefined, other: PairEdit | undefined): { start: number; end: number } | undefined {
  const first = !one || (other && isBefore(other, one)) ? other : one;
  return first && { start: first.base[0], end: first.base[1] };
}

function isBefore(one: PairEdit, other: PairEdit): boolean {
  return one.base[0] < other.base[0] || (one.base[0] === other.base[0] && one.base[1] < other.base[1]);
}

/** Whether an edit belongs to a piece: it overlaps the piece, or both insert at the same offset. */
function belongs({ base: [from, to] }: PairEdit, start: number, end: number, count: number): boolean {
  if (count === 0) return from === start && to === end;
  if (from === to) return start === end ? from === start : start < from && from < end;
  return from < end && start < to && start < end;
}

/**
 * A stretch of the text of some base clauses, joined by "\n", and its replacement in the revised clauses, joined the
 * same way.
 */
interface PairEdit {
  /** [start, end) in the joined base text; empty for an insertion. */
  base: [number, number];
  /** [start, end) in the joined revised text; empty for a deletion. */
  revised: [number, number];
}

/**
 * The clauses of several pairs as two texts, and the edits that turn one into the other. Text outside the edits is
 * identical.
 */
export interface JoinedPairs {
  base: string;
  revised: string;
  /** In order; no two touch. */
  edits: PairEdit[];
}

/**
 * Reads pairs of one comparison, in the order of their base clauses, as text edits. Words that moved out of the clauses
 * or into them count as deleted or inserted. The move of a whole clause is not an edit.
 */
export function pairEditor(
  base: VersionText,
  revised: VersionText,
  comparison: Comparison,
): (pairs: readonly ClausePair[]) => JoinedPairs {
  const pairRedline = pairRedliner(base, revised, comparison);
  return (pairs) => {
    const joined = new Joined();
    for (const pair of pairs) {
      if (pair.base.length > 0) joined.beginBase();
      if (pair.revised.length > 0) joined.beginRevised();
      let [lastBase, lastRevised] = [pair.base[0], pair.revised[0]];
      for (const row of pairRedline(pair)) {
        if (row.base !== null && row.base !== lastBase) joined.beginBase();
        if (row.revised !== null && row.revised !== lastRevised) joined.beginRevised();
        [lastBase, lastRevised] = [row.base ?? lastBase, row.revised ?? lastRevised];
        for (const { kind, base: from, revised: to } of row.segments) {
          if (kind === "kept" && from) joined.keep(base.text.slice(...from));
          else if ((kind === "deleted" || kind === "moved-away") && from) joined.deleteText(base.text.slice(...from));
          else if ((kind === "inserted" || kind === "moved-here") && to) joined.insertText(revised.text.slice(...to));
        }
      }
    }
    return joined.finish();
  };
}

/** Builds two texts in parallel. A line end that both have at the same position is kept. */
class Joined {
  #base = "";
  #revised = "";
  readonly #edits: PairEdit[] = [];
  #edit: PairEdit | undefined;
  #begun = { base: false, revised: false };
  /** Line ends to write on each side before any other text; a clause may be empty. */
  #due = { base: 0, revised: 0 };

  beginBase(): void {
    this.#begin("base");
  }

  beginRevised(): void {
    this.#begin("revised");
  }

  keep(text: string): void {
    this.#lineEnds();
    this.#write(text, text);
  }

  deleteText(text: string): void {
    this.#lineEnds();
    this.#change(text, "");
  }

  insertText(text: string): void {
    this.#lineEnds();
    this.#change("", text);
  }

  finish(): JoinedPairs {
    this.#lineEnds();
    this.#close();
    return { base: this.#base, revised: this.#revised, edits: this.#edits };
  }

  #begin(side: "base" | "revised"): void {
    if (this.#begun[side]) this.#due[side] += 1;
    this.#begun[side] = true;
  }

  #lineEnds(): void {
    const { base, revised } = this.#due;
    if (base + revised === 0) return;
    this.#due = { base: 0, revised: 0 };
    const both = Math.min(base, revised);
    this.#write("\n".repeat(both), "\n".repeat(both));
    if (base + revised > 2 * both) this.#change("\n".repeat(base - both), "\n".repeat(revised - both));
  }

  #write(base: string, revised: string): void {
    if (base === "") return;
    this.#close();
    this.#base += base;
    this.#revised += revised;
  }

  #change(base: string, revised: string): void {
    const { length: from } = this.#base;
    const { length: to } = this.#revised;
    this.#base += base;
    this.#revised += revised;
    const edit = this.#edit ?? { base: [from, from], revised: [to, to] };
    this.#edit = { base: [edit.base[0], this.#base.length], revised: [edit.revised[0], this.#revised.length] };
  }

  #close(): void {
    const edit = this.#edit;
    this.#edit = undefined;
    // Words may move away and the same words from elsewhere take their place.
    if (edit && this.#base.slice(...edit.base) !== this.#revised.slice(...edit.revised)) this.#edits.push(edit);
  }
}
