import type { ReactNode } from "react";
import { hasOperations } from "#core/discuss/annotation.ts";
import type { VersionText } from "#core/text/clause.ts";
import { composer as messages } from "#core/messages/catalogues.ts";
import { citationOfTarget } from "../../annotations/target.ts";
import { formatMessage, richMessage } from "../../page-parts/messages.ts";
import type { ThreadHandlers } from "../state/thread-handlers.ts";
import type { UnsavedEdit } from "./unsaved-edit.ts";
import { readStoredAs } from "../../components/stored-text.ts";
import type { Unsent } from "./composer-actions.ts";
import { Written } from "./written.ts";
import "../../annotations/margin.css";
import "./composer.css";

/** Lists text typed on an earlier visit and never sent. Each can be resumed or discarded. */
export function UnsentList({
  keys,
  participantId,
  text,
  onResume,
  onDiscard,
}: {
  /** The keys under which it is stored. */
  keys: readonly string[];
  participantId: string | null;
  text: VersionText;
  onResume: (unsent: Unsent) => void;
  onDiscard: (unsent: Unsent) => void;
}): ReactNode {
  const unsent = keys.flatMap((storageKey): Unsent[] => {
    const written = readStoredAs(participantId, storageKey, Written);
    return written ? [{ storageKey, written }] : [];
  });
  if (unsent.length === 0) return null;
  return (
    <ul className="unsent screen-only">
      {unsent.map((entry) => (
        <li key={entry.storageKey}>
          <span>
            {richMessage(messages.unsentOn, {
              kind: entry.written.kind,
              citation: <bdi key="citation">{citationOfTarget(text, entry.written.target)}</bdi>,
              b: (parts) => <strong>{parts}</strong>,
            })}
            {entry.written.text.trim() !== "" && (
              <q className="unsent-text clamped" dir="auto">
                {entry.written.text.trim()}
              </q>
            )}
          </span>
          <button type="button" className="button button-quiet" onClick={() => onResume(entry)}>
            {messages.continueWriting}
          </button>
          <button type="button" className="button button-quiet" onClick={() => onDiscard(entry)}>
            {messages.discardText}
          </button>
        </li>
      ))}
    </ul>
  );
}

/**
 * Lists unsaved edits in an editing form, typed on another draft or over an earlier revision. Each can be restored or
 * discarded.
 */
export function EarlierEdits({
  earlier,
  revision,
  isHome,
  acts: { currentAddress, nameOf },
  onRestore,
  onDiscard,
}: {
  earlier: readonly UnsavedEdit[];
  /** The current revision of the annotation being edited. */
  revision: string;
  /** Whether this is the draft on which it was made. */
  isHome: boolean;
  acts: Pick<ThreadHandlers, "currentAddress" | "nameOf">;
  onRestore: (earlier: UnsavedEdit) => void;
  onDiscard: (earlier: UnsavedEdit) => void;
}): ReactNode {
  if (earlier.length === 0) return null;
  return (
    <ul className="earlier-edits remark" aria-label={messages.unsavedText}>
      {earlier.map((edit) => {
        const { written, address } = edit;
        const staysThere = written.chosen && !isHome;
        const isOlder = edit.revision !== revision;
        return (
          <li key={edit.storageKey}>
            <span>
              {address === "" || address === currentAddress
                ? isOlder
                  ? messages.unsavedBeforeEdit
                  : messages.unsavedFromHere
                : richMessage(isOlder ? messages.unsavedFromDraftBeforeEdit : messages.unsavedFromDraft, {
                    draft: <bdi>{nameOf(address)}</bdi>,
                  })}
              <q className="earlier-text" dir="auto">
                {written.text.trim() || messages.proposalWithoutReason}
              </q>
              {written.chosen && <span> {describeChosen(written, staysThere)}</span>}
            </span>
            <button type="button" className="button button-quiet" onClick={() => onRestore(edit)}>
              {staysThere ? messages.restoreText : messages.restoreEdit}
            </button>
            <button type="button" className="button button-quiet" onClick={() => onDiscard(edit)}>
              {messages.discardText}
            </button>
          </li>
        );
      })}
    </ul>
  );
}

/** Describes the targets or the change of an unsaved edit, and whether they stay saved for the original draft. */
function describeChosen({ kind, also }: UnsavedEdit["written"], staysThere: boolean): string {
  if (hasOperations({ kind })) return staysThere ? messages.changeRemains : messages.includesChange;
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
