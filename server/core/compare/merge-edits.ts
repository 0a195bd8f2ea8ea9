import * as z from "zod";
import type { JoinedPairs, PairEdit } from "#core/compare/pair-edits.ts";

/**
 * kept: the same in all three; revised, other: changed there alone; agreed: both made the same change; conflict: both
 * changed the same words, each to something else.
 */
export const threeWayKinds = ["kept", "revised", "other", "agreed", "conflict"] as const;

/** A piece of a clause in three texts. Where only one side changed it, the other side has what the base has. */
export const ThreeWaySegment = z.object({
  kind: z.enum(threeWayKinds),
  base: z.string(),
  revised: z.string(),
  other: z.string(),
});
export type ThreeWaySegment = z.infer<typeof ThreeWaySegment>;

/**
 * Lays two sides' edits of one base text over each other. Edits that overlap, or that put something in at one place, are
 * one piece: agreed where both come to the same words, else a conflict. Edits that only touch are two pieces.
 */
export function mergeEdits(revised: JoinedPairs, other: JoinedPairs): ThreeWaySegment[] {
  const segments: ThreeWaySegment[] = [];
  const sides = { revised: { ...revised, next: 0, shift: 0 }, other: { ...other, next: 0, shift: 0 } };
  let at = 0;
  for (;;) {
    const hunk = nextHunk(sides.revised.edits[sides.revised.next], sides.other.edits[sides.other.next]);
    if (!hunk) break;
    keepTo(hunk.start);
    take(hunk);
  }
  keepTo(revised.base.length);
  return segments;

  function keepTo(end: number): void {
    const text = revised.base.slice(at, end);
    if (text !== "") segments.push({ kind: "kept", base: text, revised: text, other: text });
    at = end;
  }

  /** Grows the hunk over every edit that overlaps it, and adds it. */
  function take({ start, end }: { start: number; end: number }): void {
    const taken = { revised: 0, other: 0 };
    const from = { revised: start + sides.revised.shift, other: start + sides.other.shift };
    let last = end;
    for (let grown = true; grown;) {
      grown = false;
      for (const name of ["revised", "other"] as const) {
        const side = sides[name];
        for (
          let edit = side.edits[side.next];
          edit && belongs(edit, start, last, taken.revised + taken.other);
          edit = side.edits[side.next]
        ) {
          last = Math.max(last, edit.base[1]);
          side.shift = edit.revised[1] - edit.base[1];
          side.next += 1;
          taken[name] += 1;
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
      taken.other === 0
        ? "revised"
        : taken.revised === 0
          ? "other"
          : words.revised === words.other
            ? "agreed"
            : "conflict";
    segments.push({ kind, ...words });
    at = last;
  }
}

/** Where the next piece begins: with the edit that comes first, of two at one place with the one that takes nothing out. */
function nextHunk(one: PairEdit | undefined, other: PairEdit | undefined): { start: number; end: number } | undefined {
  const first = !one || (other && isBefore(other, one)) ? other : one;
  return first && { start: first.base[0], end: first.base[1] };
}

function isBefore(one: PairEdit, other: PairEdit): boolean {
  return one.base[0] < other.base[0] || (one.base[0] === other.base[0] && one.base[1] < other.base[1]);
}

/** Whether an edit is part of a piece: it overlaps it, or both put something in at the same place. */
function belongs({ base: [from, to] }: PairEdit, start: number, end: number, taken: number): boolean {
  if (taken === 0) return from === start && to === end;
  if (from === to) return start === end ? from === start : start < from && from < end;
  return from < end && start < to && start < end;
}
