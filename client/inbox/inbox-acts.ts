import { useQueryClient } from "@tanstack/react-query";
import type { ItemState, NotificationItem } from "#core/contract/notification-operations.ts";
import { inboxPage as messages } from "#core/messages/catalogues.ts";
import { follow, markItems } from "../api/inbox-calls.ts";
import { keys } from "../api/queries.ts";
import { notifyAndRefresh, notifyFailure, undoBy } from "../components/toasts.ts";

type Marked = Pick<NotificationItem, "item"> & { latest?: string };

/** The acts on items of the inbox. Each covers an item up to the latest entry that is shown. */
export interface InboxActs {
  /** Marks an item as read without a message, because the reader opened it. */
  open: (item: Marked) => void;
  /** Marks items as read without a message, because the page shows them. */
  see: (items: readonly Marked[]) => void;
  finish: (item: NotificationItem) => void;
  /** Moves an item back to where it was. */
  restore: (item: NotificationItem, state: ItemState) => void;
  mute: (item: NotificationItem) => void;
  /** Marks all items as read, up to the latest entry that is shown. */
  readAll: (latest: string | undefined) => void;
}

const nameOf = ({ item, latest }: Marked) => ({ item, entry: latest });

/** Returns the acts on items of the inbox. */
export function useInboxActs(): InboxActs {
  const client = useQueryClient();
  const act = notifyAndRefresh(client, keys.inbox);
  /** Does something without a message, unless it fails. Resolves to whether it succeeded. */
  const quietly = async (send: () => Promise<unknown>): Promise<boolean> => {
    try {
      await send();
      return true;
    } catch (error) {
      notifyFailure(error);
      return false;
    } finally {
      await client.invalidateQueries({ queryKey: keys.inbox });
    }
  };
  const mark = (items: readonly Marked[], state: ItemState): Promise<boolean> =>
    quietly(() => markItems(state, { items: items.map(nameOf) }));
  return {
    see: (items) => void mark(items, "read"),
    open: (item) => void mark([item], "read"),
    finish: (item) =>
      void act(
        () => markItems("done", { items: [nameOf(item)] }),
        messages.markedDone,
        () => undoBy("markNotifications", { body: { state: item.state, items: [nameOf(item)] } }, messages.restored),
      ),
    restore: (item, state) => void mark([item], state),
    mute: (item) =>
      void act(
        () => follow(item.item, "muted"),
        messages.muted,
        () => undoBy("setFollowing", { body: { subject: item.item, state: item.follows ?? "none" } }, messages.unmuted),
      ),
    readAll: (upTo) => void act(() => markItems("read", { upTo }), messages.allRead),
  };
}
