import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import type { SharedCounts } from "../store.ts";
import type { Connection, Connections } from "./connection.ts";
import { isUnreachable } from "./database-error.ts";
import { queries } from "./tables.ts";

/** Interval at which ended counts are deleted, in ms. */
const sweepInterval = 60_000;

interface Addition {
  key: string;
  window: number;
  added: (count: number, endsAt: Date) => void;
  failed: (error: unknown) => void;
}

/**
 * Counts in a table that all servers add to, by the database's clock. One statement is sent at a time, and the additions
 * that come in the meantime go together in the next.
 */
export class TableCounts implements SharedCounts {
  readonly #connections: Connections;
  readonly #holds: TableHolds;
  #waiting: Addition[] = [];
  #isSending = false;
  #sweptAt = 0;

  constructor(connections: Connections) {
    this.#connections = connections;
    this.#holds = new TableHolds({
      commit: (work) => this.#commit(work),
      read: (work) => connections.use(work),
    });
  }

  hold(key: string, amount: number): Promise<number> {
    return this.#holds.hold(key, amount);
  }

  release(key: string, amount: number): void {
    this.#holds.release(key, amount);
  }

  /** Releases what this server holds. */
  close(): Promise<void> {
    return this.#holds.close();
  }

  add(key: string, window: number): Promise<{ count: number; endsAt: Date }> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ key, window, added: (count, endsAt) => resolve({ count, endsAt }), failed: reject });
      void this.#send();
    });
  }

  async takeBack(key: string): Promise<void> {
    const lower = queries
      .updateTable("counts")
      .set({ count: sql`count - 1` })
      .where("key", "=", key)
      .where("count", ">", 0);
    await this.#commit(({ run }) => run(lower));
  }

  async #send(): Promise<void> {
    if (this.#isSending) return;
    this.#isSending = true;
    for (let sent = this.#waiting.splice(0); sent.length > 0; sent = this.#waiting.splice(0)) {
      try {
        await this.#addTogether(sent);
      } catch (error) {
        for (const { failed } of sent) failed(error);
      }
    }
    this.#isSending = false;
  }

  async #addTogether(sent: readonly Addition[]): Promise<void> {
    const byKey = new Map<string, Addition[]>();
    for (const addition of sent) byKey.set(addition.key, [...(byKey.get(addition.key) ?? []), addition]);
    // In one order on every server, so that no two wait for each other.
    const rows = [...byKey]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, additions]) => ({ key, count: additions.length, endsAt: inMilliseconds(additions[0]?.window ?? 0) }));
    if (Date.now() - this.#sweptAt >= sweepInterval) {
      this.#sweptAt = Date.now();
      await this.#commit(({ run }) => run(queries.deleteFrom("counts").where("endsAt", "<=", now)));
    }
    const counted = await this.#commit(({ run }) =>
      run(
        queries
          .insertInto("counts")
          .values(rows)
          .onConflict((conflict) =>
            conflict.column("key").doUpdateSet({
              count: sql`excluded.count + case when counts."endsAt" <= ${now} then 0 else counts.count end`,
              endsAt: sql`case when counts."endsAt" <= ${now} then excluded."endsAt" else counts."endsAt" end`,
            }),
          )
          .returning(["key", "count", "endsAt"]),
      ),
    );
    for (const { key, count, endsAt } of counted) {
      const additions = byKey.get(key) ?? [];
      additions.forEach(({ added }, index) => added(count - additions.length + index + 1, endsAt));
    }
  }

  /**
   * Commits work without waiting for the disk, because a count may be lost in a crash. Only for this transaction: behind
   * a pooler, the next one on the same connection may be of the forum.
   */
  async #commit<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    return this.#connections.use(async (connection) => {
      const [, result] = await Promise.all([
        connection.script("begin; set local synchronous_commit = off"),
        work(connection),
        connection.script("commit"),
      ]);
      return result;
    });
  }
}

const now = sql<Date>`statement_timestamp()`;

function inMilliseconds(delay: number) {
  return sql<Date>`statement_timestamp() + ${delay} * interval '1 millisecond'`;
}

/** How long the holds of a server count after it last wrote, in ms. It renews them three times in that time. */
const lifetime = 60_000;

interface Hold {
  key: string;
  amount: number;
  held: (sum: number) => void;
  failed: (error: unknown) => void;
}

/** Runs statements in one transaction. */
type Commit = <T>(work: (connection: Connection) => Promise<T>) => Promise<T>;

/**
 * Amounts that each server holds under keys, in a table that all servers add up. A row is one server's amount under one
 * key. Rows of a server that was killed stop counting after `lifetime`. What this server holds is known here, so that
 * its rows can be written again at any time.
 */
class TableHolds {
  readonly #commit: Commit;
  readonly #read: <T>(work: (connection: Connection) => Promise<T>) => Promise<T>;
  readonly #holder = randomUUID();
  readonly #amounts = new Map<string, number>();
  /** Keys whose row is not what this server holds. */
  readonly #changed = new Set<string>();
  readonly #renewal: NodeJS.Timeout;
  #waiting: Hold[] = [];
  #sending: Promise<void> | null = null;
  #writtenAt = -Infinity;

