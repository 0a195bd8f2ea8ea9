import { useQueryClient } from "@tanstack/react-query";
import { type ComponentProps, type ReactNode, useRef, useState } from "react";
import { Button } from "react-aria-components";
import { Link, useLocation } from "wouter";
import type { AwaitingClearance } from "#core/contract/clearance-operations.ts";
import type { ListedDocument, Me } from "#core/contract/forum-operations.ts";
import { readingPath } from "#core/contract/pages.ts";
import * as messages from "#core/messages/account-pages.en.ts";
import { call } from "../api/call.ts";
import { keys } from "../api/queries.ts";
import { formatMoment } from "../components/format.ts";
import { notifyAndRefresh } from "../components/toasts.ts";
import { AwayAnnotation } from "../inbox/AwayAnnotation.tsx";
import { formatMessage } from "../page-parts/messages.ts";
import { focusItem, positionOf } from "./focus-item.ts";
import { SendBackDialog } from "./SendBackDialog.tsx";

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
  const { row, path, act } = useItem(waiting);
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
  const { row, path, act } = useItem(waiting);
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

/** The shared parts of an item: attributes of its row, its draft's path, and actions that remove it from the list. */
function useItem({ placed }: AwaitingClearance): {
  row: ComponentProps<"li">;
  path: string;
  act: (send: () => Promise<unknown>, done: string, undo?: () => unknown) => Promise<boolean>;
} {
  const client = useQueryClient();
  const [, navigate] = useLocation();
  const row = useRef<HTMLLIElement>(null);
  const path = `${readingPath(placed.madeOn)}?note=${placed.annotation.id}`;
  const notify = notifyAndRefresh(client, keys.annotationLists, keys.library);
  return {
    path,
    row: {
      ref: row,
      tabIndex: -1,
      "data-waiting": "",
      onKeyDown: (event) => {
        if (event.key === "Enter" && event.target === event.currentTarget) navigate(path);
      },
    } as ComponentProps<"li">,
    act: async (send, done, undo) => {
      const page = row.current?.closest("main");
      const at = page && row.current ? positionOf(page, row.current) : 0;
      const isDone = await notify(send, done, undo);
      // The row that had the focus is gone. The next one takes its place.
      if (isDone && page) requestAnimationFrame(() => focusItem(page, { at }));
      return isDone;
    },
  };
}
