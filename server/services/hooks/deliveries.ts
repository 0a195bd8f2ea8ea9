import type { DeliveryOutcome } from "#core/contract/webhook-operations.ts";
import { ofWebhook } from "../../store/indexes.ts";
import { rememberingReader } from "../../store/store-over.ts";
import type { Reader, Writer } from "../../store/store.ts";
import type { StoredEvent } from "../../store/stored-event.ts";
import type { Delivery, Webhook } from "../../store/unrecorded-rows.ts";
import { newsKindOf, publicNews } from "../feeds/feed-entry.ts";
import type { Context } from "../kernel/context.ts";
import { Turns } from "../kernel/in-turns.ts";
import { postWebhook } from "./post-webhook.ts";

/** Maximum number of events to read for a webhook at a time. */
const mostEvents = 100;
/** Maximum number of deliveries that wait. Later events wait in the log of events. */
const mostWaiting = 200;
/** Maximum number of other deliveries that the log keeps. */
export const mostLogged = 50;
/** Deliveries of a webhook that a server takes at once. They are sent side by side. */
const atOnce = 5;
const [second, minute, hour] = [1000, 60_000, 3_600_000];
/** Time in which a server that took a delivery must have sent it, in ms. Afterwards another one sends it. */
const claim = minute;
/** Pauses after each failed try, in ms. After the last one, a delivery fails. */
const pauses = [10 * second, minute, 5 * minute, 30 * minute, 2 * hour, 5 * hour, 10 * hour];
/** How long a webhook may fail until it is switched off, in ms. */
const patience = 5 * 24 * hour;
const gone = 410;

/** The number of the last event that this server read for each webhook, if later than the stored one. */
export type PassedEvents = Map<string, number>;

/**
 * Queues the events that everybody may see now, each once. The webhook moves on in the same transaction. Events that only
 * some may see are not queued, because the log of deliveries would reveal them.
 * @returns whether there may be more events
 */
export async function queueDeliveries(context: Context, { id }: Webhook, passed: PassedEvents): Promise<boolean> {
  const { store } = context;
  const found = await store.read(async (reader) => {
    const hook = await reader.get("webhooks", id);
    if (hook?.off !== null || (await reader.count("deliveries", { waiting: id })) >= mostWaiting) return null;
    const events = await reader.events({ after: Math.max(hook.seq, passed.get(id) ?? 0), limit: mostEvents });
    const wanted = events.filter(({ kind }) => hook.news.some((news) => news === newsKindOf(kind)));
    const shown: StoredEvent[] = [];
    const remembering = rememberingReader(reader);
    const turns = new Turns();
    for (const event of wanted) {
      if (await publicNews(context, remembering, event)) shown.push(event);
      await turns.pause();
    }
    const isFull = events.length === mostEvents;
    return { seq: hook.seq, upTo: events.at(-1)?.seq, shown, isFull, isStored: isFull || wanted.length > 0 };
  });
  if (found?.upTo === undefined) return false;
  const { seq, upTo, shown, isFull, isStored } = found;
  if (!isStored) {
    passed.set(id, upTo);
    return false;
  }
  const isQueued = await store.transact(async (writer) => {
    const hook = await writer.get("webhooks", id);
    // Another server may have queued them meanwhile.
    if (hook?.off !== null || hook.seq !== seq) return false;
    await writer.put("webhooks", { ...hook, seq: upTo });
    for (const event of shown) await writer.put("deliveries", newDelivery(context, hook, event));
    return true;
  });
  return isFull || !isQueued;
}

/** Returns a delivery that is due now. */
export function newDelivery(
  { newToken, now }: Pick<Context, "newToken" | "now">,
  { id: webhookId }: Webhook,
  { seq, kind, at }: (Pick<StoredEvent, "kind" | "at"> & { seq: number }) | { seq: null; kind: "test"; at: string },
): Delivery {
  const dueAt = now().toISOString();
  const row = { id: `msg_${newToken()}`, webhookId, seq, kind: kind as Delivery["kind"], at };
  return { ...row, state: "waiting", dueAt, tries: 0, last: null };
}

/** Returns when the next delivery of a webhook is due. Null if none waits. */
export async function nextDue(reader: Reader, { id }: Webhook): Promise<Date | null> {
  const [first] = await dueOf(reader, id, 1);
  return first?.dueAt ? new Date(first.dueAt) : null;
}

async function dueOf(reader: Reader, id: string, limit: number): Promise<Delivery[]> {
  return (await reader.range("deliveries", { index: "due", prefix: ofWebhook(id), limit })).map(({ row }) => row);
}

/**
 * Sends up to 5 deliveries of a webhook that are due, each by the server that took it.
 * @returns the number of deliveries that were due
 */
