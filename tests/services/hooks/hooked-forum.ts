import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { webhookNews } from "../../../server/core/contract/webhook-operations.ts";
import { queueDeliveries, sendDue } from "../../../server/services/hooks/deliveries.ts";
import { addWebhook, getDeliveries, getWebhooks } from "../../../server/services/hooks/webhooks.ts";
import type { Context } from "../../../server/services/kernel/context.ts";
import { asActor, firstDraft, openForum, type TestForum } from "../../support/forum.ts";

export const secretariat = asActor("secretariat");

/** A request as a webhook's server received it. */
interface Received {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** A forum with a draft and a webhook to a real server, and a clock that stands still. */
export class HookedForum {
  readonly received: Received[] = [];
  /** The statuses of the next answers. Later ones are 200. */
  answers: number[] = [];
  now = Date.parse("2013-02-06T12:00:00Z");
  readonly #server: Server;

  readonly forum: TestForum;
  /** Its webhooks may reach this machine. */
  readonly context: Context;

  constructor(forum: TestForum) {
    this.forum = forum;
    this.context = { ...forum.context, privateNetworks: true, now: () => new Date(this.now) };
    this.#server = createServer((request, response) => {
      void text(request).then((body) => {
        this.received.push({ path: request.url ?? "", headers: request.headers, body });
        response.writeHead(this.answers.shift() ?? 200, { location: this.url("elsewhere") }).end("Thank you.");
      });
    });
  }

  static async open(...given: Parameters<typeof openForum>): Promise<HookedForum> {
    const forum = await openForum(...given);
    await forum.publish("1", firstDraft);
    return HookedForum.of(forum);
  }

  /** Starts the webhook's server for a forum that exists. */
  static async of(forum: TestForum): Promise<HookedForum> {
    const hooked = new HookedForum(forum);
    await new Promise<void>((resolve) => hooked.#server.listen(0, "127.0.0.1", resolve));
    return hooked;
  }

  async close(): Promise<void> {
    await new Promise((resolve) => this.#server.close(resolve));
  }

  url(path: string, host = "127.0.0.1"): string {
    return `http://${host}:${String((this.#server.address() as AddressInfo).port)}/${path}`;
  }

  /** Adds a webhook for all news. Returns its id and secret. */
  async add(path = "hook"): Promise<{ webhook: string; secret: string }> {
    const { id, secret } = await addWebhook(this.context, secretariat, { url: this.url(path), news: [...webhookNews] });
    return { webhook: id, secret };
  }

  /** Queues events, without sending them. */
  async queue(context = this.context): Promise<void> {
    for (const hook of await context.store.read((reader) => reader.list("webhooks")))
      while (await queueDeliveries(context, hook, new Map()));
  }

  /** Queues and sends what is due, as each of these servers does. */
  async run(...servers: Context[]): Promise<void> {
    const run = async (context: Context): Promise<void> => {
      await this.queue(context);
      for (const hook of await context.store.read((reader) => reader.list("webhooks")))
        while ((await sendDue(context, hook)) > 0);
    };
    await Promise.all((servers.length > 0 ? servers : [this.context]).map(run));
  }

  /** Lets time pass, in ms, and sends what is due. */
  async pass(time: number): Promise<void> {
    this.now += time;
    await this.run();
  }

  /** Returns the types of the events that were received. */
  types(): string[] {
    return this.received.map(({ body }) => (JSON.parse(body) as { type: string }).type);
  }

  /** Returns the log of the webhook as "state tries status". */
  async log(webhook: string): Promise<string[]> {
    const log = await getDeliveries(this.context, secretariat, { webhook });
    return log.map(({ state, tries, last }) => [state, tries, last?.status ?? last?.failure ?? "none"].join(" "));
  }

  /** Returns why the only webhook is off. */
  async off(): Promise<string | null | undefined> {
    return (await getWebhooks(this.context, secretariat))[0]?.off;
  }
}
