import type { ReactNode } from "react";
import { Button } from "react-aria-components";
import type { VersionText } from "#core/text/clause.ts";
import { citationOfTarget } from "../../annotations/target.ts";
import { counted } from "../../components/format.ts";
import { headWord } from "../../components/messages.ts";
import type { ThreadHandlers } from "../state/thread-handlers.ts";
import type { BegunEdit } from "./begun-edit.ts";
import type { Unsent } from "./use-composing.ts";

/** Lists text typed on an earlier visit and never sent. Each can be resumed or discarded. */
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
 * Lists unsaved edits in an editing form, typed on another draft or over an earlier revision. Each can be restored or
 * discarded.
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
  /** The current revision of the annotation being edited. */
  revision: string;
  /** Whether this is the draft on which it was made. */
  isHome: boolean;
  acts: Pick<ThreadHandlers, "here" | "nameOf">;
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

/**
 * Shown under a form that could not be sent: nothing is lost, and what to do next. A separate message gives the reason.
 */
export function NotSent({ editing }: { editing: boolean }): ReactNode {
  return (
    <p className="field-error" role="alert">
      {editing
        ? "This was not saved. Your words are kept on this device: save them again, or, where somebody changed it meanwhile, close this and edit it anew to be offered them."
        : "This was not sent. Your words are kept on this device: send them again, now or at a later visit."}
    </p>
  );
}
