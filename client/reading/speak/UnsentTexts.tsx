import type { ReactNode } from "react";
import { Button } from "react-aria-components";
import type { VersionText } from "#core/text/clause.ts";
import * as messages from "#core/messages/composer.en.ts";
import { citationOfTarget } from "../../annotations/target.ts";
import { formatMessage, richMessage } from "../../page-parts/messages.ts";
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
            {richMessage(messages.unsentOn, {
              kind: one.written.kind,
              citation: <bdi key="citation">{citationOfTarget(text, one.written.target)}</bdi>,
              b: (parts) => <strong>{parts}</strong>,
            })}
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
        const isOlder = one.revision !== revision;
        return (
          <li key={one.place}>
            <span>
              {address === "" || address === here
                ? isOlder
                  ? messages.unsavedBeforeEdit
                  : messages.unsavedFromHere
                : richMessage(isOlder ? messages.unsavedFromDraftBeforeEdit : messages.unsavedFromDraft, {
                    draft: <bdi>{nameOf(address)}</bdi>,
                  })}
              <q className="earlier-said" dir="auto">
                {written.text.trim() || messages.proposalWithoutReason}
              </q>
              {written.chosen && <span> {chosenWords(written, staysThere)}</span>}
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

/** Describes the targets or the change of an unsaved edit, and whether they stay saved for the original draft. */
function chosenWords({ kind, also }: BegunEdit["written"], staysThere: boolean): string {
  if (kind === "proposal") return staysThere ? messages.changeRemains : messages.includesChange;
  const count = also.length + 1;
  return staysThere
    ? formatMessage(messages.locationsRemain, { count })
    : formatMessage(messages.aboutLocations, { count });
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
