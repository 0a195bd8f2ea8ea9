import { memo, useMemo, type ReactNode } from "react";
import { counted } from "../components/counted.ts";
import type { ChangePlace } from "./change-walk.ts";
import { rulerMarks } from "./ruler-marks.ts";

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
