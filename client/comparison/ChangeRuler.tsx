import { memo, type ReactNode, useMemo } from "react";
import { comparisonPage as messages } from "#core/messages/catalogues.ts";
import { formatMessage } from "../page-parts/messages.ts";
import type { ChangeClass, ChangeStop } from "./compared-index.ts";

/**
 * A thin bar that marks where the changes are in the document. A click goes there. It is only a picture: the walk gives
 * the same information in text.
 */
export const ChangeRuler = memo(function ChangeRuler({
  stops,
  lengths,
  current,
  onGo,
}: {
  stops: readonly ChangeStop[];
  /** Length of each row, in characters. */
  lengths: readonly number[];
  /** Index of the change that has the focus; -1 for none. */
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
    return rulerMarks(stops, (row) => (before[row] ?? 0) / Math.max(total, 1));
  }, [stops, lengths]);
  return (
    <div className="change-ruler screen-only" aria-hidden>
      {marks.map(({ at, class: name, key, first, count }) => (
        <button
          key={key}
          type="button"
          tabIndex={-1}
          title={formatMessage(messages.changeTotal, { total: count })}
          className={`ruler-mark ruler-${name} ${current >= first && current < first + count ? "is-current" : ""}`}
          style={{ insetBlockStart: `${100 * at}%` }}
          onClick={() => onGo(key)}
        />
      ))}
    </div>
  );
});

/** A mark on the ruler. Changes that would overlap share one mark. */
interface RulerMark {
  /** Distance from the top, 0 to 1. */
  at: number;
  class: ChangeClass;
  /** Key of the first change it represents. */
  key: string;
  /** Index of that change, and the number of changes it represents. */
  first: number;
  count: number;
}

/** A mark of several changes takes the first of these classes among them. */
const weightiest: readonly ChangeClass[] = ["verb", "wording", "move", "number"];

/** Maximum number of marks that can be told apart on a screen. */
const mostMarks = 160;

/**
 * Returns the changes as marks along the document. `shareOf` returns the share of the document before a row, 0 to 1.
 */
export function rulerMarks(stops: readonly ChangeStop[], shareOf: (row: number) => number): RulerMark[] {
  const marks: RulerMark[] = [];
  stops.forEach((stop, index) => {
    const at = Math.floor(shareOf(stop.row) * mostMarks) / mostMarks;
    const last = marks.at(-1);
    if (last?.at === at) {
      last.count += 1;
      last.class = weightiest.find((name) => name === last.class || name === stop.class) ?? last.class;
    } else marks.push({ at, class: stop.class, key: stop.key, first: index, count: 1 });
  });
  return marks;
}
