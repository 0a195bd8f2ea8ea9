import { dayOf } from "#core/text/wall-clock.ts";
import type { Reader } from "../../store/store.ts";
import type { StoredEvent } from "../../store/stored-event.ts";
import type { Context } from "./context.ts";

/**
 * Returns a clock that never goes backwards, even if the system's clock does: it then advances by a millisecond each
 * time it is asked, until the system's clock has caught up. Otherwise events would get times before those of earlier
 * events, and a reader who asks for the events since a time would miss them.
 *
 * @param after The time of the last event of the forum, or null before the first one. The clock begins after it.
 * @param system Returns the system's time in ms.
 * @param store Its events, which may come from a server whose clock is ahead, are not overtaken either.
 */
export function steadyClock(
  after: Date | null,
  system: () => number = Date.now,
  store?: { subscribe: (listener: (event: Pick<StoredEvent, "at">) => void) => unknown },
): () => Date {
  let last = after?.getTime() ?? 0;
  let isAhead = true;
  store?.subscribe(({ at }) => {
    const time = Date.parse(at);
    if (time > last) [last, isAhead] = [time, true];
  });
  return () => {
    const now = system();
    if (now > last || (now === last && !isAhead)) {
      last = now;
      isAhead = false;
    } else {
      last += 1;
      isAhead = true;
    }
    return new Date(last);
  };
}

/** Returns the forum's time zone (IANA name). Undefined means UTC. */
export async function forumZone(reader: Pick<Reader, "list">): Promise<string | undefined> {
  const [forum] = await reader.list("forum");
  return forum?.timeZone;
}

/** Returns the present day in the forum's zone: YYYY-MM-DD. */
export async function forumDay({ now }: Pick<Context, "now">, reader: Pick<Reader, "list">): Promise<string> {
  return dayOf(now().getTime(), await forumZone(reader));
}
