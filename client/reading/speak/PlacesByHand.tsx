import { Plus, X } from "lucide-react";
import { useState, type ReactNode } from "react";
import { Button } from "react-aria-components";
import { clauseOfTarget, type Target } from "#core/discuss/target.ts";
import type { VersionText } from "#core/text/clause.ts";
import { ClausePicker } from "./ClausePicker.tsx";
import { citationOfTarget, quoteOfTarget } from "../../annotations/subject.ts";

/** Places that were pointed at one after the other, each to be left out again, with a way to name a further clause. */
export function PlacesByHand({
  places,
  text,
  onLeaveOut,
  onAdd,
}: {
  /** The first stands there for what the form began with; it alone is not listed. */
  places: readonly Target[];
  text: VersionText;
  onLeaveOut: (place: Target) => void;
  /** Left out where clauses are not named. */
  onAdd?: ((place: Target) => void) | undefined;
}): ReactNode {
  const [picking, setPicking] = useState(false);
  const whole = new Set(places.flatMap((place) => (place.kind === "clause" ? [clauseOfTarget(place) ?? ""] : [])));
  return (
    <>
      {places.length > 1 && (
        <ul className="places-also" aria-label="Places it speaks of">
          {places.map((place, index) => (
            <li key={index}>
              <span>
                <bdi>{citationOfTarget(text, place)}</bdi>
                {quoteOfTarget(place) !== null && (
                  <>
                    : <q dir="auto">{quoteOfTarget(place)}</q>
                  </>
                )}
              </span>
              <Button
                className="icon-button"
                aria-label={`Leave out ${citationOfTarget(text, place)}`}
                onPress={() => onLeaveOut(place)}
              >
                <X size={14} aria-hidden />
              </Button>
            </li>
          ))}
        </ul>
      )}
      {onAdd && picking && (
        <ClausePicker
          label="It speaks of this clause too"
          text={text}
          value={null}
          without={whole}
          onChoose={(clause) => {
            setPicking(false);
            onAdd({ kind: "clause", clause });
          }}
        />
      )}
      {onAdd && !picking && (
        <Button className="button button-quiet places-another" onPress={() => setPicking(true)}>
          <Plus size={14} aria-hidden /> Another clause
        </Button>
      )}
    </>
  );
}
