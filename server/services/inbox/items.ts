import { notificationKinds } from "#core/contract/notification-kinds.ts";
import type { ItemState } from "#core/contract/notification-operations.ts";
import type { StoredEvent } from "../../store/stored-event.ts";
import { eventsBackwards } from "../kernel/events.ts";
import { type InboxReader, isOwnAct, type Notice, noticeOf, scopesOf } from "./inbox-reader.ts";
import { itemState, unreadFloor } from "./state.ts";

/** The list ends after this many events in a row of which the reader is not notified. */
const mostMissed = 1000;

/** Maximum number of events to read for one answer, apart from those of its items. */
const mostEvents = 10_000;

/** Maximum number of entries to count in an item, and of events to read for them. */
const mostEntries = 50;
const mostEventsOfItem = 500;

/** The notifications of one thread, draft, document or contribution. */
export interface FoundItem {
  item: string;
  state: ItemState;
  /** The latest first, at most 50. */
  notices: readonly [Notice, ...Notice[]];
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
 * @returns the items, and the number of the last notification among those read, if more follow: never that of an event of
 *   which the reader may not know. Null at the end of the list.
 */
export async function findItems(
  to: InboxReader,
  { states, before, top, size, entries = mostEntries }: ItemQuery,
): Promise<{ items: FoundItem[]; upTo: number | null }> {
  const floor = states.length === 1 && states[0] === "unread" ? unreadFloor(to.inbox) : 0;
  const items: FoundItem[] = [];
  const seen = new Set<string>();
  let last = before;
  let [missed, read] = [0, 0];
  for await (const event of eventsBackwards(to.reader, scopesOf(to), before)) {
    if (event.seq <= floor || missed === mostMissed) break;
    if (read === mostEvents) return { items, upTo: last === before ? null : last };
    read += 1;
    if (isOfSeen(event, seen)) continue;
    const notice = await noticeOf(to, event);
    missed = notice ? 0 : missed + 1;
    if (!notice || seen.has(notice.item)) continue;
    seen.add(notice.item);
    const found = await itemOf(to, notice, { top, entries });
    if (found && states.includes(found.state)) {
      if (items.length === size) return { items, upTo: last };
      items.push(found);
    }
    last = event.seq;
  }
  return { items, upTo: null };
}

/** Whether an event can belong only to items that were found already. */
function isOfSeen({ concerns = [] }: StoredEvent, seen: ReadonlySet<string>): boolean {
  const items = concerns.filter((key) => itemKinds.has(key.slice(0, key.indexOf("/"))));
  return items.length > 0 && items.every((key) => seen.has(key));
}

/** Requests that a reply does not answer. */
const requests: ReadonlySet<string> = new Set<Notice["kind"]>(["co-sign-request", "clearance-request", "sent-back"]);

const itemKinds: ReadonlySet<string> = new Set(Object.values(notificationKinds).map(({ item }) => item));

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
  for await (const event of eventsBackwards(to.reader, [{ concerns: item }], Number.MAX_SAFE_INTEGER)) {
    if (event.seq > found.seq) {
      // The reader has seen the thread when they acted in it, also after the list was begun.
      if (isOwnAct(to, event)) isAnswered = item.startsWith("thread/");
      else if (event.seq <= top && (await noticeOf(to, event))?.item === item) return null;
      continue;
    }
    further += 1;
    if (notices.length >= entries || further > mostEventsOfItem) break;
    if (event.seq === found.seq) continue;
    const notice = await noticeOf(to, event);
    if (notice?.item === item) notices.push(notice);
  }
  const state = itemState(to.inbox, { item, latest: { seq: found.seq, at: found.at } });
  const isMarked = to.inbox.marks.some((mark) => mark.item === item && mark.seq >= found.seq);
  const isAsked = notices.some(({ kind }) => requests.has(kind));
  return { item, state: state === "unread" && isAnswered && !isMarked && !isAsked ? "read" : state, notices };
}
