import type { Webhook } from "../../store/unrecorded-rows.ts";
import type { Context } from "../kernel/context.ts";
import { type FollowedWork, followDue } from "../kernel/follow-due.ts";
import { nextDue, type PassedEvents, queueDeliveries, sendDue } from "./deliveries.ts";

/** Other servers may have left work, so each looks for it this often, in ms. */
const longestSleep = 60_000;

/**
 * Queues events for webhooks and sends them as they are due, for as long as the server runs. Each webhook is sent to on its
 * own, so that a slow one does not delay the others.
 */
export function followWebhooks(context: Context, failed: (error: unknown) => void): FollowedWork {
  const passed: PassedEvents = new Map();
  const sending = new Map<string, Promise<void>>();
  const look = async (isStopped: () => boolean): Promise<Date | null> => {
    const hooks = (await context.store.read((reader) => reader.list("webhooks"))).filter(({ off }) => off === null);
    // Another server may queue a delivery and end before it is sent.
    let next = new Date(context.now().getTime() + longestSleep);
    for (const hook of hooks) {
      while (!isStopped() && (await queueDeliveries(context, hook, passed)));
      const due = await context.store.read((reader) => nextDue(reader, hook));
      if (!due || sending.has(hook.id)) continue;
      if (due > context.now()) next = due < next ? due : next;
      else sending.set(hook.id, sendAll(hook, isStopped));
    }
    return next;
  };
  const sendAll = async (hook: Webhook, isStopped: () => boolean): Promise<void> => {
    try {
      while (!isStopped() && (await sendDue(context, hook)) > 0);
      sending.delete(hook.id);
      work.wake();
    } catch (error) {
      // It is tried again after the longest sleep.
      sending.delete(hook.id);
      failed(error);
    }
  };
  const work = followDue(context, { look, wakes: () => true, longestSleep }, failed);
  return {
    wake: work.wake,
    end: async () => {
      await work.end();
      await Promise.all(sending.values());
    },
  };
}
