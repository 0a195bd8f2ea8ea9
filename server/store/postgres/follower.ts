import pg from "pg";
import { Announcer, SerialQueue } from "../memory/announcer.ts";
import type { EventListener } from "../store.ts";
import type { StoredEvent } from "../stored-event.ts";
import { channel } from "./commit-queue.ts";
import { connectionTo } from "./connection.ts";

/** Events to read at a time. */
const batch = 500;

/** Interval between looks because of notifications, in ms. One look finds the events of several commits. */
const lookInterval = 50;

/** Delay before the listening connection is opened again, in ms. */
const pause = 1000;

export interface FollowerOptions {
  url: string;
  /** Number of the last event when the store was opened. */
  after: number;
  /** Whether to listen to NOTIFY. */
  notify: boolean;
  /** Interval of asking for new events, in ms. */
  pollInterval: number;
  /** Returns the next events after a number. Checks the form of the tables, too. */
  read: (after: number, limit: number) => Promise<StoredEvent[]>;
  /** Called if the events cannot be read. They are tried again. */
  failed: (error: unknown) => void;
}

/**
 * Hears the events of all servers, each once and in order. Everything but the events table is a hint to look there: an
 * own commit, a notification, and the time that has passed. No event is missed, because a number is visible only when
 * all lower ones are.
 */
export class Follower {
  readonly #options: FollowerOptions;
  readonly #announcer = new Announcer();
  readonly #queue = new SerialQueue();
  #after: number;
  #waiting: Promise<void> | null = null;
  #timer: NodeJS.Timeout | undefined;
  #hinted: NodeJS.Timeout | undefined;
  #lookedAt = 0;
  #listening: pg.Client | null = null;
  #retry: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(options: FollowerOptions) {
    this.#options = options;
    this.#after = options.after;
    this.#poll();
    if (options.notify) void this.#listen();
  }

  subscribe(listener: EventListener): () => void {
    return this.#announcer.subscribe(listener);
  }

  /** Announces the events of an own commit, after those of other servers before it. */
  hear(events: readonly StoredEvent[]): Promise<void> {
    return this.#queue.run(async () => {
      const [first] = events;
      if (!first) return;
      if (first.seq > this.#after + 1) await this.#look(first.seq - 1).catch(this.#options.failed);
      // If earlier events cannot be read now, these come after them, with the next look.
      if (first.seq <= this.#after + 1) await this.#announce(events);
    });
  }

  /** Announces all events that are not announced yet. Never rejects. */
  catchUp(): Promise<void> {
    // One that has not begun finds the later events, too.
    return (this.#waiting ??= this.#queue.run(() => {
      this.#waiting = null;
      return this.#look(Infinity).catch(this.#options.failed);
    }));
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    clearTimeout(this.#hinted);
    clearTimeout(this.#retry);
    await this.#listening?.end().catch(() => undefined);
    await this.#queue.idle();
  }

  async #look(upTo: number): Promise<void> {
    while (this.#after < upTo && !this.#closed) {
      const events = await this.#options.read(this.#after, Math.min(batch, upTo - this.#after));
      await this.#announce(events);
      if (events.length < batch) return;
    }
  }

  async #announce(events: readonly StoredEvent[]): Promise<void> {
    const news = events.filter(({ seq }) => seq > this.#after);
    this.#after = news.at(-1)?.seq ?? this.#after;
    await this.#announcer.announce(news);
  }

  #lookSoon(): void {
    if (this.#hinted || this.#closed) return;
    const delay = Math.max(0, this.#lookedAt + lookInterval - Date.now());
    this.#hinted = setTimeout(() => {
      this.#hinted = undefined;
      this.#lookedAt = Date.now();
      void this.catchUp();
    }, delay);
    this.#hinted.unref();
  }

  #poll(): void {
    this.#timer = setTimeout(() => {
      void this.catchUp().then(() => {
        if (!this.#closed) this.#poll();
      });
    }, this.#options.pollInterval);
    this.#timer.unref();
  }

  /** Listens until the connection is lost, and again after a while. */
  async #listen(): Promise<void> {
    const client = new pg.Client(connectionTo(this.#options.url));
    let isLost = false;
    const lost = (): void => {
      if (isLost) return;
      isLost = true;
      this.#listening = null;
      client.end().catch(() => undefined);
      if (this.#closed) return;
      this.#retry = setTimeout(() => void this.#listen(), pause);
      this.#retry.unref();
    };
    client.on("error", lost).on("end", lost);
    client.on("notification", ({ payload }) => {
      // Own events are announced already.
      if (!(Number(payload) <= this.#after)) this.#lookSoon();
    });
    try {
      await client.connect();
      this.#listening = client;
      await client.query(`listen ${channel}`);
      if (this.#closed) await client.end();
      // What was committed before it listened.
      else await this.catchUp();
    } catch {
      lost();
    }
  }
}
