import { createHmac } from "node:crypto";
import http from "node:http";
import https from "node:https";
import { performance } from "node:perf_hooks";
import { RequestFilteringHttpAgent, RequestFilteringHttpsAgent } from "request-filtering-agent";
import type { DeliveryOutcome } from "#core/contract/webhook-operations.ts";
import type { Context } from "../kernel/context.ts";

/** Time for a whole request, in ms. */
const longest = 15_000;

/** A request to a webhook. */
export interface WebhookRequest {
  url: string;
  /** The `webhook-id`, the same in each try. */
  id: string;
  body: string;
  /** Each of them signs. */
  secrets: readonly string[];
}

/** Whether an address may be that of a webhook. Passwords in addresses would be in the settings for all to read. */
export function isWebhookUrl(url: string, { privateNetworks }: Pick<Context, "privateNetworks">): boolean {
  const { protocol, username, password } = new URL(url);
  return (protocol === "https:" || (protocol === "http:" && privateNetworks)) && username === "" && password === "";
}

/** Sends a request, by the Standard Webhooks specification. Does not read the answer's body, nor follow redirects. */
export async function postWebhook(
  context: Pick<Context, "privateNetworks" | "now">,
  { url, id, body, secrets }: WebhookRequest,
): Promise<DeliveryOutcome> {
  const began = performance.now();
  const at = context.now();
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const outcome = await answerTo(
    url,
    context,
    {
      "Content-Type": "application/json",
      "User-Agent": "Rapporteur",
      "webhook-id": id,
      "webhook-timestamp": timestamp,
      "webhook-signature": secrets.map((secret) => signatureOf(`${id}.${timestamp}.${body}`, secret)).join(" "),
    },
    body,
  );
  return { at: at.toISOString(), ...outcome, took: Math.round(performance.now() - began) };
}

function signatureOf(text: string, secret: string): string {
  const key = Buffer.from(secret.replace(/^whsec_/u, ""), "base64");
  return `v1,${createHmac("sha256", key).update(text).digest("base64")}`;
}

function answerTo(
  url: string,
  { privateNetworks }: Pick<Context, "privateNetworks">,
  headers: http.OutgoingHttpHeaders,
  body: string,
): Promise<Pick<DeliveryOutcome, "status" | "failure">> {
  if (!isWebhookUrl(url, { privateNetworks })) return Promise.resolve({ status: null, failure: "private-address" });
  // The agents check the address to which they connect, after the name is resolved.
  const filter = {
    allowPrivateIPAddress: privateNetworks,
    allowMetaIPAddress: privateNetworks,
    // Public by its number, but the metadata service of Azure.
    denyIPAddressList: privateNetworks ? [] : ["168.63.129.16"],
  };
  const { protocol } = new URL(url);
  const signal = AbortSignal.timeout(longest);
  const options = { method: "POST", headers: { ...headers, "Content-Length": Buffer.byteLength(body) }, signal };
  return new Promise((resolve) => {
    const request =
      protocol === "https:"
        ? https.request(url, { ...options, agent: new RequestFilteringHttpsAgent(filter) })
        : http.request(url, { ...options, agent: new RequestFilteringHttpAgent(filter) });
    request.on("response", (response) => {
      resolve({ status: response.statusCode ?? 0, failure: null });
      response.destroy();
    });
    request.on("error", (error) => {
      // Errors of the system have a code; those of the agents have none.
      const isRefused = !("code" in error);
      resolve({ status: null, failure: signal.aborted ? "timeout" : isRefused ? "private-address" : "unreachable" });
    });
    request.end(body);
  });
}
