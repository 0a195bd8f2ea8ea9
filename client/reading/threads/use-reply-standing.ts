import { useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { threads as messages } from "#core/messages/catalogues.ts";
import { call } from "../../api/call.ts";
import { notifyAndRefresh } from "../../components/toasts.ts";

/** Writes that change a reply's state. Each resolves to whether it succeeded. */
export interface ReplyStanding {
  withdraw: (reply: string) => Promise<boolean>;
  hide: (reply: string, reason: string) => Promise<boolean>;
  erase: (reply: string, reason: string) => Promise<boolean>;
  /** Undoes a withdrawal or a hiding. */
  reinstate: (reply: string) => Promise<boolean>;
}

/** Returns the writes that remove and restore replies. The message of each reversible action offers to undo it. */
export function useReplyStanding(): ReplyStanding {
  const client = useQueryClient();
  return useMemo(() => {
    const act = notifyAndRefresh(client, ["annotations"]);
    const standing: ReplyStanding = {
      withdraw: (reply) =>
        act(
          () => call("withdrawReply", { params: { reply } }),
          messages.replyWithdrawn,
          () => standing.reinstate(reply),
        ),
      hide: (reply, reason) =>
        act(
          () => call("hideReply", { params: { reply }, body: { reason } }),
          messages.replyHidden,
          () => standing.reinstate(reply),
        ),
      erase: (reply, reason) =>
        act(() => call("eraseReply", { params: { reply }, body: { reason } }), messages.erasedPermanently),
      reinstate: (reply) => act(() => call("reinstateReply", { params: { reply } }), messages.replyRestored),
    };
    return standing;
  }, [client]);
}
