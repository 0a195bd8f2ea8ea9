import type { ItemState } from "#core/contract/notification-operations.ts";
import { eventsBackwards } from "../kernel/events.ts";
import { type InboxReader, isOwnAct, type Notice, noticeOf, scopesOf } from "./inbox-reader.ts";
import { itemState, unreadFloor } from "./state.ts";

/** Maximum number of events to read for one answer, apart from those of its items. */
const mostEvents = 1000;

/** Maximum number of entries to count in an item, and of events to read for them. */
const mostEntries = 50;
const mostEventsOfItem = 500;

/** The notifications of one thread, draft, document or contribution. */
export interface FoundItem {
  item: string;
  state: ItemState;
  /** The latest first, at most 50. */
  notices: [Notice, ...Notice[]];
}

/** A part of the list of items: those whose latest notification is before a number, as of the event `top`. */
export interface ItemQuery {
  states: readonly ItemState[];
  before: number;
  top: number;
  size: number;
  /** Maximum number of entries of each item to read. */
  entries?: number;
}

/**
 * Finds the items of a person, newest first. An item is at the place of its latest notification, so pages repeat none
 * and leave none out, also while others write: events after `top` are ignored.
 * @returns the items, and the number of the last event that was read; null at the end of the list
 */
export async function findItems(
  to: InboxReader,
  { states, before, top, size, entries = mostEntries }: ItemQuery,
): Promise<{ items: FoundItem[]; upTo: number | null }> {
  const floor = states.length === 1 && states[0] === "unread" ? unreadFloor(to.inbox) : 0;
  const items: FoundItem[] = [];
  const seen = new Set<string>();
  let read = 0;
  for await (const event of eventsBackwards(to.reader, scopesOf(to), before)) {
    if (event.seq <= floor) break;
    read += 1;
    const notice = await noticeOf(to, event);
    if (notice && !seen.has(notice.item)) {
      seen.add(notice.item);
      const found = await itemOf(to, notice, { top, entries });
      if (found && states.includes(found.state)) items.push(found);
    }
    if (items.length === size || read === mostEvents) return { items, upTo: event.seq };
  }
  return { items, upTo: null };
}

/** Returns the item of a notification, if that is its latest one. Null if a later one put it earlier in the list. */
async function itemOf(
  to: InboxReader,
  latest: Notice,
  { top, entries }: { top: number; entries: number },
): Promise<FoundItem | null> {
  const { item, event: found } = latest;
  const notices: [Notice, ...Notice[]] = [latest];
  let isAnswered = false;
  let further = 0;
  for await (const event of eventsBackwards(to.reader, [{ concerns: item }], top + 1)) {
    if (event.seq > found.seq) {
      // The reader has seen the thread when they acted in it.
      if (isOwnAct(to, event)) isAnswered = true;
      else if ((await noticeOf(to, event))?.item === item) return null;
      continue;
    }
    further += 1;
    if (notices.length >= entries || further > mostEventsOfItem) break;
    if (event.seq === found.seq) continue;
    const notice = await noticeOf(to, event);
    if (notice?.item === item) notices.push(notice);
  }
  const state = itemState(to.inbox, { item, latest: { seq: found.seq, at: found.at } });
  return { item, state: state === "unread" && isAnswered ? "read" : state, notices };
}
