import { isDeepStrictEqual } from "node:util";
import type { Response } from "express";
import type { ForumEvent } from "#core/contract/event-operations.ts";
import type { Context } from "../../services/kernel/context.ts";
import { followStanding } from "../../services/kernel/standing.ts";
import type { Held } from "../../services/kernel/storage-use.ts";
import type { Following } from "../../services/kernel/follow-events.ts";
import { ProblemError } from "../../services/kernel/problem.ts";
import { personOf } from "../middleware/limits.ts";
import type { Visit } from "../middleware/visitor.ts";

/**
 * Heartbeat interval, in ms. Proxies close a connection after a minute of silence; a third of that tolerates a lost
 * heartbeat.
 */
export const heartbeatInterval = 20_000;
/**
 * Maximum buffered output for a reader who does not read, in bytes. Beyond it the stream ends, and the reader
 * reconnects for the rest.
 */
const longestQueue = 1024 * 1024;
/** Delay before a browser reconnects, in ms. */
const retryAfter = 2000;

/**
 * A stream of server-sent events, in the format of the HTML standard's EventSource. Each event carries its kind as name
 * and its id, so that a disconnected reader can resume (Last-Event-ID). Regular comment lines keep the connection open.
 */
export class EventStream {
  readonly #response: Response;
  readonly #beat: NodeJS.Timeout;
  readonly #whenClosed: (() => void)[] = [];
  #closed = false;

  /** `onBeat` is called at every heartbeat. */
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

  /** States that the stream has all events after a time (ISO 8601, UTC), by which a reader knows what they have seen. */
  follow(at: string): void {
    if (!this.#closed) this.#response.write(`event: follows\ndata: ${JSON.stringify({ at })}\n\n`);
  }

  /** Ends the stream, and lets the browser reconnect after a delay in ms. */
  endFor(delay: number): void {
    if (!this.#closed) this.#response.write(`retry: ${String(delay)}\n\n`);
    this.close();
  }

  /**
   * Registers a callback for when either side closes the stream. Calls it immediately if the stream is already closed.
   */
  whenClosed(listener: () => void): void {
    if (this.#closed) listener();
    else this.#whenClosed.push(listener);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    clearInterval(this.#beat);
    this.#response.end();
    for (const listener of this.#whenClosed) listener();
  }
}

/**
 * Maximum number of simultaneous streams. A person: more pages than anyone has open on all their devices. An address
 * without an account: a hall of delegates who share one. Each stream holds a connection and inspects every event.
 */
export const mostStreams = { person: 50, address: 500 } as const;

/**
 * Counts a reader's new stream, on all servers together, before anything is sent on it. Returns a function that releases
 * it.
 *
 * @throws ProblemError too-many-streams
 */
async function enter(held: Held, reader: string, most: number): Promise<() => void> {
  const key = `streams of ${reader}`;
  const count = await held.hold(key, 1);
  let isReleased = false;
  const leave = (): void => {
    if (!isReleased) held.release(key, 1);
    isReleased = true;
  };
  if (count <= most) return leave;
  leave();
  throw new ProblemError("too-many-streams", { limit: most });
}

/** Delays within which browsers reconnect after the server stopped, in ms. Spread, so that they do not all come at once. */
const reconnects = { first: 1000, last: 5000 } as const;

/**
 * The open streams of this server, by session, so that signing out ends them immediately.
 */
export class OpenStreams {
  readonly #all = new Set<EventStream>();
  readonly #streams = new Map<string, Set<EventStream>>();
  readonly #most: number;
  #ended = false;

  /** @param most Number of streams that may be open. */
  constructor(most = Infinity) {
    this.#most = most;
  }

  /** @throws ProblemError too-many-streams if no further stream may be opened */
  check(): void {
    if (this.#all.size >= this.#most) throw new ProblemError("too-many-streams", { limit: this.#most });
  }

  /** Number of open streams. */
  get size(): number {
    return this.#all.size;
  }

  /** Registers a stream until it closes, under its session if it has one. */
  add(session: string | null, stream: EventStream): void {
    this.#all.add(stream);
    stream.whenClosed(() => this.#all.delete(stream));
    if (this.#ended) stream.endFor(someDelay());
    if (session === null) return;
    const streams = this.#streams.get(session) ?? new Set();
    this.#streams.set(session, streams.add(stream));
    stream.whenClosed(() => {
      streams.delete(stream);
      if (streams.size === 0) this.#streams.delete(session);
    });
  }

  /** Ends every stream of a session. */
  close(session: string): void {
    for (const stream of [...(this.#streams.get(session) ?? [])]) stream.close();
  }

  /** Ends every stream, because the server stops. Later ones end at once. */
  end(): void {
    this.#ended = true;
    for (const stream of [...this.#all]) stream.endFor(someDelay());
  }
}

function someDelay(): number {
  return Math.round(reconnects.first + Math.random() * (reconnects.last - reconnects.first));
}

/**
 * Streams the events of a document, or of circles, that the visitor may see. A disconnected reader names their last
 * event (Last-Event-ID) and receives the missed ones. A new reader receives no past events, because their page is only
 * a moment old. An event of the kind "follows", without an id, then has the server's time from which on all are sent.
 *
 * Signing out ends the stream immediately. The session is checked again at every heartbeat, and after each event about
 * the reader, deputies or the forum. The stream ends if the session ended elsewhere, expired or changed role; a reader
 * who still has access reconnects automatically.
 *
 * @throws ProblemError not-signed-in, not-found, too-many-streams, before anything is sent.
 */
export async function streamEvents(
  {
    streams,
    held,
    heartbeat,
    context,
  }: { streams: OpenStreams; held: Held; heartbeat: number; context: Pick<Context, "store" | "now"> },
  { visitor, response }: Visit,
  follow: (after: string | null, hear: (event: ForumEvent) => void) => Promise<Following>,
): Promise<void> {
  const { actor, series } = visitor;
  streams.check();
  const lastSeen = response.req.get("last-event-id") ?? null;
  const missed: ForumEvent[] = [];
  let stream: EventStream | null = null;

  const most = actor.participantId === null ? mostStreams.address : mostStreams.person;
  // Before the events are looked for, so that none after it is missing.
  const from = context.now().toISOString();
  const leave = await enter(held, personOf(response.req, response), most);
  const following = await follow(lastSeen, (event) => {
    if (stream) stream.send(event);
    else missed.push(event);
  }).catch((error: unknown) => {
    leave();
    throw error;
  });
  const checkStanding = async (): Promise<void> => {
    await following.caughtUp();
    if (!isDeepStrictEqual(await visitor.again(), actor)) opened.close();
  };
  const check = (): void => void checkStanding().catch(() => opened.close());
  const opened = new EventStream(response, heartbeat, check);
  opened.whenClosed(followStanding(context, actor, check));
  opened.whenClosed(() => following.stop());
  opened.whenClosed(leave);
  streams.add(series, opened);
  for (const event of missed) opened.send(event);
  stream = opened;
  opened.follow(from);
}
