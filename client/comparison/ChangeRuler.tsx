import { memo, type ReactNode, useMemo } from "react";
import { counted } from "../components/format.ts";
import type { ChangePlace } from "./compared-index.ts";
import type { ChangeClass } from "./comparison-state.ts";

/** A thin bar of where changes lie in the document; a press goes there. A picture only: the walk says the same in words. */
export const ChangeRuler = memo(function ChangeRuler({
  places,
  lengths,
  current,
  onGo,
}: {
  places: readonly ChangePlace[];
  /** Length of each row, in characters. */
  lengths: readonly number[];
  /** Index of the place that has the focus; -1 for none. */
  current: number;
  onGo: (key: string) => void;
}): ReactNode {
  const marks = useMemo(() => {
    const before: number[] = [];
    let total = 0;
    for (const length of lengths) {
      before.push(total);
      total += length;
    }
    return rulerMarks(places, (row) => (before[row] ?? 0) / Math.max(total, 1));
  }, [places, lengths]);
  return (
    <div className="change-ruler" aria-hidden>
      {marks.map(({ at, class: name, key, first, count }) => (
        <button
          key={key}
          type="button"
          tabIndex={-1}
          title={counted(count, "change")}
          className={`ruler-mark ruler-${name} ${current >= first && current < first + count ? "is-current" : ""}`}
          style={{ insetBlockStart: `${100 * at}%` }}
          onClick={() => onGo(key)}
        />
      ))}
    </div>
  );
});

/** A mark on the ruler: changes that would be drawn over each other are one. */
interface RulerMark {
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
