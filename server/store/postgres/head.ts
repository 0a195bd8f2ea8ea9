import { type Bound, chained, emptyHeads } from "../audit-chain.ts";
import { frozen } from "../memory/frozen.ts";
import { type NewEvent, newEventId, type StoredEvent } from "../stored-event.ts";
import type { HeadRow } from "./tables.ts";

/** The state that each event continues. It is read with the lock of all commits, and written with the events. */
export type Head = Pick<HeadRow, "last" | "state">;

/** Returns an event as it is stored after a head, and the head after it. */
export function appended({ last, state }: Head, event: NewEvent): { event: StoredEvent; head: Head } {
  const seq = last + 1;
  const added = chained({ ...event, seq, id: newEventId() }, { ...emptyHeads, ...state });
  return { event: frozen(added.event), head: { last: seq, state: added.heads } };
}

/** Returns the last event of a transaction with what it binds, and the head after it. */
export function binding({ state }: Head, event: StoredEvent, bound: Bound): { event: StoredEvent; head: Head } {
  const added = chained(event, { ...emptyHeads, ...state }, bound);
  return { event: frozen(added.event), head: { last: event.seq, state: added.heads } };
}
