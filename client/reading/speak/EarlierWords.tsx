import type { ReactNode } from "react";
import { Button } from "react-aria-components";
import { counted } from "../../components/counted.ts";
import type { BegunEdit } from "./begun-edit.ts";
import type { ThreadActs } from "../state/thread-actions.ts";

/**
 * In a form that edits: what one typed on another draft, or before somebody changed it, and did not save; to take in or to
 * throw away.
 */
export function EarlierWords({
  earlier,
  revision,
  isHome,
  acts: { here, nameOf },
  onTake,
  onDiscard,
}: {
  earlier: readonly BegunEdit[];
  /** Of what is edited, as it is now; null for something new, of which there is nothing earlier. */
  revision: string | null;
  /** Whether this is the draft it was made on. */
  isHome: boolean;
  acts: Pick<ThreadActs, "here" | "nameOf">;
  onTake: (earlier: BegunEdit) => void;
  onDiscard: (earlier: BegunEdit) => void;
}): ReactNode {
  if (earlier.length === 0) return null;
  return (
    <ul className="earlier-words" aria-label="What you wrote and did not save">
      {earlier.map((one) => {
        const { written, address } = one;
        const staysThere = written.chosen && !isHome;
        return (
          <li key={one.place}>
            <span>
              You wrote this
              {address !== "" && address !== here && (
                <>
                  {" "}
                  on <bdi>{nameOf(address)}</bdi>
                </>
              )}
              {one.revision !== revision && " before it was changed"}, and it was not saved:
              <q className="earlier-said" dir="auto">
                {written.text.trim() || "A proposal without a reason"}
              </q>
              {written.chosen && (
                <span>
                  {" "}
                  {written.kind === "proposal"
                    ? "with what you proposed"
                    : `of ${counted(written.also.length + 1, "place")}`}
                  {staysThere && ", which stays kept for the draft it was made on"}.
                </span>
              )}
            </span>
            <Button className="button button-quiet" onPress={() => onTake(one)}>
              {staysThere ? "Take in its words" : "Take it in"}
            </Button>
            <Button className="button button-quiet" onPress={() => onDiscard(one)}>
              Throw away
            </Button>
          </li>
        );
      })}
    </ul>
  );
}
