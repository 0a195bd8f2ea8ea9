import { setTimeout as wait } from "node:timers/promises";
import { sql } from "kysely";
import {
  NotKeptError,
  UnreachableError,
  type Reader,
  type RowName,
  type TransactOptions,
  type Writer,
} from "../store.ts";
import type { StoredEvent } from "../stored-event.ts";
import { Changes, readerOver, writerOver } from "./changes.ts";
import { isKept, newCommitId } from "./commits.ts";
import type { Connection, Connections } from "./connection.ts";
import { isConflict, isFromDatabase, isOutOfRoom, isUnreachable } from "./database-error.ts";
import { rowsOf, sealsOf, tableReader } from "./read-tables.ts";
import { rememberingReader } from "../store-over.ts";
import type { Remembered } from "./states.ts";
import { type HeadRow, queries } from "./tables.ts";
import { writeChanges } from "./write-tables.ts";

/** A transaction that waits for its turn. */
interface Job {
  work: (writer: Writer) => unknown;
  expects: readonly RowName[];
  resolve: (result: unknown) => void;
  reject: (error: unknown) => void;
}

/** The result of a job, or the error of its work. */
type Outcome = { result: unknown } | { error: unknown };

/** A group whose commit was sent. Its id is in the head's row once it is kept. */
interface Sent {
  id: string;
  jobs: readonly Job[];
  outcomes: readonly Outcome[];
  events: readonly StoredEvent[];
}

/**
 * Transactions in one commit, at most, and the time in ms after which no further one joins, so that others get a turn.
 */
const mostJobs = 200;
const longestGroup = 50;

/** Delay between tries to reach the database, in ms. */
const pause = 200;

export interface CommitOptions {
  connections: Connections;
  remembered: Remembered;
  /** How the head's row is locked: by a table of its own, or only by reading it for update. */
  tableLocks: boolean;
  /** Whether to announce the commit with NOTIFY. */
  notify: boolean;
  /** How long to try to reach the database before giving up, in ms. */
  patience: number;
  /** Called with the head before anything runs. Throws if the tables are not those of this program. */
  seen: (head: HeadRow) => Promise<void> | void;
  /** Called with the events of each commit, before its transactions are acknowledged. */
  committed: (events: readonly StoredEvent[]) => Promise<void>;
}

/** The channel of NOTIFY. */
export const channel = "rapporteur";

/**
 * Runs transactions one after another and commits them in groups: those that wait join one transaction of the database,
 * because all commits of all servers change the same row. Each sees the writes of those before it, and one that fails
 * leaves nothing behind. All are acknowledged after the commit.
 *
 * A group that loses against another server, or its connection, runs again.
 */
export class CommitQueue {
  readonly #options: CommitOptions;
  #waiting: Job[] = [];
  #running: Promise<void> | null = null;

  constructor(options: CommitOptions) {
    this.#options = options;
  }

  transact<T>(work: (writer: Writer) => T | Promise<T>, { expects = [] }: TransactOptions = {}): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#waiting.push({ work, expects, resolve: resolve as (result: unknown) => void, reject });
      this.#running ??= this.#run();
    });
  }

  /** Resolves when nothing waits or runs. */
  async idle(): Promise<void> {
    while (this.#running) await this.#running;
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) await this.#commit(new JobList(() => this.#waiting));
    // At once, or a transaction that comes meanwhile would wait for ever.
    this.#running = null;
  }

  /** Commits a group, however often it must run. Never rejects. */
  async #commit(list: JobList): Promise<void> {
    const giveUpAt = Date.now() + this.#options.patience;
    let sent: Sent | null = null;
    for (;;) {
      try {
        settle(
          await this.#try(list, sent, (group) => {
            sent = group;
          }),
        );
        return;
      } catch (error) {
        if (isConflict(error)) {
          await wait(Math.random() * 20);
        } else if (isUnreachable(error) && Date.now() < giveUpAt) {
          await wait(pause);
        } else if (isFromDatabase(error) && !isUnreachable(error) && list.taken.length > 1) {
          // The statement of one must not fail the others.
          for (const job of list.taken) await this.#commit(new JobList(() => [], [job]));
          return;
        } else {
          for (const job of list.taken) job.reject(refusal(error));
          return;
        }
      }
    }
  }

  /** Runs a group once, and returns it once it is kept. */
  async #try(list: JobList, earlier: Sent | null, sending: (group: Sent) => void): Promise<Sent> {
    const { connections, remembered, committed } = this.#options;
    list.takeFirst();
    const done = await connections.use(async (connection) => {
      const head = await this.#begin(connection);
      list.begin();
      if (earlier && isKept(head.recent, earlier.id)) {
        await connection.script("rollback");
        return earlier;
      }
      await this.#options.seen(head);
      const { group, outcomes } = await runJobs(connection, { head, list, remembered });
      const done: Sent = { id: newCommitId(), jobs: list.taken, outcomes, events: group.events };
      if (group.isEmpty) {
        await connection.script("rollback");
        return done;
      }
      await group.bind((collection, ids) => sealsOf(connection, collection, ids));
      const notify = this.#options.notify && group.events.length > 0;
      await Promise.all([
        writeChanges(connection, group, { commit: done.id, recent: head.recent }),
        notify && connection.run(sql`select pg_notify(${channel}, ${String(group.head.last)})`),
      ]);
      sending(done);
      await connection.script("commit");
      if (group.erases) await vacuum(connection);
      return done;
    });
    await committed(done.events);
    return done;
  }

  /**
   * Begins a transaction, and returns the head once no other server can commit. The table is locked before the
   * transaction takes its snapshot; reading the row for update would come after it, and fail after each wait.
   */
  async #begin(connection: Connection): Promise<HeadRow> {
    const begin = "begin isolation level serializable";
    // By name, because a prepared statement fails if a migration adds to its columns.
    const query = queries.selectFrom("head").select(["id", "form", "oldestForm", "last", "recent", "state"]);
    const [, rows] = this.#options.tableLocks
      ? await Promise.all([connection.script(`${begin}; lock table turn in exclusive mode`), connection.run(query)])
      : await Promise.all([connection.script(begin), connection.run(query.forUpdate())]);
    const [head] = rows;
    if (!head) throw new Error("The table head has no row");
    return head;
  }
}

