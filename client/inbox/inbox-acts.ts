import { useQueryClient } from "@tanstack/react-query";
import type { ItemState, NotificationItem } from "#core/contract/notification-operations.ts";
import { inboxPage as messages } from "#core/messages/catalogues.ts";
import { follow, markItems } from "../api/inbox-calls.ts";
import { keys } from "../api/queries.ts";
import { notifyAndRefresh } from "../components/toasts.ts";

type Marked = Pick<NotificationItem, "item"> & { latest?: string };

/** The acts on items of the inbox. Each covers an item up to the latest entry that is shown. */
export interface InboxActs {
  /** Marks an item as read without a message, because the reader opened it. */
  open: (item: Marked) => Promise<void>;
  /** Marks items as read without a message, because the page shows them. */
  see: (items: readonly Marked[]) => Promise<void>;
  finish: (item: NotificationItem) => void;
  /** Moves an item back to where it was. */
  restore: (item: NotificationItem, state: ItemState) => Promise<void>;
  mute: (item: NotificationItem) => void;
  readAll: () => void;
}

const nameOf = ({ item, latest }: Marked) => ({ item, entry: latest });

/** Returns the acts on items of the inbox. */
export function useInboxActs(): InboxActs {
  const client = useQueryClient();
  const act = notifyAndRefresh(client, keys.inbox);
  const markAll = async (items: readonly Marked[], state: ItemState): Promise<void> => {
    await markItems(state, items.map(nameOf));
    await client.invalidateQueries({ queryKey: keys.inbox });
  };
  const mark = (item: Marked, state: ItemState): Promise<void> => markAll([item], state);
  return {
    see: (items) => markAll(items, "read"),
    open: (item) => mark(item, "read"),
    finish: (item) =>
      void act(
        () => markItems("done", [nameOf(item)]),
        messages.markedDone,
        () => mark(item, item.state),
      ),
    restore: (item, state) => mark(item, state),
    mute: (item) =>
      void act(
        () => follow(item.item, "muted"),
        messages.muted,
        async () => {
          await follow(item.item, item.follows === "following" ? "following" : "none");
          await client.invalidateQueries({ queryKey: keys.inbox });
        },
      ),
    readAll: () => void act(() => markItems("read"), messages.allRead),
  };
}
