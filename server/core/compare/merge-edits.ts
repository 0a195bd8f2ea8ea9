import * as z from "zod";
import type { JoinedPairs, PairEdit } from "#core/compare/pair-edits.ts";

/**
 * - kept: the same in all three texts;
 * - revised, other: changed on that side only;
 * - agreed: both sides made the same change;
 * - conflict: both sides changed the same words differently.
 */
export const threeWayKinds = ["kept", "revised", "other", "agreed", "conflict"] as const;

/** A piece of a clause in three texts. If only one side changed it, the other side has the base text. */
export const ThreeWaySegment = z.object({
  kind: z.enum(threeWayKinds),
  base: z.string(),
  revised: z.string(),
  other: z.string(),
});
export type ThreeWaySegment = z.infer<typeof ThreeWaySegment>;

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