export async function sendDue(context: Context, { id }: Webhook): Promise<number> {
  const now = context.now().toISOString();
  const find = async (reader: Reader): Promise<Delivery[]> =>
    (await dueOf(reader, id, atOnce)).filter(({ dueAt }) => dueAt !== null && dueAt <= now);
  if ((await context.store.read(find)).length === 0) return 0;
  const taken = await context.store.transact(async (writer) =>
    Promise.all((await find(writer)).map((delivery) => take(context, writer, delivery))),
  );
  await Promise.all(taken.map((delivery) => send(context, delivery)));
  return taken.length;
}

/** Takes a delivery: no other server sends it for a while. */
export async function take({ now }: Pick<Context, "now">, writer: Writer, delivery: Delivery): Promise<Delivery> {
  const dueAt = new Date(now().getTime() + claim).toISOString();
  const taken: Delivery = { ...delivery, state: "waiting", dueAt, tries: delivery.tries + 1 };
  await writer.put("deliveries", taken);
  return taken;
}

/** Sends a delivery that was taken. Returns it as it is afterwards. */
export async function send(context: Context, delivery: Delivery): Promise<Delivery> {
  const request = await context.store.read(async (reader) => {
    const hook = await reader.get("webhooks", delivery.webhookId);
    const body = await bodyOf(context, reader, delivery);
    if (!hook || body === null) return null;
    const { url, secret, earlier } = hook;
    const isRenewed = earlier !== null && earlier.until > context.now().toISOString();
    return { url, id: delivery.id, body, secrets: isRenewed ? [secret, earlier.secret] : [secret] };
  });
  const outcome = request && (await postWebhook(context, request));
  return context.store.transact((writer) => record(context, writer, delivery, outcome));
}

/** Returns the body of a request, written as of now. Null if not everybody may see its event. */
async function bodyOf(context: Context, reader: Reader, { seq, at }: Delivery): Promise<string | null> {
  if (seq === null) return JSON.stringify({ type: "test", timestamp: at, data: {} });
  const [event] = await reader.events({ after: seq - 1, limit: 1 });
  const news = event && (await publicNews(context, reader, event));
  return news ? JSON.stringify({ type: news.kind, timestamp: news.at, data: news }) : null;
}

/** Records an outcome with its webhook. Without one, the delivery is withheld. */
async function record(
  context: Context,
  writer: Writer,
  delivery: Delivery,
  outcome: DeliveryOutcome | null,
): Promise<Delivery> {
  const { id, webhookId, tries, seq } = delivery;
  const [row, hook] = [await writer.get("deliveries", id), await writer.get("webhooks", webhookId)];
  // Both may have been deleted meanwhile.
  if (!row || !hook) return delivery;
  const put = async (change: Pick<Delivery, "state" | "dueAt">): Promise<Delivery> => {
    const next = { ...row, ...change, last: outcome ?? row.last };
    await writer.put("deliveries", next);
    await trimLog(writer, webhookId);
    return next;
  };
  if (!outcome) return put({ state: "withheld", dueAt: null });
  const { status, at } = outcome;
  const now = context.now().getTime();
  const isDelivered = status !== null && status >= 200 && status < 300;
  const failingSince = isDelivered ? null : (hook.failingSince ?? at);
  const isFailing = failingSince !== null && now - Date.parse(failingSince) >= patience;
  const off = hook.off ?? (status === gone ? "gone" : isFailing ? "failing" : null);
  await writer.put("webhooks", { ...hook, off, failingSince });
  if (off !== null) await dropWaiting(writer, webhookId);
  if (isDelivered) return put({ state: "delivered", dueAt: null });
  const pause = seq === null || off !== null ? undefined : pauses[tries - 1];
  if (pause === undefined) return put({ state: "failed", dueAt: null });
  return put({ state: "waiting", dueAt: new Date(now + pause).toISOString() });
}

/** Ends what waits for a webhook that is off. */
export async function dropWaiting(writer: Writer, waiting: string): Promise<void> {
  for (const delivery of await writer.list("deliveries", { waiting }))
    await writer.put("deliveries", { ...delivery, state: "failed", dueAt: null });
}

/** Returns all deliveries of a webhook, latest event first. */
export async function deliveriesOf(reader: Reader, id: string, limit: number): Promise<Delivery[]> {
  return (await reader.range("deliveries", { index: "logged", prefix: ofWebhook(id), limit })).map(({ row }) => row);
}

async function trimLog(writer: Writer, id: string): Promise<void> {
  const all = await deliveriesOf(writer, id, mostWaiting + 2 * mostEvents + mostLogged);
  for (const { id: old } of all.filter(({ state }) => state !== "waiting").slice(mostLogged))
    await writer.remove("deliveries", old);
}
