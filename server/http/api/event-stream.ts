import type { Response } from "express";
import type { ForumEvent } from "#core/contract/event-operations.ts";

/** Proxies close a connection that is silent for a minute; a third of that leaves room for a lost beat. */
export const heartbeatInterval = 20_000;
/** What may wait for a reader who takes nothing, in bytes. Beyond it the stream ends; the reader comes back for the rest. */
const longestQueue = 1024 * 1024;
/** How long a browser waits before it comes back, in ms. */
const retryAfter = 2000;

/**
 * An answer that goes on: server-sent events, as the HTML standard's EventSource reads them. Each is named by its kind and
 * carries its id, so that a reader who was cut off says where to go on (Last-Event-ID). A comment now and then keeps the line open.
 */
export class EventStream {
  readonly #response: Response;
  readonly #beat: NodeJS.Timeout;
  readonly #whenClosed: (() => void)[] = [];
  #closed = false;

  /** `onBeat` is called with every heartbeat. */
  constructor(response: Response, interval: number, onBeat: () => void) {
    this.#response = response;
    response.status(200).set({
      "Content-Type": "text/event-stream",
      "Cache-Control": "no-store, no-transform",
      "X-Accel-Buffering": "no",
    });
    response.write(`retry: ${String(retryAfter)}\n\n`);
    this.#beat = setInterval(() => {
      response.write(":\n\n");
      onBeat();
    }, interval);
    this.#beat.unref();
    response.on("close", () => this.close());
    if (response.closed) this.close();
  }

  send(event: ForumEvent): void {
    if (this.#closed) return;
    this.#response.write(`id: ${event.id}\nevent: ${event.kind}\ndata: ${JSON.stringify(event)}\n\n`);
    if (this.#response.writableLength > longestQueue) this.close();
  }

  /** Calls this once the stream is closed, by either side; at once where it is already. */
  whenClosed(then: () => void): void {
    if (this.#closed) then();
    else this.#whenClosed.push(then);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    clearInterval(this.#beat);
    this.#response.end();
    for (const then of this.#whenClosed) then();
  }
}
