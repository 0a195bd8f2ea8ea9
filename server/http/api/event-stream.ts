import type { Response } from "express";
import type { ForumEvent } from "#core/contract/event-operations.ts";
import type { Following } from "../../services/forum/events.ts";
import type { Context } from "../../services/kernel/context.ts";
import { ProblemError } from "../../services/kernel/problem.ts";
import { resolveSession } from "../../services/people/sign-in.ts";
import { personOf } from "../middleware/limits.ts";
import type { Visit } from "../middleware/visitor.ts";

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

/**
 * How many streams may be open at once: of a person, more pages than anybody has open on all their devices; of an address
 * without an account, a hall of delegates who read behind one. Each holds a connection and looks at whatever happens.
 */
export const mostStreams = { person: 50, address: 500 } as const;

/** The streams that are open: under each session, so that signing out ends them at once, and how many whoever reads has. */
export class OpenStreams {
  readonly #streams = new Map<string, Set<EventStream>>();
  readonly #counts = new Map<string, number>();

  /**
   * Counts a stream of whoever reads, before anything is sent on it; answers with what counts it no more.
   * @throws ProblemError too-many-streams
   */
  enter(reader: string, most: number): () => void {
    const count = (this.#counts.get(reader) ?? 0) + 1;
    if (count > most) throw new ProblemError("too-many-streams", { limit: most });
    this.#counts.set(reader, count);
    let left = false;
    return () => {
      if (left) return;
      left = true;
      const rest = (this.#counts.get(reader) ?? 0) - 1;
      if (rest > 0) this.#counts.set(reader, rest);
      else this.#counts.delete(reader);
    };
  }

  /** Keeps a stream until it closes. */
  add(session: string, stream: EventStream): void {
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
}

/**
 * Answers with what happens to a document, or to circles, as it happens and as far as the visitor may know. A reader who was cut off
 * names the last event they had (Last-Event-ID) and is told what they missed; one who has just come is told nothing of
 * the past, since the page they hold was read a moment ago.
 *
 * Signing out ends the stream at once. Every heartbeat asks again who the session is, so that one that ended elsewhere or
 * expired, or a role that changed, ends it too; a reader who still may comes back by themselves.
 * @throws ProblemError not-signed-in, not-found, too-many-streams, before anything is sent.
 */
export async function streamEvents(
  { context, streams, heartbeat }: { context: Context; streams: OpenStreams; heartbeat: number },
  { visitor, response }: Visit,
  follow: (after: string | null, hear: (event: ForumEvent) => void) => Promise<Following>,
): Promise<void> {
  const { actor, session } = visitor;
  const lastSeen = response.req.get("last-event-id") ?? null;
  const missed: ForumEvent[] = [];
  let stream: EventStream | null = null;

  const most = actor.participantId === null ? mostStreams.address : mostStreams.person;
  const leave = streams.enter(personOf(response.req, response), most);
  const following = await follow(lastSeen, (event) => {
    if (stream) stream.send(event);
    else missed.push(event);
  }).catch((error: unknown) => {
    leave();
    throw error;
  });
  const checkStanding = async (): Promise<void> => {
    await following.caughtUp();
    const { participantId, role, organisationId } = await resolveSession(context, session);
    const same =
      participantId === actor.participantId && role === actor.role && organisationId === actor.organisationId;
    if (!same) opened.close();
  };
  const opened = new EventStream(response, heartbeat, () => void checkStanding().catch(() => opened.close()));
  opened.whenClosed(() => following.stop());
  opened.whenClosed(leave);
  if (session !== null) streams.add(session, opened);
  for (const event of missed) opened.send(event);
  stream = opened;
}
