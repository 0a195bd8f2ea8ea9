import type { Actor } from "#core/access/permissions.ts";
import type { ForumEvent } from "#core/contract/event-operations.ts";
import type { Reader } from "../../store/store.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import { batch, follow, type Following } from "../kernel/follow-events.ts";
import { presentEvent, type VisibleEvents } from "../kernel/visible-events.ts";
import { noticeOf, readInbox } from "./inbox-reader.ts";

/**
 * Delivers the events of which the actor is notified, as they happen, so that their inbox is up to date at once.
 * @throws ProblemError not-signed-in
 */
export async function followNotifications(
  context: Context,
  actor: Actor,
  input: { after: string | null },
  hear: (event: ForumEvent) => void,
): Promise<Following> {
  authorise(actor, "read-participants");
  let keys: ReadonlyMap<string, unknown> = new Map();
  const find = async (reader: Reader, after: number): Promise<VisibleEvents> => {
    const to = await readInbox(context, reader, actor);
    const visible: ForumEvent[] = [];
    let upTo = after;
    if (!to) return { events: visible, upTo };
    keys = to.reasons;
    while (visible.length < batch) {
      const events = await reader.events({ after: upTo, limit: batch - visible.length });
      for (const event of events) {
        upTo = event.seq;
        const notice = await noticeOf(to, event);
        if (notice) visible.push(presentEvent(to.viewer, event, notice.rule));
      }
      if (events.length === 0) break;
    }
    return { events: visible, upTo };
  };
  // Others pass without a read, because every open page of a person follows.
  return follow(
    context,
    input.after,
    { find, concerns: ({ concerns = [] }) => concerns.some((key) => keys.has(key)) },
    hear,
  );
}
