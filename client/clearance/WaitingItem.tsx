import { type ReactNode, useState } from "react";
import { Button } from "react-aria-components";
import { Link } from "wouter";
import type { AwaitingClearance } from "#core/contract/clearance-operations.ts";
import type { ListedDocument, Me } from "#core/contract/forum-operations.ts";
import * as messages from "#core/messages/account-pages.en.ts";
import { call } from "../api/call.ts";
import { formatMoment } from "../components/format.ts";
import { AwayAnnotation } from "../inbox/AwayAnnotation.tsx";
import { formatMessage } from "../page-parts/messages.ts";
import { SendBackDialog } from "./SendBackDialog.tsx";
import { useItem } from "./use-item.ts";

interface ItemProps {
  waiting: AwaitingClearance;
  documents: readonly ListedDocument[];
  me: Me;
}

/** A comment that the reader may clear, send back or edit. */
export function QueueItem({ waiting, documents }: ItemProps): ReactNode {
  const { placed, closedAt } = waiting;
  const { id, revision, speaker } = placed.annotation;
  const [isSendingBack, setSendingBack] = useState(false);
  const { row, path, act } = useItem(placed);
  const { name } = speaker;
  return (
    <AwayAnnotation placed={placed} documents={documents} row={row}>
      <ClosedNote closedAt={closedAt} />
      <div className="clearance-actions">
        <Button
          className="button button-primary"
          aria-label={formatMessage(messages.clearNamed, { name })}
          onPress={() =>
            void act(
              () => call("clearAnnotation", { params: { annotation: id }, body: { revision } }),
              closedAt === null ? messages.cleared : messages.clearedLate,
            )
          }
        >
          {messages.clear}
        </Button>
        <Button
          className="button"
          aria-label={formatMessage(messages.sendBackNamed, { name })}
          onPress={() => setSendingBack(true)}
        >
          {messages.sendBack}
        </Button>
        <Link className="button button-quiet" href={path} aria-label={formatMessage(messages.editNamed, { name })}>
          {messages.edit}
        </Link>
      </div>
      {isSendingBack && (
        <SendBackDialog
          name={name}
          onSend={(note) =>
            act(
              () => call("sendBackAnnotation", { params: { annotation: id }, body: { note } }),
              formatMessage(messages.sentBack, { name }),
            )
          }
          onClose={() => setSendingBack(false)}
        />
      )}
    </AwayAnnotation>
  );
}

/** A comment of the reader that waits. */
export function OwnItem({ waiting, documents, me }: ItemProps): ReactNode {
  const { placed, closedAt } = waiting;
  const params = { annotation: placed.annotation.id };
  const { row, path, act } = useItem(placed);
  const organisation = placed.annotation.speaker.organisation?.shortName ?? me.organisation?.shortName ?? "";
  return (
    <AwayAnnotation placed={placed} documents={documents} row={row}>
      <p className="quiet">{formatMessage(messages.waitsFor, { organisation })}</p>
      <ClosedNote closedAt={closedAt} />
      <div className="clearance-actions">
        {placed.may.withdraw && (
          <Button
            className="button"
            aria-label={messages.withdrawLabel}
            onPress={() =>
              void act(
                () => call("withdrawAnnotation", { params, body: { reason: "" } }),
                messages.withdrawn,
                () => act(() => call("reinstateAnnotation", { params }), messages.reinstated),
              )
            }
          >
            {messages.withdraw}
          </Button>
        )}
        <Link className="button button-quiet" href={path} aria-label={messages.openDraftNamed}>
          {messages.openDraft}
        </Link>
      </div>
    </AwayAnnotation>
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
