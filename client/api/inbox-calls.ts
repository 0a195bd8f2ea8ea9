import { notificationOperations } from "#core/contract/notification-operations.ts";
import type { Following, ItemState, NotificationItem, WaitingItem } from "#core/contract/notification-operations.ts";
import type { UnreadCount } from "#core/contract/unread-operations.ts";
import { addOperations, call } from "./call.ts";

addOperations(notificationOperations);

/** A part of the reader's inbox. */
interface Items {
  items: NotificationItem[];
  next: string | null;
}

/** Reads a part of the reader's inbox. */
export function readItems(
  { state, after, size }: { state: ItemState; after: string | undefined; size: number | undefined },
  signal: AbortSignal,
): Promise<Items> {
  const part = { ...(after !== undefined && { after }), ...(size !== undefined && { size }) };
  return call("getNotifications", { query: { state, ...part }, signal });
}

/** Reads the work that waits for the reader, with or without undecided comments. */
export function readWaiting(undecided: boolean, signal: AbortSignal): Promise<WaitingItem[]> {
  return call("getWaiting", { query: undecided ? {} : { undecided: "false" }, signal });
}

/** Marks items of the inbox, or all up to an entry. */
export function markItems(
  state: ItemState,
  which: { items: { item: string; entry?: string | undefined }[] } | { upTo?: string | undefined },
): Promise<UnreadCount> {
  return call("markNotifications", { body: { state, ...which } });
}

/** Reads what the reader follows or muted, with the followed clauses of a version, if one is given by its id. */
export function readFollowing(version: string | undefined, signal: AbortSignal): Promise<Following> {
  return call("getFollowing", { query: { version }, signal });
}

/** Follows or mutes a thread, a document, a clause or an organisation, or neither. */
export function follow(subject: string, state: "following" | "muted" | "none"): Promise<Following> {
  return call("setFollowing", { body: { subject, state } });
}
