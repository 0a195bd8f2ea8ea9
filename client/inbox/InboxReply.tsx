import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { NotificationItem } from "#core/contract/notification-operations.ts";
import { annotationParts as messages } from "#core/messages/catalogues.ts";
import { clearedFirst } from "../annotations/audience.ts";
import { call } from "../api/call.ts";
import { keys, meQuery } from "../api/queries.ts";
import { notifyAndRefresh, undoBy } from "../components/toasts.ts";
import { ReplyForm } from "../reading/threads/ReplyForm.tsx";

/** Writes a reply in the thread of an item, which is then read. */
export function InboxReply({
  annotation,
  onSent,
  onClose,
}: {
  annotation: NonNullable<NotificationItem["annotation"]>;
  onSent: () => void;
  onClose: () => void;
}): ReactNode {
  const client = useQueryClient();
  const me = useQuery(meQuery).data;
  const isCleared = me !== undefined && clearedFirst("submitted", me, "organisation") === "clearance";
  const act = notifyAndRefresh(client, keys.annotationLists, keys.inbox);
  return (
    <ReplyForm
      participantId={me?.participant?.id ?? null}
      storageKey={`reply/${annotation.id}`}
      operations={[]}
      onSend={async (reply) => {
        const done = await act(
          () => call("createReply", { params: { annotation: annotation.id }, body: reply }),
          isCleared ? messages.sentForClearance : messages.replyAdded,
          () => undoBy("withdrawReply", { params: { reply: reply.id } }, messages.replyWithdrawn),
        );
        if (done) onSent();
        return done;
      }}
      onClose={onClose}
    />
  );
}
