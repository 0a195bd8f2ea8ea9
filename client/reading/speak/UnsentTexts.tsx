import type { ReactNode } from "react";
import { Button } from "react-aria-components";
import type { VersionText } from "#core/text/clause.ts";
import * as messages from "#core/messages/composer.en.ts";
import { citationOfTarget } from "../../annotations/target.ts";
import { counted } from "../../components/format.ts";
import { formatMessage, headWord, richMessage } from "../../page-parts/messages.ts";
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
            {richMessage(messages.unsentKindOn, { headWord: headWord(`kind-${one.written.kind}`) })}{" "}
            <strong>
              <bdi>{citationOfTarget(text, one.written.target)}</bdi>
            </strong>
            {messages.notSent}
            {one.written.text.trim() !== "" && (
              <q className="unsent-words" dir="auto">
                {one.written.text.trim()}
              </q>
            )}
          </span>
          <Button className="button button-quiet" onPress={() => onResume(one)}>
            {messages.continueWriting}
          </Button>
          <Button className="button button-quiet" onPress={() => onDiscard(one)}>
            {messages.discardText}
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
    <ul className="earlier-words" aria-label={messages.unsavedText}>
      {earlier.map((one) => {
        const { written, address } = one;
        const staysThere = written.chosen && !isHome;
        return (
          <li key={one.place}>
            <span>
              {messages.youWroteThis}
              {address !== "" && address !== here && (
                <>
                  {" "}
                  {messages.onDraft} <bdi>{nameOf(address)}</bdi>
                </>
              )}
              {one.revision !== revision && messages.beforeItChanged}
              {messages.notSavedYet}
              <q className="earlier-said" dir="auto">
                {written.text.trim() || messages.proposalWithoutReason}
              </q>
              {written.chosen && (
                <span>
                  {" "}
                  {written.kind === "proposal"
                    ? messages.withProposedChange
                    : formatMessage(messages.aboutLocations, { counted: counted(written.also.length + 1, "place") })}
                  {staysThere && messages.keptForOriginalDraft}.
                </span>
              )}
            </span>
            <Button className="button button-quiet" onPress={() => onTake(one)}>
              {staysThere ? messages.restoreText : messages.restoreEdit}
            </Button>
            <Button className="button button-quiet" onPress={() => onDiscard(one)}>
              {messages.discardText}
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
      {editing ? messages.editNotSaved : messages.textNotSent}
    </p>
  );
}
