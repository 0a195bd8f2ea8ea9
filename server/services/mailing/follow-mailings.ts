import type { Context } from "../kernel/context.ts";
import { type FollowedWork, followDue } from "../kernel/follow-due.ts";
import { markMailings, queueDue } from "./schedule.ts";

/** Other servers may have left work, so each looks for it this often, in ms. */
const longestSleep = 60_000;

/**
 * Queues mails about news as they are due, for as long as the server runs.
 * @param queued is called after mails were queued
 */
export function followMailings(
  context: Context,
  { queued, failed }: { queued: () => void; failed: (error: unknown) => void },
): FollowedWork {
  const position = { seq: null as number | null };
  const look = async (isStopped: () => boolean): Promise<Date | null> => {
    while (!isStopped() && (await markMailings(context, position)));
    while (!isStopped() && (await queueDue(context)) > 0) queued();
    const [next] = await context.store.read((reader) => reader.range("mailings", { index: "dueAt", limit: 1 }));
    return next ? new Date(next.key) : null;
  };
  return followDue(context, { look, wakes: () => true, longestSleep }, failed);
}
