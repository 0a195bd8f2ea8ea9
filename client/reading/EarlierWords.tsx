import type { ReactNode } from "react";
import { Button } from "react-aria-components";
import type { Unsent } from "./use-composing.ts";

/** In a form that edits: what one typed before somebody else changed it, to take in or to throw away. */
export function EarlierWords({
  earlier,
  onTake,
  onDiscard,
}: {
  earlier: readonly Unsent[];
  onTake: (earlier: Unsent) => void;
  onDiscard: (earlier: Unsent) => void;
}): ReactNode {
  if (earlier.length === 0) return null;
  return (
    <ul className="earlier-words" aria-label="What you wrote before it was changed">
      {earlier.map((one) => (
        <li key={one.place}>
          <span>
            You wrote this before it was changed, and it was not saved:
            <q className="earlier-said" dir="auto">
              {one.written.text.trim() || "A proposal without a reason"}
            </q>
          </span>
          <Button className="button button-quiet" onPress={() => onTake(one)}>
            Take it in
          </Button>
          <Button className="button button-quiet" onPress={() => onDiscard(one)}>
            Throw away
          </Button>
        </li>
      ))}
    </ul>
  );
}
