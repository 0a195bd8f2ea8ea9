import * as z from "zod";
import { eventKinds, type News } from "#core/contract/event-operations.ts";
import { operation } from "#core/contract/operation.ts";

/** The kinds of news that a webhook can carry. Messages name each. */
export const webhookNews = ["draft", "consultation", "comment", "reply", "decision"] as const satisfies readonly News[];
export type WebhookNews = (typeof webhookNews)[number];

/** Why a webhook is off: its secretariat, five days without a success, or an answer of 410 Gone. */
const webhookOffs = ["by-hand", "failing", "gone"] as const;
export type WebhookOff = (typeof webhookOffs)[number];

/** The kind of event that a delivery reports, or a test. */
export const deliveryKinds = [...eventKinds, "test"] as const;
export type DeliveryKind = (typeof deliveryKinds)[number];

/** A delivery is withheld if not everybody may see its event when it is sent. */
const deliveryStates = ["waiting", "delivered", "failed", "withheld"] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/** Why a request got no answer. */
const deliveryFailures = ["private-address", "timeout", "unreachable"] as const;

const DeliveryOutcome = z.object({
  at: z.iso.datetime(),
  /** The HTTP status. Null without an answer. */
  status: z.int().nullable(),
  /** Null if there is an answer. */
  failure: z.enum(deliveryFailures).nullable(),
  /** Time until the answer or the failure, in ms. */
  took: z.int(),
});
export type DeliveryOutcome = z.infer<typeof DeliveryOutcome>;

/** A request to a webhook, as its log shows it. */
export const ShownDelivery = z.object({
  id: z.string(),
  kind: z.enum(deliveryKinds),
  /** Time of the event or of the test. */
  at: z.iso.datetime(),
  state: z.enum(deliveryStates),
  /** When it is tried again. Null if it is not waiting. */
  dueAt: z.iso.datetime().nullable(),
  tries: z.int(),
  last: DeliveryOutcome.nullable(),
});
export type ShownDelivery = z.infer<typeof ShownDelivery>;

/** A webhook without its secret. */
export const ShownWebhook = z.object({
  id: z.string(),
  url: z.string(),
  news: z.array(z.enum(webhookNews)),
  off: z.enum(webhookOffs).nullable(),
  /** Until when the secret before signs too. */
  earlierUntil: z.iso.datetime().nullable(),
  /** Time of the first failure since the last success. */
  failingSince: z.iso.datetime().nullable(),
});
export type ShownWebhook = z.infer<typeof ShownWebhook>;

const NewSecret = ShownWebhook.extend({ secret: z.string() });
export type NewSecret = z.infer<typeof NewSecret>;

const fields = {
  url: z.url({ protocol: /^https?$/u }).max(500),
  news: z.array(z.enum(webhookNews)).min(1).max(webhookNews.length),
};
const WebhookParams = z.object({ webhook: z.string() });
const ofOne = { action: "manage-forum", params: WebhookParams } as const;

/** Addresses to which the forum sends its public events, by the Standard Webhooks specification. */
export const webhookOperations = {
  getWebhooks: operation({
    method: "get",
    path: "/settings/webhooks",
    summary: "The webhooks, without their secrets",
    action: "read-settings",
    answer: { kind: "json", schema: z.array(ShownWebhook) },
    problems: ["not-signed-in", "not-allowed"],
  }),
  addWebhook: operation({
    method: "post",
    path: "/settings/webhooks",
    summary: "Add a webhook; only this answer has its secret",
    action: "manage-forum",
    body: z.object(fields),
    answer: { kind: "json", schema: NewSecret, status: 201 },
    problems: ["not-signed-in", "not-allowed", "invalid-request", "wrong-state"],
  }),
  changeWebhook: operation({
    method: "patch",
    path: "/settings/webhooks/{webhook}",
    summary: "Change the address or events of a webhook, or switch it on or off; off, it drops what waits",
    ...ofOne,
    body: z.object({ ...fields, isOn: z.boolean() }).partial(),
    answer: { kind: "json", schema: ShownWebhook },
    problems: ["not-signed-in", "not-allowed", "not-found", "invalid-request"],
  }),
  renewWebhookSecret: operation({
    method: "post",
    path: "/settings/webhooks/{webhook}/secret",
    summary: "Make another secret; the one before signs too for a day",
    ...ofOne,
    answer: { kind: "json", schema: NewSecret },
    problems: ["not-signed-in", "not-allowed", "not-found"],
  }),
  testWebhook: operation({
    method: "post",
    path: "/settings/webhooks/{webhook}/test",
    summary: "Send a test event to a webhook, also if it is off",
    ...ofOne,
    answer: { kind: "json", schema: ShownDelivery },
    problems: ["not-signed-in", "not-allowed", "not-found"],
  }),
  removeWebhook: operation({
    method: "delete",
    path: "/settings/webhooks/{webhook}",
    summary: "Delete a webhook with its log",
    ...ofOne,
    answer: { kind: "nothing" },
    problems: ["not-signed-in", "not-allowed", "not-found"],
  }),
  getDeliveries: operation({
    method: "get",
    path: "/settings/webhooks/{webhook}/deliveries",
    summary: "The latest 50 deliveries of a webhook, latest event first",
    action: "read-settings",
    params: WebhookParams,
    answer: { kind: "json", schema: z.array(ShownDelivery) },
    problems: ["not-signed-in", "not-allowed", "not-found"],
  }),
  retryDelivery: operation({
    method: "post",
    path: "/settings/webhooks/{webhook}/deliveries/{delivery}/retry",
    summary: "Send a failed or waiting delivery now",
    action: "manage-forum",
    params: WebhookParams.extend({ delivery: z.string() }),
    answer: { kind: "json", schema: ShownDelivery },
    problems: ["not-signed-in", "not-allowed", "not-found", "wrong-state"],
  }),
};
