import type { ChangePlace } from "./change-walk.ts";
import type { ChangeClass } from "./comparison-state.ts";

/** A mark on the ruler: changes that would be drawn over each other are one. */
export interface RulerMark {
  /** From the top, 0 to 1. */
  at: number;
  class: ChangeClass;
  /** The first change it stands for. */
  key: string;
  /** Index of that change, and how many it stands for. */
  first: number;
  count: number;
}

/** What a mark of several changes is drawn as: the first of these among them. */
const weightiest: readonly ChangeClass[] = ["verb", "wording", "move", "number"];

/** As many marks as can be told apart on a screen. */
const mostMarks = 160;

/** The places along a document as marks. `shareOf` says how much of the document stands before a row, 0 to 1. */
export function rulerMarks(places: readonly ChangePlace[], shareOf: (row: number) => number): RulerMark[] {
  const marks: RulerMark[] = [];
  places.forEach((place, index) => {
    const at = Math.floor(shareOf(place.row) * mostMarks) / mostMarks;
    const last = marks.at(-1);
    if (last?.at === at) {
      last.count += 1;
      last.class = weightiest.find((name) => name === last.class || name === place.class) ?? last.class;
    } else marks.push({ at, class: place.class, key: place.key, first: index, count: 1 });
  });
  return marks;
}
