import type { Writable } from "node:stream";
import type { CompiledQuery } from "kysely";
import pg from "pg";
import { queries } from "./tables.ts";

/** A query that can be compiled, as Kysely's builders make them. */
export interface Compilable<Row> {
  compile(by: typeof queries): CompiledQuery<Row>;
}

/** One connection to the database. */
export interface Connection {
  /** Runs a query. Several can be sent without waiting for one another. */
  run: <Row>(query: Compilable<Row>) => Promise<Row[]>;
  /** Runs statements without parameters, and returns the rows of the last one. */
  script: <Row>(statements: string) => Promise<Row[]>;
}

/** Event numbers stay far below the largest exact number. */
const types = new pg.TypeOverrides();
types.setTypeParser(pg.types.builtins.INT8, Number);

/** Longest wait for a connection, in ms. */
const connectionTimeout = 5000;

/** Returns the settings of a connection. */
export function connectionTo(url: string): pg.ClientConfig {
  return {
    connectionString: url,
    application_name: "rapporteur",
    connectionTimeoutMillis: connectionTimeout,
    keepAlive: true,
    pipeline: true,
    types,
  };
}

/** Connections to one database. */
export class Connections {
  readonly #pool: pg.Pool;

  /**
   * @param most Number of connections at a time.
   * @param onOpen Statements that each new connection runs first.
   */
  constructor(url: string, most: number, onOpen?: string) {
    this.#pool = new pg.Pool({ ...connectionTo(url), max: most });
    // Without listeners, a lost connection would end the process. Its queries fail anyway.
    this.#pool.on("error", () => undefined);
    this.#pool.on("connect", (client) => {
      client.on("error", () => undefined);
      if (onOpen !== undefined) client.query(onOpen).catch(() => undefined);
    });
  }

  /** Runs work on a connection. If it fails, its transaction is rolled back. */
  async use<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    const client = await this.#pool.connect();
    try {
      const result = await work(connectionOf(client));
      client.release();
      return result;
    } catch (error) {
      await client.query("rollback").then(
        () => client.release(),
        () => client.release(true),
      );
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }
}

function connectionOf(client: pg.PoolClient): Connection {
  const { stream } = (client as unknown as { connection: { stream: Writable } }).connection;
  /** Statements that are sent at once share a packet, because each packet wakes a process of the database. */
  const gather = (): void => {
    if (stream.writableCorked > 0) return;
    stream.cork();
    queueMicrotask(() => stream.uncork());
  };
  return {
    async run<Row>(query: Compilable<Row>) {
      const { sql, parameters } = query.compile(queries);
      const name = preparedName(sql);
      gather();
      return (await client.query({ text: sql, values: [...parameters], ...(name !== null && { name }) })).rows as Row[];
    },
    async script<Row>(statements: string) {
      gather();
      const results = (await client.query(statements)) as pg.QueryResult | pg.QueryResult[];
      return (Array.isArray(results) ? results.at(-1) : results)?.rows as Row[];
    },
  };
}

/** Number of statements that are prepared, at most. Only few have other texts each time, such as those of migrations. */
const mostPrepared = 200;

const preparedNames = new Map<string, string>();

/**
 * Returns the name under which each connection prepares a statement at its first use, or null if there are too many. One
 * that reads all columns of a table fails once a migration adds to them.
 */
function preparedName(sql: string): string | null {
  if (sql.startsWith("select *")) return null;
  const known = preparedNames.get(sql);
  if (known !== undefined || preparedNames.size >= mostPrepared) return known ?? null;
  const name = `rapporteur-${String(preparedNames.size)}`;
  preparedNames.set(sql, name);
  return name;
}
