import { type ReactNode, useState } from "react";
import { Button } from "react-aria-components";
import { Link } from "wouter";
import type { AwaitingClearance } from "#core/contract/clearance-operations.ts";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import type { ShownReply } from "#core/contract/reply-operations.ts";
import type { ListedDocument, Me } from "#core/contract/forum-operations.ts";
import * as messages from "#core/messages/account-pages.en.ts";
import { call } from "../api/call.ts";
import { SpeakerLine } from "../components/SpeakerLine.tsx";
import { formatMoment } from "../components/format.ts";
import { AwayAnnotation } from "../inbox/AwayAnnotation.tsx";
import { MentionText } from "../mentions/MentionText.tsx";
import { formatMessage, headWord } from "../page-parts/messages.ts";
import { SendBackDialog } from "./SendBackDialog.tsx";
import { useItem } from "./use-item.ts";

interface ItemProps {
  waiting: AwaitingClearance;
  documents: readonly ListedDocument[];
  me: Me;
}

/** Returns the comment or reply that waits. */
export function statementOf({ placed, reply }: AwaitingClearance): PlacedAnnotation["annotation"] | ShownReply {
  return reply ?? placed.annotation;
}

/** A comment or reply that the reader may clear, send back or edit. */
export function QueueItem({ waiting, documents }: ItemProps): ReactNode {
  const { placed, reply, closedAt } = waiting;
  const { id, revision, speaker } = statementOf(waiting);
  const [ofReply, ofAnnotation] = [{ reply: id }, { annotation: id }];
  const isReply = reply ? "yes" : "no";
  const [isSendingBack, setSendingBack] = useState(false);
  const { row, path, act } = useItem(placed);
  const { name } = speaker;
  return (
    <AwayAnnotation placed={placed} documents={documents} row={row}>
      {reply && <WaitingReply reply={reply} />}
      <ClosedNote closedAt={closedAt} />
      <div className="clearance-actions">
        <Button
          className="button button-primary"
          aria-label={formatMessage(messages.clearNamed, { name, isReply })}
          onPress={() =>
            void act(
              () =>
                reply
                  ? call("clearReply", { params: ofReply, body: { revision } })
                  : call("clearAnnotation", { params: ofAnnotation, body: { revision } }),
              closedAt === null || reply ? messages.cleared : messages.clearedLate,
              () =>
                act(
                  () =>
                    reply
                      ? call("undoClearingReply", { params: ofReply })
                      : call("undoClearing", { params: ofAnnotation }),
                  messages.reinstated,
                ),
            )
          }
        >
          {messages.clear}
        </Button>
        <Button
          className="button"
          aria-label={formatMessage(messages.sendBackNamed, { name, isReply })}
          onPress={() => setSendingBack(true)}
        >
          {messages.sendBack}
        </Button>
        <Link
          className="button button-quiet"
          href={path}
          aria-label={formatMessage(messages.editNamed, { name, isReply })}
        >
          {messages.edit}
        </Link>
      </div>
      {isSendingBack && (
        <SendBackDialog
          name={name}
          isReply={isReply}
          onSend={(note) =>
            act(
              () =>
                reply
                  ? call("sendBackReply", { params: ofReply, body: { note } })
                  : call("sendBackAnnotation", { params: ofAnnotation, body: { note } }),
              formatMessage(messages.sentBack, { name }),
            )
          }
          onClose={() => setSendingBack(false)}
        />
      )}
    </AwayAnnotation>
  );
}

/** A comment or reply of the reader that waits. */
export function OwnItem({ waiting, documents, me }: ItemProps): ReactNode {
  const { placed, reply, closedAt } = waiting;
  const { id, speaker } = statementOf(waiting);
  const [ofReply, ofAnnotation] = [{ reply: id }, { annotation: id }];
  const isReply = reply ? "yes" : "no";
  const { row, path, act } = useItem(placed);
  const organisation = speaker.organisation?.shortName ?? me.organisation?.shortName ?? "";
  return (
    <AwayAnnotation placed={placed} documents={documents} row={row}>
      {reply && <WaitingReply reply={reply} />}
      <p className="quiet">{formatMessage(messages.waitsFor, { organisation })}</p>
      <ClosedNote closedAt={closedAt} />
      <div className="clearance-actions">
        {(reply ?? placed).may.withdraw && (
          <Button
            className="button"
            aria-label={formatMessage(messages.withdrawLabel, { isReply })}
            onPress={() =>
              void act(
                () =>
                  reply
                    ? call("withdrawReply", { params: ofReply })
                    : call("withdrawAnnotation", { params: ofAnnotation, body: { reason: "" } }),
                formatMessage(messages.withdrawn, { isReply }),
                () =>
                  act(
                    () =>
                      reply
                        ? call("reinstateReply", { params: ofReply })
                        : call("reinstateAnnotation", { params: ofAnnotation }),
                    messages.reinstated,
                  ),
              )
            }
          >
            {messages.withdraw}
          </Button>
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
    <ol className="replies">
      <li className="reply">
        <SpeakerLine speaker={speaker} />
        {position !== null && <p className={`position position-${position}`}>{headWord(`position-${position}`)}</p>}
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
      <span className="chip chip-late">{formatMessage(messages.closedOn, { date: formatMoment(closedAt) })}</span>
    </p>
  );
}