/** The jobs of a group: those that wait when it begins, and those that come soon after. */
class JobList {
  readonly #source: () => Job[];
  readonly taken: Job[];
  #endsAt = 0;

  constructor(source: () => Job[], taken: Job[] = []) {
    this.#source = source;
    this.taken = taken;
  }

  /** Takes the first job, which hears of an error before anything runs. */
  takeFirst(): void {
    this.at(0);
  }

  /** Begins the time in which jobs may join. It does not include the wait for other servers, which fills the queue. */
  begin(): void {
    this.#endsAt = Date.now() + longestGroup;
  }

  /** Rows that the jobs expect which are here already. */
  expected(): RowName[] {
    return [...this.taken, ...this.#source()].slice(0, mostJobs).flatMap(({ expects }) => expects);
  }

  /** Returns the job with an index, or undefined if the group has no more. */
  at(index: number): Job | undefined {
    const job = this.taken[index];
    if (job || index >= mostJobs || (index > 0 && Date.now() > this.#endsAt)) return job;
    const next = this.#source().shift();
    if (next) this.taken.push(next);
    return next;
  }
}

async function runJobs(
  connection: Connection,
  { head, list, remembered }: { head: HeadRow; list: JobList; remembered: Remembered },
): Promise<{ group: Changes; outcomes: Outcome[] }> {
  const failures: unknown[] = [];
  const tables = tableReader({
    run: (query) =>
      connection.run(query).catch((error: unknown) => {
        failures.push(error);
        throw error;
      }),
  });
  const seen = remembered.over(tables, remembered.see(head.recent));
  const base = rememberingReader(seen, await rowsOf(connection, list.expected()));
  const group = new Changes({ last: head.last, state: head.state });
  const below = readerOver(base, group);
  const outcomes: Outcome[] = [];
  for (let index = 0; ; index += 1) {
    const job = list.at(index);
    if (!job) return { group, outcomes };
    const outcome = await runJob(job, below, group);
    // Work that ignores the error must not be kept either.
    if (failures.length > 0) throw failures[0];
    outcomes.push(outcome);
  }
}

async function runJob({ work }: Job, below: Reader, group: Changes): Promise<Outcome> {
  const own = new Changes(group.head);
  try {
    const result = await work(writerOver(below, own));
    own.check();
    group.add(own);
    return { result };
  } catch (error) {
    return { error };
  }
}

/** Answers all transactions of a group. One that failed did so on a state that is now kept. */
function settle({ jobs, outcomes }: Sent): void {
  for (const [index, outcome] of outcomes.entries()) {
    if ("error" in outcome) jobs[index]?.reject(outcome.error);
    else jobs[index]?.resolve(outcome.result);
  }
}

function refusal(error: unknown): unknown {
  if (isUnreachable(error)) return new UnreachableError("The database cannot be reached", { cause: error });
  return isOutOfRoom(error) ? new NotKeptError("The transaction could not be written", { cause: error }) : error;
}

/** Takes earlier forms of events out of the table's files. It is repeated by the database itself if it fails. */
async function vacuum(connection: Connection): Promise<void> {
  await connection.script("vacuum events").catch(() => undefined);
}
