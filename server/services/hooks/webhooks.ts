import type { Actor } from "#core/access/permissions.ts";
import type { NewSecret, ShownDelivery, ShownWebhook, WebhookNews } from "#core/contract/webhook-operations.ts";
import type { Reader } from "../../store/store.ts";
import type { Delivery, Webhook } from "../../store/unrecorded-rows.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import { invalidField, ProblemError } from "../kernel/problem.ts";
import { deliveriesOf, dropWaiting, mostLogged, newDelivery, send, take } from "./deliveries.ts";
import { isWebhookUrl } from "./post-webhook.ts";

/** Maximum number of webhooks. Each event is queued for all of them. */
const mostWebhooks = 20;
/** How long the secret before signs too, in ms. */
const overlap = 86_400_000;

interface WebhookFields {
  url: string;
  news: WebhookNews[];
}

/**
 * Returns the webhooks.
 * @throws ProblemError not-signed-in, not-allowed
 */
export async function getWebhooks(context: Context, actor: Actor): Promise<ShownWebhook[]> {
  authorise(actor, "read-settings");
  const hooks = await context.store.read((reader) => reader.list("webhooks"));
  return hooks.toSorted((one, two) => (one.createdAt < two.createdAt ? -1 : 1)).map((hook) => shown(context, hook));
}

/**
 * Adds a webhook for the events from now on.
 * @throws ProblemError not-signed-in, not-allowed, invalid-request (url), wrong-state (there are too many)
 */
export async function addWebhook(context: Context, actor: Actor, { url, news }: WebhookFields): Promise<NewSecret> {
  authorise(actor, "manage-forum");
  checkUrl(context, url);
  return context.store.transact(async (writer) => {
    if ((await writer.list("webhooks")).length >= mostWebhooks)
      throw new ProblemError("wrong-state", { state: "full" });
    const hook: Webhook = {
      ...{ id: context.newId(), url, news, secret: newSecret(context), earlier: null, off: null },
      ...{ createdAt: context.now().toISOString(), seq: await writer.lastEvent(), failingSince: null },
    };
    await writer.put("webhooks", hook);
    return { ...shown(context, hook), secret: hook.secret };
  });
}

/**
 * Changes a webhook, or switches it on or off. Events while it is off are never sent.
 * @throws ProblemError not-signed-in, not-allowed, not-found, invalid-request (url)
 */
export async function changeWebhook(
  context: Context,
  actor: Actor,
  {
    webhook: id,
    isOn,
    ...fields
  }: { webhook: string; isOn?: boolean | undefined } & { [F in keyof WebhookFields]?: WebhookFields[F] | undefined },
): Promise<ShownWebhook> {
  authorise(actor, "manage-forum");
  if (fields.url !== undefined) checkUrl(context, fields.url);
  return context.store.transact(async (writer) => {
    const before = await find(writer, id);
    const { url = before.url, news = before.news } = fields;
    const isSwitched = isOn !== undefined && isOn !== (before.off === null);
    const switched = !isSwitched
      ? {}
      : isOn
        ? { off: null, seq: await writer.lastEvent(), failingSince: null }
        : { off: "by-hand" as const };
    const after: Webhook = { ...before, url, news, ...switched };
    await writer.put("webhooks", after);
    if (after.off !== null) await dropWaiting(writer, id);
    return shown(context, after);
  });
}

/**
 * Gives a webhook another secret. The one before signs too for a day.
 * @throws ProblemError not-signed-in, not-allowed, not-found
 */
export async function renewWebhookSecret(
  context: Context,
  actor: Actor,
  { webhook: id }: { webhook: string },
): Promise<NewSecret> {
  authorise(actor, "manage-forum");
  return context.store.transact(async (writer) => {
    const before = await find(writer, id);
    const until = new Date(context.now().getTime() + overlap).toISOString();
    const hook: Webhook = { ...before, secret: newSecret(context), earlier: { secret: before.secret, until } };
    await writer.put("webhooks", hook);
    return { ...shown(context, hook), secret: hook.secret };
  });
}

/**
 * Sends a test event, which is not tried again.
 * @throws ProblemError not-signed-in, not-allowed, not-found
 */
export async function testWebhook(
  context: Context,
  actor: Actor,
  { webhook: id }: { webhook: string },
): Promise<ShownDelivery> {
  authorise(actor, "manage-forum");
  const delivery = await context.store.transact(async (writer) => {
    const test = { seq: null, kind: "test", at: context.now().toISOString() } as const;
    return take(context, writer, newDelivery(context, await find(writer, id), test));
  });
  return shownDelivery(await send(context, delivery));
}

/**
 * Deletes a webhook and its log.
 * @throws ProblemError not-signed-in, not-allowed, not-found
 */
export async function removeWebhook(
  context: Context,
  actor: Actor,
  { webhook: id }: { webhook: string },
): Promise<void> {
  authorise(actor, "manage-forum");
  await context.store.transact(async (writer) => {
    await find(writer, id);
    for (const delivery of await deliveriesOf(writer, id, Number.MAX_SAFE_INTEGER))
      await writer.remove("deliveries", delivery.id);
    await writer.remove("webhooks", id);
  });
}

/**
 * Returns the latest deliveries of a webhook.
 * @throws ProblemError not-signed-in, not-allowed, not-found
 */
export async function getDeliveries(
  context: Context,
  actor: Actor,
  { webhook: id }: { webhook: string },
): Promise<ShownDelivery[]> {
  authorise(actor, "read-settings");
  return context.store.read(async (reader) => {
    await find(reader, id);
    return (await deliveriesOf(reader, id, mostLogged)).map(shownDelivery);
  });
}

/**
 * Sends a failed or waiting delivery now.
 * @throws ProblemError not-signed-in, not-allowed, not-found; wrong-state if it was delivered or its webhook is off
 */
export async function retryDelivery(
  context: Context,
  actor: Actor,
  { webhook: id, delivery: deliveryId }: { webhook: string; delivery: string },
): Promise<ShownDelivery> {
  authorise(actor, "manage-forum");
  const delivery = await context.store.transact(async (writer) => {
    const hook = await find(writer, id);
    const row = await writer.get("deliveries", deliveryId);
    if (row?.webhookId !== id) throw new ProblemError("not-found");
    if (hook.off !== null || (row.state !== "failed" && row.state !== "waiting"))
      throw new ProblemError("wrong-state", { state: row.state });
    return take(context, writer, row);
  });
  return shownDelivery(await send(context, delivery));
}

async function find(reader: Reader, id: string): Promise<Webhook> {
  const hook = await reader.get("webhooks", id);
  if (!hook) throw new ProblemError("not-found");
  return hook;
}

function checkUrl(context: Context, url: string): void {
  if (!isWebhookUrl(url, context)) throw invalidField("url", "not-a-webhook-address");
}

/** Returns 32 random bytes in the form of the specification. */
function newSecret({ newToken }: Pick<Context, "newToken">): string {
  return `whsec_${Buffer.from(newToken(), "base64url").toString("base64")}`;
}

/** Answers are built from these fields, so none can show a secret. */
function shown({ now }: Pick<Context, "now">, { id, url, news, off, earlier, failingSince }: Webhook): ShownWebhook {
  const isRenewed = earlier !== null && earlier.until > now().toISOString();
  return { id, url, news: [...news], off, earlierUntil: isRenewed ? earlier.until : null, failingSince };
}

function shownDelivery({ id, kind, at, state, dueAt, tries, last }: Delivery): ShownDelivery {
  return { id, kind, at, state, dueAt, tries, last };
}
