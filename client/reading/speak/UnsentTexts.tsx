import type { ReactNode } from "react";
import { Button } from "react-aria-components";
import type { VersionText } from "#core/text/clause.ts";
import { citationOfTarget } from "../../annotations/target.ts";
import { counted } from "../../components/format.ts";
import { headWord } from "../../components/messages.ts";
import type { ThreadActs } from "../state/thread-actions.ts";
import type { BegunEdit } from "./begun-edit.ts";
import type { Unsent } from "./use-composing.ts";

/** What was typed at an earlier visit and never sent: to go on with, or to throw away. */
export function UnsentList({
  unsent,
  text,
  onResume,
  onDiscard,
}: {
  unsent: readonly Unsent[];
  text: VersionText;
  onResume: (unsent: Unsent) => void;
  onDiscard: (unsent: Unsent) => void;
}): ReactNode {
  if (unsent.length === 0) return null;
  return (
    <ul className="unsent">
      {unsent.map((one) => (
        <li key={one.place}>
          <span>
            {headWord(`kind-${one.written.kind}`)} on{" "}
            <strong>
              <bdi>{citationOfTarget(text, one.written.target)}</bdi>
            </strong>
            , not sent
            {one.written.text.trim() !== "" && (
              <q className="unsent-words" dir="auto">
                {one.written.text.trim()}
              </q>
            )}
          </span>
          <Button className="button button-quiet" onPress={() => onResume(one)}>
            Go on
          </Button>
          <Button className="button button-quiet" onPress={() => onDiscard(one)}>
            Throw away
          </Button>
        </li>
      ))}
    </ul>
  );
}

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

/** Under a form whose words did not reach the server: that nothing is lost, and what to do. Why is told in a message. */
export function NotSent({ editing }: { editing: boolean }): ReactNode {
  return (
    <p className="field-error" role="alert">
      {editing
        ? "This was not saved. Your words are kept on this device: save them again, or, where somebody changed it meanwhile, close this and edit it anew to be offered them."
        : "This was not sent. Your words are kept on this device: send them again, now or at a later visit."}
    </p>
  );
}