  constructor(connections: { commit: Commit; read: Commit }) {
    this.#commit = connections.commit;
    this.#read = connections.read;
    this.#renewal = setInterval(() => {
      // The next renewal tries again.
      if (this.#amounts.size > 0) void this.#send().catch(() => undefined);
    }, lifetime / 3);
    this.#renewal.unref();
  }

  /** Holds an amount under a key. Returns what all servers hold under it, with this amount. */
  hold(key: string, amount: number): Promise<number> {
    this.#change(key, amount);
    return new Promise((held, failed) => {
      this.#waiting.push({ key, amount, held, failed });
      void this.#send().catch(() => undefined);
    });
  }

  /** Releases an amount under a key. If the database cannot be reached, it learns of it later. */
  release(key: string, amount: number): void {
    this.#change(key, -amount);
    void this.#send().catch(() => undefined);
  }

  async close(): Promise<void> {
    clearInterval(this.#renewal);
    await this.#sending?.catch(() => undefined);
    if (this.#writtenAt === -Infinity) return;
    // Without the database, the rows stop counting by themselves.
    await this.#commit(({ run }) =>
      Promise.all([
        run(queries.deleteFrom("holds").where("holder", "=", this.#holder)),
        run(queries.deleteFrom("holders").where("id", "=", this.#holder)),
      ]),
    ).catch(() => undefined);
  }

  #change(key: string, amount: number): void {
    const after = (this.#amounts.get(key) ?? 0) + amount;
    if (after > 0) this.#amounts.set(key, after);
    else this.#amounts.delete(key);
    this.#changed.add(key);
  }

  /** Writes what changed, until nothing is left. Changes that come in the meantime go together in the next statement. */
  #send(): Promise<void> {
    this.#sending ??= (async () => {
      try {
        // Those who called in the same turn go together.
        await Promise.resolve();
        do await this.#sendOnce();
        while (this.#changed.size > 0 || this.#waiting.length > 0);
      } finally {
        this.#sending = null;
      }
    })();
    return this.#sending;
  }

  async #sendOnce(): Promise<void> {
    const waiting = this.#waiting.splice(0);
    // After a pause, others may have deleted all rows of this server.
    if (performance.now() - this.#writtenAt > lifetime / 2)
      for (const key of this.#amounts.keys()) this.#changed.add(key);
    const changed = new Map([...this.#changed].map((key) => [key, this.#amounts.get(key) ?? 0]));
    this.#changed.clear();
    try {
      const begun = performance.now();
      await this.#commit((connection) => this.#write(connection, changed));
      this.#writtenAt = begun;
      if (waiting.length === 0) return;
      // Read after the commit: of two servers that hold at the same time, at least one sees both.
      const sums = await this.#sums([...new Set(waiting.map(({ key }) => key))]);
      for (const { key, amount, held } of waiting) held(sums.get(key) ?? amount);
    } catch (error) {
      for (const { key, amount, failed } of waiting) {
        this.#change(key, -amount);
        failed(error);
      }
      for (const key of changed.keys()) this.#changed.add(key);
      // What the database refused has no row, and would be refused again.
      if (!isUnreachable(error)) for (const { key } of waiting) if (!this.#amounts.has(key)) this.#changed.delete(key);
      throw error;
    }
  }

  async #write({ run }: Connection, changed: ReadonlyMap<string, number>): Promise<void> {
    const ended = queries
      .selectFrom("holders")
      .select("id")
      .where("endsAt", "<=", sql<Date>`statement_timestamp()`);
    const endsAt = sql<Date>`statement_timestamp() + ${lifetime} * interval '1 millisecond'`;
    const amounts = [...changed].map(([key, amount]) => ({ key, holder: this.#holder, amount }));
    const rows = amounts.filter(({ amount }) => amount > 0);
    const gone = amounts.flatMap(({ key, amount }) => (amount > 0 ? [] : key));
    const holder = queries.insertInto("holders").values({ id: this.#holder, endsAt });
    const statements = [
      run(holder.onConflict((conflict) => conflict.column("id").doUpdateSet({ endsAt }))),
      run(queries.deleteFrom("holds").where("holder", "in", ended)),
      run(queries.deleteFrom("holders").where("endsAt", "<=", sql<Date>`statement_timestamp()`)),
    ];
    if (rows.length > 0) {
      const amount = sql<number>`excluded.amount`;
      const insert = queries.insertInto("holds").values(rows);
      statements.push(
        run(insert.onConflict((conflict) => conflict.columns(["key", "holder"]).doUpdateSet({ amount }))),
      );
    }
    if (gone.length > 0)
      statements.push(run(queries.deleteFrom("holds").where("holder", "=", this.#holder).where("key", "in", gone)));
    await Promise.all(statements);
  }

  async #sums(keys: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const rows = await this.#read(({ run }) =>
      run(
        queries
          .selectFrom("holds")
          .innerJoin("holders", "holders.id", "holds.holder")
          .select(["holds.key", sql<string>`sum(holds.amount)`.as("sum")])
          .where("holds.key", "in", keys)
          .where("holders.endsAt", ">", sql<Date>`statement_timestamp()`)
          .groupBy("holds.key"),
      ),
    );
    return new Map(rows.map(({ key, sum }) => [key, Number(sum)]));
  }
}
