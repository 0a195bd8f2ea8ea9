import type { Inbox, InboxMark, InboxPlace } from "../../store/unrecorded-rows.ts";

/** Maximum number of marks in a row. Older ones are folded into the places up to which everything is done. */
export const mostMarks = 500;

/** Maximum number of threads and documents that a person follows, because each is looked up when they read. */
export const mostFollowed = 200;

const beginning: InboxPlace = { seq: 0, at: "" };

/** Returns the inbox of a person who has marked and followed nothing. */
export function emptyInbox(id: string): Inbox {
  return { id, readUpTo: beginning, doneUpTo: beginning, marks: [], following: [], muted: [] };
}

/** An item by its latest event that concerns the reader, or by its time if no event stands for it. */
export interface InboxItem {
  item: string;
  latest: InboxPlace;
}

/** Returns the state of an item. A mark holds until the item has a later event. */
export function itemState({ marks, readUpTo, doneUpTo }: Inbox, { item, latest }: InboxItem): InboxMark["state"] {
  const mark = marks.find((one) => one.item === item);
  if (mark && isUpTo(latest, mark)) return mark.state;
  if (isUpTo(latest, doneUpTo)) return "done";
  return isUpTo(latest, readUpTo) ? "read" : "unread";
}

function isUpTo(latest: InboxPlace, place: InboxPlace): boolean {
  return latest.seq === 0 ? latest.at <= place.at : latest.seq <= place.seq;
}

/** Returns the number of the last event of an item that its reader has read. */
export function lastRead({ marks, readUpTo }: Inbox, item: string): number {
  const mark = marks.find((one) => one.item === item);
  if (mark?.state === "unread") return Math.min(mark.seq - 1, readUpTo.seq);
  return Math.max(readUpTo.seq, mark?.seq ?? 0);
}

/** Returns the number up to which no event is unread, and no mark says otherwise. */
export function unreadFloor({ marks, readUpTo }: Inbox): number {
  const unread = marks.filter(({ state, seq }) => state === "unread" && seq > 0);
  return Math.min(readUpTo.seq, ...unread.map(({ seq }) => seq - 1));
}

/** Marks items, each as of its latest event. */
export function withMarks(inbox: Inbox, marked: readonly InboxMark[]): Inbox {
  const items = new Set(marked.map(({ item }) => item));
  return folded({ ...inbox, marks: [...inbox.marks.filter(({ item }) => !items.has(item)), ...marked] });
}

/** Marks everything up to a place as read or done. Items that are done stay so. */
export function withAllMarked(inbox: Inbox, state: "read" | "done", place: InboxPlace): Inbox {
  const marks = inbox.marks.filter((mark) => mark.seq > place.seq || (state === "read" && mark.state === "done"));
  const doneUpTo = state === "done" ? later(inbox.doneUpTo, place) : inbox.doneUpTo;
  return { ...inbox, readUpTo: later(inbox.readUpTo, place), doneUpTo, marks };
}

/**
 * Folds the older half of too many marks: everything up to the latest of them is then read, and items that were done are
 * listed again. The latest marks of unread items stay.
 */
function folded(inbox: Inbox): Inbox {
  if (inbox.marks.length <= mostMarks) return inbox;
  const marks = inbox.marks.toSorted((one, other) => (one.at < other.at ? -1 : 1));
  const unread = marks.filter(({ state }) => state === "unread").slice(-mostMarks / 2);
  const others = marks.filter(({ state }) => state !== "unread");
  const reached = others.slice(0, mostMarks / 2).reduce(later, beginning);
  const kept = [...unread, ...others.slice(mostMarks / 2)];
  return { ...inbox, marks: kept, readUpTo: later(inbox.readUpTo, reached) };
}

function later(one: InboxPlace, other: InboxPlace): InboxPlace {
  return { seq: Math.max(one.seq, other.seq), at: one.at > other.at ? one.at : other.at };
}
