import { type ReactNode, useId, useState } from "react";
import { Link } from "wouter";
import type { AwaitingClearance } from "#core/contract/clearance-operations.ts";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import type { ShownReply } from "#core/contract/reply-operations.ts";
import type { Me } from "#core/contract/forum-operations.ts";
import { accountPages as messages } from "#core/messages/catalogues.ts";
import { focusOnMount } from "../components/focus.ts";
import { ConfirmDialog } from "../components/DialogFrame.tsx";
import { SpeakerLine } from "../components/SpeakerLine.tsx";
import { Moment } from "../components/format.tsx";
import { MentionText } from "../mentions/MentionText.tsx";
import { formatMessage, headWord, richMessage } from "../page-parts/messages.ts";
import { AwayAnnotation } from "./AwayAnnotation.tsx";
import { useClearanceItem } from "./use-clearance-item.ts";

/** Returns the comment or reply that waits. */
export function statementOf({ placed, reply }: AwaitingClearance): PlacedAnnotation["annotation"] | ShownReply {
  return reply ?? placed.annotation;
}

/** A comment or reply that the reader may clear, send back or edit. */
export function QueueItem({ waiting, onDone }: { waiting: AwaitingClearance; onDone?: () => void }): ReactNode {
  const { placed, reply, closedAt } = waiting;
  const { name } = statementOf(waiting).speaker;
  const [isSendingBack, setSendingBack] = useState(false);
  const { row, path, isReply, clear, sendBack } = useClearanceItem(placed, reply, onDone);
  return (
    <AwayAnnotation placed={placed} row={row}>
      {reply && <WaitingReply reply={reply} />}
      <ClosedNote closedAt={closedAt} />
      <div className="row">
        <button
          type="button"
          className="button button-primary"
          data-act="clear"
          aria-label={formatMessage(messages.clearNamed, { name, isReply })}
          onClick={() => void clear(closedAt === null || reply ? messages.cleared : messages.clearedLate)}
        >
          {messages.clear}
        </button>
        <button
          type="button"
          className="button"
          data-act="send-back"
          aria-label={formatMessage(messages.sendBackNamed, { name, isReply })}
          onClick={() => setSendingBack(true)}
        >
          {messages.sendBack}
        </button>
        <Link
          className="button button-quiet"
          href={path}
          aria-label={formatMessage(messages.editNamed, { name, isReply })}
        >
          {messages.edit}
        </Link>
      </div>
      {isSendingBack && (
        <SendBackDialog name={name} isReply={isReply} onSend={sendBack} onClose={() => setSendingBack(false)} />
      )}
    </AwayAnnotation>
  );
}

/** Asks for the note with which a comment or reply goes back to its author. */
function SendBackDialog({
  name,
  isReply,
  onSend,
  onClose,
}: {
  /** The author. */
  name: string;
  isReply: "yes" | "no";
  /** Resolves to whether the comment was sent back. */
  onSend: (note: string) => Promise<boolean>;
  onClose: () => void;
}): ReactNode {
  const [note, setNote] = useState("");
  const about = useId();
  return (
    <ConfirmDialog
      title={formatMessage(messages.sendBackTitle, { name, isReply })}
      act={messages.sendBack}
      ready={note.trim() !== ""}
      onConfirm={() => onSend(note.trim())}
      onClose={onClose}
    >
      <p id={about}>{formatMessage(messages.sendBackHint, { name })}</p>
      <label className="field dialog-field">
        <span className="field-label">{messages.sendBackNote}</span>
        <textarea
          ref={focusOnMount}
          dir="auto"
          rows={3}
          maxLength={2000}
          value={note}
          aria-describedby={about}
          onChange={({ target }) => setNote(target.value)}
        />
      </label>
    </ConfirmDialog>
  );
}

/** A comment or reply of the reader that waits. */
export function OwnItem({ waiting, me }: { waiting: AwaitingClearance; me: Me }): ReactNode {
  const { placed, reply, closedAt } = waiting;
  const { row, path, isReply, mayWithdraw, withdraw } = useClearanceItem(placed, reply);
  const organisation = statementOf(waiting).speaker.organisation?.shortName ?? me.organisation?.shortName ?? "";
  return (
    <AwayAnnotation placed={placed} row={row}>
      {reply && <WaitingReply reply={reply} />}
      <p className="quiet">{formatMessage(messages.waitsFor, { organisation })}</p>
      <ClosedNote closedAt={closedAt} />
      <div className="row">
        {mayWithdraw && (
          <button
            type="button"
            className="button"
            aria-label={formatMessage(messages.withdrawLabel, { isReply })}
            onClick={() => void withdraw(messages.reinstated)}
          >
            {messages.withdraw}
          </button>
        )}
        <Link
          className="button button-quiet"
          href={path}
          aria-label={formatMessage(messages.openDraftNamed, { isReply })}
        >
          {messages.openDraft}
        </Link>
      </div>
    </AwayAnnotation>
  );
}

/** The reply that waits, below the comment that it answers. */
export function WaitingReply({ reply: { speaker, position, text } }: { reply: ShownReply }): ReactNode {
  return (
    <ol className="replies stack-3">
      <li className="reply">
        <SpeakerLine speaker={speaker} />
        {position !== null && <p className={`small soft position-${position}`}>{headWord(`position-${position}`)}</p>}
        {text !== "" && (
          <p className="thread-text" dir="auto">
            <MentionText>{text}</MentionText>
          </p>
        )}
      </li>
    </ol>
  );
}

function ClosedNote({ closedAt }: { closedAt: string | null }): ReactNode {
  if (closedAt === null) return null;
  return (
    <p>
      <span className="chip chip-late">{richMessage(messages.closedOn, { date: <Moment at={closedAt} /> })}</span>
    </p>
  );
}
