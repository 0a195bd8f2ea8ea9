import { setTimeout as wait } from "node:timers/promises";
import {
  type EventListener,
  type Reader,
  type ReadOptions,
  type Store,
  type StoreFault,
  type TransactOptions,
  UnreachableError,
  type Writer,
} from "../store.ts";
import { checkBodies } from "./check-bodies.ts";
import { checkHead } from "./check-head.ts";
import { CommitQueue } from "./commit-queue.ts";
import { Connections } from "./connection.ts";
import { type DatabaseError, isUnreachable, openingError } from "./database-error.ts";
import { Follower } from "./follower.ts";
import { checkForm, migrate } from "./migrations.ts";
import { tableReader } from "./read-tables.ts";
import { TableCounts } from "./shared-counts.ts";
import { inOneState, Remembered, States } from "./states.ts";
import { queries } from "./tables.ts";
import { verifyTables } from "./verify-tables.ts";

/** Features of PostgreSQL that compatible engines may lack. Without them, the store works in another way. */
export interface Features {
  /** LISTEN and NOTIFY. Without them, servers hear of one another's events only when they ask. */
  notify: boolean;
  /** Advisory locks. Without them, servers that migrate at the same time try again. */
  advisoryLocks: boolean;
  /** LOCK TABLE. Without it, servers that commit at the same time try again. */
  tableLocks: boolean;
}

export const allFeatures: Features = { notify: true, advisoryLocks: true, tableLocks: true };

export interface PostgresOptions {
  /** "postgres://user:password@host/database". */
  url: string;
  features?: Features;
  /** Number of connections for reading. */
  readers?: number;
  /** Interval of asking for the events of other servers, in ms. */
  pollInterval?: number;
  /** How long to try to reach the database before a read or write is rejected, in ms. */
  patience?: number;
  /**
   * Time in ms after which the database ends a commit in which nothing arrives from this server, so that a paused
   * server does not stop the others.
   */
  longestPause?: number;
  /** Called if the events of other servers cannot be read. */
  notice?: (error: unknown) => void;
  /** Called once if the tables have a form with which this program cannot work. It should stop then. */
  lost?: (error: DatabaseError) => void;
}

const defaults = { features: allFeatures, readers: 10, pollInterval: 1000, patience: 10_000, longestPause: 30_000 };

/** Delay between tries to reach the database, in ms. */
const pause = 200;

/**
 * Opens a store in a PostgreSQL database, which several servers can share. Creates the tables if they are missing.
 *
 * Every commit of every server changes the row of `head` under one lock. So transactions run one after another, and an
 * event's number is visible only when all lower ones are.
 *
 * @throws DatabaseError
 */
export async function openPostgresStore(options: PostgresOptions): Promise<Store> {
  const settings = { ...defaults, ...options };
  const { url, features, patience } = settings;
  const writing = new Connections(url, 1, `set idle_in_transaction_session_timeout = ${String(settings.longestPause)}`);
  const reading = new Connections(url, settings.readers);
  const counting = new Connections(url, 1);
  try {
    await patiently(patience, () => migrate(writing, url, features));
    const after = await reading.use((connection) =>
      inOneState(connection, async () => {
        await checkHead(connection, url);
        return tableReader(connection).lastEvent();
      }),
    );
    return new PostgresStore(settings, { writing, reading, counting }, after);
  } catch (error) {
    await Promise.all([writing, reading, counting].map((connections) => connections.close()));
    throw openingError(url, error);
  }
}

class PostgresStore implements Store {
  readonly counts: TableCounts;
  readonly #patience: number;
  readonly #writing: Connections;
  readonly #reading: Connections;
  readonly #counting: Connections;
  readonly #follower: Follower;
  readonly #commits: CommitQueue;
  readonly #states: States;
  #loss: DatabaseError | null = null;
  readonly #running = new Set<Promise<unknown>>();
  #isClosed = false;

  constructor(
    { url, features, pollInterval, patience, notice, lost }: typeof defaults & PostgresOptions,
    { writing, reading, counting }: Readonly<Record<"writing" | "reading" | "counting", Connections>>,
    after: number,
  ) {
    this.#patience = patience;
    this.#writing = writing;
    this.#reading = reading;
    this.#counting = counting;
    this.counts = new TableCounts(counting);
    const check = (head: { form: number; oldestForm: number }): void => {
      try {
        checkForm(head, url);
      } catch (error) {
        if (!this.#loss) lost?.(error as DatabaseError);
        this.#loss = error as DatabaseError;
        throw error;
      }
    };
    this.#follower = new Follower({
      url,
      after,
      notify: features.notify,
      pollInterval,
      read: (last, limit) =>
        reading.use(async (connection) => {
          const [head] = await connection.run(queries.selectFrom("head").select(["form", "oldestForm", "last"]));
          if (!head) return [];
          check(head);
          return head.last === last ? [] : tableReader(connection).events({ after: last, limit });
        }),
      failed: (error) => notice?.(error),
    });
    const remembered = new Remembered();
    this.#states = new States(reading, remembered);
    this.#commits = new CommitQueue({
      connections: writing,
      remembered,
      ...features,
      patience,
      seen: check,
      committed: (events) => this.#follower.hear(events),
    });
  }

  async read<T>(look: (reader: Reader) => T | Promise<T>, { once = false }: ReadOptions = {}): Promise<T> {
    this.#checkOpen();
    const reading = patiently(this.#patience, () => (once ? this.#states.readOnce(look) : this.#states.read(look)));
    this.#running.add(reading);
    try {
      return await reading;
    } finally {
      this.#running.delete(reading);
    }
  }

  async transact<T>(work: (writer: Writer) => T | Promise<T>, options?: TransactOptions): Promise<T> {
    this.#checkOpen();
    return this.#commits.transact(work, options);
  }

  subscribe(listener: EventListener): () => void {
    return this.#follower.subscribe(listener);
  }

  verify(): Promise<StoreFault[]> {
    return patiently(this.#patience, () =>
      this.#reading.use((connection) => inOneState(connection, () => verifyTables(connection))),
    );
  }

  checkBodies(signal: AbortSignal): Promise<StoreFault[]> {
    return checkBodies((query) =>
      patiently(this.#patience, () => {
        this.#checkOpen();
        signal.throwIfAborted();
        return this.#reading.use((connection) => connection.run(query));
      }),
    );
  }

  /** Requests whose senders left may still ask. */
  #checkOpen(): void {
    if (this.#loss) throw this.#loss;
    if (this.#isClosed) throw new UnreachableError("The store is closed");
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.allSettled(this.#running);
    await this.#commits.idle();
    await Promise.all([this.#follower.close(), this.counts.close()]);
    await Promise.all([this.#writing.close(), this.#reading.close(), this.#counting.close()]);
  }
}

/**
 * Runs work again as long as the database cannot be reached, for a time in ms.
 *
 * @throws UnreachableError
 */
async function patiently<T>(patience: number, work: () => Promise<T>): Promise<T> {
  const giveUpAt = Date.now() + patience;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isUnreachable(error)) throw error;
      if (Date.now() >= giveUpAt) throw new UnreachableError("The database cannot be reached", { cause: error });
      await wait(pause);
    }
  }
}
