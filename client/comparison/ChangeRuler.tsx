import type { ReactNode } from "react";
import type { ChangePlace } from "./change-walk.ts";

/** A thin bar of where changes lie in the document; a press goes there. A picture only: the walk says the same in words. */
export function ChangeRuler({
  places,
  rows,
  current,
  onGo,
}: {
  places: readonly ChangePlace[];
  /** How many rows the redline has. */
  rows: number;
  current: number;
  onGo: (place: number) => void;
}): ReactNode {
  return (
    <div className="change-ruler" aria-hidden>
      {places.map((place, index) => (
        <button
          key={index}
          type="button"
          tabIndex={-1}
          className={`ruler-mark ruler-${place.class} ${index === current ? "is-current" : ""}`}
          style={{ insetBlockStart: `${(100 * place.row) / Math.max(rows, 1)}%` }}
          onClick={() => onGo(index)}
        />
      ))}
    </div>
  );
}
