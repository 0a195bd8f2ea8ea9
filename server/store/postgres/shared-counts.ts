import { sql } from "kysely";
import type { SharedCounts } from "../store.ts";
import type { Connection, Connections } from "./connection.ts";
import { TableHolds } from "./shared-holds.ts";
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
